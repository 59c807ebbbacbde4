#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "payments/bank_answer.h"
#include "payments/bank_answer_write.h"
#include "payments/kana.h"
#include "payments/pain001.h"

namespace hashira::payments {
namespace {

Bytes iso_golden(const std::string& name) {
  std::ifstream file(HASHIRA_SOURCE_DIR "/tests/golden/payments/" + name, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string half_width(std::string_view text) {
  Result<Bytes> jis = party_name(text);
  return jis ? to_utf8(*jis, KanaWidth::half) : "";
}

Initiation golden_initiation() {
  Initiation out;
  Control control{2, Yen(1'834'567)};
  out.head = {"CLOSURE-RUN-1", "2020-06-25T10:00:00", control, half_width("ホッカイドウ"), "0123456789"};
  Initiation::Group group;
  group.group = {"CLOSURE-RUN-1-1",
                 control,
                 Date::of(2020, 6, 30),
                 half_width("ホッカイドウ"),
                 {"0116", "101", AccountKind::ordinary, "0012345"},
                 half_width("ホッカイドウ")};
  group.payments = {{"00000000010010010100",
                     Yen(600'000),
                     {"0501", "030", AccountKind::ordinary, "1234567"},
                     half_width("ホクヨウ"),
                     half_width("株式会社サッポロラーメン"),
                     "支援金 A&B <1>"},
                    {"00000000030010010200",
                     Yen(1'234'567),
                     {"9900", "908", AccountKind::ordinary, "0123456"},
                     "",
                     half_width("ブンダ　ロバート"),
                     ""}};
  out.groups = {group};
  return out;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  std::size_t at = text.find(what);
  EXPECT_NE(at, text.npos) << what;
  return text.replace(at, what.size(), by);
}

TEST(Pain001, WritesTheGoldenByteForByteAndReadsItBack) {
  Bytes golden = iso_golden("pain001.xml");
  Result<Bytes> written = write_pain001(golden_initiation());
  ASSERT_TRUE(written.has_value()) << written.error().text();
  EXPECT_EQ(*written, golden);
  Result<Initiation> read = read_pain001(golden, "pain001.xml");
  ASSERT_TRUE(read.has_value()) << read.error().text();
  EXPECT_EQ(*read, golden_initiation());
  EXPECT_EQ(*write_pain001(*read), golden);
}

TEST(Pain001, RefusesTotalsThatAreNotThoseOfThePayments) {
  Initiation wrong = golden_initiation();
  wrong.head.control.count = 3;
  EXPECT_EQ(write_pain001(wrong).error().code, "payments.totals_differ");
  wrong = golden_initiation();
  wrong.groups[0].group.control.sum = Yen(1);
  EXPECT_EQ(write_pain001(wrong).error().code, "payments.totals_differ");
  Result<Initiation> read = read_pain001(replaced(iso_golden("pain001.xml"), "600000", "600001"), "f");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "payments.bad_message");
  EXPECT_EQ(read.error().place, (Place{"f", 20, 0}));
}

TEST(Pain001, RefusesWhatTheMessageCannotHold) {
  auto code = [](auto change) {
    Initiation initiation = golden_initiation();
    change(initiation);
    Result<Bytes> written = write_pain001(initiation);
    return written ? std::string() : written.error().code;
  };
  EXPECT_EQ(code([](Initiation& i) { i.head.message_id = std::string(36, 'A'); }), "payments.bad_message_field");
  EXPECT_EQ(code([](Initiation& i) { i.head.initiator = ""; }), "payments.bad_message_field");
  EXPECT_EQ(code([](Initiation& i) { i.groups[0].payments[0].creditor = "A\x01"; }), "payments.bad_message_field");
  EXPECT_EQ(code([](Initiation& i) { i.groups[0].payments[0].creditor = "\xFF"; }), "payments.bad_message_field");
  EXPECT_EQ(code([](Initiation& i) { i.groups[0].payments[0].amount = Yen(0); }), "payments.zero_amount");
  EXPECT_EQ(code([](Initiation& i) { i.groups[0].payments[0].account.bank = "501"; }), "payments.bad_account");
  EXPECT_EQ(code([](Initiation& i) { i.groups.clear(); }), "payments.empty_file");
}

TEST(Pain001, AnyPaymentsComeBackAndGiveTheSameBytes) {
  rc::check([](const std::vector<std::pair<std::uint32_t, std::uint16_t>>& amounts, std::uint8_t groups) {
    if (amounts.empty()) return;
    Initiation all = golden_initiation();
    Initiation::Group empty = all.groups[0];
    empty.payments.clear(), empty.group.control = {}, empty.group.bank_name.clear();
    all.groups.assign(groups % 3U + 1U, empty), all.head.control = {};
    for (auto [amount, at] : amounts) {
      Initiation::Group& group = all.groups[at % all.groups.size()];
      InitiationPayment payment = golden_initiation().groups[0].payments[at % 2U];
      payment.amount = Yen(std::int64_t(amount) + 1);
      for (Control* control : {&all.head.control, &group.group.control})
        ++control->count, control->sum += payment.amount;
      group.payments.push_back(payment);
    }
    Result<Bytes> bytes = write_pain001(all);
    RC_ASSERT(bytes.has_value());
    Result<Initiation> again = read_pain001(*bytes, "f");
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == all);
  });
}

TEST(BankAnswer, ReadsTheGoldens) {
  for (std::string name : {"pain002", "camt054"}) {
    Result<BankAnswers> answers = read_bank_answers(iso_golden(name + ".xml"), name);
    ASSERT_TRUE(answers.has_value()) << answers.error().text();
    std::string lines;
    for (const BankAnswer& answer : answers->answers) {
      lines += answer_line(answer) + "\n";
      EXPECT_GT(answer.line, 7);
    }
    EXPECT_EQ(lines, iso_golden(name + ".answers.txt"));
    EXPECT_EQ(answers->message_id, name == "pain002" ? "BANK-STATUS-77" : "BANK-NOTICE-12");
    EXPECT_EQ(answers->skipped, name == "pain002" ? 0U : 1U);
  }
}

// Of a pain.002: what is about single payments; its group status is the report's own.
std::vector<BankAnswer> about_payments(std::vector<BankAnswer> answers) {
  std::erase_if(answers, [](const BankAnswer& one) { return one.scope != AnswerScope::payment; });
  return answers;
}

TEST(BankAnswer, IsWrittenAgainByteForByte) {
  Bytes status = iso_golden("pain002.xml");
  StatusReport report{"BANK-STATUS-77",
                      "2020-06-29T18:30:00",
                      "CLOSURE-RUN-1",
                      "pain.001.001.03",
                      "PART",
                      "CLOSURE-RUN-1-1",
                      about_payments(read_bank_answers(status, "f")->answers)};
  EXPECT_EQ(report.answers.size(), 2U);
  EXPECT_EQ(*write_pain002(report), status);

  Bytes booked = iso_golden("camt054-notice.xml");
  Notice notice{"BANK-NOTICE-13", "2020-07-03T09:00:00", "0012345", read_bank_answers(booked, "f")->answers};
  EXPECT_EQ(notice.answers.size(), 3U);
  EXPECT_EQ(*write_camt054(notice), booked);

  notice.answers[0].outcome = Outcome::pending;
  EXPECT_EQ(write_camt054(notice).error().code, "payments.bad_answer");
  report.answers[0].text = "\x02";
  EXPECT_EQ(write_pain002(report).error().code, "payments.bad_answer");
}

TEST(BankAnswer, AnyAnswersComeBackFromTheSimulatedBank) {
  rc::check([](const std::vector<std::tuple<std::uint8_t, std::uint32_t, std::uint16_t>>& seeds) {
    Notice notice{"N", "2020-07-03T09:00:00", "0012345", {}};
    for (auto [kind, amount, more] : seeds) {
      BankAnswer one;
      one.id = more % 7 == 0 ? "" : std::string(20 - std::to_string(more).size(), '0') + std::to_string(more);
      one.outcome = kind % 2 == 0 ? Outcome::accepted : Outcome::returned;
      one.status = "BOOK";
      one.amount = Yen(amount);
      one.date = Date(more);
      one.fee = Yen(kind % 3 == 0 ? more : 0);
      if (one.outcome == Outcome::returned) {
        one.reason = static_cast<ReasonClass>(kind % reason_class_count);
        one.reason_code = iso_code(one.reason);
        one.text = kind % 5 == 0 ? "" : "<解約> & \"済\"";
      }
      notice.answers.push_back(one);
    }
    Result<Bytes> bytes = write_camt054(notice);
    RC_ASSERT(bytes.has_value());
    Result<BankAnswers> read = read_bank_answers(*bytes, "f");
    RC_ASSERT(read.has_value());
    for (BankAnswer& one : read->answers) one.line = 0;
    RC_ASSERT(read->answers == notice.answers);
    RC_ASSERT(read->skipped == 0U);
  });
}

TEST(BankAnswer, JoinsTheWordsOfABank) {
  std::string status = replaced(iso_golden("pain002.xml"), "口座番号 相違", "口座番号</AddtlInf><AddtlInf>相違");
  EXPECT_EQ(read_bank_answers(status, "f")->answers, read_bank_answers(iso_golden("pain002.xml"), "f")->answers);
}

TEST(BankAnswer, ReadsGroupsNewerChargesAndPrefixes) {
  std::string status = replaced(iso_golden("pain002.xml"), "<OrgnlPmtInfId>CLOSURE-RUN-1-1</OrgnlPmtInfId>",
                                "<OrgnlPmtInfId>CLOSURE-RUN-1-1</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts>"
                                "<StsRsnInf><Rsn><Cd>AM10</Cd></Rsn></StsRsnInf>");
  Result<BankAnswers> answers = read_bank_answers(status, "f");
  ASSERT_TRUE(answers.has_value());
  EXPECT_EQ(answer_line(answers->answers[1]), "group CLOSURE-RUN-1-1 rejected RJCT AM10=control_sum 2020-06-29");

  std::string notice = replaced(iso_golden("camt054.xml"), "<Amt Ccy=\"JPY\">880</Amt>",
                                "<Rcrd><Amt Ccy=\"JPY\">440</Amt></Rcrd><Rcrd><Amt Ccy=\"JPY\">440.00</Amt></Rcrd>");
  answers = read_bank_answers(notice, "f");
  ASSERT_TRUE(answers.has_value());
  EXPECT_EQ(answers->answers[1].fee, Yen(880));

  answers = read_bank_answers(
      "<e:Envelope xmlns:e='bank'><AppHdr/><p:Document "
      "xmlns:p='urn:iso:std:iso:20022:tech:xsd:pacs.004.001.02'><p:PmtRtr><p:GrpHdr>"
      "<p:MsgId>R1</p:MsgId><p:CreDtTm>2020-07-02T09:00:00</p:CreDtTm></p:GrpHdr><p:TxInf><p:OrgnlEndToEndId>7</"
      "p:OrgnlEndToEndId>"
      "<p:RtrdIntrBkSttlmAmt "
      "Ccy='JPY'>12</p:RtrdIntrBkSttlmAmt><p:RtrRsnInf><p:Rsn><p:Cd>BE01</p:Cd></p:Rsn></p:RtrRsnInf></p:TxInf>"
      "</p:PmtRtr></p:Document></e:Envelope>",
      "f");
  ASSERT_TRUE(answers.has_value()) << answers.error().text();
  EXPECT_EQ(answer_line(answers->answers.at(0)), "payment 7 returned BE01=name_mismatch 12円 2020-07-02");
}

TEST(BankAnswer, RefusesHostileAndForeignFiles) {
  std::string golden = iso_golden("pain002.xml");
  std::string deep = "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.03'>";
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  std::string closed = deep;
  for (int i = 0; i < 100'000; ++i) closed += "</a>";
  struct Row {
    std::string bytes, code;
  };
  for (const Row& row :
       {Row{"", "payments.bad_xml"},
        {"\xFF\xFE<\0a\0", "payments.bad_xml"},
        {"<a>", "payments.bad_xml"},
        {deep, "payments.bad_xml"},
        {closed + "</Document>", "payments.too_deep"},
        {"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><Document>&b;</Document>", "payments.doctype"},
        {"<a/>", "payments.other_message"},
        {"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'/>", "payments.other_message"},
        {replaced(golden, "<TxSts>RJCT", "<TxSts>XXXX"), "payments.bad_message"},
        {replaced(golden, "Ccy=\"JPY\"", "Ccy=\"USD\""), "payments.bad_message"},
        {replaced(golden, ">1234567<", ">12.5<"), "payments.bad_message"},
        {replaced(golden, ">1234567<", ">-1<"), "payments.bad_message"},
        {replaced(golden, ">1234567<", ">9999999999999<"), "payments.bad_message"},
        {replaced(golden, "2020-06-29T", "2020-06-31T"), "payments.bad_message"},
        {std::string(9'000'000, '<'), "payments.too_large"}}) {
    Result<BankAnswers> answers = read_bank_answers(row.bytes, "f");
    ASSERT_FALSE(answers) << row.code;
    EXPECT_EQ(answers.error().code, row.code) << row.bytes.substr(0, 80);
    EXPECT_FALSE(answers.error().mend.empty());
    EXPECT_EQ(answers.error().place.source, "f");
  }
  EXPECT_EQ(read_bank_answers(replaced(golden, "<TxSts>RJCT", "<TxSts>XXXX"), "f").error().place.line, 21);
}

TEST(Reason, CodesAndNamesGoBothWays) {
  for (int i = 0; i < reason_class_count; ++i) {
    auto reason = static_cast<ReasonClass>(i);
    EXPECT_EQ(reason_of_iso(iso_code(reason)), reason);
    EXPECT_EQ(reason_of_name(name(reason)), reason);
    EXPECT_FALSE(japanese_name(reason).empty());
  }
  EXPECT_EQ(reason_of_iso("AC03"), ReasonClass::account_number);
  EXPECT_EQ(reason_of_iso("ZZZZ"), ReasonClass::other);
  EXPECT_EQ(group(ReasonClass::bank_or_branch), ReasonGroup::number);
  EXPECT_FALSE(asks_new_account(ReasonClass::duplicate));
  EXPECT_TRUE(asks_new_account(ReasonClass::deceased));
}

}  // namespace
}  // namespace hashira::payments
