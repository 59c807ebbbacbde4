#include "feel/names.h"

#include <algorithm>

namespace hashira::feel {
namespace {

bool starts_with_words(std::span<const Token> tokens, const std::vector<std::string>& words) {
  if (words.empty() || tokens.size() < words.size()) return false;
  return std::equal(words.begin(), words.end(), tokens.begin(),
                    [](const std::string& word, const Token& token) { return token.text == word; });
}

}  // namespace

std::string spelled(std::span<const Token> tokens, std::string_view text) {
  std::string out;
  std::size_t behind = tokens.empty() ? 0 : tokens.front().begin;
  for (const Token& token : tokens) {
    if (token.begin != behind) out += ' ';
    out += text.substr(token.begin, token.end - token.begin);
    behind = token.end;
  }
  return out;
}

std::string single_blanks(std::string_view name) {
  auto tokens = tokenize(name);
  tokens.pop_back();
  return spelled(tokens, name);
}

void KnownNames::add(std::string_view name) {
  Known known{std::string(name), {}};
  for (const Token& token : tokenize(name)) {
    if (token.kind != TokenKind::end) known.words.emplace_back(token.text);
  }
  if (known.words.size() > 1) names_.push_back(std::move(known));
}

void KnownNames::add_fields(const Type& type) {
  for (const Type::Field& field : type.fields()) {
    add(field.name);
    add_fields(field.type);
  }
  if (type.is(TypeKind::list)) add_fields(type.item());
  if (type.is(TypeKind::function)) add_fields(type.result());
}

void KnownNames::shrink(std::size_t size) { names_.resize(size); }

KnownNames::Match KnownNames::longest(std::span<const Token> tokens) const {
  Match best;
  for (auto known = names_.rbegin(); known != names_.rend(); ++known) {
    if (known->words.size() > best.tokens && starts_with_words(tokens, known->words)) {
      best = {known->words.size(), known->name};
    }
  }
  return best;
}

}  // namespace hashira::feel
