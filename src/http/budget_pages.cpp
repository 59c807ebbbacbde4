// The budget on the desk: lines, what is allotted and left of it, caps over programmes, promises for years to come.
// Guarantees: every amount shown is a row that the audit holds against the entries; what the planner's forms ask is one
// command of the ledger, done whole or refused with its reason. Template: budget.html.
#include "app/desk.h"
#include "app/money_views.h"
#include "http/budget_actions.h"
#include "http/desk_links.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/problem.h"
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

std::string programme_named(const Call& call, const std::string& id) {
  auto version = call.site.engine.versions().in_force(id);
  return version ? pick((*version)->programme.name, call.language) : id;
}

View holding_rows(const Call& call, const portfolio::Portfolio& tree, const std::vector<app::Holding>& holdings) {
  View list{View::type::list};
  for (const app::Holding& holding : holdings) {
    View one;
    one.set("programme", programme_named(call, holding.id.programme));
    one.set("link", desk_link(holding.id.programme));
    one.set("office", office_name(tree, holding.id.office, call.language));
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

View choice(std::string value, std::string text) {
  View one;
  one.set("value", std::move(value));
  one.set("text", std::move(text));
  return one;
}

enum class Lines { spending, reserves };
View line_choices(const ledger::Budget& budget, Lines which, Language language) {
  View list{View::type::list};
  for (const auto& [id, line] : budget.lines) {
    if (budget.closed.contains(id.year) || line.reserve != (which == Lines::reserves)) continue;
    std::string kind = id.kind == ledger::BudgetKind::current ? std::string() : " " + kind_written(id.kind, language);
    list << choice(line_choice(id),
                   fmt::format("{} {}{} {}", id.code, year_written(id.year, language), kind, line.name));
  }
  return list;
}

View allotment_choices(const Call& call, const portfolio::Portfolio& tree, const ledger::Budget& budget) {
  View list{View::type::list};
  for (const auto& [id, yen] : budget.allotments) {
    if (yen == Yen(0) || budget.closed.contains(id.line.year)) continue;
    list << choice(allotment_choice(id), fmt::format("{}（{}）{} {}", programme_named(call, id.programme),
                                                     office_name(tree, id.office, call.language), id.line.code,
                                                     year_written(id.line.year, call.language)));
  }
  return list;
}

// The programmes whose cases are kept here, and the offices an allotment may go to (令達).
View forms_view(const Call& call, const portfolio::Portfolio& tree, const ledger::Budget& budget) {
  View programmes{View::type::list}, offices{View::type::list}, view;
  for (const portfolio::Programme& programme : tree.programmes) {
    auto version = call.site.engine.versions().in_force(programme.id);
    if (version && (*version)->instrument != nullptr)
      programmes << choice(programme.id, pick(programme.name, call.language));
  }
  for (const portfolio::Owner& owner : tree.owners)
    offices << choice(owner.id, office_name(tree, owner.id, call.language));
  View reserves = line_choices(budget, Lines::reserves, call.language);
  view.set("has_reserve", yes(reserves.is_non_empty_list()));
  view.set("reserve_lines", std::move(reserves));
  view.set("spending_lines", line_choices(budget, Lines::spending, call.language));
  view.set("allotments", allotment_choices(call, tree, budget));
  view.set("programmes", std::move(programmes));
  view.set("offices", std::move(offices));
  view.set("year", year_written(FiscalYear::of(call.site.engine.today()), call.language));
  return view;
}

struct BudgetDone {
  std::string_view action, ja, en;
};
constexpr BudgetDone budget_done[] = {
    {"vote", "予算に計上しました。", "The vote has been entered."},
    {"transfer", "流用しました。", "The amount has been transferred."},
    {"reserve", "予備費を充用しました。", "The reserve has been applied."},
    {"allot", "配当しました。", "The amount has been allotted."},
    {"withdraw", "配当を引き上げました。", "The allotment has been withdrawn."},
};

View budget_done_words(const Call& call) {
  for (const BudgetDone& words : budget_done) {
    if (words.action == call.query.get("done")) return View(std::string(is_ja(call) ? words.ja : words.en));
  }
  return yes(false);
}

Result<View> budget_view(Call& call) {
  ledger::Budget budget = TRY(app::whole_budget(call.site.engine));
  std::shared_ptr<const portfolio::Portfolio> tree = TRY(call.site.engine.versions().portfolio());
  View view;
  view.set("done", budget_done_words(call));
  view.set("forms", call.user->role == "planner" ? forms_view(call, *tree, budget) : yes(false));
  view.set("lines", line_rows(budget, call.language));
  std::vector<app::Holding> held = TRY(app::holdings(call.site.engine, budget));
  view.set("holdings", holding_rows(call, *tree, held));
  view.set("caps", budget.caps.empty() ? yes(false) : View("rows", cap_rows(budget, call.language)));
  view.set("promises", budget.promises.empty() ? yes(false) : View("rows", promise_rows(budget, call.language)));
  return view;
}

Done act_on_budget_call(Call& call) {
  auto read = budget_action(call.params[0], call.form, FiscalYear::of(call.site.engine.today()));
  if (!read) {
    return fail("http.not_found", "その操作はありません。 / There is no such action.",
                "ページのボタンを使ってください。 / Use the buttons on the page.");
  }
  ledger::BudgetCommand command = TRY(std::move(*read));
  return app::budget_command(call.site.engine, command, call.user->actor());
}

}  // namespace

Response budget_page(Call& call) {
  auto view = budget_view(call);
  if (!view) return error_page(call, view.error(), "/desk");
  return page(call, {is_ja(call) ? "予算" : "Budget", "desk"}, "budget", std::move(*view));
}

Response act_on_budget(Call& call) {
  if (auto done = act_on_budget_call(call); !done) return error_page(call, done.error(), "/desk/budget");
  return redirect("/desk/budget?done=" + call.params[0]);
}

}  // namespace hashira::http
