// What stops a case until a person disposes of it: holds (保留) and hits of its entitlement key (重複の疑い).
//
// Guarantees: words in both languages stand here once, for instruments and pages. Written in practice.md (Entitlement).
#pragma once

#include <span>

#include "cases/case.h"

namespace hashira::cases {

// Why a case is held.
struct HoldClass {
  std::string_view id, ja, en;
};
std::span<const HoldClass> hold_classes();
const HoldClass* hold_class(std::string_view id);  // nullptr: none

// How an on-site check (現地確認) came out.
struct CheckResult {
  std::string_view id, ja, en;
};
std::span<const CheckResult> check_results();
const CheckResult* check_result(std::string_view id);

// Case numbers as bodies carry them: a CBOR array, each once and ascending, none of them 0. decode refuses anything
// else.
Bytes encode_case_numbers(std::vector<std::uint64_t> numbers);
Result<std::vector<std::uint64_t>> decode_case_numbers(BytesView bytes);

// The other cases of the same key that a person has found to be no double payment (data "disposed").
std::vector<std::uint64_t> disposed_hits(const Case& value);
void add_disposed_hits(Case& value, std::vector<std::uint64_t> numbers);

}  // namespace hashira::cases
