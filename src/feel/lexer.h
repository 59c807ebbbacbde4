// FEEL text → tokens. Names are not put together here: which words make one name depends on the scope (parser.h).
//
// Never fails: what starts no token becomes a `bad` token, and the list ends with `end`. Written in DMN 1.5 §10.3.1.2,
// rules 22–38 and 61–63 (names, literals, white space, comments).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hashira::feel {

enum class TokenKind : std::uint8_t { word, number, string, sign, bad, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::uint32_t begin = 0, end = 0;  // bytes in the text
  std::string_view text;

  bool is(std::string_view sign_or_word) const {
    return (kind == TokenKind::sign || kind == TokenKind::word) && text == sign_or_word;
  }
};

// Requires: the text outlives the tokens; its size is below 4 GiB.
std::vector<Token> tokenize(std::string_view text);

// The characters of a string literal (quotes included in `literal`); nullopt for an escape that is none.
std::optional<std::string> unescape(std::string_view literal);
// A string literal for these characters.
std::string escape(std::string_view characters);

void append_utf8(std::string& out, char32_t code_point);
// The code point at `at`, which moves behind it; an invalid byte is U+FFFD and moves by one.
char32_t next_code_point(std::string_view text, std::size_t& at);
bool is_name_start(char32_t c);
bool is_name_part(char32_t c);

}  // namespace hashira::feel
