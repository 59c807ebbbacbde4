// The synthetic office after payment: what comes back, is paid again, was decided wrongly or on wrong facts.
#include "app/benefit_desk.h"
#include "synth/office.h"

namespace hashira::synth {
namespace {

constexpr int reclaim_days = 30;

}  // namespace

Done Office::mark(app::Work& work, const Open& one, app::Payment what, Yen amount, Date day, const std::string& note) {
  return app::mark_payment(work, version_->programme.id, {one.number, what, amount, day, note, {}}, actor("payer", day));
}

Done Office::bounce(app::Work& work, const Open& one, Date day) {
  Yen amount = one.applicant.outcome.amount;
  CHECK_OK(mark(work, one, app::Payment::bounced, amount, day, "口座名義が相違"));
  --paid_;
  if (one.planned->end == End::bounced) return {};
  CHECK_OK(mark(work, one, app::Payment::paid, amount, day, ""));
  ++paid_;
  return {};
}

// What is owed is assessed; half of those who owe have paid it back.
Done Office::reclaim(app::Work& work, const Open& one, Yen owed, Date day) {
  const std::string& programme = version_->programme.id;
  TRY(app::assess_reclaim(work, programme, one.number, {day.plus_days(reclaim_days), {}}, actor("approver", day)));
  if (one.number % 2 == 0) return {};
  return mark(work, one, app::Payment::repaid, owed, day, "返還金");
}

// 変更: the fact is put right, the case decided anew, and the difference alone moves.
Done Office::change(app::Work& work, const Open& one, Date day) {
  if (!one.mistake) return {};
  const std::string& programme = version_->programme.id;
  CHECK_OK(app::correct_fact(work, programme, one.number, one.mistake->fact, one.mistake->typed, "支給後の確認により訂正", actor("officer", day)));
  CHECK_OK(app::change_case(work, programme, one.number, "事実の訂正による", actor("approver", day)));
  Yen difference = one.mistake->amount - one.applicant.outcome.amount;
  if (difference < Yen(0)) return reclaim(work, one, -difference, day);
  // What is settled again is claimed again.
  if (reports_) CHECK_OK(app::claim_case(work, programme, one.number, "", actor("officer", day)));
  CHECK_OK(app::order_case(work, programme, one.number, actor("payer", day)));
  return mark(work, one, app::Payment::paid, difference, day, "");
}

Done Office::cancel(app::Work& work, const Open& one, Date day) {
  CHECK_OK(app::cancel_case(work, version_->programme.id, one.number, "要件に反することが分かった", actor("approver", day)));
  if (one.number % 2 != 0) --paid_;
  return reclaim(work, one, one.applicant.outcome.amount, day);
}

// A dimension was wrong, which moves no money.
Done Office::correct_dimension(app::Work& work, const Open& one, Date day) {
  const portfolio::Fact* fact = version_->programme.fact("municipality");
  if (fact == nullptr || fact->openness != portfolio::Openness::dimension || fact->choices.size() < 2) return {};
  auto now = one.applicant.answers.find(fact->id);
  if (now == one.applicant.answers.end()) return {};
  const std::string& other = fact->choices[0].id == now->second ? fact->choices[1].id : fact->choices[0].id;
  return app::correct_fact(work, version_->programme.id, one.number, fact->id, other, "申請者からの申出により訂正", actor("officer", day));
}

Done Office::settle(Date day) {
  day = std::min(day, last_);
  return each([&](app::Work& work, const Open& one) -> Done {
    if (!is_payment(one)) return {};
    if (one.planned->municipality_wrong) CHECK_OK(correct_dimension(work, one, day));
    switch (one.planned->end) {
      case End::bounced:
      case End::bounced_and_paid: return bounce(work, one, day);
      case End::part_repaid: return mark(work, one, app::Payment::repaid, Yen(one.applicant.outcome.amount.count() / 2), day, "一部返納");
      case End::changed: return change(work, one, day);
      case End::cancelled: return cancel(work, one, day);
      default: return {};
    }
  });
}

}  // namespace hashira::synth
