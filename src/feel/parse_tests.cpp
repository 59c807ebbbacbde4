// Unary tests (grammar rules 14–17) and the names of types (rule 54).
#include "feel/parsing.h"

namespace hashira::feel {

// Rules 14–17: unary tests.
Result<Tree> Parser::unary_tests() {
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

Result<Tree> Parser::not_tests() {
  Tree tree = start(Form::not_tests);
  at_ += 2;
  Tree tests = TRY(inside_tests());
  CHECK_OK(expect(")"));
  tree.parts = std::move(tests.parts);
  return finish(std::move(tree));
}

Result<Tree> Parser::test_list() {
  Tree tree = start(Form::tests);
  do {
    tree.parts.push_back(TRY(positive_test()));
  } while (accept(","));
  return finish(std::move(tree));
}

// Rule 7 or an expression.
Result<Tree> Parser::positive_test() {
  if (test_sign(peek())) {
    State saved = state();
    auto test = simple_test();
    if (test && (peek().is(",") || peek().is(")") || peek().kind == TokenKind::end)) return test;
    CHECK_OK(go_back(saved));
  }
  return expression();
}

Result<Tree> Parser::simple_test() {
  CHECK_OK(enter());
  Tree tree = start(Form::test);
  tree.sign = *test_sign(peek());
  ++at_;
  tree.parts.push_back(TRY(sum()));
  --depth_;
  return finish(std::move(tree));
}

// Rule 54. `spelling` gets the name of a type that nothing defines (lenient: it is null for every value).
Result<Type> Parser::type(std::string& spelling) {
  CHECK_OK(enter());
  auto made = type_inside(spelling);
  --depth_;
  return made;
}

Result<Type> Parser::type_inside(std::string& spelling) {
  if (peek(1).is("<")) {
    if (peek().is("list")) return one_part_type(&Type::list, spelling);
    if (peek().is("range")) return one_part_type(&Type::range, spelling);
    if (peek().is("context")) return context_type(spelling);
    if (peek().is("function")) return function_type(spelling);
  }
  return named_type(spelling);
}

Result<Type> Parser::one_part_type(Type (*make)(Type), std::string& spelling) {
  at_ += 2;
  Type inner = TRY(type(spelling));
  CHECK_OK(expect(">"));
  return make(std::move(inner));
}

Result<Type> Parser::context_type(std::string& spelling) {
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

Result<Type> Parser::function_type(std::string& spelling) {
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
Result<Type> Parser::named_type(std::string& spelling) {
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

std::optional<Type> Parser::find_type(const std::string& name) const {
  auto declared = options_.types ? options_.types(name) : std::nullopt;
  return declared ? declared : Type::named(name);
}

std::string Parser::qualified_name() {
  std::size_t count = 1;
  while (peek(count).is(".") && peek(count + 1).kind == TokenKind::word) count += 2;
  return spell(count);
}

}  // namespace hashira::feel
