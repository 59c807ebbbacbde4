// Reading the bodies of the budget's entries, and the postings that follow from them.
#include "base/cbor.h"
#include "ledger/internal/budget_events.h"

namespace hashira::ledger {
namespace {

using journal::Body;

constexpr std::array<std::string_view, funding_count> funding_names = {"national", "prefectural", "other"};
constexpr std::size_t code_size_max = 64;

bool lawful_code(std::string_view code) {
  return !code.empty() && code.size() <= code_size_max && code.find('\0') == std::string_view::npos;
}

std::optional<FiscalYear> year_of(const Body& body) {
  std::int64_t year = body.integer("year").value_or(0);
  if (year < 1 || year > 9998) return std::nullopt;
  return FiscalYear(static_cast<std::int32_t>(year));
}

std::optional<BudgetKind> kind_of(const Body& body, std::string_view field) {
  auto text = body.text(field);
  return text ? budget_kind(*text) : BudgetKind::current;
}

Posting line_posting(const LineId& line, Account from, Account to, Yen amount, const std::string& office = {}) {
  return {line.code, line.year, from, to, amount, 0, line.kind, office};
}

std::vector<Posting> moved_between_lines(const Body& body) {
  auto from = line_of(body, "from", "from_kind"), to = line_of(body, "to", "to_kind");
  Yen amount = amount_of(body);
  if (!from || !to || amount <= Yen(0)) return {};
  return {line_posting(*from, Account::appropriated, Account::transferred, amount),
          line_posting(*to, Account::transferred, Account::appropriated, amount)};
}

std::vector<Posting> carried(const LineId& line, const Body& body, Account account, Yen amount) {
  auto how = how_of(body);
  if (!how) return {};
  LineId next{line.code, next_year(line.year), *how};
  std::string office(body.text("office").value_or(""));
  std::vector<Posting> out = {line_posting(line, account, Account::carried, amount, office),
                              line_posting(next, Account::carried, account, amount, office)};
  for (Posting& posting : out)
    posting.case_number = static_cast<std::uint64_t>(std::max<std::int64_t>(0, body.integer("case").value_or(0)));
  return out;
}

}  // namespace

std::string_view name(Funding funding) {
  return funding_names[static_cast<std::size_t>(funding)];
}
std::optional<Funding> funding(std::string_view name) {
  for (std::size_t n = 0; n < funding_count; ++n) {
    if (funding_names[n] == name) return static_cast<Funding>(n);
  }
  return std::nullopt;
}

std::optional<LineId> line_of(const Body& body, std::string_view line, std::string_view kind) {
  std::string_view code = body.text(line).value_or("");
  auto year = year_of(body);
  auto budget = kind_of(body, kind);
  if (!lawful_code(code) || !year || !budget) return std::nullopt;
  return LineId{std::string(code), *year, *budget};
}

std::optional<AllotmentId> allotment_of(const Body& body) {
  auto line = line_of(body);
  std::string programme(body.text("to").value_or("")), office(body.text("office").value_or(""));
  bool lawful = lawful_code(programme) && (office.empty() || lawful_code(office));
  if (!line || !lawful) return std::nullopt;
  return AllotmentId{std::move(*line), std::move(programme), std::move(office)};
}

std::optional<BudgetKind> how_of(const Body& body) {
  auto how = budget_kind(body.text("how").value_or(""));
  bool carries = how == BudgetKind::carried_by_vote || how == BudgetKind::carried_by_accident;
  return carries ? how : std::nullopt;
}

std::optional<Account> held_account_of(const Body& body) {
  for (Account account : {Account::allotted, Account::committed, Account::ordered}) {
    if (body.text("account") == name(account)) return account;
  }
  return std::nullopt;
}

Yen amount_of(const Body& body) {
  Yen amount = body.yen("amount").value_or(Yen(0));
  return amount >= -budget_max && amount <= budget_max ? amount : Yen(0);
}

Bytes programmes_bytes(const std::vector<std::string>& programmes) {
  cbor::Writer writer;
  writer.array(programmes.size());
  for (const std::string& programme : programmes) writer.text(programme);
  return std::move(writer).out();
}

std::vector<std::string> programmes_of(const Body& body) {
  std::vector<std::string> out;
  auto raw = body.raw("programmes");
  if (!raw) return out;
  cbor::Reader reader(*raw);
  std::uint64_t size = reader.array().value_or(0);
  for (std::uint64_t n = 0; n < size; ++n) {
    auto text = reader.text();
    if (!text || !lawful_code(*text) || (!out.empty() && *text <= out.back())) return {};
    out.emplace_back(*text);
  }
  return out;
}

std::vector<Posting> budget_postings(const journal::Entry& entry) {
  const Body& body = entry.body;
  if (entry.type == budget_transferred || entry.type == budget_reserve_applied) return moved_between_lines(body);
  auto line = line_of(body);
  Yen amount = amount_of(body);
  bool lessens = entry.type == budget_appropriated && amount < Yen(0);
  if (!line || (amount <= Yen(0) && !lessens)) return {};
  std::string office(body.text("office").value_or(""));
  if (lessens) return {line_posting(*line, Account::appropriated, Account::voted, -amount)};
  if (entry.type == budget_appropriated) return {line_posting(*line, Account::voted, Account::appropriated, amount)};
  if (entry.type == budget_allotted) return {line_posting(*line, Account::appropriated, Account::in_transit, amount)};
  if (entry.type == budget_withdrawn) return {line_posting(*line, Account::in_transit, Account::appropriated, amount)};
  if (entry.type == budget_lapsed) return {line_posting(*line, Account::appropriated, Account::lapsed, amount)};
  if (entry.type == budget_carried) return carried(*line, body, Account::appropriated, amount);
  if (entry.type == ledger_allotted)
    return {line_posting(*line, Account::in_transit, Account::allotted, amount, office)};
  if (entry.type == ledger_withdrawn)
    return {line_posting(*line, Account::allotted, Account::in_transit, amount, office)};
  auto account = held_account_of(body);
  if (entry.type == ledger_carried && account) return carried(*line, body, *account, amount);
  if (entry.type == ledger_lapsed && account) return {line_posting(*line, *account, Account::lapsed, amount, office)};
  return {};
}

}  // namespace hashira::ledger
