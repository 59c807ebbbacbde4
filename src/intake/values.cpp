#include "intake/values.h"

#include <fmt/core.h>

#include "base/japanese.h"
#include "intake/internal/money_text.h"
#include "intake/internal/wareki.h"

namespace hashira::intake {
namespace {

using portfolio::Fact;
using portfolio::FactType;

using Answer = tl::expected<Converted, Problem>;

tl::unexpected<Problem> wrong(portfolio::Text what, portfolio::Text mend) {
  return tl::unexpected<Problem>(Problem{std::move(what), std::move(mend)});
}

constexpr std::size_t zeros_lost_max = 5;

// Widths folded, blanks at the ends dropped. FAST PATH: ASCII is folded already.
std::string folded(std::string_view text) {
  bool ascii = std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
  std::string out = ascii ? std::string(text) : japanese::normalised(text);
  std::size_t first = out.find_first_not_of(" \t\r\n"), last = out.find_last_not_of(" \t\r\n");
  return first == std::string::npos ? std::string() : out.substr(first, last - first + 1);
}

std::string without_blanks(std::string_view text) {
  std::string out = folded(text);
  std::erase_if(out, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

std::string shown(std::string_view text) {
  std::string out(text.substr(0, 60));
  while (!out.empty() && (out.back() & 0xC0) == 0x80) out.pop_back();
  if (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0) == 0xC0) out.pop_back();
  return text.size() > 60 ? out + "…" : std::string(text);
}

bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

// (circles come as ○ ◯ 〇 and the NFKC forms of check marks)
Answer boolean_of(std::string_view text) {
  std::string word = without_blanks(text);
  if (one_of(word, {"はい", "有", "有り", "あり", "○", "◯", "〇", "✓", "✔", "☑", "レ", "1", "true", "yes", "y", "該当",
                    "該当する", "した", "する"}))
    return Converted{"true"};
  if (one_of(word, {"いいえ", "無", "無し", "なし", "×", "✕", "✖", "x", "☐", "0", "false", "no", "n", "非該当",
                    "該当しない", "していない", "しない"}))
    return Converted{"false"};
  return wrong(
      {fmt::format("「{}」は「はい」か「いいえ」のどちらとも読めません", shown(text)),
       fmt::format("'{}' reads neither as yes nor as no", shown(text))},
      {"「はい」か「いいえ」にするか、値の読替えを指定してください", "Write yes or no, or say what this value means"});
}

Answer date_of(const Cell& cell) {
  auto day = day_of_text(cell.text);
  if (!day) return tl::unexpected<Problem>(std::move(day.error()));
  return Converted{day->iso()};
}

tl::unexpected<Problem> not_whole(std::string_view text, const char* ja, const char* en) {
  return wrong({fmt::format("「{}」は{}になりません", shown(text), ja), fmt::format("'{}' is no {}", shown(text), en)},
               {"数字だけを書いてください（例 120000）", "Write digits only, as 120000"});
}

Answer number_of_text(std::string_view text) {
  std::optional<MoneyText> number = money_text(folded(text));
  std::optional<std::int64_t> whole = number && !number->yen_sign ? whole_of(number->value, 0) : std::nullopt;
  if (!whole) return not_whole(text, "整数", "whole number");
  return Converted{std::to_string(*whole)};
}

Answer yen_of(const Cell& cell, MoneyUnit unit) {
  if (cell.scaled) {
    return wrong({"千単位で表示する書式のセルです。見えている数と中の数が違います",
                  "The cell's format shows thousands: what is seen is not what is stored"},
                 {"書式を「標準」に戻し、円か千円かを確かめてください",
                  "Set the format to general and check whether it is yen or thousand yen"});
  }
  std::optional<MoneyText> number = money_text(folded(cell.text));
  if (!number) return not_whole(cell.text, "金額", "amount");
  bool conflict = unit != MoneyUnit::yen && (number->own_unit || number->yen_sign);
  if (conflict) {
    return wrong({fmt::format("「{}」はセルに単位があり、列の単位（{}）と合いません", shown(cell.text), written(unit)),
                  fmt::format("'{}' names a unit of its own, which is not that of its column ({})", shown(cell.text),
                              id_of(unit))},
                 {"セルの単位を消すか、列の単位を円にしてください",
                  "Remove the unit from the cell, or declare the column in yen"});
  }
  std::optional<std::int64_t> yen = whole_of(number->value, zeros_of(unit));
  if (!yen) {
    return wrong(
        {fmt::format("「{}」（{}）は円の整数になりません", shown(cell.text), written(unit)),
         fmt::format("'{}' ({}) is no whole number of yen", shown(cell.text), id_of(unit))},
        {"1円未満の端数がないか、単位が正しいかを確かめてください", "Check for fractions of a yen, and the unit"});
  }
  return Converted{std::to_string(*yen)};
}

// Hiragana (U+3041 to U+3096) stands 0x60 below its katakana.
std::string katakana(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto at = [&](std::size_t n) { return static_cast<unsigned char>(i + n < text.size() ? text[i + n] : '\0'); };
    int code = at(0) == 0xE3 ? (at(1) & 0x3F) << 6 | (at(2) & 0x3F) | 0x3000 : 0;
    if (code < 0x3041 || code > 0x3096) {
      out += text[i];
      continue;
    }
    code += 0x60;
    out += '\xE3';
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
    i += 2;
  }
  return out;
}

// Codes of a fixed number of digits; a spreadsheet that takes them for numbers drops the zeros in front. A postal code
// has two of them at most (001-0000); one that is shorter was cut.
struct CodeForm {
  std::size_t digits, zeros_most;
};
CodeForm code_form(std::string_view check) {
  if (check == "bank_code") return {4, 3};
  if (check == "branch_code") return {3, 2};
  if (check == "account_number") return {7, 6};
  if (check == "postal_code") return {7, 2};
  return check == "municipality_code" ? CodeForm{6, 1} : CodeForm{0, 0};
}

Answer text_of(const Fact& fact, const Cell& cell) {
  std::string text = folded(cell.text);
  if (fact.check == "kana") return Converted{katakana(text)};
  CodeForm form = code_form(fact.check);
  bool plain = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  if (plain && form.digits > text.size() && form.digits - text.size() <= form.zeros_most) {
    return Converted{std::string(form.digits - text.size(), '0') + text, true};
  }
  if (plain && fact.check == "phone" && text.front() != '0' && (text.size() == 9 || text.size() == 10))
    return Converted{"0" + text, true};
  return Converted{std::move(text)};
}

}  // namespace

tl::expected<Date, Problem> day_of_text(std::string_view text) {
  if (std::optional<Date> day = read_day(folded(text))) return *day;
  return wrong({fmt::format("「{}」は日付として読めません", shown(text)),
                fmt::format("'{}' does not read as a date", shown(text))},
               {"令和2年5月20日 か 2020/5/20 のように、元号か西暦4桁で書いてください",
                "Write 2020-05-20, or the year of the era with its name"});
}

// An id's zeros in front may be gone.
ColumnReader::ColumnReader(const Fact& fact, ValueRule rule) : fact_(fact), rule_(std::move(rule)) {
  auto add = [&](std::string word, const std::string& id) {
    if (word.empty()) return;
    auto [found, fresh] = choices_.try_emplace(std::move(word), id);
    if (!fresh && found->second != id) found->second.clear();
  };
  for (const portfolio::Choice& choice : fact.choices) {
    for (const std::string* name : {&choice.id, &choice.label.ja, &choice.label.en})
      add(without_blanks(*name), choice.id);
  }
  for (const auto& [from, to] : rule_.values) values_.try_emplace(without_blanks(from), to);
}

Answer ColumnReader::choice_of(std::string_view text) const {
  std::string word = without_blanks(text);
  bool digits = word.find_first_not_of("0123456789") == std::string::npos;
  auto found = choices_.find(word);
  bool zeros = false;
  for (std::size_t n = 1; found == choices_.end() && digits && n <= zeros_lost_max; ++n) {
    found = choices_.find(std::string(n, '0') + word);
    zeros = true;
  }
  if (found != choices_.end() && !found->second.empty()) return Converted{found->second, zeros};
  if (found != choices_.end()) {
    return wrong({fmt::format("「{}」は選択肢の二つに当たります", shown(text)),
                  fmt::format("'{}' fits two of the choices", shown(text))},
                 {"選択肢の記号（id）で書くか、値の読替えを指定してください",
                  "Write the id of the choice, or say what this value means"});
  }
  std::string some;
  for (std::size_t i = 0; i < fact_.choices.size() && i < 4; ++i)
    some += (i == 0 ? "" : "、") + fact_.choices[i].label.ja;
  return wrong(
      {fmt::format("「{}」は選択肢にありません", shown(text)), fmt::format("'{}' is none of the choices", shown(text))},
      {fmt::format("{}{}から選ぶか、値の読替えを指定してください", some, fact_.choices.size() > 4 ? "など" : ""),
       "Write one of the programme's choices, or say what this value means"});
}

Answer ColumnReader::by_type(const Cell& cell) const {
  switch (fact_.type) {
    case FactType::boolean:
      return boolean_of(cell.text);
    case FactType::date:
      return date_of(cell);
    case FactType::choice:
      return choice_of(cell.text);
    case FactType::number:
      return number_of_text(cell.text);
    case FactType::yen:
      return yen_of(cell, rule_.unit);
    case FactType::text:
      break;
  }
  return text_of(fact_, cell);
}

Answer ColumnReader::read(const Cell& cell) const {
  if (cell.kind == CellKind::error) {
    return wrong(
        {fmt::format("セルが「{}」で、値がありません", cell.text.empty() ? "未計算の式" : shown(cell.text)),
         fmt::format("The cell is '{}': it has no value",
                     cell.text.empty() ? "a formula not computed" : shown(cell.text))},
        {"式を直すか、値だけを貼り付けて保存してください", "Mend the formula, or paste values only and save again"});
  }
  if (folded(cell.text).empty()) return Converted{};
  if (!values_.empty()) {
    if (auto found = values_.find(without_blanks(cell.text)); found != values_.end())
      return by_type({found->second, CellKind::text});
  }
  return by_type(cell);
}

}  // namespace hashira::intake
