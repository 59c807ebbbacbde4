#include <unicode/utf8.h>

#include "journal/internal/text.h"

namespace hashira::journal {

bool is_utf8(std::string_view text) {
  auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < size;) {
    if (static_cast<unsigned char>(text[static_cast<std::size_t>(i)]) < 0x80) {
      ++i;
      continue;
    }
    std::int32_t code_point = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
    U8_NEXT(text, i, size, code_point);
#pragma GCC diagnostic pop
    if (code_point < 0) return false;
  }
  return true;
}

bool is_name(std::string_view text, std::size_t size_max, std::string_view also) {
  if (text.empty() || text.size() > size_max) return false;
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || also.find(c) != std::string_view::npos;
  });
}

}  // namespace hashira::journal
