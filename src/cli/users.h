// Users of a data folder, as commands name them: rights follow from what is recorded of them.
#pragma once

#include "app/engine.h"

namespace hashira::cli {

// "cli.no_such_user" when the folder has none of that id.
Result<app::Actor> actor_named(app::Engine& engine, const std::string& id);

}  // namespace hashira::cli
