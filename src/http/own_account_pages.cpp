// Behind the return link: another account for the payment, and the claim after a waiting time.
// Guarantees: see own_account.h; nothing that was answered before is shown here.
// Templates: own_account.html, own_claim.html.
#include "http/own_account.h"

#include "http/handlers.h"
#include "http/pages.h"
#include "http/problem.h"

namespace hashira::http {
namespace {

// Any other answer than "not proved" gives the try back.
Done proved(Call& call, const app::CaseRef& ref, Done done) {
  if (done || done.error().code != "app.not_proved") call.site.proofs.was_right(cases::case_name(ref.programme, ref.number));
  return done;
}

Result<app::CaseRef> own_ref(Call& call) {
  app::CaseRef ref = TRY(app::find_by_token(call.site.engine, call.params[0]));
  if (call.site.proofs.take_try(cases::case_name(ref.programme, ref.number), call.site.clock.now())) return ref;
  return fail("http.too_many_proofs", "確認が何度も合わなかったので、しばらく受け付けません。 / Too many wrong proofs: this link is shut for a while.",
              "15分ほどたってからもう一度お試しください。 / Please try again in a quarter of an hour.");
}

app::OwnProof proof_of(const OwnField& field) { return {field("old_account_number"), field("phone")}; }

const app::Actor own_actor{"applicant", "", false, {}};

Response own_form(Call& call, const std::string& template_name, const std::string& title, const std::optional<Error>& error) {
  auto ref = app::find_by_token(call.site.engine, call.params[0]);
  if (!ref) return error_page(call, ref.error());
  auto version = call.site.engine.versions().in_force(ref->programme);
  if (!version) return error_page(call, version.error());
  call.ensure_visitor();
  View view;
  view.set("programme", pick((*version)->programme.name, call.language));
  view.set("number", cases::case_name(ref->programme, ref->number));
  view.set("link", "/return/" + call.params[0]);
  View wrong = yes(false);
  if (error) {
    auto [what, mend] = words(*error, call.language);
    wrong = View("what", what);
    wrong.set("mend", mend);
  }
  view.set("error", std::move(wrong));
  for (std::string_view fact : app::account_facts) view.set(std::string(fact), std::string(call.form.get(fact)));
  Frame frame{title, "apply"};
  frame.status = error ? status_of(error->code) : 200;
  return page(call, frame, template_name, std::move(view));
}

std::string account_title(const Call& call) { return is_ja(call) ? "口座の変更" : "Change the account"; }
std::string claim_title(const Call& call) { return is_ja(call) ? "請求" : "Claim"; }

OwnField form_field(Call& call) {
  return [&call](std::string_view name) { return std::string(call.form.get(name)); };
}

}  // namespace

Done change_account_by_link(Call& call, const OwnField& field) {
  app::CaseRef ref = TRY(own_ref(call));
  std::map<std::string, std::string> account;
  for (std::string_view fact : app::account_facts) account[std::string(fact)] = field(fact);
  return proved(call, ref, app::change_own_account(call.site.engine, ref, account, proof_of(field), own_actor));
}

Done claim_by_link(Call& call, const OwnField& field) {
  app::CaseRef ref = TRY(own_ref(call));
  return proved(call, ref, app::claim_own(call.site.engine, ref, proof_of(field), own_actor));
}

Response own_account_page(Call& call) { return own_form(call, "own_account", account_title(call), std::nullopt); }

Response change_own_account(Call& call) {
  Done done = change_account_by_link(call, form_field(call));
  if (!done) return own_form(call, "own_account", account_title(call), done.error());
  return redirect("/return/" + call.params[0] + "?done=account");
}

Response own_claim_page(Call& call) { return own_form(call, "own_claim", claim_title(call), std::nullopt); }

Response claim_own(Call& call) {
  Done done = claim_by_link(call, form_field(call));
  if (!done) return own_form(call, "own_claim", claim_title(call), done.error());
  return redirect("/return/" + call.params[0] + "?done=claimed");
}

}  // namespace hashira::http
