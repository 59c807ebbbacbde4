// Reads and writes JSON bodies.
// Guarantees: see json.h.
// Clause: RFC 8259, RFC 9457.
#include "http/json.h"

#include "http/problem.h"

namespace hashira::http {
namespace {

tl::unexpected<Error> bad_json(std::string_view field, std::string what, std::string mend) {
  return fail("http.bad_json", std::move(what), std::move(mend), Place{std::string(field), 0, 0});
}

std::string_view view_of(const json::string& text) { return {text.data(), text.size()}; }

}  // namespace

Response answer(int status, const json::value& body) { return json_response(status, json::serialize(body)); }

Result<json::object> body_object(const Call& call) {
  if (!call.request.headers.content_type.starts_with("application/json"))
    return fail("http.not_json", "The body is not marked as JSON.", "Send Content-Type: application/json.");
  boost::system::error_code failure;
  json::parse_options options;
  options.max_depth = 16;
  json::value value = json::parse({call.request.body.data(), call.request.body.size()}, failure, {}, options);
  if (failure) return bad_json("", "The body is not JSON: " + failure.message() + ".", "Send one JSON object.");
  if (auto* object = value.if_object()) return std::move(*object);
  return bad_json("", "The body is JSON, but no object.", "Send one JSON object.");
}

Result<std::string> text_field(const json::object& body, std::string_view name) {
  const auto* value = body.if_contains({name.data(), name.size()});
  if (!value) return std::string();
  if (const auto* text = value->if_string()) return std::string(view_of(*text));
  return bad_json(name, fmt::format("“{}” is no text.", name), "Give a string.");
}

Result<Date> date_field(const json::object& body, std::string_view name) {
  auto date = Date::parse(TRY(text_field(body, name)));
  if (date) return date;
  return bad_json(name, fmt::format("“{}” is no date.", name), "Give a date as 2020-05-20.");
}

Result<std::int64_t> integer_field(const json::object& body, std::string_view name) {
  const auto* value = body.if_contains({name.data(), name.size()});
  if (value && value->is_int64()) return value->as_int64();
  return bad_json(name, fmt::format("“{}” is no whole number.", name), "Give a whole number.");
}

Result<app::Answers> answers_field(const json::object& body) {
  const auto* value = body.if_contains("answers");
  const auto* given = value ? value->if_object() : nullptr;
  if (!given) return bad_json("answers", "“answers” is no object.", "Give the answers by fact, as {\"fact\": \"answer\"}.");
  app::Answers answers;
  for (const auto& member : *given) {
    std::string name(member.key().data(), member.key().size());
    if (const auto* text = member.value().if_string())
      answers[name] = view_of(*text);
    else if (const auto* yes = member.value().if_bool())
      answers[name] = *yes ? "true" : "false";
    else if (member.value().is_int64())
      answers[name] = std::to_string(member.value().get_int64());
    else
      return bad_json(name, fmt::format("The answer to “{}” is no text, whole number or boolean.", name),
                      "Give it as a string.");
  }
  return answers;
}

json::value json_of(const portfolio::Text& text) { return {{"ja", text.ja}, {"en", text.en}}; }

json::value json_of(const std::optional<Date>& date) {
  if (!date) return nullptr;
  return json::string(date->iso());
}

Response problem(const std::vector<app::AnswerError>& errors) {
  json::array list;
  for (const auto& error : errors)
    list.push_back({{"field", error.fact}, {"what", json_of(error.what)}, {"mend", json_of(error.mend)}});
  json::object body{{"type", "about:blank"}, {"title", "Unprocessable Content"}, {"status", 422},
                    {"code", "app.wrong_answer"}, {"detail", "Some answers are wrong or missing; see errors."},
                    {"mend", "Mend every field listed in errors and send the application again."}};
  if (!errors.empty()) body["field"] = errors.front().fact;
  body["errors"] = std::move(list);
  Response response = answer(422, body);
  response.content_type = "application/problem+json";
  return response;
}

Response file_problem(const std::vector<Error>& errors) {
  json::array list;
  for (const Error& error : errors) {
    list.push_back({{"line", error.place.line}, {"column", error.place.column}, {"code", error.code}, {"what", error.what}, {"mend", error.mend}});
  }
  const Error& first = errors.front();
  json::object body{{"type", "about:blank"}, {"title", "Unprocessable Content"}, {"status", status_of(first.code)}, {"code", first.code},
                    {"detail", "The file has mistakes; nothing was recorded."},
                    {"mend", "Mend every line listed in errors and send the file again."}, {"errors", std::move(list)}};
  Response response = answer(status_of(first.code), body);
  response.content_type = "application/problem+json";
  return response;
}

}  // namespace hashira::http
