// Fuzzes regular expressions: `flags pattern` on the first line, the text behind it. Any of it is run or refused, in
// time.
#include <cstdlib>

#include "feel/regex.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using hashira::feel::Regex;
  std::string_view in(reinterpret_cast<const char*>(data), size);
  std::size_t line = in.find('\n'), blank = in.find(' ');
  if (line == std::string_view::npos || blank > line) return 0;
  auto regex = Regex::compile(in.substr(blank + 1, line - blank - 1), in.substr(0, blank));
  if (!regex) return 0;
  std::string_view text = in.substr(line + 1);
  auto found = regex->matches(text);
  auto parts = regex->split(text);
  if (found && parts && !*found && parts->size() != 1) std::abort();
  auto same = regex->replace(text, "$0");
  if (same && !regex->replace(*same, "$0")) std::abort();
  return 0;
}
