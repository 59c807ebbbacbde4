// Payers, the bank, what is owed back, and the budget.
#include "app/benefit_desk.h"
#include "app/payment_runs.h"
#include "world_acts.h"

namespace hashira::sim {
namespace {

Outcome did() { return {true, false, false, {}, {}, 0}; }

// The ids of payments in the words for a person: every one must be named.
void remember_unplaced(const app::TakenAnswers& taken, std::set<std::uint64_t>& told) {
  for (const Error& error : taken.unplaced) {
    std::size_t at = error.what.find("the return of case ");
    if (at != std::string::npos) told.insert(std::stoull(error.what.substr(at + 19)));
  }
}

Date day_of(const BankMessage& message) { return message.answers.answers.front().date.value_or(Date()); }

FiscalYear year_in(const Command& command, Date today) {
  return command.word.empty() ? FiscalYear::of(today) : FiscalYear(std::atoi(command.word.c_str()));
}

}  // namespace

Outcome World::make_run(const Command& command) {
  app::NewRun wanted{today_.plus_days(static_cast<int>(command.amount)), {}, {}};
  return made('r', command, app::make_run(*engine_, programme, wanted, client_, actor(command)));
}

Outcome World::release_run(const Command& command) {
  return on(command, [&](std::uint64_t run) { return app::release_run(*engine_, programme, run, actor(command)); });
}

// The file goes to the bank once it is whole and the office says so.
Outcome World::export_run(const Command& command) {
  return on(command, [&](std::uint64_t run) -> Done {
    Bytes file;
    TRY(app::export_run(*engine_, programme, run, client_, [&](BytesView bytes) -> Done { file += bytes; return {}; }, actor(command)));
    payments::PaymentRun made = TRY(app::run_of(*engine_, programme, run));
    bank_.receive(run, payments::message_id(made), made.value_date.days(), file);
    return {};
  });
}

// An honest office asks the bank first, and has its word only where the bank could still stop the file or refused it.
Outcome World::void_run(const Command& command) {
  return on(command, [&](std::uint64_t run) -> Done {
    bool nothing_left = bank_.worked(run) ? !bank_.credited_any(run) : bank_.stop(run);
    return app::void_run(*engine_, programme, run, nothing_left ? "北洋銀行 山田 電話" : "", actor(command));
  });
}

Outcome World::bank_works(const Command&) {
  bank_.work(today_.days());
  return did();
}

Outcome World::execute_run(const Command& command) {
  return on(command, [&](std::uint64_t run) -> Done {
    if (!bank_.worked(run) || !bank_.credited_any(run)) return fail("sim.not_worked", "the bank has not carried it out");
    TRY(app::execute_run(*engine_, programme, run, Date(bank_.value_date(run)), actor(command)));
    return {};
  });
}

Outcome World::take_answer(const Command& command) {
  if (bank_.waiting.empty()) return not_there();
  BankMessage message = bank_.waiting.front();
  auto taken = app::take_answers(*engine_, programme, message.answers, day_of(message), actor(command));
  if (!taken && (taken.error().code != "app.run_rejected")) return outcome_of_done(fail(taken.error()));
  if (taken) remember_unplaced(*taken, told);
  bank_.waiting.pop_front();
  bank_.delivered.push_back(message);
  return taken ? did() : outcome_of_done(fail(taken.error()));
}

Outcome World::take_answer_again(const Command& command) {
  if (bank_.delivered.empty()) return not_there();
  const BankMessage& message = bank_.delivered[static_cast<std::size_t>(command.amount) % bank_.delivered.size()];
  auto taken = app::take_answers(*engine_, programme, message.answers, day_of(message), actor(command));
  return taken ? did() : outcome_of_done(fail(taken.error()));
}

// An answer that says one yen more came back than was sent.
Outcome World::take_false_answer(const Command& command) {
  for (const BankMessage& message : bank_.waiting) {
    payments::BankAnswers answers = message.answers;
    if (answers.answers.front().outcome != payments::Outcome::returned) continue;
    answers.answers.front().amount = *answers.answers.front().amount + Yen(1);
    auto taken = app::take_answers(*engine_, programme, answers, today_, actor(command));
    return taken ? did() : outcome_of_done(fail(taken.error()));
  }
  return not_there();
}

Outcome World::mark(const Command& command) {
  app::Payment what = command.kind == Kind::mark_paid      ? app::Payment::paid
                      : command.kind == Kind::mark_bounced ? app::Payment::bounced
                                                           : app::Payment::repaid;
  return on(command, [&](std::uint64_t number) -> Done {
    bool honest = what != app::Payment::bounced || (bank_.came_back(number, command.amount) && !counter_.contains(number));
    if (!honest) return fail("sim.not_bounced", "the bank says that it arrived");
    Done done = app::mark_payment(*engine_, programme, {number, what, Yen(command.amount), today_, "", ""}, actor(command));
    // The cashier hands over what was written down, also when the answer was lost.
    bool written = done || done.error().code == "sim.answer_lost";
    if (written && what == app::Payment::paid) counter_[number].push_back(command.amount);
    return done;
  });
}

Outcome World::assess_reclaim(const Command& command) {
  return on_work(command, [&](app::Work& work, std::uint64_t number) -> Done {
    app::Reclaim reclaim{today_.plus_days(static_cast<int>(command.amount)), ""};
    std::uint64_t debt = TRY(app::assess_reclaim(work, programme, number, reclaim, actor(command)));
    debt_of_[number] = debt;
    return {};
  });
}

Outcome World::debt_step(const Command& command) {
  auto step = [&]() -> ledger::ReceivableCommand {
    Yen half = Yen(command.amount / 2), amount = Yen(command.amount);
    Date later = today_.plus_days(40);
    switch (command.kind) {
      case Kind::notify_debt: return ledger::Notify{"納入通知書"};
      case Kind::remind_debt: return ledger::Remind{today_.plus_days(10), "督促状"};
      case Kind::instalments: return ledger::AgreeInstalments{{{today_.plus_days(20), amount - half}, {later, half}}, "資力がない"};
      case Kind::defer: return ledger::Defer{later, "災害"};
      case Kind::enforce: return ledger::Enforce{"財産を差し押さえる"};
      case Kind::collect: return ledger::Collect{amount, ""};
      case Kind::waive: return ledger::Waive{{amount, Yen(0), Yen(0)}, "免除"};
      default: return ledger::WriteOff{"時効"};
    }
  };
  return on_work(command, [&](app::Work& work, std::uint64_t number) -> Done {
    auto debt = debt_of_.find(number);
    if (debt == debt_of_.end()) return fail("sim.no_debt", "it owes nothing");
    return app::receivable_command(work, programme, debt->second, step(), actor(command));
  });
}

Outcome World::budget(const Command& command, const ledger::BudgetCommand& what) {
  return outcome_of_done(app::budget_command(*engine_, what, actor(command)));
}

Outcome World::budget_step(const Command& command) {
  FiscalYear year = year_in(command, today_);
  Yen amount(command.amount);
  ledger::LineId line{benefit_line, year};
  ledger::AllotmentId own{line, programme, ""};
  switch (command.kind) {
    case Kind::vote: return budget(command, ledger::Vote{line, "", ledger::VoteKind::supplementary, {}, amount});
    case Kind::transfer: return budget(command, ledger::Transfer{{fee_line, year}, line, amount, "申請の増", ""});
    case Kind::allot: return budget(command, ledger::Allot{own, amount});
    case Kind::withdraw_allotment: return budget(command, ledger::Withdraw{own, amount, "執行残"});
    case Kind::permit_carry: return budget(command, ledger::PermitCarry{line, amount});
    case Kind::carry_line: return budget(command, ledger::CarryOver{line, amount, "年度内に終わらない"});
    case Kind::carry_allotment:
      return budget(command, ledger::CarryHeld{own, ledger::BudgetKind::carried_by_vote, ledger::Account::allotted, amount, 0, "同"});
    default: return budget(command, ledger::CloseYear{year});
  }
}

Outcome World::close_books(const Command& command) {
  return outcome_of_done(app::close_programme_books(*engine_, programme, year_in(command, today_), actor(command)));
}

}  // namespace hashira::sim
