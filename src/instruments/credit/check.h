// What a command to a block of credits must hold ("instruments.credit.…"), with the mend.
#pragma once

#include "cases/fields.h"
#include "instruments/credit/lots.h"

namespace hashira::instruments::credit {

tl::unexpected<Error> refuse(std::string_view what, std::string_view ja, std::string_view en, std::string_view mend_ja, std::string_view mend_en);

inline constexpr std::int64_t serial_max = 1'000'000'000'000;
inline constexpr std::size_t parts_max = 1000;  // sales, and retirements, of one block

// `first` and `last` of a body; wrong_serials.
Result<Serials> read_serials(const journal::Body& body);
Done check_issue(const journal::Body& body, Date on);
Done check_sale(const Block& block, const Serials& serials, const journal::Body& body);
// The sale of the body, in that state; no_such_sale, sale_not_there_yet.
Result<Sale> sale_in_state(const Block& block, const journal::Body& body, std::initializer_list<SaleState> states);
// Whose serials are retired: the number of their settled sale, 0 for the authority's own.
Result<std::int64_t> check_retirement(const Block& block, const Serials& serials, const journal::Body& body);
Done check_void(const Block& block);
Result<std::string> given_reason(const journal::Body& body);

}  // namespace hashira::instruments::credit
