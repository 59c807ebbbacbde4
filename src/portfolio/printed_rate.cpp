#include "portfolio/printed_rate.h"

#include "base/japanese.h"

namespace hashira::portfolio {
namespace {

// What is left to read. Each take_* reads from the front, or leaves it alone.
using Rest = std::string_view;

bool take(Rest& rest, std::string_view word) {
  if (!rest.starts_with(word)) return false;
  rest.remove_prefix(word.size());
  return true;
}

// 1 to 99 in kanji: 九, 十二, 二十. 0: none.
std::int64_t take_kanji(Rest& rest) {
  static constexpr std::string_view digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
  auto digit = [&]() -> std::int64_t {
    for (std::size_t i = 0; i < std::size(digits); ++i) {
      if (take(rest, digits[i])) return static_cast<std::int64_t>(i) + 1;
    }
    return 0;
  };
  std::int64_t first = digit();
  if (!take(rest, "十")) return first;
  return (first == 0 ? 1 : first) * 10 + digit();
}

std::optional<std::int64_t> take_whole(Rest& rest) {
  Rest after = rest;
  if (std::int64_t kanji = take_kanji(after); kanji > 0) {
    rest = after;
    return kanji;
  }
  Result<japanese::ReadNumber> number = japanese::read_number(rest);
  bool plain = number && number->value.scale == 0 && number->form.unit == japanese::Unit::one;
  if (!plain) return std::nullopt;
  rest.remove_prefix(number->size);
  return number->value.coefficient;
}

std::optional<Share> sound(std::int64_t numerator, std::int64_t denominator) {
  constexpr std::int64_t denominator_max = 1'000'000;
  bool share = numerator > 0 && numerator <= denominator && denominator <= denominator_max;
  return share ? std::optional(Share{numerator, denominator}) : std::nullopt;
}

// 62.5% → 625/1000; 5割 → 5/10.
std::optional<Share> take_part_of(Rest& rest) {
  Result<japanese::ReadNumber> number = japanese::read_number(rest);
  if (!number || number->value.scale > 3 || number->form.unit != japanese::Unit::one) return std::nullopt;
  Rest after = rest.substr(number->size);
  std::int64_t denominator = take(after, "%") ? 100 : take(after, "割") ? 10 : 0;
  if (denominator == 0) return std::nullopt;
  for (int i = 0; i < number->value.scale; ++i) denominator *= 10;
  rest = after;
  return sound(number->value.coefficient, denominator);
}

// 3/4, 10分の9, 十二分の一, 10%, 5割.
std::optional<Share> take_share(Rest& rest) {
  Rest after = rest;
  if (std::optional<std::int64_t> first = take_whole(after)) {
    bool slash = take(after, "/");
    if (slash || take(after, "分の")) {
      std::optional<std::int64_t> second = take_whole(after);
      if (!second) return std::nullopt;
      rest = after;
      return slash ? sound(*first, *second) : sound(*second, *first);
    }
  }
  return take_part_of(rest);
}

// 500千円, 1,000,000円, 100万円.
std::optional<Yen> take_amount(Rest& rest) {
  Result<japanese::ReadNumber> number = japanese::read_number(rest);
  if (!number || number->value.scale != 0 || number->value.coefficient <= 0) return std::nullopt;
  std::string_view after = rest.substr(number->size);
  bool grouped = japanese::commas_fit(rest.substr(0, number->size));
  if (!grouped || !take(after, "円")) return std::nullopt;
  rest = after;
  return Yen(number->value.coefficient);
}

// 上限500千円, and 500千円以内 where a cap may stand alone.
std::optional<Yen> take_cap(Rest& rest) {
  Rest after = rest;
  bool named = take(after, "上限");
  if (named) static_cast<void>(take(after, ":") || take(after, "額"));
  std::optional<Yen> amount = take_amount(after);
  bool within = amount && (take(after, "以内") || take(after, "以下"));
  if (!amount || (!named && !within)) return std::nullopt;
  rest = after;
  return amount;
}

// (上限500千円) or 、上限500千円 behind a share; empty rest otherwise.
bool take_cap_behind(Rest& rest, PrintedRate& out) {
  if (rest.empty()) return true;
  bool bracket = take(rest, "(");
  if (!bracket) static_cast<void>(take(rest, "、") || take(rest, ","));
  out.cap = take_cap(rest);
  return out.cap && (!bracket || take(rest, ")")) && rest.empty();
}

std::string without_spaces(std::string_view utf8) {
  std::string out = japanese::normalised(utf8);
  std::erase_if(out, [](char c) { return c == ' ' || c == '\t'; });
  return out;
}

}  // namespace

std::optional<PrintedRate> read_printed_rate(std::string_view utf8) {
  std::string text = without_spaces(utf8);
  Rest rest = text;
  PrintedRate out;
  if (take(rest, "補助率")) static_cast<void>(take(rest, ":"));
  if (take(rest, "定額")) {
    out.flat = true;
  } else if ((out.share = take_share(rest))) {
    static_cast<void>(take(rest, "以内"));
  } else {
    out.cap = take_cap(rest);
    return out.cap && rest.empty() ? std::optional(out) : std::nullopt;
  }
  return take_cap_behind(rest, out) ? std::optional(out) : std::nullopt;
}

}  // namespace hashira::portfolio
