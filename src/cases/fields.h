// Parts of entry bodies that several instruments write: lists of texts and what the rules gave.
//
// Guarantees: deterministic bytes; reading is total or says what is wrong. The fields stand in docs/entry-format.md.
#pragma once

#include "cases/instrument.h"

namespace hashira::cases {

Bytes encode_texts(const std::vector<std::string>& texts);  // a CBOR array of texts
Result<std::vector<std::string>> decode_texts(BytesView bytes);

// One thing that the applicant must mend (補正). `fact` empty: the application as a whole.
struct Defect {
  std::string fact;
  std::string what;  // in words for the applicant
  bool operator==(const Defect&) const = default;
};
Bytes encode_defects(const std::vector<Defect>& defects);  // a CBOR array of maps {fact, what}
Result<std::vector<Defect>> decode_defects(BytesView bytes);
// As a case keeps them (data "defects"): a list of contexts, and back.
feel::Value defects_value(const std::vector<Defect>& defects);
std::vector<Defect> defects_of(const Case& value);

// Fields `eligible`, `amount`, `reason_ja`, `reason_en`, `rules`; where another version than the one in force bound, also
// `binding_day` and `rules_version` (its digest).
void write_outcome(journal::BodyWriter& writer, const Outcome& outcome);
// nullopt when a field is absent or of another type, or the amount is below zero or above amount_max.
std::optional<Outcome> read_outcome(const journal::Body& body);
// Keeps it in the case's data under the same names; nullptr clears them.
void keep_outcome(Case& value, const Outcome* outcome);
std::optional<Outcome> outcome_of(const Case& value);  // as kept; nullopt: none

// A field that holds a FEEL value, as the bytes of BodyWriter::raw, and back.
Bytes encode_value(const feel::Value& value);
Result<feel::Value> read_value(const journal::Body& body, std::string_view field);

// A text or a whole number that an instrument keeps in the case's data; empty or 0: none, or of another type.
std::string kept_text(const Case& value, std::string_view datum);
std::int64_t kept_number(const Case& value, std::string_view datum);

// Who stands in front of the entitlement key: the applicant's random id, as the office knew it when the application came. (Two
// applications of one moment may each carry a party of their own; this is one and the same.)
std::string who(const Case& value);

// No single amount of a case may be larger: a thousand times the largest programme, and sums stay far from 64 bits.
inline constexpr Yen amount_max{1'000'000'000'000};
inline bool is_amount(Yen amount) { return amount >= Yen(0) && amount <= amount_max; }

// Dates that an entry may carry: years 1 to 9999. What is stored with another date folds to nothing.
bool is_civil(Date date);

}  // namespace hashira::cases
