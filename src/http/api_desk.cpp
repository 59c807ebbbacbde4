// JSON for the desk: sign in, queues, cases, actions, drafts, payments.
// Guarantees: rights are checked by `app` as for pages; posts carry the session's token in X-Form-Token.
// Shapes: docs/openapi.yaml.
#include "app/desk.h"

#include "app/sign_in.h"
#include "http/case_view.h"
#include "http/draft_actions.h"
#include "http/handlers.h"
#include "http/json.h"
#include "http/later_actions.h"
#include "http/problem.h"
#include "http/public_cases.h"

namespace hashira::http {
namespace {

constexpr std::uint64_t queue_page_max = 500;

json::object row_json(const app::QueueRow& row) {
  return {{"number", row.number}, {"state", row.state}, {"applied_on", json_of(row.applied_on)},
          {"requested", row.requested.count()}, {"synthetic", row.synthetic}};
}

json::object money_json(const cases::Money& money) {
  return {{"requested", money.requested.count()}, {"approved", money.approved.count()}, {"ordered", money.ordered.count()},
          {"paid", money.paid.count()}, {"bounced", money.bounced.count()}, {"repaid", money.repaid.count()},
          {"remaining", money.remaining().count()}, {"due", money.due().count()}, {"owed", money.owed().count()},
          {"given_back", money.given_back.count()}};
}

json::array texts_json(const std::vector<std::string>& texts) {
  json::array out;
  for (const auto& text : texts) out.emplace_back(text);
  return out;
}

json::array bilingual_json(const std::vector<portfolio::Text>& texts) {
  json::array out;
  for (const auto& text : texts) out.push_back(json_of(text));
  return out;
}

json::object outcome_json(const app::CaseView& view) {
  return {{"eligible", view.outcome.eligible}, {"amount", view.outcome.amount.count()},
          {"reason", {{"ja", view.outcome.reason_ja}, {"en", view.outcome.reason_en}}},
          {"rules", texts_json(view.outcome.rules_fired)}, {"nearly", bilingual_json(view.nearly)},
          {"nearest_yes", bilingual_json(view.nearest_yes)}};
}

json::value written_fact(const feel::Value& value) {
  if (value.is_null()) return nullptr;
  if (auto yes = value.as_boolean()) return *yes;
  if (auto whole = value.as_integer()) return *whole;
  if (value.is(feel::Kind::string)) return json::string(value.as_string());
  if (auto date = value.as_date()) return json::string(date->iso());
  return json::string(feel::to_text(value));
}

json::object case_json(const app::CaseView& view) {
  json::object facts, sealed;
  for (const auto& [name, value] : view.value.facts) facts[name] = written_fact(value);
  for (const auto& [name, text] : view.sealed) sealed[name] = text;
  json::array same, hits, entries;
  for (auto number : view.same_entitlement) same.emplace_back(number);
  for (auto number : view.open_hits) hits.emplace_back(number);
  for (const auto& entry : view.entries)
    entries.push_back({{"seq", entry.seq}, {"type", entry.type}, {"happened_on", entry.happened_on.iso()},
                       {"actor", entry.actor}});
  return {{"number", view.value.number}, {"state", view.value.state}, {"facts", std::move(facts)},
          {"sealed", std::move(sealed)}, {"money", money_json(view.value.money)}, {"outcome", outcome_json(view)},
          {"commands", texts_json(view.commands)}, {"same_entitlement", std::move(same)}, {"open_hits", std::move(hits)}, {"entries", std::move(entries)},
          {"synthetic", view.value.synthetic}};
}

json::object draft_json(const cases::Draft& draft) {
  json::array numbers;
  for (auto number : draft.case_numbers) numbers.emplace_back(number);
  json::array reviews;
  for (const auto& review : draft.reviews) reviews.push_back({{"office", review.office}, {"by", review.by}, {"on", review.on.iso()}});
  return {{"number", draft.number}, {"state", draft.state}, {"cases", std::move(numbers)}, {"total", draft.total.count()},
          {"drafted_by", draft.drafted_by}, {"decided_by", draft.decided_by}, {"released_by", draft.released_by},
          {"office", draft.office}, {"reviews", std::move(reviews)}, {"approved_by", draft.approved_by},
          {"acting_for", draft.acting_for}, {"sent_back_because", draft.sent_back_because}, {"decided", draft.batch.decided}};
}

// Every field is looked at before anything is done: `wrong` says which is no text.
ActionField text_fields(const json::object& body, std::initializer_list<std::string_view> names, Done& wrong) {
  std::map<std::string, std::string, std::less<>> fields;
  for (std::string_view name : names) {
    auto text = text_field(body, name);
    if (!text && wrong) wrong = tl::unexpected<Error>(text.error());
    if (text) fields.emplace(name, *text);
  }
  return [fields = std::move(fields)](std::string_view name) {
    auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
  };
}

Done api_later(Call& call, std::uint64_t number, const json::object& body) {
  Done wrong;
  ActionField field = text_fields(body, {"class", "note", "reason", "due", "line", "result"}, wrong);
  CHECK_OK(wrong);
  auto done = later_action(call.params[2], {call.site.engine, call.params[0], number, call.user->actor()}, field);
  if (done) return *done;
  return fail("http.not_found", "その操作はありません。 / There is no such action.",
              "docs/openapi.yaml にある名を使ってください。 / Use a name that docs/openapi.yaml lists.", Place{"action", 0, 0});
}

Done api_act(Call& call, std::uint64_t number, const json::object& body) {
  auto& engine = call.site.engine;
  const std::string &programme = call.params[0], &action = call.params[2];
  auto actor = call.user->actor();
  if (action == "screening") return app::screen_case(engine, programme, number, actor);
  if (action == "refusal") return app::refuse_case(engine, programme, number, TRY(text_field(body, "reason")), actor);
  if (action == "correction")
    return app::correct_fact(engine, programme, number, TRY(text_field(body, "fact")), TRY(text_field(body, "value")),
                             TRY(text_field(body, "reason")), actor);
  if (action == "amendment") {
    std::vector<app::Defect> defects;
    const auto* list = body.if_contains("defects");
    if (list && list->is_array())
      for (const auto& one : list->get_array())
        if (one.is_object())
          defects.push_back({TRY(text_field(one.get_object(), "fact")), TRY(text_field(one.get_object(), "what"))});
    return app::ask_amendment(engine, programme, number, std::move(defects), TRY(date_field(body, "deadline")), actor);
  }
  if (action != "payment") return api_later(call, number, body);
  app::PaymentMark mark;
  mark.case_number = number;
  std::string what = TRY(text_field(body, "what"));
  if (what == "bounced") mark.what = app::Payment::bounced;
  else if (what == "repaid") mark.what = app::Payment::repaid;
  else if (what != "paid")
    return fail("http.bad_json", "“what” is none of paid, bounced, repaid.", "Give one of them.", Place{"what", 0, 0});
  mark.amount = Yen(TRY(integer_field(body, "amount")));
  mark.on = TRY(date_field(body, "on"));
  mark.note = TRY(text_field(body, "note"));
  mark.reason = TRY(text_field(body, "reason"));
  return app::mark_payment(engine, programme, mark, actor);
}

Response case_answer(Call& call, std::uint64_t number) {
  auto view = app::view_case(call.site.engine, call.params[0], number, call.user->actor());
  if (!view) return problem(view.error());
  return answer(200, case_json(*view));
}

Response drafts_answer(Call& call, std::uint64_t number, int status) {
  auto drafts = app::drafts(call.site.engine, call.params[0]);
  if (!drafts) return problem(drafts.error());
  for (const auto& draft : *drafts)
    if (draft.number == number) return answer(status, draft_json(draft));
  return problem(Error{"app.no_such_draft", "There is no such draft.", "List the drafts for their numbers.", {}});
}

}  // namespace

Response api_sign_in(Call& call) {
  auto body = body_object(call);
  if (!body) return problem(body.error());
  auto user = text_field(*body, "user");
  auto password = text_field(*body, "password");
  if (!user) return problem(user.error());
  if (!password) return problem(password.error());
  auto in = app::sign_in(call.site.engine, *user, *password);
  if (!in) return problem(in.error());
  call.new_cookies.push_back("session=" + hex(in->token));
  return answer(200, {{"user", in->user.id}, {"name", in->user.name}, {"role", in->user.role},
                      {"form_token", in->session.form_token}});
}

Response api_sign_out(Call& call) {
  auto token = unhex(cookie(call.request.headers.cookie, "session"));
  if (token)
    if (auto done = app::sign_out(call.site.engine, *token); !done) return problem(done.error());
  call.new_cookies.push_back("session=; Max-Age=0");
  Response response = json_response(204, "");
  return response;
}

Response api_queue_counts(Call& call) {
  auto counts = app::queue_counts(call.site.engine, call.params[0]);
  if (!counts) return problem(counts.error());
  json::object states;
  for (const auto& [state, count] : *counts) states[state] = count;
  return answer(200, {{"states", std::move(states)}});
}

Response api_queue(Call& call) {
  std::uint64_t after = 0, limit = 50;
  for (auto [name, into] : {std::pair{"after", &after}, std::pair{"limit", &limit}}) {
    if (!call.query.has(name)) continue;
    auto given = whole_number(call.query.get(name), name);
    if (!given) return problem(given.error());
    *into = *given;
  }
  limit = std::clamp<std::uint64_t>(limit, 1, queue_page_max);
  std::string state(call.query.get("state"));
  auto rows = app::queue(call.site.engine, call.params[0], state.empty() ? "submitted" : state, after, limit);
  if (!rows) return problem(rows.error());
  json::array list;
  for (const auto& row : *rows) list.push_back(row_json(row));
  return answer(200, {{"cases", std::move(list)}});
}

Response api_desk_case(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return problem(number.error());
  return case_answer(call, *number);
}

Response api_act_on_case(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return problem(number.error());
  json::object body;
  if (!call.request.body.empty()) {
    auto given = body_object(call);
    if (!given) return problem(given.error());
    body = std::move(*given);
  }
  if (auto done = api_act(call, *number, body); !done) return problem(done.error());
  return case_answer(call, *number);
}

Response api_drafts(Call& call) {
  auto drafts = app::drafts(call.site.engine, call.params[0]);
  if (!drafts) return problem(drafts.error());
  json::array list;
  for (const auto& draft : *drafts) list.push_back(draft_json(draft));
  return answer(200, {{"drafts", std::move(list)}});
}

Response api_open_draft(Call& call) {
  auto body = body_object(call);
  if (!body) return problem(body.error());
  std::vector<std::uint64_t> numbers;
  const auto* list = body->if_contains("cases");
  if (!list || !list->is_array())
    return problem(Error{"http.bad_json", "“cases” is no list.", "Give the numbers of the cases.", {"cases", 0, 0}});
  for (const auto& one : list->get_array()) {
    if (!one.is_int64() || one.get_int64() < 1)
      return problem(Error{"http.bad_json", "“cases” holds something else than case numbers.", "Give whole numbers.",
                           {"cases", 0, 0}});
    numbers.push_back(static_cast<std::uint64_t>(one.get_int64()));
  }
  auto draft = app::open_draft(call.site.engine, call.params[0], std::move(numbers), call.user->actor());
  if (!draft) return problem(draft.error());
  return drafts_answer(call, *draft, 201);
}

Response api_act_on_draft(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return problem(number.error());
  json::object body;
  if (!call.request.body.empty()) {
    auto given = body_object(call);
    if (!given) return problem(given.error());
    body = std::move(*given);
  }
  DraftTarget target{call.site.engine, call.site.bulk, call.params[0], *number, call.user->actor()};
  Done wrong;
  ActionField field = text_fields(body, {"office", "acting_for", "reason"}, wrong);
  if (!wrong) return problem(wrong.error());
  auto done = draft_action(call.params[2], target, field);
  if (!done) {
    return problem(Error{"http.not_found", "There is no such action.", "Use one that docs/openapi.yaml names.", Place{"action", 0, 0}});
  }
  if (!*done) return problem(done->error());
  return drafts_answer(call, *number, 200);
}

Response api_upload_payments(Call& call) {
  auto marked = app::mark_payments_csv(call.site.engine, call.params[0], call.request.body, "payments.csv", call.user->actor());
  if (marked) return answer(200, {{"marked", *marked}});
  return file_problem(marked.error());
}

}  // namespace hashira::http
