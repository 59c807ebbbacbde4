#include "feel/feel.h"

#include "feel/compile.h"
#include "feel/parser.h"
#include "feel/program.h"

namespace hashira::feel {

std::size_t Scope::add(std::string_view name, Type type) {
  std::string spelling = single_blanks(name);
  known_.add(spelling);
  known_fields_.add_fields(type);
  names_.push_back({std::move(spelling), std::move(type)});
  return names_.size() - 1;
}

std::optional<std::size_t> Scope::find(std::string_view name) const {
  for (std::size_t i = names_.size(); i-- > 0;) {
    if (names_[i].name == name) return i;
  }
  return std::nullopt;
}

Result<Expression> compile(std::string_view text, const Scope& scope, const CompileOptions& options) {
  Tree tree = TRY(parse(text, scope, options));
  return Expression(TRY(compile_tree(std::move(tree), text, scope, options)));
}

namespace {

Value evaluate_root(const Program& program, const Value* slots, Value* locals, Environment& environment) {
  Frame frame{slots, locals, environment};
  return program.root->evaluate(frame);
}

Value evaluate_with_locals(const Program& program, const Value* slots, Environment& environment) {
  Locals locals(program.local_count);
  return evaluate_root(program, slots, locals.data(), environment);
}

}  // namespace

Value Expression::evaluate(std::span<const Value> slots, Environment& environment) const {
  if (!program_) return {};
  if (const Value* known = program_->root->constant()) return *known;
  if (!environment.enter(program_->height)) {
    environment.leave(program_->height);
    return Value::null(Reason::out_of_fuel);
  }
  Value value = program_->local_count == 0 ? evaluate_root(*program_, slots.data(), nullptr, environment)
                                           : evaluate_with_locals(*program_, slots.data(), environment);
  environment.leave(program_->height);
  return environment.exhausted() ? Value::null(Reason::out_of_fuel, {program_->source, 1}) : value;
}

std::vector<std::size_t> Expression::reads() const { return program_ ? program_->reads : std::vector<std::size_t>{}; }

bool Expression::is_constant() const { return !program_ || (program_->reads.empty() && !program_->reads_clock); }

const std::vector<Error>& Expression::warnings() const {
  static const std::vector<Error> none;
  return program_ ? program_->warnings : none;
}

std::optional<Place> Expression::place(Origin origin) const {
  if (!program_ || origin.source != program_->source || origin.node == 0 || origin.node > program_->marks.size()) {
    return std::nullopt;
  }
  return place_of(program_->text, program_->marks[origin.node - 1].begin, program_->place);
}

std::string_view Expression::text() const { return program_ ? std::string_view(program_->text) : std::string_view(); }

std::string reason_text(const Value& null_value, const Expression& expression, Language language) {
  std::string sentence(reason_sentence(null_value.reason(), language));
  Origin origin = null_value.origin();
  auto place = expression.place(origin);
  if (!place) return sentence;
  auto mark = expression.program()->marks[origin.node - 1];
  std::string_view part = expression.text().substr(mark.begin, mark.end - mark.begin);
  std::string where = std::to_string(place->line) + ":" + std::to_string(place->column) + ": ";
  std::string quoted = language == Language::english ? " in `" + std::string(part) + "`" : "（`" + std::string(part) + "`）";
  return where + sentence + quoted;
}

}  // namespace hashira::feel
