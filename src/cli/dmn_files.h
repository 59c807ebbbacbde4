// Files for the `dmn` commands: models with what they import, inputs as JSON.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "dmn/dmn.h"

namespace hashira::cli {

// The first path is the main model. When an import is missing, the *.dmn files beside the main model are offered too.
Result<dmn::Model> load_model(const std::vector<std::string>& paths, dmn::Mistakes mistakes);
// JSON text, or (when it does not start with '{') the path of a JSON file. Text becomes a date and so on as the decision's
// inputs say. Errors: cli.bad_json, feel.bad_json.
Result<feel::Value> read_inputs(const std::string& json_or_path, const dmn::Decision& decision);

}  // namespace hashira::cli
