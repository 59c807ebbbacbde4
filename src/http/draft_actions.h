// What may be done with a draft decision, for forms and for JSON alike.
// Guarantees: one app command each; rights and refusals are app's. The names are those of docs/openapi.yaml.
#pragma once

#include "http/bulk_runs.h"
#include "http/later_actions.h"

namespace hashira::http {

struct DraftTarget {
  app::Engine& engine;
  BulkRuns& bulk;
  const std::string& programme;
  std::uint64_t number;
  app::Actor actor;
};
// As BulkRuns knows the draft.
std::string bulk_name(const std::string& programme, std::uint64_t number);

// Decides, undoes and releases what is longer than one part beside the page (bulk_runs.h): it is only begun on return.
// nullopt: no action of that name. Fields: `office` of a review; `acting_for` and `reason` of an approval; `reason` of a sending
// back and of an undone approval.
std::optional<Done> draft_action(std::string_view name, const DraftTarget& target, const ActionField& field);

}  // namespace hashira::http
