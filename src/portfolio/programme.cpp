#include "portfolio/programme.h"

#include <fmt/core.h>

namespace hashira::portfolio {
namespace {

template <class Items>
auto* item_with_id(const Items& items, const std::string& id) {
  for (const auto& item : items) {
    if (item.id == id) return &item;
  }
  return static_cast<decltype(&items.front())>(nullptr);
}

}  // namespace

std::string Source::text() const {
  switch (kind) {
    case Kind::report: return fmt::format("report:{}", line);
    case Kind::publication: return fmt::format("public:{}, {}", title, date);
    case Kind::assumption: break;
  }
  return note.empty() ? "assumption" : fmt::format("assumption: {}", note);
}

const Fact* Programme::fact(const std::string& fact_id) const { return item_with_id(facts, fact_id); }
const Figure* Programme::figure(const std::string& figure_id) const { return item_with_id(figures, figure_id); }
const Programme* Portfolio::programme(const std::string& programme_id) const {
  return item_with_id(programmes, programme_id);
}
const ChoiceList* Portfolio::list(const std::string& list_id) const { return item_with_id(lists, list_id); }
const Owner* Portfolio::owner(const std::string& owner_id) const { return item_with_id(owners, owner_id); }
const Pillar* Portfolio::pillar_of(const std::string& measure_id) const {
  for (const Pillar& pillar : pillars) {
    if (item_with_id(pillar.measures, measure_id)) return &pillar;
  }
  return nullptr;
}

}  // namespace hashira::portfolio
