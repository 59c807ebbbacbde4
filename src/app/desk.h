// What officers, approvers and payers do. Each command checks the actor's role and the two-pairs-of-eyes rules
// ("app.not_allowed", "app.same_person"), is one entry (or one per case of a draft), and answers what it did.
//
// Commands over a Work can be put together into one durable unit; those over the Engine are one unit each.
#pragma once

#include "app/engine.h"
#include "ledger/budget.h"
#include "ledger/receivable.h"

namespace hashira::app {

struct Defect {
  std::string fact;      // which answer; empty: the whole application
  std::string what;      // in words for the applicant
};

Done ask_amendment(Work& work, const std::string& programme, std::uint64_t case_number, const std::vector<Defect>& defects,
                   Date deadline, const Actor& actor);
// Records that the officer has screened the case and what the rules gave (recomputed now; binding at decision).
Done screen_case(Work& work, const std::string& programme, std::uint64_t case_number, const Actor& actor);
Done refuse_case(Work& work, const std::string& programme, std::uint64_t case_number, std::string_view reason, const Actor& actor);
// A fact was wrong (municipality …): corrected by a further entry. `value` as typed; sealed facts are not for this.
Done correct_fact(Work& work, const std::string& programme, std::uint64_t case_number, const std::string& fact,
                  const std::string& value, std::string_view reason, const Actor& actor);

// 起案: all given cases must be screened and eligible, without an open hit of their entitlement key; a refusal names every case
// that is not, with its reason (held, not screened …). Returns the draft's number.
Result<std::uint64_t> open_draft(Work& work, const std::string& programme, const std::vector<std::uint64_t>& case_numbers,
                                 const Actor& actor);
Done withdraw_draft(Work& work, const std::string& programme, std::uint64_t draft, const Actor& actor);
// Decides every case of the draft (交付決定 with commitment); another person than drafter and screeners. "app.draft_changed"
// names the cases that no longer are as they were drafted: what is decided is what was circulated.
Done issue_draft(Work& work, const std::string& programme, std::uint64_t draft, const Actor& actor);
// Payment orders for every case of the draft that still stands decided; held and cancelled ones are passed over and named in
// the entry (`skipped`). A third person.
Done release_draft(Work& work, const std::string& programme, std::uint64_t draft, const Actor& actor);

enum class Payment { paid, bounced, repaid };
struct PaymentMark {
  std::uint64_t case_number = 0;
  Payment what = Payment::paid;
  Yen amount;         // paid, bounced: the whole order; repaid: a part or all of what remains
  Date on;
  std::string note;   // the bank's words
  std::string reason; // repaid: why (自主返納 …)
};
Done mark_payment(Work& work, const std::string& programme, const PaymentMark& mark, const Actor& actor);

// Runs a command over a Work as one durable unit: act(engine, [&](Work& work) { return screen_case(work, …); }).
template <class Command>
auto act(Engine& engine, Command command) -> decltype(command(std::declval<Work&>())) {
  using Answer = decltype(command(std::declval<Work&>()));
  if constexpr (std::is_same_v<Answer, Done>) {
    return engine.run(command);
  } else {
    typename Answer::value_type answer{};
    CHECK_OK(engine.run([&](Work& work) -> Done {
      answer = TRY(command(work));
      return {};
    }));
    return answer;
  }
}

Done ask_amendment(Engine& engine, const std::string& programme, std::uint64_t case_number, std::vector<Defect> defects,
                   Date deadline, Actor actor);
Done screen_case(Engine& engine, const std::string& programme, std::uint64_t case_number, Actor actor);
Done refuse_case(Engine& engine, const std::string& programme, std::uint64_t case_number, std::string reason, Actor actor);
Done correct_fact(Engine& engine, const std::string& programme, std::uint64_t case_number, const std::string& fact,
                  const std::string& value, std::string reason, Actor actor);
Result<std::uint64_t> open_draft(Engine& engine, const std::string& programme, std::vector<std::uint64_t> case_numbers, Actor actor);
Done withdraw_draft(Engine& engine, const std::string& programme, std::uint64_t draft, Actor actor);
Done issue_draft(Engine& engine, const std::string& programme, std::uint64_t draft, Actor actor);
Done release_draft(Engine& engine, const std::string& programme, std::uint64_t draft, Actor actor);
Done mark_payment(Engine& engine, const std::string& programme, const PaymentMark& mark, Actor actor);

// All or nothing: one wrong row refuses the file, every wrong row is named (line, column, what, mend).
// CSV with header `case,what,amount,on,note`.
tl::expected<std::size_t, std::vector<Error>> mark_payments_csv(Engine& engine, const std::string& programme,
                                                                std::string_view csv, std::string_view file_name, Actor actor);

// Cases of a programme in a state, by number; `after` = last number of the page before.
struct QueueRow {
  std::uint64_t number = 0;
  std::string state;
  std::optional<Date> applied_on;
  Yen requested;
  bool synthetic = false;
};
Result<std::vector<QueueRow>> queue(Engine& engine, const std::string& programme, std::string_view state,
                                    std::uint64_t after, std::size_t limit);
Result<std::map<std::string, std::uint64_t>> queue_counts(Engine& engine, const std::string& programme);
Result<std::vector<cases::Draft>> drafts(Engine& engine, const std::string& programme);

// A case with all that an officer sees: facts, sealed facts opened, what the rules say now and why, its entries.
struct CaseView {
  cases::Case value;
  std::map<std::string, std::string> sealed;   // opened; empty for roles without the right
  cases::Outcome outcome;                      // by the rules in force
  std::vector<portfolio::Text> nearly;         // rules that nearly matched and what was missing
  std::vector<journal::Entry> entries;
  std::vector<std::string> commands;           // what may be done next, by the lifecycle
  std::vector<std::uint64_t> same_entitlement; // other cases with the same key: flags for a person
  std::vector<std::uint64_t> open_hits;        // those of them that go on and that nobody has disposed of: no draft takes the case
  std::vector<portfolio::Text> nearest_yes;    // the smallest change of its facts that the rules would pay, when they do not
};
Result<CaseView> view_case(Engine& engine, const std::string& programme, std::uint64_t case_number, const Actor& actor);

// Budget, by a planner: supplementary budgets, transfers, the reserve, allotments to programmes and offices, carry-over, closing,
// combined caps and 債務負担行為 (ledger/budget.h has the commands). What a programme holds moves with it, in one unit.
Done budget_command(Work& work, const ledger::BudgetCommand& command, const Actor& actor);
Done budget_command(Engine& engine, const ledger::BudgetCommand& command, Actor actor);
// After 31 May: what a programme did not spend of the year lapses.
Done close_programme_books(Work& work, const std::string& programme, FiscalYear year, const Actor& actor);
Done close_programme_books(Engine& engine, const std::string& programme, FiscalYear year, Actor actor);
// Receivables, by payers and approvers: `number` of the command is given here. Answers the receivable's number.
Result<std::uint64_t> assess_receivable(Work& work, const std::string& programme, ledger::Assess command, const Actor& actor);
Done receivable_command(Work& work, const std::string& programme, std::uint64_t number, const ledger::ReceivableCommand& command,
                        const Actor& actor);
// The line itself (歳出予算, an original vote), and an allotment from it to a programme's own division (配当).
Done appropriate(Engine& engine, const std::string& line, FiscalYear year, Yen amount, Actor actor);
Done allot(Engine& engine, const std::string& programme, const std::string& line, FiscalYear year, Yen amount, Actor actor);

}  // namespace hashira::app
