// What decisions on the budget check in common, and the bodies they share.
#include <fmt/core.h>

#include "ledger/internal/budget_deciding.h"
#include "ledger/print.h"
#include "ledger/year.h"

namespace hashira::ledger {

using journal::BodyWriter;

std::string place_of(const LineId& id) {
  std::string kind = id.kind == BudgetKind::current ? std::string() : fmt::format(" {}", name(id.kind));
  return fmt::format("budget line {} of {}{}", id.code, id.year.year(), kind);
}

tl::unexpected<Error> refuse_line(const LineId& id, std::string code, const Words& what, const Words& mend) {
  return refuse_in_words(std::move(code), place_of(id), what, mend);
}

Done check_id(const LineId& id) {
  bool lawful = !id.code.empty() && id.code.size() <= 64 && id.code.find('\0') == std::string::npos;
  if (lawful && id.year >= FiscalYear(1) && id.year <= FiscalYear(9998)) return {};
  return refuse_line(id, "bad_line", {"予算科目又は年度が正しくありません", "the budget line or its year is wrong"},
                     {"款項目節（例：07-01-02-18）と年度を入れてください",
                      "give it as 款項目節, as 07-01-02-18, with the fiscal year"});
}

Done check_year_open(const Budget& budget, const LineId& id) {
  if (!budget.closed.contains(id.year)) return {};
  return refuse_line(
      id, "year_closed",
      {fmt::format("{}は締め切りました", id.year.wareki()), fmt::format("fiscal {} is closed", id.year.year())},
      {"新年度の予算で処理してください", "use the new year's budget"});
}

// The budget of a year may be changed until its last day (自治法 208条, 令 148条 [k]).
Done check_within_year(const LineId& id, Date on) {
  if (on <= id.year.last_day()) return {};
  return refuse_line(
      id, "year_over",
      {fmt::format("{}は{}に終わりました", id.year.wareki(), id.year.last_day().wareki()),
       fmt::format("fiscal {} ended on {}", id.year.year(), id.year.last_day().iso())},
      {"繰越の手続をするか、新年度の予算で処理してください", "carry it over, or use the new year's budget"});
}

Done check_books_open(const LineId& id, Date on) {
  if (books_open(id.year, on)) return {};
  return refuse_line(
      id, "books_closed",
      {fmt::format("{}の出納は{}に閉鎖しました", id.year.wareki(), id.year.cashbook_closes().wareki()),
       fmt::format("the books of fiscal {} closed on {}", id.year.year(), id.year.cashbook_closes().iso())},
      {"新年度の予算で処理してください", "use the new year's budget"});
}

Done check_known(const Budget& budget, const LineId& id) {
  CHECK_OK(check_id(id));
  CHECK_OK(check_year_open(budget, id));
  if (budget.lines.contains(id)) return {};
  return refuse_line(
      id, "unknown_line",
      {fmt::format("予算科目{}は{}の予算にありません", id.code, id.year.wareki()),
       fmt::format("line {} is not in the budget of fiscal {}", id.code, id.year.year())},
      {"科目と年度を確かめるか、先に予算を計上してください", "look at the code and the year, or appropriate it first"});
}

Done check_available(const Budget& budget, const LineId& id, Yen amount) {
  CHECK_OK(check_known(budget, id));
  Yen left = budget.lines.at(id).available();
  if (amount <= left) return {};
  return refuse_line(
      id, "overspent",
      {fmt::format("予算科目{}（{}）の残りは{}で、{}には{}足りません", id.code, id.year.wareki(), yen_text(left),
                   yen_text(amount), yen_text(amount - left)),
       fmt::format("line {} of fiscal {} has {} left, {} are asked for", id.code, id.year.year(), yen_text_en(left),
                   yen_text_en(amount))},
      {"補正予算、流用又は予備費で増やすか、額を減らしてください", "vote or transfer more, or ask for less"});
}

Done check_room(const Budget& budget, const LineId& id, Yen amount) {
  auto found = budget.lines.find(id);
  if (found == budget.lines.end() || found->second.current() + amount <= budget_max) return {};
  return refuse_line(id, "bad_amount", {"予算額が大きすぎます", "the line's total is out of bounds"},
                     {"円単位の額を確かめてください", "give the amount in yen"});
}

BodyWriter line_body(const LineId& id) {
  BodyWriter writer;
  writer.text("line", id.code).integer("year", id.year.year());
  if (id.kind != BudgetKind::current) writer.text("kind", name(id.kind));
  return writer;
}

BodyWriter held_body(const AllotmentId& id, Yen amount) {
  BodyWriter writer = line_body(id.line);
  writer.yen("amount", amount);
  if (!id.office.empty()) writer.text("office", id.office);
  return writer;
}

Done check_programme(const AllotmentId& id) {
  bool lawful = !id.programme.empty() && id.programme.size() <= 64 && id.office.size() <= 64 &&
                id.office.find('\0') == std::string::npos;
  if (lawful && id.programme.find('\0') == std::string::npos) return {};
  return refuse_line(id.line, "no_programme", {"配当先の事業がありません", "the programme to allot to is missing"},
                     {"事業のIDを入れてください", "give the programme's id"});
}

Done check_held(const Budget& budget, const AllotmentId& id, Yen amount) {
  auto found = budget.allotments.find(id);
  Yen held = found == budget.allotments.end() ? Yen(0) : found->second;
  if (amount <= held) return {};
  return refuse_line(id.line, "overspent",
                     {fmt::format("{}への配当は{}です", id.programme, yen_text(held)),
                      fmt::format("{} holds {} of it", id.programme, yen_text_en(held))},
                     {"配当額までにしてください", "take at most what it holds"});
}

Done check_amount(Yen amount, const std::string& place) {
  if (amount > Yen(0) && amount <= budget_max) return {};
  return refuse_in_words(
      "bad_amount", place, {"予算の額は0円を超える必要があります", "an amount of the budget is above zero"},
      {"円単位の額を入れてください（減らすのは補正予算です）", "give it in yen; only a supplementary budget lessens"});
}

Done check_budget_reason(const std::string& reason, const std::string& place) {
  if (!reason.empty()) return {};
  return refuse_in_words("no_reason", place, {"理由が要ります", "a reason is needed"},
                         {"なぜかを書いてください", "write down why"});
}

}  // namespace hashira::ledger
