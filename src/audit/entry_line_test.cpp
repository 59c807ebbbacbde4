#include "audit/entry_line.h"

#include <gtest/gtest.h>

#include "audit/projection.h"
#include "audit/row_names.h"
#include "cases/case.h"
#include "indicators/figures.h"

namespace hashira::audit {
namespace {

TEST(JsonOfCbor, WritesEveryKindOfItem) {
  EXPECT_EQ(json_of_cbor(*unhex("83f5f6a161614102")), R"([true, null, {"a": "02"}])");
  EXPECT_EQ(json_of_cbor(*unhex("d864194809")), R"("2020-06-28")") << "tag 100: days since 1970";
  EXPECT_EQ(json_of_cbor(*unhex("c48220187b")), R"("12.3")");
  EXPECT_EQ(json_of_cbor(*unhex("c48224387a")), R"("-0.00123")");
  EXPECT_EQ(json_of_cbor(*unhex("c4820205")), R"("500")");
  EXPECT_EQ(json_of_cbor(*unhex("c249010000000000000000")), "18446744073709551616");
  EXPECT_EQ(json_of_cbor(*unhex("c348ffffffffffffffff")), "-18446744073709551616");
  EXPECT_EQ(json_of_cbor(*unhex("c34101")), "-2");
  EXPECT_EQ(json_of_cbor(*unhex("c48220c249010000000000000000")), R"("1844674407370955161.6")");
  EXPECT_EQ(json_of_cbor(*unhex("d99ca484616101616202")), R"({"a": 1, "b": 2})") << "tag 40100: a context";
  EXPECT_EQ(json_of_cbor(*unhex("d99ca66531323a3030")), R"("12:00")");
}

TEST(JsonOfCbor, EscapesAndSurvivesDamage) {
  EXPECT_EQ(json_string("a\"b\\\n\x01 柱"), R"("a\"b\\\u000a\u0001 柱")");
  EXPECT_EQ(json_of_cbor(""), "null");
  EXPECT_EQ(json_of_cbor(Bytes(2000, '\x81')), "null");
}

TEST(EntryLine, ShowsAllFieldsAndTheBytes) {
  journal::Entry entry;
  entry.stream = "benefit";
  entry.seq = 2;
  entry.type = "benefit.paid";
  entry.recorded_at = Instant{1'589'943'845'678};
  entry.happened_on = Date::of(2020, 5, 20);
  entry.account_year = FiscalYear(2020);
  entry.actor = "payer";
  entry.case_number = 4;
  entry.synthetic = true;
  entry.body = journal::BodyWriter().yen("amount", Yen(300'000)).body();
  journal::StoredEntry stored{2, journal::encode(entry), Hash{}};
  EXPECT_EQ(entry_line(entry, stored),
            R"({"stream": "benefit", "seq": 2, "type": "benefit.paid", "version": 1, "recorded_at": "2020-05-20T03:04:05.678Z", )"
            R"("happened_on": "2020-05-20", "account_year": 2020, "actor": "payer", "command": "", "case": 4, "party": "", )"
            R"("layer": "", "corrects": 0, "definition": "", "synthetic": true, "body": {"amount": 300000}, "bytes": ")" +
                hex(stored.bytes) + R"(", "hash": ")" + std::string(64, '0') + "\"}\n");
}

TEST(RowNames, SayWhichRowInWords) {
  using journal::Table;
  EXPECT_EQ(row_name({Table::state, cases::case_key("benefit", 12)}).en, "case benefit/12");
  EXPECT_EQ(row_name({Table::cell, indicators::cell_key("benefit", "payments|municipality=011002")}).ja,
            "指標 benefit/payments|municipality=011002");
  EXPECT_EQ(row_name({Table::posting, posting_key("benefit", 7, 0)}).en, "posting 1 of entry benefit/7");
  EXPECT_EQ(row_name({Table::balance, balance_row_key("benefit", {"07-01", FiscalYear(2020), ledger::Account::paid})}).en,
            "balance 'paid' of line 07-01 of 2020, benefit");
  EXPECT_EQ(row_name({Table::index, queue_key("benefit", "submitted", 3)}).en, "index queue benefit submitted 3");
  EXPECT_EQ(row_name({Table::index, case_entry_key("benefit", 3, 9)}).en, "index case-entry benefit 3 9");
  EXPECT_EQ(row_name({Table::state, Bytes("\xff\x00x", 3)}).en, "row 0xff0078 of table state");
  EXPECT_EQ(row_stream({Table::index, token_key("hash")}, "benefit/12"), "benefit");
}

TEST(RowChange, NamesTheFirstFieldThatDiffers) {
  using journal::Table;
  cases::Case expected;
  expected.stream = "benefit";
  expected.number = 12;
  expected.instrument = "benefit";
  expected.state = "ordered";
  expected.money.approved = Yen(300'000);
  cases::Case stored = expected;
  journal::Key key{Table::state, cases::case_key("benefit", 12)};
  stored.money.approved = Yen(3'000'000);
  EXPECT_EQ(row_change(key, cases::encode(stored), cases::encode(expected)).en,
            "its approved amount is '3000000', the entries give '300000'");
  stored.state = "paid";
  EXPECT_EQ(row_change(key, cases::encode(stored), cases::encode(expected)).ja, "状態は「paid」ですが、記録からは「ordered」です");
  EXPECT_EQ(row_change(key, "x", cases::encode(expected)).en, "its bytes do not read as a case");
}

}  // namespace
}  // namespace hashira::audit
