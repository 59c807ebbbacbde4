#include "synth/applicant.h"

#include <fmt/core.h>

#include "app/answers.h"
#include "app/case_keys.h"
#include "app/rules.h"
#include "feel/value.h"

namespace hashira::synth {
namespace {

using portfolio::Fact;
using portfolio::FactType;
using portfolio::Openness;

constexpr int draws_max = 5000;
constexpr std::uint64_t true_of_100 = 80;
constexpr std::uint64_t days_back = 28;  // a day that the applicant tells lies within four weeks
constexpr std::int64_t yen_span = 2'000'000;  // how far an amount without a bound is drawn
constexpr int start_days = 14;           // from the application to the start of a project, at least
constexpr std::uint64_t incomplete_of_100 = 60;

std::string corporate_number(std::uint64_t number) {
  std::string base = fmt::format("99{:010}", number % 10'000'000'000);  // 99…: no registry office has this number
  int sum = 0;
  for (std::size_t n = 1; n <= 12; ++n) sum += (base[12 - n] - '0') * (n % 2 == 1 ? 1 : 2);
  return std::to_string(9 - sum % 9) + base;
}

std::string text_answer(const Fact& fact, std::uint64_t number, Random& random) {
  if (fact.check == "corporate_number") return corporate_number(number);
  if (fact.check == "phone") return fmt::format("0000{:07}", number % 10'000'000);
  if (fact.check == "kana") return fmt::format("ゴウセイショウテン {:07}", number);
  if (fact.check == "postal_code") return "0600000";
  if (fact.check == "bank_code") return "9999";
  if (fact.check == "branch_code") return fmt::format("{:03}", random.below(1000));
  if (fact.check == "account_number") return fmt::format("{:07}", number % 10'000'000);
  if (fact.check == "municipality_code") return "010006";
  // What is not sealed names a thing of the applicant's (a store, a hire): one of several.
  if (fact.openness != Openness::sealed) return fmt::format("{:07}-{}", number, 1 + random.below(9));
  return fmt::format("合成商店 {:07}", number);
}

std::string any_answer(const Fact& fact, std::uint64_t number, Date day, Random& random) {
  switch (fact.type) {
    case FactType::boolean: return random.below(100) < true_of_100 ? "true" : "false";
    case FactType::choice: return fact.choices[random.below(fact.choices.size())].id;
    case FactType::date: return day.plus_days(-static_cast<int>(random.below(days_back))).iso();
    case FactType::number:
    case FactType::yen: {
      std::int64_t low = fact.min.value_or(0), high = fact.max.value_or(low + (fact.type == FactType::yen ? yen_span : 1000));
      return std::to_string(low + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(high - low) + 1)));
    }
    case FactType::text: break;
  }
  return text_answer(fact, number, random);
}

bool identifies(const std::string& fact) { return fact == "corporate_number" || fact == "name_kana" || fact == "phone"; }

// Does the figure count a case with these facts, once it is paid what the rules give?
bool counted_in(const audit::Version& version, const cases::Facts& facts, const cases::Outcome& outcome, Date day, std::string_view figure) {
  if (!outcome.eligible || version.instrument == nullptr) return false;
  cases::Case paid;
  paid.stream = version.programme.id;
  paid.instrument = version.instrument->name();
  paid.facts = facts;
  paid.layer = app::layer_of(version, facts);
  paid.party = Bytes(16, '\0');
  paid.money.approved = paid.money.ordered = paid.money.paid = outcome.amount;
  for (const char* state : {"submitted", "decided", "settled", "paid"}) paid.reach(state, day);
  for (const indicators::Contribution& one : version.figures.contributions(paid)) {
    if (one.cell == figure) return true;
  }
  return false;
}

// Sealed answers are left out of the draws that look for an outcome: rules do not see them.
struct Drawing {
  const audit::Version& version;
  const Wanted& wanted;
  std::uint64_t number;
  Date day;
  Random& random;
  Applicant out;
  cases::Facts facts;

