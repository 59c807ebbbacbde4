// The wording of verdicts, Japanese and English, in one place.
#pragma once

#include "portfolio/internal/int_set.h"
#include "portfolio/reason.h"

namespace hashira::portfolio::reason_words {

Text printed(const Figure& figure, const Bounds& stands_for);
Text amounts_each(const Figure& figure, const Figure& count, const Limit& limit, const Bounds& allowed);
Text maximum_each(const Figure& figure, const Figure& count, const Limit& limit, const Bounds& allowed);
Text total(const Figure& figure, const Limit& limit, const Figure* base, const Bounds& allowed);
Text count_max(const Figure& figure, const Limit& limit);
Text rate_without_base(const Limit& limit);
Text parts(const Figure& figure, const Bounds& sum);
Text part_at_least(const Figure& figure, const Figure& part, const Bounds& allowed);
Text rest_of_whole(const Figure& figure, const Figure& whole, const Bounds& allowed);
Text within_whole(const Figure& figure, const Figure& whole, const Bounds& allowed);
Text reading(const Limit& limit);
Text conclusion(Standing standing, bool exact);

}  // namespace hashira::portfolio::reason_words
