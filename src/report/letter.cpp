#include "report/letter.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <kainjow/mustache.hpp>

#include "report/html_text.h"

namespace hashira::report {
namespace {

namespace mustache = kainjow::mustache;

constexpr std::string_view places[] = {"number",  "date",   "name",    "address", "case",     "programme", "applied_on", "amount",
                                       "paid",    "paid_on", "reason", "defects", "deadline", "disposition",
                                       "granted", "due",     "owed"};

constexpr std::string_view page_head = R"(<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>)";
tl::unexpected<Error> bad_letter(std::string what, const std::string& file, int line) {
  return fail("report.bad_letter", std::move(what), fmt::format("write one of: {}", fmt::join(places, ", ")), {file, line, 1});
}

Done check_places(std::string_view text, const std::string& file) {
  for (std::size_t at = text.find("{{"); at != text.npos; at = text.find("{{", at + 2)) {
    std::size_t end = text.find("}}", at);
    int line = 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    if (end == text.npos) return bad_letter("a place is not closed with }}", file, line);
    std::string_view name = text.substr(at + 2, end - at - 2);
    if (!name.empty() && (name[0] == '#' || name[0] == '^' || name[0] == '/')) name.remove_prefix(1);
    if (std::find(std::begin(places), std::end(places), name) == std::end(places)) {
      return bad_letter(fmt::format("{{{{{}}}}} is no place of a letter", name), file, line);
    }
  }
  return {};
}

std::string line_html(std::string_view line) {
  if (line.starts_with("# ")) return fmt::format("<h1>{}</h1>\n", html_text(line.substr(2)));
  if (line.starts_with("> ")) return fmt::format("<p class=\"right\">{}</p>\n", html_text(line.substr(2)));
  return fmt::format("<p>{}</p>\n", html_text(line));
}

}  // namespace

Result<std::string> letter_text(std::string_view letter_template, const LetterValues& values, const std::string& file) {
  CHECK_OK(check_places(letter_template, file));
  mustache::mustache parsed{std::string(letter_template)};
  if (!parsed.is_valid()) return bad_letter("the template does not parse: " + parsed.error_message(), file, 1);
  parsed.set_custom_escape([](const std::string& text) { return text; });  // plain text; escaped when it becomes a page
  mustache::data view{mustache::data::type::object};
  for (std::string_view place : places) {
    auto found = values.find(std::string(place));
    bool absent = found == values.end() || found->second.empty();
    view.set(std::string(place), absent ? mustache::data{mustache::data::type::bool_false} : mustache::data{found->second});
  }
  return parsed.render(view);
}

std::string letters_page(std::span<const std::string> letters, std::string_view title, std::string_view stylesheet, bool synthetic) {
  std::string out = fmt::format("{}{}</title><link rel=\"stylesheet\" href=\"{}\"></head><body>\n", page_head, html_text(title), html_text(stylesheet));
  for (const std::string& letter : letters) {
    out += "<section class=\"letter\">\n";
    if (synthetic) out += "<p class=\"synthetic\">模擬 / synthetic</p>\n";
    std::string_view rest = letter;
    while (!rest.empty()) {
      std::size_t end = std::min(rest.find('\n'), rest.size());
      out += line_html(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    out += "</section>\n";
  }
  return out + "</body></html>\n";
}

}  // namespace hashira::report
