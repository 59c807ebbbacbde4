// Names, longest match first, and the forms that begin with a word: if, for, some, every, function (rules 53, 57–58).
#include <algorithm>
#include <array>

#include "feel/builtins/table.h"
#include "feel/parsing.h"

namespace hashira::feel {
namespace {

// Words that end a name which no scope knows, because the grammar goes on with them.
bool goes_on(std::string_view word) {
  constexpr std::array<std::string_view, 9> words{"and", "or", "in", "between", "instance", "then", "else", "return",
                                                  "satisfies"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Built-in functions of more than one word.
const KnownNames& builtin_spellings() {
  static const KnownNames known = [] {
    KnownNames names;
    for (std::string_view name : builtin_names()) {
      if (name.find(' ') != std::string_view::npos) names.add(name);
    }
    return names;
  }();
  return known;
}

}  // namespace

// Names and the forms that begin with a word.
Result<Tree> Parser::word() {
  auto rest = std::span(tokens_).subspan(at_);
  KnownNames::Match match = known_name(rest);
  if (match.tokens < 2) {
    const Token& token = peek();
    if (token.is("if")) return if_();
    if (token.is("for")) return for_();
    if (token.is("some") || token.is("every")) return quantified();
    if (token.is("function") && peek(1).is("(")) return function();
    if (token.is("true") || token.is("false") || token.is("null")) return named_literal();
  }
  Tree tree = start(Form::name);
  tree.text = take_name(std::max<std::size_t>(match.tokens, 1), match.name);
  return finish(std::move(tree));
}

KnownNames::Match Parser::known_name(std::span<const Token> rest) const {
  KnownNames::Match best = locals_.longest(rest);
  auto consider = [&](const KnownNames& names) {
    if (auto match = names.longest(rest); match.tokens > best.tokens) best = match;
  };
  consider(scope_.known());
  consider(builtin_spellings());
  if (filter_depth_ > 0) consider(fields_);
  return best;
}

// Takes `count` tokens as a name, and the words behind them that could be nothing else than the rest of it.
std::string Parser::take_name(std::size_t count, std::string_view declared) {
  std::size_t whole = count;
  while (continues_name(peek(whole))) ++whole;
  if (whole == count && !declared.empty()) {
    at_ += count;
    return std::string(declared);
  }
  return spell(whole);
}

bool Parser::continues_name(const Token& token) {
  return token.kind == TokenKind::number || (token.kind == TokenKind::word && !goes_on(token.text));
}

std::string Parser::spell(std::size_t count) {
  std::string name = spelled(std::span(tokens_).subspan(at_, count), text_);
  at_ += count;
  return name;
}

Result<Tree> Parser::named_literal() {
  Tree tree = start(Form::literal);
  if (!peek().is("null")) tree.value = Value::boolean(peek().is("true"));
  ++at_;
  return finish(std::move(tree));
}

Result<Tree> Parser::if_() {
  Tree tree = start(Form::if_);
  ++at_;
  tree.parts.push_back(TRY(expression()));
  CHECK_OK(expect("then"));
  tree.parts.push_back(TRY(expression()));
  CHECK_OK(expect("else"));
  tree.parts.push_back(TRY(expression()));
  return finish(std::move(tree));
}

Result<Tree> Parser::for_() {
  Tree tree = start(Form::for_);
  std::size_t outer = locals_.size();
  CHECK_OK(iterations(tree));
  CHECK_OK(expect("return"));
  tree.parts.push_back(TRY(expression()));
  locals_.shrink(outer);
  return finish(std::move(tree));
}

Result<Tree> Parser::quantified() {
  Tree tree = start(peek().is("some") ? Form::some : Form::every);
  std::size_t outer = locals_.size();
  CHECK_OK(iterations(tree));
  CHECK_OK(expect("satisfies"));
  tree.parts.push_back(TRY(expression()));
  locals_.shrink(outer);
  return finish(std::move(tree));
}

Done Parser::iterations(Tree& tree) {
  ++at_;
  do {
    tree.parts.push_back(TRY(iteration()));
  } while (accept(","));
  return {};
}

Result<Tree> Parser::iteration() {
  Tree tree = start(Form::iteration);
  std::size_t count = 0;
  while (is_name_token(peek(count)) && !peek(count).is("in")) ++count;
  if (count == 0 || !peek(count).is("in")) return unexpected("a name and `in`");
  tree.text = spell(count);
  ++at_;
  tree.parts.push_back(TRY(expression()));
  if (accept("..")) tree.parts.push_back(TRY(expression()));
  locals_.add(tree.text);
  return finish(std::move(tree));
}

// Rules 57–58.
Result<Tree> Parser::function() {
  Tree tree = start(Form::function);
  std::size_t outer = locals_.size();
  at_ += 2;
  if (!accept(")")) {
    do {
      tree.parts.push_back(TRY(parameter()));
    } while (accept(","));
    CHECK_OK(expect(")"));
  }
  tree.parts.push_back(TRY(peek().is("external") && peek(1).is("{") ? external() : expression()));
  locals_.shrink(outer);
  return finish(std::move(tree));
}

Result<Tree> Parser::external() {
  Tree tree = start(Form::external);
  ++at_;
  tree.parts.push_back(TRY(context()));
  return finish(std::move(tree));
}

Result<Tree> Parser::parameter() {
  Tree tree = start(Form::parameter);
  std::size_t count = 0;
  while (is_name_token(peek(count))) ++count;
  if (count == 0) return unexpected("the name of a parameter");
  tree.text = spell(count);
  locals_.add(tree.text);
  std::string spelling;
  if (accept(":")) tree.type = TRY(type(spelling));
  return finish(std::move(tree));
}

}  // namespace hashira::feel
