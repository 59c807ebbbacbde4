// JSON for applicants' programs: apply, look, answer a request for correction, withdraw.
// Guarantees: an application is durable before its 201; the same Idempotency-Key gives the same application.
// Clause: draft-ietf-httpapi-idempotency-key-header; shapes in docs/openapi.yaml.
#include "app/applications.h"
#include "app/desk.h"
#include "cases/fields.h"
#include "http/case_view.h"
#include "http/handlers.h"
#include "http/json.h"
#include "http/own_account.h"
#include "http/problem.h"

namespace hashira::http {
namespace {

constexpr std::size_t idempotency_key_max = 200;

const app::Actor& applicant() {
  static const app::Actor actor{"applicant", "", false};
  return actor;
}

// The command id of a key: keys of two programmes, and of two kinds of request, never meet.
Result<Bytes> command_of(const Call& call, std::string_view kind) {
  auto key = call.request.headers.idempotency_key;
  if (key.size() < 8 || key.size() > idempotency_key_max)
    return fail("http.no_idempotency_key", "The header Idempotency-Key is missing, too short or too long.",
                "Send a key of 8 to 200 characters that is new for each application, such as a UUID.",
                Place{"Idempotency-Key", 0, 0});
  Bytes text(kind);
  text += '/';
  text += call.params[0];
  text += '/';
  text += key;
  Hash hash = sha256(text);
  return Bytes(view(hash).substr(0, 16));
}

json::object receipt_json(const app::Receipt& receipt) {
  return {{"number", cases::case_name(receipt.programme, receipt.case_number)}, {"case", receipt.case_number},
          {"entry", receipt.seq}, {"chain_head", receipt.chain_head}, {"repeated", receipt.repeated}};
}

struct ParsedApplication {
  Bytes command;
  app::Answers answers;
};

Result<ParsedApplication> parse_application(const Call& call, std::string_view kind) {
  ParsedApplication parsed;
  parsed.command = TRY(command_of(call, kind));
  parsed.answers = TRY(answers_field(TRY(body_object(call))));
  return parsed;
}

json::array defects_json(const cases::Case& value) {
  json::array out;
  if (value.state == "amendment_asked")
    for (const auto& defect : cases::defects_of(value)) out.push_back({{"field", defect.fact}, {"what", defect.what}});
  return out;
}

}  // namespace

void api_apply(Call& call, Reply reply) {
  auto parsed = parse_application(call, "apply");
  if (!parsed) return reply(problem(parsed.error()));
  auto prepared = app::prepare_application(call.site.engine, call.params[0], parsed->answers, parsed->command,
                                           app::Missing::refuse);
  if (!prepared) return reply(problem(prepared.error()));
  app::submit_application(call.site.engine, std::move(*prepared), applicant(),
                          [reply = std::move(reply)](Result<app::Receipt> receipt) {
                            if (!receipt) return reply(problem(receipt.error()));
                            json::object body = receipt_json(*receipt);
                            // A repeated key shows no token again: keys may be guessed.
                            if (!receipt->repeated) body["return_token"] = receipt->return_token;
                            reply(answer(receipt->repeated ? 200 : 201, body));
                          });
}

Response api_application(Call& call) {
  auto ref = app::find_by_token(call.site.engine, call.params[0]);
  if (!ref) return problem(ref.error());
  auto view = app::view_case(call.site.engine, ref->programme, ref->number, applicant());
  if (!view) return problem(view.error());
  if (auto version = call.site.engine.versions().in_force(ref->programme)) show_to_applicant(*view, (*version)->instrument);
  const auto* deadline = view->value.datum("deadline");
  json::array commands;
  for (std::string_view own : {"resubmit", "withdraw", "change_account", "claim"})
    if (std::find(view->commands.begin(), view->commands.end(), own) != view->commands.end())
      commands.emplace_back(std::string(own));
  return answer(200, {{"number", cases::case_name(ref->programme, ref->number)}, {"programme", ref->programme},
                      {"state", view->value.state}, {"approved", view->value.money.approved.count()},
                      {"deadline", json_of(deadline ? deadline->as_date() : std::nullopt)},
                      {"defects", defects_json(view->value)}, {"commands", std::move(commands)}});
}

Response api_resubmit(Call& call) {
  auto ref = app::find_by_token(call.site.engine, call.params[0]);
  if (!ref) return problem(ref.error());
  auto parsed = parse_application(call, "resubmit");
  if (!parsed) return problem(parsed.error());
  auto prepared = app::prepare_application(call.site.engine, ref->programme, parsed->answers, parsed->command,
                                           app::Missing::refuse);
  if (!prepared) return problem(prepared.error());
  auto receipt = app::resubmit_application(call.site.engine, *ref, parsed->answers, parsed->command, applicant());
  if (!receipt) return problem(receipt.error());
  return answer(200, receipt_json(*receipt));
}

Response api_withdraw(Call& call) {
  auto ref = app::find_by_token(call.site.engine, call.params[0]);
  if (!ref) return problem(ref.error());
  if (auto done = app::withdraw_application(call.site.engine, *ref, applicant()); !done) return problem(done.error());
  return answer(200, {{"number", cases::case_name(ref->programme, ref->number)}, {"state", "withdrawn"}});
}

namespace {

// The state after what was done, as the applicant sees it.
Response own_state(Call& call) {
  auto ref = app::find_by_token(call.site.engine, call.params[0]);
  if (!ref) return problem(ref.error());
  auto view = app::view_case(call.site.engine, ref->programme, ref->number, applicant());
  if (!view) return problem(view.error());
  return answer(200, {{"number", cases::case_name(ref->programme, ref->number)}, {"state", public_state(view->value)}});
}

Response by_link(Call& call, Done (*act)(Call&, const OwnField&)) {
  auto body = body_object(call);
  if (!body) return problem(body.error());
  for (const auto& member : *body) {
    if (!member.value().is_string()) return problem(text_field(*body, member.key()).error());
  }
  auto field = [&](std::string_view name) { return text_field(*body, name).value_or(""); };
  if (Done done = act(call, field); !done) return problem(done.error());
  return own_state(call);
}

}  // namespace

Response api_own_account(Call& call) { return by_link(call, change_account_by_link); }
Response api_own_claim(Call& call) { return by_link(call, claim_by_link); }

}  // namespace hashira::http
