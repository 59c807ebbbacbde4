#include "app/answers.h"

#include <charconv>

#include <fmt/core.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "app/answer_checks.h"

namespace hashira::app {
namespace {

using portfolio::Fact;
using portfolio::FactType;
using portfolio::Text;

constexpr std::size_t answer_bytes_max = 4000;

tl::unexpected<AnswerError> wrong(const Fact& fact, Text what, Text mend) {
  return tl::unexpected<AnswerError>(AnswerError{fact.id, std::move(what), std::move(mend)});
}

// FAST PATH: no control character and no space at either end, so that only the widths are left to look at. (Wide spaces
// are no normal form; the bytes excluded begin U+1680, U+2000 …, U+F000 … with the replacement character.)
bool is_plain(std::string_view typed) {
  if (typed.empty() || typed.front() == ' ' || typed.back() == ' ') return false;
  return std::none_of(typed.begin(), typed.end(), [](char c) {
    auto octet = static_cast<unsigned char>(c);
    return octet < ' ' || octet == 0x7f || octet == 0xe1 || octet == 0xe2 || octet == 0xef;
  });
}

// NFKC folds widths (１ → 1, ｶ → カ); spaces around are dropped; control characters are no text.
std::optional<std::string> folded(std::string_view typed) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (is_plain(typed) && nfkc->isNormalizedUTF8({typed.data(), static_cast<int32_t>(typed.size())}, status))
    return std::string(typed);
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(typed.data(), static_cast<int32_t>(typed.size())));
  icu::UnicodeString normal = nfkc->normalize(text, status);
  if (U_FAILURE(status)) return std::nullopt;
  normal.trim();
  for (int32_t i = 0; i < normal.length(); ++i) {
    bool control = normal[i] < 0x20 && normal[i] != '\n' && normal[i] != '\r' && normal[i] != '\t';
    if (control || normal[i] == 0x7f || normal[i] == 0xfffd) return std::nullopt;
  }
  std::string out;
  return normal.toUTF8String(out);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::string digits;
  for (char c : text) {
    if (c != ',' && c != ' ') digits += c;
  }
  if (digits.ends_with("円")) digits.resize(digits.size() - std::string_view("円").size());
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

tl::expected<feel::Value, AnswerError> parse_number(const Fact& fact, std::string_view text) {
  std::optional<std::int64_t> number = whole_number(text);
  if (!number) {
    return wrong(fact, {"数字ではありません", "This is not a whole number"},
                 {"数字だけを書いてください（例 120000）", "Write digits only, as 120000"});
  }
  if (fact.min && *number < *fact.min) {
    return wrong(fact, {fmt::format("{}より小さい数です", *fact.min), fmt::format("The number is below {}", *fact.min)},
                 {"数字を確かめてください", "Please check the number"});
  }
  if (fact.max && *number > *fact.max) {
    return wrong(fact, {fmt::format("{}より大きい数です", *fact.max), fmt::format("The number is above {}", *fact.max)},
                 {"単位（円・千円）を確かめてください", "Please check the unit (yen, thousand yen)"});
  }
  return feel::Value::integer(*number);
}

tl::expected<feel::Value, AnswerError> parse_text(const Fact& fact, std::string_view text) {
  auto characters = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
  if (characters > fact.length_max) {
    return wrong(fact,
                 {fmt::format("長すぎます（{}文字まで）", fact.length_max),
                  fmt::format("This is too long (at most {} characters)", fact.length_max)},
                 {"短くしてください", "Please shorten it"});
  }
  if (std::optional<Text> failed = failed_check(fact.check, text)) {
    return wrong(fact, *failed,
                 {"書類を見て、もう一度入力してください", "Please look at your papers and type it again"});
  }
  return feel::Value::string(text);
}

tl::expected<feel::Value, AnswerError> parse_choice(const Fact& fact, std::string_view text) {
  for (const portfolio::Choice& choice : fact.choices) {
    if (choice.id == text || choice.label.ja == text) return feel::Value::string(choice.id);
  }
  return wrong(fact, {"選択肢にない答えです", "This is not one of the choices"},
               {"一覧から選んでください", "Please choose from the list"});
}

tl::expected<feel::Value, AnswerError> parse_boolean(const Fact& fact, std::string_view text) {
  if (text == "true" || text == "yes" || text == "はい") return feel::Value::boolean(true);
  if (text == "false" || text == "no" || text == "いいえ") return feel::Value::boolean(false);
  return wrong(fact, {"「はい」か「いいえ」ではありません", "This is neither yes nor no"},
               {"どちらかを選んでください", "Please choose one of the two"});
}

tl::expected<feel::Value, AnswerError> parse_date(const Fact& fact, std::string_view text) {
  Result<Date> date = Date::parse(text);
  if (date) return feel::Value::date(*date);
  return wrong(fact, {"日付ではありません", "This is no date"},
               {"例 2020-05-20 のように書いてください", "Write it as 2020-05-20"});
}

}  // namespace

tl::expected<feel::Value, AnswerError> parse_answer(const Fact& fact, std::string_view typed) {
  std::optional<std::string> text = typed.size() <= answer_bytes_max ? folded(typed) : std::nullopt;
  if (!text) {
    return wrong(
        fact, {"読み取れない文字があるか、長すぎます", "This holds characters that cannot be read, or is far too long"},
        {"もう一度入力してください", "Please type it again"});
  }
  if (text->empty()) {
    return wrong(fact, {"答えがありません", "There is no answer"},
                 {"この質問に答えてください", "Please answer this question"});
  }
  switch (fact.type) {
    case FactType::text:
      return parse_text(fact, *text);
    case FactType::number:
    case FactType::yen:
      return parse_number(fact, *text);
    case FactType::boolean:
      return parse_boolean(fact, *text);
    case FactType::date:
      return parse_date(fact, *text);
    case FactType::choice:
      return parse_choice(fact, *text);
  }
  return wrong(fact, {"不明な種類の質問です", "This question is of an unknown kind"},
               {"担当課に連絡してください", "Please contact the office"});
}

std::string answer_text(const Fact& fact, const feel::Value& value) {
  if (value.is_null()) return {};
  if (std::optional<bool> yes = value.as_boolean()) return *yes ? "true" : "false";
  if (value.is(feel::Kind::string)) return std::string(value.as_string());
  if (std::optional<std::int64_t> number = value.as_integer()) return std::to_string(*number);
  if (std::optional<Date> date = value.as_date()) return date->iso();
  (void)fact;
  return feel::to_text(value);
}

bool applies(const audit::Version& version, std::size_t question, const cases::Facts& facts) {
  if (version.programme.questions[question].when.empty()) return true;
  feel::Environment environment;
  return !version.conditions[question].evaluate(audit::fact_slots(version, facts), environment).is_false();
}

}  // namespace hashira::app
