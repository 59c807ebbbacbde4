// Numbers: literals, normal form, edges of the small form, and random operations against an independent oracle.
#include "feel/number.h"

#include <cstdio>
#include <cstdlib>
#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace hashira::feel {
namespace {

Decimal num(std::string_view text) {
  Number number = Decimal::parse(text);
  EXPECT_TRUE(number.has_value()) << text;
  return number.value_or(Decimal());
}

std::string shown(const Number& number) {
  return number ? number->text() : "null";
}

TEST(Number, ReadsFeelLiterals) {
  EXPECT_EQ(num("12").text(), "12");
  EXPECT_EQ(num("-1.50").text(), "-1.5");
  EXPECT_EQ(num(".5").text(), "0.5");
  EXPECT_EQ(num("1e-3").text(), "0.001");
  EXPECT_EQ(num("1.2E+5").text(), "120000");
  EXPECT_EQ(num("000.000").text(), "0");
  EXPECT_EQ(num("-0"), Decimal());
  EXPECT_EQ(num("9223372036854775808").text(), "9223372036854775808");
  EXPECT_EQ(num("-9223372036854775808").text(), "-9223372036854775808");
}

TEST(Number, RefusesWhatIsNotANumber) {
  for (std::string_view text : {"", "-", ".", "1.", "1.e2", "1e", "1e+", "e5", "1 ", " 1", "1,000", "0x1", "1..2",
                                "--1", "NaN", "INF", "1e9999"})
    EXPECT_EQ(Decimal::parse(text), std::nullopt) << text;
}

TEST(Number, RoundsLongLiteralsOnce) {
  EXPECT_EQ(num("1.0000000000000000000000000000000005").text(), "1");  // a tie goes to even
  EXPECT_EQ(num("1.00000000000000000000000000000000050000000000000000000001").text(),
            "1.000000000000000000000000000000001");
  EXPECT_EQ(num("9999999999999999999999999999999999.5").text(), "10000000000000000000000000000000000");
}

TEST(Number, ReachesTheEdgesOfDecimal128) {
  EXPECT_EQ(num("9.999999999999999999999999999999999e6144").text(), "9.999999999999999999999999999999999e+6144");
  EXPECT_EQ(num("1e6144").text(), "1e+6144");
  EXPECT_EQ(num("1e-6176").text(), "1e-6176");
  EXPECT_EQ(num("1e-6177"), Decimal());
  EXPECT_EQ(shown(multiply(num("1e6144"), Decimal(10))), "null");
  EXPECT_EQ(shown(multiply(num("1e-6176"), num("0.1"))), "0");
  EXPECT_EQ(shown(add(num("1e6144"), Decimal(1))), "1e+6144");
}

TEST(Number, HasOneNormalForm) {
  EXPECT_EQ(num("1.10"), num("1.1"));
  EXPECT_EQ(*divide(num("100000000000000000000"), num("10")), num("10000000000000000000"));
  EXPECT_EQ(*divide(num("10000000000000000000"), num("10")), Decimal(1'000'000'000'000'000'000));
  EXPECT_TRUE(divide(num("1e30"), num("1e20"))->is_small());
  EXPECT_EQ(*divide(num("1e30"), num("1e20")), num("10000000000"));
  EXPECT_EQ(add(num("0.5"), num("0.5"))->as_integer(), 1);
}

TEST(Number, KeepsTheLeastOf64BitsWide) {
  EXPECT_EQ(Decimal(INT64_MIN), num("-9223372036854775808"));
  EXPECT_EQ(subtract(Decimal(-INT64_MAX), Decimal(1)), num("-9223372036854775808"));
  EXPECT_EQ(multiply(Decimal(INT64_C(-4294967296)), Decimal(INT64_C(2147483648))), num("-9223372036854775808"));
  EXPECT_EQ(negate(Decimal(INT64_MIN)).text(), "9223372036854775808");
}

TEST(Number, LeavesNoResultWhereThereIsNone) {
  EXPECT_EQ(divide(Decimal(1), Decimal()), std::nullopt);
  EXPECT_EQ(modulo(Decimal(1), Decimal()), std::nullopt);
  EXPECT_EQ(square_root(Decimal(-1)), std::nullopt);
  EXPECT_EQ(natural_log(Decimal()), std::nullopt);
  EXPECT_EQ(power(Decimal(), Decimal(-1)), std::nullopt);
  EXPECT_EQ(power(Decimal(-8), num("0.5")), std::nullopt);
  EXPECT_EQ(power(Decimal(10), Decimal(7000)), std::nullopt);
  EXPECT_EQ(exponential(Decimal(15000)), std::nullopt);
  EXPECT_EQ(round(Decimal(1), 6177, Rounding::half_up), std::nullopt);
  EXPECT_EQ(round(Decimal(1), -6112, Rounding::half_up), std::nullopt);
}

TEST(Number, TakesPowers) {
  EXPECT_EQ(shown(power(Decimal(2), Decimal(10))), "1024");
  EXPECT_EQ(shown(power(Decimal(), Decimal())), "1");
  EXPECT_EQ(shown(power(Decimal(4), num("0.5"))), "2");
  EXPECT_EQ(shown(power(Decimal(-2), Decimal(3))), "-8");
  EXPECT_EQ(shown(power(Decimal(-1), num("1e30"))), "1");
  EXPECT_EQ(shown(power(Decimal(-1), num("9223372036854775809"))), "-1");
  EXPECT_EQ(shown(power(Decimal(10), Decimal(-7000))), "0");
  EXPECT_EQ(shown(power(num("1.000000000000000000000000000000001"), num("1e33"))),
            "2.718281828459045235360287471352661");
}

TEST(Number, RoundsPowersThatLieHalfWayToEven) {
  EXPECT_EQ(shown(power(Decimal(316'227'766'016'837'925), Decimal(2))), "99999999999999994813934615718305620");
  EXPECT_EQ(shown(power(Decimal(2), Decimal(-50))), "0.0000000000000008881784197001252323389053344726562");
}

TEST(Number, ModuloHasTheSignOfTheDivisor) {
  EXPECT_EQ(shown(modulo(Decimal(-12), Decimal(5))), "3");
  EXPECT_EQ(shown(modulo(Decimal(12), Decimal(-5))), "-3");
  EXPECT_EQ(shown(modulo(num("10.1"), num("4.5"))), "1.1");
}

TEST(Number, ReadsGroupedText) {
  EXPECT_EQ(shown(parse_grouped("1 000,0", " ", ",")), "1000");
  EXPECT_EQ(shown(parse_grouped("1,000.5", ",", ".")), "1000.5");
  EXPECT_EQ(shown(parse_grouped("1.000.000,01", ".", ",")), "1000000.01");
  EXPECT_EQ(shown(parse_grouped("1,000.5", ",", ",")), "null");
  EXPECT_EQ(shown(parse_grouped("1,000.5", "#", ".")), "null");
}

TEST(Number, TextReadsBack) {
  rc::check([](std::int64_t coefficient) {
    int scale = *rc::gen::inRange(-100, 100);
    Decimal number = Decimal::of(coefficient, scale);
    RC_ASSERT(Decimal::parse(number.text()) == number);
  });
}

// ---- against the oracle

std::string run_oracle(unsigned seed, long count) {
  std::string command =
      "python3 " HASHIRA_SOURCE_DIR "/src/feel/number_oracle.py " + std::to_string(seed) + " " + std::to_string(count);
  FILE* pipe = popen(command.c_str(), "r");
  std::string out;
  char buffer[1 << 16];
  for (std::size_t n = 0; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
  return pclose(pipe) == 0 ? out : "";
}

Rounding mode_named(std::string_view name) {
  constexpr std::pair<std::string_view, Rounding> modes[] = {
      {"half_even", Rounding::half_even}, {"half_up", Rounding::half_up},
      {"half_down", Rounding::half_down}, {"up", Rounding::up},
      {"down", Rounding::down},           {"floor", Rounding::floor},
      {"ceiling", Rounding::ceiling}};
  for (auto [text, mode] : modes)
    if (text == name) return mode;
  ADD_FAILURE() << name;
  return Rounding::down;
}

Number computed(const std::string& op, const Decimal& a, const Decimal& b) {
  if (op == "add") return add(a, b);
  if (op == "subtract") return subtract(a, b);
  if (op == "multiply") return multiply(a, b);
  if (op == "divide") return divide(a, b);
  if (op == "modulo") return modulo(a, b);
  if (op == "sqrt") return square_root(a);
  if (op == "power") return power(a, b);
  if (op == "exp") return exponential(a);
  if (op == "log") return natural_log(a);
  if (op == "compare") return Decimal(compare(a, b) < 0 ? -1 : compare(a, b) > 0 ? 1 : 0);
  if (op.starts_with("round_")) return round(a, static_cast<int>(*b.as_integer()), mode_named(op.substr(6)));
  ADD_FAILURE() << op;
  return std::nullopt;
}

TEST(Number, AgreesWithPythonsDecimal) {
  bool whole = std::getenv("HASHIRA_LONG") != nullptr;
  if (std::system("command -v python3 >/dev/null") != 0) GTEST_SKIP() << "python3 is not here: no oracle";
  std::string out = run_oracle(20201124, whole ? 1'000'000 : 20'000);
  ASSERT_FALSE(out.empty()) << "the oracle failed";
  std::istringstream lines(out);
  std::map<std::string, int> wrong;
  long checked = 0;
  for (std::string op, a, b, expected; lines >> op >> a >> b >> expected; ++checked) {
    Number right = expected == "null" ? std::nullopt : Decimal::parse(expected);
    Number got = computed(op, num(a), num(b));
    if (got != right && ++wrong[op] <= 5)
      ADD_FAILURE() << op << ' ' << a << ' ' << b << ": " << shown(got) << ", not " << expected;
  }
  for (const auto& [op, count] : wrong) ADD_FAILURE() << op << ": " << count << " wrong";
  EXPECT_GT(checked, whole ? 900'000 : 18'000);
}

}  // namespace
}  // namespace hashira::feel
