// Regular expressions of XPath and XQuery for `matches`, `replace` and `split`, run by ICU.
//
// Guarantees: a pattern is parsed and rewritten before ICU sees it, so that nothing XPath forbids runs and everything
// it allows means what it says; matching stops at a bound of steps and memory. Bad input is an Error, never a throw.
// Written in: DMN 1.5 10.3.4.3; XQuery and XPath Functions and Operators 3.1, 5.6; XML Schema 1.1 part 2 appendix G.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hashira::feel {

class Regex {
 public:
  // flags: any of `s` (dot takes newlines), `m` (lines), `i` (case), `x` (blanks in the pattern are dropped), `q` (no
  // metacharacters). Errors: feel.bad_flags, feel.bad_pattern.
  static Result<Regex> compile(std::string_view pattern, std::string_view flags = {});

  // Errors of all three: feel.regex_bound when matching took too many steps.
  Result<bool> matches(std::string_view text) const;  // anywhere in the text
  // Errors: feel.bad_replacement; feel.matches_nothing when the pattern matches the empty string (FORX0003).
  Result<std::string> replace(std::string_view text, std::string_view replacement) const;
  Result<std::vector<std::string>> split(std::string_view text) const;  // feel.matches_nothing as well

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace hashira::feel
