// Deadlines: reminders, lapses one by one and in bulk with a preview, preliminary checks and claims.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include "app/benefit_desk.h"
#include "app/case_command.h"
#include "app/exclusions.h"
#include "app/queue.h"

namespace hashira::app {
namespace {

constexpr std::size_t overdue_page = 1000;

std::optional<Date> kept_date(const cases::Case& value, std::string_view datum) {
  const feel::Value* kept = value.datum(datum);
  return kept == nullptr ? std::nullopt : kept->as_date();
}

bool is_overdue(const cases::Case& value, Date today) {
  std::optional<Date> deadline = kept_date(value, "deadline");
  return value.state == "amendment_asked" && deadline && *deadline < today;
}

journal::Body lapse_reason() {
  return journal::BodyWriter()
      .text("reason_ja", "補正の期限までに補正がなかったため")
      .text("reason_en", "no correction came by the deadline")
      .body();
}

}  // namespace

Done remind_amendment(Work& work, const std::string& programme, std::uint64_t number, std::string_view note,
                      const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  return run_command(work, programme, number, "remind", journal::BodyWriter().text("note", note).body(), actor);
}

Done lapse_case(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  CHECK_OK(run_command(work, programme, number, "lapse", lapse_reason(), actor));
  return release_reservations(work, TRY(work.case_of(programme, number)), "lapsed", actor);
}

Result<std::vector<Overdue>> overdue(Engine& engine, const std::string& programme, Date today) {
  Bytes prefix = audit::queue_prefix(programme, "amendment_asked"), after;
  std::vector<Overdue> out;
  while (true) {
    std::vector<journal::Row> rows = TRY(engine.store().scan(journal::Table::index, prefix, after, overdue_page));
    if (rows.empty()) return out;
    std::vector<std::uint64_t> numbers;
    for (const journal::Row& row : rows) numbers.push_back(read_u64(BytesView(row.key).substr(prefix.size())));
    for (const cases::Case& value : TRY(cases_of(engine, programme, numbers))) {
      if (is_overdue(value, today))
        out.push_back({value.number, *kept_date(value, "deadline"), kept_date(value, "reminded_on")});
    }
    after = rows.back().key;
  }
}

Done lapse_overdue(Work& work, const std::string& programme, const std::vector<std::uint64_t>& numbers,
                   const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  std::vector<std::uint64_t> changed;
  for (std::uint64_t number : numbers) {
    cases::Case value = TRY(work.case_of(programme, number));
    if (!is_overdue(value, day_of(work, actor))) changed.push_back(number);
  }
  if (!changed.empty()) {
    return fail("app.preview_changed",
                fmt::format("一覧の後に変わった案件があります：{0} / cases changed since the list was shown: {0}",
                            fmt::join(changed, ", ")),
                "一覧を作り直してください / make the list again");
  }
  for (std::uint64_t number : numbers) CHECK_OK(lapse_case(work, programme, number, actor));
  return {};
}

Done precheck_case(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  return run_command(work, programme, number, "precheck", {}, actor);
}

Done claim_case(Work& work, const std::string& programme, std::uint64_t number, std::string_view note,
                const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  return run_command(work, programme, number, "claim", journal::BodyWriter().text("note", note).body(), actor);
}

}  // namespace hashira::app
