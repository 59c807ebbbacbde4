#include "payments/internal/settings.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/cbor.h"

namespace hashira::payments {
namespace {

tl::unexpected<Error> bad_settings(std::string what, std::string mend, Place place) {
  return fail("payments.bad_settings", std::move(what), std::move(mend), std::move(place));
}

}  // namespace

std::string_view without_blanks(std::string_view text) {
  std::size_t first = text.find_first_not_of(" \t\r");
  return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

Result<std::vector<Setting>> read_settings(std::string_view text, const std::string& file_name,
                                           std::initializer_list<std::string_view> known) {
  if (!cbor::is_utf8(text)) return bad_settings("the file is not UTF-8", "save it as UTF-8", {file_name, 0, 0});
  std::vector<Setting> out;
  for (int number = 1; !text.empty(); ++number) {
    std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = without_blanks(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line[0] == '#') continue;
    Place place{file_name, number, 1};
    std::size_t equals = line.find('=');
    if (equals == line.npos) return bad_settings(fmt::format("'{}' has no =", line), "write key = value", place);
    std::string_view key = without_blanks(line.substr(0, equals));
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      return bad_settings(fmt::format("'{}' is not known", key),
                          fmt::format("write one of: {}", fmt::join(known, ", ")), place);
    }
    out.push_back({std::string(key), std::string(without_blanks(line.substr(equals + 1))), place});
  }
  return out;
}

std::string setting(const std::vector<Setting>& settings, std::string_view key) {
  std::string out;
  for (const Setting& one : settings) {
    if (one.key == key) out = one.value;
  }
  return out;
}

tl::unexpected<Error> bad_setting(const Setting& setting, std::string mend) {
  return bad_settings(fmt::format("'{}' is not right for {}", setting.value, setting.key), std::move(mend),
                      setting.place);
}

}  // namespace hashira::payments
