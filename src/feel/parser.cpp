// What every rule of the grammar uses, and the door to them.
#include "feel/parser.h"

#include <algorithm>

#include "feel/parsing.h"

namespace hashira::feel {

Result<Tree> Parser::whole() {
  Tree tree = TRY(options_.grammar == Grammar::expression ? expression() : unary_tests());
  if (peek().kind != TokenKind::end) return unexpected("the end");
  return tree;
}

Done Parser::expect(std::string_view text) {
  if (accept(text)) return {};
  return unexpected("`" + std::string(text) + "`");
}

tl::unexpected<Error> Parser::unexpected(std::string_view wanted) const {
  std::string found = peek().kind == TokenKind::end ? "the text ends" : "`" + std::string(peek().text.substr(0, 40)) + "` stands";
  return fail("feel.syntax", found + " where " + std::string(wanted) + " should be", "", here());
}

tl::unexpected<Error> Parser::too_deep() const {
  return fail("feel.too_deep", "the expression is nested too deep or too long", "split it into several", here());
}

Done Parser::enter() {
  if (++depth_ > options_.depth_max) return too_deep();
  return {};
}

Tree Parser::start(Form form) const {
  Tree tree;
  tree.form = form;
  tree.begin = peek().begin;
  return tree;
}

Tree Parser::start(Form form, Tree first) const {
  Tree tree;
  tree.form = form;
  tree.begin = first.begin;
  tree.parts.push_back(std::move(first));
  return tree;
}

Tree Parser::finish(Tree tree) const {
  tree.end = at_ > 0 ? tokens_[at_ - 1].end : 0;
  return tree;
}

Result<Tree> Parser::inside(Brackets brackets, Result<Tree> (Parser::*rule)()) {
  Brackets outer = std::exchange(brackets_, brackets);
  auto tree = (this->*rule)();
  brackets_ = outer;
  return tree;
}

Done Parser::go_back(const State& state) {
  if (spent()) return too_deep();
  at_ = state.at;
  locals_.shrink(state.locals);
  depth_ = state.depth;
  filter_depth_ = state.filter_depth;
  return {};
}

Place place_of(std::string_view text, std::size_t offset, const Place& start) {
  Place place{start.source, std::max(start.line, 1), std::max(start.column, 1)};
  offset = std::min(offset, text.size());
  for (std::size_t at = 0; at < offset;) {
    if (next_code_point(text, at) == '\n') {
      ++place.line;
      place.column = 1;
    } else {
      ++place.column;
    }
  }
  return place;
}

Result<Tree> parse(std::string_view text, const Scope& scope, const CompileOptions& options) {
  if (text.size() > options.size_max) {
    return fail("feel.too_long", "the expression is longer than allowed", "split it into several", options.place);
  }
  return Parser(text, scope, options).whole();
}

}  // namespace hashira::feel
