// What a stated total must say before it enters the journal.
#pragma once

#include "cases/fields.h"
#include "cases/instrument.h"

namespace hashira::instruments::reported {

// The figure that other bodies may state: "instruments.reported.no_such_figure", "….counted_here" for one that counts records.
Result<const portfolio::Figure*> stated_figure(const portfolio::Programme& programme, std::string_view id);
// Value, reporter, document and day: "….wrong_value", "….no_reporter", "….no_document", "….wrong_day".
Done check_statement(const portfolio::Figure& figure, const journal::Body& body, Date on);

tl::unexpected<Error> refuse(std::string_view what, std::string_view ja, std::string_view en, std::string_view mend_ja,
                             std::string_view mend_en);

}  // namespace hashira::instruments::reported
