// What the accounting system is told, the vouchers it gives back, and what does not match.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/cp932.h"
#include "ledger/accounting_csv.h"
#include "ledger/accounting_match.h"

namespace hashira::ledger {
namespace {

const std::string shop = "shop-benefit";

Posting moved(Account from, Account to, std::int64_t yen, std::uint64_t number = 1) {
  return {"07-01-02-18", FiscalYear(2020), from, to, Yen(yen), number};
}

TEST(Accounting, ARowIsWhatCrossesAStage) {
  using enum Account;
  struct Crossing {
    Account from, to;
    std::int64_t commitment, order;
  };
  for (const Crossing& one : {Crossing{allotted, committed, 5, 0}, Crossing{committed, ordered, 0, 5}, Crossing{ordered, paid, 0, 0},
                              Crossing{paid, ordered, 0, 0}, Crossing{committed, allotted, -5, 0}, Crossing{ordered, committed, 0, -5},
                              Crossing{paid, allotted, -5, -5}, Crossing{in_transit, allotted, 0, 0}, Crossing{outside, returned, 0, 0}}) {
    EXPECT_EQ(recorded(RecordKind::commitment, moved(one.from, one.to, 5)), Yen(one.commitment)) << name(one.from) << name(one.to);
    EXPECT_EQ(recorded(RecordKind::order, moved(one.from, one.to, 5)), Yen(one.order)) << name(one.from) << name(one.to);
  }
  EXPECT_EQ(recorded(RecordKind::commitment, moved(allotted, lapsed, 5, 0)), Yen(0)) << "no case's";
}

TEST(Accounting, LinesAreWrittenInBothEncodings) {
  AccountingRow row{RecordKind::order, {12, 2}, Date::of(2020, 6, 1), moved(Account::committed, Account::ordered, 300'000, 7), Yen(300'000),
                    "休業要請 \"支援金\", 道", 3, true};
  Bytes line = *accounting_line(row, shop, TextEncoding::utf8);
  EXPECT_EQ(line, "支出命令,shop-benefit/12/2,2020,現年,07-01-02-18,,shop-benefit,\"休業要請 \"\"支援金\"\", 道\",7,3,2020-06-01,300000,架空\r\n");
  EXPECT_EQ(*utf8_of_cp932(*accounting_line(row, shop, TextEncoding::cp932), "f"), line);
  EXPECT_TRUE(accounting_header(TextEncoding::utf8)->starts_with("\xEF\xBB\xBF種別,整理番号,"));
  EXPECT_EQ(*utf8_of_cp932(*accounting_header(TextEncoding::cp932), "f"), accounting_header(TextEncoding::utf8)->substr(3));
  row.programme = "𠮷";
  EXPECT_EQ(accounting_line(row, shop, TextEncoding::cp932).error().code, "base.not_in_cp932");
}

const VoucherFile voucher_file{shop, "v.csv", Date::of(2020, 6, 30)};
const std::string voucher_header = "整理番号,種別,伝票番号,金額,支払日,摘要\n";

std::vector<std::string> voucher_errors(const std::string& lines) {
  std::vector<std::string> out;
  auto read = read_vouchers(voucher_header + lines, voucher_file);
  if (read) return out;
  for (const Error& error : read.error()) out.push_back(std::to_string(error.place.line) + ":" + std::to_string(error.place.column) + " " + error.code);
  return out;
}

TEST(Vouchers, AreReadInBothEncodingsAndManyForms) {
  std::string text = voucher_header + "shop-benefit/12/2,支出命令,A-1,\"300,000\",2020/6/9,\n,order,B,-5,20200610,手書き\nshop-benefit/3/1,commitment,１２,200000\n";
  std::vector<Voucher> wanted{{RecordKind::order, {12, 2}, "A-1", Yen(300'000), Date::of(2020, 6, 9)},
                              {RecordKind::order, {0, 0}, "B", Yen(-5), Date::of(2020, 6, 10)},
                              {RecordKind::commitment, {3, 1}, "12", Yen(200'000), std::nullopt}};
  EXPECT_EQ(*read_vouchers(text, voucher_file), wanted);
  EXPECT_EQ(*read_vouchers("\xEF\xBB\xBF" + text, voucher_file), wanted);
  EXPECT_EQ(*read_vouchers(*cp932_of_utf8(text), voucher_file), wanted);
}

TEST(Vouchers, EveryWrongLineIsNamed) {
  EXPECT_THAT(voucher_errors("shop-benefit/12,支出命令,A,1,\nother/1/1,支出,A,1,\nshop-benefit/1/1,支出命令,,1.5,2020-13-01\nshop-benefit/1/1,支出命令\n"),
              testing::ElementsAre("2:1 ledger.bad_voucher", "3:11 ledger.bad_voucher", "3:1 ledger.bad_voucher", "4:23 ledger.bad_voucher",
                                   "4:24 ledger.bad_voucher", "4:28 ledger.bad_voucher", "5:18 ledger.bad_voucher", "5:18 ledger.bad_voucher"));
  EXPECT_THAT(voucher_errors("shop-benefit/1/1,支出命令,A,1,2020-07-01\nshop-benefit/1/1,支出負担行為,A,1,2020-06-01\n"),
              testing::ElementsAre("2:27 ledger.bad_voucher", "3:29 ledger.bad_voucher"));
  EXPECT_THAT(voucher_errors("shop-benefit/1/1,支出命令,A,1,\nshop-benefit/1/1,支出命令,A,2,\n"), testing::ElementsAre("3:1 ledger.voucher_twice"));
  EXPECT_EQ(read_vouchers("a,b\n1,2\n", voucher_file).error().size(), 4u) << "four columns are needed";
  EXPECT_EQ(read_vouchers("", voucher_file).error().front().code, "ledger.bad_voucher_file");
  EXPECT_EQ(read_vouchers("\x81\n", voucher_file).error().front().code, "base.bad_encoding");
}

// A case decided (1), ordered (2), paid (5); another decided (3) and ordered (4). Exported at 10, answered at 11.
struct Compared {
  std::vector<AccountingExport> exports{of(RecordKind::commitment), of(RecordKind::order)};
  std::vector<ImportRow> imports{{{}, 2, 2, Date::of(2020, 6, 12), "payer", 11}};
  Date paid = Date::of(2020, 6, 10);
  std::vector<Voucher> vouchers{{RecordKind::commitment, {1, 1}, "C1", Yen(300'000), {}}, {RecordKind::commitment, {3, 1}, "C2", Yen(200'000), {}},
                                {RecordKind::order, {2, 1}, "O1", Yen(300'000), paid}, {RecordKind::order, {4, 1}, "O2", Yen(200'000), {}}};
  std::uint64_t paid_at = 5;

  static AccountingExport of(RecordKind kind) {
    AccountingExport out;
    out.kind = kind;
    out.through = 9;
    out.seq = 10;
    return out;
  }
  Matching run(bool bounced = false) const {
    Matcher matcher(exports, imports);
    Date day = Date::of(2020, 6, 1);
    matcher.add({1, 1}, moved(Account::allotted, Account::committed, 300'000, 1), day);
    matcher.add({2, 1}, moved(Account::committed, Account::ordered, 300'000, 1), day);
    matcher.add({3, 1}, moved(Account::allotted, Account::committed, 200'000, 2), day);
    matcher.add({4, 1}, moved(Account::committed, Account::ordered, 200'000, 2), day);
    matcher.add({paid_at, 1}, moved(Account::ordered, Account::paid, 300'000, 1), paid);
    if (bounced) matcher.add({paid_at + 1, 1}, moved(Account::paid, Account::ordered, 300'000, 1), paid);
    return matcher.finish(vouchers);
  }
};

TEST(Matching, NothingIsListedWhereAllAgrees) {
  Matching out = Compared().run();
  EXPECT_EQ(out.matched, 4u);
  EXPECT_TRUE(out.mismatches.empty());
}

TEST(Matching, NamesEachKindOfDifference) {
  auto only = [](const Compared& one, bool bounced = false) {
    Matching out = one.run(bounced);
    EXPECT_EQ(out.mismatches.size(), 1u);
    return out.mismatches.empty() ? MismatchRow() : out.mismatches.front();
  };
  Compared amount;
  amount.vouchers[3].amount = Yen(2'000'000);
  EXPECT_EQ(only(amount).what, Mismatch::amount);
  EXPECT_EQ(only(amount).case_number, 2u);
  Compared missing;
  missing.vouchers.erase(missing.vouchers.begin());
  EXPECT_EQ(only(missing).what, Mismatch::missing_there);
  Compared strange;
  strange.vouchers.push_back({RecordKind::order, {99, 1}, "X", Yen(5), {}});
  EXPECT_EQ(only(strange).what, Mismatch::missing_here);
  Compared twice;
  twice.vouchers.push_back({RecordKind::order, {2, 1}, "O9", Yen(300'000), {}});
  EXPECT_EQ(only(twice).what, Mismatch::twice);
  EXPECT_EQ(only(twice).there, Yen(600'000));
  Compared day;
  day.vouchers[2].paid_on = Date::of(2020, 6, 11);
  EXPECT_EQ(only(day).what, Mismatch::paid_date);
  Compared unpaid_there;
  unpaid_there.vouchers[2].paid_on.reset();
  EXPECT_EQ(only(unpaid_there).what, Mismatch::paid_date);
  Compared unpaid_here;
  unpaid_here.vouchers[3].paid_on = unpaid_here.paid;
  EXPECT_EQ(only(unpaid_here).what, Mismatch::paid_date);
  EXPECT_EQ(only(Compared(), true).what, Mismatch::paid_date) << "paid there, bounced here";
}

TEST(Matching, WhatCameAfterTheLastFileWaits) {
  Compared early;
  early.vouchers.clear();
  early.imports.clear();
  EXPECT_EQ(early.run().waiting, 4u);
  EXPECT_TRUE(early.run().mismatches.empty());
  Compared paid_since;
  paid_since.vouchers[2].paid_on.reset();
  paid_since.paid_at = 12;
  EXPECT_EQ(paid_since.run().matched, 4u);
  Compared not_exported;
  not_exported.exports.pop_back();
  not_exported.vouchers.resize(2);
  EXPECT_EQ(not_exported.run().not_exported, 2u);
}

TEST(Accounting, BodiesAndRowsComeBack) {
  AccountingExport made = Compared::of(RecordKind::order);
  made.number = 3, made.rows = 2, made.total = Yen(-5), made.bytes = 100, made.on = Date::of(2020, 6, 1), made.by = "payer";
  journal::Entry entry;
  entry.seq = 10, entry.happened_on = made.on, entry.actor = made.by, entry.body = export_body(made);
  EXPECT_EQ(*read_export(entry), made);
  EXPECT_EQ(*decode_export(encode(made)), made);
  for (const Voucher& voucher : Compared().vouchers) EXPECT_EQ(*decode_voucher(encode(voucher)), voucher);
  entry.body = import_body({4, {}, Compared().vouchers});
  EXPECT_EQ(read_import(entry)->vouchers, Compared().vouchers);
  EXPECT_FALSE(read_export(entry));
  EXPECT_FALSE(read_import(journal::Entry()));
}

}  // namespace
}  // namespace hashira::ledger
