// Reads forms.
// Guarantees: every byte sequence gives a form or an error; at most 500 fields.
// Clause: WHATWG URL §5.1, RFC 7578 §4, RFC 2046 §5.1.1 (boundaries), RFC 3629 (UTF-8).
#include "http/form.h"

namespace hashira::http {
namespace {

constexpr std::size_t form_fields_max = 500;

int form_hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

tl::unexpected<Error> bad_form(std::string_view field, std::string_view why) {
  return fail("http.bad_form", "The form could not be read: " + std::string(why),
              "Go back, reload the page and send the form again.", Place{std::string(field), 0, 0});
}

// The value of `key="…"` in a Content-Disposition header; nullopt when it is absent.
std::optional<std::string_view> disposition(std::string_view header, std::string_view key) {
  std::string wanted = std::string(key) + "=\"";
  for (std::size_t at = header.find(wanted); at != std::string_view::npos; at = header.find(wanted, at + 1)) {
    if (at > 0 && header[at - 1] != ' ' && header[at - 1] != ';') continue;  // "filename=" holds "name="
    auto value = header.substr(at + wanted.size());
    auto end = value.find('"');
    if (end == std::string_view::npos) return std::nullopt;
    return value.substr(0, end);
  }
  return std::nullopt;
}

Done add_part(Form& form, std::string_view part) {
  auto gap = part.find("\r\n\r\n");
  if (gap == std::string_view::npos) return bad_form("", "a part has no head.");
  auto head = part.substr(0, gap);
  auto value = part.substr(gap + 4);
  auto field = disposition(head, "name");
  if (!field) return bad_form("", "a part has no name.");
  auto file = disposition(head, "filename");  // a file may hold any bytes
  if (!is_utf8(*field) || (!file && !is_utf8(value))) return bad_form(*field, "it is not UTF-8 text.");
  if (file)
    form.add(std::string(*field) + ".name", is_utf8(*file) ? std::string(*file) : "file");
  form.add(std::string(*field), std::string(value));
  return {};
}

Result<Form> parse_multipart(std::string_view boundary, std::string_view body) {
  Form form;
  std::string mark = "--" + std::string(boundary);
  if (!body.starts_with(mark)) return bad_form("", "the first boundary is missing.");
  body.remove_prefix(mark.size());
  while (!body.starts_with("--")) {
    if (!body.starts_with("\r\n")) return bad_form("", "a boundary is broken.");
    body.remove_prefix(2);
    auto end = body.find("\r\n" + mark);
    if (end == std::string_view::npos) return bad_form("", "the last boundary is missing.");
    if (form.fields().size() >= form_fields_max) return bad_form("", "it has too many fields.");
    CHECK_OK(add_part(form, body.substr(0, end)));
    body.remove_prefix(end + 2 + mark.size());
  }
  return form;
}

// The length of the UTF-8 character that starts with these bytes; 0: none does.
std::size_t utf8_length(std::string_view text) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  auto trails = [&](std::size_t n) {
    if (text.size() <= n) return false;
    for (std::size_t i = 1; i <= n; ++i)
      if ((byte(i) & 0xC0) != 0x80) return false;
    return true;
  };
  if (byte(0) < 0x80) return 1;
  if (byte(0) >= 0xC2 && byte(0) < 0xE0 && trails(1)) return 2;
  if ((byte(0) & 0xF0) == 0xE0 && trails(2)) {
    bool overlong = byte(0) == 0xE0 && byte(1) < 0xA0;
    bool surrogate = byte(0) == 0xED && byte(1) >= 0xA0;
    return overlong || surrogate ? 0 : 3;
  }
  if (byte(0) >= 0xF0 && byte(0) <= 0xF4 && trails(3)) {
    bool overlong = byte(0) == 0xF0 && byte(1) < 0x90;
    bool beyond = byte(0) == 0xF4 && byte(1) >= 0x90;
    return overlong || beyond ? 0 : 4;
  }
  return 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    auto length = utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string_view Form::get(std::string_view name) const {
  for (const auto& [field, value] : fields_)
    if (field == name) return value;
  return {};
}

bool Form::has(std::string_view name) const {
  return std::any_of(fields_.begin(), fields_.end(), [&](const auto& field) { return field.first == name; });
}

std::vector<std::string_view> Form::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [field, value] : fields_)
    if (field == name) values.push_back(value);
  return values;
}

std::optional<std::string> percent_decode(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      int high = form_hex_digit(text[i + 1]), low = form_hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    } else {
      out.push_back(text[i] == '+' && plus == Plus::space ? ' ' : text[i]);
    }
  }
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

std::string percent_encode(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out.push_back(c);
    } else {
      auto byte = static_cast<unsigned char>(c);
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return out;
}

Result<Form> parse_urlencoded(std::string_view body) {
  Form form;
  while (!body.empty()) {
    auto end = body.find('&');
    auto pair = body.substr(0, end);
    body = end == std::string_view::npos ? std::string_view{} : body.substr(end + 1);
    if (pair.empty()) continue;
    if (form.fields().size() >= form_fields_max) return bad_form("", "it has too many fields.");
    auto equals = pair.find('=');
    auto field = percent_decode(pair.substr(0, equals), Plus::space);
    auto value = percent_decode(equals == std::string_view::npos ? "" : pair.substr(equals + 1), Plus::space);
    if (!field) return bad_form("", "a field's name is not valid UTF-8 text.");
    if (!value) return bad_form(*field, "its value is not valid UTF-8 text.");
    form.add(std::move(*field), std::move(*value));
  }
  return form;
}

Result<Form> parse_form(std::string_view content_type, std::string_view body) {
  if (content_type.starts_with("application/x-www-form-urlencoded")) return parse_urlencoded(body);
  constexpr std::string_view key = "boundary=";
  auto at = content_type.find(key);
  if (content_type.starts_with("multipart/form-data") && at != std::string_view::npos) {
    auto boundary = content_type.substr(at + key.size());
    boundary = boundary.substr(0, boundary.find(';'));
    if (boundary.size() >= 2 && boundary.front() == '"' && boundary.back() == '"')
      boundary = boundary.substr(1, boundary.size() - 2);
    if (!boundary.empty() && boundary.size() <= 70) return parse_multipart(boundary, body);
  }
  return fail("http.not_a_form", "This page takes a form, and the request is none.",
              "Send application/x-www-form-urlencoded, or multipart/form-data with a file.");
}

}  // namespace hashira::http
