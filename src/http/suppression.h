// Small groups re-identify people: which values of a live breakdown stay hidden from the public.
//
// Guarantees: a value of fewer than `threshold` cases is hidden, and so many others that what is hidden in a breakdown
// adds up to at least `threshold` cases in two values or more: no hidden number follows from the total and the others.
// Practice: primary and complementary suppression of table cells (一次秘匿・二次秘匿).
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace hashira::http {

// `cases`: value of the breakdown → number of cases. The values to hide.
std::set<std::string> hidden_values(const std::map<std::string, std::int64_t>& cases, std::int64_t threshold);

}  // namespace hashira::http
