// Maps errors to statuses and words.
// Guarantees: total: an unknown code is 422 with the error's own words.
// Clause: RFC 9457 §3 (members), RFC 9110 §15.5 (statuses).
#include "http/problem.h"

#include <boost/json.hpp>

namespace hashira::http {
namespace {

struct Status {
  std::string_view code;
  int status;
};
constexpr Status statuses[] = {
    {"app.not_allowed", 403},      {"app.same_person", 403},       {"app.signed_out", 401},
    {"app.wrong_password", 401},   {"app.no_such_link", 404},      {"app.no_such_programme", 404},
    {"app.no_such_case", 404},     {"app.no_such_figure", 404},    {"app.no_such_draft", 404},
    {"app.no_such_user", 404},     {"journal.conflict", 409},      {"http.not_found", 404},
    {"http.method_not_allowed", 405}, {"http.bad_form", 400},      {"http.not_a_form", 415},
    {"http.bad_json", 400},        {"http.form_token", 403},       {"http.other_site", 403},
    {"http.signed_out", 401},      {"http.draft_lost", 409},       {"http.not_json", 415},
    {"http.bad_query", 400},       {"http.no_idempotency_key", 400}, {"http.suppressed", 403},
};

bool has_japanese(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
}

// Messages of `app` say both: "日本語 / English".
std::string side(const std::string& text, Language language) {
  auto bar = text.find(" / ");
  if (bar == std::string::npos || !has_japanese(text.substr(0, bar))) return text;
  return language == Language::ja ? text.substr(0, bar) : text.substr(bar + 3);
}

}  // namespace

int status_of(std::string_view code) {
  for (const auto& [known, status] : statuses)
    if (known == code) return status;
  if (code.find(".no_such_") != std::string_view::npos) return 404;
  if (code.starts_with("store.") || code.starts_with("journal.")) return 500;
  return 422;
}

Response problem(int status, const Error& error) {
  boost::json::object body;
  body["type"] = "about:blank";
  body["title"] = std::string(reason_phrase(status));
  body["status"] = status;
  body["code"] = error.code;
  body["detail"] = error.what;
  if (!error.mend.empty()) body["mend"] = error.mend;
  if (!error.place.source.empty()) body["field"] = error.place.source;
  if (error.place.line > 0) body["line"] = error.place.line;
  if (error.place.column > 0) body["column"] = error.place.column;
  Response response = json_response(status, boost::json::serialize(body));
  response.content_type = "application/problem+json";
  return response;
}

Response problem(const Error& error) { return problem(status_of(error.code), error); }

Words words(const Error& error, Language language) { return {side(error.what, language), side(error.mend, language)}; }

}  // namespace hashira::http
