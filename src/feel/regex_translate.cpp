#include "feel/regex_translate.h"

#include <optional>
#include <string>

#include <fmt/core.h>

#include "feel/code_points.h"
#include "feel/regex_classes.h"

namespace hashira::feel {
namespace {

constexpr std::u32string_view escapable = U"\\|.?*+(){}-[]^$";  // XML Schema's SingleCharEsc and XPath's \$
constexpr std::u32string_view regex_blanks = U" \t\n\r";
constexpr std::size_t pattern_max = 10'000;
constexpr int nesting_max = 200;
constexpr int repeat_max = 100'000;

bool one_of(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}
bool is_decimal(char32_t c) {
  return c >= U'0' && c <= U'9';
}

tl::unexpected<Error> bad_pattern(std::string what) {
  return fail("feel.bad_pattern", std::move(what), "write a regular expression of XPath");
}

// Flag x: blanks go, but for those within a class.
std::u32string without_blanks(const std::u32string& pattern) {
  std::u32string out;
  int depth = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    char32_t c = pattern[i];
    if (depth == 0 && one_of(c, regex_blanks)) continue;
    out += c;
    if (c == U'\\' && i + 1 < pattern.size()) {
      if (depth > 0)
        out += pattern[++i];
      else if (pattern[i + 1] == U'[' || pattern[i + 1] == U']')
        out += pattern[++i];
    } else if (c == U'[') {
      ++depth;
    } else if (c == U']' && depth > 0) {
      --depth;
    }
  }
  return out;
}

void append_literal(icu::UnicodeString& out, char32_t c) {
  bool word = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || is_decimal(c) || c >= 0x80;
  if (!word && c >= 0x20 && c != 0x7F) {
    out.append(static_cast<UChar32>(U'\\')).append(static_cast<UChar32>(c));
  } else if (word) {
    out.append(static_cast<UChar32>(c));
  } else {
    out.append(icu::UnicodeString::fromUTF8(fmt::format("\\x{{{:X}}}", static_cast<std::uint32_t>(c))));
  }
}

// One pass over the pattern, writing ICU's form as it goes. A set is written as its ranges, closed over case by us and
// shielded from ICU's own case folding, which would fold \p{Lu} and complements too.
class Translator {
 public:
  Translator(std::u32string pattern, const RegexFlags& flags) : in_(std::move(pattern)), flags_(flags) {}

  Result<icu::UnicodeString> run() {
    CHECK_OK(alternatives(0));
    if (!done()) return bad_pattern("a ')' closes nothing");
    return out_;
  }

 private:
  bool done() const { return at_ == in_.size(); }
  char32_t peek(std::size_t ahead = 0) const { return at_ + ahead < in_.size() ? in_[at_ + ahead] : U'\0'; }
  bool take(char32_t c) {
    if (done() || in_[at_] != c) return false;
    ++at_;
    return true;
  }
  void write(std::string_view ascii) {
    out_.append(icu::UnicodeString::fromUTF8({ascii.data(), static_cast<std::int32_t>(ascii.size())}));
  }

  Done alternatives(int depth) {
    if (depth > nesting_max) return bad_pattern("groups are nested too deeply");
    while (!done() && peek() != U')') {
      if (take(U'|')) {
        write("|");
        continue;
      }
      CHECK_OK(atom(depth));
      CHECK_OK(quantifier());
    }
    return {};
  }

  Done atom(int depth) {
    char32_t c = in_[at_++];
    switch (c) {
      case U'(':
        return group(depth);
      case U'[':
        return class_atom();
      case U'\\':
        return escape_atom();
      case U'.':
        return write(flags_.dot_all ? "[\\x{0}-\\x{10FFFF}]" : "[^\\n\\r]"), Done{};
      case U'^':
        return write(flags_.lines ? "(?:\\A|(?<=\\n)(?!\\z))" : "(?:\\A)"), Done{};
      case U'$':
        return write(flags_.lines ? "(?=\\n|\\z)" : "(?:\\z)"), Done{};
      default:
        break;
    }
    if (one_of(c, U"*+?{}]"))
      return bad_pattern(fmt::format("'{}' stands where nothing can be repeated or closed", static_cast<char>(c)));
    append_literal(out_, c);
    return {};
  }

