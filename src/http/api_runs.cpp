// JSON for payment runs: made, released by another, their file, carried out, voided.
// Guarantees: rights and order are checked by `app` as for pages; the file is sent whole or not at all.
// Shapes: docs/openapi.yaml.
#include "app/payment_runs.h"
#include "http/handlers.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/public_cases.h"

namespace hashira::http {
namespace {

json::array orders_json(const payments::PaymentRun& run) {
  constexpr std::string_view states[] = {"open", "paid", "returned"};
  json::array out;
  for (const payments::RunOrder& order : run.orders) {
    out.push_back({{"case", order.key.case_number}, {"decision", order.key.decision}, {"instalment", order.key.instalment},
                   {"attempt", order.attempt}, {"amount", order.amount.count()}, {"state", states[static_cast<std::size_t>(order.state)]}});
  }
  return out;
}

json::value who_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::object run_json(const payments::PaymentRun& run) {
  json::value digest = run.bytes == 0 ? json::value(nullptr) : json::value(hex(view(run.digest)));
  return {{"number", run.number}, {"state", payments::name(run.state)}, {"orders", run.orders.size()}, {"total", run.total.count()},
          {"value_date", run.value_date.iso()}, {"format", payments::name(run.format)}, {"bank_master", run.bank_master}, {"made_by", run.made_by},
          {"released_by", who_or_null(run.released_by)}, {"voided_by", who_or_null(run.voided_by)}, {"digest", std::move(digest)}, {"bytes", run.bytes}};
}

Result<payments::Client> api_client(const Call& call) {
  if (call.site.options.bank_client) return *call.site.options.bank_client;
  return fail("http.no_bank_client", "The bank client's profile (bank-client.txt) is missing.", "Ask whoever operates this to put it into the data folder.");
}

Response run_answer(Call& call, std::uint64_t number, int status) {
  auto run = app::run_of(call.site.engine, call.params[0], number);
  if (!run) return problem(run.error());
  json::object body = run_json(*run);
  body["list"] = orders_json(*run);
  return answer(status, body);
}

Result<std::vector<std::uint64_t>> cases_field(const json::object& body) {
  std::vector<std::uint64_t> out;
  const json::value* list = body.if_contains("cases");
  if (list == nullptr) return out;
  bool numbers = list->is_array() && std::all_of(list->get_array().begin(), list->get_array().end(),
                                                 [](const json::value& one) { return one.is_int64() && one.get_int64() > 0; });
  if (!numbers) return fail("http.bad_json", "“cases” is no list of case numbers.", "Give whole numbers, or leave it out for all.", Place{"cases", 0, 0});
  for (const json::value& one : list->get_array()) out.push_back(static_cast<std::uint64_t>(one.get_int64()));
  return out;
}

Result<std::uint64_t> make_run_of(Call& call) {
  json::object body = TRY(body_object(call));
  payments::Client client = TRY(api_client(call));
  app::NewRun wanted;
  wanted.value_date = TRY(date_field(body, "value_date"));
  wanted.cases = TRY(cases_field(body));
  return app::make_run(call.site.engine, call.params[0], wanted, client, call.user->actor());
}

Done act_on_run_of(Call& call, std::uint64_t number) {
  app::Engine& engine = call.site.engine;
  const std::string &programme = call.params[0], &action = call.params[2];
  if (action == "release") return app::release_run(engine, programme, number, call.user->actor());
  json::object body = TRY(body_object(call));
  if (action == "void") return app::void_run(engine, programme, number, TRY(text_field(body, "bank_word")), call.user->actor());
  if (action != "execution") return fail("http.not_found", "There is no such action.", "Use release, execution or void.", Place{"action", 0, 0});
  TRY(app::execute_run(engine, programme, number, TRY(date_field(body, "on")), call.user->actor()));
  return {};
}

}  // namespace

Response api_runs(Call& call) {
  auto runs = app::runs_of(call.site.engine, call.params[0]);
  if (!runs) return problem(runs.error());
  json::array list;
  for (const payments::PaymentRun& run : *runs) list.push_back(run_json(run));
  return answer(200, {{"runs", std::move(list)}});
}

Response api_make_run(Call& call) {
  auto number = make_run_of(call);
  if (!number) return problem(number.error());
  return run_answer(call, *number, 201);
}

Response api_run(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return problem(number.error());
  return run_answer(call, *number, 200);
}

Response api_act_on_run(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return problem(number.error());
  if (Done done = act_on_run_of(call, *number); !done) return problem(done.error());
  return run_answer(call, *number, 200);
}

Response api_run_file(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return problem(number.error());
  auto client = api_client(call);
  if (!client) return problem(client.error());
  std::string file;
  auto sink = [&](BytesView bytes) -> Done {
    file += bytes;
    return {};
  };
  auto exported = app::export_run(call.site.engine, call.params[0], *number, *client, sink, call.user->actor());
  if (!exported) return problem(exported.error());
  return download(fmt::format("{}-{}", call.params[0], *number), "application/octet-stream", std::move(file));
}

}  // namespace hashira::http
