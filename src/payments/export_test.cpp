#include <gtest/gtest.h>

#include "payments/export_run.h"
#include "base/cp932.h"
#include "payments/pain001.h"
#include "payments/result_csv.h"
#include "payments/zengin_reader.h"

namespace hashira::payments {
namespace {

constexpr std::string_view client_text =
    "# 北海道の委託者\ncode = 0123456789\nname = ホッカイドウ\nbank = 0116\nbranch = 101\naccount_kind = "
    "1\naccount_number = 0012345\n"
    "format = zengin-crlf\ntransfer_kind = 0\n";

parties::SealedFacts facts_of(std::string holder) {
  return {{"bank_code", "0501"},
          {"branch_code", "007"},
          {"account_type", "ordinary"},
          {"account_number", "89"},
          {"account_holder_kana", std::move(holder)}};
}

PaymentRun released_run(FileFormat format) {
  PaymentRun run;
  run.stream = "closure-cooperation-benefit", run.number = 4, run.state = RunState::released, run.format = format;
  run.orders = {{{1, 1, 1}, 1, Yen(600'000), {}, OrderState::open, Yen(0)},
                {{3, 1, 1}, 2, Yen(300'000), {}, OrderState::open, Yen(0)}};
  run.total = Yen(900'000), run.value_date = Date::of(2020, 6, 30), run.client = "0123456789",
  run.released_on = Date::of(2020, 6, 25);
  return run;
}

Result<Payee> payee_by_case(const RunOrder& order) {
  return payee_of(facts_of(order.key.case_number == 1 ? "株式会社サッポロラーメンドウオウチュウオウテンリョウヘイアガ"
                                                      : "サトウ　ハナコ"));
}

struct ExportedFile {
  Result<Exported> result;
  Bytes bytes;
};
ExportedFile export_of(const PaymentRun& run, const PayeeOf& payees = payee_by_case) {
  ExportedFile out{Exported{}, ""};
  Client client = *read_client(client_text, "c");
  out.result = export_run(run, client, BankMaster::bundled(), payees, [&](BytesView more) -> Done {
    out.bytes += more;
    return {};
  });
  return out;
}

TEST(ExportRun, WritesEveryOrderWithItsNumberAndNames) {
  ExportedFile file = export_of(released_run(FileFormat::zengin_crlf));
  ASSERT_TRUE(file.result.has_value()) << file.result.error().text();
  EXPECT_EQ(file.result->records, 2U);
  EXPECT_EQ(file.result->sum, Yen(900'000));
  EXPECT_EQ(file.result->digest, sha256(file.bytes));
  EXPECT_EQ(file.bytes, export_of(released_run(FileFormat::zengin_crlf)).bytes);
  zengin::Reading reading = zengin::read_file(file.bytes, "f");
  EXPECT_FALSE(reading.has_errors);
  const auto& header = std::get<zengin::Header>(reading.file.records[0]);
  EXPECT_EQ(header.value_date, "0630");
  EXPECT_EQ(to_utf8(header.branch_name, KanaWidth::half), "ﾎﾝﾃﾝ");
  const auto& first = std::get<zengin::Transfer>(reading.file.records[1]);
  EXPECT_EQ(to_utf8(first.payee_name, KanaWidth::half), "ｶ)ｻﾂﾎﾟﾛﾗ-ﾒﾝﾄﾞｳｵｳﾁﾕｳｵｳﾃﾝﾘﾖｳﾍｲｱ");
  EXPECT_EQ(to_utf8(first.bank_name, KanaWidth::half), "ﾎｸﾖｳ");
  EXPECT_EQ(first.account_number, "0000089");
  EXPECT_EQ(first.transfer_kind, '0');
  const auto& second = std::get<zengin::Transfer>(reading.file.records[2]);
  EXPECT_EQ(*zengin::read_order_number(second.customer), (zengin::OrderNumber{3, 1, 1, 2, 0}));
}

TEST(ExportRun, WritesTheSameOrdersAsPain001) {
  ExportedFile file = export_of(released_run(FileFormat::pain001));
  ASSERT_TRUE(file.result.has_value()) << file.result.error().text();
  EXPECT_EQ(file.result->digest, sha256(file.bytes));
  Result<Initiation> read = read_pain001(file.bytes, "f");
  ASSERT_TRUE(read.has_value()) << read.error().text();
  EXPECT_EQ(read->head.created, "2020-06-25T00:00:00");
  EXPECT_EQ(read->head.control, (Control{2, Yen(900'000)}));
  EXPECT_EQ(read->groups[0].payments[1].end_to_end_id, "00000000030010010200");
  EXPECT_EQ(read->groups[0].payments[1].creditor, "ｻﾄｳ ﾊﾅｺ");
}

TEST(ExportRun, SaysWhoseAccountCannotBeWritten) {
  ExportedFile file =
      export_of(released_run(FileFormat::zengin), [](const RunOrder&) { return payee_of(facts_of("佐藤")); });
  ASSERT_FALSE(file.result);
  EXPECT_EQ(file.result.error().code, "payments.bad_character");
  EXPECT_EQ(file.result.error().place.source, "account_holder_kana");
  EXPECT_NE(file.result.error().what.find("closure-cooperation-benefit/1"), std::string::npos);
  PaymentRun made = released_run(FileFormat::zengin);
  made.state = RunState::made;
  EXPECT_EQ(export_of(made).result.error().code, "payments.wrong_state");
  PaymentRun other = released_run(FileFormat::zengin);
  other.client = "9";
  EXPECT_EQ(export_of(other).result.error().code, "payments.other_client");
}

TEST(ExportRun, KnowsAnAnswerThatRefusesTheWholeRun) {
  PaymentRun run = released_run(FileFormat::pain001);
  BankAnswer answer;
  answer.scope = AnswerScope::group, answer.id = message_id(run), answer.outcome = Outcome::rejected;
  EXPECT_TRUE(rejects_whole(answer, run));
  answer.scope = AnswerScope::message;
  EXPECT_TRUE(rejects_whole(answer, run));
  answer.outcome = Outcome::pending;
  EXPECT_FALSE(rejects_whole(answer, run));
  answer.outcome = Outcome::rejected, run.number = 5;
  EXPECT_FALSE(rejects_whole(answer, run));
  answer.id = message_id(run), answer.scope = AnswerScope::payment;
  EXPECT_FALSE(rejects_whole(answer, run));
  EXPECT_LE(message_id(run).size(), 35U);
}

TEST(Payee, IsReadFromSealedFacts) {
  Payee payee = *payee_of(facts_of("カブシキガイシャ　ホクト"));
  EXPECT_EQ(payee.account, (Account{"0501", "007", AccountKind::ordinary, "0000089"}));
  EXPECT_EQ(to_utf8(payee.name, KanaWidth::half), "ｶ)ﾎｸﾄ");
  EXPECT_TRUE(check(payee, BankMaster::bundled()).has_value());
  payee.account.branch = "000";
  EXPECT_EQ(check(payee, BankMaster::bundled()).error().place.source, "branch_code");
  auto code = [](const std::string& fact, const std::string& value) {
    parties::SealedFacts facts = facts_of("ア");
    facts[fact] = value;
    Result<Payee> read = payee_of(facts);
    return read ? std::string() : read.error().code + " " + read.error().place.source;
  };
  EXPECT_EQ(code("bank_code", ""), "payments.no_account bank_code");
  EXPECT_EQ(code("account_type", "普通"), "payments.bad_account account_type");
  EXPECT_EQ(code("account_number", "12345678"), "payments.bad_account account_number");
  EXPECT_EQ(code("branch_code", "3"), "payments.bad_account bank_code");
  EXPECT_EQ(code("account_holder_kana", "　"), "payments.no_account account_holder_kana");
}

TEST(Client, IsReadFromItsProfile) {
  Client client = *read_client(client_text, "c");
  EXPECT_EQ(client.code, "0123456789");
  EXPECT_EQ(client.format, FileFormat::zengin_crlf);
  EXPECT_EQ(client.account, (Account{"0116", "101", AccountKind::ordinary, "0012345"}));
  auto place = [](std::string text) {
    Result<Client> read = read_client(text, "c");
    return read ? -1 : read.error().place.line;
  };
  EXPECT_EQ(place("code = 1\n"), 0);
  EXPECT_EQ(place("code = 1\nnonsense\n"), 2);
  EXPECT_EQ(place("colour = red\n"), 1);
  EXPECT_EQ(place(std::string(client_text) + "groups = two\n"), 10);
  EXPECT_EQ(place(std::string(client_text) + "account_kind = 4\n"), 10);
  EXPECT_EQ(place(std::string(client_text) + "name = 北海道\n"), 0);
}

constexpr std::string_view layout_text =
    "encoding = cp932\norder = 顧客コード１ + 顧客コード２\ndate = 処理日\ndate_form = YYYY/MM/DD\namount = "
    "振込金額\nfee = 手数料\n"
    "result = 処理結果\npaid = 済\nreason = 該当口座なし: account_number\nreason = 解約済: account_closed\n";

TEST(ResultCsv, ReadsABanksFileByItsLayout) {
  // 顧客コード1,顧客コード2,処理日,振込金額,手数料,処理結果 in CP932
  Bytes bytes =
      "\x8C\xDA\x8B\x71\x83\x52\x81\x5B\x83\x68\x31,\x8C\xDA\x8B\x71\x83\x52\x81\x5B\x83\x68\x32,"
      "\x8F\x88\x97\x9D\x93\xFA,"
      "\x90\x55\x8D\x9E\x8B\xE0\x8A\x7A,\x8E\xE8\x90\x94\x97\xBF,\x8F\x88\x97\x9D\x8C\x8B\x89\xCA\r\n"
      "0000000001,10010100,2020/07/01,600000,,\x8D\xCF\r\n"
      "0000000003,0010010200,2020/07/02,\"299,560\",440,\x89\xF0\x96\xF1\x8D\xCF\r\n";
  ResultLayout layout = *read_result_layout(layout_text, "l");
  auto answers = read_result_csv(bytes, "f.csv", layout);
  ASSERT_TRUE(answers.has_value()) << answers.error().front().text();
  std::string lines;
  for (const BankAnswer& answer : *answers) lines += answer_line(answer) + "\n";
  EXPECT_EQ(
      lines,
      "payment 00000000010010010100 accepted 済 600000円 2020-07-01\n"
      "payment 00000000030010010200 returned 解約済 AC04=account_closed 299560円 fee 440円 2020-07-02 \"解約済\"\n");
}

TEST(ResultCsv, NamesEveryWrongRow) {
  ResultLayout layout = *read_result_layout(layout_text, "l");
  layout.encoding = CsvEncoding::utf8;
  std::string header = "顧客コード1,顧客コード2,処理日,振込金額,手数料,処理結果\n";
  auto answers =
      read_result_csv(header +
                          "1,2,2020/07/01,5,,済\nx,2,2020/07/01,5,,済\n1,2,2020-7-1,5,,済\n1,2,2020/07/01,5円,,済\n"
                          "1,2,2020/07/01,5,,不明\n1\n",
                      "f.csv", layout);
  ASSERT_FALSE(answers);
  std::string places;
  for (const Error& error : answers.error())
    places += std::to_string(error.place.line) + ":" + std::to_string(error.place.column) + " ";
  EXPECT_EQ(places, "3:1 4:5 5:16 6:19 7:1 ");
  EXPECT_EQ(read_result_csv("a,b\n", "f", layout).error().front().code, "payments.bad_result_row");
  EXPECT_EQ(read_result_csv("", "f", layout).error().front().code, "payments.bad_result_row");
  layout.encoding = CsvEncoding::cp932;
  EXPECT_EQ(read_result_csv("\x8D\n", "f", layout).error().front().code, "base.bad_encoding");
}

TEST(ResultCsv, RefusesALayoutThatIsNotWhole) {
  auto line = [](std::string text) {
    Result<ResultLayout> read = read_result_layout(text, "l");
    return read ? -1 : read.error().place.line;
  };
  EXPECT_EQ(line(std::string(layout_text)), -1);
  EXPECT_EQ(line("order = a\n"), 0);
  EXPECT_EQ(line("reason = 名義相違\n"), 1);
  EXPECT_EQ(line("reason = 名義相違: misc\n"), 1);
  EXPECT_EQ(line("\nencoding = euc\n"), 2);
  EXPECT_EQ(line("date_form = DD.MM.\n"), 1);
}

}  // namespace
}  // namespace hashira::payments
