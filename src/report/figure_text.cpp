#include "report/figure_text.h"

#include <fmt/core.h>

namespace hashira::report {
namespace {

std::string_view say(Language language, std::string_view ja, std::string_view en) {
  return language == Language::japanese ? ja : en;
}

std::string mark(bool synthetic, Language language) {
  return synthetic ? fmt::format("  [{}]", synthetic_mark(language)) : std::string();
}

std::string line(std::string_view name, std::string_view content) { return fmt::format("  {}: {}\n", name, content); }

std::string number(std::int64_t value, int scale) { return japanese::text(japanese::normal({value, scale})); }

std::string definition(const portfolio::Figure& figure, Language language) {
  std::string out;
  if (!figure.where.empty()) out += line(say(language, "数える案件", "counts cases where"), figure.where);
  if (!figure.value.empty()) out += line(say(language, "合計する値", "adds up"), figure.value);
  if (!figure.key.empty()) out += line(say(language, "一つと数える単位", "counts once each"), figure.key);
  return out;
}

const portfolio::Text* choice_label(const portfolio::Programme& programme, const std::string& fact_id, const std::string& value) {
  const portfolio::Fact* fact = programme.fact(fact_id);
  if (fact == nullptr) return nullptr;
  for (const portfolio::Choice& choice : fact->choices) {
    if (choice.id == value) return &choice.label;
  }
  return nullptr;
}

std::string breakdown_text(const portfolio::Programme& programme, const std::string& dimension,
                           const std::map<std::string, std::int64_t>& values, int scale, Language language) {
  const portfolio::Fact* fact = programme.fact(dimension);
  std::string out = fmt::format("  {}:\n", fact == nullptr ? dimension : in(language, fact->label));
  for (const auto& [value, amount] : values) {
    const portfolio::Text* label = choice_label(programme, dimension, value);
    out += fmt::format("    {:>14}  {}{}\n", number(amount, scale), value,
                       label == nullptr ? "" : "  " + in(language, *label));
  }
  return out;
}

}  // namespace

std::string figure_text(const portfolio::Programme& programme, const FigureResult& result, const Breakdowns& breakdowns,
                        Language language) {
  const portfolio::Figure& figure = *result.figure;
  std::string out = fmt::format("{}/{}  {}\n", programme.id, figure.id, in(language, figure.label));
  out += line(say(language, "結果", "result"), printed(result, language));
  if (result.counted) out += line(say(language, "値", "exact"), japanese::text(*result.value()) + " " + figure.unit);
  out += line(say(language, "基準", "basis"), words(figure.basis, language));
  out += line(say(language, "根拠", "evidence"), words(figure.evidence, language));
  if (result.as_of) out += line(say(language, "時点", "as of"), date(*result.as_of, language));
  out += line(say(language, "記録数", "entries"),
              result.synthetic() == 0 ? std::to_string(result.entries())
                                      : fmt::format("{} ({} {})", result.entries(), say(language, "うち合成データ", "of which synthetic:"),
                                                    result.synthetic()));
  out += definition(figure, language);
  for (const auto& [dimension, values] : breakdowns) {
    out += breakdown_text(programme, dimension, values, result.counted ? result.counted->scale : 0, language);
  }
  return out;
}

std::string cases_text(const portfolio::Programme& programme, std::span<const CaseLine> cases, Language language) {
  std::string out;
  for (const CaseLine& one : cases) {
    out += fmt::format("{}/{:<8}  {:>14}  {}{}\n", programme.id, one.number, number(one.value, one.scale), one.state, mark(one.synthetic, language));
  }
  return out.empty() ? std::string(say(language, "該当する案件はありません\n", "no case counts here\n")) : out;
}

std::string entries_text(std::span<const EntryLine> entries, Language language) {
  std::string out;
  for (const EntryLine& one : entries) {
    const journal::Entry& entry = *one.entry;
    std::string delta = (one.delta < 0 ? "" : "+") + number(one.delta, one.scale);
    out += fmt::format("{}/{:<8}  {:>15}  {}  {:<28}  {}{}{}\n", entry.stream, entry.seq, delta, entry.happened_on.iso(),
                       entry.type, entry.case_number == 0 ? "" : fmt::format("{} {}  ", say(language, "案件", "case"), entry.case_number),
                       entry.actor, mark(entry.synthetic, language));
  }
  return out.empty() ? std::string(say(language, "この数値を動かした記録はありません\n", "no entry has moved this figure\n")) : out;
}

}  // namespace hashira::report
