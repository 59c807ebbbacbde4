#include "feel/lexer.h"

#include <algorithm>
#include <array>

namespace hashira::feel {
namespace {

struct CharRange {
  char32_t first, last;
};

// Rule 28, beyond ASCII.
constexpr std::array<CharRange, 12> name_starts{{
    {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D}, {0x37F, 0x1FFF}, {0x200C, 0x200D},
    {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
}};

// Rules 61 and 62.
constexpr std::array<CharRange, 10> blank_ranges{{
    {0x09, 0x0D}, {0x20, 0x20}, {0x85, 0x85}, {0xA0, 0xA0}, {0x1680, 0x1680}, {0x180E, 0x180E},
    {0x2000, 0x200B}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F},
}};

template <std::size_t n>
bool in_ranges(const std::array<CharRange, n>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(), [c](CharRange r) { return c >= r.first && c <= r.last; });
}

bool is_blank(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return in_ranges(blank_ranges, c) || c == 0x3000 || c == 0xFEFF;
}
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    tokens.reserve(text_.size() / 3 + 2);
    for (skip_blanks(); at_ < text_.size(); skip_blanks()) tokens.push_back(next());
    tokens.push_back({TokenKind::end, offset(), offset(), {}});
    return tokens;
  }

 private:
  std::uint32_t offset() const { return static_cast<std::uint32_t>(at_); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool starts(std::string_view prefix) const { return text_.substr(at_).starts_with(prefix); }

  void skip_blanks() {
    while (at_ < text_.size()) {
      if (starts("//")) {
        at_ = std::min(text_.find_first_of("\n\r", at_), text_.size());
      } else if (starts("/*") && text_.find("*/", at_ + 2) != std::string_view::npos) {
        at_ = text_.find("*/", at_ + 2) + 2;
      } else {
        std::size_t behind = at_;
        if (!is_blank(next_code_point(text_, behind))) return;
        at_ = behind;
      }
    }
  }

  Token next() {
    std::size_t begin = at_;
    TokenKind kind = take(begin);
    return {kind, static_cast<std::uint32_t>(begin), offset(), text_.substr(begin, at_ - begin)};
  }

  // Moves behind one token and says what it was.
  TokenKind take(std::size_t begin) {
    if (is_digit(static_cast<unsigned char>(peek())) || (peek() == '.' && is_digit(static_cast<unsigned char>(peek(1))))) {
      return take_number();
    }
    if (peek() == '"') return take_string();
    std::size_t behind = begin;
    char32_t first = next_code_point(text_, behind);
    if (is_name_start(first)) return take_word(behind);
    return take_sign(behind);
  }

  void digits() {
    while (is_digit(static_cast<unsigned char>(peek()))) ++at_;
  }

  TokenKind take_number() {
    digits();
    if (peek() == '.' && is_digit(static_cast<unsigned char>(peek(1)))) {
      ++at_;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
      if (is_digit(static_cast<unsigned char>(peek(1 + sign)))) {
        at_ += 1 + sign;
        digits();
      }
    }
    return TokenKind::number;
  }

  TokenKind take_string() {
    for (++at_; at_ < text_.size(); ++at_) {
      if (peek() == '\\') {
        ++at_;
      } else if (peek() == '"') {
        ++at_;
        return TokenKind::string;
      }
    }
    at_ = text_.size();
    return TokenKind::bad;
  }

  TokenKind take_word(std::size_t behind) {
    at_ = behind;
    while (at_ < text_.size()) {
      if (!is_name_part(next_code_point(text_, behind))) break;
      at_ = behind;
    }
    return TokenKind::word;
  }

  TokenKind take_sign(std::size_t behind) {
    for (std::string_view sign : {"..", "**", "<=", ">=", "!=", "->"}) {
      if (!starts(sign)) continue;
      at_ += sign.size();
      return TokenKind::sign;
    }
    bool known = std::string_view("()[]{},:.+-*/<>=@'").find(peek()) != std::string_view::npos && peek() != '\0';
    at_ = behind;
    return known ? TokenKind::sign : TokenKind::bad;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// The number of `\u` or `\U` behind `at`, which moves behind its digits.
std::optional<char32_t> escaped_number(std::string_view text, std::size_t& at, int digit_count) {
  char32_t number = 0;
  for (int i = 0; i < digit_count; ++i, ++at) {
    int digit = at < text.size() ? hex_digit(text[at]) : -1;
    if (digit < 0) return std::nullopt;
    number = number * 16 + static_cast<char32_t>(digit);
  }
  return number;
}

// A code point written as `\uXXXX`, `\UXXXXXX` or two surrogates. `at` stands behind the letter.
std::optional<char32_t> escaped_code_point(std::string_view text, std::size_t& at, char letter) {
  auto first = escaped_number(text, at, letter == 'u' ? 4 : 6);
  if (!first || *first > 0x10FFFF) return std::nullopt;
  if (*first < 0xD800 || *first > 0xDFFF) return first;
  if (*first > 0xDBFF || text.substr(at, 2) != "\\u") return std::nullopt;
  at += 2;
  auto second = escaped_number(text, at, 4);
  if (!second || *second < 0xDC00 || *second > 0xDFFF) return std::nullopt;
  return 0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00);
}

}  // namespace

bool is_name_start(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '?';
  return !is_blank(c) && in_ranges(name_starts, c);
}

bool is_name_part(char32_t c) {
  return is_name_start(c) || is_digit(c) || c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
}

void append_utf8(std::string& out, char32_t c) {
  auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
  unsigned char first = byte(at);
  int more = first < 0x80 ? 0 : first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : -1;
  if (first >= 0xF5 || more < 0) {
    ++at;
    return 0xFFFD;
  }
  char32_t c = more == 0 ? first : more == 1 ? first & 0x1F : more == 2 ? first & 0x0F : first & 0x07;
  for (int i = 1; i <= more; ++i) {
    if ((byte(at + static_cast<std::size_t>(i)) & 0xC0) != 0x80) {
      ++at;
      return 0xFFFD;
    }
    c = c << 6 | (byte(at + static_cast<std::size_t>(i)) & 0x3F);
  }
  at += static_cast<std::size_t>(more) + 1;
  return c;
}

std::vector<Token> tokenize(std::string_view text) { return Scanner(text).run(); }

std::optional<std::string> unescape(std::string_view literal) {
  std::string_view text = literal.substr(1, literal.size() - 2);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      out += text[at++];
      continue;
    }
    char letter = text[at + 1];
    at += 2;
    constexpr std::string_view letters = "nrt'\"\\", meant = "\n\r\t'\"\\";
    if (auto which = letters.find(letter); which != std::string_view::npos) {
      out += meant[which];
    } else if (letter == 'u' || letter == 'U') {
      auto c = escaped_code_point(text, at, letter);
      if (!c) return std::nullopt;
      append_utf8(out, *c);
    } else {  // `\d` of a regular expression: rule 35 knows no such escape, so both characters stand for themselves
      out += '\\';
      out += letter;
    }
  }
  return out;
}

std::string escape(std::string_view characters) {
  std::string out = "\"";
  for (char c : characters) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: out += c;
    }
  }
  return out + '"';
}

}  // namespace hashira::feel
