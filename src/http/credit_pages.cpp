// Credits of CO2 (クレジット): the blocks of a programme, their sales and what is retired; each step for whoever may take it.
// Guarantees: only the registry's notice's SHA-256 is kept. Template: credits.html.
#include "app/credits.h"
#include "app/desk.h"
#include "base/japanese.h"
#include "cases/fields.h"
#include "http/case_view.h"
#include "http/form_values.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/public_cases.h"
#include "http/words.h"

namespace hashira::http {
namespace {

using instruments::credit::Block;
using instruments::credit::Sale;
using instruments::credit::SaleState;

std::string credits_link(const std::string& programme) { return "/desk/" + percent_encode(programme) + "/credits"; }

std::string tonnes_text(const app::Serials& serials) {
  return fmt::format("{}–{}（{}t-CO₂）", serials.first, serials.last, japanese::with_commas(serials.tonnes()));
}

View sale_row(Call& call, const std::string& action, const Sale& sale) {
  const app::Actor actor = call.user->actor();
  View row;
  row.set("number", std::to_string(sale.number));
  row.set("serials", tonnes_text(sale.serials));
  row.set("buyer", sale.buyer);
  row.set("price", japanese::with_commas(sale.price.count()));
  row.set("state", std::string(is_ja(call) ? japanese_name(sale.state) : english_name(sale.state)));
  row.set("action", fmt::format("{}/sales/{}", action, sale.number));
  row.set("may_assess", yes(sale.state == SaleState::proposed && actor.role == "approver" && actor.user != sale.proposed_by));
  row.set("may_withdraw", yes(sale.state == SaleState::proposed && actor.role == "officer"));
  row.set("may_receive", yes(sale.state == SaleState::assessed && actor.role == "payer"));
  if (sale.receivable != 0) row.set("receivable", std::to_string(sale.receivable));
  return row;
}

View block_row(Call& call, const cases::Case& value) {
  Block block = instruments::credit::block_of(value);
  std::string action = fmt::format("{}/{}", credits_link(call.params[0]), value.number);
  View sales{View::type::list}, retirements{View::type::list};
  for (const Sale& one : block.sales) sales << sale_row(call, action, one);
  for (const auto& one : block.retirements) {
    View row;
    row.set("serials", tonnes_text(one.serials));
    row.set("reference", one.reference);
    retirements << row;
  }
  View row;
  row.set("number", std::to_string(value.number));
  row.set("scheme", cases::kept_text(value, "scheme"));
  row.set("issuer", cases::kept_text(value, "issuer"));
  row.set("vintage", std::to_string(cases::kept_number(value, "vintage")));
  row.set("serials", tonnes_text(block.serials));
  row.set("state", state_name(call.site.engine.instruments().find("credit"), value.state, call.language));
  row.set("is_synthetic", yes(value.synthetic));
  row.set("action", action);
  row.set("may_work", yes(call.user->role == "officer" && value.state == "held"));
  row.set("has_sales", yes(!block.sales.empty()));
  row.set("sales", std::move(sales));
  row.set("has_retirements", yes(!block.retirements.empty()));
  row.set("retirements", std::move(retirements));
  return row;
}

Result<View> credits_view(Call& call) {
  const std::string& programme = call.params[0];
  auto version = TRY(call.site.engine.versions().in_force(programme));
  View blocks{View::type::list};
  std::vector<cases::Case> all = TRY(app::credit_blocks(call.site.engine, programme));
  for (const cases::Case& one : all) blocks << block_row(call, one);
  View view;
  view.set("programme", pick(version->programme.name, call.language));
  view.set("here", credits_link(programme));
  view.set("has_blocks", yes(!all.empty()));
  view.set("blocks", std::move(blocks));
  view.set("may_issue", yes(call.user->role == "officer"));
  return view;
}

Result<std::int64_t> form_number(Call& call, std::string_view field) {
  return static_cast<std::int64_t>(TRY(whole_number(std::string(call.form.get(field)), std::string(field))));
}

Result<app::Serials> form_serials(Call& call) {
  std::int64_t first = TRY(form_number(call, "first"));
  std::int64_t last = TRY(form_number(call, "last"));
  return app::Serials{first, last};
}

Done issue_by_form(Call& call) {
  app::CreditIssue issue;
  issue.scheme = std::string(call.form.get("scheme"));
  issue.issuer = std::string(call.form.get("issuer"));
  issue.vintage = TRY(form_number(call, "vintage"));
  issue.serials = TRY(form_serials(call));
  issue.document_name = std::string(call.form.get("document.name"));
  if (!issue.document_name.empty()) issue.document = Bytes(view(sha256(call.form.get("document"))));
  TRY(app::act(call.site.engine, [&](app::Work& work) { return app::issue_credits(work, call.params[0], issue, call.user->actor()); }));
  return {};
}

Done block_step(Call& call) {
  std::uint64_t block = TRY(whole_number(call.params[1], "number"));
  const std::string& step = call.params[2];
  if (step != "propose" && step != "retire") return fail("http.not_found", "その操作はありません。 / There is no such action.");
  app::Serials serials = TRY(form_serials(call));
  Yen price = step == "propose" ? TRY(form_yen(call.form, "price")) : Yen(0);
  return app::act(call.site.engine, [&](app::Work& work) -> Done {
    if (step == "retire") return app::retire_credits(work, call.params[0], block, serials, call.form.get("reference"), call.user->actor());
    TRY(app::propose_sale(work, call.params[0], block, serials, call.form.get("buyer"), price, call.user->actor()));
    return {};
  });
}

Done sale_step(Call& call) {
  std::uint64_t block = TRY(whole_number(call.params[1], "number"));
  auto sale = static_cast<std::int64_t>(TRY(whole_number(call.params[2], "sale")));
  const std::string& step = call.params[3];
  app::Actor actor = call.user->actor();
  app::SaleAssessment assessment{std::string(call.form.get("line")), {}};
  if (step == "assess") assessment.due = TRY(form_date(call.form, "due"));
  Yen amount = step == "receive" ? TRY(form_yen(call.form, "amount")) : Yen(0);
  return app::act(call.site.engine, [&](app::Work& work) -> Done {
    if (step == "withdraw") return app::withdraw_sale(work, call.params[0], block, sale, call.form.get("reason"), actor);
    if (step == "assess") {
      TRY(app::assess_sale(work, call.params[0], block, sale, assessment, actor));
    } else if (step == "receive") {
      TRY(app::receive_price(work, call.params[0], block, sale, amount, actor));
    } else {
      return fail("http.not_found", "その操作はありません。 / There is no such action.");
    }
    return {};
  });
}

Response after_credit(Call& call, const Done& done) {
  if (!done) return error_page(call, done.error(), credits_link(call.params[0]));
  return redirect(credits_link(call.params[0]));
}

}  // namespace

Response credits_page(Call& call) {
  auto view = credits_view(call);
  if (!view) return error_page(call, view.error(), "/desk");
  return page(call, {is_ja(call) ? "クレジット" : "Credits", "desk"}, "credits", std::move(*view));
}

Response issue_credits(Call& call) { return after_credit(call, issue_by_form(call)); }
Response act_on_credits(Call& call) { return after_credit(call, block_step(call)); }
Response act_on_sale(Call& call) { return after_credit(call, sale_step(call)); }

}  // namespace hashira::http
