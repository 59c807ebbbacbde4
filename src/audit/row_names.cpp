#include "audit/row_names.h"

#include <fmt/core.h>

#include "audit/projection.h"
#include "cases/draft.h"
#include "cases/sample.h"
#include "ledger/accounting.h"
#include "intake/batch.h"
#include "intake/paper.h"
#include "ledger/budget.h"
#include "ledger/print.h"
#include "ledger/receivable.h"
#include "parties/reservation.h"
#include "parties/vault.h"

namespace hashira::audit {
namespace {

using journal::Key;
using journal::Table;
using portfolio::Text;

// Text up to the next zero byte, which is skipped.
std::string_view take_part(BytesView& rest) {
  std::size_t zero = rest.find('\0');
  std::string_view part = rest.substr(0, zero);
  rest.remove_prefix(zero == BytesView::npos ? rest.size() : zero + 1);
  return part;
}

std::string shown(BytesView bytes) {
  for (char c : bytes) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e) return "0x" + hex(bytes).substr(0, 80);
  }
  return std::string(bytes);
}

Text unknown_row(const Key& key) {
  static constexpr std::array names{"state", "cell", "posting", "balance", "index", "sealed", "secret", "blob", "meta"};
  std::string_view table = names[static_cast<std::size_t>(key.table)];
  return {fmt::format("表 {} の行 {}", table, shown(key.key)), fmt::format("row {} of table {}", shown(key.key), table)};
}

bool numbered(BytesView key, BytesView prefix) { return key.starts_with(prefix) && key.size() == prefix.size() + 8; }

Text state_name(const Key& key, const std::string& stream) {
  Bytes case_prefix = cases::case_prefix(stream), draft_prefix = cases::draft_prefix(stream);
  if (numbered(key.key, case_prefix)) {
    std::string name = cases::case_name(stream, read_u64(BytesView(key.key).substr(case_prefix.size())));
    return {"案件 " + name, "case " + name};
  }
  if (numbered(key.key, draft_prefix)) {
    std::string name = cases::case_name(stream, read_u64(BytesView(key.key).substr(draft_prefix.size())));
    return {"起案 " + name, "draft decision " + name};
  }
  if (Bytes prefix = ledger::receivable_prefix(stream); numbered(key.key, prefix)) {
    std::string name = cases::case_name(stream, read_u64(BytesView(key.key).substr(prefix.size())));
    return {"債権 " + name, "receivable " + name};
  }
  if (Bytes prefix = cases::sample_prefix(stream); numbered(key.key, prefix)) {
    std::string name = cases::case_name(stream, read_u64(BytesView(key.key).substr(prefix.size())));
    return {"抽出 " + name, "sample " + name};
  }
  if (Bytes prefix = ledger::accounting_export_prefix(stream); numbered(key.key, prefix)) {
    std::string name = cases::case_name(stream, read_u64(BytesView(key.key).substr(prefix.size())));
    return {"財務会計への出力 " + name, "export to the accounting system " + name};
  }
  if (Bytes prefix = ledger::accounting_import_prefix(stream); numbered(key.key, prefix)) {
    std::string name = cases::case_name(stream, read_u64(BytesView(key.key).substr(prefix.size())));
    return {"財務会計からの取込 " + name, "import from the accounting system " + name};
  }
  if (Bytes prefix = ledger::voucher_prefix(stream); BytesView(key.key).starts_with(prefix) && key.key.size() > prefix.size() + 17) {
    BytesView rest = BytesView(key.key).substr(prefix.size() + 1);
    std::string row = ledger::record_text(stream, {read_u64(rest), read_u64(rest.substr(8))});
    return {fmt::format("{} の伝票 {}", row, shown(rest.substr(16))), fmt::format("voucher {} of {}", shown(rest.substr(16)), row)};
  }
  for (auto [prefix, ja, en] : {std::tuple(intake::batch_prefix(stream), "取込", "import"), std::tuple(intake::mapping_prefix(stream), "列の対応", "column mapping"),
                               std::tuple(intake::paper_prefix(stream), "紙の申請", "paper")}) {
    if (!numbered(key.key, prefix)) continue;
    std::string name = cases::case_name(stream, read_u64(BytesView(key.key).substr(prefix.size())));
    return {fmt::format("{} {}", ja, name), fmt::format("{} {}", en, name)};
  }
  if (Bytes prefix = version_prefix(stream); numbered(key.key, prefix)) {
    std::string name = cases::case_name(stream, read_u64(BytesView(key.key).substr(prefix.size())));
    return {"規則の版 " + name, "version of the rules " + name};
  }
  if (stream == parties::reservation_stream) return {"併給の予約 " + shown(key.key), "reservation " + shown(key.key)};
  if (stream == ledger::budget_stream) return {"予算の行 " + shown(key.key), "row of the budget " + shown(key.key)};
  if (key.key == in_force_key(stream)) return {"施行中の版 " + stream, "version in force of " + stream};
  return unknown_row(key);
}

