// Reading input entries. FAST PATH: constants are told apart by their text; everything else goes through FEEL's unary tests.
#include "dmn/table/cell.h"

namespace hashira::dmn {
namespace {

// Where a string, or a comment, that starts at `at` ends (one past it); `at` itself when none starts there.
std::size_t cell_skip(std::string_view text, std::size_t at) {
  if (text[at] == '"') {
    std::size_t end = at + 1;
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
    return std::min(end + 1, text.size());
  }
  if (text.substr(at, 2) == "/*") {
    const std::size_t end = text.find("*/", at + 2);
    return end == std::string_view::npos ? text.size() : end + 2;
  }
  if (text.substr(at, 2) == "//") return std::min(text.find('\n', at), text.size());
  return at;
}

int cell_depth_change(char c) {
  if (c == '(' || c == '[' || c == '{') return 1;
  return c == ')' || c == ']' || c == '}' ? -1 : 0;
}

std::optional<feel::Value> cell_constant(std::string_view text) {
  const auto compiled = feel::compile(text, feel::Scope{});
  if (!compiled || !compiled->is_constant()) return std::nullopt;
  feel::Environment environment;
  feel::Value value = compiled->evaluate({}, environment);
  if (value.is_null() && value.reason() != feel::Reason::none) return std::nullopt;
  return value;
}

// `< 5` and its kin; the standard reads them as ranges with one open side.
std::optional<feel::Value> cell_comparison(std::string_view text) {
  using feel::Side;
  const bool with_equal = text.size() > 1 && text[1] == '=';
  const char sign = text[0];
  if (sign != '<' && sign != '>') return std::nullopt;
  auto end = cell_constant(trimmed(text.substr(with_equal ? 2 : 1)));
  if (!end || end->is(feel::Kind::range) || end->is(feel::Kind::list)) return std::nullopt;
  const Side side = with_equal ? Side::closed : Side::open;
  return sign == '<' ? feel::make_range(Side::none, {}, *std::move(end), side) : feel::make_range(side, *std::move(end), {}, Side::none);
}

std::optional<feel::Value> cell_test(std::string_view text) {
  if (text.empty()) return std::nullopt;
  auto value = text[0] == '<' || text[0] == '>' ? cell_comparison(text) : cell_constant(text);
  // A list's members are tests, but the list may also equal the input as a whole: FEEL decides that.
  if (value && (value->is(feel::Kind::list) || value->is(feel::Kind::context) || value->is(feel::Kind::function))) return std::nullopt;
  return value;
}

// The inside of `not( … )` when that is the whole text.
std::optional<std::string_view> cell_negated(std::string_view text) {
  if (!text.starts_with("not")) return std::nullopt;
  const std::string_view rest = trimmed(text.substr(3));
  if (rest.size() < 2 || rest.front() != '(') return std::nullopt;
  int depth = 0;
  for (std::size_t at = 0; at < rest.size();) {
    if (const std::size_t end = cell_skip(rest, at); end != at) {
      at = end;
      continue;
    }
    depth += cell_depth_change(rest[at++]);
    if (depth == 0) return at == rest.size() ? std::optional(trimmed(rest.substr(1, rest.size() - 2))) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string_view> split_tests(std::string_view text) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t end = cell_skip(text, at); end != at) {
      at = end;
      continue;
    }
    depth += cell_depth_change(text[at]);
    if (text[at] == ',' && depth <= 0) {  // `]1..2[` counts backwards
      parts.push_back(trimmed(text.substr(start, at - start)));
      start = at + 1;
    }
    ++at;
  }
  parts.push_back(trimmed(text.substr(start)));
  return parts;
}

std::optional<std::vector<feel::Value>> constant_tests(std::string_view text) {
  std::vector<feel::Value> tests;
  for (const std::string_view part : split_tests(text)) {
    auto test = cell_test(part);
    if (!test) return std::nullopt;
    tests.push_back(*std::move(test));
  }
  return tests;
}

Cell compile_cell(Compiler& compiler, const syntax::Text& text, const feel::Scope& scope) {
  Cell cell;
  const std::string_view written = trimmed(text.text);
  cell.text = written;
  cell.spot = text.spot;
  if (written.empty() || written == "-") return cell;
  const auto inside = cell_negated(written);
  if (auto tests = constant_tests(inside ? *inside : written)) {
    cell.kind = Cell::Kind::constants;
    cell.negated = inside.has_value();
    cell.tests = *std::move(tests);
    return cell;
  }
  make_expression(compiler, cell, scope);
  return cell;
}

void make_expression(Compiler& compiler, Cell& cell, const feel::Scope& scope) {
  cell.kind = Cell::Kind::expression;
  cell.expression = compiler.text({cell.text, cell.spot}, scope, feel::Grammar::unary_tests);
}

}  // namespace hashira::dmn
