#include "portfolio/internal/reason_words.h"

#include <fmt/core.h>

#include "base/japanese.h"

namespace hashira::portfolio::reason_words {
namespace {

using japanese::with_commas;

std::string ja_amount(const Figure& figure, std::int64_t value) { return with_commas(value) + figure.unit; }
std::string en_amount(const Figure& figure, std::int64_t value) {
  return with_commas(value) + (figure.unit == "円" ? " yen" : figure.unit == "ルーブル" ? " roubles" : "");
}

std::string ja_range(const Figure& figure, const Bounds& bounds) {
  if (!bounds.max) return ja_amount(figure, bounds.min) + "以上";
  if (*bounds.max == bounds.min) return ja_amount(figure, bounds.min);
  return fmt::format("{}から{}", ja_amount(figure, bounds.min), ja_amount(figure, *bounds.max));
}
std::string en_range(const Figure& figure, const Bounds& bounds) {
  if (!bounds.max) return "at least " + en_amount(figure, bounds.min);
  if (*bounds.max == bounds.min) return en_amount(figure, bounds.min);
  return fmt::format("{} to {}", with_commas(bounds.min), en_amount(figure, *bounds.max));
}

std::string joined(const std::vector<Yen>& amounts, std::string_view separator, std::string_view last, std::string_view unit) {
  std::string out;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    if (i > 0) out += i + 1 == amounts.size() ? last : separator;
    out += with_commas(amounts[i].count());
    out += unit;
  }
  return out;
}

}  // namespace

Text printed(const Figure& figure, const Bounds& stands_for) {
  if (stands_for.max == stands_for.min) {
    return {fmt::format("印刷は{}。", figure.printed.published),
            fmt::format("The report prints {}, exact.", en_range(figure, stands_for))};
  }
  return {fmt::format("印刷の{}が表すのは{}。", figure.printed.published, ja_range(figure, stands_for)),
          fmt::format("The printed {} stands for {}.", figure.printed.published, en_range(figure, stands_for))};
}

Text amounts_each(const Figure& figure, const Figure& count, const Limit& limit, const Bounds& allowed) {
  return {fmt::format("一件{}で{}なら、合計は{}になる。", joined(limit.amounts, "・", "・", "円"), count.printed.published,
                      ja_range(figure, allowed)),
          fmt::format("{} payments of {} yen come to {}.", with_commas(count.published_value),
                      joined(limit.amounts, ", ", " or ", ""), en_range(figure, allowed))};
}

Text maximum_each(const Figure& figure, const Figure& count, const Limit& limit, const Bounds& allowed) {
  std::int64_t cap = limit.amounts.front().count();
  return {fmt::format("一件{}円までで{}なら、合計は最大{}になる。", with_commas(cap), count.printed.published,
                      ja_amount(figure, *allowed.max)),
          fmt::format("{} payments of at most {} yen come to at most {}.", with_commas(count.published_value), with_commas(cap),
                      en_amount(figure, *allowed.max))};
}

Text total(const Figure& figure, const Limit& limit, const Figure* base, const Bounds& allowed) {
  if (!base || !limit.rate_numerator) {
    return {fmt::format("合計の上限は{}。", ja_amount(figure, *allowed.max)),
            fmt::format("The total is capped at {}.", en_amount(figure, *allowed.max))};
  }
  return {fmt::format("上限は{}（{}）の{}分の{}で、最大{}になる。", base->label.ja, base->printed.published, *limit.rate_denominator,
                      *limit.rate_numerator, ja_amount(figure, *allowed.max)),
          fmt::format("The cap is {}/{} of \"{}\" ({}): at most {}.", *limit.rate_numerator, *limit.rate_denominator, base->label.en,
                      base->printed.published, en_amount(figure, *allowed.max))};
}

Text count_max(const Figure& figure, const Limit& limit) {
  return {fmt::format("上限は{}。", ja_amount(figure, *limit.count_max)),
          fmt::format("At most {} are allowed.", en_amount(figure, *limit.count_max))};
}

Text rate_without_base(const Limit& limit) {
  return {fmt::format("率{}/{}の対象となる経費は印刷されていない。", *limit.rate_numerator, *limit.rate_denominator),
          fmt::format("The cost to which the rate {}/{} applies is not printed.", *limit.rate_numerator, *limit.rate_denominator)};
}

Text parts(const Figure& figure, const Bounds& sum) {
  return {fmt::format("内訳の合計は{}。", ja_range(figure, sum)), fmt::format("Its parts add up to {}.", en_range(figure, sum))};
}

Text part_at_least(const Figure& figure, const Figure& part, const Bounds& allowed) {
  return {fmt::format("「{}」を含むので{}。", part.label.ja, ja_range(figure, allowed)),
          fmt::format("It contains \"{}\", so it is {}.", part.label.en, en_range(figure, allowed))};
}

Text rest_of_whole(const Figure& figure, const Figure& whole, const Bounds& allowed) {
  return {fmt::format("「{}」から他の内訳を除くと{}。", whole.label.ja, ja_range(figure, allowed)),
          fmt::format("\"{}\" less the other parts leaves {}.", whole.label.en, en_range(figure, allowed))};
}

Text within_whole(const Figure& figure, const Figure& whole, const Bounds& allowed) {
  return {fmt::format("「{}」の一部なので最大{}。", whole.label.ja, ja_amount(figure, *allowed.max)),
          fmt::format("It is part of \"{}\", so at most {}.", whole.label.en, en_amount(figure, *allowed.max))};
}

Text reading(const Limit& limit) {
  Text said = limit.reading;
  if (said.ja.empty()) said = {"制限が何についてのものかを仮に読んだ", "what the limit is per is assumed"};
  if (said.en.empty()) said.en = said.ja;
  return {fmt::format("この判定は仮の読み方による：{}。", said.ja),
          fmt::format("This verdict rests on an assumed reading: {}.", said.en)};
}

Text conclusion(Standing standing, bool exact) {
  switch (standing) {
    case Standing::possible:
      return exact ? Text{"両立する。", "These agree."}
                   : Text{"上下限の範囲では両立する。", "These agree as far as bounds can tell."};
    case Standing::impossible: return {"どの値でも両立しない。", "No values satisfy them all."};
    case Standing::unconstrained: break;
  }
  return {"金額、率、上限、内訳のいずれも印刷されておらず、確かめようがない。", "No amount, rate, cap or part is printed that would limit it."};
}

}  // namespace hashira::portfolio::reason_words