Text cell_name(BytesView rest, const std::string& stream) {
  std::string name = fmt::format("{}/{}", stream, shown(rest));
  return {"指標 " + name, "figure " + name};
}

Text posting_name(const Key& key, BytesView rest, const std::string& stream) {
  if (rest.size() != 16) return unknown_row(key);
  std::uint64_t seq = read_u64(rest), n = read_u64(rest.substr(8)) + 1;
  return {fmt::format("仕訳 {}/{} の {} 件目", stream, seq, n), fmt::format("posting {} of entry {}/{}", n, stream, seq)};
}

Text balance_name(const Key& key, BytesView rest, const std::string& stream) {
  Result<ledger::BalanceKey> balance = ledger::decode_balance_key(rest);
  if (!balance) return unknown_row(key);
  const auto& [line, year, account, kind, office] = *balance;
  bool usual = kind == ledger::BudgetKind::current && office.empty();
  std::string ja = usual ? "" : fmt::format(" {} {}", ledger::japanese_name(kind), office);
  std::string en = usual ? "" : fmt::format(", {} {}", ledger::name(kind), office);
  return {fmt::format("残高 {} {} {} {}{}", stream, line, year.wareki(), ledger::japanese_name(account), ja),
          fmt::format("balance '{}' of line {} of {}, {}{}", ledger::name(account), line, year.year(), stream, en)};
}

// "queue closure-cooperation-benefit submitted 12": kind, stream, then texts and one or two numbers.
Text index_name(const Key& key) {
  BytesView rest = key.key;
  std::string kind(take_part(rest));
  if (kind == "token" || is_blind_index(key)) {
    return {fmt::format("索引 {} {}", kind, shown(rest)), fmt::format("index {} {}", kind, shown(rest))};
  }
  std::string name = fmt::format("{} {}", kind, shown(take_part(rest)));
  if (kind == "queue" || kind == "entitlement") name += fmt::format(" {}", shown(take_part(rest)));
  if ((kind == "queue" || kind == "entitlement" || kind == "case-entry") && rest.size() % 8 == 0) {
    for (; !rest.empty(); rest.remove_prefix(8)) name += fmt::format(" {}", read_u64(rest));
  }
  if (!rest.empty()) name += fmt::format(" {}", shown(rest));
  return {"索引 " + name, "index " + name};
}

Text differs(std::string_view ja, std::string_view en, std::string_view stored, std::string_view expected) {
  return {fmt::format("{}は「{}」ですが、記録からは「{}」です", ja, stored, expected),
          fmt::format("{} is '{}', the entries give '{}'", en, stored, expected)};
}

Text bytes_differ(BytesView stored, BytesView expected) {
  return differs("値", "its value", shown(stored), shown(expected));
}

std::optional<Text> money_change(const cases::Money& stored, const cases::Money& expected) {
  struct Column {
    Yen cases::Money::*yen;
    std::string_view ja, en;
  };
  static constexpr std::array columns{
      Column{&cases::Money::requested, "申請額", "its requested amount"}, Column{&cases::Money::approved, "決定額", "its approved amount"},
      Column{&cases::Money::ordered, "支出命令額", "its ordered amount"}, Column{&cases::Money::paid, "支払額", "its paid amount"},
      Column{&cases::Money::bounced, "振込不能額", "its bounced amount"}, Column{&cases::Money::repaid, "返納額", "its repaid amount"}};
  for (const Column& column : columns) {
    Yen a = stored.*column.yen, b = expected.*column.yen;
    if (a != b) return differs(column.ja, column.en, std::to_string(a.count()), std::to_string(b.count()));
  }
  return std::nullopt;
}

