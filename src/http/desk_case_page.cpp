// A case with everything an officer needs on one page: facts, what the rules say and why, entries, and what may be
// done. Guarantees: sealed facts only where `app` opened them for the role; buttons only for what the lifecycle allows
// (rights are checked again when used). Template: desk_case.html.
#include "app/answers.h"
#include "app/desk.h"
#include "cases/fields.h"
#include "cases/flags.h"
#include "http/case_view.h"
#include "http/desk_links.h"
#include "http/handlers.h"
#include "http/later_actions.h"
#include "http/pages.h"
#include "http/public_cases.h"
#include "http/words.h"

namespace hashira::http {
namespace {

View fact_views(const audit::Version& version, const cases::Case& value, Language language) {
  View list{View::type::list};
  for (const auto& fact : version.programme.facts) {  // in the folder's order, as the applicant was asked
    const auto* fact_value = value.fact(fact.id);
    if (!fact_value) continue;
    View one;
    one.set("label", pick(fact.label, language));
    one.set("text", fact_text(&fact, *fact_value, language));
    list << std::move(one);
  }
  return list;
}

View sealed_views(const audit::Version& version, const app::CaseView& view, Language language) {
  View list{View::type::list};
  for (const auto& fact : version.programme.facts) {
    auto found = view.sealed.find(fact.id);
    if (found == view.sealed.end()) continue;
    View one;
    one.set("label", pick(fact.label, language));
    one.set("text", answer_words(&fact, found->second, language));
    list << std::move(one);
  }
  return list;
}

View text_views(const std::vector<std::string>& all) {
  View list{View::type::list};
  for (const auto& text : all) list << View(text);
  return list;
}

View bilingual_views(const std::vector<portfolio::Text>& all, Language language) {
  View list{View::type::list};
  for (const auto& text : all) list << View(pick(text, language));
  return list;
}

View outcome_view(const app::CaseView& found, Language language) {
  const cases::Outcome& outcome = found.outcome;
  View view;
  view.set("eligible", yes(outcome.eligible));
  view.set("amount", written(outcome.amount, language));
  bool english = language == Language::en && !outcome.reason_en.empty();
  view.set("reason", optional_text(english ? outcome.reason_en : outcome.reason_ja));
  view.set("has_rules", yes(!outcome.rules_fired.empty()));
  view.set("rules", text_views(outcome.rules_fired));
  view.set("has_nearly", yes(!found.nearly.empty()));
  view.set("nearly", bilingual_views(found.nearly, language));
  view.set("has_nearest", yes(!found.nearest_yes.empty()));
  view.set("nearest", bilingual_views(found.nearest_yes, language));
  return view;
}

View money_view(const cases::Money& money, Language language) {
  View view;
  view.set("requested", written(money.requested, language));
  view.set("approved", written(money.approved, language));
  view.set("ordered", written(money.ordered, language));
  view.set("paid", written(money.paid, language));
  view.set("bounced", written(money.bounced, language));
  view.set("repaid", written(money.repaid, language));
  view.set("remaining", written(money.remaining(), language));
  view.set("due", money.due() > Yen(0) ? View(written(money.due(), language)) : yes(false));
  view.set("owed", money.owed() > Yen(0) ? View(written(money.owed(), language)) : yes(false));
  return view;
}

View same_key_views(const std::string& programme, const std::vector<std::uint64_t>& numbers) {
  View list{View::type::list};
  for (auto number : numbers) {
    View one;
    one.set("number", std::to_string(number));
    one.set("link", desk_link(programme, number));
    list << std::move(one);
  }
  return list;
}

// Facts that may be corrected at the desk, as options: sealed ones are not for this.
View fact_options(const audit::Version& version, Language language) {
  View list{View::type::list};
  for (const auto& fact : version.programme.facts) {
    if (fact.openness == portfolio::Openness::sealed) continue;
    View one;
    one.set("id", fact.id);
    one.set("label", pick(fact.label, language));
    list << std::move(one);
  }
  return list;
}

View question_options(const audit::Version& version, Language language) {
  View list{View::type::list};
  for (const auto& question : version.programme.questions) {
    View one;
    one.set("id", question.fact);
    one.set("label", fact_label(version.programme, question.fact, language));
    list << std::move(one);
  }
  return list;
}

template <class Items>
View word_options(const Items& items, Language language) {
  View list{View::type::list};
  for (const auto& item : items) {
    View one;
    one.set("id", std::string(item.id));
    one.set("label", std::string(language == Language::ja ? item.ja : item.en));
    list << std::move(one);
  }
  return list;
}

std::optional<Date> desk_kept_date(const cases::Case& value, std::string_view datum) {
  const feel::Value* kept = value.datum(datum);
  return kept == nullptr ? std::nullopt : kept->as_date();
}

// What stands beside the state: why it is held, until when it waits, what is owed, what a check found.
void set_notices(View& view, const app::CaseView& found, Language language) {
  const cases::Case& value = found.value;
  bool ja = language == Language::ja;
  const cases::HoldClass* held = cases::hold_class(cases::kept_text(value, "held_class"));
  view.set("held", held == nullptr ? yes(false) : View(std::string(ja ? held->ja : held->en)));
  view.set("held_note", optional_text(cases::kept_text(value, "held_note")));
  view.set("held_by", cases::kept_text(value, "held_by"));
  auto date = [&](std::string_view datum) {
    std::optional<Date> on = desk_kept_date(value, datum);
    return on ? View(written(*on, language)) : yes(false);
  };
  view.set("matures", value.state == "waiting" ? date("matures") : yes(false));
  view.set("deadline_on", value.state == "amendment_asked" ? date("deadline") : yes(false));
  view.set("reminded_on", date("reminded_on"));
  const cases::CheckResult* checked = cases::check_result(cases::kept_text(value, "check_result"));
  view.set("checked", checked == nullptr ? yes(false) : View(std::string(ja ? checked->ja : checked->en)));
  view.set("check_note", optional_text(cases::kept_text(value, "check_note")));
  view.set("disposal_reason", optional_text(cases::kept_text(value, "disposal_reason")));
  view.set("owed_back", value.money.owed() > Yen(0) ? View(written(value.money.owed(), language)) : yes(false));
  const feel::Value* receivable = value.datum("receivable");
  view.set("layer", optional_text(value.layer));
  view.set("receivable",
           receivable == nullptr ? yes(false) : View(std::to_string(receivable->as_integer().value_or(0))));
}

// What a report or a minor change tells: amounts, numbers and days, as they are known now.
View report_fields(const audit::Version& version, const cases::Case& value, Language language) {
  View list{View::type::list};
  for (const auto& fact : version.programme.facts) {
    using portfolio::FactType;
    bool told = fact.type == FactType::yen || fact.type == FactType::number || fact.type == FactType::date;
    if (!told || fact.openness == portfolio::Openness::sealed) continue;
    const feel::Value* now = value.fact(fact.id);
    View one;
    one.set("id", fact.id);
    one.set("label", pick(fact.label, language));
    one.set("type", std::string(fact.type == FactType::date ? "date" : "text"));
    one.set("value", now == nullptr ? std::string() : app::answer_text(fact, *now));
    list << std::move(one);
  }
  return list;
}

void set_actions(View& view, const Call& call, const audit::Version& version, const app::CaseView& found) {
  std::string here = desk_link(version.programme.id, found.value.number);
  bool any = false;
  constexpr std::string_view shown[] = {"screen", "ask_amendment",  "refuse", "correct_fact", "pay",
                                        "bounce", "repay",          "hold",   "release",      "remind",
                                        "lapse",  "precheck",       "claim",  "change",       "cancel",
                                        "order",  "assess_reclaim", "check",  "dispose_hit",
                                        "change_account", "allow_start", "note_change", "advance", "report",
                                        "return_report", "inspect", "settle"};
  for (std::string_view command : shown) {
    bool may = std::find(found.commands.begin(), found.commands.end(), command) != found.commands.end();
    view.set("may_" + std::string(command), yes(may));
    any = any || may;
  }
  bool settles = version.programme.money && version.programme.money->settles && found.value.layer.empty();
  view.set("may_take_total", yes(settles));
  view.set("any_action", yes(any));
  view.set("here", here);
  view.set("today", call.site.engine.today().iso());
  view.set("in_two_weeks", call.site.engine.today().plus_days(14).iso());
  view.set("order_amount", std::to_string((found.value.money.ordered - found.value.money.sent()).count()));
  const feel::Value* transfer = found.value.datum("transfer");
  view.set("transfer_amount", std::to_string(transfer == nullptr ? 0 : transfer->as_integer().value_or(0)));
  view.set("in_20_days", call.site.engine.today().plus_days(20).iso());
  if (!(version.programme.money && version.programme.money->waiting)) view.set("may_precheck", yes(false));
  const feel::Value* assessed = found.value.datum("assessed");
  std::int64_t already = assessed == nullptr ? 0 : assessed->as_integer().value_or(0);
  if (already >= found.value.money.owed().count()) view.set("may_assess_reclaim", yes(false));
  view.set("hold_options", word_options(cases::hold_classes(), call.language));
  view.set("check_options", word_options(cases::check_results(), call.language));
  view.set("remaining_amount", std::to_string(found.value.money.remaining().count()));
  view.set("fact_options", fact_options(version, call.language));
  View defect_rows{View::type::list};
  for (const char* n : {"1", "2", "3"}) defect_rows << View("n", View(std::string(n)));
  view.set("defect_rows", std::move(defect_rows));
  view.set("question_options", question_options(version, call.language));
  view.set("report_fields", report_fields(version, found.value, call.language));
}

struct DoneWords {
  std::string_view id, ja, en;
};
constexpr DoneWords done_words[] = {
    {"screen", "審査を記録しました。", "The screening has been recorded."},
    {"ask-amendment", "補正を依頼しました。", "The correction has been asked for."},
    {"refuse", "不支給の決定を記録しました。", "The refusal has been recorded."},
    {"correct", "事実を訂正しました。", "The fact has been corrected."},
    {"payment", "支払の結果を記録しました。", "The payment's outcome has been recorded."},
};

std::string desk_done_text(const Call& call) {
  for (const auto& words : done_words)
    if (words.id == call.query.get("done")) return std::string(call.language == Language::ja ? words.ja : words.en);
  return std::string(later_done_words(call.query.get("done"), call.language == Language::ja));
}

View desk_defect_views(const audit::Version& version, const cases::Case& value, Language language) {
  View list{View::type::list};
  for (const auto& defect : cases::defects_of(value)) {
    View one;
    one.set("fact", optional_text(defect.fact.empty() ? "" : fact_label(version.programme, defect.fact, language)));
    one.set("what", defect.what);
    list << std::move(one);
  }
  return list;
}

}  // namespace

Response desk_case_page(Call& call) {
  auto version = desk_programme(call);
  if (!version) return error_page(call, version.error());
  auto number = whole_number(call.params[1], "number");
  if (!number) return error_page(call, number.error());
  auto found = app::view_case(call.site.engine, call.params[0], *number, call.user->actor());
  if (!found) return error_page(call, found.error());
  const auto& value = found->value;
  View view;
  view.set("programme", pick((*version)->programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("number", std::to_string(*number));
  view.set("state", state_name(call.site.engine.instruments().find(value.instrument), value.state, call.language));
  view.set("state_link", fmt::format("{}?state={}", desk_link(call.params[0]), value.state));
  view.set("is_synthetic", yes(value.synthetic));
  view.set("done", optional_text(desk_done_text(call)));
  view.set("facts", fact_views(**version, value, call.language));
  view.set("has_sealed", yes(!found->sealed.empty()));
  view.set("sealed", sealed_views(**version, *found, call.language));
  view.set("outcome", outcome_view(*found, call.language));
  view.set("money", money_view(value.money, call.language));
  set_notices(view, *found, call.language);
  view.set("has_hits", yes(!found->open_hits.empty()));
  view.set("has_same", yes(!found->same_entitlement.empty()));
  view.set("same", same_key_views(call.params[0], found->same_entitlement));
  View defects = desk_defect_views(**version, value, call.language);
  view.set("has_defects", yes(!defects.is_empty_list()));
  view.set("defects", std::move(defects));
  view.set("entries", entry_views(call.site.engine.instruments(), found->entries, Audience::desk, call.language));
  set_actions(view, call, **version, *found);
  Frame frame{fmt::format("{} {}", call.language == Language::ja ? "案件" : "Case", *number), "desk"};
  frame.synthetic = value.synthetic;
  return page(call, frame, "desk_case", std::move(view));
}

}  // namespace hashira::http
