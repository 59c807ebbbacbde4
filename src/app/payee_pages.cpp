#include "app/payee_pages.h"

#include <fmt/core.h>

namespace hashira::app {
namespace {

constexpr std::size_t payees_a_page = 4000, pages_ahead = 2;

// The sealed facts that the order was made from; an account that changed since then would be another payment.
Result<payments::Payee> payee_when_made(PayeeReader& reader, const payments::RunOrder& order, payments::Wo wo) {
  std::optional<parties::SealedFacts> facts = TRY(reader.facts(order.key.case_number, order.payee));
  if (facts) return payments::payee_of(*facts, wo);
  return fail("app.account_changed",
              fmt::format("案件 {0} の口座は振込データ作成後に変わりました / the account of case {0} changed after the run was made", order.key.case_number),
              "この振込データを取り消し、作り直してください / void this run and make a new one");
}

}  // namespace

PayeePages::PayeePages(Engine& engine, const std::string& programme, const payments::PaymentRun& run, payments::Wo wo)
    : engine_(engine), programme_(programme), run_(run), wo_(wo) {}

// Opening sealed facts takes most of an export's time; a thread a page does it while the page before is being written.
void PayeePages::read_ahead() {
  while (coming_.size() < pages_ahead && asked_ < run_.orders.size()) {
    std::size_t from = asked_, to = std::min(asked_ + payees_a_page, run_.orders.size());
    asked_ = to;
    coming_.push_back(std::async(std::launch::async, [this, from, to] {
      PayeeReader reader(engine_, programme_);
      Page page;
      for (std::size_t i = from; i < to; ++i) page.push_back(payee_when_made(reader, run_.orders[i], wo_));
      return page;
    }));
  }
}

Result<payments::Payee> PayeePages::next() {
  if (at_ == page_.size()) {
    read_ahead();
    assert(!coming_.empty());  // one payee an order
    page_ = coming_.front().get();
    coming_.pop_front();
    at_ = 0;
    read_ahead();
  }
  return std::move(page_[at_++]);
}

}  // namespace hashira::app
