#include "feel/regex.h"

#include <fmt/core.h>
#include <unicode/regex.h>

#include "feel/regex_translate.h"

namespace hashira::feel {

struct Regex::Compiled {
  std::unique_ptr<icu::RegexPattern> pattern;
  bool literal = false;        // the replacement is literal too
  bool matches_empty = false;  // FORX0003
};

namespace {

constexpr std::int32_t step_ticks = 100;  // of 10,000 steps each: about a tenth of a second
constexpr std::int32_t stack_bytes = 4 * 1024 * 1024;
constexpr std::int32_t output_length_max = 16 * 1024 * 1024;

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

tl::unexpected<Error> stopped(UErrorCode status) {
  return fail("feel.regex_bound", fmt::format("matching was stopped: {}", u_errorName(status)),
              "use a pattern that backtracks less");
}

std::unique_ptr<icu::RegexMatcher> matcher_of(const icu::RegexPattern& pattern, const icu::UnicodeString& text,
                                              UErrorCode& status) {
  std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(text, status));
  if (U_FAILURE(status)) return matcher;
  matcher->setTimeLimit(step_ticks, status);
  matcher->setStackLimit(stack_bytes, status);
  return matcher;
}

// A replacement in parts: text, then a group (-1 for none).
struct ReplacementPart {
  icu::UnicodeString text;
  std::int32_t group = -1;
};

// `$` and the longest number of a group there is; the digits behind it are text.
std::int32_t group_number(std::string_view digits, std::int32_t groups, std::size_t& used) {
  std::int32_t number = digits[0] - '0';
  used = 1;
  while (used < digits.size() && digits[used] >= '0' && digits[used] <= '9' &&
         number * 10 + (digits[used] - '0') <= groups)
    number = number * 10 + (digits[used++] - '0');
  return number;
}

Result<std::vector<ReplacementPart>> parse_replacement(std::string_view text, std::int32_t groups) {
  auto bad = [](const char* what) {
    return fail("feel.bad_replacement", what, "write $1 for a group, \\$ and \\\\ for the characters");
  };
  std::vector<ReplacementPart> parts;
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      if (++i == text.size() || (text[i] != '\\' && text[i] != '$'))
        return bad("a '\\' stands before neither '\\' nor '$'");
      plain += text[i];
    } else if (text[i] == '$') {
      std::string_view digits = text.substr(i + 1);
      if (digits.empty() || digits[0] < '0' || digits[0] > '9')
        return bad("a '$' is not followed by the number of a group");
      std::size_t used = 0;
      std::int32_t group = group_number(digits, groups, used);
      parts.push_back({from_utf8(plain), group <= groups ? group : -1});  // a group that is not there is empty
      plain.clear();
      i += used;
    } else {
      plain += text[i];
    }
  }
  parts.push_back({from_utf8(plain), -1});
  return parts;
}

}  // namespace

Result<Regex> Regex::compile(std::string_view pattern, std::string_view flags) {
  RegexFlags parsed = TRY(parse_regex_flags(flags));
  icu::UnicodeString translated = TRY(translate_regex(pattern, parsed));
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  auto compiled = std::make_shared<Compiled>();
  compiled->pattern.reset(
      icu::RegexPattern::compile(translated, parsed.any_case ? UREGEX_CASE_INSENSITIVE : 0, where, status));
  if (U_FAILURE(status))
    return fail("feel.bad_pattern", fmt::format("the pattern is refused: {}", u_errorName(status)),
                "write a shorter pattern");
  compiled->literal = parsed.literal;
  icu::UnicodeString empty;
  auto matcher = matcher_of(*compiled->pattern, empty, status);
  if (U_FAILURE(status)) return stopped(status);
  compiled->matches_empty = matcher->find(status) != 0;
  Regex regex;
  regex.compiled_ = std::move(compiled);
  return regex;
}

Result<bool> Regex::matches(std::string_view text) const {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString input = from_utf8(text);
  auto matcher = matcher_of(*compiled_->pattern, input, status);
  if (U_FAILURE(status)) return stopped(status);
  bool found = matcher->find(status) != 0;
  if (U_FAILURE(status)) return stopped(status);
  return found;
}

Result<std::string> Regex::replace(std::string_view text, std::string_view replacement) const {
  if (compiled_->matches_empty)
    return fail("feel.matches_nothing", "the pattern matches the empty string", "make it match at least one character");
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString input = from_utf8(text), out;
  auto matcher = matcher_of(*compiled_->pattern, input, status);
  if (U_FAILURE(status)) return stopped(status);
  std::vector<ReplacementPart> parts;
  if (compiled_->literal)
    parts.push_back({from_utf8(replacement), -1});
  else
    parts = TRY(parse_replacement(replacement, matcher->groupCount()));
  std::int32_t end = 0;
  while (matcher->find(status) != 0 && U_SUCCESS(status)) {
    std::int32_t start = matcher->start(status);
    out.append(input, end, start - end);
    for (const ReplacementPart& part : parts) {
      out.append(part.text);
      if (part.group >= 0) out.append(matcher->group(part.group, status));
    }
    if (out.length() > output_length_max)
      return fail("feel.regex_bound", "the replaced text grows too long", "replace less");
    end = matcher->end(status);
  }
  if (U_FAILURE(status)) return stopped(status);
  out.append(input, end, input.length() - end);
  return to_utf8(out);
}

Result<std::vector<std::string>> Regex::split(std::string_view text) const {
  if (compiled_->matches_empty)
    return fail("feel.matches_nothing", "the delimiter matches the empty string",
                "make it match at least one character");
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString input = from_utf8(text);
  auto matcher = matcher_of(*compiled_->pattern, input, status);
  if (U_FAILURE(status)) return stopped(status);
  std::vector<std::string> out;
  std::int32_t end = 0;
  while (matcher->find(status) != 0 && U_SUCCESS(status)) {
    std::int32_t start = matcher->start(status);
    out.push_back(to_utf8(input.tempSubString(end, start - end)));
    end = matcher->end(status);
  }
  if (U_FAILURE(status)) return stopped(status);
  out.push_back(to_utf8(input.tempSubString(end)));
  return out;
}

}  // namespace hashira::feel
