#include "instruments/benefit/benefit.h"

#include "instruments/benefit/kind.h"

namespace hashira::instruments {
namespace benefit {
namespace {

Yen all_that_is_due(const cases::Case& value) { return value.money.due(); }

std::string_view paid_state(const cases::Case&) { return "paid"; }

bool is_decided(const cases::Case& value) { return value.state == "decided"; }

void follow_benefit(cases::Case& value, Date on) {
  const cases::Money& money = value.money;
  bool unpaid =
      value.state == "decided" || value.state == "ordered" || value.state == "bounced" || value.state == "changed";
  money::keep_assessed_within(value);
  if (money.owed() > Yen(0)) {
    if (value.state != "reclaiming") value.reach("reclaiming", on);
  } else if (money.due() > Yen(0)) {
    if (!unpaid) value.reach("changed", on);
  } else if (money.remaining() > Yen(0)) {
    value.state = "paid";  // its day stays that of the payment
  } else {
    value.reach(money.repaid > Yen(0) ? "repaid" : "cancelled", on);
  }
}

}  // namespace

const money::Kind& kind() {
  static const money::Kind one{"benefit",
                               &lifecycle,
                               {money::submission_handlers(), money::amendment_handlers(), money::decision_handlers(),
                                money::payment_handlers(), money::correction_handlers(), money::hold_handlers(),
                                money::waiting_handlers(), money::change_handlers(), money::check_handlers(),
                                money::account_handlers()},
                               &all_that_is_due,
                               &paid_state,
                               &follow_benefit,
                               &is_decided};
  return one;
}

}  // namespace benefit

Benefit::Benefit() : MoneyInstrument(benefit::kind()) {}

}  // namespace hashira::instruments
