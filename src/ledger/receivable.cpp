// What a command does to a receivable, and the postings of its events.
#include "ledger/receivable.h"

#include <fmt/core.h>

#include "ledger/internal/dated_list.h"
#include "ledger/internal/receivable_step.h"
#include "ledger/internal/refusal.h"
#include "ledger/print.h"
#include "ledger/year.h"

namespace hashira::ledger {
namespace {

using journal::BodyWriter;

tl::unexpected<Error> refuse_receivable(const Receivable& value, std::string what, const Words& words,
                                        const Words& mend) {
  return refuse_in_words("receivable_" + std::move(what), fmt::format("receivable {}", value.number), words, mend);
}

std::string_view state_ja(std::string_view state) {
  struct Name {
    std::string_view state, ja;
  };
  static constexpr Name names[] = {{"", "未調定"},
                                   {"assessed", "調定済"},
                                   {"notified", "納入通知済"},
                                   {"reminded", "督促済"},
                                   {"instalments", "分割納付中"},
                                   {"deferred", "納期限延長中"},
                                   {"enforcing", "強制執行中"},
                                   {"collected", "完納"},
                                   {"written_off", "不納欠損"},
                                   {"waived", "免除"},
                                   {"annulled", "調定取消"}};
  for (const Name& name : names) {
    if (name.state == state) return name.ja;
  }
  return state;
}

BodyWriter split_body(const Split& split) {
  return BodyWriter().yen("principal", split.principal).yen("surcharge", split.surcharge).yen("late", split.late);
}

// The receivable as it becomes while the events of one command are made.
struct Deciding {
  Receivable now;
  Date on;
  std::vector<Event> events;

