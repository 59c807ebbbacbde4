// Pages from templates: mustache with autoescape, texts in both languages side by side as [[日本語|English]].
// Guarantees: values are escaped; a template that does not parse stops the program at its first use (a test uses all).
// Format: mustache(5); `{{> name}}` takes in another template before anything else is read.
#pragma once

#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>

#include "portfolio/programme.h"

namespace hashira::http {

namespace mustache = kainjow::mustache;
using View = mustache::data;  // what a template sees: an object, a list, a text, true or false

enum class Language { ja, en };

inline std::string_view code(Language language) { return language == Language::ja ? "ja" : "en"; }
// The text in that language; the Japanese one where the other is not there.
inline const std::string& pick(const portfolio::Text& text, Language language) {
  return language == Language::en && !text.en.empty() ? text.en : text.ja;
}

// Renders one template (without the page around it).
std::string render(std::string_view template_name, const View& view, Language language);
// The template's text with [[ja|en]] resolved and partials taken in: for tests.
std::string template_text(std::string_view template_name, Language language);

}  // namespace hashira::http
