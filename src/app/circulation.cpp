#include "app/circulation.h"

#include <algorithm>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "app/draft_cases.h"
#include "app/exclusions.h"
#include "app/rights.h"
#include "ledger/print.h"

namespace hashira::app {
namespace {

using cases::Draft;
using portfolio::Approval;
using portfolio::ApprovalBand;

journal::BodyWriter of_draft(const Draft& draft) {
  return journal::BodyWriter().integer("draft", static_cast<std::int64_t>(draft.number));
}

Done needs_reason(const std::string& reason) {
  if (!reason.empty()) return {};
  return fail("app.no_reason", "理由がありません / a reason is missing", "理由を書いてください / give the reason", {"reason", 0, 0});
}

portfolio::ApprovalOf question_of(const Draft& draft) { return {draft.stream, draft.office, draft.total}; }

// "課長専決 (section_chief: econ-sme)", for who asks in vain.
std::string bands_text(const std::vector<const ApprovalBand*>& bands) {
  std::vector<std::string> out;
  for (const ApprovalBand* band : bands) {
    out.push_back(fmt::format("{} ({})", band->en.empty() ? band->ja : band->ja + " / " + band->en, band->post));
  }
  return fmt::format("{}", fmt::join(out, ", "));
}

bool has_reviewed(const Draft& draft, const std::string& office) {
  return std::any_of(draft.reviews.begin(), draft.reviews.end(), [&](const auto& done) { return done.office == office; });
}

std::vector<std::string> missing_reviews(const Approval& approval, const Draft& draft) {
  std::vector<std::string> out = approval.reviewers(question_of(draft));
  std::erase_if(out, [&](const std::string& office) { return has_reviewed(draft, office); });
  return out;
}

Done check_reviewed(const Approval& approval, const Draft& draft) {
  std::vector<std::string> missing = missing_reviews(approval, draft);
  if (missing.empty()) return {};
  return fail("app.review_missing",
              fmt::format("起案{0}の合議が済んでいません：{1} / offices that have not agreed to draft {0}: {1}", draft.number,
                          fmt::join(missing, ", ")),
              "合議を受けてから決裁してください / let them agree first");
}

Result<accounts::User> known_user(Work& work, const std::string& id) {
  std::optional<accounts::User> user = TRY(user_in(work, id));
  if (user) return std::move(*user);
  return fail("app.no_such_user", fmt::format("利用者「{0}」は登録されていません / there is no user '{0}'", id),
              "利用者の登録を確かめてください / look at the list of users");
}

// Who is absent: the actor's own superior by the acting rules, uninvolved like whoever approves.
Result<accounts::User> absent_superior(Work& work, const Approval& approval, const Draft& draft, const ActingFor& acting,
                                       const accounts::User& actor) {
  CHECK_OK(needs_reason(acting.reason));
  accounts::User absent = TRY(known_user(work, acting.user));
  CHECK_OK(uninvolved(draft, {absent.id, absent.role, false, {}}));
  bool same_office = absent.office == actor.office;
  if (absent.id != actor.id && same_office && absent.role == "approver" && approval.may_act_for(actor.post, absent.post)) return absent;
  return fail("app.may_not_act",
              fmt::format("{0}さんは{1}さんの代決ができません / {0} may not act for {1}", actor.id, absent.id),
              "代決は同じ所属で定められた職の人が行います / acting is for the post that the rules name, in the same office");
}

// The band under which the actor (or the absent superior) approves.
Result<const ApprovalBand*> band_for(Work& work, const Approval& approval, const Draft& draft, const ActingFor& acting,
                                     const Actor& actor) {
  accounts::User holder = TRY(known_user(work, actor.user));
  if (!acting.user.empty()) holder = TRY(absent_superior(work, approval, draft, acting, holder));
  portfolio::ApprovalOf of = question_of(draft);
  const ApprovalBand* band = approval.band({holder.post, holder.office}, of);
  if (band != nullptr) return band;
  std::string may = bands_text(approval.bands_for(of));
  return fail("app.beyond_band",
              fmt::format("{0}さんは起案{1}（{2}）を決裁できません / {0} may not approve draft {1} of {3}", holder.id, draft.number,
                          ledger::yen_text(draft.total), ledger::yen_text_en(draft.total)),
              fmt::format("決裁できる職：{0} / who may: {0}", may));
}

bool reviews(const Approval& approval, const Draft& draft, const std::string& office) {
  std::vector<std::string> offices = approval.reviewers(question_of(draft));
  return std::find(offices.begin(), offices.end(), office) != offices.end();
}

Result<std::string> reviewing_office(Work& work, const std::string& office, const Actor& actor) {
  std::string own = TRY(office_of(work, actor));
  if (own.empty() || office.empty() || own == office) return office.empty() ? own : office;
  return fail("app.other_office", fmt::format("{0}さんの所属は {1} です / {0} belongs to {1}", actor.user, own),
              "所属の合議だけを行えます / agree for your own office only", {"office", 0, 0});
}

Done check_review(const audit::Version& version, const Draft& draft, const std::string& office) {
  const auto& approval = version.programme.approval;
  if (!approval || !reviews(*approval, draft, office)) {
    return fail("app.no_review",
                fmt::format("起案{0}に「{1}」の合議は要りません / draft {0} needs no agreement of '{1}'", draft.number, office),
                "合議の定めを確かめてください / look at the approval rules", {"office", 0, 0});
  }
  if (!has_reviewed(draft, office)) return {};
  return fail("app.reviewed_already", fmt::format("{0} は合議済みです / {0} has agreed already", office),
              "決裁に進めます / it can go on to approval");
}

// May this actor undo the approval: who gave it, in whose stead it was given, or who could give it.
Result<bool> may_undo_approval(Work& work, const audit::Version& version, const Draft& draft, const Actor& actor) {
  if (actor.user == draft.approved_by || actor.user == draft.acting_for || !version.programme.approval) return true;
  std::optional<accounts::User> user = TRY(user_in(work, actor.user));
  return user && version.programme.approval->band({user->post, user->office}, question_of(draft)) != nullptr;
}

// Who may send a draft back: whoever could approve some, or an office that has to agree. What is approved already, only who may
// undo that approval, or such an office.
Result<bool> may_send_back(Work& work, const audit::Version& version, const Draft& draft, const Actor& actor) {
  const auto& approval = version.programme.approval;
  if (!approval) return actor.role == "approver" || actor.role == "admin";
  if (reviews(*approval, draft, TRY(office_of(work, actor)))) return true;
  if (draft.state == "approved") return may_undo_approval(work, version, draft, actor);
  return actor.role == "approver" || actor.role == "admin";
}

// What is no longer on the list holds nothing.
Done release_dropped(Work& work, const Draft& draft, const std::vector<std::uint64_t>& kept, const Actor& actor) {
  std::vector<std::string> others = TRY(excluded_programmes(work, draft.stream));
  if (others.empty()) return {};
  for (std::uint64_t number : draft.case_numbers) {
    if (std::binary_search(kept.begin(), kept.end(), number)) continue;
    CHECK_OK(release_reservations(work, TRY(work.case_of(draft.stream, number)), others, "taken off the draft", actor));
  }
  return {};
}

}  // namespace

Done review_draft(Work& work, const std::string& programme, std::uint64_t number, const std::string& office, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "approver", "planner"}));
  Draft draft = TRY(draft_in(work, programme, number, {"open"}));
  CHECK_OK(other_person(actor, draft.drafted_by, "起案した", "drafted"));
  std::string reviewing = TRY(reviewing_office(work, office, actor));
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, programme));
  CHECK_OK(check_review(*version, draft, reviewing));
  return append_entry(work, programme, "draft.reviewed", of_draft(draft).text("office", reviewing).body(), actor);
}

