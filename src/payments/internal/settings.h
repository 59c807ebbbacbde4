// Small text files of settings: `key = value` a line, # comments, keys may repeat.
// Guarantees: total; values are UTF-8 without the blanks around them.
// Written in docs/payments.md (client profile, layout of a result file).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hashira::payments {

struct Setting {
  std::string key, value;
  Place place;
};
// `payments.bad_settings` with the line; also for a key that is not among the known ones.
Result<std::vector<Setting>> read_settings(std::string_view text, const std::string& file_name,
                                           std::initializer_list<std::string_view> known);
// The value of the last such key; empty when there is none.
std::string setting(const std::vector<Setting>& settings, std::string_view key);
tl::unexpected<Error> bad_setting(const Setting& setting, std::string mend);
std::string_view without_blanks(std::string_view text);

}  // namespace hashira::payments
