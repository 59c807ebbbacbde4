#include "indicators/names.h"

#include "cases/fields.h"

namespace hashira::indicators {
namespace {

using feel::Type;
using feel::TypeKind;
using feel::Value;

Value yen_value(Yen yen) { return Value::integer(yen.count()); }

Value date_value(const std::optional<Date>& date) { return date ? Value::date(*date) : Value::null(); }

Value datum(const cases::Case& value, std::string_view name) {
  const Value* kept = value.datum(name);
  return kept == nullptr ? Value::null() : *kept;
}

Value text_or_null(const std::string& text) { return text.empty() ? Value::null() : Value::string(text); }

Value paid_on(const cases::Case& value) {
  return date_value(value.money.remaining() > Yen(0) ? value.reached_on("paid") : std::nullopt);
}

// 額の確定: what was settled and still stands.
bool has_settled(const cases::Case& value) { return value.reached_on("settled") && value.money.approved > Yen(0); }

struct OwnName {
  std::string_view name;
  TypeKind type;
  Value (*read)(const cases::Case& value);
};

// The slots after the facts, in this order.
constexpr OwnName own_names[] = {
    {"state", TypeKind::string, [](const cases::Case& value) { return Value::string(value.state); }},
    {"requested", TypeKind::number, [](const cases::Case& value) { return yen_value(value.money.requested); }},
    {"approved", TypeKind::number, [](const cases::Case& value) { return yen_value(value.money.approved); }},
    {"ordered", TypeKind::number, [](const cases::Case& value) { return yen_value(value.money.ordered); }},
    {"paid", TypeKind::number, [](const cases::Case& value) { return yen_value(value.money.remaining()); }},
    {"settled", TypeKind::number, [](const cases::Case& value) { return yen_value(has_settled(value) ? value.money.approved : Yen(0)); }},
    {"party", TypeKind::string, [](const cases::Case& value) { return text_or_null(cases::who(value)); }},
    {"applied_on", TypeKind::date, [](const cases::Case& value) { return date_value(value.reached_on("submitted")); }},
    {"decided_on", TypeKind::date, [](const cases::Case& value) { return date_value(value.reached_on("decided")); }},
    {"settled_on", TypeKind::date, [](const cases::Case& value) { return has_settled(value) ? date_value(value.reached_on("settled")) : Value::null(); }},
    {"paid_on", TypeKind::date, paid_on},
    {"reported_figure", TypeKind::string, [](const cases::Case& value) { return datum(value, "figure"); }},
    {"reported_value", TypeKind::number, [](const cases::Case& value) { return datum(value, "value"); }},
    {"credits_issued", TypeKind::number, [](const cases::Case& value) { return datum(value, "credits_issued"); }},
    {"credits_sold", TypeKind::number, [](const cases::Case& value) { return datum(value, "credits_sold"); }},
    {"credit_sales", TypeKind::number, [](const cases::Case& value) { return datum(value, "credit_sales"); }},
    {"credits_retired", TypeKind::number, [](const cases::Case& value) { return datum(value, "credits_retired"); }}};

}  // namespace

Type type_of_fact(portfolio::FactType type) {
  switch (type) {
    case portfolio::FactType::number:
    case portfolio::FactType::yen: return Type::of(TypeKind::number);
    case portfolio::FactType::boolean: return Type::of(TypeKind::boolean);
    case portfolio::FactType::date: return Type::of(TypeKind::date);
    case portfolio::FactType::text:
    case portfolio::FactType::choice: break;
  }
  return Type::of(TypeKind::string);
}

Names::Names(const portfolio::Programme& programme) {
  std::map<std::string, Type> types;
  for (const portfolio::Fact& fact : programme.facts) {
    if (fact.openness != portfolio::Openness::sealed) types.emplace(fact.id, type_of_fact(fact.type));
  }
  for (auto& [name, type] : types) {
    facts_.push_back(name);
    scope_.add(name, type);
  }
  for (const OwnName& own : own_names) scope_.add(own.name, Type::of(own.type));
  needed_.resize(scope_.names().size());
}

void Names::fill(const cases::Case& value, std::span<Value> slots) const {
  assert(slots.size() == size());
  auto fact = value.facts.begin();
  for (std::size_t slot = 0; slot < facts_.size(); ++slot) {  // both are sorted: one pass
    if (!needed_[slot]) continue;
    while (fact != value.facts.end() && fact->first < facts_[slot]) ++fact;
    if (fact == value.facts.end()) break;
    if (fact->first == facts_[slot]) slots[slot] = fact->second;
  }
  for (std::size_t n = 0; n < std::size(own_names); ++n) {
    std::size_t slot = facts_.size() + n;
    if (needed_[slot]) slots[slot] = own_names[n].read(value);
  }
}

}  // namespace hashira::indicators
