// The synthetic office with projects that are settled after their report: reported, inspected, settled, claimed, ordered.
#include "app/answers.h"
#include "app/benefit_desk.h"
#include "app/subsidy_desk.h"
#include "synth/office.h"

namespace hashira::synth {
namespace {

constexpr int project_days = 20, report_days = 10;
// Of a world's projects this share of the planned cost is spent, at least. Assumption: no source prints it.
constexpr std::uint64_t spent_of_100 = 80;

std::optional<Date> fact_day(const cases::Case& value, const std::string& fact) {
  const feel::Value* found = value.fact(fact);
  return found == nullptr ? std::nullopt : found->as_date();
}

// Where a project that was only decided stands: a third has gone further.
enum class Stage { decided, reported, settled, ordered };

}  // namespace

// What a calibrated project planned it also spent; of a world's some spent less.
Result<Date> Office::carry_out(app::Work& work, Open& one, Date day) {
  const std::string& programme = version_->programme.id;
  const portfolio::SubsidyTerms& terms = *version_->programme.money->subsidy;
  cases::Case before = TRY(work.case_of(programme, one.number));
  Date completed = std::min(std::max(day, fact_day(before, terms.starts).value_or(day)).plus_days(project_days), last_);
  Date reported = std::min(completed.plus_days(report_days), last_);
  bool less = one.planned->wanted.kind == Wanted::Kind::eligible && one.planned->end == End::paid && random_.below(2) == 0;
  std::uint64_t spent = less ? spent_of_100 + random_.below(100 - spent_of_100) : 100;
  auto fields = [&](const std::string& id) -> std::string {
    if (id == terms.completed) return completed.iso();
    const portfolio::Fact* fact = version_->programme.fact(id);
    const feel::Value* planned = before.fact(id);
    if (fact->type != portfolio::FactType::yen || planned == nullptr) return {};
    return std::to_string((planned->as_integer().value_or(0) * static_cast<std::int64_t>(spent) + 99) / 100);
  };
  CHECK_OK(app::report_performance(work, programme, one.number, fields, "", actor("officer", reported)));
  bool calibrated = one.planned->wanted.kind == Wanted::Kind::any;  // under way: what is settled would count
  Stage stage = reaches(one, End::ordered) ? Stage::ordered : calibrated || one.number % 2 == 0 ? Stage::reported : Stage::settled;
  if (stage == Stage::reported) return reported;
  CHECK_OK(app::inspect_project(work, programme, one.number, one.number % 5 == 0 ? "site" : "documents", "領収書等を確認", actor("officer", reported)));
  CHECK_OK(app::settle_grant(work, programme, one.number, actor("approver", reported)));
  one.applicant.outcome.amount = TRY(work.case_of(programme, one.number)).money.approved;
  if (stage == Stage::settled) return reported;
  CHECK_OK(app::claim_case(work, programme, one.number, "", actor("officer", reported)));
  CHECK_OK(app::order_case(work, programme, one.number, actor("payer", reported)));
  return reported;
}

Result<Date> Office::carry_out_projects(Date day) {
  if (!reports_) return day;
  Date ready = day;
  CHECK_OK(engine_.run([&](app::Work& work) -> Done {
    for (Open& one : open_) {
      if (!reaches(one, End::decided) || !one.applicant.outcome.eligible) continue;
      bool stays = !reaches(one, End::ordered) && one.number % 3 != 0;
      if (!stays) ready = std::max(ready, TRY(carry_out(work, one, day)));
    }
    return {};
  }));
  return ready;
}

}  // namespace hashira::synth
