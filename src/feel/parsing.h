// The parser's state and rules, inside the parse*.cpp files only: one rule of the grammar, one function.
//
// Each file has the rules of one chapter: parse_operators (rules 2-6, 40-52), parse_primary (literals, brackets, contexts),
// parse_words (names and what begins with a word), parse_tests (unary tests and types). Written in DMN 1.5 §10.3.1.2.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "feel/lexer.h"
#include "feel/names.h"
#include "feel/parser.h"

namespace hashira::feel {

std::optional<TestSign> test_sign(const Token& token);
Form comparison_form(TestSign sign);

class Parser {
 public:
  Parser(std::string_view text, const Scope& scope, const CompileOptions& options)
      : text_(text), scope_(scope), options_(options), tokens_(tokenize(text)), fields_(scope.known_fields()),
        budget_(static_cast<std::int64_t>(tokens_.size()) * 64 + 4096) {}

  Result<Tree> whole();

 private:
  Result<Tree> unary_tests();
  Result<Tree> not_tests();

  Result<Tree> inside_tests() { return inside(Brackets::filter, &Parser::test_list); }

  Result<Tree> test_list();
  Result<Tree> positive_test();
  Result<Tree> simple_test();
  Result<Tree> expression();
  Result<Tree> disjunction();
  Result<Tree> conjunction();
  Result<Tree> comparison();
  Result<Tree> between(Tree value);
  Result<Tree> in(Tree value);
  bool ends_operand() const;
  Result<Tree> sum();
  Result<Tree> product();
  Result<Tree> power();
  Result<Tree> negation();
  Result<Tree> instance();
  Result<Tree> postfix();
  bool filters_allowed(const Tree& value) const;
  Result<Tree> path(Tree value);
  Result<Tree> filter(Tree list);
  Result<Tree> call(Tree callee);
  Result<Tree> named_argument();
  std::size_t name_before_colon() const;
  static bool is_name_token(const Token& token);
  Result<Tree> primary();
  Result<Tree> number();
  Result<Tree> string(Form form);
  Result<Tree> sign();
  Result<Tree> bracket();
  Result<Tree> list_or_range();
  Result<Tree> range(Tree tree, Side low_side);

  bool at_range_end() const { return peek().is(")") || peek().is("]") || peek().is("["); }

  Result<Tree> context();
  Result<Tree> entry();
  Result<Tree> word();
  KnownNames::Match known_name(std::span<const Token> rest) const;
  std::string take_name(std::size_t count, std::string_view declared);
  static bool continues_name(const Token& token);
  std::string spell(std::size_t count);
  Result<Tree> named_literal();
  Result<Tree> if_();
  Result<Tree> for_();
  Result<Tree> quantified();
  Done iterations(Tree& tree);
  Result<Tree> iteration();
  Result<Tree> function();
  Result<Tree> external();
  Result<Tree> parameter();
  Result<Type> type(std::string& spelling);
  Result<Type> type_inside(std::string& spelling);
  Result<Type> one_part_type(Type (*make)(Type), std::string& spelling);
  Result<Type> context_type(std::string& spelling);
  Result<Type> function_type(std::string& spelling);
  Result<Type> named_type(std::string& spelling);
  std::optional<Type> find_type(const std::string& name) const;
  std::string qualified_name();

  // What every rule uses.
  const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  bool accept(std::string_view text) {
    if (!peek().is(text)) return false;
    ++at_;
    return true;
  }
  Done expect(std::string_view text);
  tl::unexpected<Error> unexpected(std::string_view wanted) const;
  tl::unexpected<Error> too_deep() const;
  Done enter();
  bool spent() const { return budget_ < 0 || depth_ > options_.depth_max; }
  Place here() const { return place_of(text_, peek().begin, options_.place); }

  Tree start(Form form) const;
  Tree start(Form form, Tree first) const;
  Tree finish(Tree tree) const;
  Result<Tree> link(Tree left, Form form, int links, Result<Tree> (Parser::*operand)());

  enum class Brackets : std::uint8_t { filter, after_names, end };  // what `[` behind an operand may be

  Result<Tree> inside(Brackets brackets, Result<Tree> (Parser::*rule)());

  // For trying another reading of the same tokens.
  struct State {
    std::size_t at, locals;
    int depth, filter_depth;
  };
  State state() const { return {at_, locals_.size(), depth_, filter_depth_}; }
  Done go_back(const State& state);

  static constexpr int links_max = 1000;

  std::string_view text_;
  const Scope& scope_;
  const CompileOptions& options_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  KnownNames locals_, fields_;
  int depth_ = 0, filter_depth_ = 0;
  std::int64_t budget_;
  Brackets brackets_ = Brackets::filter;
};

}  // namespace hashira::feel
