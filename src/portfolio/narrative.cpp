#include "portfolio/narrative.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/japanese.h"

namespace hashira::portfolio {
namespace {

bool figure_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool quoted_text(std::string_view inside) {
  return inside.size() > 2 && inside.front() == '\'' && inside.back() == '\'';
}

tl::unexpected<Error> bad_sentence(std::string what) {
  return fail("portfolio.bad_sentence", std::move(what), "write {figure_id}, or {'…'} for digits that are no result");
}

}  // namespace

Result<std::vector<SentencePiece>> parse_sentence(std::string_view sentence) {
  std::vector<SentencePiece> pieces;
  while (!sentence.empty()) {
    std::size_t brace = sentence.find_first_of("{}");
    if (brace > 0) pieces.push_back({SentencePiece::Kind::text, std::string(sentence.substr(0, brace))});
    if (brace == std::string_view::npos) break;
    if (sentence[brace] == '}') return bad_sentence("a closing brace stands without an opening one");
    std::size_t end = sentence.find('}', brace);
    if (end == std::string_view::npos) return bad_sentence("a brace is not closed");
    std::string_view inside = sentence.substr(brace + 1, end - brace - 1);
    if (quoted_text(inside)) {
      pieces.push_back({SentencePiece::Kind::quoted, std::string(inside.substr(1, inside.size() - 2))});
    } else if (figure_name(inside)) {
      pieces.push_back({SentencePiece::Kind::figure, std::string(inside)});
    } else {
      return bad_sentence(fmt::format("{{{}}} is no figure's name", inside.substr(0, 60)));
    }
    sentence.remove_prefix(end + 1);
  }
  return pieces;
}

bool holds_digit(std::string_view utf8) {
  std::string half = japanese::to_half_width(utf8);
  return std::any_of(half.begin(), half.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace hashira::portfolio
