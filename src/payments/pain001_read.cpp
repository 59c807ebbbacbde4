#include <charconv>

#include <fmt/core.h>

#include "payments/internal/xml_read.h"
#include "payments/pain001.h"

namespace hashira::payments {
namespace {

constexpr std::string_view ask_for_the_file = "give the file as it was exported";

class Pain001Reader {
 public:
  explicit Pain001Reader(const IsoFile& file) : file_(file) {}

  Result<Initiation> read() {
    pugi::xml_node root = TRY(need(file_.document(), "CstmrCdtTrfInitn"));
    Initiation out;
    out.head = TRY(read_head(TRY(need(root, "GrpHdr"))));
    Control all;
    for (pugi::xml_node node : children(root, "PmtInf")) {
      Initiation::Group group = TRY(read_group(node));
      all.count += group.group.control.count;
      all.sum += group.group.control.sum;
      out.groups.push_back(std::move(group));
    }
    if (all != out.head.control) return differ(root);
    return out;
  }

 private:
  Result<pugi::xml_node> need(pugi::xml_node node, std::string_view path) {
    if (pugi::xml_node found = child(node, path)) return found;
    return file_.bad(node, fmt::format("{} has no {}", local_name(node), path), std::string(ask_for_the_file));
  }

  Result<std::string> text(pugi::xml_node node, std::string_view path) { return text_of(TRY(need(node, path))); }

  tl::unexpected<Error> differ(pugi::xml_node node) {
    return file_.bad(node, "NbOfTxs or CtrlSum are not those of the payments",
                     "payments were lost or changed: take the file as it was exported");
  }

  Result<std::int64_t> number(pugi::xml_node node, std::string_view path) {
    std::string digits = TRY(text(node, path));
    std::int64_t value = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    bool whole = !digits.empty() && digits.size() <= 15 && all_digits(digits) && error == std::errc();
    if (!whole)
      return file_.bad(node, fmt::format("{} '{}' is no whole number", path, digits.substr(0, 30)),
                       std::string(ask_for_the_file));
    return value;
  }

  Result<Control> control(pugi::xml_node node) {
    std::int64_t count = TRY(number(node, "NbOfTxs"));
    std::int64_t sum = TRY(number(node, "CtrlSum"));
    return Control{static_cast<std::uint64_t>(count), Yen(sum)};
  }

  Result<InitiationHead> read_head(pugi::xml_node node) {
    InitiationHead head;
    head.message_id = TRY(text(node, "MsgId"));
    head.created = TRY(text(node, "CreDtTm"));
    head.control = TRY(control(node));
    head.initiator = TRY(text(node, "InitgPty/Nm"));
    head.client_code = TRY(text(node, "InitgPty/Id/OrgId/Othr/Id"));
    return head;
  }

  Result<Account> account(pugi::xml_node node, std::string_view agent, std::string_view at) {
    Account out;
    pugi::xml_node bank = TRY(need(node, agent));
    out.bank = TRY(text(bank, "FinInstnId/ClrSysMmbId/MmbId"));
    out.branch = TRY(text(bank, "BrnchId/Id"));
    pugi::xml_node number_node = TRY(need(node, at));
    out.number = TRY(text(number_node, "Id/Othr/Id"));
    std::string kind = TRY(text(number_node, "Tp/Prtry"));
    out.kind = account_kind(kind.size() == 1 ? kind[0] : ' ').value_or(AccountKind(0));
    if (Done checked = check(out); !checked) return file_.bad(number_node, checked.error().what, checked.error().mend);
    return out;
  }

  Result<InitiationPayment> read_payment(pugi::xml_node node) {
    InitiationPayment out;
    out.end_to_end_id = TRY(text(node, "PmtId/EndToEndId"));
    pugi::xml_node amount = TRY(need(node, "Amt/InstdAmt"));
    out.amount = TRY(file_.amount(amount));
    out.account = TRY(account(node, "CdtrAgt", "CdtrAcct"));
    out.bank_name = text_at(node, "CdtrAgt/FinInstnId/Nm");
    out.creditor = TRY(text(node, "Cdtr/Nm"));
    out.remittance = text_at(node, "RmtInf/Ustrd");
    return out;
  }

  Result<Initiation::Group> read_group(pugi::xml_node node) {
    Initiation::Group out;
    out.group.id = TRY(text(node, "PmtInfId"));
    out.group.control = TRY(control(node));
    pugi::xml_node day = TRY(need(node, "ReqdExctnDt"));
    out.group.execution = TRY(file_.date(day));
    out.group.debtor = TRY(text(node, "Dbtr/Nm"));
    out.group.account = TRY(account(node, "DbtrAgt", "DbtrAcct"));
    out.group.bank_name = text_at(node, "DbtrAgt/FinInstnId/Nm");
    Control seen;
    for (pugi::xml_node one : children(node, "CdtTrfTxInf")) {
      InitiationPayment payment = TRY(read_payment(one));
      ++seen.count;
      seen.sum += payment.amount;
      out.payments.push_back(std::move(payment));
    }
    if (seen != out.group.control) return differ(node);
    return out;
  }

  const IsoFile& file_;
};

}  // namespace

Result<Initiation> read_pain001(BytesView bytes, const std::string& file_name) {
  IsoFile file = TRY(IsoFile::parse(bytes, file_name));
  if (!file.message().starts_with("pain.001.001.")) {
    return fail("payments.other_message", fmt::format("the file is {}, not pain.001", file.message().substr(0, 40)),
                "give the exported file", {file_name, 1, 0});
  }
  return Pain001Reader(file).read();
}

}  // namespace hashira::payments
