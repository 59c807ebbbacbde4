#include "app/money_views.h"

#include <charconv>

#include <fmt/core.h>

namespace hashira::app {
namespace {

using journal::Table;
using ledger::Account;

constexpr std::size_t money_page = 1000;

Done each_money_row(Engine& engine, Table table, const Bytes& prefix, const std::function<Done(const journal::Row&)>& visit) {
  Bytes after;
  while (true) {
    std::vector<journal::Row> rows = TRY(engine.store().scan(table, prefix, after, money_page));
    for (const journal::Row& row : rows) CHECK_OK(visit(row));
    if (rows.size() < money_page) return {};
    after = rows.back().key;
  }
}

Result<ledger::Balances> stored_balances(Engine& engine, const std::string& programme) {
  ledger::Balances out;
  Bytes prefix = audit::stream_prefix(programme);
  CHECK_OK(each_money_row(engine, Table::balance, prefix, [&](const journal::Row& row) -> Done {
    ledger::BalanceKey key = TRY(ledger::decode_balance_key(BytesView(row.key).substr(prefix.size())));
    out[std::move(key)] = Yen(audit::number_of(row.value));
    return {};
  }));
  return out;
}

}  // namespace

Result<ledger::Budget> whole_budget(Engine& engine) {
  ledger::Budget out;
  Bytes prefix = audit::stream_prefix(std::string(ledger::budget_stream));
  CHECK_OK(each_money_row(engine, Table::state, prefix, [&](const journal::Row& row) { return ledger::load_row(out, row.key, row.value); }));
  return out;
}

Result<std::vector<Holding>> holdings(Engine& engine, const ledger::Budget& budget) {
  std::vector<Holding> out;
  std::map<std::string, ledger::Balances> books;
  for (const auto& [id, yen] : budget.allotments) {
    if (!books.contains(id.programme)) books[id.programme] = TRY(stored_balances(engine, id.programme));
    auto of = [&](Account account) {
      auto found = books[id.programme].find({id.line.code, id.line.year, account, id.line.kind, id.office});
      return found == books[id.programme].end() ? Yen(0) : found->second;
    };
    out.push_back({id, yen, of(Account::allotted), of(Account::reserved), of(Account::committed), of(Account::ordered), of(Account::paid)});
  }
  return out;
}

Result<std::vector<ledger::Receivable>> receivables(Engine& engine, const std::string& programme) {
  std::vector<ledger::Receivable> out;
  CHECK_OK(each_money_row(engine, Table::state, ledger::receivable_prefix(programme), [&](const journal::Row& row) -> Done {
    out.push_back(TRY(ledger::decode_receivable(row.value)));
    return {};
  }));
  return out;
}

Result<ledger::Receivable> receivable_of(Engine& engine, const std::string& programme, std::uint64_t number) {
  journal::Key at{Table::state, ledger::receivable_key(programme, number)};
  std::vector<std::optional<Bytes>> rows = TRY(engine.store().get(std::span(&at, 1)));
  if (rows.front()) return ledger::decode_receivable(*rows.front());
  return fail("app.no_such_receivable", fmt::format("債権{0}/{1}はありません / there is no receivable {0}/{1}", programme, number),
              "債権の一覧を確かめてください / look at the list of receivables");
}

std::uint64_t case_of_receivable(const ledger::Receivable& value, const std::string& programme) {
  std::string_view rest = value.source;
  if (!rest.starts_with(programme + "/")) return 0;
  rest.remove_prefix(programme.size() + 1);
  std::uint64_t number = 0;
  auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  return error == std::errc() && end == rest.data() + rest.size() ? number : 0;
}

}  // namespace hashira::app
