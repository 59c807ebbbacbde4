// The client (委託者): the authority as its bank knows it, and what this bank wants of a file.
//
// Guarantees: a profile that was read can open a file: codes are digits, the name is JIS X 0201.
// Written as `key = value` lines (docs/payments.md): code, name, bank, branch, account_kind, account_number, format,
// groups, wo, transfer_kind.
#pragma once

#include <string>

#include "payments/account.h"
#include "payments/bank_master.h"
#include "payments/kana.h"
#include "payments/zengin_writer.h"

namespace hashira::payments {

// How a run leaves. Kept in the run, so that a second export takes the same.
enum class FileFormat : std::uint8_t { zengin, zengin_crlf, pain001 };
std::string_view name(FileFormat format);  // "zengin-crlf"
std::optional<FileFormat> file_format(std::string_view name);

struct Client {
  std::string code;  // 委託者コード, 10 digits
  Bytes name;        // 委託者名, JIS X 0201
  Account account;
  FileFormat format = FileFormat::zengin;
  zengin::Groups groups = zengin::Groups::many;
  Wo wo = Wo::refused;
  char transfer_kind = '7';  // 振込指定区分

  bool operator==(const Client&) const = default;
};

// `payments.bad_settings` with the line.
Result<Client> read_client(std::string_view text, const std::string& file_name);
// The header of its files; names of bank and branch from the master, where it knows them.
zengin::Header header_of(const Client& client, Date value_date, const BankMaster& master);

}  // namespace hashira::payments
