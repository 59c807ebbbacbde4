// Templates, compiled once per thread and language (kainjow's renderer keeps state, so it is not shared).
// Guarantees: the same view gives the same page.
// Format: see template.h.
#include "http/template.h"

#include <stdexcept>

#include "http/embedded.h"

namespace hashira::http {
namespace {

// [[日本語|English]] → the side asked for. Square brackets stand for nothing else in templates.
std::string choose_language(std::string_view text, Language language) {
  std::string out;
  while (true) {
    auto open = text.find("[[");
    out += text.substr(0, open);
    if (open == std::string_view::npos) return out;
    auto close = text.find("]]", open);
    auto bar = text.find('|', open);
    if (close == std::string_view::npos || bar > close)
      throw std::logic_error("http: a [[ja|en]] is not closed near: " + std::string(text.substr(open, 60)));
    out += language == Language::ja ? text.substr(open + 2, bar - open - 2) : text.substr(bar + 1, close - bar - 1);
    text.remove_prefix(close + 2);
  }
}

std::string take_in_partials(std::string text) {
  for (auto at = text.find("{{>"); at != std::string::npos; at = text.find("{{>", at)) {
    auto end = text.find("}}", at);
    std::string partial = mustache::trim(text.substr(at + 3, end - at - 3));
    text.replace(at, end + 2 - at, std::string(embedded(partial + ".html")));
  }
  return text;
}

mustache::mustache& compiled(std::string_view template_name, Language language) {
  thread_local std::map<std::pair<std::string, Language>, mustache::mustache> cache;
  std::pair key{std::string(template_name), language};
  auto found = cache.find(key);
  if (found == cache.end())
    found = cache.emplace(key, mustache::mustache(template_text(template_name, language))).first;
  if (!found->second.is_valid())
    throw std::logic_error("http: template " + key.first + ": " + found->second.error_message());
  return found->second;
}

}  // namespace

std::string_view embedded(std::string_view name) {
  for (const auto& file : embedded_files())
    if (file.name == name) return file.contents;
  return {};
}

std::string template_text(std::string_view template_name, Language language) {
  auto text = embedded(std::string(template_name) + ".html");
  if (text.empty()) throw std::logic_error("http: there is no template " + std::string(template_name));
  return choose_language(take_in_partials(std::string(text)), language);
}

std::string render(std::string_view template_name, const View& view, Language language) {
  std::string out;
  compiled(template_name, language).render(view, [&](const std::string& piece) { out += piece; });
  return out;
}

}  // namespace hashira::http