  FiscalYear year() const { return books_open(now.year, on) ? now.year : FiscalYear::of(on); }
  // An event that `step` would leave is our bug when all checks passed before.
  void add(std::string_view type, BodyWriter writer, FiscalYear of_year) {
    journal::Body body =
        writer.integer("receivable", static_cast<std::int64_t>(now.number)).integer("year", of_year.year()).body();
    bool follows = step(now, type, body, on);
    assert(follows);
    (void)follows;
    events.push_back({std::string(type), std::move(body), of_year, {}});
  }
  Result<std::vector<Event>> done() { return std::move(events); }
};

Done check_state(const Receivable& value, std::string_view type) {
  if (may_come(type, value.state)) return {};
  return refuse_receivable(
      value, "not_in_state",
      {fmt::format("債権{}は今「{}」なので、この手続はできません", value.number, state_ja(value.state)),
       fmt::format("receivable {} is '{}' now, so {} cannot follow", value.number, value.state, type)},
      {"債権の記録を確かめてください", "look at the receivable's entries"});
}

Done check_after(const Receivable& value, Date on, Date since) {
  if (on >= since) return {};
  return refuse_receivable(value, "date_before",
                           {fmt::format("{}は、前の手続の日{}より前です", on.wareki(), since.wareki()),
                            fmt::format("{} is before the step that came first, on {}", on.iso(), since.iso())},
                           {"実際に行われた日を入れてください", "give the day on which it happened"});
}

Done check_calendar(const Receivable& value, Date date) {
  if (date >= Date::of(1, 1, 1) && date <= Date::of(9999, 12, 31)) return {};
  return refuse_receivable(value, "bad_date", {"日付が正しくありません", "the day is out of the calendar"},
                           {"実在する日を入れてください", "give a real day"});
}

Done check_reason(const Receivable& value, const std::string& reason) {
  if (!reason.empty()) return {};
  return refuse_receivable(value, "no_reason", {"理由が要ります", "a reason is needed"},
                           {"なぜかを書いてください", "write down why"});
}

Done check_principal_open(const Receivable& value) {
  if (value.open().principal > Yen(0) && !value.surcharges_fixed) return {};
  return refuse_receivable(
      value, "no_principal", {"元本は残っていません", "nothing of the principal is left"},
      {"残る加算金・延滞金を収納するか、免除してください", "collect or waive the surcharges that are left"});
}

Result<std::vector<Event>> decide_one(Deciding deciding, const Assess& command) {
  Receivable& value = deciding.now;
  CHECK_OK(check_state(value, receivable_assessed));
  ReturnOrder order = command.order;
  if (order.received.empty() && order.ground == ReturnGround::other) order.received = {{deciding.on, order.amount}};
  bool one_due = order.terms.size() == 1 && order.terms.front().dues.size() == 1 &&
                 order.terms.front().dues.front().amount == order.amount;
  if (!one_due || order.terms.front().dues.front().on < deciding.on) {
    return refuse_receivable(value, "no_due_date",
                             {"調定には、全額の納期限（調定の日以後の日）が一つ要ります",
                              "an assessment needs one due date for the whole, not before the assessment"},
                             {"納期限を入れてください。分割や延長は後で決めます",
                              "give the due date; instalments and deferrals are agreed later"});
  }
  if (command.number == 0 || command.line.empty() || command.line.find('\0') != std::string::npos) {
    return refuse_receivable(value, "no_line",
                             {"債権の番号又は歳入科目がありません", "the number or the revenue line is missing"},
                             {"歳入科目を入れてください", "give the revenue line"});
  }
  order.terms.front().since = deciding.on;
  TRY(surcharges(order, {}, deciding.on));
  value.number = command.number;
  deciding.add(receivable_assessed,
               BodyWriter()
                   .integer("ground", static_cast<std::int64_t>(order.ground))
                   .yen("amount", order.amount)
                   .date("due", order.terms.front().dues.front().on)
                   .raw("received", dated_bytes(order.received))
                   .text("line", command.line)
                   .text("source", command.source)
                   .text("reason", command.reason)
                   .integer("surcharge_bp", order.rates.surcharge.basis_points)
                   .text("surcharge_source", order.rates.surcharge.source)
                   .integer("late_bp", order.rates.late.basis_points)
                   .text("late_source", order.rates.late.source),
               FiscalYear::of(deciding.on));
  return deciding.done();
}

Result<std::vector<Event>> decide_one(Deciding deciding, const Notify& command) {
  CHECK_OK(check_state(deciding.now, receivable_notified));
  CHECK_OK(check_after(deciding.now, deciding.on, *deciding.now.assessed_on));
  deciding.add(receivable_notified, BodyWriter().text("document", command.document), deciding.year());
  return deciding.done();
}

Result<std::vector<Event>> decide_one(Deciding deciding, const Remind& command) {
  const Receivable& value = deciding.now;
  CHECK_OK(check_state(value, receivable_reminded));
  CHECK_OK(check_calendar(value, command.deadline));
  CHECK_OK(check_after(value, command.deadline, deciding.on));
  Date first_due = value.order.terms.back().dues.front().on;
  for (const Dated& due : value.order.terms.back().dues) first_due = std::min(first_due, due.on);
  if (deciding.on <= first_due || value.open().total() == Yen(0)) {
    return refuse_receivable(
        value, "not_overdue",
        {fmt::format("納期限は{}です", first_due.wareki()), fmt::format("it is due on {}", first_due.iso())},
        {"納期限の翌日から督促できます", "remind from the day after"});
  }
  deciding.add(receivable_reminded, BodyWriter().date("deadline", command.deadline).text("document", command.document),
               deciding.year());
  return deciding.done();
}

Done check_terms_day(const Deciding& deciding) {
  return check_after(deciding.now, deciding.on, deciding.now.order.terms.back().since);
}

Result<std::vector<Event>> decide_one(Deciding deciding, const AgreeInstalments& command) {
  const Receivable& value = deciding.now;
  CHECK_OK(check_state(value, receivable_instalments));
  CHECK_OK(check_reason(value, command.reason));
  CHECK_OK(check_principal_open(value));
  CHECK_OK(check_terms_day(deciding));
  Receivable after = value;
  journal::Body body = BodyWriter()
                           .integer("receivable", static_cast<std::int64_t>(value.number))
                           .raw("dues", dated_bytes(command.dues))
                           .body();
  bool ahead =
      std::all_of(command.dues.begin(), command.dues.end(), [&](const Dated& due) { return due.on >= deciding.on; });
  if (!ahead || !step(after, receivable_instalments, body, deciding.on)) {
    return refuse_receivable(
        value, "bad_instalments",
        {fmt::format("分割の合計が元本の残り{}と違うか、過ぎた納期限があります", yen_text(value.open().principal)),
         fmt::format("the instalments are not together the {} that are open, or one is due in the past",
                     yen_text_en(value.open().principal))},
        {"合計と日を合わせてください（端数は初回に）",
         "make them add up, the remainder in the first, and give days to come"});
  }
  deciding.add(receivable_instalments,
               BodyWriter().raw("dues", dated_bytes(command.dues)).text("reason", command.reason), deciding.year());
  return deciding.done();
}

Result<std::vector<Event>> decide_one(Deciding deciding, const Defer& command) {
  const Receivable& value = deciding.now;
  CHECK_OK(check_state(value, receivable_deferred));
  CHECK_OK(check_reason(value, command.reason));
  CHECK_OK(check_principal_open(value));
  CHECK_OK(check_terms_day(deciding));
  CHECK_OK(check_after(value, command.due, deciding.on));
  CHECK_OK(check_calendar(value, command.due));
  deciding.add(receivable_deferred, BodyWriter().date("due", command.due).text("reason", command.reason),
               deciding.year());
  return deciding.done();
}

Result<std::vector<Event>> decide_one(Deciding deciding, const Enforce& command) {
  const Receivable& value = deciding.now;
  CHECK_OK(check_reason(value, command.reason));
  if (!value.reminded_on) {
    return refuse_receivable(value, "not_reminded", {"督促をしていません", "it was never reminded of"},
                             {"先に督促してください", "send a reminder first"});
  }
  CHECK_OK(check_state(value, receivable_enforced));
  CHECK_OK(check_after(value, deciding.on, *value.reminded_on));
  deciding.add(receivable_enforced, BodyWriter().text("reason", command.reason), deciding.year());
  return deciding.done();
}

// After the books closed, what is open stands in the books of the day (滞納繰越).
void carry_if_closed(Deciding& deciding) {
  FiscalYear year = std::max(deciding.year(), deciding.now.year);
  if (year == deciding.now.year) return;
  deciding.add(receivable_carried, BodyWriter().integer("from", deciding.now.year.year()), year);
}

void fix_surcharges(Deciding& deciding, const Surcharges& calculated) {
  if (deciding.now.surcharges_fixed) return;
  deciding.add(receivable_fixed, split_body({Yen(0), calculated.surcharge.amount, calculated.late.amount}),
               deciding.now.year);
}

// The surcharges once `part` has gone to the principal, through the last day that counts.
Result<Surcharges> surcharges_after(const Receivable& value, Yen part, Date on) {
  std::vector<Dated> repaid = value.to_principal;
  if (part > Yen(0)) repaid.push_back({on, part});
  Date until = on;
  for (const Dated& one : repaid) until = std::max(until, one.on);
  return surcharges(value.order, repaid, until);
}

// Fixed surcharges and an open principal are one unit's middle: only the whole principal can follow.
Done check_not_amid(const Receivable& value, Yen to_principal) {
  if (!value.surcharges_fixed || to_principal == value.open().principal) return {};
  return refuse_receivable(value, "not_whole",
                           {"加算金・延滞金が確定した後は、元本の全額に限ります", "its surcharges are fixed, so only the whole principal can follow"},
                           {"元本の残額を含む額にしてください", "give an amount with all of the principal that is open"});
}

tl::unexpected<Error> refuse_too_much(const Receivable& value, Yen given, Yen most) {
  return refuse_receivable(value, "overpaid",
                           {fmt::format("{}は受け入れられません。残りは{}です", yen_text(given), yen_text(most)),
                            fmt::format("{} cannot be taken, {} are open", yen_text_en(given), yen_text_en(most))},
                           {"1円から残額までとし、超える分は過誤納として還付してください",
                            "take 1 yen up to what is open, and refund what goes beyond it"});
}

Result<std::vector<Event>> decide_one(Deciding deciding, const Collect& command) {
  Receivable& value = deciding.now;
  CHECK_OK(check_state(value, receivable_collected));
  CHECK_OK(check_after(value, deciding.on, *value.assessed_on));
  Split part{std::min(command.amount, value.open().principal), Yen(0), Yen(0)};
  if (command.amount <= Yen(0) || command.amount > Yen(INT64_MAX / 2))
    return refuse_too_much(value, command.amount, owed(value, deciding.on).total());
  Surcharges calculated = TRY(surcharges_after(value, part.principal, deciding.on));
  CHECK_OK(check_not_amid(value, part.principal));
  carry_if_closed(deciding);
  bool ends_principal = part.principal == value.open().principal;
  if (ends_principal) fix_surcharges(deciding, calculated);
  part.surcharge = std::min(command.amount - part.principal, value.open().surcharge);
  part.late = std::min(command.amount - part.principal - part.surcharge, value.open().late);
  if (part.total() < command.amount) return refuse_too_much(value, command.amount, value.open().total());
  deciding.add(receivable_collected, split_body(part).text("note", command.note), value.year);
  return deciding.done();
}

Result<std::vector<Event>> decide_one(Deciding deciding, const Waive& command) {
  Receivable& value = deciding.now;
  CHECK_OK(check_state(value, receivable_waived));
  CHECK_OK(check_reason(value, command.reason));
  CHECK_OK(check_after(value, deciding.on, *value.assessed_on));
  if (!command.amount.within({value.open().principal, Yen(INT64_MAX / 8), Yen(INT64_MAX / 8)}) ||
      command.amount.total() == Yen(0)) {
    return refuse_too_much(value, command.amount.principal, value.open().principal);
  }
  Surcharges calculated = TRY(surcharges_after(value, command.amount.principal, deciding.on));
  CHECK_OK(check_not_amid(value, command.amount.principal));
  carry_if_closed(deciding);
  if (command.amount.principal == value.open().principal) fix_surcharges(deciding, calculated);
  if (!value.surcharges_fixed && command.amount.surcharge + command.amount.late > Yen(0)) {
    return refuse_receivable(
        value, "not_fixed",
        {"加算金・延滞金は元本が残る間は確定しません", "surcharges are not fixed while some of the principal is open"},
        {"元本の完納後に免除してください", "waive them once the principal is paid"});
  }
  if (!command.amount.within(value.open())) return refuse_too_much(value, command.amount.total(), value.open().total());
  deciding.add(receivable_waived, split_body(command.amount).text("reason", command.reason), value.year);
  return deciding.done();
}

Result<std::vector<Event>> decide_one(Deciding deciding, const WriteOff& command) {
  Receivable& value = deciding.now;
  CHECK_OK(check_state(value, receivable_written_off));
  CHECK_OK(check_reason(value, command.reason));
  CHECK_OK(check_after(value, deciding.on, *value.assessed_on));
  Surcharges calculated = TRY(surcharges_after(value, Yen(0), deciding.on));
  TRY(surcharges_after(value, value.open().principal, deciding.on));
  carry_if_closed(deciding);
  fix_surcharges(deciding, calculated);
  if (value.ended()) return deciding.done();  // a reduction left nothing but the surcharges, and there are none
  deciding.add(receivable_written_off, split_body(value.open()).text("reason", command.reason), value.year);
  return deciding.done();
}

// 加算金 and 延滞金 of what is left, through the last day on which something of the principal went.
Result<Surcharges> surcharges_when_lessened(const Receivable& value, Yen less) {
  Receivable after = value;
  lessen(after, less);
  if (after.order.amount == Yen(0)) return Surcharges{};
  Date until = *value.assessed_on;
  for (const Dated& one : after.to_principal) until = std::max(until, one.on);
  return surcharges(after.order, after.to_principal, until);
}

Done check_reducible(const Receivable& value, Yen amount) {
  if (value.surcharges_fixed && value.waived.total() + value.written_off.total() > Yen(0)) {
    return refuse_receivable(value, "part_waived",
                             {"免除した後で元本が完納されたので、減額できません", "a part was waived before its surcharges were fixed: it cannot be reduced"},
                             {"残額を免除してください", "waive what is left"});
  }
  Yen most = value.assessed.principal - value.waived.principal;
  if (amount > Yen(0) && amount <= most) return {};
  return refuse_receivable(value, "bad_reduction",
                           {fmt::format("減額は1円から{}までです", yen_text(most)), fmt::format("reduce it by 1 yen up to {}", yen_text_en(most))},
                           {"変更後の返還額との差を入れてください", "give the difference to what is owed now"});
}

// Repayments noted out of the order of their days can give the lesser amount a greater surcharge: a person looks at that.
Done check_reduction_follows(const Receivable& value, const Split& less, Date on) {
  Receivable after = value;
  auto number = static_cast<std::int64_t>(value.number);
  if (step(after, receivable_reduced, split_body(less).integer("receivable", number).body(), on)) return {};
  return refuse_receivable(value, "bad_reduction",
                           {"減額した後の加算金・延滞金が計算できません", "the surcharges of the lesser amount cannot be calculated"},
                           {"納付の日付を確かめてください", "look at the days of its payments"});
}

Result<std::vector<Event>> decide_one(Deciding deciding, const Reduce& command) {
  Receivable& value = deciding.now;
  CHECK_OK(check_state(value, receivable_reduced));
  CHECK_OK(check_reason(value, command.reason));
  CHECK_OK(check_after(value, deciding.on, *value.assessed_on));
  CHECK_OK(check_reducible(value, command.amount));
  Surcharges calculated = TRY(surcharges_when_lessened(value, command.amount));
  carry_if_closed(deciding);
  Split less{command.amount, Yen(0), Yen(0)};
  if (value.surcharges_fixed) {
    less.surcharge = value.assessed.surcharge - calculated.surcharge.amount;
    less.late = value.assessed.late - calculated.late.amount;
  }
  CHECK_OK(check_reduction_follows(value, less, deciding.on));
  deciding.add(receivable_reduced, split_body(less).text("reason", command.reason), value.year);
  if (value.open().principal == Yen(0)) fix_surcharges(deciding, calculated);
  return deciding.done();
}

// 戻出 from the year's revenue while its books are open, 歳出 of the day's year afterwards [k].
Result<std::vector<Event>> decide_one(Deciding deciding, const Refund& command) {
  Receivable& value = deciding.now;
  if (value.to_refund().total() == Yen(0)) {
    return refuse_receivable(value, "nothing_to_refund", {"還付する過誤納金はありません", "nothing was paid beyond what is assessed"},
                             {"先に減額調定をしてください", "reduce the assessment first"});
  }
  CHECK_OK(check_state(value, receivable_refunded));
  CHECK_OK(check_after(value, deciding.on, *value.assessed_on));
  carry_if_closed(deciding);
  deciding.add(receivable_refunded, split_body(value.to_refund()).text("document", command.document), value.year);
  return deciding.done();
}

struct WaySteps {
  std::string_view type;
  Account to;
};
constexpr WaySteps ways[] = {{receivable_collected, Account::collected},
                             {receivable_waived, Account::waived},
                             {receivable_written_off, Account::written_off}};

// What was open is no longer claimed; what was collected beyond the lesser amount is to be refunded.
template <class Post>
void post_reduced(const Receivable& before, const Receivable& after, const Post& post) {
  Yen less = before.assessed.total() - after.assessed.total(), over = after.overpaid.total() - before.overpaid.total();
  post(after.year, Account::receivable, Account::claimed, less - over);
  post(after.year, Account::overpaid, Account::claimed, over);
}

template <class Post>
void post_refunded(const Receivable& after, const journal::Entry& entry, const Post& post) {
  bool never_carried = FiscalYear::of(*after.assessed_on) == after.year;  // so it was collected in this year
  post(after.year, never_carried ? Account::collected : Account::refunded, Account::overpaid, split_of(entry.body).total());
}

}  // namespace

Result<std::vector<Event>> decide(const Receivable& before, const ReceivableCommand& command, Date on) {
  CHECK_OK(check_calendar(before, on));
  return std::visit([&](const auto& one) { return decide_one(Deciding{before, on, {}}, one); }, command);
}

Split owed(const Receivable& value, Date on) {
  Split out = value.open();
  if (value.surcharges_fixed || value.state.empty()) return out;
  if (auto calculated = surcharges(value.order, value.to_principal, on)) {
    out.surcharge = calculated->surcharge.amount;
    out.late = calculated->late.amount;
  }
  return out;
}

std::vector<Posting> postings(const Receivable& before, const journal::Entry& entry) {
  Receivable after = before;
  if (!step(after, entry.type, entry.body, entry.happened_on)) return {};
  std::vector<Posting> out;
  auto post = [&](FiscalYear year, Account from, Account to, Yen amount) {
    if (amount > Yen(0)) out.push_back({after.line, year, from, to, amount, 0});
  };
  Yen raised = after.assessed.total() - before.assessed.total();
  post(after.year, Account::claimed, Account::receivable, raised);
  if (entry.type == receivable_reduced) post_reduced(before, after, post);
  if (entry.type == receivable_refunded) post_refunded(after, entry, post);
  if (entry.type == receivable_carried) {
    post(before.year, Account::receivable, Account::carried, before.open().total());
    post(after.year, Account::carried, Account::receivable, before.open().total());
    post(before.year, Account::carried, Account::overpaid, before.to_refund().total());
    post(after.year, Account::overpaid, Account::carried, before.to_refund().total());
  }
  for (const WaySteps& way : ways) {
    if (entry.type == way.type) post(after.year, Account::receivable, way.to, split_of(entry.body).total());
  }
  return out;
}

}  // namespace hashira::ledger
