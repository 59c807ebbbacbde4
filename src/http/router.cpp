// Finds the route of a path.
// Guarantees: total on any path; a segment that does not decode matches nothing.
// Paths: see routes.h.
#include "http/routes.h"

namespace hashira::http {
namespace {

// The next segment of a path ("/a/b" gives "a"), taken off it.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  auto end = std::min(path.find('/'), path.size());
  auto segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

bool matches(std::string_view pattern, std::string_view path, Params& params) {
  params.size = 0;
  while (pattern.starts_with('/') && path.starts_with('/')) {
    auto wanted = take_segment(pattern), given = take_segment(path);
    if (!wanted.starts_with('{')) {
      if (wanted != given) return false;
      continue;
    }
    auto decoded = percent_decode(given, Plus::keep);
    if (!decoded || decoded->empty()) return false;
    params.values.at(params.size++) = std::move(*decoded);
  }
  return pattern.empty() && path.empty();
}

}  // namespace

Match match(Method method, std::string_view path) {
  Match found;
  for (const auto& route : routes()) {
    Params params;
    if (!matches(route.path, path, params)) continue;
    if (route.method == method) {
      found.route = &route;
      found.params = std::move(params);
      return found;
    }
    if (!found.allowed.empty()) found.allowed += ", ";
    found.allowed += name(route.method);
  }
  return found;
}

}  // namespace hashira::http
