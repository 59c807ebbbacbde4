// The payees of a run in its order, made ready ahead of whoever writes the file.
//
// Guarantees: the same payees or the same error as one after another; at most a few pages of them are held at a time.
#pragma once

#include <deque>
#include <future>

#include "app/payee_reader.h"
#include "payments/payee.h"
#include "payments/run.h"

namespace hashira::app {

class PayeePages {
 public:
  // Requires: engine and run outlive this.
  PayeePages(Engine& engine, const std::string& programme, const payments::PaymentRun& run, payments::Wo wo);
  // Of the run's next order.
  Result<payments::Payee> next();

 private:
  using Page = std::vector<Result<payments::Payee>>;

  void read_ahead();

  Engine& engine_;
  const std::string& programme_;
  const payments::PaymentRun& run_;
  payments::Wo wo_;
  std::deque<std::future<Page>> coming_;
  std::size_t asked_ = 0;  // how many orders' payees were asked for
  Page page_;
  std::size_t at_ = 0;
};

}  // namespace hashira::app