  Done group(int depth) {
    bool captures = !(peek() == U'?' && peek(1) == U':');
    std::size_t number = captures ? ++opened_ : 0;
    if (!captures) at_ += 2;
    write(captures ? "(" : "(?:");
    CHECK_OK(alternatives(depth + 1));
    if (!take(U')')) return bad_pattern("a '(' is not closed");
    write(")");
    if (captures) closed_.push_back(number);
    return {};
  }

  Done quantifier() {
    if (done()) return {};
    if (peek() == U'{') {
      CHECK_OK(counted());
    } else if (one_of(peek(), U"*+?")) {
      out_.append(static_cast<UChar32>(in_[at_++]));
    } else {
      return {};
    }
    if (take(U'?')) write("?");
    if (!done() && one_of(peek(), U"*+?{")) return bad_pattern("a quantifier follows a quantifier");
    return {};
  }

  std::optional<int> count() {
    if (!is_decimal(peek())) return std::nullopt;
    int value = 0;
    while (is_decimal(peek())) value = std::min(repeat_max + 1, value * 10 + static_cast<int>(in_[at_++] - U'0'));
    return value;
  }

  // {n}, {n,} or {n,m}
  Done counted() {
    ++at_;
    std::optional<int> low = count();
    if (!low) return bad_pattern("'{' needs a number");
    bool open = take(U',');
    std::optional<int> high = open ? count() : low;
    if (!take(U'}')) return bad_pattern("a '{' is not closed");
    if (*low > repeat_max || high.value_or(0) > repeat_max) return bad_pattern("a repetition counts too far");
    if (high && *high < *low) return bad_pattern("a repetition ends before it begins");
    write(high ? fmt::format("{{{},{}}}", *low, *high) : fmt::format("{{{},}}", *low));
    return {};
  }

  Done escape_atom() {
    if (done()) return bad_pattern("a '\\' ends the pattern");
    char32_t c = in_[at_++];
    if (c >= U'1' && c <= U'9') return back_reference(c);
    if (const icu::UnicodeSet* set = multi_character_escape(c)) return write_set(*set), Done{};
    if (c == U'p' || c == U'P') {
      icu::UnicodeSet set = TRY(property(c == U'P'));
      write_set(set);
      return {};
    }
    append_literal(out_, TRY(single_escape(c)));
    return {};
  }

  // \N means the longest number of a group that is closed already, the other digits being literal.
  // DIFFERS: a group that took no part makes ICU's reference fail, where XPath takes the empty string.
  Done back_reference(char32_t first) {
    std::size_t number = first - U'0';
    while (is_decimal(peek()) && number * 10 + (peek() - U'0') <= opened_) number = number * 10 + (in_[at_++] - U'0');
    if (std::find(closed_.begin(), closed_.end(), number) == closed_.end())
      return bad_pattern(fmt::format("\\{} refers to no group before it", number));
    write(fmt::format("(?:\\{})", number));
    return {};
  }

  Result<char32_t> single_escape(char32_t c) {
    if (c == U'n') return U'\n';
    if (c == U'r') return U'\r';
    if (c == U't') return U'\t';
    if (one_of(c, escapable)) return c;
    return bad_pattern("a '\\' stands before a character that has no escape");
  }

  Result<icu::UnicodeSet> property(bool complement) {
    std::string name;
    if (!take(U'{')) return bad_pattern("\\p needs a '{'");
    while (!done() && peek() != U'}' && peek() < 0x80) name += static_cast<char>(in_[at_++]);
    if (!take(U'}')) return bad_pattern("the name of a \\p is not closed");
    std::optional<icu::UnicodeSet> set = property_class(name);
    if (!set) return bad_pattern(fmt::format("'{}' is no category and no block", name));
    if (complement) set->complement();
    return *std::move(set);
  }

  Done class_atom() {
    icu::UnicodeSet set = TRY(class_expression(0));
    write_set(set);
    return {};
  }

  // Behind the '[': `^`? members (`-[` class `]`)? `]`
  Result<icu::UnicodeSet> class_expression(int depth) {
    if (depth > nesting_max) return bad_pattern("classes are nested too deeply");
    bool complement = take(U'^');
    icu::UnicodeSet set;
    if (peek() == U']') return bad_pattern("a class is empty");
    for (bool first = true; !take(U']'); first = false) {
      if (done()) return bad_pattern("a '[' is not closed");
      if (!first && peek() == U'-' && peek(1) == U'[') return subtraction(std::move(set), complement, depth);
      CHECK_OK(class_member(set, first));
    }
    if (complement) set.complement();
    return set;
  }