std::string fact_text(const cases::Facts& facts, std::string_view name) {
  for (const auto& [id, value] : facts) {
    if (id == name) return feel::to_text(value);
  }
  return "—";
}

std::optional<Text> facts_change(const cases::Facts& stored, const cases::Facts& expected, std::string_view ja, std::string_view en) {
  for (const cases::Facts* facts : {&expected, &stored}) {
    for (const auto& [id, value] : *facts) {
      std::string a = fact_text(stored, id), b = fact_text(expected, id);
      if (a != b) return differs(fmt::format("{}{}", ja, id), fmt::format("its {}{}", en, id), a, b);
    }
  }
  return std::nullopt;
}

Text case_change(BytesView stored_bytes, BytesView expected_bytes) {
  Result<cases::Case> stored = cases::decode_case(stored_bytes), expected = cases::decode_case(expected_bytes);
  if (!stored || !expected) return {"行が案件として読めません", "its bytes do not read as a case"};
  if (stored->state != expected->state) return differs("状態", "its state", stored->state, expected->state);
  if (auto change = money_change(stored->money, expected->money)) return *change;
  if (auto change = facts_change(stored->facts, expected->facts, "事実 ", "fact ")) return *change;
  if (auto change = facts_change(stored->data, expected->data, "付帯情報 ", "datum ")) return *change;
  if (stored->entitlement != expected->entitlement) {
    return differs("支給単位", "its entitlement key", stored->entitlement, expected->entitlement);
  }
  return {"付随する項目が記録と違います", "one of its lesser fields (dates reached, party, digests, version) differs from the entries"};
}

Text cell_change(BytesView stored_bytes, BytesView expected_bytes) {
  Result<indicators::Cell> stored = indicators::decode_cell(stored_bytes), expected = indicators::decode_cell(expected_bytes);
  if (!stored || !expected) return bytes_differ(stored_bytes, expected_bytes);
  auto text = [](const indicators::Cell& cell) {
    return fmt::format("{} ({} entries, {} synthetic)", cell.value, cell.entries, cell.synthetic);
  };
  return differs("値", "its value", text(*stored), text(*expected));
}

Text posting_change(BytesView stored_bytes, BytesView expected_bytes) {
  Result<ledger::Posting> stored = ledger::decode_posting(stored_bytes), expected = ledger::decode_posting(expected_bytes);
  if (!stored || !expected) return {"行が仕訳として読めません", "its bytes do not read as a posting"};
  return differs("仕訳", "it", ledger::text(*stored), ledger::text(*expected));
}

}  // namespace

std::string row_stream(const Key& key, BytesView value) {
  BytesView rest = key.key;
  if (key.table != Table::index) return std::string(take_part(rest));
  std::string_view kind = take_part(rest);
  if (kind == "token") return std::string(value.substr(0, value.rfind('/')));
  return is_blind_index(key) ? std::string() : std::string(take_part(rest));
}

bool is_blind_index(const Key& key) {
  static const Bytes prefix = parties::blind_key({});
  return key.table == Table::index && key.key.starts_with(prefix);
}

Text row_name(const Key& key) {
  BytesView rest = key.key;
  std::string stream(take_part(rest));
  switch (key.table) {
    case Table::state: return state_name(key, stream);
    case Table::cell: return cell_name(rest, stream);
    case Table::posting: return posting_name(key, rest, stream);
    case Table::balance: return balance_name(key, rest, stream);
    case Table::index: return index_name(key);
    default: return unknown_row(key);
  }
}

Text row_change(const Key& key, BytesView stored, BytesView expected) {
  BytesView rest = key.key;
  std::string stream(take_part(rest));
  if (key.table == Table::cell && rest.find('#') == BytesView::npos) return cell_change(stored, expected);
  if (key.table == Table::posting) return posting_change(stored, expected);
  if (key.table == Table::state && numbered(key.key, cases::case_prefix(stream))) return case_change(stored, expected);
  if (stored.size() == 8 && expected.size() == 8) {
    return differs("値", "its value", std::to_string(number_of(Bytes(stored))), std::to_string(number_of(Bytes(expected))));
  }
  return bytes_differ(stored, expected);
}

}  // namespace hashira::audit
