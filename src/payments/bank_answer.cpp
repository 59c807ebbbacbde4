#include "payments/bank_answer.h"

#include <fmt/core.h>

#include "payments/internal/xml_read.h"

namespace hashira::payments {
namespace {

constexpr std::string_view ask_the_bank = "ask the bank for the file again";

// The pieces of text that a bank adds (AddtlInf may stand several times).
std::string joined_texts(const std::vector<pugi::xml_node>& nodes) {
  std::string out;
  for (pugi::xml_node node : nodes) {
    std::string text = text_of(node);
    if (text.empty()) continue;
    if (!out.empty()) out += ' ';
    out += text;
  }
  return out;
}

std::string own_id(std::string id) {
  return id == "NOTPROVIDED" ? std::string() : id;
}

class AnswerReader {
 public:
  explicit AnswerReader(const IsoFile& file) : file_(file) {}

  Result<BankAnswers> read() {
    out_.message = file_.message();
    if (out_.message.starts_with("pain.002.")) {
      CHECK_OK(read_pain002());
    } else if (out_.message.starts_with("camt.054.")) {
      CHECK_OK(read_camt054());
    } else if (out_.message.starts_with("pacs.004.")) {
      CHECK_OK(read_pacs004());
    } else {
      return fail("payments.other_message", fmt::format("the file is {}", out_.message.substr(0, 40)),
                  "pain.002, camt.054 and pacs.004 are read", file_.place(file_.document()));
    }
    return std::move(out_);
  }

 private:
  Result<pugi::xml_node> need(pugi::xml_node node, std::string_view path) {
    if (pugi::xml_node found = child(node, path)) return found;
    return file_.bad(node, fmt::format("{} has no {}", local_name(node), path), std::string(ask_the_bank));
  }

  // ACTC, ACCP, ACSP, ACSC, ACWC … are steps of acceptance; PDNG and PART are none yet.
  Result<Outcome> outcome(pugi::xml_node node) {
    std::string status = text_of(node);
    if (status == "RJCT") return Outcome::rejected;
    if (status == "PDNG" || status == "PART" || status == "RCVD") return Outcome::pending;
    if (status.size() == 4 && status.starts_with("AC")) return Outcome::accepted;
    return file_.bad(node, fmt::format("status '{}' is not known", status.substr(0, 10)), "ask the bank what it means");
  }

  // Rsn is a code of the standard or of the bank; the last of several reasons stands for itself in the text.
  void take_reasons(const std::vector<pugi::xml_node>& infos, BankAnswer& answer) {
    std::vector<pugi::xml_node> texts;
    for (pugi::xml_node info : infos) {
      std::string code = text_at(info, "Rsn/Cd");
      if (code.empty()) code = text_at(info, "Rsn/Prtry");
      if (answer.reason_code.empty()) answer.reason_code = code;
      for (pugi::xml_node text : children(info, "AddtlInf")) texts.push_back(text);
    }
    answer.reason = reason_of_iso(answer.reason_code);
    answer.text = joined_texts(texts);
  }

  Done add_status(pugi::xml_node node, std::string_view status, AnswerScope scope, std::string id,
                  const std::optional<Date>& on) {
    pugi::xml_node state = child(node, status);
    if (!state) return {};  // a level without a status says nothing by itself
    BankAnswer answer;
    answer.scope = scope;
    answer.original_message = original_;
    answer.id = own_id(std::move(id));
    answer.outcome = TRY(outcome(state));
    answer.status = text_of(state);
    answer.date = on;
    answer.line = file_.place(node).line;
    take_reasons(children(node, "StsRsnInf"), answer);
    pugi::xml_node amount = child(node, "OrgnlTxRef/Amt/InstdAmt");
    if (amount) answer.amount = TRY(file_.amount(amount));
    out_.answers.push_back(std::move(answer));
    return {};
  }

  Done read_pain002() {
    pugi::xml_node root = TRY(need(file_.document(), "CstmrPmtStsRpt"));
    pugi::xml_node head = TRY(need(root, "GrpHdr"));
    out_.message_id = text_at(head, "MsgId");
    pugi::xml_node created = TRY(need(head, "CreDtTm"));
    Date on = TRY(file_.date(created));
    pugi::xml_node original = TRY(need(root, "OrgnlGrpInfAndSts"));
    original_ = text_at(original, "OrgnlMsgId");
    CHECK_OK(add_status(original, "GrpSts", AnswerScope::message, original_, on));
    for (pugi::xml_node group : children(root, "OrgnlPmtInfAndSts")) {
      CHECK_OK(add_status(group, "PmtInfSts", AnswerScope::group, text_at(group, "OrgnlPmtInfId"), on));
      for (pugi::xml_node one : children(group, "TxInfAndSts")) {
        CHECK_OK(add_status(one, "TxSts", AnswerScope::payment, text_at(one, "OrgnlEndToEndId"), on));
      }
    }
    return {};
  }

  Done read_camt054() {
    pugi::xml_node root = TRY(need(file_.document(), "BkToCstmrDbtCdtNtfctn"));
    out_.message_id = text_at(root, "GrpHdr/MsgId");
    for (pugi::xml_node notification : children(root, "Ntfctn")) {
      for (pugi::xml_node entry : children(notification, "Ntry")) CHECK_OK(read_entry(entry));
    }
    return {};
  }

