#include "base/result.h"

#include <fmt/core.h>

namespace hashira {

std::string Error::text() const {
  std::string out;
  if (!place.source.empty()) {
    out += place.source;
    if (place.line > 0) out += fmt::format(":{}", place.line);
    if (place.line > 0 && place.column > 0) out += fmt::format(":{}", place.column);
    out += ": ";
  }
  out += what;
  if (!mend.empty()) out += fmt::format(" - {}", mend);
  out += fmt::format(" [{}]", code);
  return out;
}

}  // namespace hashira
