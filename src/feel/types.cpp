#include "feel/types.h"

#include <algorithm>
#include <array>

#include "feel/function.h"
#include "feel/temporal.h"

namespace hashira::feel {

struct Type::Parts {
  std::vector<Type> types;  // list, range: the item; function: the parameters, then the result
  std::vector<Field> fields;
};

namespace {

const Type any_type;

struct TypeName {
  TypeKind kind;
  std::string_view name;
};

// The names of DMN 1.5 table 48 and the grammar's own; the first of a kind is how it is printed.
constexpr std::array<TypeName, 16> type_names{{
    {TypeKind::any, "Any"},
    {TypeKind::null, "Null"},
    {TypeKind::boolean, "boolean"},
    {TypeKind::number, "number"},
    {TypeKind::string, "string"},
    {TypeKind::date, "date"},
    {TypeKind::time, "time"},
    {TypeKind::date_time, "date and time"},
    {TypeKind::date_time, "dateTime"},
    {TypeKind::days_time_duration, "days and time duration"},
    {TypeKind::days_time_duration, "dayTimeDuration"},
    {TypeKind::years_months_duration, "years and months duration"},
    {TypeKind::years_months_duration, "yearMonthDuration"},
    {TypeKind::list, "list"},
    {TypeKind::context, "context"},
    {TypeKind::function, "function"},
}};

std::string join_types(const std::vector<Type>& types) {
  std::string out;
  for (const Type& type : types) {
    if (!out.empty()) out += ", ";
    out += to_text(type);
  }
  return out;
}

std::string fields_text(const std::vector<Type::Field>& fields) {
  std::string out;
  for (const Type::Field& field : fields) {
    if (!out.empty()) out += ", ";
    out += field.name + ": " + to_text(field.type);
  }
  return out;
}

template <class Compare>
bool all_pairs(const std::vector<Type>& a, const std::vector<Type>& b, Compare matches) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), matches);
}

// Every field of `wanted` is in `given`, its type standing in the asked relation.
template <class Compare>
bool fields_match(const Type& given, const Type& wanted, Compare matches) {
  return std::all_of(wanted.fields().begin(), wanted.fields().end(), [&](const Type::Field& field) {
    const Type::Field* own = given.field(field.name);
    return own && matches(own->type, field.type);
  });
}

bool items_are(const Value& list, const Type& item) {
  auto items = list.items();
  return std::all_of(items.begin(), items.end(), [&](const Value& v) { return v.is_null() || instance_of(v, item); });
}

bool context_is(const Value& value, const Type& type) {
  return std::all_of(type.fields().begin(), type.fields().end(), [&](const Type::Field& field) {
    const Value* entry = value.find(field.name, field.hint);
    return entry && (entry->is_null() || instance_of(*entry, field.type));
  });
}

bool range_is(const Value& value, const Type& type) {
  const RangeObject& range = value.as_range();
  auto side_is = [&](const Value& end) { return end.is_null() || instance_of(end, type.item()); };
  return side_is(range.low) && side_is(range.high);
}

Type function_type(const Callable& callable) {
  std::vector<Type> parameters;
  for (const Parameter& parameter : callable.parameters()) parameters.push_back(parameter.type);
  return Type::function(std::move(parameters), callable.result());
}

// What a function does not declare may be what is wanted: only evaluation can tell.
bool may_be(const Type& given, const Type& wanted) {
  if (given.is(TypeKind::any) || wanted.is(TypeKind::any)) return true;
  if (!given.is(TypeKind::function) || !wanted.is(TypeKind::function)) return conforms_to(given, wanted);
  return all_pairs(wanted.parameters(), given.parameters(), may_be) && may_be(given.result(), wanted.result());
}

// The type of several values: theirs if all have one, Any otherwise.
Type common_type(std::span<const Value> values) {
  std::optional<Type> common;
  for (const Value& value : values) {
    Type type = type_of(value);
    if (common && !equivalent(*common, type)) return {};
    common = type;
  }
  return common.value_or(Type{});
}

Type context_type(const Value& value) {
  std::vector<Type::Field> fields;
  for (std::size_t i = 0; i < value.size(); ++i) fields.push_back({std::string(value.key(i)), type_of(value.at(i))});
  return Type::context(std::move(fields));
}

Type range_type(const RangeObject& range) { return Type::range(type_of(range.low.is_null() ? range.high : range.low)); }

}  // namespace

Type Type::of(TypeKind kind) {
  Type type;
  type.kind_ = kind;
  return type;
}

Type Type::list(Type item) {
  Type type = of(TypeKind::list);
  type.parts_ = std::make_shared<const Parts>(Parts{{std::move(item)}, {}});
  return type;
}

Type Type::range(Type endpoint) {
  Type type = list(std::move(endpoint));
  type.kind_ = TypeKind::range;
  return type;
}

Type Type::context(std::vector<Field> fields) {
  Type type = of(TypeKind::context);
  type.parts_ = std::make_shared<const Parts>(Parts{{}, std::move(fields)});
  return type;
}

