// Tokens → tree, by recursive descent; names are matched longest first against what is in scope.
//
// Fails with feel.syntax, feel.too_deep, feel.too_long or feel.bad_literal and the place. Written in DMN 1.5 §10.3.1.2.
#pragma once

#include <string_view>

#include "base/result.h"
#include "feel/feel.h"
#include "feel/tree.h"

namespace hashira::feel {

Result<Tree> parse(std::string_view text, const Scope& scope, const CompileOptions& options = {});

// Where a byte of the text stands, counted from the text's own place.
Place place_of(std::string_view text, std::size_t offset, const Place& start);

}  // namespace hashira::feel
