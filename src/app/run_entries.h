// Reading a payment run inside a unit of work, and appending what was decided about it.
#pragma once

#include "app/payment_runs.h"

namespace hashira::app {

tl::unexpected<Error> no_such_run(const std::string& programme, std::uint64_t number);
Result<payments::PaymentRun> run_in(Work& work, const std::string& programme, std::uint64_t number);
// An entry of the run itself. An empty type: it was done before, nothing is written.
Done append_decided(Work& work, const std::string& programme, payments::Decided decided, const Actor& actor);

}  // namespace hashira::app
