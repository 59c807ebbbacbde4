// The types of FEEL: written, compared (conforms to) and asked of values (instance of).
//
// A Type is a small handle to something that never changes. Written in DMN 1.5 §10.3.2.2 and 10.3.2.9.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "feel/value.h"

namespace hashira::feel {

enum class TypeKind : std::uint8_t {
  any, null, boolean, number, string, date, time, date_time, days_time_duration, years_months_duration,
  list, context, range, function
};

class Type {
 public:
  struct Field;

  Type() = default;  // any
  static Type any() { return {}; }
  static Type of(TypeKind kind);  // Requires: a kind without parts; list, context … stand for their most general form
  static Type list(Type item);
  static Type range(Type endpoint);
  static Type context(std::vector<Field> fields);
  static Type function(std::vector<Type> parameters, Type result);
  // "number", "date and time", "string" …; nullopt for a name that is no built-in type.
  static std::optional<Type> named(std::string_view name);

  TypeKind kind() const { return kind_; }
  bool is(TypeKind kind) const { return kind_ == kind; }
  const Type& item() const;                        // of a list or range
  const std::vector<Field>& fields() const;        // of a context
  const Field* field(std::string_view name) const;
  const std::vector<Type>& parameters() const;     // of a function
  const Type& result() const;                      // of a function
  bool is_general() const { return !parts_; }      // `list`, `context`, `function` without more

 private:
  struct Parts;
  TypeKind kind_ = TypeKind::any;
  std::shared_ptr<const Parts> parts_;
};

struct Type::Field {
  std::string name;
  Type type;
  EntryHint hint{};  // where values have it
};

std::string to_text(const Type& type);                 // list<number>, context<a: number>, function<number> -> string
bool equivalent(const Type& a, const Type& b);         // 10.3.2.9.1
bool conforms_to(const Type& a, const Type& b);        // 10.3.2.9.2
bool instance_of(const Value& value, const Type& type);
Type type_of(const Value& value);
TypeKind type_of_kind(Kind kind);

// The value as `type` takes it: itself, its only item, a list of it, a date as date and time at midnight UTC (10.3.2.9.4);
// null (type_constraint) if none fits.
Value coerce(Value value, const Type& type);

}  // namespace hashira::feel