  // A project starts after it was decided: when it starts is a day to come.
  std::string drawn_answer(const Fact& fact) {
    const auto& money = version.programme.money;
    bool starts = money && money->subsidy && money->subsidy->starts == fact.id;
    if (starts) return day.plus_days(start_days + static_cast<int>(random.below(days_back))).iso();
    return any_answer(fact, number, day, random);
  }

  void answer(Openness sealed_or_not) {
    const portfolio::Programme& programme = version.programme;
    for (std::size_t i = 0; i < programme.questions.size(); ++i) {
      const Fact* fact = programme.fact(programme.questions[i].fact);
      bool sealed = fact->openness == Openness::sealed;
      if (sealed != (sealed_or_not == Openness::sealed) || !app::applies(version, i, facts)) continue;
      auto given = wanted.fixed.find(fact->id);
      std::string typed = given != wanted.fixed.end() ? given->second : drawn_answer(*fact);
      auto value = app::parse_answer(*fact, typed);
      if (!value) continue;
      if (!sealed) cases::set(facts, fact->id, *value);
      out.answers[fact->id] = std::move(typed);
    }
  }

  bool fits() {
    if (app::layer_of(version, facts) != wanted.layer) return false;
    out.entitlement = app::entitlement_of(version, facts);
    out.outcome = app::apply_rules(version, facts, day);
    if (!wanted.figure.empty() && !counted_in(version, facts, out.outcome, day, wanted.figure)) return false;
    switch (wanted.kind) {
      case Wanted::Kind::any: return true;
      case Wanted::Kind::eligible: return out.outcome.eligible;
      case Wanted::Kind::amount: return out.outcome.eligible && out.outcome.amount == wanted.amount;
      case Wanted::Kind::ineligible: break;
    }
    return !out.outcome.eligible;
  }

  void leave_open() {
    if (random.below(100) >= incomplete_of_100) return;
    std::vector<std::string> candidates;
    for (const portfolio::Question& question : version.programme.questions) {
      const Fact* fact = version.programme.fact(question.fact);
      bool may = question.required && fact->openness == Openness::sealed && !identifies(fact->id);
      if (may && out.answers.contains(fact->id)) candidates.push_back(fact->id);
    }
    if (!candidates.empty()) out.left_open.push_back(candidates[random.below(candidates.size())]);
  }
};

}  // namespace

std::optional<Applicant> draw(const audit::Version& version, const Wanted& wanted, std::uint64_t number, Date day, Random& random) {
  for (int i = 0; i < draws_max; ++i) {
    Drawing drawing{version, wanted, number, day, random, {}, {}};
    drawing.answer(Openness::open);
    if (!drawing.fits()) continue;
    drawing.answer(Openness::sealed);
    drawing.leave_open();
    return std::move(drawing.out);
  }
  return std::nullopt;
}

std::optional<Mistake> another_amount(const audit::Version& version, const Applicant& applicant, Date day, Random& random) {
  constexpr int tries = 40;
  cases::Facts facts;
  for (const auto& [id, typed] : applicant.answers) {
    const Fact* fact = version.programme.fact(id);
    if (fact->openness != Openness::sealed) cases::set(facts, id, *app::parse_answer(*fact, typed));
  }
  for (int i = 0; i < tries; ++i) {
    const auto& [id, was] = facts[random.below(facts.size())];
    const Fact* fact = version.programme.fact(id);
    std::string typed = any_answer(*fact, 0, day, random);
    auto value = app::parse_answer(*fact, typed);
    if (!value || feel::identical(*value, was)) continue;
    cases::Facts right = facts;
    cases::set(right, id, *value);
    if (app::layer_of(version, right) != app::layer_of(version, facts)) continue;
    if (app::entitlement_of(version, right) != applicant.entitlement) continue;  // it would be another entitlement
    cases::Outcome outcome = app::apply_rules(version, right, day);
    if (outcome.eligible && outcome.amount != applicant.outcome.amount) return Mistake{fact->id, typed, outcome.amount};
  }
  return std::nullopt;
}

}  // namespace hashira::synth
