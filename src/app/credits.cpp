#include "app/credits.h"

#include <fmt/core.h>

#include "app/case_command.h"
#include "app/desk.h"
#include "app/queue.h"
#include "app/reclaims.h"
#include "base/working_day.h"
#include "cases/fields.h"

namespace hashira::app {
namespace {

using instruments::credit::Block;
using instruments::credit::block_of;
using instruments::credit::Sale;

Result<cases::Case> block_case(Work& work, const std::string& programme, std::uint64_t number) {
  cases::Case value = TRY(work.case_of(programme, number));
  if (value.instrument == "credit") return value;
  return fail("app.no_such_credits", fmt::format("{}の{}番はクレジットではありません / {} {} is no block of credits", programme, number, programme, number),
              "hashira credits list で番号を確かめてください / look its number up with hashira credits list");
}

Result<Sale> sale_of(Work& work, const std::string& programme, std::uint64_t number, std::int64_t sale) {
  cases::Case value = TRY(block_case(work, programme, number));
  Block block = block_of(value);
  if (const Sale* found = block.sale(sale)) return *found;
  return fail("app.no_such_sale", fmt::format("{}の{}番に売却{}はありません / block {} {} has no sale {}", programme, number, sale, programme, number, sale),
              "hashira credits list で番号を確かめてください / look its number up with hashira credits list");
}

CaseCommand credit_command(const std::string& programme, std::uint64_t number, std::string_view name, journal::Body body, Date on,
                           const Actor& actor) {
  CaseCommand out{programme, number, {std::string(name), std::move(body), on}, actor, {}, {}};
  out.instrument = "credit";
  return out;
}

// A serial of a scheme is one tonne: two blocks that share one would sell it twice.
Done not_issued_yet(Work& work, const std::string& programme, const CreditIssue& issue) {
  for (const cases::Case& value : TRY(cases_in(work, programme, {"held", "retired"}, "credit"))) {
    if (cases::kept_text(value, "scheme") != issue.scheme || !block_of(value).serials.meets(issue.serials)) continue;
    return fail("app.credits_issued", fmt::format("番号の一部は{0}番で登録済みです / some of the serials are registered as number {0}", value.number),
                "登録簿の通知を確かめてください / look at the registry's notice");
  }
  return {};
}

journal::BodyWriter serials_body(const Serials& serials) {
  journal::BodyWriter body;
  body.integer("first", serials.first).integer("last", serials.last);
  return body;
}

}  // namespace

Result<std::uint64_t> issue_credits(Work& work, const std::string& programme, const CreditIssue& issue, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  TRY(version_of(work, programme));
  CHECK_OK(not_issued_yet(work, programme, issue));
  std::uint64_t number = TRY(work.next_number(programme, "case"));
  journal::BodyWriter body = serials_body(issue.serials);
  body.text("scheme", issue.scheme).text("issuer", issue.issuer).integer("vintage", issue.vintage);
  body.bytes("document", issue.document).text("document_name", issue.document_name);
  CaseCommand command = credit_command(programme, number, "issue", body.body(), day_of(work, actor), actor);
  command.opens = true;
  TRY(carry_out(work, command));
  return number;
}

Result<std::int64_t> propose_sale(Work& work, const std::string& programme, std::uint64_t block, const Serials& serials, std::string_view buyer,
                                  Yen price, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  TRY(block_case(work, programme, block));
  journal::BodyWriter body = serials_body(serials);
  body.text("buyer", buyer).yen("price", price);
  TRY(carry_out(work, credit_command(programme, block, "propose", body.body(), day_of(work, actor), actor)));
  return static_cast<std::int64_t>(block_of(TRY(work.case_of(programme, block))).sales.size());
}

Done withdraw_sale(Work& work, const std::string& programme, std::uint64_t block, std::int64_t sale, std::string_view reason, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  TRY(sale_of(work, programme, block, sale));
  journal::BodyWriter body;
  body.integer("sale", sale).text("reason", reason);
  TRY(carry_out(work, credit_command(programme, block, "withdraw", body.body(), day_of(work, actor), actor)));
  return {};
}

Result<std::uint64_t> assess_sale(Work& work, const std::string& programme, std::uint64_t block, std::int64_t sale,
                                  const SaleAssessment& assessment, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  Sale found = TRY(sale_of(work, programme, block, sale));
  CHECK_OK(other_person(actor, found.proposed_by, "この売却を起案した", "proposed"));
  Date on = day_of(work, actor);
  ledger::Assess assess;
  assess.line = assessment.line;
  assess.source = cases::case_name(programme, block);
  assess.reason = fmt::format("クレジットの売却{}（{}）", sale, found.buyer);
  assess.order.ground = ledger::ReturnGround::other;
  assess.order.amount = found.price;
  assess.order.received = {{on, found.price}};
  assess.order.terms = {{Date(), {{working_day_from(assessment.due), found.price}}}};
  std::uint64_t receivable = TRY(assess_receivable(work, programme, assess, actor));
  journal::BodyWriter body;
  body.integer("sale", sale).integer("receivable", static_cast<std::int64_t>(receivable));
  TRY(carry_out(work, credit_command(programme, block, "assess", body.body(), on, actor)));
  return receivable;
}

Result<bool> receive_price(Work& work, const std::string& programme, std::uint64_t block, std::int64_t sale, Yen amount, const Actor& actor) {
  CHECK_OK(require_role(actor, {"payer"}));
  Sale found = TRY(sale_of(work, programme, block, sale));
  if (found.receivable == 0) {
    return fail("app.sale_not_assessed", fmt::format("売却{0}はまだ調定されていません / sale {0} has not been assessed", sale),
                "先に契約して調定してください / make the contract and assess the price first");
  }
  auto number = static_cast<std::uint64_t>(found.receivable);
  CHECK_OK(collect_reclaim(work, programme, number, {amount, fmt::format("売却{}", sale)}, actor));
  std::optional<Bytes> row = TRY(work.get({journal::Table::state, ledger::receivable_key(programme, number)}));
  ledger::Receivable after = row ? TRY(ledger::decode_receivable(*row)) : ledger::Receivable();
  if (after.state != "collected") return false;
  journal::BodyWriter body;
  body.integer("sale", sale);
  TRY(carry_out(work, credit_command(programme, block, "settle", body.body(), day_of(work, actor), actor)));
  return true;
}

Done retire_credits(Work& work, const std::string& programme, std::uint64_t block, const Serials& serials, std::string_view reference,
                    const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  TRY(block_case(work, programme, block));
  journal::BodyWriter body = serials_body(serials);
  body.text("reference", reference);
  TRY(carry_out(work, credit_command(programme, block, "retire", body.body(), day_of(work, actor), actor)));
  return {};
}

Done void_credits(Work& work, const std::string& programme, std::uint64_t block, std::string_view reason, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  TRY(block_case(work, programme, block));
  journal::BodyWriter body;
  body.text("reason", reason);
  TRY(carry_out(work, credit_command(programme, block, "void", body.body(), day_of(work, actor), actor)));
  return {};
}

Result<std::vector<cases::Case>> credit_blocks(Engine& engine, const std::string& programme) {
  return cases_in(engine, programme, {"held", "retired", "voided"}, "credit");
}

}  // namespace hashira::app