  Result<icu::UnicodeSet> subtraction(icu::UnicodeSet set, bool complement, int depth) {
    at_ += 2;
    icu::UnicodeSet without = TRY(class_expression(depth + 1));
    if (!take(U']')) return bad_pattern("a subtraction must end its class");
    if (complement) set.complement();
    set.removeAll(without);
    return set;
  }

  Done class_member(icu::UnicodeSet& set, bool first) {
    char32_t c = in_[at_++];
    if (c == U'[') return bad_pattern("a '[' stands in a class");
    if (c == U'-' && !first && peek() != U']' && !(peek() == U'-' && peek(1) == U'['))
      return bad_pattern("a '-' stands neither at an end of its class nor in a range");
    if (c == U'\\') {
      if (done()) return bad_pattern("a '\\' ends the pattern");
      c = in_[at_++];
      if (const icu::UnicodeSet* escape = multi_character_escape(c)) return set.addAll(*escape), Done{};
      if (c == U'p' || c == U'P') {
        icu::UnicodeSet members = TRY(property(c == U'P'));
        set.addAll(members);
        return {};
      }
      c = TRY(single_escape(c));
    }
    char32_t last = c;
    if (peek() == U'-' && peek(1) != U']' && peek(1) != U'[') last = TRY(range_end());
    if (last < c) return bad_pattern("a range ends before it begins");
    add_range(set, c, last);
    return {};
  }

  Result<char32_t> range_end() {
    ++at_;
    if (done()) return bad_pattern("a '[' is not closed");
    char32_t c = in_[at_++];
    if (c != U'\\') return c;
    if (done()) return bad_pattern("a '\\' ends the pattern");
    return single_escape(in_[at_++]);
  }

  void add_range(icu::UnicodeSet& set, char32_t first, char32_t last) {
    icu::UnicodeSet range(static_cast<UChar32>(first), static_cast<UChar32>(last));
    if (flags_.any_case) range.closeOver(USET_CASE_INSENSITIVE).removeAllStrings();
    set.addAll(range);
  }

  void write_set(const icu::UnicodeSet& set) {
    if (set.getRangeCount() == 0) return write("(?!)");  // nothing is left after a subtraction
    write(flags_.any_case ? "(?-i:[" : "[");
    for (std::int32_t i = 0; i < set.getRangeCount(); ++i)
      write(fmt::format("\\x{{{:X}}}-\\x{{{:X}}}", set.getRangeStart(i), set.getRangeEnd(i)));
    write(flags_.any_case ? "])" : "]");
  }

  std::u32string in_;
  RegexFlags flags_;
  std::size_t at_ = 0;
  std::size_t opened_ = 0;
  std::vector<std::size_t> closed_;
  icu::UnicodeString out_;
};

}  // namespace

Result<RegexFlags> parse_regex_flags(std::string_view flags) {
  RegexFlags result;
  for (char c : flags) {
    switch (c) {
      case 's':
        result.dot_all = true;
        break;
      case 'm':
        result.lines = true;
        break;
      case 'i':
        result.any_case = true;
        break;
      case 'x':
        result.spaced = true;
        break;
      case 'q':
        result.literal = true;
        break;
      default:
        return fail("feel.bad_flags", fmt::format("'{}' has a flag that is not known", flags.substr(0, 20)),
                    "use only s, m, i, x and q");
    }
  }
  return result;
}

Result<icu::UnicodeString> translate_regex(std::string_view pattern, const RegexFlags& flags) {
  if (pattern.size() > pattern_max) return bad_pattern("the pattern is too long");
  std::optional<std::u32string> points = to_code_points(pattern);
  if (!points) return bad_pattern("the pattern is not UTF-8");
  if (!flags.literal) return Translator(flags.spaced ? without_blanks(*points) : *std::move(points), flags).run();
  icu::UnicodeString out;
  for (char32_t c : *points) append_literal(out, c);
  return out;
}

}  // namespace hashira::feel
