// FEEL for the other rooms: compile a text once, evaluate it as often as wanted, ask what it reads and why it is null.
//
// An Expression never changes and may be shared by threads; each thread brings its own Environment.
// Written in DMN 1.5 chapter 10.3 (expressions) and 7 (unary tests).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feel/environment.h"
#include "feel/function.h"
#include "feel/names.h"
#include "feel/types.h"
#include "feel/value.h"

namespace hashira::feel {

// The names an expression may read, in order: the n-th stands in slot n.
class Scope {
 public:
  struct Name {
    std::string name;
    Type type;
  };

  // Adds a name (its blanks made single). A later name hides an earlier one that reads the same.
  std::size_t add(std::string_view name, Type type = {});
  const std::vector<Name>& names() const { return names_; }
  std::optional<std::size_t> find(std::string_view name) const;

  // For the parser: the spellings of the names, and of the fields of their types.
  const KnownNames& known() const { return known_; }
  const KnownNames& known_fields() const { return known_fields_; }

 private:
  std::vector<Name> names_;
  KnownNames known_, known_fields_;
};

enum class Grammar : std::uint8_t {
  expression,   // one value
  unary_tests,  // an input entry: true, false or null about the name `?`, which the scope must have
};

enum class Names : std::uint8_t {
  strict,   // an unknown name is the error feel.unknown_name
  lenient,  // an unknown name is null with its reason
};

struct CompileOptions {
  Grammar grammar = Grammar::expression;
  Names names = Names::strict;
  Place place = {};          // of the text's first character in its file; line 0 counts from 1:1
  std::uint32_t source = 0;  // a number of the caller's, kept in the origin of nulls
  // Types that a model declares, by the name texts use (`instance of tLoan`, `function(a: base.tLoan)`); may be empty.
  std::function<std::optional<Type>(std::string_view)> types = {};
  int depth_max = 200;       // nesting of the text
  std::size_t size_max = 1 << 20;
};

struct Program;  // program.h

class Expression {
 public:
  Expression() = default;  // null
  explicit Expression(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

  // Requires: slots.size() == the scope's size. A missing value is a null.
  Value evaluate(std::span<const Value> slots, Environment& environment) const;
  std::vector<std::size_t> reads() const;       // the slots it reads, ascending
  bool is_constant() const;                     // reads nothing, calls no clock
  // What compiles but can only be null: types that never meet (feel.types_never_meet), entries that a type does not
  // have (feel.unknown_entry). For checks; evaluation does not look at them.
  const std::vector<Error>& warnings() const;
  std::optional<Place> place(Origin origin) const;
  std::string_view text() const;
  const Program* program() const { return program_.get(); }

 private:
  std::shared_ptr<const Program> program_;
};

Result<Expression> compile(std::string_view text, const Scope& scope, const CompileOptions& options = {});

// "3:7: division by zero in `a / b`". Requires: a null; the place is left out if the null was made elsewhere.
std::string reason_text(const Value& null_value, const Expression& expression, Language language = Language::english);

}  // namespace hashira::feel
