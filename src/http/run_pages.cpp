// Payment runs on the desk: what waits, the runs, one run with what may be done, its file.
// Guarantees: the rules stand in `app`; the file is sent whole or not at all.
// Templates: runs.html, run.html.
#include "app/payment_runs.h"
#include "http/desk_links.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/public_cases.h"
#include "http/words.h"

namespace hashira::http {
namespace {

using payments::OrderState;
using payments::PaymentRun;
using payments::RunState;

std::string runs_link(const std::string& programme) { return desk_link(programme) + "/runs"; }
std::string run_link(const std::string& programme, std::uint64_t number) {
  return fmt::format("{}/{}", runs_link(programme), number);
}

std::string run_state(RunState state, Language language) {
  return std::string(language == Language::ja ? payments::japanese_name(state) : payments::name(state));
}

std::int64_t orders_in(const PaymentRun& run, OrderState state) {
  return std::count_if(run.orders.begin(), run.orders.end(), [state](const auto& order) { return order.state == state; });
}

View run_view(const Call& call, const PaymentRun& run) {
  View one;
  one.set("number", std::to_string(run.number));
  one.set("link", run_link(run.stream, run.number));
  one.set("state", run_state(run.state, call.language));
  one.set("count", grouped(static_cast<std::int64_t>(run.orders.size())));
  one.set("total", written(run.total, call.language));
  one.set("value_date", written(run.value_date, call.language));
  one.set("paid", grouped(orders_in(run, OrderState::paid)));
  one.set("returned", grouped(orders_in(run, OrderState::returned)));
  one.set("format", std::string(payments::name(run.format)));
  one.set("bank_master", run.bank_master);
  one.set("made_by", run.made_by);
  one.set("made_on", written(run.made_on, call.language));
  one.set("released_by", optional_text(run.released_by));
  one.set("released_on", written(run.released_on, call.language));
  one.set("voided_by", optional_text(run.voided_by));
  one.set("bank_word", optional_text(run.bank_word));
  one.set("digest", run.bytes == 0 ? yes(false) : View(hex(view(run.digest))));
  one.set("may_release", yes(run.state == RunState::made && call.user->user != run.made_by));
  bool released = run.state == RunState::released || run.state == RunState::exported || run.state == RunState::answered;
  one.set("may_export", yes(released));
  one.set("may_execute", yes((run.state == RunState::exported || run.state == RunState::answered) && orders_in(run, OrderState::open) > 0));
  one.set("may_void", yes(run.state == RunState::made || run.state == RunState::released || run.state == RunState::exported));
  one.set("has_left", yes(run.state == RunState::exported));
  return one;
}

std::string order_state(OrderState state, Language language) {
  bool ja = language == Language::ja;
  if (state == OrderState::paid) return ja ? "支払済" : "paid";
  if (state == OrderState::returned) return ja ? "戻り" : "returned";
  return ja ? "送信待ち・結果待ち" : "waiting";
}

View order_rows(const Call& call, const PaymentRun& run) {
  View list{View::type::list};
  constexpr std::size_t shown = 200;
  for (std::size_t i = 0; i < std::min(run.orders.size(), shown); ++i) {
    const payments::RunOrder& order = run.orders[i];
    View one;
    one.set("number", std::to_string(order.key.case_number));
    one.set("link", desk_link(run.stream, order.key.case_number));
    one.set("amount", written(order.amount, call.language));
    one.set("state", order_state(order.state, call.language));
    list << std::move(one);
  }
  return list;
}

View left_out_rows(const std::vector<Error>& errors, Language language) {
  View list{View::type::list};
  for (const Error& error : errors) {
    auto [what, mend] = words(error, language);
    View one;
    one.set("what", what);
    one.set("mend", mend);
    list << std::move(one);
  }
  return list;
}

Error no_bank_client() {
  return {"http.no_bank_client", "委託者の設定（bank-client.txt）がありません。 / The bank client's profile (bank-client.txt) is missing.",
          "運用担当に、データフォルダーに置いてもらってください。 / Ask whoever operates this to put it into the data folder.", {}};
}

Result<payments::Client> client_of(const Call& call) {
  if (call.site.options.bank_client) return *call.site.options.bank_client;
  return fail(no_bank_client());
}

Result<View> runs_view(Call& call) {
  View view;
  std::shared_ptr<const audit::Version> version = TRY(desk_programme(call));
  View list{View::type::list};
  for (const PaymentRun& run : TRY(app::runs_of(call.site.engine, call.params[0]))) list << run_view(call, run);
  payments::Client client = TRY(client_of(call));
  app::WaitingOrders waiting = TRY(app::waiting_orders(call.site.engine, call.params[0], client));
  view.set("programme", pick(version->programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("link", runs_link(call.params[0]));
  view.set("runs", std::move(list));
  view.set("waiting", grouped(static_cast<std::int64_t>(waiting.orders.size())));
  view.set("waiting_total", written(waiting.total, call.language));
  view.set("may_make", yes(!waiting.orders.empty() && call.user->role == "payer"));
  view.set("left_out", waiting.left_out.empty() ? yes(false) : View("rows", left_out_rows(waiting.left_out, call.language)));
  view.set("value_date", call.site.engine.today().plus_days(2).iso());
  return view;
}

std::string download_name(const Call& call, std::uint64_t number, payments::FileFormat format) {
  return fmt::format("{}-{}.{}", call.params[0], number, format == payments::FileFormat::pain001 ? "xml" : "txt");
}

Done act(Call& call, std::string_view action, std::uint64_t number) {
  app::Engine& engine = call.site.engine;
  const std::string& programme = call.params[0];
  if (action == "release") return app::release_run(engine, programme, number, call.user->actor());
  if (action == "void") return app::void_run(engine, programme, number, std::string(call.form.get("bank_word")), call.user->actor());
  if (action == "execute") {
    Date on = TRY(Date::parse(call.form.get("on")));
    TRY(app::execute_run(engine, programme, number, on, call.user->actor()));
    return {};
  }
  return fail("http.not_found", "その操作はありません。 / There is no such action.", "ページのボタンを使ってください。 / Use the buttons on the page.");
}

}  // namespace

Response runs_page(Call& call) {
  auto view = runs_view(call);
  if (!view) return error_page(call, view.error(), desk_link(call.params[0]));
  return page(call, {is_ja(call) ? "振込データの一覧" : "Payment runs", "desk"}, "runs", std::move(*view));
}

Response make_run(Call& call) {
  auto client = client_of(call);
  if (!client) return error_page(call, client.error(), desk_link(call.params[0]));
  auto on = Date::parse(call.form.get("value_date"));
  if (!on) return error_page(call, on.error(), runs_link(call.params[0]));
  auto number = app::make_run(call.site.engine, call.params[0], {*on, {}, {}}, *client, call.user->actor());
  if (!number) return error_page(call, number.error(), runs_link(call.params[0]));
  return redirect(run_link(call.params[0], *number));
}

Response run_page(Call& call) {
  auto version = desk_programme(call);
  if (!version) return error_page(call, version.error());
  auto number = whole_number(call.params[1], "number");
  if (!number) return error_page(call, number.error());
  auto run = app::run_of(call.site.engine, call.params[0], *number);
  if (!run) return error_page(call, run.error(), runs_link(call.params[0]));
  View view = run_view(call, *run);
  view.set("programme", pick((*version)->programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("runs_link", runs_link(call.params[0]));
  view.set("orders", order_rows(call, *run));
  view.set("today", call.site.engine.today().iso());
  Frame frame{fmt::format("{} {}", is_ja(call) ? "振込データ" : "Payment run", *number), "desk"};
  return page(call, frame, "run", std::move(view));
}

Response act_on_run(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return error_page(call, number.error());
  if (auto done = act(call, call.params[2], *number); !done) return error_page(call, done.error(), run_link(call.params[0], *number));
  return redirect(run_link(call.params[0], *number));
}

Response run_file(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return error_page(call, number.error());
  auto client = client_of(call);
  if (!client) return error_page(call, client.error(), runs_link(call.params[0]));
  Bytes file;
  auto sink = [&](BytesView bytes) -> Done {
    file += bytes;
    return {};
  };
  auto exported = app::export_run(call.site.engine, call.params[0], *number, *client, sink, call.user->actor());
  if (!exported) return error_page(call, exported.error(), run_link(call.params[0], *number));
  auto run = app::run_of(call.site.engine, call.params[0], *number);
  if (!run) return error_page(call, run.error(), runs_link(call.params[0]));
  return download(download_name(call, *number, run->format), "application/octet-stream", std::move(file));
}

}  // namespace hashira::http
