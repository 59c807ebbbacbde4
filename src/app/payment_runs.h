// Payment runs (振込データ) as payers work with them: made, released by another payer, exported, executed, answered.
//
// Guarantees: an order stands in one live run at most; the same run gives the same bytes again; a case is marked paid in the
// unit of work that takes the bank's word in. A payment that came back is not sent again to the account that refused it.
// The rules of runs: payments/run.h.
#pragma once

#include "app/engine.h"
#include "payments/bank_answer.h"
#include "payments/export_run.h"

namespace hashira::app {

struct NewRun {
  Date value_date;                         // 振込指定日
  std::optional<payments::FileFormat> format;  // unset: the client's
  std::vector<std::uint64_t> cases;        // empty: every case whose order waits
};

// Which cases are ready to be sent, and which are not, in the order of their numbers.
struct WaitingOrders {
  std::vector<payments::RunOrder> orders;
  Yen total;
  std::vector<Error> left_out;  // account unusable, refused by the bank before …: what and how to mend, by case
};
// `on`: the day the money would leave; unset: today. After 31 May an order of the old year is left out.
Result<WaitingOrders> waiting_orders(Engine& engine, const std::string& programme, const payments::Client& client,
                                     std::optional<Date> on = {});

// "app.not_allowed", "app.no_orders", and those of payments::decide_make. Returns the run's number.
Result<std::uint64_t> make_run(Engine& engine, const std::string& programme, const NewRun& wanted, const payments::Client& client,
                               const Actor& actor);
Done release_run(Engine& engine, const std::string& programme, std::uint64_t run, const Actor& actor);
// `bank_word`: who at the bank stopped the file, and when; needed once it has left.
Done void_run(Engine& engine, const std::string& programme, std::uint64_t run, const std::string& bank_word, const Actor& actor);
// Writes the file through `sink`; not for the first time after its value date ("app.value_date_passed"). The first
// export is an entry with the file's digest, later ones must give the same bytes.
Result<payments::Exported> export_run(Engine& engine, const std::string& programme, std::uint64_t run, const payments::Client& client,
                                      const payments::zengin::Sink& sink, const Actor& actor);
// The bank has carried the run out on its value date: every order that did not come back is paid. Returns how many were
// marked now. Done in units of some hundred cases, so that intake goes on; stopped half-way it is simply called again.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;
Result<std::uint64_t> execute_run(Engine& engine, const std::string& programme, std::uint64_t run, Date on, const Actor& actor,
                                  const Progress& progress = {});

// What a bank's message said of our payments.
struct TakenAnswers {
  std::uint64_t paid = 0, returned = 0, known = 0;  // known: had been taken in before
  std::vector<Error> unplaced;                      // answers that name no payment of this programme
};
// All or nothing. Returns are booked on the bank's day, and on `on` where it names none.
Result<TakenAnswers> take_answers(Engine& engine, const std::string& programme, const payments::BankAnswers& answers, Date on,
                                  const Actor& actor);

Result<payments::PaymentRun> run_of(Engine& engine, const std::string& programme, std::uint64_t run);
Result<std::vector<payments::PaymentRun>> runs_of(Engine& engine, const std::string& programme);  // newest first

}  // namespace hashira::app