  Done read_entry(pugi::xml_node entry) {
    std::vector<pugi::xml_node> details;
    for (pugi::xml_node node : children(entry, "NtryDtls")) {
      for (pugi::xml_node one : children(node, "TxDtls")) details.push_back(one);
    }
    if (details.empty()) return read_detail(entry, entry, 1);
    for (pugi::xml_node one : details) CHECK_OK(read_detail(entry, one, details.size()));
    return {};
  }

  // `detail` is the entry itself when the bank gave no details.
  Done read_detail(pugi::xml_node entry, pugi::xml_node detail, std::size_t details) {
    bool credit = text_at(entry, "CdtDbtInd") == "CRDT";
    pugi::xml_node reversal = child(entry, "RvslInd");
    bool marked = child(detail, "RtrInf") || text_of(reversal) == "true" ||
                  text_at(entry, "BkTxCd/Domn/Fmly/SubFmlyCd") == "RRTN";
    if (credit && !marked) {
      ++out_.skipped;
      return {};
    }
    BankAnswer answer;
    answer.id = own_id(text_at(detail, "Refs/EndToEndId"));
    answer.outcome = credit ? Outcome::returned : Outcome::accepted;
    answer.status = text_at(entry, "Sts");
    answer.line = file_.place(detail).line;
    take_reasons(children(detail, "RtrInf"), answer);
    if (answer.text.empty()) answer.text = text_at(detail, "AddtlTxInf");
    if (answer.text.empty()) answer.text = text_at(entry, "AddtlNtryInf");
    CHECK_OK(take_booking(entry, detail, details, answer));
    out_.answers.push_back(std::move(answer));
    return {};
  }

  Done take_booking(pugi::xml_node entry, pugi::xml_node detail, std::size_t details, BankAnswer& answer) {
    pugi::xml_node amount = child(detail, "AmtDtls/TxAmt/Amt");
    if (!amount) amount = child(detail, "Amt");
    if (!amount && details == 1) amount = child(entry, "Amt");
    if (amount) answer.amount = TRY(file_.amount(amount));
    for (std::string_view path : {"BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"}) {
      pugi::xml_node day = child(entry, path);
      if (!day) continue;
      answer.date = TRY(file_.date(day));
      break;
    }
    return take_fees(children(detail, "Chrgs"), answer);
  }

  // Until version 2 each Chrgs is one charge, later it holds records.
  Done take_fees(const std::vector<pugi::xml_node>& charges, BankAnswer& answer) {
    for (pugi::xml_node charge : charges) {
      std::vector<pugi::xml_node> records = children(charge, "Rcrd");
      if (records.empty()) records.push_back(charge);
      for (pugi::xml_node record : records) {
        pugi::xml_node amount = child(record, "Amt");
        if (!amount) continue;
        Yen fee = TRY(file_.amount(amount));
        answer.fee += fee;
      }
    }
    return {};
  }

  Done read_pacs004() {
    pugi::xml_node root = TRY(need(file_.document(), "PmtRtr"));
    pugi::xml_node head = TRY(need(root, "GrpHdr"));
    out_.message_id = text_at(head, "MsgId");
    for (pugi::xml_node one : children(root, "TxInf")) CHECK_OK(read_return(head, one));
    return {};
  }

  Done read_return(pugi::xml_node head, pugi::xml_node one) {
    BankAnswer answer;
    answer.original_message = text_at(one, "OrgnlGrpInf/OrgnlMsgId");
    answer.id = own_id(text_at(one, "OrgnlEndToEndId"));
    answer.outcome = Outcome::returned;
    answer.line = file_.place(one).line;
    take_reasons(children(one, "RtrRsnInf"), answer);
    pugi::xml_node amount = TRY(need(one, "RtrdIntrBkSttlmAmt"));
    answer.amount = TRY(file_.amount(amount));
    pugi::xml_node day = child(one, "IntrBkSttlmDt");
    if (!day) day = child(head, "IntrBkSttlmDt");
    if (!day) day = child(head, "CreDtTm");
    if (day) answer.date = TRY(file_.date(day));
    CHECK_OK(take_fees(children(one, "ChrgsInf"), answer));
    out_.answers.push_back(std::move(answer));
    return {};
  }

  const IsoFile& file_;
  BankAnswers out_;
  std::string original_;
};

}  // namespace

std::string_view name(Outcome outcome) {
  switch (outcome) {
    case Outcome::accepted:
      return "accepted";
    case Outcome::pending:
      return "pending";
    case Outcome::rejected:
      return "rejected";
    case Outcome::returned:
      return "returned";
  }
  return "";
}

std::string_view name(AnswerScope scope) {
  switch (scope) {
    case AnswerScope::payment:
      return "payment";
    case AnswerScope::group:
      return "group";
    case AnswerScope::message:
      return "message";
  }
  return "";
}

Result<BankAnswers> read_bank_answers(BytesView bytes, const std::string& file_name) {
  IsoFile file = TRY(IsoFile::parse(bytes, file_name));
  return AnswerReader(file).read();
}

std::string answer_line(const BankAnswer& answer) {
  std::string out =
      fmt::format("{} {} {}", name(answer.scope), answer.id.empty() ? "-" : answer.id, name(answer.outcome));
  if (!answer.status.empty()) out += " " + answer.status;
  if (!answer.reason_code.empty()) out += fmt::format(" {}={}", answer.reason_code, name(answer.reason));
  if (answer.amount) out += fmt::format(" {}円", answer.amount->count());
  if (answer.fee > Yen(0)) out += fmt::format(" fee {}円", answer.fee.count());
  if (answer.date) out += " " + answer.date->iso();
  if (!answer.text.empty()) out += " \"" + answer.text + "\"";
  return out;
}

}  // namespace hashira::payments
