#include <fmt/core.h>

#include "payments/internal/xml_write.h"
#include "payments/pain001.h"

namespace hashira::payments {
namespace {

constexpr std::string_view pain001_namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03";
constexpr std::size_t id_max = 35, name_max = 140;  // Max35Text, Max140Text: characters

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

Done check_text(std::string_view element, std::string_view text, std::size_t max, std::string_view item) {
  if (!text.empty() && characters(text) <= max && is_xml_text(text)) return {};
  return fail(
      "payments.bad_message_field",
      fmt::format("{}: {} is empty, longer than {} characters, or holds a control character", item, element, max),
      "correct it where it was entered");
}

Done check_control(const Control& stated, const Control& written, std::string_view item) {
  if (stated == written) return {};
  return fail("payments.totals_differ",
              fmt::format("{} states {} payments of {} yen, {} of {} yen were written", item, stated.count,
                          stated.sum.count(), written.count, written.sum.count()),
              "make the file again from the run's orders");
}

void write_control(XmlWriter& xml, const Control& control) {
  xml.leaf("NbOfTxs", fmt::format("{}", control.count));
  xml.leaf("CtrlSum", fmt::format("{}", control.sum.count()));
}

void write_agent(XmlWriter& xml, std::string_view element, const Account& account, std::string_view bank_name) {
  xml.open(element);
  xml.open("FinInstnId");
  xml.open("ClrSysMmbId");
  xml.open("ClrSysId");
  xml.leaf("Cd", "JPZGN");
  xml.close();
  xml.leaf("MmbId", account.bank);
  xml.close();
  if (!bank_name.empty()) xml.leaf("Nm", bank_name);
  xml.close();
  xml.open("BrnchId");
  xml.leaf("Id", account.branch);
  xml.close();
  xml.close();
}

void write_party(XmlWriter& xml, std::string_view element, std::string_view name) {
  xml.open(element);
  xml.leaf("Nm", name);
  xml.close();
}

void write_account(XmlWriter& xml, std::string_view element, const Account& account) {
  xml.open(element);
  xml.open("Id");
  xml.open("Othr");
  xml.leaf("Id", account.number);
  xml.close();
  xml.close();
  xml.open("Tp");
  xml.leaf("Prtry", std::string(1, digit(account.kind)));
  xml.close();
  xml.close();
}

Done check_head(const InitiationHead& head) {
  CHECK_OK(check_text("MsgId", head.message_id, id_max, "message"));
  CHECK_OK(check_text("CreDtTm", head.created, id_max, "message"));
  CHECK_OK(check_text("InitgPty/Nm", head.initiator, name_max, "message"));
  return check_text("InitgPty/Id", head.client_code, id_max, "message");
}

void write_head(XmlWriter& xml, const InitiationHead& head) {
  xml.open("Document", "xmlns", pain001_namespace);
  xml.open("CstmrCdtTrfInitn");
  xml.open("GrpHdr");
  xml.leaf("MsgId", head.message_id);
  xml.leaf("CreDtTm", head.created);
  write_control(xml, head.control);
  xml.open("InitgPty");
  xml.leaf("Nm", head.initiator);
  xml.open("Id");
  xml.open("OrgId");
  xml.open("Othr");
  xml.leaf("Id", head.client_code);
  for (int level = 0; level < 5; ++level) xml.close();  // Othr, OrgId, Id, InitgPty, GrpHdr
}

void write_group(XmlWriter& xml, const InitiationGroup& group) {
  xml.open("PmtInf");
  xml.leaf("PmtInfId", group.id);
  xml.leaf("PmtMtd", "TRF");
  write_control(xml, group.control);
  xml.leaf("ReqdExctnDt", group.execution.iso());
  write_party(xml, "Dbtr", group.debtor);
  write_account(xml, "DbtrAcct", group.account);
  write_agent(xml, "DbtrAgt", group.account, group.bank_name);
}

Done check_group(const InitiationGroup& group) {
  std::string item = "group " + group.id;
  CHECK_OK(check_text("PmtInfId", group.id, id_max, item));
  CHECK_OK(check_text("Dbtr/Nm", group.debtor, name_max, item));
  if (!group.bank_name.empty()) CHECK_OK(check_text("DbtrAgt/Nm", group.bank_name, name_max, item));
  return check(group.account);
}

Done check_payment(const InitiationPayment& payment) {
  std::string item = "payment " + payment.end_to_end_id;
  CHECK_OK(check_text("EndToEndId", payment.end_to_end_id, id_max, item));
  CHECK_OK(check_text("Cdtr/Nm", payment.creditor, name_max, item));
  if (!payment.bank_name.empty()) CHECK_OK(check_text("CdtrAgt/Nm", payment.bank_name, name_max, item));
  if (!payment.remittance.empty()) CHECK_OK(check_text("RmtInf/Ustrd", payment.remittance, name_max, item));
  CHECK_OK(check(payment.account));
  if (payment.amount > Yen(0)) return {};
  return fail("payments.zero_amount", item + ": a payment of 0 yen or less", "leave it out");
}

void write_payment(XmlWriter& xml, const InitiationPayment& payment) {
  xml.open("CdtTrfTxInf");
  xml.open("PmtId");
  xml.leaf("EndToEndId", payment.end_to_end_id);
  xml.close();
  xml.open("Amt");
  xml.leaf("InstdAmt", fmt::format("{}", payment.amount.count()), "Ccy", "JPY");
  xml.close();
  write_agent(xml, "CdtrAgt", payment.account, payment.bank_name);
  write_party(xml, "Cdtr", payment.creditor);
  write_account(xml, "CdtrAcct", payment.account);
  if (!payment.remittance.empty()) {
    xml.open("RmtInf");
    xml.leaf("Ustrd", payment.remittance);
    xml.close();
  }
  xml.close();
}

}  // namespace

struct Pain001Writer::State {
  InitiationHead head;
  XmlWriter xml;
  Control written;                       // of the message
  std::optional<InitiationGroup> group;  // the open one
  Control group_written;
  bool started = false;
};

Pain001Writer::Pain001Writer(InitiationHead head, std::function<Done(BytesView)> sink)
    : state_(new State{std::move(head), XmlWriter(std::move(sink)), {}, {}, {}, false}) {}
Pain001Writer::~Pain001Writer() = default;

Done Pain001Writer::begin_group(const InitiationGroup& group) {
  State& state = *state_;
  if (!state.started) {
    CHECK_OK(check_head(state.head));
    write_head(state.xml, state.head);
    state.started = true;
  }
  CHECK_OK(check_group(group));
  if (state.group) {
    CHECK_OK(check_control(state.group->control, state.group_written, "group " + state.group->id));
    state.xml.close();
  }
  write_group(state.xml, group);
  state.group = group;
  state.group_written = {};
  return {};
}

Done Pain001Writer::add(const InitiationPayment& payment) {
  State& state = *state_;
  assert(state.group);
  CHECK_OK(check_payment(payment));
  write_payment(state.xml, payment);
  for (Control* control : {&state.written, &state.group_written}) {
    ++control->count;
    control->sum += payment.amount;
  }
  return state.xml.drain();
}

Result<Pain001Writer::Written> Pain001Writer::finish() {
  State& state = *state_;
  if (!state.group)
    return fail("payments.empty_file", "there is no payment to write", "release orders before exporting");
  CHECK_OK(check_control(state.group->control, state.group_written, "group " + state.group->id));
  CHECK_OK(check_control(state.head.control, state.written, "the message"));
  CHECK_OK(state.xml.finish());
  return Written{state.written, state.xml.bytes(), state.xml.digest()};
}

Result<Bytes> write_pain001(const Initiation& initiation) {
  Bytes out;
  Pain001Writer writer(initiation.head, [&](BytesView more) -> Done {
    out += more;
    return {};
  });
  for (const Initiation::Group& group : initiation.groups) {
    CHECK_OK(writer.begin_group(group.group));
    for (const InitiationPayment& payment : group.payments) CHECK_OK(writer.add(payment));
  }
  CHECK_OK(writer.finish());
  return out;
}

}  // namespace hashira::payments
