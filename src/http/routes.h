// The table of routes: method, path, who may, handler. docs/openapi.yaml is held against its /api/ part by a test.
// Guarantees: the first match in the table's order; one place for each path.
// Paths: `{name}` stands for one segment.
#pragma once

#include <span>

#include "http/site.h"

namespace hashira::http {

enum class Rights { everyone, signed_in };
enum class BodySize { usual, csv };

struct Route {
  Method method;
  std::string_view path;
  Rights rights;
  Response (*handle)(Call&);                    // answers at once
  void (*handle_later)(Call&, Reply) = nullptr; // answers when the commit is durable
  BodySize body = BodySize::usual;
  bool is_api() const { return path.starts_with("/api/"); }
};

std::span<const Route> routes();

struct Match {
  const Route* route = nullptr;
  Params params;
  std::string allowed;  // methods of the path when only the method differs ("GET, POST")
};
// No route and no `allowed`: there is no such path.
Match match(Method method, std::string_view path);

// From the request's head on: rights, form protection, the handler, headers that every answer carries.
// `reply` may be called from another thread; the request must live until then.
void dispatch(Site& site, const Request& request, const Match& match, Reply reply);

}  // namespace hashira::http
