// The auditor's comparisons: what the store keeps beside the journal, the figures, the debts and the bank.
#include <fmt/core.h>

#include "app/results.h"
#include "auditor.h"

namespace hashira::sim {
namespace {

using journal::Table;

// docs/ledger.md, "Accounts", in the order of their numbers; '-' in front: may be below zero.
const char* const account_names[] = {"appropriated", "-in_transit", "allotted", "committed",   "ordered",   "paid",
                                     "-outside",     "returned",    "-voted",   "-transferred", "-carried", "lapsed",
                                     "-claimed",     "receivable",  "collected", "written_off", "waived",
                                     "reserved",     "-overpaid",   "-refunded"};
const char* const budget_kinds[] = {"current", "carried_by_vote", "carried_by_accident", "past_year"};

std::string account_name(std::size_t number) {
  if (number >= std::size(account_names)) return "?";
  const char* name = account_names[number];
  return *name == '-' ? name + 1 : name;
}
bool may_be_below_zero(const std::string& account) {
  for (const char* name : account_names) {
    if (*name == '-' && account == name + 1) return true;
  }
  return false;
}

std::vector<journal::Row> all_rows(journal::Store& store, Table table, const std::string& prefix) {
  std::vector<journal::Row> out;
  while (true) {
    auto page = store.scan(table, prefix, out.empty() ? BytesView() : BytesView(out.back().key), 1000).value();
    if (page.empty()) return out;
    out.insert(out.end(), page.begin(), page.end());
  }
}

std::string place_text(const Place& place) {
  return fmt::format("{} of line {} for {} ({}) in the stream {}", place.account, place.line, place.year, place.kind, place.stream);
}

// line ‖ 0 ‖ year with its sign bit turned ‖ account ‖ kind ‖ office
Place place_of(const std::string& stream, std::string_view key) {
  std::size_t end = key.find('\0');
  auto year = static_cast<std::int64_t>(read_u64(key.substr(end + 1)) ^ (std::uint64_t{1} << 63));
  return {stream, std::string(key.substr(0, end)), static_cast<int>(year), budget_kinds[key[end + 10] & 3],
          account_name(static_cast<std::size_t>(key[end + 9]))};
}

using Sums = std::map<Place, Money>;

std::string difference(const Sums& stored, const Sums& books, const char* what) {
  Sums all = stored;
  for (const auto& [place, amount] : books) all[place] += 0;
  for (const auto& [place, amount] : all) {
    auto in_books = books.find(place);
    Money counted = in_books == books.end() ? 0 : in_books->second;
    if (amount != counted) return fmt::format("{}: {} is {} yen in the store, {} by the auditor's count", what, place_text(place), amount, counted);
  }
  return {};
}

}  // namespace

std::string Auditor::compare_balances(World& world) const {
  Sums stored;
  Money all = 0;
  for (const std::string& stream : {std::string("budget"), programme}) {
    std::string prefix = stream + '\0';
    for (const journal::Row& row : all_rows(world.store(), Table::balance, prefix)) {
      auto amount = static_cast<Money>(read_u64(row.value));
      stored[place_of(stream, std::string_view(row.key).substr(prefix.size()))] += amount;
      all += amount;
    }
  }
  if (all != 0) return fmt::format("debits and credits differ by {} yen", all);
  for (const auto& [place, amount] : stored) {
    if (amount < 0 && !may_be_below_zero(place.account)) return fmt::format("overspent: {} is {} yen", place_text(place), amount);
  }
  return difference(stored, books_.accounts(), "balance");
}

// Each posting moves an amount from one account to another; together they are the balances.
std::string Auditor::compare_postings(World& world) const {
  Sums sums;
  for (const std::string& stream : {std::string("budget"), programme}) {
    for (const journal::Row& row : all_rows(world.store(), Table::posting, stream + '\0')) {
      cbor::Reader reader(row.value);
      reader.array().value();
      std::string line(reader.text().value());
      auto year = static_cast<int>(reader.integer().value());
      auto from = static_cast<std::size_t>(reader.integer().value()), to = static_cast<std::size_t>(reader.integer().value());
      Money amount = reader.integer().value();
      reader.integer().value();
      std::string kind = budget_kinds[reader.integer().value() & 3];
      if (amount <= 0) return "a posting moves nothing";
      sums[{stream, line, year, kind, account_name(from)}] -= amount;
      sums[{stream, line, year, kind, account_name(to)}] += amount;
    }
  }
  return difference(sums, books_.accounts(), "postings");
}

std::string Auditor::compare_figures(World& world) const {
  std::map<std::string, std::map<std::string, std::map<std::string, Money>>> own;  // figure → dimension → value
  for (const auto& [number, value] : books_.cases()) {
    Money paid = value.with_payee();
    if (paid == 0) continue;
    for (auto [figure, add] : {std::pair{"payments", Money{1}}, std::pair{"paid_total", paid}}) {
      own[figure][""][""] += add;
      own[figure]["municipality"][value.facts.municipality] += add;
      own[figure]["applicant_kind"][value.facts.kind] += add;
      own[figure]["industry"][value.facts.industry] += add;
    }
  }
  for (const char* figure : {"payments", "paid_total"}) {
    auto shown = app::figure_value(world.engine(), programme, figure, nullptr).value();
    Money whole = own[figure][""][""];
    if (shown.value.value_or(0) != whole) return fmt::format("the figure {} shows {}, the auditor counts {}", figure, shown.value.value_or(0), whole);
    own[figure].erase("");
    for (const auto& [dimension, values] : own[figure]) {
      if (shown.breakdowns[dimension] != values) return fmt::format("the figure {} is broken down by {} otherwise than the auditor counts", figure, dimension);
    }
  }
  return {};
}

// No debt asks for more than the payee has beyond what was decided, and what a debt collected came back to its case.
std::string Auditor::compare_debts() const {
  std::map<std::uint64_t, Money> asked, collected;
  for (const auto& [number, debt] : books_.debts()) {
    asked[debt.case_number] += debt.open_principal;
    collected[debt.case_number] += debt.collected;
  }
  for (const auto& [number, yen] : collected) {
    Money came = books_.cases().at(number).repaid_in_all;
    if (yen > came) return fmt::format("{} yen of the debts of case {} were collected, the case knows of {}", yen, number, came) + books_.story(number);
  }
  for (const auto& [number, open] : asked) {
    Money owed = books_.cases().at(number).owed();
    if (open > owed) return fmt::format("the debts of case {} ask for {} yen, {} are owed", number, open, owed) + books_.story(number);
  }
  return {};
}

std::string Auditor::compare(World& world) const {
  for (std::string wrong : {compare_balances(world), compare_postings(world), compare_figures(world), compare_debts()}) {
    if (!wrong.empty()) return wrong;
  }
  return world.bank().problem();
}

// What the bank moved and what was paid over the counter, against what the office believes it sent.
std::string Auditor::at_rest(const World& world) const {
  std::map<std::uint64_t, Money> moved;
  std::map<std::pair<std::uint64_t, std::uint64_t>, int> times;
  for (const BankFile& file : world.bank().files()) {
    for (const Transfer& one : file.transfers) {
      if (one.fate != Transfer::Fate::credited) continue;
      moved[one.case_number] += one.amount;
      if (++times[{one.case_number, one.decision}] > 1) return fmt::format("the bank credited case {} twice by decision {}", one.case_number, one.decision) + books_.story(one.case_number);
    }
  }
  for (const auto& [number, amounts] : world.counter()) {
    for (Money amount : amounts) moved[number] += amount;
  }
  for (const auto& [number, value] : books_.cases()) {
    Money really = moved[number];
    if (really != value.sent_in_all && !world.told.contains(number)) {
      return fmt::format("the payee of case {} received {} yen, the office believes {} were sent", number, really, value.sent_in_all) + books_.story(number);
    }
  }
  return {};
}

}  // namespace hashira::sim
