// Finds the cases behind a figure for the public.
// Guarantees: see public_cases.h.
// Suppression: see suppression.h for breakdowns; here the whole list is the group.
#include "http/public_cases.h"

#include <charconv>

#include "app/desk.h"

namespace hashira::http {
namespace {

// Reported totals stand for no person: they are shown however few.
Result<bool> too_few(Call& call, const std::string& programme, const std::string& figure) {
  if (call.user) return false;
  auto threshold = static_cast<std::size_t>(call.site.options.suppress_below);
  std::vector<app::FigureCase> cases = TRY(app::figure_cases(call.site.engine, programme, figure, 0, threshold));
  bool totals = !cases.empty() && std::all_of(cases.begin(), cases.end(), [](const auto& one) { return one.instrument == "reported"; });
  return !totals && cases.size() < threshold;
}

}  // namespace

Result<std::uint64_t> whole_number(std::string_view text, std::string_view field) {
  std::uint64_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && !text.empty()) return number;
  return fail("http.bad_query", fmt::format("「{0}」は番号ではありません。 / “{0}” is not a number.", field),
              "数字だけで指定してください。 / Give digits only.", Place{std::string(field), 0, 0});
}

Result<PublicCases> public_cases(Call& call, std::size_t limit) {
  PublicCases out;
  auto value = TRY(app::figure_value(call.site.engine, call.params[0], call.params[1], &out.version));
  out.figure = value.figure;
  std::uint64_t after = call.query.has("after") ? TRY(whole_number(call.query.get("after"), "after")) : 0;
  out.hidden = TRY(too_few(call, call.params[0], call.params[1]));
  if (out.hidden) return out;
  out.cases = TRY(app::figure_cases(call.site.engine, call.params[0], call.params[1], after, limit + 1));
  out.more = out.cases.size() > limit;
  if (out.more) out.cases.pop_back();
  return out;
}

Result<PublicCase> public_case(Call& call) {
  PublicCase out;
  auto value = TRY(app::figure_value(call.site.engine, call.params[0], call.params[1], &out.version));
  out.figure = value.figure;
  auto number = TRY(whole_number(call.params[2], "number"));
  if (TRY(too_few(call, call.params[0], call.params[1])))
    return fail("http.suppressed",
                "この数字のもとになる案件は少ないため、一件ごとには公表していません。 / The cases behind this figure are too "
                "few to be shown one by one.",
                "件数が増えると見られるようになります。 / They are shown once there are more.");
  auto view = TRY(app::view_case(call.site.engine, call.params[0], number, app::Actor{}));
  out.value = std::move(view.value);
  out.entries = std::move(view.entries);
  bool counted = false;
  for (const auto& one : out.version->figures.contributions(out.value))
    counted = counted || (one.cell == out.figure->id && one.delta != 0);
  if (!counted && !call.user)
    return fail("http.not_found", "この案件は、この数字に入っていません。 / This case does not count in this figure.",
                "案件の一覧から選んでください。 / Choose one from the list of cases.");
  return out;
}

}  // namespace hashira::http
