// The budget on the desk: lines, what is allotted and left of it, caps over programmes, promises for years to come.
// Guarantees: shown only; every amount is a row that the audit holds against the entries.
// Template: budget.html.
#include "app/money_views.h"
#include "http/desk_links.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/words.h"

namespace hashira::http {
namespace {

std::string year_written(FiscalYear year, Language language) {
  return language == Language::ja ? year.wareki() : fmt::format("FY{}", year.year());
}

std::string kind_written(ledger::BudgetKind kind, Language language) {
  if (language == Language::ja) return std::string(ledger::japanese_name(kind));
  std::string out(ledger::name(kind));
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

View line_rows(const ledger::Budget& budget, Language language) {
  View list{View::type::list};
  for (const auto& [id, line] : budget.lines) {
    View one;
    one.set("code", id.code);
    one.set("name", optional_text(line.name));
    one.set("reserve", yes(line.reserve));
    one.set("year", year_written(id.year, language));
    one.set("kind", kind_written(id.kind, language));
    one.set("closed", yes(budget.closed.contains(id.year)));
    std::pair<const char*, Yen> amounts[] = {{"voted", line.voted()},     {"moved", line.transferred + line.from_reserve}, {"carried", line.carried},
                                             {"current", line.current()}, {"allotted", line.allotted},                     {"lapsed", line.lapsed},
                                             {"left", line.available()}};
    for (const auto& [name, yen] : amounts) one.set(name, written(yen, language));
    list << std::move(one);
  }
  return list;
}

View holding_rows(const Call& call, const std::vector<app::Holding>& holdings) {
  View list{View::type::list};
  for (const app::Holding& holding : holdings) {
    View one;
    auto version = call.site.engine.versions().in_force(holding.id.programme);
    one.set("programme", version ? pick((*version)->programme.name, call.language) : holding.id.programme);
    one.set("link", desk_link(holding.id.programme));
    one.set("office", holding.id.office.empty() ? std::string(is_ja(call) ? "主管課" : "its own division") : holding.id.office);
    one.set("line", fmt::format("{} {}", holding.id.line.code, year_written(holding.id.line.year, call.language)));
    one.set("kind", kind_written(holding.id.line.kind, call.language));
    std::pair<const char*, Yen> amounts[] = {{"allotted", holding.allotted}, {"reserved", holding.reserved}, {"committed", holding.committed},
                                             {"ordered", holding.ordered},
                                             {"paid", holding.paid},         {"left", holding.left}};
    for (const auto& [name, yen] : amounts) one.set(name, written(yen, call.language));
    list << std::move(one);
  }
  return list;
}

View cap_rows(const ledger::Budget& budget, Language language) {
  View list{View::type::list};
  for (const auto& [id, cap] : budget.caps) {
    View one;
    one.set("id", id);
    std::string programmes;
    for (const std::string& programme : cap.programmes) programmes += (programmes.empty() ? "" : ", ") + programme;
    one.set("programmes", programmes);
    one.set("limit", written(cap.limit, language));
    one.set("confirmed", written(cap.confirmed, language));
    one.set("reserved", written(cap.used() - cap.confirmed, language));
    one.set("left", written(cap.limit - cap.used(), language));
    list << std::move(one);
  }
  return list;
}

View promise_rows(const ledger::Budget& budget, Language language) {
  View list{View::type::list};
  for (const auto& [id, promise] : budget.promises) {
    View one;
    one.set("name", promise.name.empty() ? id : promise.name);
    one.set("years", fmt::format("{} – {}", year_written(promise.from, language), year_written(promise.until, language)));
    one.set("limit", written(promise.limit, language));
    one.set("promised", written(promise.promised, language));
    one.set("left", written(promise.limit - promise.promised, language));
    list << std::move(one);
  }
  return list;
}

Result<View> budget_view(Call& call) {
  ledger::Budget budget = TRY(app::whole_budget(call.site.engine));
  View view;
  view.set("lines", line_rows(budget, call.language));
  view.set("holdings", holding_rows(call, TRY(app::holdings(call.site.engine, budget))));
  view.set("caps", budget.caps.empty() ? yes(false) : View("rows", cap_rows(budget, call.language)));
  view.set("promises", budget.promises.empty() ? yes(false) : View("rows", promise_rows(budget, call.language)));
  return view;
}

}  // namespace

Response budget_page(Call& call) {
  auto view = budget_view(call);
  if (!view) return error_page(call, view.error(), "/desk");
  return page(call, {is_ja(call) ? "予算" : "Budget", "desk"}, "budget", std::move(*view));
}

}  // namespace hashira::http
