// The files that the program carries: templates, the style sheet, the icon, the API's description.
// Guarantees: contents are those of the files at build time.
// Made by embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace hashira::http {

struct Embedded {
  std::string_view name;      // "home.html"
  std::string_view contents;
};
std::span<const Embedded> embedded_files();
// Empty when there is no such file.
std::string_view embedded(std::string_view name);

}  // namespace hashira::http
