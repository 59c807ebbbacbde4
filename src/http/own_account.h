// What the pages and the JSON behind the return link have in common where money is near.
// Guarantees: wrong proofs are counted; a link with too many is shut for a while.
// Rules: app/own_account.h.
#pragma once

#include "app/own_account.h"
#include "http/site.h"

namespace hashira::http {

using OwnField = std::function<std::string(std::string_view name)>;
// `field` gives the new account's answers, and the proof under "old_account_number" and "phone". "http.too_many_proofs".
Done change_account_by_link(Call& call, const OwnField& field);
Done claim_by_link(Call& call, const OwnField& field);

}  // namespace hashira::http
