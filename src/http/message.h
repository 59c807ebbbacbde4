// One request and one response as handlers see them: plain data, no socket, no Beast.
// Views of a Request live until its reply has been made; a Response owns what it holds.
// Clause: RFC 9110 (semantics), RFC 6265 (cookies).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hashira::http {

enum class Method { get, post, put, remove, other };
std::string_view name(Method method);

// The headers that anything here reads; absent ones are empty.
struct Headers {
  std::string_view host, origin, cookie, content_type, accept_language, if_none_match, idempotency_key, form_token;
};

struct Request {
  Method method = Method::get;
  bool head_only = false;       // HEAD: a GET whose body is not sent
  std::string_view path;        // still percent-encoded, without the query
  std::string_view query;       // without the question mark
  Headers headers;
  std::string_view body;
};

struct Response {
  int status = 200;
  std::string_view content_type = "text/html; charset=utf-8";  // Requires: a literal
  std::string body;
  std::vector<std::pair<std::string_view, std::string>> headers;
};

Response redirect(std::string location);  // 303 See Other: a form was taken, look there
// A file to keep: `name` in ASCII without quotes.
Response download(const std::string& name, std::string_view content_type, std::string body);
Response json_response(int status, std::string body);

// The reason phrase of a status ("Not Found").
std::string_view reason_phrase(int status);

// `name=value` of a Cookie header; empty when there is none.
std::string_view cookie(std::string_view header, std::string_view name);

}  // namespace hashira::http