Type Type::function(std::vector<Type> parameters, Type result) {
  Type type = of(TypeKind::function);
  type.parts_ = std::make_shared<const Parts>(Parts{std::move(parameters), {{"", std::move(result)}}});
  return type;
}

std::optional<Type> Type::named(std::string_view name) {
  for (const TypeName& known : type_names) {
    if (known.name == name) return of(known.kind);
  }
  return std::nullopt;
}

const Type& Type::item() const {
  return parts_ && (is(TypeKind::list) || is(TypeKind::range)) ? parts_->types[0] : any_type;
}

const std::vector<Type::Field>& Type::fields() const {
  static const std::vector<Field> none;
  return parts_ && is(TypeKind::context) ? parts_->fields : none;
}

const Type::Field* Type::field(std::string_view name) const {
  for (const Field& field : fields()) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

const std::vector<Type>& Type::parameters() const {
  static const std::vector<Type> none;
  return parts_ && is(TypeKind::function) ? parts_->types : none;
}

const Type& Type::result() const { return parts_ && is(TypeKind::function) ? parts_->fields[0].type : any_type; }

std::string to_text(const Type& type) {
  if (type.is(TypeKind::list) && !type.is_general()) return "list<" + to_text(type.item()) + ">";
  if (type.is(TypeKind::range)) return "range<" + to_text(type.item()) + ">";
  if (type.is(TypeKind::context) && !type.is_general()) return "context<" + fields_text(type.fields()) + ">";
  if (type.is(TypeKind::function) && !type.is_general()) {
    return "function<" + join_types(type.parameters()) + "> -> " + to_text(type.result());
  }
  for (const TypeName& known : type_names) {
    if (known.kind == type.kind()) return std::string(known.name);
  }
  return "Any";
}

bool equivalent(const Type& a, const Type& b) {
  if (a.kind() != b.kind() || a.is_general() != b.is_general()) return false;
  switch (a.kind()) {
    case TypeKind::list:
    case TypeKind::range:
      return equivalent(a.item(), b.item());
    case TypeKind::context:
      return a.fields().size() == b.fields().size() && fields_match(a, b, equivalent);
    case TypeKind::function:
      return all_pairs(a.parameters(), b.parameters(), equivalent) && equivalent(a.result(), b.result());
    default:
      return true;
  }
}

bool conforms_to(const Type& a, const Type& b) {
  if (b.is(TypeKind::any) || a.is(TypeKind::null)) return true;
  if (a.kind() != b.kind()) return false;
  if (b.is_general()) return true;
  switch (a.kind()) {
    case TypeKind::list:
    case TypeKind::range:
      return conforms_to(a.item(), b.item());
    case TypeKind::context:
      return fields_match(a, b, conforms_to);
    case TypeKind::function:  // parameters the other way round
      return all_pairs(b.parameters(), a.parameters(), conforms_to) && conforms_to(a.result(), b.result());
    default:
      return true;
  }
}

bool instance_of(const Value& value, const Type& type) {
  if (value.is_null()) return type.is(TypeKind::null);
  if (type.is(TypeKind::any)) return true;
  if (type.is(TypeKind::null) || type_of_kind(value.kind()) != type.kind()) return false;
  switch (type.kind()) {
    case TypeKind::list:
      return items_are(value, type.item());
    case TypeKind::range:
      return range_is(value, type);
    case TypeKind::context:
      return context_is(value, type);
    case TypeKind::function:
      return type.is_general() || conforms_to(function_type(value.as_function()), type);
    default:
      return true;
  }
}

Value coerce(Value value, const Type& type) {
  if (value.is_null() || type.is(TypeKind::any) || instance_of(value, type)) return value;
  if (value.is(Kind::function) && may_be(function_type(value.as_function()), type)) return value;
  if (value.is(Kind::list) && value.size() == 1 && instance_of(value.at(0), type)) return value.at(0);
  if (type.is(TypeKind::list) && instance_of(value, type.item())) return Value::list({std::move(value)});
  if (type.is(TypeKind::date_time) && value.is(Kind::date)) {
    return Value::boxed(Kind::date_time, at_midnight_utc(value.as_days()));
  }
  return Value::null(Reason::type_constraint);
}

TypeKind type_of_kind(Kind kind) {
  static_assert(static_cast<int>(TypeKind::function) == static_cast<int>(Kind::function) + 1);
  return static_cast<TypeKind>(static_cast<int>(kind) + 1);  // TypeKind is Kind with `any` before it
}

Type type_of(const Value& value) {
  switch (value.kind()) {
    case Kind::list:
      return Type::list(common_type(value.items()));
    case Kind::context:
      return context_type(value);
    case Kind::range:
      return range_type(value.as_range());
    case Kind::function:
      return function_type(value.as_function());
    default:
      return Type::of(type_of_kind(value.kind()));
  }
}

}  // namespace hashira::feel
