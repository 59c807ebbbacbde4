// XPath regular expressions: what they match, what they refuse, and that matching ends.
#include "feel/regex.h"

#include <gtest/gtest.h>

namespace hashira::feel {
namespace {

std::string matched(std::string_view text, std::string_view pattern, std::string_view flags = "") {
  auto regex = Regex::compile(pattern, flags);
  if (!regex) return regex.error().code;
  auto found = regex->matches(text);
  return !found ? found.error().code : *found ? "yes" : "no";
}

std::string replaced(std::string_view text, std::string_view pattern, std::string_view with,
                     std::string_view flags = "") {
  auto regex = Regex::compile(pattern, flags);
  if (!regex) return regex.error().code;
  auto out = regex->replace(text, with);
  return out ? *out : out.error().code;
}

TEST(Regex, MatchesAnywhere) {
  EXPECT_EQ(matched("abracadabra", "bra"), "yes");
  EXPECT_EQ(matched("abracadabra", "^a.*a$"), "yes");
  EXPECT_EQ(matched("abracadabra", "^bra"), "no");
  EXPECT_EQ(matched("東京都", "^..都$"), "yes");
  EXPECT_EQ(matched("𝒳y", "^.y$"), "yes");
}

TEST(Regex, AnchorsAreOfTheWholeTextOrOfLines) {
  EXPECT_EQ(matched("abc\n", "abc$"), "no");
  EXPECT_EQ(matched("a\nb", "a$"), "no");
  EXPECT_EQ(matched("a\nb", "a$", "m"), "yes");
  EXPECT_EQ(matched("\nabcd\ndefg\n", "^$", "m"), "yes");
  EXPECT_EQ(matched("abcd\ndefg\n", "^$", "m"), "no");
  EXPECT_EQ(matched("abcd\n\ndefg\n ", "^$", "m"), "yes");
}

TEST(Regex, DotStopsAtNewlinesUnlessTold) {
  EXPECT_EQ(matched("Mary\rJones", "Mary.Jones"), "no");
  EXPECT_EQ(matched("Mary\nJones", "Mary.Jones"), "no");
  EXPECT_EQ(matched("Mary\nJones", "Mary.Jones", "s"), "yes");
  EXPECT_EQ(matched("Mary\xE2\x80\xA8Jones", "Mary.Jones"), "yes");  // U+2028 is no newline to XPath
}

TEST(Regex, CaseFoldsRangesButNotCategories) {
  EXPECT_EQ(matched("abZ", "^[A-Z]*$", "i"), "yes");
  EXPECT_EQ(matched("\xE2\x84\xAA", "k", "i"), "yes");  // the Kelvin sign
  EXPECT_EQ(matched("\xE2\x84\xAA", "[A-Z]", "i"), "yes");
  EXPECT_EQ(matched("x", "[A-Z-[OI]]", "i"), "yes");
  EXPECT_EQ(matched("i", "[A-Z-[OI]]", "i"), "no");
  EXPECT_EQ(matched("q", "[^Q]", "i"), "no");
  EXPECT_EQ(matched("q", "\\p{Lu}", "i"), "no");
  EXPECT_EQ(matched("q", "[\\p{Lu}]", "i"), "no");
  EXPECT_EQ(matched("aA", "(a)\\1", "i"), "yes");
}

TEST(Regex, DropsBlanksOutsideClasses) {
  EXPECT_EQ(matched("hello world", "hello\\ sworld", "x"), "yes");
  EXPECT_EQ(matched("hello world", " he ll o[ ]worl d", "x"), "yes");
  EXPECT_EQ(matched("hello world", "\\p{ I s B a s i c L a t i n }+", "x"), "yes");
  EXPECT_EQ(matched("hello world", "\\p{ IsBasicLatin}+"), "feel.bad_pattern");
  EXPECT_EQ(matched("a b", "[\\]] | a[ ]b", "x"), "yes");
}

TEST(Regex, KnowsXmlClasses) {
  EXPECT_EQ(matched("_a:b-1.c", "^\\i\\c*$"), "yes");
  EXPECT_EQ(matched("1a", "^\\i"), "no");
  EXPECT_EQ(matched("-", "^\\I$"), "yes");
  EXPECT_EQ(matched("b", "^[a-z-[aeiou]]$"), "yes");
  EXPECT_EQ(matched("e", "^[a-z-[aeiou]]$"), "no");
  EXPECT_EQ(matched("e", "^[a-z-[b-z-[e]]]$"), "yes");
  EXPECT_EQ(matched("a", "[a-a-[a]]"), "no");
  EXPECT_EQ(matched("٣", "^\\d$"), "yes");
  EXPECT_EQ(matched("\xC2\xA0", "^\\s$"), "no");  // a no-break space is no blank
  EXPECT_EQ(matched("α", "^\\p{IsGreek}$"), "yes");
  EXPECT_EQ(matched("é", "^\\p{IsLatin-1Supplement}$"), "yes");
  EXPECT_EQ(matched("-a", "^[-a]+$"), "yes");
  EXPECT_EQ(matched("a-", "^[a-]+$"), "yes");
  EXPECT_EQ(matched("&&", "^[a&&b]+$"), "yes");
}

TEST(Regex, RefersBackToClosedGroups) {
  EXPECT_EQ(matched("abab", "^(ab)\\1$"), "yes");
  EXPECT_EQ(matched("aa1", "^(a)\\11$"), "yes");
  for (std::string_view pattern :
       {"(.)\\3", "(.)\\2", "\\3", "(asd)[\\1]", "(asd)[asd\\0]", "1[asd\\0]", "(a\\1)", "\\0"})
    EXPECT_EQ(matched("abcd", pattern), "feel.bad_pattern") << pattern;
}

TEST(Regex, RefusesWhatXPathDoesNotHave) {
  for (std::string_view pattern : {"(?=a)",       "(?!a)",   "(?<=a)",
                                   "(?i)a",       "(?<n>a)", "a++",
                                   "a*+",         "a??+",    "\\b",
                                   "\\B",         "\\A",     "\\Z",
                                   "\\Qa\\E",     "\\x41",   "\\u0041",
                                   "[[:alpha:]]", "[a",      "a]",
                                   "a{",          "a{,3}",   "a{3,2}",
                                   "}",           "*a",      "a**",
                                   "(",           ")",       "[]",
                                   "[z-a]",       "[a-z-A]", "\\",
                                   "[\\",         "\\p{Xx}", "\\p{IsNowhere}",
                                   "\\p",         "\\pL",    "a{999999999999}",
                                   "[a-b-c]",     "|*",      "\xFF"})
    EXPECT_EQ(matched("abcd", pattern), "feel.bad_pattern") << pattern;
  for (std::string_view flags : {"p", "X", " ", "ii,"})
    EXPECT_EQ(matched("abcd", "a", flags), "feel.bad_flags") << flags;
}

TEST(Regex, TakesLiterals) {
  EXPECT_EQ(matched("a.b", "a.b", "q"), "yes");
  EXPECT_EQ(matched("axb", "a.b", "q"), "no");
  EXPECT_EQ(matched("A.B", "a.b", "iq"), "yes");
  EXPECT_EQ(replaced("a.b.c", ".", "$1\\", "q"), "a$1\\b$1\\c");
}

TEST(Regex, Replaces) {
  EXPECT_EQ(replaced("abcd", "(ab)|(a)", "[1=$1][2=$2]"), "[1=ab][2=]cd");
  EXPECT_EQ(replaced("abracadabra", "a.*?a", "*"), "*c*bra");
  EXPECT_EQ(replaced("AAAA", "A+?", "b"), "bbbb");
  EXPECT_EQ(replaced("darted", "^(.*?)d(.*)$", "$1c$2"), "carted");
  EXPECT_EQ(replaced("facetiously", "[iouy]", "[$0]"), "facet[i][o][u]sl[y]");
  EXPECT_EQ(replaced("abc", "(b)", "$12\\$\\\\"), "ab2$\\c");
  EXPECT_EQ(replaced("abc", "b", "<$1>"), "a<>c");
  EXPECT_EQ(replaced("abc", "b", "$"), "feel.bad_replacement");
  EXPECT_EQ(replaced("abc", "b", "\\n"), "feel.bad_replacement");
  EXPECT_EQ(replaced("abc", "b*", "x"), "feel.matches_nothing");
  EXPECT_EQ(replaced("abc", ".^[d-z]*", "#", "smix"), "abc");
}

TEST(Regex, Splits) {
  EXPECT_EQ(Regex::compile(";")->split("a;b;c;;").value(), (std::vector<std::string>{"a", "b", "c", "", ""}));
  EXPECT_EQ(Regex::compile("\\s")->split("John Doe").value(), (std::vector<std::string>{"John", "Doe"}));
  EXPECT_EQ(Regex::compile(",")->split("").value(), (std::vector<std::string>{""}));
  EXPECT_EQ(Regex::compile(",*")->split("a,b").error().code, "feel.matches_nothing");
}

TEST(Regex, EndsOnHostilePatterns) {
  std::string text(40, 'a');
  EXPECT_EQ(matched(text + "!", "^(a+)+$"), "feel.regex_bound");
  EXPECT_EQ(matched(std::string(1'000'000, 'a'), "^(a|b)*$"), "feel.regex_bound");
  EXPECT_EQ(matched("a", std::string(5000, '(') + std::string(5000, ')')), "feel.bad_pattern");
}

}  // namespace
}  // namespace hashira::feel
