// What a browser's form sends: urlencoded pairs, and one file by multipart/form-data.
// Guarantees: total on any bytes: a broken form is an error with its place, never a crash or half a form.
// Clause: WHATWG URL §5 (application/x-www-form-urlencoded), RFC 7578 (multipart/form-data).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace hashira::http {

class Form {
 public:
  // The first field of that name; empty when there is none.
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }
  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

// %41 → A, and + → space where `plus` says so. nullopt: a broken escape, or text that is not UTF-8.
enum class Plus { keep, space };
std::optional<std::string> percent_decode(std::string_view text, Plus plus);
// Everything but unreserved characters as %XX.
std::string percent_encode(std::string_view text);

// `http.bad_form` with the field's place when a field cannot be decoded or there are more than 500.
Result<Form> parse_urlencoded(std::string_view body);
// Texts are UTF-8; a file may hold any bytes. By the content type; `http.not_a_form` (415) when it is neither. A file's contents are the value of its field, its
// name that of "<field>.name".
Result<Form> parse_form(std::string_view content_type, std::string_view body);

bool is_utf8(std::string_view text);

}  // namespace hashira::http
