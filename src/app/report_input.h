// The figures of all programmes as the report takes them.
#pragma once

#include "app/results.h"
#include "report/results.h"

namespace hashira::app {

// Everything the results point into, kept alive together.
struct LiveResults {
  std::shared_ptr<const portfolio::Portfolio> tree;
  std::vector<std::shared_ptr<const audit::Version>> versions;
  report::Results results;
};
Result<LiveResults> live_results(Engine& engine);

}  // namespace hashira::app
