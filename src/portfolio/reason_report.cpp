// Verdicts as JSON for programs and as a table for a tired official.
#include <fmt/core.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/japanese.h"
#include "portfolio/reason.h"

namespace hashira::portfolio {
namespace {

std::string_view standing_word(Standing standing) {
  switch (standing) {
    case Standing::possible: return "possible";
    case Standing::impossible: return "impossible";
    case Standing::unconstrained: break;
  }
  return "unconstrained";
}

// Pages word an impossible total as unexplained: the report may know something that it does not print.
std::string_view standing_ja(Standing standing) {
  switch (standing) {
    case Standing::possible: return "両立する";
    case Standing::impossible: return "未説明";
    case Standing::unconstrained: break;
  }
  return "手がかりなし";
}

boost::json::value bounds_json(const std::optional<Bounds>& bounds) {
  if (!bounds) return nullptr;
  boost::json::object out{{"min", bounds->min}, {"max", nullptr}};
  if (bounds->max) out["max"] = *bounds->max;
  return out;
}

boost::json::value example_json(const std::vector<PaymentGroup>& example) {
  if (example.empty()) return nullptr;
  boost::json::array out;
  for (const PaymentGroup& group : example) out.push_back({{"count", group.count}, {"amount", group.amount}});
  return out;
}

std::string bounds_text(const Verdict& verdict) {
  if (!verdict.bounds) return "";
  if (!verdict.bounds->max) return japanese::with_commas(verdict.bounds->min) + "–";
  return fmt::format("{}–{}", japanese::with_commas(verdict.bounds->min), japanese::with_commas(*verdict.bounds->max));
}

std::string example_text(const Verdict& verdict) {
  std::string out;
  for (const PaymentGroup& group : verdict.example) {
    out += fmt::format("{}{} × {}", out.empty() ? "" : " + ", japanese::with_commas(group.count), japanese::with_commas(group.amount));
  }
  return out;
}

std::string row_text(const Verdict& verdict, const Portfolio& portfolio, bool english) {
  const Programme* programme = portfolio.programme(verdict.programme);
  const Figure* figure = programme ? programme->figure(verdict.figure) : nullptr;
  auto say = [&](const Text& text) { return english && !text.en.empty() ? text.en : text.ja; };
  std::string out = fmt::format("{}  {} {}  {}/{}\n", english ? standing_word(verdict.standing) : standing_ja(verdict.standing),
                                english ? "line" : "行", verdict.line, verdict.programme, verdict.figure);
  if (programme && figure) out += fmt::format("    {}: {} {}\n", say(programme->name), say(figure->label), verdict.printed);
  if (verdict.bounds) out += fmt::format("    {} {}\n", english ? "allowed:" : "許される範囲：", bounds_text(verdict));
  if (!verdict.example.empty()) out += fmt::format("    {} {}\n", english ? "for example:" : "例：", example_text(verdict));
  return out + fmt::format("    {}\n", say(verdict.why));
}

}  // namespace

boost::json::value reason_json(const std::vector<Verdict>& verdicts) {
  boost::json::array totals;
  for (const Verdict& verdict : verdicts) {
    totals.push_back({{"programme", verdict.programme},
                      {"figure", verdict.figure},
                      {"line", verdict.line},
                      {"verdict", standing_word(verdict.standing)},
                      {"bounds", bounds_json(verdict.bounds)},
                      {"example", example_json(verdict.example)},
                      {"why", verdict.why.en},
                      {"why_ja", verdict.why.ja}});
  }
  return {{"totals", std::move(totals)}};
}

std::string reason_text(const std::vector<Verdict>& verdicts, const Portfolio& portfolio, feel::Language language) {
  bool english = language == feel::Language::english;
  std::string out;
  std::size_t counts[3] = {};
  for (Standing standing : {Standing::impossible, Standing::possible, Standing::unconstrained}) {
    for (const Verdict& verdict : verdicts) {
      if (verdict.standing != standing) continue;
      ++counts[static_cast<std::size_t>(standing)];
      out += row_text(verdict, portfolio, english);
    }
  }
  auto count = [&](Standing standing) { return counts[static_cast<std::size_t>(standing)]; };
  return out + fmt::format(fmt::runtime(english ? "{} totals: {} impossible, {} possible, {} unconstrained\n"
                                                : "全{}件：未説明{}、両立する{}、手がかりなし{}\n"),
                           verdicts.size(), count(Standing::impossible), count(Standing::possible), count(Standing::unconstrained));
}

}  // namespace hashira::portfolio
