// Item definitions to types, and values to their types.
#include "dmn/item_type.h"

#include <algorithm>
#include <fmt/core.h>
#include <set>

#include "dmn/nearest.h"
#include "dmn/table/value_set.h"

namespace hashira::dmn {
namespace {

// DMN 1.1 names and spellings that editors write beside those of the standard.
constexpr std::pair<std::string_view, std::string_view> type_aliases[] = {
    {"dateTime", "date and time"},
    {"date time", "date and time"},
    {"dayTimeDuration", "days and time duration"},
    {"yearMonthDuration", "years and months duration"},
    {"days_and_time_duration", "days and time duration"},
    {"years_and_months_duration", "years and months duration"},
    {"date_and_time", "date and time"},
    {"any", "Any"},
    {"integer", "number"},
    {"long", "number"},
    {"double", "number"},
};

std::optional<feel::Type> type_built_in(std::string_view name) {
  for (const auto& [alias, standard] : type_aliases)
    if (alias == name) name = standard;
  if (name == "Any") return feel::Type{};
  return feel::Type::named(name);
}

feel::Kind type_simple_kind(const feel::Type& type) {
  for (const feel::Kind kind : {feel::Kind::boolean, feel::Kind::number, feel::Kind::string, feel::Kind::date})
    if (feel::kind_name(kind) == feel::to_text(type)) return kind;
  return feel::Kind::null;
}

ItemTypePtr type_of_built_in(std::string_view name, const feel::Type& type) {
  if (type.is(feel::TypeKind::any)) return {};
  auto item = std::make_shared<ItemType>();
  item->name = name;
  item->type = type;
  item->simple = type_simple_kind(type);
  return item;
}

bool type_allows(const feel::Value& value, const ItemType& type, feel::Environment& environment);

bool type_allows_inside(const feel::Value& value, const ItemType& type, feel::Environment& environment) {
  if (type.item && type.item->constrained && value.is(feel::Kind::list))
    for (const feel::Value& item : value.items())
      if (!type_allows(item, *type.item, environment)) return false;
  for (const ItemType::Field& field : type.fields) {
    if (!field.type || !field.type->constrained) continue;
    if (const feel::Value* entry = value.find(field.name, field.hint); entry && !type_allows(*entry, *field.type, environment)) return false;
  }
  return true;
}

// A null is of every type (10.3.2.9.2) and passes: whether a value must be there is not the type's to say.
bool type_allows(const feel::Value& value, const ItemType& type, feel::Environment& environment) {
  if (value.is_null()) return true;
  for (const ItemType::Test& test : type.tests)
    if (test.values ? !test.values->contains(value) : !test.allowed.evaluate(std::span(&value, 1), environment).is_true()) return false;
  return type_allows_inside(value, type, environment);
}

// FAST PATH: type and allowed values of a context's entries in one pass.
bool type_has_fields(const feel::Value& context, const ItemType& type, feel::Environment& environment);

bool type_has_field(const feel::Value& entry, const ItemType& type, feel::Environment& environment) {
  if (entry.is_null()) return true;
  if (!type.fields.empty()) return type_has_fields(entry, type, environment);
  if (!entry.is(type.simple) && !feel::instance_of(entry, type.type)) return false;
  return !type.constrained || type_allows(entry, type, environment);
}

bool type_has_fields(const feel::Value& context, const ItemType& type, feel::Environment& environment) {
  if (!context.is(feel::Kind::context)) return false;
  for (const ItemType::Field& field : type.fields) {
    const feel::Value* entry = context.find(field.name, field.hint);
    if (!entry || (field.type && !type_has_field(*entry, *field.type, environment))) return false;
  }
  return type.tests.empty() || type_allows(context, type, environment);
}

}  // namespace

feel::Value conform_at_length(feel::Value value, const ItemType& type, feel::Environment& environment) {
  if (!type.fields.empty() && value.is(feel::Kind::context))
    return type_has_fields(value, type, environment) ? value : feel::Value::null(feel::Reason::type_constraint);
  if (!value.is(type.simple)) value = feel::coerce(std::move(value), type.type);
  if (type.constrained && !type_allows(value, type, environment)) return feel::Value::null(feel::Reason::type_constraint);
  return value;
}

const feel::Value& conformed_at_length(const feel::Value& value, const ItemType& type, feel::Value& hold, feel::Environment& environment) {
  const bool by_fields = !type.fields.empty() && value.is(feel::Kind::context);
  if (!by_fields && !value.is(type.simple)) {
    hold = conform_at_length(value, type, environment);
    return hold;
  }
  if (by_fields ? type_has_fields(value, type, environment) : type_allows(value, type, environment)) return value;
  hold = feel::Value::null(feel::Reason::type_constraint);
  return hold;
}

// Builds the table's types, each once; a type that contains itself reads as any where it recurs.
class TypeBuilder {
 public:
  TypeBuilder(TypeTable& table, std::vector<Error>& problems) : table_(table), problems_(problems) {}

