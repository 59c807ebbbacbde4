// What the bank did with a run: carried out on its value date, and what came back.
#include <fmt/core.h>

#include "app/case_command.h"
#include "app/desk.h"
#include "app/reclaims.h"
#include "app/run_entries.h"

namespace hashira::app {
namespace {

using payments::BankAnswer;
using payments::OrderKey;
using payments::OrderState;
using payments::PaymentRun;
using payments::RunOrder;

constexpr std::size_t cases_a_unit = 200;  // intake waits for one unit at most

Done case_paid(Work& work, const std::string& programme, std::uint64_t number, Date on, const Actor& actor) {
  cases::Command pay{"pay", {}, on};
  TRY(carry_out(work, {programme, number, std::move(pay), actor, {}, {}}));
  return {};
}

// Only *paid* falls. Whatever was decided since the transfer, it did not arrive: the case learns of it in every state. A day
// that the bank gives from before the transfer was noted is that of the transfer.
Done case_bounced(Work& work, const std::string& programme, const payments::PaymentReturn& one, Yen sent, const Actor& actor) {
  cases::Case value = TRY(work.case_of(programme, one.order.case_number));
  CHECK_OK(not_on_its_way(work, value));
  const feel::Value* transferred = value.datum("transferred_on");
  Date since = transferred == nullptr ? one.on : transferred->as_date().value_or(one.on);
  std::string note = fmt::format("{}{}{}", payments::name(one.reason), one.text.empty() ? "" : ": ", one.text);
  cases::Command bounce{"bounce", journal::BodyWriter().yen("amount", sent).text("note", note).body(), std::max(one.on, since)};
  std::vector<ledger::Event> less = TRY(lessening(work, value, owed_after_bounce(value, sent), "振込不能: " + note, day_of(work, actor)));
  TRY(carry_out(work, {programme, one.order.case_number, std::move(bounce), actor, {}, {}}));
  return write_events(work, programme, std::move(less), actor);
}

std::vector<OrderKey> open_orders(const PaymentRun& run, std::size_t limit) {
  std::vector<OrderKey> out;
  for (const RunOrder& order : run.orders) {
    if (order.state == OrderState::open && out.size() < limit) out.push_back(order.key);
  }
  return out;
}

std::uint64_t count_open(const PaymentRun& run) {
  return static_cast<std::uint64_t>(
      std::count_if(run.orders.begin(), run.orders.end(), [](const RunOrder& order) { return order.state == OrderState::open; }));
}

Done check_day(Work& work, const PaymentRun& run, Date on) {
  if (on < run.value_date) {
    return fail("app.before_value_date",
                fmt::format("振込指定日は {0} です / the value date of the run is {0}", run.value_date.iso()),
                "指定日以後の日付で記録してください / record it on that day or later");
  }
  if (on > work.today()) {
    return fail("app.day_to_come", fmt::format("{0} はまだ来ていません / {0} is a day to come", on.iso()),
                "業務日付までの日を書いてください / give a day up to the business date");
  }
  return {};
}

// One unit: some of the open orders are paid.
Result<std::uint64_t> execute_some(Work& work, const std::string& programme, std::uint64_t number, Date on, const Actor& actor) {
  PaymentRun run = TRY(run_in(work, programme, number));
  CHECK_OK(check_day(work, run, on));
  std::vector<OrderKey> keys = open_orders(run, cases_a_unit);
  if (keys.empty()) return 0;
  std::string message = fmt::format("executed {} {:06}", on.iso(), run.answers.size() + 1);
  CHECK_OK(append_decided(work, programme, TRY(payments::decide_answer(run, message, keys)), actor));
  for (const OrderKey& key : keys) CHECK_OK(case_paid(work, programme, key.case_number, on, actor));
  return keys.size();
}

// An answer with the run and the order it is about.
struct Placed {
  const BankAnswer* answer = nullptr;
  std::uint64_t run = 0;
  RunOrder order;
};

// The run that holds, or last held, the order with this attempt.
std::optional<Placed> place(const std::vector<PaymentRun>& runs, const BankAnswer& answer) {
  Result<payments::zengin::OrderNumber> number = payments::zengin::read_order_number(answer.id);
  if (!number) return std::nullopt;
  OrderKey key{number->case_number, number->decision, number->instalment};
  for (const PaymentRun& run : runs) {
    auto by_key = [](const RunOrder& order, const OrderKey& wanted) { return order.key < wanted; };
    auto found = std::lower_bound(run.orders.begin(), run.orders.end(), key, by_key);
    if (found == run.orders.end() || found->key != key || found->attempt != number->attempt) continue;
    if (run.state == payments::RunState::exported || run.state == payments::RunState::answered) return Placed{&answer, run.number, *found};
  }
  return std::nullopt;
}

// pain.002 says "accepted" at many stations; only the last ones say that the money went.
bool says_paid(const BankAnswer& answer) {
  bool on_its_way = answer.status.size() == 4 && answer.status.starts_with("AC") && answer.status != "ACSC" && answer.status != "ACCC";
  return answer.outcome == payments::Outcome::accepted && !on_its_way;
}

bool says_nothing_yet(const BankAnswer& answer) {
  bool good = answer.outcome == payments::Outcome::pending || answer.outcome == payments::Outcome::accepted;
  return answer.scope != payments::AnswerScope::payment || (good && !says_paid(answer));
}

// A whole file that the bank refused is no return of single payments: its run is voided on that word.
Done check_not_whole(const std::vector<PaymentRun>& runs, const BankAnswer& answer) {
  for (const PaymentRun& run : runs) {
    if (!payments::rejects_whole(answer, run) || run.state == payments::RunState::voided) continue;
    std::string word = payments::answer_line(answer);
    return fail("app.run_rejected",
                fmt::format("銀行が振込データ {0} の全体を受け付けませんでした: {1} / the bank refused the whole of payment run {0}: {1}", run.number, word),
                fmt::format("この振込データを、この言葉を添えて取り消してください / void run {} with these words", run.number), {"", answer.line, 0});
  }
  return {};
}

Error unplaced(const BankAnswer& answer) {
  return {"app.unplaced_answer",
          fmt::format("この事業の振込ではない結果です / no payment of this programme: {}", payments::answer_line(answer)),
          "ほかの事業で取り込むか、銀行に照会してください / take it in for the programme it belongs to, or ask the bank", {"", answer.line, 0}};
}

// A return that the case cannot take now (another payment is out, it is held, it was paid back): for a person to look at, and
// to be taken in again.
Error return_not_taken(const Placed& placed, const Error& why) {
  return {"app.return_not_taken",
          fmt::format("案件 {0} の振込の戻りはまだ記録できません。 / the return of case {0}'s payment cannot be booked yet. {1}",
                      placed.order.key.case_number, why.what),
          why.mend + " → もう一度取り込む / then take the file in again", {"", placed.answer->line, 0}};
}

// Was the payment marked as made? One that the bank rejected before has nothing to fall; a part of a split amount is for a
// person to look at, the rest may have arrived.
bool marked_paid(const PaymentRun& run, const payments::PaymentReturn& one) {
  auto is_it = [&](const RunOrder& order) { return order.key.case_number == one.order.case_number && order.state == OrderState::paid; };
  return one.order.part == 0 && std::any_of(run.orders.begin(), run.orders.end(), is_it);
}

Done take_return(Work& work, const std::string& programme, const Placed& placed, Date on, const Actor& actor, TakenAnswers& taken) {
  PaymentRun run = TRY(run_in(work, programme, placed.run));
  payments::PaymentReturn one = TRY(payments::return_of(*placed.answer, placed.run, placed.order.amount, on));
  Result<payments::Decided> decided = payments::decide_return(run, one);
  if (!decided && decided.error().code == "payments.already_returned") {
    ++taken.known;
    return {};
  }
  payments::Decided returned = TRY(std::move(decided));
  if (marked_paid(run, one)) {
    Done bounced = case_bounced(work, programme, one, placed.order.amount, actor);
    if (!bounced) {
      taken.unplaced.push_back(return_not_taken(placed, bounced.error()));
      return {};
    }
  }
  CHECK_OK(append_decided(work, programme, std::move(returned), actor));
  ++taken.returned;
  return {};
}

// Paid answers of one run in one message.
Done take_paid(Work& work, const std::string& programme, std::uint64_t number, const std::string& message, const std::vector<OrderKey>& keys,
               Date on, const Actor& actor, TakenAnswers& taken) {
  PaymentRun run = TRY(run_in(work, programme, number));
  std::vector<OrderKey> open;
  for (const OrderKey& key : keys) {
    auto is_it = [&](const RunOrder& order) { return order.key == key && order.state == OrderState::open; };
    if (std::any_of(run.orders.begin(), run.orders.end(), is_it)) open.push_back(key);
  }
  taken.known += keys.size() - open.size();
  if (open.empty()) return {};
  CHECK_OK(append_decided(work, programme, TRY(payments::decide_answer(run, message, open)), actor));
  for (const OrderKey& key : open) CHECK_OK(case_paid(work, programme, key.case_number, on, actor));
  taken.paid += open.size();
  return {};
}

}  // namespace

Result<std::uint64_t> execute_run(Engine& engine, const std::string& programme, std::uint64_t number, Date on, const Actor& actor,
                                  const Progress& progress) {
  CHECK_OK(require_role(actor, {"payer"}));
  std::uint64_t total = count_open(TRY(run_of(engine, programme, number))), done = 0;
  while (true) {
    std::uint64_t some = TRY(act(engine, [&](Work& work) { return execute_some(work, programme, number, on, actor); }));
    if (some == 0) return done;
    done += some;
    if (progress) progress(done, total);
  }
}

Result<TakenAnswers> take_answers(Engine& engine, const std::string& programme, const payments::BankAnswers& answers, Date on,
                                  const Actor& actor) {
  CHECK_OK(require_role(actor, {"payer"}));
  std::vector<PaymentRun> runs = TRY(runs_of(engine, programme));
  TakenAnswers taken;
  std::map<std::uint64_t, std::vector<OrderKey>> paid;
  std::vector<Placed> returned;
  for (const BankAnswer& answer : answers.answers) {
    CHECK_OK(check_not_whole(runs, answer));
    if (says_nothing_yet(answer)) continue;
    std::optional<Placed> placed = place(runs, answer);
    if (!placed) {
      taken.unplaced.push_back(unplaced(answer));
    } else if (says_paid(answer)) {
      paid[placed->run].push_back(placed->order.key);
    } else {
      returned.push_back(std::move(*placed));
    }
  }
  return act(engine, [&](Work& work) -> Result<TakenAnswers> {
    TakenAnswers now = taken;
    for (const auto& [run, keys] : paid) CHECK_OK(take_paid(work, programme, run, answers.message_id, keys, on, actor, now));
    for (const Placed& placed : returned) CHECK_OK(take_return(work, programme, placed, on, actor, now));
    return now;
  });
}

}  // namespace hashira::app
