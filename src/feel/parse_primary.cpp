// Literals, and what brackets open: lists, ranges, tests, contexts (grammar rules 7–8, 56, 59–60).
#include "feel/number.h"
#include "feel/parsing.h"

namespace hashira::feel {

// How many tokens make a name that ends at a colon; 0 if there is none.
std::size_t Parser::name_before_colon() const {
  if (peek().kind != TokenKind::word) return 0;
  std::size_t count = 0;
  while (is_name_token(peek(count))) ++count;
  return peek(count).is(":") ? count : 0;
}

bool Parser::is_name_token(const Token& token) {
  if (token.kind == TokenKind::word || token.kind == TokenKind::number) return true;
  constexpr std::array<std::string_view, 7> signs{"+", "-", "*", "/", ".", "'", "**"};
  return token.kind == TokenKind::sign && std::find(signs.begin(), signs.end(), token.text) != signs.end();
}

Result<Tree> Parser::primary() {
  if (--budget_ < 0) return too_deep();
  const Token& token = peek();
  switch (token.kind) {
    case TokenKind::number:
      return number();
    case TokenKind::string:
      return string(Form::literal);
    case TokenKind::word:
      return word();
    case TokenKind::sign:
      return sign();
    default:
      return unexpected("an expression");
  }
}

Result<Tree> Parser::number() {
  Tree tree = start(Form::literal);
  auto value = Decimal::parse(peek().text);
  if (!value && options_.names == Names::strict) {
    return fail("feel.bad_literal", "the number " + std::string(peek().text) + " is too large", "", here());
  }
  tree.value = Value::number(value);
  tree.text = peek().text;
  ++at_;
  return finish(std::move(tree));
}

Result<Tree> Parser::string(Form form) {
  Tree tree = start(form);
  auto characters = unescape(peek().text);
  if (!characters) return fail("feel.bad_literal", "an escape in this string is not known", "write \\uXXXX or \\\\", here());
  ++at_;
  if (form == Form::at_literal) {
    tree.text = std::move(*characters);
  } else {
    tree.value = Value::string(*characters);
  }
  return finish(std::move(tree));
}

Result<Tree> Parser::sign() {
  const Token& token = peek();
  if (token.is("(")) return bracket();
  if (token.is("[")) return list_or_range();
  if (token.is("]")) return range(start(Form::range), Side::open);
  if (token.is("{")) return context();
  if (token.is("@") && peek(1).kind == TokenKind::string) {
    std::uint32_t begin = token.begin;
    ++at_;
    Tree tree = TRY(string(Form::at_literal));
    tree.begin = begin;
    return tree;
  }
  if (test_sign(token)) return simple_test();
  return unexpected("an expression");
}

// `(` opens an expression, a range or a test.
Result<Tree> Parser::bracket() {
  Tree outer = start(Form::range);
  std::size_t saved = at_;
  ++at_;
  Tree inner = TRY(inside(Brackets::filter, &Parser::expression));
  if (peek().is("..")) {
    at_ = saved;
    return range(std::move(outer), Side::open);
  }
  CHECK_OK(expect(")"));
  inner.begin = outer.begin;
  return finish(std::move(inner));
}

Result<Tree> Parser::list_or_range() {
  Tree tree = start(Form::list);
  std::size_t saved = at_;
  ++at_;
  if (accept("]")) return finish(std::move(tree));
  do {
    tree.parts.push_back(TRY(inside(Brackets::filter, &Parser::expression)));
    if (tree.parts.size() == 1 && peek().is("..")) {
      at_ = saved;
      return range(start(Form::range), Side::closed);
    }
  } while (accept(","));
  CHECK_OK(expect("]"));
  return finish(std::move(tree));
}

// Rule 8. An end written `[` looks like a filter on the high endpoint: literals never have one; for names the
// reading as a filter comes first, then the one without.
Result<Tree> Parser::range(Tree tree, Side low_side) {
  tree.form = Form::range;
  tree.low_side = low_side;
  ++at_;
  tree.parts.push_back(TRY(inside(Brackets::filter, &Parser::expression)));
  CHECK_OK(expect(".."));
  State saved = state();
  auto high = inside(Brackets::after_names, &Parser::expression);
  if (!high || !at_range_end()) {
    CHECK_OK(go_back(saved));
    high = inside(Brackets::end, &Parser::expression);
  }
  tree.parts.push_back(TRY(std::move(high)));
  if (!at_range_end()) return unexpected("the end of the range: ), ] or [");
  tree.high_side = peek().is("]") ? Side::closed : Side::open;
  ++at_;
  return finish(std::move(tree));
}

// Rules 59–60.
Result<Tree> Parser::context() {
  Tree tree = start(Form::context);
  std::size_t outer = locals_.size();
  ++at_;
  if (!accept("}")) {
    do {
      tree.parts.push_back(TRY(entry()));
    } while (accept(","));
    CHECK_OK(expect("}"));
  }
  locals_.shrink(outer);
  return finish(std::move(tree));
}

Result<Tree> Parser::entry() {
  Tree tree = start(Form::entry);
  if (peek().kind == TokenKind::string) {
    tree.text = std::string(TRY(string(Form::literal)).value.as_string());
  } else {
    std::size_t count = name_before_colon();
    if (count == 0) return unexpected("the name of an entry and a colon");
    tree.text = spell(count);
  }
  CHECK_OK(expect(":"));
  locals_.add(tree.text);
  fields_.add(tree.text);
  tree.parts.push_back(TRY(inside(Brackets::filter, &Parser::expression)));
  return finish(std::move(tree));
}

}  // namespace hashira::feel
