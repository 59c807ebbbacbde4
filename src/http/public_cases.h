// The cases behind a figure as the public may see them: numbers, states and entries; nothing of a person.
// Guarantees: not opened at all while fewer cases than the threshold stand behind the figure (signed-in users see all).
// Used by pages and by the API alike.
#pragma once

#include "app/results.h"
#include "http/site.h"

namespace hashira::http {

struct PublicCases {
  std::shared_ptr<const audit::Version> version;
  const portfolio::Figure* figure = nullptr;
  std::vector<app::FigureCase> cases;
  bool more = false;    // there are cases after these
  bool hidden = false;  // too few to be shown
};
// By the call's {programme}, {figure} and ?after; `http.bad_query` when that is no number.
Result<PublicCases> public_cases(Call& call, std::size_t limit);

struct PublicCase {
  std::shared_ptr<const audit::Version> version;
  const portfolio::Figure* figure = nullptr;
  cases::Case value;
  std::vector<journal::Entry> entries;
};
// By the call's {programme}, {figure} and {number}; `http.suppressed` when the figure's cases are hidden.
Result<PublicCase> public_case(Call& call);

// A number from a path or query; `http.bad_query` with the field when it is none.
Result<std::uint64_t> whole_number(std::string_view text, std::string_view field);

}  // namespace hashira::http
