#include "synth/office.h"

#include <fmt/core.h>

#include "app/case_command.h"
#include "app/desk.h"

namespace hashira::synth {
namespace {

// How far an end lies along the main line; what branches off stands where it leaves.
int station(End end) {
  switch (end) {
    case End::submitted:
    case End::withdrawn: return 0;
    case End::amendment_asked: return 1;
    case End::screened:
    case End::refused: return 2;
    case End::decided: return 3;
    case End::ordered: return 4;
    default: return 5;
  }
}

}  // namespace

app::Actor Office::actor(const char* role, Date day) const {
  return {fmt::format("synth-{}", role), role, true, std::min(day, last_)};
}

bool Office::reaches(const Open& open, End end) const {
  if (open.waiting && station(end) >= station(End::screened)) return false;
  return station(open.planned->end) >= station(end);
}

bool Office::is_payment(const Open& open) const {
  return reaches(open, End::paid) && open.applicant.outcome.eligible;
}

Done Office::each(const std::function<Done(app::Work&, const Open&)>& step) {
  return engine_.run([&](app::Work& work) -> Done {
    for (const Open& one : open_) CHECK_OK(step(work, one));
    return {};
  });
}

Done Office::take(std::span<const Planned> batch, Date first) {
  open_.clear();
  CHECK_OK(receive(batch, first));
  CHECK_OK(correct(first.plus_days(1)));
  Date screening = TRY(wait(first.plus_days(3)));
  CHECK_OK(screen(screening));
  CHECK_OK(decide(screening.plus_days(1)));
  Date paying = TRY(carry_out_projects(screening.plus_days(3)));
  CHECK_OK(pay(paying));
  return settle(paying.plus_days(2));
}

// One applicant, or the one before for something else: nobody is drawn twice for the same thing.
Result<Applicant> Office::applicant_of(const Planned& planned, Date day) {
  constexpr int tries = 20;
  if (planned.repeats_last && before_) return *before_;
  Wanted wanted = planned.wanted;
  if (wanted.fixed.empty()) wanted.layer = layer_;
  std::uint64_t& last = last_of_[wanted.figure];
  bool again = planned.again && last > 0;
  std::uint64_t number = again ? last : ++drawn_;
  for (int i = 0; i < tries; ++i) {
    std::optional<Applicant> drawn = draw(*version_, wanted, number, day, random_);
    if (!drawn) break;
    if (!taken_.insert(fmt::format("{}|{}", number, drawn->entitlement)).second) continue;
    last = number;
    return std::move(*drawn);
  }
  if (again) return applicant_of({wanted, planned.end, false, planned.municipality_wrong, false}, day);
  return fail("synth.nobody_fits", fmt::format("{}: nobody was drawn whom the rules pay {} yen", version_->programme.id, planned.wanted.amount.count()),
              "check the rules, or make a world instead");
}

Done Office::receive(std::span<const Planned> batch, Date day) {
  day = std::min(day, last_);
  std::vector<app::Prepared> prepared;
  const std::string& programme = version_->programme.id;
  for (const Planned& planned : batch) {
    Applicant drawn = TRY(applicant_of(planned, day));
    before_ = drawn;
    app::Answers first_form = drawn.answers;
    for (const std::string& fact : drawn.left_open) first_form.erase(fact);
    auto one = app::prepare_application(engine_, programme, first_form, random_.bytes(16), app::Missing::allow, {day, &random_});
    if (!one) return fail("synth.bad_answers", fmt::format("{}: {}: {}", programme, one.error().front().fact, one.error().front().what.en));
    prepared.push_back(std::move(*one));
    std::optional<Mistake> mistake;
    if (planned.end == End::changed) mistake = another_amount(*version_, drawn, day, random_);
    open_.push_back({&planned, std::move(drawn), 0, false, std::move(mistake)});
  }
  received_ += batch.size();
  return engine_.run([&](app::Work& work) -> Done {
    for (std::size_t i = 0; i < open_.size(); ++i) {
      open_[i].number = TRY(app::submit_application(work, prepared[i], {"synth-applicant", "", true, day})).case_number;
    }
    return {};
  });
}

// 補正: what was left open is asked for, and answered the day after; some have not answered yet.
Done Office::correct(Date day) {
  const std::string& programme = version_->programme.id;
  CHECK_OK(each([&](app::Work& work, const Open& one) -> Done {
    bool asked = !one.applicant.left_open.empty() || one.planned->end == End::amendment_asked;
    if (!asked || one.planned->end == End::submitted || one.planned->end == End::withdrawn) return {};
    std::vector<app::Defect> defects;
    for (const std::string& fact : one.applicant.left_open) {
      defects.push_back({fact, version_->programme.fact(fact)->label.ja + "が記入されていません"});
    }
    if (defects.empty()) defects.push_back({"", "添付書類を確認できません"});
    return app::ask_amendment(work, programme, one.number, defects, day.plus_days(14), actor("officer", day));
  }));
  std::vector<std::pair<std::uint64_t, app::Resubmission>> answers;
  for (const Open& one : open_) {
    if (one.applicant.left_open.empty() || !reaches(one, End::screened)) continue;
    auto prepared = app::prepare_resubmission(engine_, {programme, one.number}, one.applicant.answers, random_.bytes(16), {day.plus_days(1), &random_});
    if (!prepared) return fail("synth.bad_answers", prepared.error().front().what.en);
    answers.emplace_back(one.number, std::move(*prepared));
  }
  return engine_.run([&](app::Work& work) -> Done {
    for (const auto& [number, resubmission] : answers) {
      TRY(app::resubmit_application(work, {programme, number}, resubmission, {"synth-applicant", "", true, std::min(day.plus_days(1), last_)}));
    }
    return {};
  });
}

Done Office::screen(Date day) {
  const std::string& programme = version_->programme.id;
  return each([&](app::Work& work, const Open& one) -> Done {
    if (one.planned->end == End::withdrawn) {
      TRY(app::carry_out(work, {programme, one.number, {"withdraw", {}, std::min(day, last_)}, {"synth-applicant", "", true, std::min(day, last_)}, {}, {}}));
      return {};
    }
    if (!reaches(one, End::screened)) return {};
    bool refused = one.planned->end == End::refused || !one.applicant.outcome.eligible;
    // Who has to wait first is refused at the preliminary check, before screening.
    if (!refused || !waits_) CHECK_OK(app::screen_case(work, programme, one.number, actor("officer", day)));
    if (!refused) return {};
    std::string reason = one.planned->repeats_last ? "既に同じ申請者からの申請を受け付けています" : one.applicant.outcome.reason_ja;
    return app::refuse_case(work, programme, one.number, reason.empty() ? "支給の要件に当てはまりません" : reason, actor("approver", day));
  });
}

Done Office::decide(Date day) {
  const std::string& programme = version_->programme.id;
  std::vector<std::uint64_t> issued, released;
  for (const Open& one : open_) {
    if (!reaches(one, End::decided) || !one.applicant.outcome.eligible) continue;
    (reaches(one, End::ordered) ? released : issued).push_back(one.number);
  }
  return engine_.run([&](app::Work& work) -> Done {
    for (const std::vector<std::uint64_t>* list : {&issued, &released}) {
      if (list->empty()) continue;
      std::uint64_t draft = TRY(app::open_draft(work, programme, *list, actor("officer", day)));
      CHECK_OK(app::issue_draft(work, programme, draft, actor("approver", day.plus_days(1))));
      if (list == &released && !reports_) CHECK_OK(app::release_draft(work, programme, draft, actor("payer", day.plus_days(1))));
    }
    return {};
  });
}

Done Office::pay(Date day) {
  return each([&](app::Work& work, const Open& one) -> Done {
    if (!is_payment(one)) return {};
    ++paid_;
    return mark(work, one, app::Payment::paid, one.applicant.outcome.amount, std::min(day, last_), "");
  });
}

}  // namespace hashira::synth
