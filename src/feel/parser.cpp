#include "feel/parser.h"

#include <algorithm>

#include "feel/builtins/table.h"
#include "feel/lexer.h"
#include "feel/names.h"
#include "feel/number.h"

namespace hashira::feel {
namespace {

// Words that end a name which no scope knows, because the grammar goes on with them.
bool goes_on(std::string_view word) {
  constexpr std::array<std::string_view, 9> words{"and", "or", "in", "between", "instance", "then", "else", "return",
                                                  "satisfies"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Built-in functions and properties of more than one word.
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

const KnownNames& property_spellings() {
  static const KnownNames known = [] {
    KnownNames names;
    for (auto name : {"time offset", "start included", "end included"}) names.add(name);
    return names;
  }();
  return known;
}

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

class Parser {
 public:
  Parser(std::string_view text, const Scope& scope, const CompileOptions& options)
      : text_(text), scope_(scope), options_(options), tokens_(tokenize(text)), fields_(scope.known_fields()),
        budget_(static_cast<std::int64_t>(tokens_.size()) * 64 + 4096) {}

  Result<Tree> whole() {
    Tree tree = TRY(options_.grammar == Grammar::expression ? expression() : unary_tests());
    if (peek().kind != TokenKind::end) return unexpected("the end");
    return tree;
  }

 private:
  // Rules 14–17: unary tests.
  Result<Tree> unary_tests() {
    if (peek().is("-") && peek(1).kind == TokenKind::end) {
      Tree tree = start(Form::any_test);
      ++at_;
      return finish(std::move(tree));
    }
    if (peek().is("not") && peek(1).is("(")) {
      State saved = state();
      auto negated = not_tests();
      if (negated && peek().kind == TokenKind::end) return negated;
      CHECK_OK(go_back(saved));
    }
    return test_list();
  }

  Result<Tree> not_tests() {
    Tree tree = start(Form::not_tests);
    at_ += 2;
    Tree tests = TRY(inside_tests());
    CHECK_OK(expect(")"));
    tree.parts = std::move(tests.parts);
    return finish(std::move(tree));
  }

  Result<Tree> inside_tests() { return inside(Brackets::filter, &Parser::test_list); }

  Result<Tree> test_list() {
    Tree tree = start(Form::tests);
    do {
      tree.parts.push_back(TRY(positive_test()));
    } while (accept(","));
    return finish(std::move(tree));
  }

  // Rule 7 or an expression.
  Result<Tree> positive_test() {
    if (test_sign(peek())) {
      State saved = state();
      auto test = simple_test();
      if (test && (peek().is(",") || peek().is(")") || peek().kind == TokenKind::end)) return test;
      CHECK_OK(go_back(saved));
    }
    return expression();
  }

  Result<Tree> simple_test() {
    CHECK_OK(enter());
    Tree tree = start(Form::test);
    tree.sign = *test_sign(peek());
    ++at_;
    tree.parts.push_back(TRY(sum()));
    --depth_;
    return finish(std::move(tree));
  }

  // Rules 2 and 49–51, by rising precedence.
  Result<Tree> expression() {
    CHECK_OK(enter());
    auto tree = disjunction();
    --depth_;
    return tree;
  }

  Result<Tree> disjunction() {
    Tree left = TRY(conjunction());
    for (int links = 0; peek().is("or"); ++links) left = TRY(link(std::move(left), Form::disjunction, links, &Parser::conjunction));
    return left;
  }

  Result<Tree> conjunction() {
    Tree left = TRY(comparison());
    for (int links = 0; peek().is("and"); ++links) left = TRY(link(std::move(left), Form::conjunction, links, &Parser::comparison));
    return left;
  }

  Result<Tree> comparison() {
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

  Result<Tree> between(Tree value) {
    Tree tree = start(Form::between, std::move(value));
    ++at_;
    tree.parts.push_back(TRY(sum()));
    CHECK_OK(expect("and"));
    tree.parts.push_back(TRY(sum()));
    return finish(std::move(tree));
  }

  Result<Tree> in(Tree value) {
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
  bool ends_operand() const {
    constexpr std::array<std::string_view, 8> closer{"+", "-", "*", "/", "**", ".", "[", "("};
    return std::none_of(closer.begin(), closer.end(), [&](auto sign) { return peek().is(sign); });
  }

  Result<Tree> sum() {
    Tree left = TRY(product());
    for (int links = 0; peek().is("+") || peek().is("-"); ++links) {
      left = TRY(link(std::move(left), peek().is("+") ? Form::add : Form::subtract, links, &Parser::product));
    }
    return left;
  }

  Result<Tree> product() {
    Tree left = TRY(power());
    for (int links = 0; peek().is("*") || peek().is("/"); ++links) {
      left = TRY(link(std::move(left), peek().is("*") ? Form::multiply : Form::divide, links, &Parser::power));
    }
    return left;
  }

  Result<Tree> power() {
    Tree left = TRY(negation());
    for (int links = 0; peek().is("**"); ++links) left = TRY(link(std::move(left), Form::power, links, &Parser::negation));
    return left;
  }

  Result<Tree> negation() {
    if (!peek().is("-")) return instance();
    CHECK_OK(enter());
    Tree tree = start(Form::negation);
    ++at_;
    tree.parts.push_back(TRY(negation()));
    --depth_;
    return finish(std::move(tree));
  }

  Result<Tree> instance() {
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
  Result<Tree> postfix() {
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

  bool filters_allowed(const Tree& value) const {
    bool literal = value.form == Form::literal || value.form == Form::at_literal;
    return brackets_ == Brackets::filter || (brackets_ == Brackets::after_names && !literal);
  }

  Result<Tree> path(Tree value) {
    Tree tree = start(Form::path, std::move(value));
    ++at_;
    if (peek().kind != TokenKind::word) return unexpected("a name behind the point");
    auto rest = std::span(tokens_).subspan(at_);
    std::size_t count = std::max({fields_.longest(rest).tokens, property_spellings().longest(rest).tokens, std::size_t{1}});
    tree.text = take_name(count, fields_.longest(rest).tokens == count ? fields_.longest(rest).name : "");
    return finish(std::move(tree));
  }

  Result<Tree> filter(Tree list) {
    Tree tree = start(Form::filter, std::move(list));
    ++at_;
    ++filter_depth_;
    tree.parts.push_back(TRY(inside(Brackets::filter, &Parser::expression)));
    --filter_depth_;
    CHECK_OK(expect("]"));
    return finish(std::move(tree));
  }

  Result<Tree> call(Tree callee) {
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

  Result<Tree> named_argument() {
    Tree tree = start(Form::argument);
    std::size_t count = name_before_colon();
    if (count == 0) return unexpected("the name of an argument and a colon");
    tree.text = spell(count);
    at_ += 1;
    tree.parts.push_back(TRY(inside(Brackets::filter, &Parser::expression)));
    return finish(std::move(tree));
  }

  // How many tokens make a name that ends at a colon; 0 if there is none.
  std::size_t name_before_colon() const {
    if (peek().kind != TokenKind::word) return 0;
    std::size_t count = 0;
    while (is_name_token(peek(count))) ++count;
    return peek(count).is(":") ? count : 0;
  }

  static bool is_name_token(const Token& token) {
    if (token.kind == TokenKind::word || token.kind == TokenKind::number) return true;
    constexpr std::array<std::string_view, 7> signs{"+", "-", "*", "/", ".", "'", "**"};
    return token.kind == TokenKind::sign && std::find(signs.begin(), signs.end(), token.text) != signs.end();
  }

  Result<Tree> primary() {
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

  Result<Tree> number() {
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

  Result<Tree> string(Form form) {
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

  Result<Tree> sign() {
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
  Result<Tree> bracket() {
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

  Result<Tree> list_or_range() {
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
  Result<Tree> range(Tree tree, Side low_side) {
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

  bool at_range_end() const { return peek().is(")") || peek().is("]") || peek().is("["); }

  // Rules 59–60.
  Result<Tree> context() {
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

  Result<Tree> entry() {
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

  // Names and the forms that begin with a word.
  Result<Tree> word() {
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

  KnownNames::Match known_name(std::span<const Token> rest) const {
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
  std::string take_name(std::size_t count, std::string_view declared) {
    std::size_t whole = count;
    while (continues_name(peek(whole))) ++whole;
    if (whole == count && !declared.empty()) {
      at_ += count;
      return std::string(declared);
    }
    return spell(whole);
  }

  static bool continues_name(const Token& token) {
    return token.kind == TokenKind::number || (token.kind == TokenKind::word && !goes_on(token.text));
  }

  std::string spell(std::size_t count) {
    std::string name = spelled(std::span(tokens_).subspan(at_, count), text_);
    at_ += count;
    return name;
  }

  Result<Tree> named_literal() {
    Tree tree = start(Form::literal);
    if (!peek().is("null")) tree.value = Value::boolean(peek().is("true"));
    ++at_;
    return finish(std::move(tree));
  }

  Result<Tree> if_() {
    Tree tree = start(Form::if_);
    ++at_;
    tree.parts.push_back(TRY(expression()));
    CHECK_OK(expect("then"));
    tree.parts.push_back(TRY(expression()));
    CHECK_OK(expect("else"));
    tree.parts.push_back(TRY(expression()));
    return finish(std::move(tree));
  }

  Result<Tree> for_() {
    Tree tree = start(Form::for_);
    std::size_t outer = locals_.size();
    CHECK_OK(iterations(tree));
    CHECK_OK(expect("return"));
    tree.parts.push_back(TRY(expression()));
    locals_.shrink(outer);
    return finish(std::move(tree));
  }

  Result<Tree> quantified() {
    Tree tree = start(peek().is("some") ? Form::some : Form::every);
    std::size_t outer = locals_.size();
    CHECK_OK(iterations(tree));
    CHECK_OK(expect("satisfies"));
    tree.parts.push_back(TRY(expression()));
    locals_.shrink(outer);
    return finish(std::move(tree));
  }

  Done iterations(Tree& tree) {
    ++at_;
    do {
      tree.parts.push_back(TRY(iteration()));
    } while (accept(","));
    return {};
  }

  Result<Tree> iteration() {
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
  Result<Tree> function() {
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

  Result<Tree> external() {
    Tree tree = start(Form::external);
    ++at_;
    tree.parts.push_back(TRY(context()));
    return finish(std::move(tree));
  }

  Result<Tree> parameter() {
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

  // Rule 54. `spelling` gets the name of a type that nothing defines (lenient: it is null for every value).
  Result<Type> type(std::string& spelling) {
    CHECK_OK(enter());
    auto made = type_inside(spelling);
    --depth_;
    return made;
  }

  Result<Type> type_inside(std::string& spelling) {
    if (peek(1).is("<")) {
      if (peek().is("list")) return one_part_type(&Type::list, spelling);
      if (peek().is("range")) return one_part_type(&Type::range, spelling);
      if (peek().is("context")) return context_type(spelling);
      if (peek().is("function")) return function_type(spelling);
    }
    return named_type(spelling);
  }

  Result<Type> one_part_type(Type (*make)(Type), std::string& spelling) {
    at_ += 2;
    Type inner = TRY(type(spelling));
    CHECK_OK(expect(">"));
    return make(std::move(inner));
  }

  Result<Type> context_type(std::string& spelling) {
    at_ += 2;
    std::vector<Type::Field> fields;
    if (accept(">")) return Type::context({});
    do {
      std::size_t count = name_before_colon();
      if (count == 0) return unexpected("the name of a field and a colon");
      std::string name = spell(count);
      ++at_;
      Type field = TRY(type(spelling));  // not inside the braces: leaving them half made would leak the name
      fields.push_back({std::move(name), std::move(field)});
    } while (accept(","));
    CHECK_OK(expect(">"));
    return Type::context(std::move(fields));
  }

  Result<Type> function_type(std::string& spelling) {
    at_ += 2;
    std::vector<Type> parameters;
    if (!accept(">")) {
      do {
        parameters.push_back(TRY(type(spelling)));
      } while (accept(","));
      CHECK_OK(expect(">"));
    }
    CHECK_OK(expect("->"));
    Type result = TRY(type(spelling));
    return Type::function(std::move(parameters), std::move(result));
  }

  // The longest run of tokens that names a type.
  Result<Type> named_type(std::string& spelling) {
    if (peek().kind != TokenKind::word) return unexpected("a type");
    std::size_t count = 1;
    while (count < 16 && is_name_token(peek(count))) ++count;
    for (; count > 0; --count) {
      auto known = find_type(spelled(std::span(tokens_).subspan(at_, count), text_));
      if (!known) continue;
      at_ += count;
      return *known;
    }
    Place place = here();
    std::string name = qualified_name();
    if (options_.names == Names::lenient) {
      spelling = name;
      return Type{};
    }
    return fail("feel.unknown_type", "the type " + name + " is not known", "name a built-in type or an item definition", place);
  }

  std::optional<Type> find_type(const std::string& name) const {
    auto declared = options_.types ? options_.types(name) : std::nullopt;
    return declared ? declared : Type::named(name);
  }

  std::string qualified_name() {
    std::size_t count = 1;
    while (peek(count).is(".") && peek(count + 1).kind == TokenKind::word) count += 2;
    return spell(count);
  }

  // What every rule uses.
  const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  bool accept(std::string_view text) {
    if (!peek().is(text)) return false;
    ++at_;
    return true;
  }
  Done expect(std::string_view text) {
    if (accept(text)) return {};
    return unexpected("`" + std::string(text) + "`");
  }
  tl::unexpected<Error> unexpected(std::string_view wanted) const {
    std::string found = peek().kind == TokenKind::end ? "the text ends" : "`" + std::string(peek().text.substr(0, 40)) + "` stands";
    return fail("feel.syntax", found + " where " + std::string(wanted) + " should be", "", here());
  }
  tl::unexpected<Error> too_deep() const {
    return fail("feel.too_deep", "the expression is nested too deep or too long", "split it into several", here());
  }
  Done enter() {
    if (++depth_ > options_.depth_max) return too_deep();
    return {};
  }
  bool spent() const { return budget_ < 0 || depth_ > options_.depth_max; }
  Place here() const { return place_of(text_, peek().begin, options_.place); }

  Tree start(Form form) const {
    Tree tree;
    tree.form = form;
    tree.begin = peek().begin;
    return tree;
  }
  Tree start(Form form, Tree first) const {
    Tree tree;
    tree.form = form;
    tree.begin = first.begin;
    tree.parts.push_back(std::move(first));
    return tree;
  }
  Tree finish(Tree tree) const {
    tree.end = at_ > 0 ? tokens_[at_ - 1].end : 0;
    return tree;
  }

  // One more link in a left-leaning chain of binary operators.
  Result<Tree> link(Tree left, Form form, int links, Result<Tree> (Parser::*operand)()) {
    if (links > links_max) return too_deep();
    Tree tree = start(form, std::move(left));
    ++at_;
    tree.parts.push_back(TRY((this->*operand)()));
    return finish(std::move(tree));
  }

  enum class Brackets : std::uint8_t { filter, after_names, end };  // what `[` behind an operand may be

  Result<Tree> inside(Brackets brackets, Result<Tree> (Parser::*rule)()) {
    Brackets outer = std::exchange(brackets_, brackets);
    auto tree = (this->*rule)();
    brackets_ = outer;
    return tree;
  }

  // For trying another reading of the same tokens.
  struct State {
    std::size_t at, locals;
    int depth, filter_depth;
  };
  State state() const { return {at_, locals_.size(), depth_, filter_depth_}; }
  Done go_back(const State& state) {
    if (spent()) return too_deep();
    at_ = state.at;
    locals_.shrink(state.locals);
    depth_ = state.depth;
    filter_depth_ = state.filter_depth;
    return {};
  }

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

}  // namespace

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
