#include "instruments/credit/credit.h"

#include <fmt/core.h>

#include "instruments/credit/check.h"

namespace hashira::instruments {
namespace {

using cases::Case;
using credit::Block;
using credit::Sale;
using credit::SaleState;
using credit::Serials;
using feel::Value;
using journal::Body;
using journal::BodyWriter;

void write_serials(BodyWriter& writer, const Serials& serials) { writer.integer("first", serials.first).integer("last", serials.last); }

Result<Body> decide_issue(const Block&, const Body& given, Date on) {
  Serials serials = TRY(credit::read_serials(given));
  CHECK_OK(credit::check_issue(given, on));
  BodyWriter out;
  write_serials(out, serials);
  return out.text("scheme", *given.text("scheme"))
      .text("issuer", *given.text("issuer"))
      .integer("vintage", *given.integer("vintage"))
      .bytes("document", *given.bytes("document"))
      .text("document_name", *given.text("document_name"))
      .body();
}

Result<Body> decide_propose(const Block& block, const Body& given, Date) {
  Serials serials = TRY(credit::read_serials(given));
  CHECK_OK(credit::check_sale(block, serials, given));
  BodyWriter out;
  write_serials(out, serials);
  return out.text("buyer", *given.text("buyer"))
      .yen("price", *given.yen("price"))
      .integer("sale", static_cast<std::int64_t>(block.sales.size()) + 1)
      .body();
}

Result<Body> decide_withdraw(const Block& block, const Body& given, Date) {
  Sale sale = TRY(credit::sale_in_state(block, given, {SaleState::proposed}));
  std::string reason = TRY(credit::given_reason(given));
  return BodyWriter().integer("sale", sale.number).text("reason", reason).body();
}

Result<Body> decide_assess(const Block& block, const Body& given, Date) {
  Sale sale = TRY(credit::sale_in_state(block, given, {SaleState::proposed}));
  std::int64_t receivable = given.integer("receivable").value_or(0);
  if (receivable < 1) {
    return credit::refuse("no_receivable", "代金の債権がありません", "the price has no receivable", "代金を調定してください", "assess the price");
  }
  return BodyWriter().integer("sale", sale.number).integer("receivable", receivable).body();
}

Result<Body> decide_settle(const Block& block, const Body& given, Date) {
  Sale sale = TRY(credit::sale_in_state(block, given, {SaleState::assessed}));
  return BodyWriter().integer("sale", sale.number).body();
}

Result<Body> decide_retire(const Block& block, const Body& given, Date) {
  Serials serials = TRY(credit::read_serials(given));
  std::int64_t sale = TRY(credit::check_retirement(block, serials, given));
  BodyWriter out;
  write_serials(out, serials);
  out.text("reference", *given.text("reference"));
  if (sale != 0) out.integer("sale", sale);
  return out.body();
}

Result<Body> decide_void(const Block& block, const Body& given, Date) {
  CHECK_OK(credit::check_void(block));
  std::string reason = TRY(credit::given_reason(given));
  return BodyWriter().text("reason", reason).body();
}

// False, with the block untouched or of no account, for an entry whose fields make no sense.
bool fold_issue(Block& block, const journal::Entry& entry) {
  Result<Serials> serials = credit::read_serials(entry.body);
  if (!serials || !credit::check_issue(entry.body, entry.happened_on)) return false;
  block.serials = *serials;
  return true;
}

bool fold_propose(Block& block, const journal::Entry& entry) {
  Result<Serials> serials = credit::read_serials(entry.body);
  std::int64_t number = static_cast<std::int64_t>(block.sales.size()) + 1;
  if (!serials || !credit::check_sale(block, *serials, entry.body) || entry.body.integer("sale") != number) return false;
  block.sales.push_back({number, *serials, std::string(*entry.body.text("buyer")), *entry.body.yen("price"), SaleState::proposed, 0, entry.actor});
  return true;
}

bool move_sale(Block& block, const Body& body, SaleState from, SaleState to) {
  if (!credit::sale_in_state(block, body, {from})) return false;
  block.sale(*body.integer("sale"))->state = to;
  return true;
}

bool fold_withdraw(Block& block, const journal::Entry& entry) { return move_sale(block, entry.body, SaleState::proposed, SaleState::withdrawn); }

bool fold_assess(Block& block, const journal::Entry& entry) {
  std::int64_t receivable = entry.body.integer("receivable").value_or(0);
  if (receivable < 1 || !move_sale(block, entry.body, SaleState::proposed, SaleState::assessed)) return false;
  block.sale(*entry.body.integer("sale"))->receivable = receivable;
  return true;
}

bool fold_settle(Block& block, const journal::Entry& entry) { return move_sale(block, entry.body, SaleState::assessed, SaleState::settled); }

bool fold_retire(Block& block, const journal::Entry& entry) {
  Result<Serials> serials = credit::read_serials(entry.body);
  if (!serials) return false;
  Result<std::int64_t> sale = credit::check_retirement(block, *serials, entry.body);
  if (!sale || entry.body.integer("sale").value_or(0) != *sale) return false;
  block.retirements.push_back({*serials, std::string(*entry.body.text("reference")), *sale});
  return true;
}

bool fold_void(Block& block, const journal::Entry&) { return credit::check_void(block).has_value(); }

struct CreditHandler {
  std::string_view command;
  Result<Body> (*decide)(const Block& block, const Body& given, Date on);
  bool (*fold)(Block& block, const journal::Entry& entry);
};

constexpr CreditHandler credit_handlers[] = {
    {"issue", decide_issue, fold_issue},       {"propose", decide_propose, fold_propose}, {"withdraw", decide_withdraw, fold_withdraw},
    {"assess", decide_assess, fold_assess},    {"settle", decide_settle, fold_settle},    {"retire", decide_retire, fold_retire},
    {"void", decide_void, fold_void}};

const CreditHandler& credit_handler(std::string_view command) {
  return *std::find_if(std::begin(credit_handlers), std::end(credit_handlers), [&](const CreditHandler& one) { return one.command == command; });
}

void keep_issue(Case& value, const Body& body) {
  for (std::string_view field : {"scheme", "issuer", "document_name"}) value.set_datum(field, Value::string(body.text(field).value_or("")));
  value.set_datum("vintage", Value::integer(body.integer("vintage").value_or(0)));
  value.set_datum("document", Value::string(hex(body.bytes("document").value_or(BytesView()))));
}

constexpr cases::KindWords credit_words{"credit", "クレジット", "a block of credits", "未発行", "not issued"};

}  // namespace

const cases::Lifecycle& Credit::lifecycle() const {
  static const cases::Lifecycle table = {
      {{"held", "保有中", "held"}, {"retired", "無効化済み", "retired", true}, {"voided", "発行取消", "issue voided", true}},
      {{"credit.issued", "issue", {""}, "クレジットが発行された", "credits issued"},
       {"credit.sale_proposed", "propose", {"held"}, "売却を起案した", "sale proposed"},
       {"credit.sale_withdrawn", "withdraw", {"held"}, "売却を取り下げた", "sale withdrawn"},
       {"credit.sale_assessed", "assess", {"held"}, "契約し、代金を調定した", "sold, the price assessed"},
       {"credit.sale_settled", "settle", {"held"}, "代金が納入された", "price received"},
       {"credit.retired", "retire", {"held"}, "無効化された", "credits retired"},
       {"credit.voided", "void", {"held"}, "発行を取り消した", "issue voided"}}};
  return table;
}

Result<std::vector<cases::Event>> Credit::decide(const Case& before, const cases::Command& command, const cases::Outcome*,
                                                 const portfolio::Programme&) const {
  const cases::EventKind* kind = TRY(cases::event_for(lifecycle(), before, command.name, credit_words));
  Body body = TRY(credit_handler(command.name).decide(credit::block_of(before), command.body, command.on));
  std::vector<cases::Event> events;
  events.push_back({std::string(kind->type), std::move(body)});
  return events;
}

void Credit::fold(Case& value, const journal::Entry& entry) const {
  const cases::EventKind* kind = lifecycle().allowed(value, entry);
  if (kind == nullptr) return;
  Block block = credit::block_of(value);
  if (!credit_handler(kind->command).fold(block, entry)) return;
  if (kind->command == "issue") {
    keep_issue(value, entry.body);
    value.layer = entry.layer;
  }
  credit::keep(value, block);
  value.instrument = name();
  value.version += 1;
  value.synthetic = value.synthetic || entry.synthetic;
  value.reach(kind->command == "void" ? "voided" : block.all_retired() ? "retired" : "held", entry.happened_on);
}

std::vector<ledger::Posting> Credit::postings(const Case&, const journal::Entry&, const std::string&) const { return {}; }

}  // namespace hashira::instruments
