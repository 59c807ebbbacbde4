// Rights inside a unit of work: role × office × amount × programme. The role comes with the actor; post, office and programmes
// stand in the user's entry, and approval.yaml says up to which amount a post approves.
#pragma once

#include "accounts/accounts.h"
#include "app/engine.h"

namespace hashira::app {

// The user as recorded; nullopt: there is none of that id (the program's own actors).
Result<std::optional<accounts::User>> user_in(Work& work, const std::string& id);
// "app.other_programmes" when the user's work is bound to programmes and this is none of them.
Done works_on(Work& work, const Actor& actor, const std::string& programme);
// The office of the actor; empty: none in particular.
Result<std::string> office_of(Work& work, const Actor& actor);

}  // namespace hashira::app
