// bank-client.txt of a data folder: the authority as its bank knows it (委託者). Written in payments/client.h.
#pragma once

#include <filesystem>

#include "payments/client.h"

namespace hashira::cli {

// "cli.no_bank_client" with what to write.
Result<payments::Client> bank_client(const std::filesystem::path& data_folder);
// One for the demo, at a bank that does not exist.
Done write_demo_bank_client(const std::filesystem::path& data_folder);

}  // namespace hashira::cli
