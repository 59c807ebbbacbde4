// The one rule of both key stores: what is there is never replaced by something else.
#pragma once

#include "journal/store.h"

namespace hashira::store {

inline tl::unexpected<Error> other_key_kept(std::string_view whose) {
  return fail("store.other_key_kept", fmt::format("{} has another key already", whose),
              "keys are never replaced: what was sealed under the old one would be lost");
}

}  // namespace hashira::store
