// Reading a payment run inside a unit of work, and appending what was decided about it.
#pragma once

#include "app/payment_runs.h"

namespace hashira::app {

tl::unexpected<Error> no_such_run(const std::string& programme, std::uint64_t number);
Result<payments::PaymentRun> run_in(Work& work, const std::string& programme, std::uint64_t number);
// The key of the case's payment as it stands: case × decision version × instalment.
payments::OrderKey payment_of(const cases::Case& value);
// Refuses while the case's payment is out in a run that the bank has not answered: what is decided meanwhile would meet a
// payment of another decision. "app.on_its_way".
Done not_on_its_way(Work& work, const cases::Case& value);
// The run's side of a return that a payer notes by hand (a letter, a telephone call): its order is let go. Nothing when the last
// transfer did not leave in a run.
Done note_return_by_hand(Work& work, const cases::Case& value, Date on, const std::string& note, const Actor& actor);
// An entry of the run itself. An empty type: it was done before, nothing is written.
Done append_decided(Work& work, const std::string& programme, payments::Decided decided, const Actor& actor);

}  // namespace hashira::app
