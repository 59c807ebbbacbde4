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

}  // namespace hashira::portfolio
