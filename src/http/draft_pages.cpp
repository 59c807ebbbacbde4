// The desk's pages of draft decisions: their list, and one with how it circulated and what may be done next.
// Guarantees: what may be done is asked of `app`; here it is only shown.
// Templates: drafts.html, draft.html.
#include <span>

#include "app/desk.h"
#include "http/desk_links.h"
#include "http/draft_actions.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/public_cases.h"
#include "http/words.h"

namespace hashira::http {
namespace {

constexpr std::size_t draft_cases_shown = 500;

std::string draft_state(std::string_view state, Language language) {
  const cases::State* known = cases::draft_lifecycle().state(state);
  if (known == nullptr) return std::string(state);
  return std::string(language == Language::ja ? known->ja : known->en);
}

using Tree = portfolio::Portfolio;

View review_views(const Call& call, const Tree& tree, const cases::Draft& draft) {
  View list{View::type::list};
  for (const cases::DraftReview& review : draft.reviews) {
    View one;
    one.set("office", office_name(tree, review.office, call.language));
    one.set("by", review.by);
    one.set("on", written(std::optional(review.on), call.language));
    list << std::move(one);
  }
  return list;
}

// 局長専決（500,000円まで）
std::string band_written(const portfolio::ApprovalBand& band, Language language) {
  bool ja = language == Language::ja;
  const std::string& name = ja || band.en.empty() ? band.ja : band.en;
  if (!band.up_to) return name;
  return fmt::format(fmt::runtime(ja ? "{}（{}まで）" : "{} (up to {})"), name, written(*band.up_to, language));
}

// Who may approve such a draft, and which offices have not agreed to it yet.
void set_rules(const Call& call, const Tree& tree, const portfolio::Approval& rules, const cases::Draft& draft,
               View& one) {
  portfolio::ApprovalOf of{draft.stream, draft.office, draft.total};
  View bands{View::type::list}, missing{View::type::list};
  for (const portfolio::ApprovalBand* band : rules.bands_for(of))
    bands << View("band", band_written(*band, call.language));
  for (const std::string& office : rules.reviewers(of)) {
    auto agreed = [&](const cases::DraftReview& review) { return review.office == office; };
    if (std::none_of(draft.reviews.begin(), draft.reviews.end(), agreed))
      missing << View("office", office_name(tree, office, call.language));
  }
  one.set("bands", std::move(bands));
  one.set("missing", std::move(missing));
}

void set_circulation(const Call& call, const Tree& tree, const cases::Draft& draft, View& one) {
  one.set("office", draft.office.empty() ? yes(false) : View(office_name(tree, draft.office, call.language)));
  one.set("reviews", review_views(call, tree, draft));
  one.set("approved_by", optional_text(draft.approved_by));
  one.set("approved_on", written(draft.approved_on, call.language));
  one.set("acting_for", optional_text(draft.acting_for));
  one.set("sent_back_by", optional_text(draft.sent_back_by));
  one.set("sent_back_because", draft.sent_back_because);
}

// By the draft's state; `may_issue`: at once where no approval rules hold, else after the approval.
void set_actions(const cases::Draft& draft, bool circulates, View& one) {
  bool open = draft.state == "open", approved = draft.state == "approved";
  one.set("may_circulate", yes(circulates && open));
  one.set("may_send_back", yes(circulates && (open || approved)));
  one.set("may_undo_approval", yes(approved));
  one.set("may_recirculate", yes(draft.state == "sent_back"));
  bool decidable = approved || (open && !circulates);
  one.set("may_issue", yes(decidable || draft.decided_whole()));
  one.set("may_decide", yes(decidable || (draft.state == "deciding" && !draft.decided_whole())));
  one.set("may_undo", yes(draft.state == "deciding" || draft.state == "undoing"));
  one.set("may_withdraw", yes(open || approved || draft.state == "sent_back" || draft.state == "listing"));
  one.set("may_release", yes(draft.state == "issued"));
}

View draft_view(const Call& call, const Tree& tree, const cases::Draft& draft, bool circulates) {
  View one;
  one.set("number", std::to_string(draft.number));
  one.set("link", draft_link(draft.stream, draft.number));
  one.set("state", draft_state(draft.state, call.language));
  one.set("count", grouped(static_cast<std::int64_t>(draft.case_numbers.size())));
  one.set("total", written(draft.total, call.language));
  one.set("drafted_by", draft.drafted_by);
  one.set("opened_on", written(draft.opened_on, call.language));
  one.set("decided_by", optional_text(draft.decided_by));
  one.set("issued_on", written(draft.issued_on, call.language));
  one.set("released_by", optional_text(draft.released_by));
  one.set("released_on", written(draft.released_on, call.language));
  set_circulation(call, tree, draft, one);
  set_actions(draft, circulates, one);
  bool in_batch = draft.state == "deciding" || draft.state == "undoing";
  one.set("decided", in_batch ? View(grouped(static_cast<std::int64_t>(draft.batch.decided))) : yes(false));
  return one;
}

View draft_cases(const cases::Draft& draft) {
  View list{View::type::list};
  std::span<const std::uint64_t> shown = draft.case_numbers;
  for (auto number : shown.first(std::min(shown.size(), draft_cases_shown))) {
    View one;
    one.set("number", std::to_string(number));
    one.set("link", desk_link(draft.stream, number));
    list << std::move(one);
  }
  return list;
}

// A run beside the page: that it goes on, or why it was refused.
void set_run(const Call& call, const cases::Draft& draft, View& view) {
  std::string name = bulk_name(draft.stream, draft.number);
  view.set("running", yes(call.site.bulk.running(name)));
  std::optional<Error> refused = call.site.bulk.refused(name);
  if (!refused) {
    view.set("refused", yes(false));
    return;
  }
  auto [what, mend] = words(*refused, call.language);
  View one;
  one.set("what", what);
  one.set("mend", mend);
  view.set("refused", std::move(one));
}

}  // namespace

Response drafts_page(Call& call) {
  auto version = desk_programme(call);
  if (!version) return error_page(call, version.error());
  auto drafts = app::drafts(call.site.engine, call.params[0]);
  if (!drafts) return error_page(call, drafts.error());
  auto tree = call.site.engine.versions().portfolio();
  if (!tree) return error_page(call, tree.error());
  bool circulates = (*version)->programme.approval.has_value();
  View list{View::type::list};
  for (auto draft = drafts->rbegin(); draft != drafts->rend(); ++draft)
    list << draft_view(call, **tree, *draft, circulates);
  View view;
  view.set("programme", pick((*version)->programme.name, call.language));
  view.set("link", desk_link(call.params[0]));
  view.set("drafts", std::move(list));
  return page(call, {is_ja(call) ? "起案の一覧" : "Draft decisions", "desk"}, "drafts", std::move(view));
}

Response draft_page(Call& call) {
  auto version = desk_programme(call);
  if (!version) return error_page(call, version.error());
  auto number = whole_number(call.params[1], "number");
  if (!number) return error_page(call, number.error());
  auto drafts = app::drafts(call.site.engine, call.params[0]);
  if (!drafts) return error_page(call, drafts.error());
  auto found = std::find_if(drafts->begin(), drafts->end(), [&](const auto& draft) { return draft.number == *number; });
  if (found == drafts->end())
    return error_page(call, {"app.no_such_draft", "その起案はありません。 / There is no such draft.",
                             "起案の一覧から選んでください。 / Choose one from the list of drafts.", {}});
  auto tree = call.site.engine.versions().portfolio();
  if (!tree) return error_page(call, tree.error());
  const auto& rules = (*version)->programme.approval;
  View view = draft_view(call, **tree, *found, rules.has_value());
  bool undecided = found->state == "open" || found->state == "approved" || found->state == "sent_back";
  view.set("rules", yes(rules && undecided));
  if (rules) set_rules(call, **tree, *rules, *found, view);
  view.set("programme", pick((*version)->programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("cases", draft_cases(*found));
  set_run(call, *found, view);
  bool all = found->case_numbers.size() <= draft_cases_shown;
  view.set("more_cases", all ? yes(false) : View(grouped(static_cast<std::int64_t>(found->case_numbers.size() - draft_cases_shown))));
  return page(call, {fmt::format("{} {}", is_ja(call) ? "起案" : "Draft", *number), "desk"}, "draft", std::move(view));
}

}  // namespace hashira::http