Done approve_draft(Work& work, const std::string& programme, std::uint64_t number, const ActingFor& acting, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  CHECK_OK(works_on(work, actor, programme));
  Draft draft = TRY(draft_in(work, programme, number, {"open"}));
  CHECK_OK(uninvolved(draft, actor));
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, programme));
  journal::BodyWriter body = of_draft(draft);
  if (const auto& approval = version->programme.approval) {
    const ApprovalBand* band = TRY(band_for(work, *approval, draft, acting, actor));
    CHECK_OK(check_reviewed(*approval, draft));
    body.text("band", band->ja);
    if (!acting.user.empty()) body.text("acting_for", acting.user).text("reason", acting.reason);
  }
  return append_entry(work, programme, "draft.approved", body.body(), actor);
}

Done withdraw_approval(Work& work, const std::string& programme, std::uint64_t number, const std::string& reason, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  CHECK_OK(needs_reason(reason));
  Draft draft = TRY(draft_in(work, programme, number, {"approved"}));
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, programme));
  if (!TRY(may_undo_approval(work, *version, draft, actor))) {
    return fail("app.not_allowed", fmt::format("{0}さんは{1}さんの決裁を取り消せません / {0} may not undo the approval of {1}", actor.user,
                                               draft.approved_by),
                "決裁した人か、決裁できる人が取り消してください / let who approved it, or who could, undo it");
  }
  return append_entry(work, programme, "draft.approval_withdrawn", of_draft(draft).text("reason", reason).body(), actor);
}

Done send_back_draft(Work& work, const std::string& programme, std::uint64_t number, const std::string& reason, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "approver", "planner"}));
  CHECK_OK(needs_reason(reason));
  Draft draft = TRY(draft_in(work, programme, number, {"open", "approved"}));
  CHECK_OK(other_person(actor, draft.drafted_by, "起案した", "drafted"));
  if (!TRY(may_send_back(work, *TRY(version_of(work, programme)), draft, actor))) {
    return fail("app.not_allowed", fmt::format("{0}さんは起案{1}を差し戻せません / {0} may not send draft {1} back", actor.user, number),
                "決裁できる人か、合議する所属の人が差し戻してください / let who may approve it, or an office that agrees to it, send it back");
  }
  return append_entry(work, programme, "draft.sent_back", of_draft(draft).text("reason", reason).body(), actor);
}

Done recirculate_draft(Work& work, const std::string& programme, std::uint64_t number, std::vector<std::uint64_t> case_numbers,
                       const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  Draft draft = TRY(draft_in(work, programme, number, {"sent_back"}));
  if (actor.user != draft.drafted_by) {
    return fail("app.not_the_drafter", fmt::format("起案{0}は{1}さんが起案しました / draft {0} was drafted by {1}", number, draft.drafted_by),
                "起案者が再回付するか、取り下げて起案し直してください / let the drafter circulate it, or withdraw it and draft anew");
  }
  std::vector<std::uint64_t>& numbers = case_numbers.empty() ? draft.case_numbers : case_numbers;
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  if (numbers.size() > draft_part_max) {
    return fail("app.bad_draft",
                fmt::format("{0}件を超える一覧は再回付できません / a list of more than {0} cases is not circulated again", draft_part_max),
                "取り下げて起案し直してください / withdraw it and draft anew");
  }
  CHECK_OK(release_dropped(work, draft, numbers, actor));
  cases::DraftPart part = TRY(part_of(work, programme, numbers, actor));
  return append_entry(work, programme, "draft.recirculated", cases::part_body(number, part), actor);
}

}  // namespace hashira::app
