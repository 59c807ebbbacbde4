// What an applicant typed → facts: parsed by the fact's type, checked, with an error in both languages for each mistake.
#pragma once

#include "app/applications.h"

namespace hashira::app {

// The value of one answer; a choice by its id. Widths are folded first (１２３ → 123). Empty text is refused here:
// the caller decides whether the question may stay open.
tl::expected<feel::Value, AnswerError> parse_answer(const portfolio::Fact& fact, std::string_view typed);

// The text that `parse_answer` would read back: for showing an answer again.
std::string answer_text(const portfolio::Fact& fact, const feel::Value& value);

// Does the version's n-th question apply, given the facts so far? A `when` that is null (not known yet) counts as yes: unknown is not false.
bool applies(const audit::Version& version, std::size_t question, const cases::Facts& facts);

}  // namespace hashira::app
