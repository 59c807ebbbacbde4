#include "instruments/subsidy/subsidy.h"

#include "instruments/subsidy/kind.h"

namespace hashira::instruments {
namespace subsidy {
namespace {

// Settled, all that is due; before, what is left of the advance that was claimed.
Yen next_order(const cases::Case& value) {
  const cases::Money& money = value.money;
  if (is_settled(value)) return money.due();
  Yen advance = std::min(Yen(money::number(value, "advance")), money.approved);
  return std::min(money.due(), std::max(Yen(0), advance - money.remaining() - money.given_back));
}

std::string_view arrived_state(const cases::Case& value) { return is_settled(value) ? "paid" : "advanced"; }

// Into a state that the case may have been in before: then its first day stays.
void enter(cases::Case& value, std::string_view state, Date on) {
  if (value.reached_on(state)) {
    value.state = state;
  } else {
    value.reach(state, on);
  }
}

// Before the settlement the project decides where the case stands, unless the bank or a reclaim did.
void follow_before_settlement(cases::Case& value, Date on) {
  bool with_bank = value.state == "ordered" || value.state == "bounced";
  if (with_bank && next_order(value) > Yen(0)) return;
  if (with_bank || value.state == "reclaiming") enter(value, "advanced", on);
}

void follow_settled(cases::Case& value, Date on) {
  static constexpr std::string_view unpaid[] = {"decided", "settled", "claimed", "ordered", "bounced"};
  if (value.money.due() > Yen(0)) {
    if (std::find(std::begin(unpaid), std::end(unpaid), value.state) == std::end(unpaid)) value.reach("settled", on);
  } else if (value.money.remaining() > Yen(0)) {
    const feel::Value* transferred = value.datum("transferred_on");  // wholly paid by the advance
    enter(value, "paid", transferred == nullptr ? on : transferred->as_date().value_or(on));
  } else {
    value.reach("repaid", on);
  }
}

void follow_subsidy(cases::Case& value, Date on) {
  const cases::Money& money = value.money;
  money::keep_assessed_within(value);
  if (money.owed() > Yen(0)) {
    if (value.state != "reclaiming") value.reach("reclaiming", on);
  } else if (money.approved == Yen(0)) {
    value.reach(money.repaid > Yen(0) ? "repaid" : "cancelled", on);
  } else if (is_settled(value)) {
    follow_settled(value, on);
  } else {
    follow_before_settlement(value, on);
  }
}

}  // namespace

const portfolio::SubsidyTerms& terms_of(const portfolio::Programme& programme) {
  static const portfolio::SubsidyTerms none;
  return programme.money && programme.money->subsidy ? *programme.money->subsidy : none;
}

std::optional<Date> date_of(const cases::Facts& facts, const std::string& fact) {
  const feel::Value* found = cases::find(facts, fact);
  std::optional<Date> date = found == nullptr ? std::nullopt : found->as_date();
  return date && cases::is_civil(*date) ? date : std::nullopt;
}

bool is_settled(const cases::Case& value) { return value.reached_on("settled").has_value(); }

bool is_one_step(const cases::Case& value) { return money::number(value, "one_step") == 1; }

bool ready_to_order(const cases::Case& value) {
  if (value.state == "advance_claimed" || value.state == "claimed") return true;
  return is_one_step(value) && (value.state == "decided" || value.state == "settled");
}

const money::Kind& kind() {
  static const money::Kind one{"subsidy",
                               &lifecycle,
                               {grant_handlers(), project_handlers(), settlement_handlers(), money::submission_handlers(),
                                money::amendment_handlers(), money::decision_handlers(), money::payment_handlers(),
                                money::correction_handlers(), money::hold_handlers(), money::change_handlers(),
                                money::check_handlers(), money::account_handlers()},
                               &next_order,
                               &arrived_state,
                               &follow_subsidy,
                               &ready_to_order};
  return one;
}

}  // namespace subsidy

Subsidy::Subsidy() : MoneyInstrument(subsidy::kind()) {}

}  // namespace hashira::instruments
