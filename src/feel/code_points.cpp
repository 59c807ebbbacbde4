#include "feel/code_points.h"

namespace hashira::feel {
namespace {

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

struct Lead {
  int length = 0;  // 0: no lead byte
  char32_t bits = 0;
  char32_t least = 0;  // below this the form is overlong
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte < 0xC0) return {};
  if (byte < 0xE0) return {2, byte & 0x1FU, 0x80};
  if (byte < 0xF0) return {3, byte & 0x0FU, 0x800};
  if (byte < 0xF8) return {4, byte & 0x07U, 0x10000};
  return {};
}

}  // namespace

std::optional<char32_t> take_code_point(std::string_view& text) {
  Lead lead = lead_of(static_cast<unsigned char>(text.front()));
  auto length = static_cast<std::size_t>(lead.length);
  char32_t point = lead.bits;
  bool good = length != 0 && length <= text.size();
  for (std::size_t i = 1; good && i < length; ++i) {
    good = continues(text[i]);
    point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  good = good && point >= lead.least && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
  text.remove_prefix(good ? length : 1);
  return good ? std::optional(point) : std::nullopt;
}

void append_code_point(std::string& out, char32_t c) {
  auto byte = [&out](char32_t bits) { out += static_cast<char>(bits); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xC0 | c >> 6);
  } else if (c < 0x10000) {
    byte(0xE0 | c >> 12);
    byte(0x80 | (c >> 6 & 0x3F));
  } else {
    byte(0xF0 | c >> 18);
    byte(0x80 | (c >> 12 & 0x3F));
    byte(0x80 | (c >> 6 & 0x3F));
  }
  byte(0x80 | (c & 0x3F));
}

std::int64_t count_code_points(std::string_view text) {
  std::int64_t count = 0;
  for (; !text.empty(); ++count) take_code_point(text);
  return count;
}

std::size_t bytes_before(std::string_view text, std::int64_t n) {
  std::string_view rest = text;
  for (; n > 0 && !rest.empty(); --n) take_code_point(rest);
  return text.size() - rest.size();
}

std::optional<std::u32string> to_code_points(std::string_view text) {
  std::u32string out;
  while (!text.empty()) {
    std::optional<char32_t> point = take_code_point(text);
    if (!point) return std::nullopt;
    out += *point;
  }
  return out;
}

}  // namespace hashira::feel
