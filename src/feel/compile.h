// A tree becomes a program: names become slots, constants are folded, static types help where names are ambiguous.
//
// Fails with feel.unknown_name (strict). Written in DMN 1.5 §10.3.2.11 (scopes of names in filters) and 10.3.2.15 (closures).
#pragma once

#include "base/result.h"
#include "feel/feel.h"
#include "feel/program.h"

namespace hashira::feel {

Result<std::shared_ptr<const Program>> compile_tree(Tree tree, std::string_view text, const Scope& scope,
                                                    const CompileOptions& options);

}  // namespace hashira::feel
