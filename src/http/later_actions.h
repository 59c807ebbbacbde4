// The desk's actions on a case beside the plain path (hold, change, reclaim …), for forms and for JSON alike.
// Guarantees: one app command each; rights and refusals are app's. The names are those of docs/openapi.yaml.
#pragma once

#include <functional>

#include "app/benefit_desk.h"

namespace hashira::http {

// A field as text; "" when it is absent.
using ActionField = std::function<std::string(std::string_view name)>;

struct CaseTarget {
  app::Engine& engine;
  const std::string& programme;
  std::uint64_t number;
  app::Actor actor;
};

// nullopt: no action of that name.
std::optional<Done> later_action(std::string_view name, const CaseTarget& target, const ActionField& field);
// 「保留しました。」; empty for a name that is none of these.
std::string_view later_done_words(std::string_view name, bool japanese);

}  // namespace hashira::http
