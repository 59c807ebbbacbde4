// The synthetic office's longer roads: cases that wait before they may claim, and grants to another layer.
#include "app/benefit_desk.h"
#include "app/case_command.h"
#include "synth/office.h"

namespace hashira::synth {

Result<Date> Office::wait(Date day) {
  if (!waits_) return day;
  const std::string& programme = version_->programme.id;
  Date checked = std::min(day, last_), ready = checked;
  CHECK_OK(engine_.run([&](app::Work& work) -> Done {
    for (Open& one : open_) {
      bool refused = one.planned->end == End::refused || !one.applicant.outcome.eligible;
      if (refused || !reaches(one, End::screened)) continue;
      CHECK_OK(app::precheck_case(work, programme, one.number, actor("officer", checked)));
      cases::Case value = TRY(work.case_of(programme, one.number));
      Date matures = value.datum("matures")->as_date().value_or(last_);
      one.waiting = matures > last_;
      if (one.waiting) continue;
      CHECK_OK(app::claim_case(work, programme, one.number, "", actor("officer", std::max(matures, checked))));
      ready = std::max(ready, matures);
    }
    return {};
  }));
  return ready;
}

Done Office::grant(Date day) {
  if (layer_.empty()) return {};
  const portfolio::Settles& settles = *version_->programme.money->settles;
  std::vector<Planned> asked;
  for (const portfolio::Choice& choice : version_->programme.fact(settles.by)->choices) {
    Planned one;
    one.wanted.kind = Wanted::Kind::eligible;
    one.wanted.fixed = {{settles.by, choice.id}, {settles.fact, "1000000"}};  // an advance (概算払), settled later
    one.again = !asked.empty();
    asked.push_back(one);
  }
  std::uint64_t last = last_of_[{}];  // the stores go on where they were
  CHECK_OK(take(asked, day));
  last_of_[{}] = last;
  grants_ = open_;
  for (Open& one : grants_) one.planned = nullptr;
  return {};
}

Done Office::settle_grants(Date day) {
  const std::string& programme = version_->programme.id;
  day = std::min(day, last_);
  for (const Open& one : grants_) {
    CHECK_OK(engine_.run([&](app::Work& work) -> Done {
      Done taken = app::take_layer_total(work, programme, one.number, actor("officer", day));
      if (!taken) return taken.error().code == "app.nothing_to_settle" ? Done() : taken;
      cases::Case before = TRY(work.case_of(programme, one.number));
      Done changed = app::change_case(work, programme, one.number, "支給実績による精算", actor("approver", day));
      if (!changed) CHECK_OK(app::cancel_case(work, programme, one.number, "支給実績がない", actor("approver", day)));
      cases::Case after = TRY(work.case_of(programme, one.number));
      Yen difference = after.money.approved - before.money.approved;
      if (difference < Yen(0)) return reclaim(work, one, -difference, day);
      CHECK_OK(app::order_case(work, programme, one.number, actor("payer", day)));
      return mark(work, one, app::Payment::paid, difference, day, "");
    }));
  }
  return {};
}

}  // namespace hashira::synth
