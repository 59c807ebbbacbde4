// Japanese beside the English of `--help`.
// Guarantees: see command_words.cpp.
// The wording stands in one table there.
#pragma once

#include <CLI/CLI.hpp>

namespace hashira::cli {

// Puts Japanese before each command's description. Requires: all commands are registered.
void describe_in_japanese(CLI::App& app);

}  // namespace hashira::cli
