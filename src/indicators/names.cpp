#include "indicators/names.h"

namespace hashira::indicators {
namespace {

using feel::Type;
using feel::TypeKind;
using feel::Value;

// The slots after the facts, in this order.
constexpr std::array<std::pair<std::string_view, TypeKind>, 8> own_names = {{{"state", TypeKind::string},
                                                                             {"requested", TypeKind::number},
                                                                             {"approved", TypeKind::number},
                                                                             {"ordered", TypeKind::number},
                                                                             {"paid", TypeKind::number},
                                                                             {"applied_on", TypeKind::date},
                                                                             {"decided_on", TypeKind::date},
                                                                             {"paid_on", TypeKind::date}}};

Value yen_value(Yen yen) { return Value::integer(yen.count()); }

Value date_value(const std::optional<Date>& date) { return date ? Value::date(*date) : Value::null(); }

std::optional<Date> paid_on(const cases::Case& value) {
  return value.money.remaining() > Yen(0) ? value.reached_on("paid") : std::nullopt;
}

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
  for (const auto& [name, kind] : own_names) scope_.add(name, Type::of(kind));
}

void Names::fill(const cases::Case& value, std::span<Value> slots) const {
  assert(slots.size() == scope_.names().size());
  std::size_t at = 0;
  for (const auto& [name, fact] : value.facts) {  // both are sorted: one pass
    while (at < facts_.size() && facts_[at] < name) ++at;
    if (at < facts_.size() && facts_[at] == name) slots[at] = fact;
  }
  Value own[own_names.size()] = {Value::string(value.state),
                                 yen_value(value.money.requested),
                                 yen_value(value.money.approved),
                                 yen_value(value.money.ordered),
                                 yen_value(value.money.remaining()),
                                 date_value(value.reached_on("submitted")),
                                 date_value(value.reached_on("decided")),
                                 date_value(paid_on(value))};
  std::move(std::begin(own), std::end(own), slots.begin() + static_cast<std::ptrdiff_t>(facts_.size()));
}

}  // namespace hashira::indicators
