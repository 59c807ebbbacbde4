// Operators by rising precedence, and what follows an operand: calls, paths, filters (grammar rules 2–6, 40, 45–52).
#include "feel/parsing.h"

namespace hashira::feel {
namespace {

// Properties of more than one word.
const KnownNames& property_spellings() {
  static const KnownNames known = [] {
    KnownNames names;
    for (auto name : {"time offset", "start included", "end included"}) names.add(name);
    return names;
  }();
  return known;
}

}  // namespace

std::optional<TestSign> test_sign(const Token& token) {
  if (token.kind != TokenKind::sign) return std::nullopt;
  constexpr std::array<std::pair<std::string_view, TestSign>, 6> signs{{{"=", TestSign::equal},
                                                                        {"!=", TestSign::not_equal},
                                                                        {"<", TestSign::less},
                                                                        {"<=", TestSign::less_or_equal},
                                                                        {">", TestSign::greater},
                                                                        {">=", TestSign::greater_or_equal}}};
  for (const auto& [text, sign] : signs) {
    if (token.text == text) return sign;
  }
  return std::nullopt;
}

Form comparison_form(TestSign sign) {
  return static_cast<Form>(static_cast<int>(Form::equal) + static_cast<int>(sign));
}

// Rules 2 and 49–51, by rising precedence.
Result<Tree> Parser::expression() {
  CHECK_OK(enter());
  auto tree = disjunction();
  --depth_;
  return tree;
}

Result<Tree> Parser::disjunction() {
  Tree left = TRY(conjunction());
  for (int links = 0; peek().is("or"); ++links) left = TRY(link(std::move(left), Form::disjunction, links, &Parser::conjunction));
  return left;
}

Result<Tree> Parser::conjunction() {
  Tree left = TRY(comparison());
  for (int links = 0; peek().is("and"); ++links) left = TRY(link(std::move(left), Form::conjunction, links, &Parser::comparison));
  return left;
}

Result<Tree> Parser::comparison() {
  Tree left = TRY(sum());
  for (int links = 0;; ++links) {
    if (auto sign = test_sign(peek())) {
      left = TRY(link(std::move(left), comparison_form(*sign), links, &Parser::sum));
    } else if (peek().is("between")) {
      left = TRY(between(std::move(left)));
    } else if (peek().is("in")) {
      left = TRY(in(std::move(left)));
    } else {
      return left;
    }
    if (links > links_max) return too_deep();
  }
}

Result<Tree> Parser::between(Tree value) {
  Tree tree = start(Form::between, std::move(value));
  ++at_;
  tree.parts.push_back(TRY(sum()));
  CHECK_OK(expect("and"));
  tree.parts.push_back(TRY(sum()));
  return finish(std::move(tree));
}

Result<Tree> Parser::in(Tree value) {
  Tree tree = start(Form::in, std::move(value));
  ++at_;
  State saved = state();
  if (accept("(")) {
    auto tests = inside_tests();
    if (tests && accept(")") && ends_operand()) {
      for (Tree& test : tests->parts) tree.parts.push_back(std::move(test));
      return finish(std::move(tree));
    }
    CHECK_OK(go_back(saved));
  }
  tree.parts.push_back(TRY(test_sign(peek()) ? simple_test() : sum()));
  return finish(std::move(tree));
}

// No operator that binds closer than `in` follows.
bool Parser::ends_operand() const {
  constexpr std::array<std::string_view, 8> closer{"+", "-", "*", "/", "**", ".", "[", "("};
  return std::none_of(closer.begin(), closer.end(), [&](auto sign) { return peek().is(sign); });
}

Result<Tree> Parser::sum() {
  Tree left = TRY(product());
  for (int links = 0; peek().is("+") || peek().is("-"); ++links) {
    left = TRY(link(std::move(left), peek().is("+") ? Form::add : Form::subtract, links, &Parser::product));
  }
  return left;
}

Result<Tree> Parser::product() {
  Tree left = TRY(power());
  for (int links = 0; peek().is("*") || peek().is("/"); ++links) {
    left = TRY(link(std::move(left), peek().is("*") ? Form::multiply : Form::divide, links, &Parser::power));
  }
  return left;
}

Result<Tree> Parser::power() {
  Tree left = TRY(negation());
  for (int links = 0; peek().is("**"); ++links) left = TRY(link(std::move(left), Form::power, links, &Parser::negation));
  return left;
}

Result<Tree> Parser::negation() {
  if (!peek().is("-")) return instance();
  CHECK_OK(enter());
  Tree tree = start(Form::negation);
  ++at_;
  tree.parts.push_back(TRY(negation()));
  --depth_;
  return finish(std::move(tree));
}

Result<Tree> Parser::instance() {
  Tree value = TRY(postfix());
  for (int links = 0; peek().is("instance") && peek(1).is("of"); ++links) {
    if (links > links_max) return too_deep();
    Tree tree = start(Form::instance_of, std::move(value));
    at_ += 2;
    std::size_t first = at_;
    tree.type = TRY(type(tree.text));
    if (!tree.text.empty()) tree.text = spelled(std::span(tokens_).subspan(first, at_ - first), text_);
    value = finish(std::move(tree));
  }
  return value;
}

// Rules 40, 45, 52: calls, paths and filters.
Result<Tree> Parser::postfix() {
  Tree value = TRY(primary());
  for (int links = 0;; ++links) {
    if (links > links_max) return too_deep();
    if (peek().is(".")) {
      value = TRY(path(std::move(value)));
    } else if (peek().is("[") && filters_allowed(value)) {
      value = TRY(filter(std::move(value)));
    } else if (peek().is("(")) {
      value = TRY(call(std::move(value)));
    } else {
      return value;
    }
  }
}

bool Parser::filters_allowed(const Tree& value) const {
  bool literal = value.form == Form::literal || value.form == Form::at_literal;
  return brackets_ == Brackets::filter || (brackets_ == Brackets::after_names && !literal);
}

Result<Tree> Parser::path(Tree value) {
  Tree tree = start(Form::path, std::move(value));
  ++at_;
  if (peek().kind != TokenKind::word) return unexpected("a name behind the point");
  auto rest = std::span(tokens_).subspan(at_);
  std::size_t count = std::max({fields_.longest(rest).tokens, property_spellings().longest(rest).tokens, std::size_t{1}});
  tree.text = take_name(count, fields_.longest(rest).tokens == count ? fields_.longest(rest).name : "");
  return finish(std::move(tree));
}

Result<Tree> Parser::filter(Tree list) {
  Tree tree = start(Form::filter, std::move(list));
  ++at_;
  ++filter_depth_;
  tree.parts.push_back(TRY(inside(Brackets::filter, &Parser::expression)));
  --filter_depth_;
  CHECK_OK(expect("]"));
  return finish(std::move(tree));
}

Result<Tree> Parser::call(Tree callee) {
  Tree tree = start(Form::call, std::move(callee));
  ++at_;
  if (accept(")")) return finish(std::move(tree));
  bool named = name_before_colon() > 0;
  do {
    tree.parts.push_back(TRY(named ? named_argument() : inside(Brackets::filter, &Parser::expression)));
  } while (accept(","));
  CHECK_OK(expect(")"));
  return finish(std::move(tree));
}

Result<Tree> Parser::named_argument() {
  Tree tree = start(Form::argument);
  std::size_t count = name_before_colon();
  if (count == 0) return unexpected("the name of an argument and a colon");
  tree.text = spell(count);
  at_ += 1;
  tree.parts.push_back(TRY(inside(Brackets::filter, &Parser::expression)));
  return finish(std::move(tree));
}

// One more link in a left-leaning chain of binary operators.
Result<Tree> Parser::link(Tree left, Form form, int links, Result<Tree> (Parser::*operand)()) {
  if (links > links_max) return too_deep();
  Tree tree = start(form, std::move(left));
  ++at_;
  tree.parts.push_back(TRY((this->*operand)()));
  return finish(std::move(tree));
}

}  // namespace hashira::feel
