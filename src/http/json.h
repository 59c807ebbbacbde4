// JSON bodies in and out.
// Guarantees: input of bounded depth; a body that is not what was asked for is `http.bad_json` with the field.
// Clause: RFC 8259; shapes stand in docs/openapi.yaml.
#pragma once

#include <boost/json.hpp>

#include "app/applications.h"
#include "http/site.h"

namespace hashira::http {

namespace json = boost::json;

Response answer(int status, const json::value& body);
// The call's body as an object. `http.not_json` when the content type is another, `http.bad_json` when it does not parse.
Result<json::object> body_object(const Call& call);
// A text field; "" when it is absent.
Result<std::string> text_field(const json::object& body, std::string_view name);
Result<Date> date_field(const json::object& body, std::string_view name);
Result<std::int64_t> integer_field(const json::object& body, std::string_view name);
// {"answers": {"fact": "text" | number | boolean}} as what would have been typed.
Result<app::Answers> answers_field(const json::object& body);

json::value json_of(const portfolio::Text& text);
json::value json_of(const std::optional<Date>& date);
// All mistakes in one problem+json.
Response problem(const std::vector<app::AnswerError>& errors);
// Every mistake of a file, by line and column.
Response file_problem(const std::vector<Error>& errors);

}  // namespace hashira::http
