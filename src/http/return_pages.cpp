// Behind the return link: where the application stands, what to mend, withdrawal.
// Guarantees: only whoever holds the link sees it; answers are shown only when they are to be changed.
// Templates: return.html, withdraw.html.
#include "app/applications.h"
#include "app/desk.h"
#include "cases/fields.h"
#include "http/case_view.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/words.h"

namespace hashira::http {
namespace {

struct Own {
  app::CaseRef ref;
  std::shared_ptr<const audit::Version> version;
  app::CaseView view;
};

// The case behind the call's {token}.
Result<Own> own_case(Call& call) {
  Own own;
  own.ref = TRY(app::find_by_token(call.site.engine, call.params[0]));
  own.version = TRY(call.site.engine.versions().in_force(own.ref.programme));
  own.view = TRY(app::view_case(call.site.engine, own.ref.programme, own.ref.number, app::Actor{"applicant", "", false}));
  show_to_applicant(own.view, own.version->instrument);
  return own;
}

bool may_own(const Own& own, std::string_view command) {
  const auto& commands = own.view.commands;
  return std::find(commands.begin(), commands.end(), command) != commands.end();
}

View own_defect_views(const Own& own, Language language) {
  View list{View::type::list};
  if (own.view.value.state != "amendment_asked") return list;
  for (const auto& defect : cases::defects_of(own.view.value)) {
    View one;
    one.set("fact", optional_text(defect.fact.empty() ? "" : fact_label(own.version->programme, defect.fact, language)));
    one.set("what", defect.what);
    list << std::move(one);
  }
  return list;
}

std::string return_done_words(const Call& call) {
  auto done = call.query.get("done");
  if (done == "resubmitted") return is_ja(call) ? "直した申請を受け付けました。" : "Your corrected application has been received.";
  if (done == "account") return is_ja(call) ? "口座の変更を受け付けました。職員の確認が済むまで支払を止めています。"
                                            : "The new account has been received. The payment waits until an officer has looked at it.";
  if (done == "claimed") return is_ja(call) ? "請求を受け付けました。" : "Your claim has been received.";
  if (done == "withdrawn") return is_ja(call) ? "申請を取り下げました。" : "Your application has been withdrawn.";
  return {};
}

std::string deadline_of(const Own& own, Language language) {
  const auto* deadline = own.view.value.datum("deadline");
  return own.view.value.state == "amendment_asked" && deadline ? written(deadline->as_date(), language) : std::string();
}

// Keeps what was answered as a draft of the form; the facts asked to be mended are asked again first.
std::string begin_amendment(Call& call, const Own& own, app::Answers answers) {
  ApplyDraft draft;
  draft.programme = own.ref.programme;
  draft.answers = std::move(answers);
  draft.command = call.site.random.bytes(16);
  draft.resubmits = call.params[0];
  // Optional questions that were left open stay so; they can still be changed on the check page.
  for (const auto& question : own.version->programme.questions)
    if (!question.required) draft.answers.emplace(question.fact, "");
  std::string next = "/apply/" + percent_encode(own.ref.programme) + "/check";
  for (const auto& defect : cases::defects_of(own.view.value))
    if (!defect.fact.empty()) {
      next = "/apply/" + percent_encode(own.ref.programme) + "/questions/" + percent_encode(defect.fact) + "?from=check";
      break;
    }
  call.site.drafts.keep(call.visitor, std::move(draft), call.site.clock.now());
  return next;
}

}  // namespace

Response return_page(Call& call) {
  auto own = own_case(call);
  if (!own) return error_page(call, own.error());
  call.ensure_visitor();
  const auto& value = own->view.value;
  View view;
  view.set("programme", pick(own->version->programme.name, call.language));
  view.set("number", cases::case_name(own->ref.programme, own->ref.number));
  view.set("state", state_name(own->version->instrument, value.state, call.language));
  view.set("state_id", value.state);
  view.set("next", what_comes_next(own->version->instrument, value, call.language));
  view.set("reason", optional_text(value.state != "refused" || !value.datum("reason_ja") ? std::string()
                                   : written(*value.datum("reason_ja"), call.language)));
  view.set("approved", value.money.approved > Yen(0) ? View(written(value.money.approved, call.language)) : yes(false));
  view.set("defects", own_defect_views(*own, call.language));
  view.set("deadline", optional_text(deadline_of(*own, call.language)));
  view.set("done", optional_text(return_done_words(call)));
  view.set("amend", yes(may_own(*own, "resubmit")));
  view.set("asked", yes(value.state == "amendment_asked"));
  view.set("withdraw", yes(may_own(*own, "withdraw")));
  view.set("account", yes(may_own(*own, "change_account")));
  view.set("claim", yes(may_own(*own, "claim")));
  view.set("link", "/return/" + call.params[0]);
  view.set("entries", entry_views(call.site.engine.instruments(), own->view.entries, Audience::applicant, call.language));
  Frame frame{is_ja(call) ? "申請の状況" : "Your application", "apply"};
  frame.synthetic = value.synthetic;
  return page(call, frame, "return", std::move(view));
}

Response amend(Call& call) {
  auto own = own_case(call);
  if (!own) return error_page(call, own.error());
  auto answers = app::answers_of(call.site.engine, own->ref);
  if (!answers) return error_page(call, answers.error());
  call.ensure_visitor();
  return redirect(begin_amendment(call, *own, std::move(*answers)));
}

Response withdraw_page(Call& call) {
  auto own = own_case(call);
  if (!own) return error_page(call, own.error());
  call.ensure_visitor();
  View view;
  view.set("programme", pick(own->version->programme.name, call.language));
  view.set("number", cases::case_name(own->ref.programme, own->ref.number));
  view.set("link", "/return/" + call.params[0]);
  return page(call, {is_ja(call) ? "申請の取下げ" : "Withdraw", "apply"}, "withdraw", std::move(view));
}

Response withdraw(Call& call) {
  auto ref = app::find_by_token(call.site.engine, call.params[0]);
  if (!ref) return error_page(call, ref.error());
  auto done = app::withdraw_application(call.site.engine, *ref, {"applicant", "", false});
  if (!done) return error_page(call, done.error());
  return redirect("/return/" + call.params[0] + "?done=withdrawn");
}

}  // namespace hashira::http
