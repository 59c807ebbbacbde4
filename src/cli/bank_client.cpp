#include "cli/bank_client.h"

#include <fmt/core.h>

#include "cli/command.h"

namespace hashira::cli {
namespace {

constexpr std::string_view demo_client =
    "# 委託者: the authority as its bank knows it. Synthetic: bank 9999 does not exist, so no file made with it can be paid.\n"
    "code = 9999999999\n"
    "name = ホツカイドウ デモ\n"
    "bank = 9999\n"
    "branch = 001\n"
    "account_kind = 1\n"
    "account_number = 0000001\n"
    "format = zengin\n";

std::filesystem::path client_file(const std::filesystem::path& data_folder) { return data_folder / "bank-client.txt"; }

}  // namespace

Result<payments::Client> bank_client(const std::filesystem::path& data_folder) {
  std::filesystem::path file = client_file(data_folder);
  if (!std::filesystem::exists(file)) {
    return fail("cli.no_bank_client", fmt::format("{} is missing", file.string()),
                "write it with the lines code, name, bank, branch, account_kind, account_number (docs/payments.md has an example)");
  }
  return payments::read_client(TRY(read_file(file.string())), file.string());
}

Done write_demo_bank_client(const std::filesystem::path& data_folder) { return write_file(client_file(data_folder).string(), demo_client); }

}  // namespace hashira::cli
