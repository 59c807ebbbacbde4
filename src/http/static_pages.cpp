// Home, assets, health and the loading of records.
// Guarantees: assets are named by their digest in links, so that a browser may keep them for a year.
// Clause: RFC 9111 §5.2 (Cache-Control), RFC 9110 §8.8 (ETag).
#include "http/handlers.h"

#include <boost/json.hpp>

#include "http/embedded.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/routes.h"

namespace hashira::http {
namespace {

std::string_view asset_type(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  if (name.ends_with(".yaml")) return "application/yaml";
  return {};
}

Response asset(const Call& call, std::string_view name, std::string_view caching) {
  auto contents = embedded(name);
  if (contents.empty() || asset_type(name).empty())
    return error_page(call, {"http.not_found", "お探しのファイルはありません。 / There is no such file.", "", {}});
  Response response;
  response.content_type = asset_type(name);
  std::string tag = '"' + hex(sha256(contents)).substr(0, 16) + '"';
  response.headers.emplace_back("Cache-Control", caching);
  response.headers.emplace_back("ETag", tag);
  if (call.request.headers.if_none_match == tag)
    response.status = 304;
  else
    response.body = contents;
  return response;
}

}  // namespace

Response serve_asset(Call& call) { return asset(call, call.params[0], "public, max-age=31536000, immutable"); }
Response serve_icon(Call& call) { return asset(call, "icon.svg", "public, max-age=86400"); }
Response serve_openapi(Call& call) { return asset(call, "openapi.yaml", "no-cache"); }

Response health(Call& call) {
  boost::json::object body{{"status", "ok"}, {"today", call.site.engine.today().iso()}};
  return json_response(200, boost::json::serialize(body));
}

Response progress_json(Call& call) {
  Progress progress = call.site.options.progress ? call.site.options.progress() : Progress{};
  boost::json::object body{{"loading", progress.loading}, {"done", progress.done}, {"total", progress.total},
                           {"what", {{"ja", progress.what.ja}, {"en", progress.what.en}}}};
  return json_response(200, boost::json::serialize(body));
}

Response progress_page(Call& call) {
  Progress progress = call.site.options.progress ? call.site.options.progress() : Progress{};
  View view;
  view.set("loading", progress.loading ? progress_view(progress, call.language) : yes(false));
  Frame frame{call.language == Language::ja ? "記録の読み込み" : "Loading records", ""};
  frame.renews = true;
  return page(call, frame, "progress", std::move(view));
}

}  // namespace hashira::http
