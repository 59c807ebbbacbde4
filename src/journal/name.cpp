#include "journal/internal/name.h"

namespace hashira::journal {

bool is_name(std::string_view text, std::size_t size_max, std::string_view also) {
  if (text.empty() || text.size() > size_max) return false;
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || also.find(c) != std::string_view::npos;
  });
}

}  // namespace hashira::journal
