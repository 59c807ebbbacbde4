// From decisions to the accounting system and back: told once, the same bytes again, what does not match is listed.
#include "app/accounting.h"
#include "base/csv.h"
#include "office.h"

namespace hashira::tests {
namespace {

using ledger::Mismatch;
using ledger::RecordKind;
using ledger::TextEncoding;

struct Accountants : Office {
  Accountants() {
    for (int n = 1; n <= 3; ++n) apply(n);
    order({1, 2, 3});
  }
  Result<Bytes> file(RecordKind kind, TextEncoding encoding = TextEncoding::utf8) {
    Bytes out;
    auto made = app::export_accounting(engine, benefit, kind, encoding, into(out), payer);
    if (!made) return fail(made.error());
    return out;
  }
  static app::ByteSink into(Bytes& out) {
    return [&out](BytesView bytes) -> Done {
      out += bytes;
      return {};
    };
  }
  // What the system would give back: each exported line with a voucher's number.
  static std::string vouchers(const Bytes& exported, const std::string& letter, const std::string& paid_on) {
    std::string out = "種別,整理番号,伝票番号,金額,支払日\n";
    Result<std::vector<csv::Row>> rows = csv::parse(exported, "f");
    for (std::size_t i = 1; i < rows->size(); ++i) {
      const csv::Row& row = (*rows)[i];
      out += row[0].text + "," + row[1].text + "," + letter + std::to_string(i) + "," + row[11].text + "," + paid_on + "\n";
    }
    return out;
  }
  app::TakenVouchers take(const std::string& text) {
    auto taken = app::import_vouchers(engine, benefit, text, "v.csv", payer);
    EXPECT_TRUE(taken.has_value()) << taken.error().front().text();
    return taken ? *taken : app::TakenVouchers();
  }
  std::vector<Mismatch> mismatches() {
    std::vector<Mismatch> out;
    ledger::Matching found = *app::accounting_mismatches(engine, benefit);
    for (const ledger::MismatchRow& row : found.mismatches) out.push_back(row.what);
    return out;
  }
};

TEST(AccountingSystem, IsToldOnceAndTheSameAgain) {
  Accountants office;
  Bytes first = *office.file(RecordKind::commitment, TextEncoding::cp932), again;
  EXPECT_EQ(office.file(RecordKind::commitment).error().code, "app.nothing_to_export");
  auto same = app::export_accounting_again(office.engine, benefit, 1, Accountants::into(again));
  Office::must(same);
  EXPECT_EQ(first, again);
  EXPECT_EQ(same->rows, 3u);
  EXPECT_EQ(same->total, Yen(600'000));
  office.apply(4);
  office.order({4});
  EXPECT_EQ(csv::parse(*office.file(RecordKind::commitment), "f")->size(), 2u) << "only what is new";
  EXPECT_EQ(csv::parse(*office.file(RecordKind::order), "f")->size(), 5u) << "each kind by itself";
  again.clear();
  Office::must(app::export_accounting_again(office.engine, benefit, 1, Accountants::into(again)));
  EXPECT_EQ(first, again);
  Bytes unused;
  EXPECT_EQ(app::export_accounting_again(office.engine, benefit, 9, Accountants::into(unused)).error().code, "app.no_such_export");
  EXPECT_EQ(app::export_accounting(office.engine, benefit, RecordKind::order, {}, Accountants::into(unused), office.officer).error().code, "app.not_allowed");
  office.audit();
}

TEST(AccountingSystem, VouchersAreTakenInWholeAndOnce) {
  Accountants office;
  std::string vouchers = Accountants::vouchers(*office.file(RecordKind::commitment), "C", "");
  EXPECT_EQ(app::accounting_mismatches(office.engine, benefit)->waiting, 3u);
  auto wrong = app::import_vouchers(office.engine, benefit, vouchers + "支出命令,closure/1/1,X,1,\n", "v.csv", office.payer);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().front().place.line, 5);
  EXPECT_EQ(app::accounting_mismatches(office.engine, benefit)->matched, 0u) << "nothing of it was taken in";
  EXPECT_FALSE(office.take(vouchers).known);
  EXPECT_TRUE(office.take(vouchers).known);
  EXPECT_EQ(app::accounting_imports(office.engine, benefit)->size(), 1u);
  EXPECT_EQ(app::accounting_mismatches(office.engine, benefit)->matched, 3u);
  EXPECT_EQ(app::accounting_mismatches(office.engine, benefit)->not_exported, 3u) << "the orders";
  office.audit();
}

TEST(AccountingSystem, WhatDoesNotMatchIsListedUntilItIsMended) {
  Accountants office;
  std::string vouchers = Accountants::vouchers(*office.file(RecordKind::order), "O", "2020-05-20");
  for (std::uint64_t number : {1, 2, 3}) Office::must(office.mark(number, app::Payment::paid, 200'000));
  office.take(vouchers);
  EXPECT_TRUE(office.mismatches().empty());
  Office::must(office.mark(2, app::Payment::bounced, 200'000));
  EXPECT_EQ(office.mismatches(), std::vector{Mismatch::paid_date}) << "came back here, paid there";
  std::string one = vouchers.substr(0, vouchers.find('\n', vouchers.find("O1")) + 1);
  std::string ten_times = one;
  ten_times.replace(ten_times.find("200000"), 6, "2000000");
  office.take(ten_times);
  EXPECT_EQ(office.mismatches(), (std::vector{Mismatch::amount, Mismatch::paid_date}));
  std::string other = one;
  other.replace(other.find("O1"), 2, "O9");
  office.take(other);
  EXPECT_EQ(office.mismatches(), (std::vector{Mismatch::twice, Mismatch::paid_date}));
  other.replace(other.find("200000"), 6, "0");
  office.take(other);
  office.take(one);
  EXPECT_EQ(office.mismatches(), std::vector{Mismatch::paid_date}) << "taken back, and mended";
  office.take("種別,整理番号,伝票番号,金額\n支出命令,,Z,5\n");
  EXPECT_EQ(office.mismatches(), (std::vector{Mismatch::missing_here, Mismatch::paid_date}));
  office.audit();
}

// One changed byte of a row of each kind: the audit names it.
TEST(AccountingSystem, AuditNamesAChangedRow) {
  Accountants office;
  office.take(Accountants::vouchers(*office.file(RecordKind::commitment), "C", ""));
  struct Changed {
    Bytes prefix;
    std::string name;
  };
  for (const Changed& one : {Changed{ledger::accounting_export_prefix(benefit), "export to the accounting system"},
                             Changed{ledger::accounting_import_prefix(benefit), "import from the accounting system"},
                             Changed{ledger::voucher_prefix(benefit), "voucher C1 of"}}) {
    journal::Row row = office.store->scan(journal::Table::state, one.prefix, "", 1)->front();
    auto write = [&](const Bytes& value) {
      journal::Commit commit{benefit, *office.store->head(benefit), {}, {{{journal::Table::state, row.key}, value}}};
      Office::must(office.store->commit(std::span(&commit, 1)));
    };
    Bytes changed = row.value;
    changed.back() = static_cast<char>(changed.back() ^ 1);
    write(changed);
    auto report = audit::audit(*office.store, office.instruments, "", Bytes(32, '\0'));
    ASSERT_EQ(report->differences.size(), 1u);
    EXPECT_NE(report->differences.front().what.en.find(one.name), std::string::npos) << report->differences.front().what.en;
    write(row.value);
  }
  office.audit();
}

}  // namespace
}  // namespace hashira::tests
