#include "payments/bank_answer_write.h"

#include <fmt/core.h>

#include "payments/internal/xml_write.h"

namespace hashira::payments {
namespace {

constexpr std::string_view answer_namespace = "urn:iso:std:iso:20022:tech:xsd:";

std::function<Done(BytesView)> append_to(Bytes& out) {
  return [&out](BytesView more) -> Done {
    out += more;
    return {};
  };
}

void open_document(XmlWriter& xml, std::string_view message, std::string_view root) {
  xml.open("Document", "xmlns", std::string(answer_namespace) + std::string(message));
  xml.open(root);
}

void write_group_header(XmlWriter& xml, std::string_view message_id, std::string_view created) {
  xml.open("GrpHdr");
  xml.leaf("MsgId", message_id);
  xml.leaf("CreDtTm", created);
  xml.close();
}

void write_yen(XmlWriter& xml, std::string_view element, Yen amount) {
  xml.leaf(element, fmt::format("{}", amount.count()), "Ccy", "JPY");
}

// The code as the bank wrote it: of the standard (four letters and digits), or its own.
void write_reason(XmlWriter& xml, std::string_view element, const BankAnswer& answer) {
  if (answer.reason_code.empty() && answer.text.empty()) return;
  bool standard = answer.reason_code.size() == 4 &&
                  std::all_of(answer.reason_code.begin(), answer.reason_code.end(),
                              [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
  xml.open(element);
  if (!answer.reason_code.empty()) {
    xml.open("Rsn");
    xml.leaf(standard ? "Cd" : "Prtry", answer.reason_code);
    xml.close();
  }
  if (!answer.text.empty()) xml.leaf("AddtlInf", answer.text);
  xml.close();
}

void write_status(XmlWriter& xml, const BankAnswer& answer) {
  xml.open("TxInfAndSts");
  xml.leaf("OrgnlEndToEndId", answer.id.empty() ? "NOTPROVIDED" : answer.id);
  xml.leaf("TxSts", answer.status);
  write_reason(xml, "StsRsnInf", answer);
  if (answer.amount) {
    xml.open("OrgnlTxRef");
    xml.open("Amt");
    write_yen(xml, "InstdAmt", *answer.amount);
    xml.close();
    xml.close();
  }
  xml.close();
}

void write_details(XmlWriter& xml, const BankAnswer& answer) {
  xml.open("NtryDtls");
  xml.open("TxDtls");
  xml.open("Refs");
  xml.leaf("EndToEndId", answer.id.empty() ? "NOTPROVIDED" : answer.id);
  xml.close();
  if (answer.fee > Yen(0)) {
    xml.open("Chrgs");
    write_yen(xml, "Amt", answer.fee);
    xml.close();
  }
  if (answer.outcome == Outcome::returned) write_reason(xml, "RtrInf", answer);
  xml.close();
  xml.close();
}

// A return without a reason still has to read as one: RvslInd says so.
void write_entry(XmlWriter& xml, const BankAnswer& answer) {
  bool returned = answer.outcome == Outcome::returned;
  xml.open("Ntry");
  write_yen(xml, "Amt", *answer.amount);
  xml.leaf("CdtDbtInd", returned ? "CRDT" : "DBIT");
  if (returned) xml.leaf("RvslInd", "true");
  xml.leaf("Sts", "BOOK");
  xml.open("BookgDt");
  xml.leaf("Dt", answer.date->iso());
  xml.close();
  write_details(xml, answer);
  xml.close();
}

tl::unexpected<Error> cannot_write(const BankAnswer& answer, std::string_view why) {
  return fail("payments.bad_answer", fmt::format("'{}' cannot be written: {}", answer_line(answer), why),
              "correct the simulated bank");
}

Done check_texts(const BankAnswer& answer) {
  for (const std::string* text : {&answer.id, &answer.status, &answer.reason_code, &answer.text}) {
    if (!is_xml_text(*text)) return cannot_write(answer, "a control character");
  }
  return {};
}

}  // namespace

Result<Bytes> write_pain002(const StatusReport& report) {
  Bytes out;
  XmlWriter xml(append_to(out));
  open_document(xml, "pain.002.001.03", "CstmrPmtStsRpt");
  write_group_header(xml, report.message_id, report.created);
  xml.open("OrgnlGrpInfAndSts");
  xml.leaf("OrgnlMsgId", report.original_message);
  xml.leaf("OrgnlMsgNmId", report.original_name);
  if (!report.group_status.empty()) xml.leaf("GrpSts", report.group_status);
  xml.close();
  xml.open("OrgnlPmtInfAndSts");
  xml.leaf("OrgnlPmtInfId", report.group_id);
  for (const BankAnswer& answer : report.answers) {
    CHECK_OK(check_texts(answer));
    write_status(xml, answer);
    CHECK_OK(xml.drain());
  }
  CHECK_OK(xml.finish());
  return out;
}

Result<Bytes> write_camt054(const Notice& notice) {
  Bytes out;
  XmlWriter xml(append_to(out));
  open_document(xml, "camt.054.001.02", "BkToCstmrDbtCdtNtfctn");
  write_group_header(xml, notice.message_id, notice.created);
  xml.open("Ntfctn");
  xml.leaf("Id", notice.message_id);
  xml.leaf("CreDtTm", notice.created);
  xml.open("Acct");
  xml.open("Id");
  xml.open("Othr");
  xml.leaf("Id", notice.account);
  for (int level = 0; level < 3; ++level) xml.close();
  for (const BankAnswer& answer : notice.answers) {
    CHECK_OK(check_texts(answer));
    bool booked = answer.outcome == Outcome::accepted || answer.outcome == Outcome::returned;
    if (!booked || !answer.amount || !answer.date)
      return cannot_write(answer, "only what was booked stands in a notice");
    write_entry(xml, answer);
    CHECK_OK(xml.drain());
  }
  CHECK_OK(xml.finish());
  return out;
}

}  // namespace hashira::payments
