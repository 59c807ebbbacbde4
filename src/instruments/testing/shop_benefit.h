// A small benefit programme and plausible commands for it: what tests of instruments and figures work with.
//
// Guarantees: everything comes from the given random. For tests only.
#pragma once

#include "cases/contract.h"
#include "cases/flags.h"
#include "feel/codec.h"
#include "instruments/benefit/benefit.h"

namespace hashira::instruments::testing {

using cases::Case;
using cases::Outcome;
using feel::Value;
using journal::BodyWriter;

inline portfolio::Fact fact(std::string id, portfolio::FactType type, portfolio::Openness openness,
                            std::vector<std::string> choices = {}) {
  portfolio::Fact out;
  out.id = std::move(id);
  out.label = {out.id, out.id};
  out.type = type;
  out.openness = openness;
  for (std::string& choice : choices) out.choices.push_back({choice, {choice, choice}});
  return out;
}

inline portfolio::Programme shop_benefit() {
  using portfolio::FactType;
  using portfolio::Openness;
  portfolio::Programme programme;
  programme.id = "shop-benefit";
  programme.instruments = {"benefit"};
  programme.facts = {fact("municipality", FactType::choice, Openness::dimension, {"011002", "012025", "012033"}),
                     fact("applicant_kind", FactType::choice, Openness::dimension, {"corporation", "sole_proprietor"}),
                     fact("industry", FactType::choice, Openness::dimension, {"food", "retail", "hotel"}),
                     fact("employees", FactType::number, Openness::open),
                     fact("closed", FactType::boolean, Openness::open),
                     fact("closed_from", FactType::date, Openness::open),
                     fact("name", FactType::text, Openness::sealed)};
  programme.facts[3].min = 0;
  programme.facts[3].max = 10'000;
  programme.opens = Date::of(2020, 4, 30);
  programme.closes = Date::of(2099, 3, 31);
  programme.money.emplace().budget_line = cases::contract::line;
  return programme;
}

// The same with a preliminary check: three months from the day it closed, then the claim.
inline portfolio::Programme waiting_shop_benefit() {
  portfolio::Programme programme = shop_benefit();
  programme.money->waiting = portfolio::Waiting{3, "closed_from"};
  return programme;
}

inline const std::string& one_of(const std::vector<portfolio::Choice>& choices, Random& random) {
  return choices[random.below(choices.size())].id;
}

inline cases::Facts shop_facts(Random& random) {
  static const portfolio::Programme programme = shop_benefit();
  cases::Facts facts;
  for (const portfolio::Fact& one : programme.facts) {
    if (one.type == portfolio::FactType::choice && random.below(8) != 0) {
      cases::set(facts, one.id, Value::string(one_of(one.choices, random)));
    }
  }
  if (random.below(2) == 0) cases::set(facts, "employees", Value::integer(static_cast<std::int64_t>(random.below(50))));
  if (random.below(2) == 0) cases::set(facts, "closed", Value::boolean(random.below(3) != 0));
  if (random.below(2) == 0) cases::set(facts, "closed_from", Value::date(Date::of(2020, 4, 25)));
  return facts;
}

inline Outcome shop_outcome(Random& random) {
  static const Yen amounts[] = {Yen(300'000), Yen(200'000), Yen(100'000)};
  std::size_t rule = random.below(5);
  if (rule >= 3) return {false, Yen(0), "休業していません", "it did not close", {}};
  return {true, amounts[rule], "休業に協力", "it closed", {"Benefit:" + std::to_string(rule + 1)}};
}

inline Bytes value_bytes(const Value& value) {
  cbor::Writer writer;
  feel::write_cbor(writer, value);
  return std::move(writer).out();
}

inline BodyWriter application_body(Random& random) {
  BodyWriter writer;
  writer.raw("facts", cases::encode_facts(shop_facts(random)));
  if (random.below(2) == 0) writer.bytes("sealed", random.bytes(32));
  if (random.below(2) == 0) writer.text("entitlement", "shop " + std::to_string(random.below(4)));
  if (random.below(4) == 0) writer.raw("missing", cases::encode_texts({"employees"}));
  return writer;
}

inline BodyWriter repay_body(const Case& before, Random& random) {
  std::int64_t remains = before.money.remaining().count();
  std::int64_t amount = random.below(3) == 0 || remains < 2
                            ? remains
                            : static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(remains))) + 1;
  return BodyWriter().integer("amount", amount);
}

inline std::int64_t draft_of(const Case& before) {
  const Value* draft = before.datum("draft");
  return draft == nullptr ? 1 : draft->as_integer().value_or(1);
}

inline BodyWriter shop_body(const Case& before, std::string_view command, Date on, Random& random) {
  BodyWriter writer;
  if (command == "submit") return application_body(random).bytes("token", random.bytes(32));
  if (command == "resubmit") return application_body(random);
  if (command == "repay") return repay_body(before, random);
  if (command == "ask_amendment") {
    writer.raw("defects", cases::encode_defects({{"employees", "人数を書いてください"}}))
        .date("deadline", on.plus_days(static_cast<int>(random.below(20))));
  }
  if (command == "refuse") writer.text("reason_ja", "対象外");
  if (command == "decide") writer.integer("draft", static_cast<std::int64_t>(random.below(3)) + 1);
  if (command == "order" || command == "undo_decision") writer.integer("draft", draft_of(before));
  if (command == "pay" || command == "bounce") writer.text("note", "銀行より");
  if (command == "hold") writer.text("class", cases::hold_classes()[random.below(cases::hold_classes().size())].id);
  if (command == "change_account") writer.bytes("sealed", random.bytes(32)).text("proof", "通帳の写し").text("notice", "旧連絡先に電話");
  if (command == "change" || command == "cancel" || command == "release" || command == "dispose_hit") writer.text("reason", "調査");
  if (command == "dispose_hit") writer.raw("others", cases::encode_case_numbers({random.below(5) + 1, 9}));
  if (command == "assess_reclaim") writer.integer("receivable", static_cast<std::int64_t>(random.below(9)) + 1);
  if (command == "sample") writer.integer("sample", 1);
  if (command == "check") writer.text("result", cases::check_results()[random.below(3)].id).text("note", "現地");
  if (command == "correct_fact") {
    writer.text("fact", "employees")
        .raw("value", value_bytes(Value::integer(static_cast<std::int64_t>(random.below(9999)))))
        .text("reason", "聞き違い");
  }
  return writer;
}

inline cases::contract::Subject shop_subject(const cases::Instrument& benefit) {
  return {benefit, shop_benefit(), waiting_shop_benefit(), Date::of(2020, 5, 1),
          [](const Case& before, std::string_view command, Date on, Random& random) {
            cases::contract::Attempt attempt{{std::string(command), shop_body(before, command, on, random).body(), on}, {}};
            if (command == "screen" || command == "decide" || command == "change") attempt.outcome = shop_outcome(random);
            return attempt;
          }};
}

}  // namespace hashira::instruments::testing
