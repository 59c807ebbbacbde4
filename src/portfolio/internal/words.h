// The words that stand in folder files, and the values they mean.
#pragma once

#include "portfolio/internal/fields.h"

namespace hashira::portfolio::words {

inline constexpr Word<FactType> fact_types[] = {{"text", FactType::text},       {"number", FactType::number},
                                                {"yen", FactType::yen},         {"boolean", FactType::boolean},
                                                {"date", FactType::date},       {"choice", FactType::choice}};
inline constexpr Word<Openness> openness[] = {
    {"open", Openness::open}, {"dimension", Openness::dimension}, {"sealed", Openness::sealed}};
inline constexpr Word<Basis> bases[] = {
    {"applied", Basis::applied},       {"decided", Basis::decided},       {"settled", Basis::settled},
    {"ordered", Basis::ordered},       {"paid", Basis::paid},             {"redeemed", Basis::redeemed},
    {"registered", Basis::registered}, {"attended", Basis::attended},     {"introduced", Basis::introduced},
    {"hired", Basis::hired},           {"certified", Basis::certified},   {"delivered", Basis::delivered},
    {"held", Basis::held},             {"placed", Basis::placed},         {"issued", Basis::issued},
    {"reported", Basis::reported}};
inline constexpr Word<Evidence> evidences[] = {{"counted", Evidence::counted},
                                               {"summed", Evidence::summed},
                                               {"imported", Evidence::imported},
                                               {"attested", Evidence::attested},
                                               {"text_only", Evidence::text_only}};
inline constexpr Word<Aggregate> aggregates[] = {
    {"count", Aggregate::count}, {"sum", Aggregate::sum}, {"distinct", Aggregate::distinct}};
inline constexpr Word<LogicPlace> logic_places[] = {
    {"activity", LogicPlace::activity}, {"output", LogicPlace::output}, {"outcome", LogicPlace::outcome}};
inline constexpr Word<PartOf> part_kinds[] = {{"partition", PartOf::partition}, {"of_which", PartOf::of_which}};
inline constexpr Word<Limit::Of> limit_kinds[] = {{"total", Limit::Of::total},
                                                  {"count", Limit::Of::count},
                                                  {"amount_each", Limit::Of::amount_each},
                                                  {"maximum_each", Limit::Of::maximum_each}};

// Word<std::string_view> maps a word to itself: the file's word is what the programme holds.
template <std::size_t n>
constexpr std::array<Word<std::string_view>, n> themselves(const std::string_view (&texts)[n]) {
  std::array<Word<std::string_view>, n> out{};
  for (std::size_t i = 0; i < n; ++i) out[i] = {texts[i], texts[i]};
  return out;
}
inline constexpr auto kinds = themselves({"count", "people", "money", "quantity", "rate"});
inline constexpr auto legal_natures = themselves({"gift_contract", "disposition"});
inline constexpr auto binding_dates = themselves({"event", "application", "decision"});
inline constexpr auto deliveries = themselves({"bank_transfer", "through_bodies", "through_banks", "capital_call"});
inline constexpr auto assurance_levels = themselves({"declared", "documents", "gbiz_id", "jpki"});
inline constexpr auto settlements = themselves({"with_decision", "after_report"});
inline constexpr auto readings = themselves({"assumption"});
inline constexpr auto fact_checks = themselves({"corporate_number", "municipality_code", "postal_code", "kana",
                                                "account_number", "bank_code", "branch_code", "phone"});
// The instruments of the design; the instruments room holds what each of them does.
inline constexpr auto instruments =
    themselves({"benefit", "subsidy", "loan", "fund", "voucher", "contract", "receivable", "consultation", "event", "matching",
                "certification", "outreach", "deliverable", "credit", "reported"});
inline constexpr auto money_instruments = themselves({"benefit", "subsidy", "loan", "fund", "voucher"});
inline constexpr auto term_kinds =
    themselves({"condition", "applicant", "coverage", "feature", "amount", "rate", "cap", "limit", "period", "rounds", "area", "venue",
                "partner", "paid_through", "type", "scheme", "desk", "volume", "industry", "item", "target", "legal_basis"});

template <std::size_t n>
bool holds(const std::array<Word<std::string_view>, n>& words, std::string_view word) {
  for (const auto& one : words) {
    if (one.text == word) return true;
  }
  return false;
}

}  // namespace hashira::portfolio::words
