#include "payments/client.h"

#include <fmt/core.h>

#include "payments/internal/settings.h"

namespace hashira::payments {
namespace {

constexpr FileFormat all_formats[] = {FileFormat::zengin, FileFormat::zengin_crlf, FileFormat::pain001};

Done take_choice(const Setting& one, Client& client) {
  if (one.key == "format") {
    std::optional<FileFormat> format = file_format(one.value);
    if (!format) return bad_setting(one, "write zengin, zengin-crlf or pain.001");
    client.format = *format;
  } else if (one.key == "groups") {
    if (one.value != "one" && one.value != "many") return bad_setting(one, "write one or many");
    client.groups = one.value == "one" ? zengin::Groups::one : zengin::Groups::many;
  } else if (one.key == "wo") {
    if (one.value != "refused" && one.value != "allowed") return bad_setting(one, "write refused or allowed");
    client.wo = one.value == "allowed" ? Wo::allowed : Wo::refused;
  } else if (one.key == "transfer_kind") {
    if (one.value.size() != 1 || std::string_view("078").find(one.value) == std::string_view::npos)
      return bad_setting(one, "write 7, 8 or 0");
    client.transfer_kind = one.value[0];
  }
  return {};
}

Done take_part(const Setting& one, Client& client) {
  if (one.key == "code") client.code = one.value;
  if (one.key == "bank") client.account.bank = one.value;
  if (one.key == "branch") client.account.branch = one.value;
  if (one.key == "account_number") client.account.number = one.value;
  if (one.key == "account_kind") {
    std::optional<AccountKind> kind = account_kind(one.value.size() == 1 ? one.value[0] : ' ');
    if (!kind || *kind == AccountKind::savings) return bad_setting(one, "write 1 (普通), 2 (当座) or 9 (その他)");
    client.account.kind = *kind;
  }
  return take_choice(one, client);
}

}  // namespace

std::string_view name(FileFormat format) {
  switch (format) {
    case FileFormat::zengin:
      return "zengin";
    case FileFormat::zengin_crlf:
      return "zengin-crlf";
    case FileFormat::pain001:
      return "pain.001";
  }
  return "";
}

std::optional<FileFormat> file_format(std::string_view text) {
  for (FileFormat format : all_formats) {
    if (text == name(format)) return format;
  }
  return std::nullopt;
}

Result<Client> read_client(std::string_view text, const std::string& file_name) {
  std::vector<Setting> settings = TRY(read_settings(
      text, file_name,
      {"code", "name", "bank", "branch", "account_kind", "account_number", "format", "groups", "wo", "transfer_kind"}));
  Client client;
  for (const Setting& one : settings) CHECK_OK(take_part(one, client));
  auto bad = [&](Error error) {
    error.place = {file_name, 0, 0};
    return fail(std::move(error));
  };
  Result<Bytes> client_name = to_jis(setting(settings, "name"), FieldClass::party, client.wo);
  if (!client_name) return bad(client_name.error());
  client.name = std::move(*client_name);
  if (Done checked = check(client.account); !checked) return bad(checked.error());
  if (client.code.size() != 10 || !all_digits(client.code)) {
    return fail("payments.bad_settings", "code is not the 10 digits of a 委託者コード",
                "copy it from the bank's contract", {file_name, 0, 0});
  }
  if (client.name.empty() || client.name.size() > 40) {
    return fail("payments.bad_settings", "name is empty or longer than 40 bytes",
                "write the 委託者名 in kana as the bank has it", {file_name, 0, 0});
  }
  return client;
}

zengin::Header header_of(const Client& client, Date value_date, const BankMaster& master) {
  zengin::Header header;
  header.client_code = client.code;
  header.client_name = client.name;
  header.value_date = fmt::format("{:02}{:02}", value_date.month(), value_date.day());
  header.bank = client.account.bank;
  header.branch = client.account.branch;
  if (const BankMaster::Bank* bank = master.bank(header.bank)) header.bank_name = zengin_name(bank->kana);
  if (const Branch* branch = master.branch(header.bank, header.branch)) header.branch_name = zengin_name(branch->kana);
  header.account_kind = digit(client.account.kind);
  header.account_number = client.account.number;
  return header;
}

}  // namespace hashira::payments
