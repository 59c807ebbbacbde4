// The types that a model file declares: item definitions, as FEEL types with their allowed values.
//
// Guarantees: `conform` gives a value of the type or a null that says type_constraint. Written in DMN 1.5, 7.3.3 (item
// definitions), 10.3.2.9.4 (coercion) and 7.3.3.1 (allowed values: of each member of a collection; type constraint: of the whole).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dmn/syntax/drg_elements.h"
#include "feel/feel.h"

namespace hashira::dmn {

class ValueSet;
struct ItemType;
using ItemTypePtr = std::shared_ptr<const ItemType>;  // empty: any

struct ItemType {
  struct Field {
    std::string name;
    ItemTypePtr type;
    feel::EntryHint hint{};
  };
  struct Test {
    feel::Expression allowed;                // unary tests over the one name `?`
    std::shared_ptr<const ValueSet> values;  // FAST PATH: the same when they are constants and intervals
    std::string text;
  };
  std::string name;         // as declared; for messages
  feel::Type type;
  // FAST PATH: the kind that all values of the type have, and all values of that kind are of the type; null otherwise.
  feel::Kind simple = feel::Kind::null;
  bool constrained = false; // tests here or further in
  ItemTypePtr item;         // of a collection
  std::vector<Field> fields;
  ItemTypePtr function_result;  // of a function
  std::vector<Test> tests;
};

inline feel::Type feel_type(const ItemTypePtr& type) { return type ? type->type : feel::Type{}; }

feel::Value conform_at_length(feel::Value value, const ItemType& type, feel::Environment& environment);

// `value` as a value of `type`: coerced, and null (type_constraint) when it is of another type or not allowed.
inline feel::Value conform(feel::Value value, const ItemTypePtr& type, feel::Environment& environment) {
  if (!type || value.is_null() || (value.is(type->simple) && !type->constrained)) return value;
  return conform_at_length(std::move(value), *type, environment);
}

const feel::Value& conformed_at_length(const feel::Value& value, const ItemType& type, feel::Value& hold, feel::Environment& environment);

// The same without a copy: the value where it stands if it is of the type so; `hold` (where it may stand) keeps it otherwise.
inline const feel::Value& conformed(const feel::Value& value, const ItemTypePtr& type, feel::Value& hold, feel::Environment& environment) {
  if (!type || value.is_null() || (value.is(type->simple) && !type->constrained)) return value;
  return conformed_at_length(value, *type, hold, environment);
}

// Whether what conforms to `known` needs no look to conform to `wanted`.
inline bool conforms_at_once(const ItemTypePtr& known, const ItemTypePtr& wanted) {
  if (!wanted || known == wanted) return true;
  return known && known->simple != feel::Kind::null && known->simple == wanted->simple && !wanted->constrained;
}

// The types that one file sees: built-in, its own, and those of its imports by `alias.name` or by namespace.
class TypeTable {
 public:
  struct Import {
    std::string alias;
    std::string namespace_uri;
    const TypeTable* types;
  };
  // Resolves everything at once; what does not resolve is reported to `problems` and reads as any.
  TypeTable(const syntax::Definitions& definitions, std::vector<Import> imports, std::vector<Error>& problems);

  // Empty for any, and (with a problem told) for a type that is not known.
  ItemTypePtr resolve(const syntax::TypeRef& reference, std::vector<Error>& problems) const;
  // By the name FEEL text uses (`tLoan`, `base.tLoan`); nullptr when unknown.
  const ItemTypePtr* find(std::string_view name) const;
  const syntax::Definitions& definitions() const { return *definitions_; }

 private:
  const syntax::Definitions* definitions_;
  std::vector<Import> imports_;
  std::map<std::string, ItemTypePtr, std::less<>> types_;

  friend class TypeBuilder;
};

}  // namespace hashira::dmn
