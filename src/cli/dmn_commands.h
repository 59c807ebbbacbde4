// `hashira dmn …`: run the conformance kit, explain a decision, check a model, compare two versions of it.
#pragma once

#include <CLI/CLI.hpp>

namespace hashira::cli {

// Adds `dmn` with its subcommands. A subcommand that runs sets `exit_code`: 0 good, 1 findings or failures, 2 bad input.
void add_dmn_commands(CLI::App& app, int& exit_code);

}  // namespace hashira::cli
