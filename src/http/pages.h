// What every page shares: the frame around it, error pages, and how values are written.
// Guarantees: pages are functions of what they are given; the frame says when records are synthetic or being loaded.
// Templates: templates/*.html.
#pragma once

#include "http/site.h"
#include "http/template.h"

namespace hashira::http {

// What the frame needs to know of a page.
struct Frame {
  std::string title;
  std::string_view section;   // results, reason, apply, desk, or empty: which entry of the menu is marked
  bool synthetic = false;     // the page shows synthetic records
  bool renews = false;        // shown again every few seconds while records are being loaded
  int status = 200;
};

// The page: a template's output in the frame.
Response page(const Call& call, const Frame& frame, std::string_view template_name, View view);

// `back`: where the person came from; empty: not known.
Response error_page(const Call& call, const Error& error, const std::string& back = {});

inline bool is_ja(const Call& call) { return call.language == Language::ja; }

View yes(bool value);
View optional_text(std::string text);  // false when empty, so that a section hides
// The mistakes of an uploaded file: place, what and mend of each.
View file_error_rows(const std::vector<Error>& errors, Language language);
View progress_view(const Progress& progress, Language language);

}  // namespace hashira::http
