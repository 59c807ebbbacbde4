// What sqlite3's result codes mean to people: one place for the wording of the store's refusals.
#pragma once

#include <string>

#include "base/result.h"

namespace hashira::store::sqlite {

// `detail` is sqlite3's own message.
Error error_of(int result_code, const std::string& path, const std::string& detail);

Error missing_file(const std::string& path);
Error file_exists(const std::string& path);
Error missing_folder(const std::string& path);
Error foreign_file(const std::string& path);
Error read_only_file(const std::string& path);
Error other_format(const std::string& path, std::int64_t found, std::int64_t known);

}  // namespace hashira::store::sqlite