  void build_all() {
    for (const syntax::ItemDefinition& definition : table_.definitions_->item_definitions) by_name_.emplace(definition.name, &definition);
    for (const auto& [name, definition] : by_name_) build_named(name);
  }

 private:
  TypeTable& table_;
  std::vector<Error>& problems_;
  std::map<std::string, const syntax::ItemDefinition*, std::less<>> by_name_;
  std::set<std::string, std::less<>> in_progress_;

  ItemTypePtr build_named(const std::string& name) {
    if (const auto found = table_.types_.find(name); found != table_.types_.end()) return found->second;
    if (!in_progress_.insert(name).second) return {};
    ItemTypePtr built = build(*by_name_.find(name)->second);
    in_progress_.erase(name);
    table_.types_.emplace(name, built);
    return built;
  }

  ItemTypePtr reference(const syntax::TypeRef& reference) {
    if (reference.given() && reference.namespace_uri.empty())
      if (const auto own = by_name_.find(reference.name); own != by_name_.end()) return build_named(own->first);
    return table_.resolve(reference, problems_);
  }

  ItemTypePtr build(const syntax::ItemDefinition& definition) {
    auto single = std::make_shared<ItemType>();
    if (definition.function) build_function(definition, *single);
    else if (!definition.components.empty()) build_context(definition, *single);
    else if (const ItemTypePtr base = reference(definition.base)) *single = *base;
    single->name = definition.name;
    add_test(*single, definition, definition.allowed_values);
    if (!definition.is_collection) {
      add_test(*single, definition, definition.type_constraint);
      return single;
    }
    auto collection = std::make_shared<ItemType>();
    collection->name = definition.name;
    collection->type = feel::Type::list(single->type);
    collection->constrained = single->constrained;
    collection->item = std::move(single);
    add_test(*collection, definition, definition.type_constraint);
    return collection;
  }

  void build_context(const syntax::ItemDefinition& definition, ItemType& into) {
    std::vector<feel::Type::Field> fields;
    for (const syntax::ItemDefinition& component : definition.components) {
      const ItemTypePtr type = build(component);
      into.constrained = into.constrained || type->constrained;
      fields.push_back({component.name, type->type});
      into.fields.push_back({component.name, type});
    }
    into.type = feel::Type::context(std::move(fields));
  }

  void build_function(const syntax::ItemDefinition& definition, ItemType& into) {
    std::vector<feel::Type> parameters;
    for (const syntax::InformationItem& parameter : definition.function->parameters)
      parameters.push_back(feel_type(reference(parameter.type)));
    into.function_result = reference(definition.function->output);
    into.type = feel::Type::function(std::move(parameters), feel_type(into.function_result));
  }

  void add_test(ItemType& type, const syntax::ItemDefinition& definition, const std::optional<syntax::UnaryTests>& tests) {
    if (!tests) return;
    feel::Scope scope;
    scope.add("?", type.type);
    const auto compiled = feel::compile(tests->text.text, scope,
                                        {.grammar = feel::Grammar::unary_tests,
                                         .place = table_.definitions_->place(tests->text.spot)});
    if (!compiled) {
      Error error = compiled.error();
      error.what = fmt::format("Allowed values of {}: {}", definition.name, error.what);
      problems_.push_back(std::move(error));
      return;
    }
    type.tests.push_back({*compiled, ValueSet::of(tests->text.text), tests->text.text});
    type.constrained = true;
  }
};

TypeTable::TypeTable(const syntax::Definitions& definitions, std::vector<Import> imports, std::vector<Error>& problems)
    : definitions_(&definitions), imports_(std::move(imports)) {
  TypeBuilder(*this, problems).build_all();
}

const ItemTypePtr* TypeTable::find(std::string_view name) const {
  if (const auto own = types_.find(name); own != types_.end()) return &own->second;
  for (const Import& import : imports_) {
    if (import.alias.empty()) {
      if (const ItemTypePtr* found = import.types->find(name)) return found;
      continue;
    }
    if (name.size() > import.alias.size() && name.starts_with(import.alias) && name[import.alias.size()] == '.')
      if (const ItemTypePtr* found = import.types->find(name.substr(import.alias.size() + 1))) return found;
  }
  return nullptr;
}

ItemTypePtr TypeTable::resolve(const syntax::TypeRef& reference, std::vector<Error>& problems) const {
  if (!reference.given()) return {};
  const std::string& uri = reference.namespace_uri;
  for (const Import& import : imports_)
    if (!uri.empty() && import.namespace_uri == uri)
      if (const ItemTypePtr* found = import.types->find(reference.name)) return *found;
  if (const ItemTypePtr* found = find(reference.name)) return *found;
  if (const auto built_in = type_built_in(reference.name)) return type_of_built_in(reference.name, *built_in);
  std::vector<std::string> known{"number", "string", "boolean", "date", "time", "date and time", "Any"};
  for (const auto& [name, type] : types_) known.push_back(name);
  problems.push_back({"dmn.unknown_type", fmt::format("No type is called \"{}\".", reference.name), nearest_mend(reference.name, known),
                      definitions_->place(reference.spot)});
  return {};
}

}  // namespace hashira::dmn
