// Refusals in both languages: what, with its place, and the mend.
#pragma once

#include <string>

#include "base/result.h"

namespace hashira::ledger {

struct Words {
  std::string ja, en;
};

inline tl::unexpected<Error> refuse_in_words(std::string code, const std::string& place, const Words& what, const Words& mend) {
  return fail("ledger." + std::move(code), what.ja + " / " + what.en, mend.ja + " / " + mend.en, Place{place});
}

}  // namespace hashira::ledger
