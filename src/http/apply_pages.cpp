// Applying: what you need, one question a page, check answers, receipt.
// Guarantees: no personal data in URLs or cookies; the same form sent twice is one application; whatever is wrong is
// said at the top and beside its field.
// Templates: apply*.html, question.html, check_answers.html, receipt.html.
#include "app/applications.h"
#include "http/case_view.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/question_view.h"
#include "http/words.h"

namespace hashira::http {
namespace {

using VersionRef = std::shared_ptr<const audit::Version>;

std::string apply_link(const std::string& programme) { return "/apply/" + percent_encode(programme); }
std::string question_link(const std::string& programme, const std::string& fact) {
  return apply_link(programme) + "/questions/" + percent_encode(fact);
}

bool takes_applications(const audit::Version& version) {
  return version.instrument != nullptr && !version.programme.questions.empty();
}

Result<VersionRef> open_programme(Call& call) {
  VersionRef version = TRY(call.site.engine.versions().in_force(call.params[0]));
  if (takes_applications(*version)) return version;
  return fail("http.not_found", "この事業は、ここでは申請を受け付けていません。 / This programme takes no applications here.",
              "申請のページから事業を選んでください。 / Choose a programme on the page “Apply”.");
}

std::optional<ApplyDraft> draft_of(const Call& call) {
  return call.site.drafts.find(call.visitor, call.params[0], call.site.clock.now());
}

Response draft_lost(const Call& call) {
  Response response =
      error_page(call, {"http.draft_lost",
                        "入力の途中の内容が残っていません。時間がたったか、別の端末で開いています。 / Your answers are no longer here: "
                        "too much time has passed, or this is another device.",
                        "お手数ですが、はじめから入力してください。 / Please start again.", {}});
  return response;
}

// The page to go to once a question is answered: the next unanswered one, or the check page.
std::string next_page(const audit::Version& version, const ApplyDraft& draft) {
  const auto* next = app::next_question(version, draft.answers);
  return next ? question_link(draft.programme, next->fact) : apply_link(draft.programme) + "/check";
}

std::string page_before(const audit::Version& version, const ApplyDraft& draft, const std::string& fact) {
  std::string before = apply_link(draft.programme);
  for (const auto* question : path_of(version, draft.answers)) {
    if (question->fact == fact) return before;
    before = question_link(draft.programme, question->fact);
  }
  return before;
}

std::size_t place_in_path(const audit::Version& version, const ApplyDraft& draft, const std::string& fact) {
  auto path = path_of(version, draft.answers);
  for (std::size_t i = 0; i < path.size(); ++i)
    if (path[i]->fact == fact) return i + 1;
  return path.size();
}

const portfolio::Question* find_question(const portfolio::Programme& programme, const std::string& fact) {
  for (const auto& question : programme.questions)
    if (question.fact == fact) return &question;
  return nullptr;
}

Response show_question(Call& call, const audit::Version& version, const ApplyDraft& draft,
                       const portfolio::Question& question, const std::string& typed,
                       const std::vector<app::AnswerError>& errors) {
  const auto& programme = version.programme;
  View view = question_view(programme, question, typed, errors, call.language);
  std::vector<Summary> summary;
  for (const auto& error : errors) summary.push_back({"#answer", pick(error.what, call.language)});
  view.set("summary", error_summary(summary));
  view.set("programme", pick(programme.name, call.language));
  bool from_check = call.query.get("from") == "check";
  view.set("action", question_link(programme.id, question.fact) + (from_check ? "?from=check" : ""));
  view.set("back", from_check ? apply_link(programme.id) + "/check" : page_before(version, draft, question.fact));
  view.set("step", std::to_string(place_in_path(version, draft, question.fact)));
  view.set("steps", std::to_string(programme.questions.size()));
  Frame frame{(errors.empty() ? "" : (is_ja(call) ? "エラー：" : "Error: ")) + pick(question.ask, call.language), "apply"};
  frame.status = errors.empty() ? 200 : 422;
  return page(call, frame, "question", std::move(view));
}

View answer_rows(const Call& call, const audit::Version& version, const ApplyDraft& draft) {
  View rows{View::type::list};
  for (const auto* question : path_of(version, draft.answers)) {
    auto found = draft.answers.find(question->fact);
    const auto* fact = version.programme.fact(question->fact);
    std::string typed = found == draft.answers.end() ? std::string() : found->second;
    View row;
    row.set("label", pick(fact->label, call.language));
    row.set("answer", optional_text(answer_words(fact, typed, call.language)));
    row.set("change", question_link(draft.programme, question->fact) + "?from=check");
    rows << std::move(row);
  }
  return rows;
}

Response show_check(Call& call, const audit::Version& version, const ApplyDraft& draft,
                    const std::vector<app::AnswerError>& errors) {
  View view;
  view.set("programme", pick(version.programme.name, call.language));
  view.set("rows", answer_rows(call, version, draft));
  view.set("action", apply_link(draft.programme) + "/check");
  view.set("resubmits", draft.resubmits.empty() ? yes(false) : View("/return/" + draft.resubmits));
  std::vector<Summary> summary;
  for (const auto& error : errors)
    summary.push_back({question_link(draft.programme, error.fact) + "?from=check",
                       fact_label(version.programme, error.fact, call.language) + (is_ja(call) ? "：" : ": ") +
                           pick(error.what, call.language)});
  view.set("summary", error_summary(summary));
  Frame frame{(errors.empty() ? "" : (is_ja(call) ? "エラー：" : "Error: ")) +
                  std::string(is_ja(call) ? "回答を確かめる" : "Check your answers"), "apply"};
  frame.status = errors.empty() ? 200 : 422;
  return page(call, frame, "check_answers", std::move(view));
}

View what_you_need(const portfolio::Programme& programme, Language language) {
  View list{View::type::list};
  for (const auto& text : programme.what_you_need) list << View(pick(text, language));
  return list;
}

View apply_programme_view(const Call& call, const portfolio::Programme& programme) {
  Date today = call.site.engine.today();
  View view;
  view.set("name", pick(programme.name, call.language));
  view.set("link", apply_link(programme.id));
  view.set("summary", pick(programme.summary, call.language));
  view.set("opens", optional_text(written(programme.opens, call.language)));
  view.set("closes", optional_text(written(programme.closes, call.language)));
  view.set("not_yet", yes(programme.opens && today < *programme.opens));
  view.set("over", yes(programme.closes && *programme.closes < today));
  return view;
}

std::string return_link(const Call& call, const std::string& token) {
  return fmt::format("{}://{}/return/{}", call.site.options.secure_cookies ? "https" : "http", call.request.headers.host, token);
}

// Runs on the engine's thread once the application is durable: keeps the receipt for the page that shows it.
void keep_receipt(Call& call, ApplyDraft draft, const app::Receipt& receipt) {
  // A second click on the same form: the first one's receipt has the token that works.
  auto now = call.site.drafts.find(call.visitor, draft.programme, call.site.clock.now());
  if (now && now->receipt) return;
  draft.receipt = ApplyReceipt{receipt.case_number, receipt.return_token, receipt.chain_head, receipt.seq};
  draft.answers.clear();  // nothing personal is kept longer than needed
  call.site.drafts.keep(call.visitor, std::move(draft), call.site.clock.now());
}

void submit_new(Call& call, const VersionRef& version, const ApplyDraft& draft, Reply reply) {
  auto prepared = app::prepare_application(call.site.engine, draft.programme, draft.answers, draft.command,
                                           app::Missing::refuse);
  if (!prepared) return reply(show_check(call, *version, draft, prepared.error()));
  app::submit_application(call.site.engine, std::move(*prepared), {"applicant", "", false},
                          [&call, draft, reply = std::move(reply)](Result<app::Receipt> receipt) {
                            if (!receipt) return reply(error_page(call, receipt.error()));
                            keep_receipt(call, draft, *receipt);
                            reply(redirect(apply_link(draft.programme) + "/receipt"));
                          });
}

Response submit_again(Call& call, const VersionRef& version, const ApplyDraft& draft) {
  auto prepared = app::prepare_application(call.site.engine, draft.programme, draft.answers, draft.command,
                                           app::Missing::refuse);
  if (!prepared) return show_check(call, *version, draft, prepared.error());
  auto ref = app::find_by_token(call.site.engine, draft.resubmits);
  if (!ref) return error_page(call, ref.error());
  auto receipt = app::resubmit_application(call.site.engine, *ref, draft.answers, draft.command, {"applicant", "", false});
  if (!receipt) return error_page(call, receipt.error());
  call.site.drafts.forget(call.visitor, draft.programme);
  return redirect("/return/" + draft.resubmits + "?done=resubmitted");
}

}  // namespace

Response apply_page(Call& call) {
  auto portfolio = call.site.engine.versions().portfolio();
  if (!portfolio) return error_page(call, portfolio.error());
  View list{View::type::list};
  for (const auto& programme : (*portfolio)->programmes) {
    if (programme.questions.empty()) continue;
    auto version = call.site.engine.versions().in_force(programme.id);
    if (version && takes_applications(**version)) list << apply_programme_view(call, (*version)->programme);
  }
  View view;
  view.set("programmes", std::move(list));
  return page(call, {is_ja(call) ? "申請" : "Apply", "apply"}, "apply", std::move(view));
}

Response apply_start_page(Call& call) {
  auto version = open_programme(call);
  if (!version) return error_page(call, version.error());
  call.ensure_visitor();
  const auto& programme = (*version)->programme;
  View view = apply_programme_view(call, programme);
  view.set("needs", what_you_need(programme, call.language));
  view.set("results_link", "/results/" + percent_encode(programme.id));
  view.set("questions", std::to_string(programme.questions.size()));
  auto draft = draft_of(call);
  bool under_way = draft && draft->resubmits.empty() && !draft->answers.empty();
  view.set("go_on", under_way ? View(next_page(**version, *draft)) : yes(false));
  return page(call, {pick(programme.name, call.language), "apply"}, "apply_start", std::move(view));
}

Response apply_start(Call& call) {
  auto version = open_programme(call);
  if (!version) return error_page(call, version.error());
  call.ensure_visitor();
  ApplyDraft draft;
  draft.programme = call.params[0];
  draft.command = call.site.random.bytes(16);
  std::string next = next_page(**version, draft);
  call.site.drafts.keep(call.visitor, std::move(draft), call.site.clock.now());
  return redirect(next);
}

Response question_page(Call& call) {
  auto version = open_programme(call);
  if (!version) return error_page(call, version.error());
  auto draft = draft_of(call);
  if (!draft) return draft_lost(call);
  const auto* question = find_question((*version)->programme, call.params[1]);
  if (!question) return redirect(next_page(**version, *draft));
  auto found = draft->answers.find(question->fact);
  return show_question(call, **version, *draft, *question, found == draft->answers.end() ? "" : found->second, {});
}

Response answer_question(Call& call) {
  auto version = open_programme(call);
  if (!version) return error_page(call, version.error());
  auto draft = draft_of(call);
  if (!draft) return draft_lost(call);
  const auto* question = find_question((*version)->programme, call.params[1]);
  if (!question) return redirect(next_page(**version, *draft));
  std::string typed(call.form.get("answer"));
  bool left_open = typed.empty() && !question->required;
  if (!left_open)
    if (auto errors = app::check_answer((*version)->programme, question->fact, typed); !errors.empty())
      return show_question(call, **version, *draft, *question, typed, errors);
  draft->answers[question->fact] = typed;
  std::string next = next_page(**version, *draft);
  call.site.drafts.keep(call.visitor, std::move(*draft), call.site.clock.now());
  return redirect(next);
}

Response check_answers_page(Call& call) {
  auto version = open_programme(call);
  if (!version) return error_page(call, version.error());
  auto draft = draft_of(call);
  if (!draft) return draft_lost(call);
  if (draft->receipt) return redirect(apply_link(draft->programme) + "/receipt");
  if (const auto* next = app::next_question(**version, draft->answers))
    return redirect(question_link(draft->programme, next->fact));
  return show_check(call, **version, *draft, {});
}

void send_application(Call& call, Reply reply) {
  auto version = open_programme(call);
  if (!version) return reply(error_page(call, version.error()));
  auto draft = draft_of(call);
  if (!draft) return reply(draft_lost(call));
  if (draft->receipt) return reply(redirect(apply_link(draft->programme) + "/receipt"));
  if (!draft->resubmits.empty()) return reply(submit_again(call, *version, *draft));
  submit_new(call, *version, *draft, std::move(reply));
}

Response receipt_page(Call& call) {
  auto version = open_programme(call);
  if (!version) return error_page(call, version.error());
  auto draft = draft_of(call);
  if (!draft || !draft->receipt) return draft_lost(call);
  const auto& receipt = *draft->receipt;
  View view;
  view.set("programme", pick((*version)->programme.name, call.language));
  view.set("number", cases::case_name(draft->programme, receipt.case_number));
  view.set("short_number", std::to_string(receipt.case_number));
  view.set("link", "/return/" + receipt.return_token);
  view.set("full_link", return_link(call, receipt.return_token));
  view.set("head", receipt.chain_head);
  view.set("head_short", short_hash(receipt.chain_head));
  view.set("entry", fmt::format("{}#{}", draft->programme, receipt.seq));
  view.set("on", written(call.site.engine.today(), call.language));
  return page(call, {is_ja(call) ? "申請を受け付けました" : "Application received", "apply"}, "receipt", std::move(view));
}

}  // namespace hashira::http
