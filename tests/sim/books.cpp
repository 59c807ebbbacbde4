#include "books.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

namespace hashira::sim {
namespace {

const char* kind_text(const journal::Entry& entry, std::string& room) {
  room = entry.body.text("kind").value_or("current");
  return room.c_str();
}

int year_of(const journal::Entry& entry) { return static_cast<int>(entry.body.integer("year").value_or(0)); }
Money amount_of(const journal::Entry& entry) { return entry.body.integer("amount").value_or(0); }
std::string text_of(const journal::Entry& entry, const char* field) { return std::string(entry.body.text(field).value_or("")); }

}  // namespace

void Books::expect(bool right, const std::string& what) {
  if (right || !wrong_.empty()) return;
  wrong_ = fmt::format("{}: {}", now_, what) + story(about_);
}

std::string Books::story(std::uint64_t case_number) const {
  auto found = cases_.find(case_number);
  if (found == cases_.end()) return {};
  return fmt::format(" (what is written of case {}:\n    {})", case_number, fmt::join(found->second.story, "\n    "));
}

void Books::take(const journal::Entry& entry) {
  if (!wrong_.empty()) return;
  now_ = fmt::format("entry {}/{} ({}, case {}, by {}, {})", entry.stream, entry.seq, entry.type, entry.case_number, entry.actor,
                     entry.happened_on.iso());
  ++seen[entry.type];
  about_ = entry.case_number;
  seq_ = entry.seq;
  Taker taker = taker_of(entry.type);
  if (taker == nullptr) return expect(false, "the auditor's books know no such entry");
  (this->*taker)(entry);
}

CaseBook& Books::case_of(const journal::Entry& entry) {
  auto found = cases_.find(entry.case_number);
  expect(found != cases_.end(), "it is about a case that never applied");
  if (found == cases_.end()) return cases_[0];
  found->second.story.push_back(fmt::format("{} {} by {}, {} yen", entry.happened_on.iso(), entry.type, entry.actor,
                                            entry.body.integer("amount").value_or(0)));
  expect(found->second.party == entry.party, "it names another party than the case's");
  return found->second;
}

void Books::move(const journal::Entry& entry, const std::string& line, int year, const std::string& kind, const char* from,
                 const char* to, Money amount) {
  accounts_[{entry.stream, line, year, kind, from}] -= amount;
  accounts_[{entry.stream, line, year, kind, to}] += amount;
}

Money Books::balance(const std::string& account, int year) const {
  auto found = accounts_.find({programme_, line_, year, "current", account});
  return found == accounts_.end() ? 0 : found->second;
}

// ---- budget: docs/ledger.md, "Postings of each event"

void Books::voted(const journal::Entry& entry) {
  std::string kind;
  move(entry, text_of(entry, "line"), year_of(entry), kind_text(entry, kind), "voted", "appropriated", amount_of(entry));
}

void Books::moved(const journal::Entry& entry) {
  auto side = [&](const char* line, const char* kind, const char* from, const char* to) {
    std::string of = text_of(entry, kind);
    move(entry, text_of(entry, line), year_of(entry), of.empty() ? "current" : of, from, to, amount_of(entry));
  };
  side("from", "from_kind", "appropriated", "transferred");
  side("to", "to_kind", "transferred", "appropriated");
}

void Books::allotted(const journal::Entry& entry) {
  Money amount = entry.type.ends_with("withdrawn") ? -amount_of(entry) : amount_of(entry);
  bool line_side = entry.stream == "budget";
  std::string kind;
  move(entry, text_of(entry, "line"), year_of(entry), kind_text(entry, kind), line_side ? "appropriated" : "in_transit",
       line_side ? "in_transit" : "allotted", amount);
}

void Books::carried(const journal::Entry& entry) {
  if (entry.type == "budget.allotment_carried") return;  // the line's own columns: no posting
  std::string kind, account = entry.type == "budget.carried_over" ? "appropriated" : text_of(entry, "account");
  std::string line = text_of(entry, "line"), how = text_of(entry, "how");
  move(entry, line, year_of(entry), kind_text(entry, kind), account.c_str(), "carried", amount_of(entry));
  move(entry, line, year_of(entry) + 1, how, "carried", account.c_str(), amount_of(entry));
}

void Books::lapsed(const journal::Entry& entry) {
  std::string kind, account = entry.stream == "budget" ? "appropriated" : text_of(entry, "account");
  move(entry, text_of(entry, "line"), year_of(entry), kind_text(entry, kind), account.c_str(), "lapsed", amount_of(entry));
  expect(entry.happened_on > Date::of(year_of(entry) + 1, 5, 31), "it lapses before 31 May");
}

void Books::quiet(const journal::Entry&) {}

// ---- runs

void Books::run_made(const journal::Entry& entry) {
  RunBook run{"made", entry.actor, entry.body.date("value_date").value_or(Date()).days(), {}};
  cbor::Reader reader(entry.body.raw("orders").value_or(BytesView()));
  std::uint64_t size = reader.array().value_or(0);
  Money total = 0;
  for (std::uint64_t i = 0; i < size; ++i) {
    RunOrderBook order;
    reader.array().value();
    order.case_number = static_cast<std::uint64_t>(reader.integer().value());
    order.decision = static_cast<int>(reader.integer().value());
    reader.integer().value();
    order.attempt = reader.integer().value();
    order.amount = reader.integer().value();
    reader.bytes().value();
    const CaseBook& value = cases_[order.case_number];
    std::string which = fmt::format("case {}", order.case_number);
    expect(!value.held && value.order_stands, which + " is held or has no order");
    expect(order.amount == value.due(), fmt::format("{} is sent {} yen, {} are due", which, order.amount, value.due()));
    expect(order.decision == value.decision, which + " is sent by an old decision");
    expect(!on_its_way(order.case_number), which + " is in two runs at once");
    total += order.amount;
    cases_[order.case_number].story.push_back(fmt::format("{} in payment run {}, attempt {}, {} yen", entry.happened_on.iso(),
                                                          entry.body.integer("run").value_or(0), order.attempt, order.amount));
    run.orders.push_back(order);
    ++out_[order.case_number];
  }
  expect(size > 0 && total == entry.body.integer("total"), "its total is not the sum of its orders");
  runs_[static_cast<std::uint64_t>(entry.body.integer("run").value_or(0))] = std::move(run);
}

void Books::run_step(const journal::Entry& entry) {
  RunBook& run = runs_[static_cast<std::uint64_t>(entry.body.integer("run").value_or(0))];
  std::string step = entry.type.substr(4);
  if (step == "released") expect(run.state == "made" && run.made_by != entry.actor, "released by who made it, or twice");
  if (step == "exported") expect(run.state == "released", "exported before it was released");
  if (step == "voided") {
    expect(run.state == "made" || run.state == "released" || run.state == "exported", "voided after the bank answered");
    expect(run.state != "exported" || !text_of(entry, "bank_word").empty(), "voided without the bank's word");
  }
  run.state = step;
  for (RunOrderBook& order : run.orders) {
    if (step == "voided" && order.state == 'o') --out_[order.case_number];
    cases_[order.case_number].story.push_back(fmt::format("{} payment run {} {}", entry.happened_on.iso(), entry.body.integer("run").value_or(0), step));
  }
}

void Books::run_answered(const journal::Entry& entry) {
  RunBook& run = runs_[static_cast<std::uint64_t>(entry.body.integer("run").value_or(0))];
  expect(run.state == "exported" || run.state == "answered", "an answer to a file that never left");
  run.state = "answered";
  cbor::Reader reader(entry.body.raw("paid").value_or(BytesView()));
  std::uint64_t size = reader.array().value_or(0);
  for (std::uint64_t i = 0; i + 2 < size; i += 3) {
    auto number = static_cast<std::uint64_t>(reader.integer().value());
    std::int64_t decision = reader.integer().value();
    reader.integer().value();
    for (RunOrderBook& order : run.orders) {
      if (order.case_number != number || order.decision != decision) continue;
      expect(order.state == 'o', fmt::format("case {} is answered for as paid twice", number));
      close_order(order, 'p');
    }
  }
}

void Books::payment_returned(const journal::Entry& entry) {
  RunBook& run = runs_[static_cast<std::uint64_t>(entry.body.integer("run").value_or(0))];
  run.state = "answered";
  for (RunOrderBook& order : run.orders) {
    if (static_cast<std::int64_t>(order.case_number) != entry.body.integer("case")) continue;
    expect(order.state != 'r', fmt::format("the payment of case {} came back twice", order.case_number));
    expect(amount_of(entry) <= order.amount, "more came back than was sent");
    close_order(order, 'r');
    cases_[order.case_number].story.push_back(fmt::format("{} {} of attempt {}, {} yen", entry.happened_on.iso(), entry.type, order.attempt, amount_of(entry)));
  }
}

void Books::close_order(RunOrderBook& order, char state) {
  if (order.state == 'o') --out_[order.case_number];
  order.state = state;
}

bool Books::waits_for_bank(const RunBook& run) const {
  return run.state != "voided" && std::any_of(run.orders.begin(), run.orders.end(), [](const RunOrderBook& order) { return order.state == 'o'; });
}

bool Books::on_its_way(std::uint64_t case_number) const {
  auto found = out_.find(case_number);
  return found != out_.end() && found->second > 0;
}

Books::Taker Books::taker_of(const std::string& type) {
  static const std::map<std::string, Taker> all = {
      {"benefit.submitted", &Books::submitted}, {"benefit.resubmitted", &Books::resubmitted}, {"benefit.amendment_asked", &Books::asked},
      {"benefit.reminded", &Books::quiet}, {"benefit.lapsed", &Books::ended}, {"benefit.withdrawn", &Books::ended},
      {"benefit.refused", &Books::ended}, {"benefit.held", &Books::held}, {"benefit.released", &Books::released},
      {"benefit.hit_disposed", &Books::quiet}, {"benefit.screened", &Books::screened}, {"benefit.fact_corrected", &Books::corrected},
      {"benefit.decided", &Books::decided}, {"benefit.changed", &Books::changed}, {"benefit.cancelled", &Books::cancelled},
      {"benefit.ordered", &Books::ordered}, {"benefit.paid", &Books::paid}, {"benefit.bounced", &Books::bounced},
      {"benefit.repaid", &Books::repaid}, {"benefit.reclaim_assessed", &Books::reclaim}, {"benefit.account_changed", &Books::account},
      {"benefit.sampled", &Books::quiet}, {"benefit.checked", &Books::quiet}, {"sample.drawn", &Books::quiet},
      {"draft.opened", &Books::draft_listed}, {"draft.listed", &Books::draft_listed}, {"draft.withdrawn", &Books::draft_ended},
      {"draft.issued", &Books::draft_issued}, {"draft.released", &Books::draft_ended}, {"draft.reviewed", &Books::draft_circulated},
      {"draft.approved", &Books::draft_circulated}, {"draft.approval_withdrawn", &Books::draft_circulated},
      {"draft.sent_back", &Books::draft_circulated}, {"draft.recirculated", &Books::draft_listed},
      {"draft.deciding", &Books::batch_begun}, {"draft.part_decided", &Books::batch_part}, {"draft.undoing", &Books::batch_begun},
      {"draft.part_undone", &Books::batch_undone}, {"benefit.decision_undone", &Books::decision_undone},
      {"accounts.user", &Books::staff}, {"accounting.exported", &Books::quiet}, {"accounting.imported", &Books::quiet},
      {"letter.issued", &Books::quiet}, {"letter.sent", &Books::quiet}, {"run.made", &Books::run_made}, {"run.released", &Books::run_step},
      {"run.exported", &Books::run_step}, {"run.voided", &Books::run_step}, {"run.answered", &Books::run_answered},
      {"payment.returned", &Books::payment_returned}, {"receivable.assessed", &Books::debt_assessed},
      {"receivable.notified", &Books::debt_step}, {"receivable.reminded", &Books::debt_step},
      {"receivable.instalments_agreed", &Books::debt_step}, {"receivable.deferred", &Books::debt_step},
      {"receivable.enforced", &Books::debt_step}, {"receivable.carried_over", &Books::debt_carried},
      {"receivable.surcharges_fixed", &Books::debt_fixed}, {"receivable.collected", &Books::debt_money},
      {"receivable.waived", &Books::debt_money}, {"receivable.written_off", &Books::debt_money},
      {"receivable.reduced", &Books::debt_reduced},
      {"budget.appropriated", &Books::voted}, {"budget.transferred", &Books::moved}, {"budget.reserve_applied", &Books::moved},
      {"budget.allotted", &Books::allotted}, {"ledger.allotted", &Books::allotted}, {"budget.allotment_withdrawn", &Books::allotted},
      {"ledger.allotment_withdrawn", &Books::allotted}, {"budget.carried_over", &Books::carried}, {"ledger.carried_over", &Books::carried},
      {"budget.allotment_carried", &Books::carried}, {"budget.carry_permitted", &Books::quiet}, {"budget.lapsed", &Books::lapsed},
      {"ledger.lapsed", &Books::lapsed}, {"budget.year_closed", &Books::quiet}, {"ledger.year_closed", &Books::quiet},
      {"folder.dated", &Books::quiet}, {"programme.published", &Books::quiet}, {"portfolio.published", &Books::quiet}};
  auto found = all.find(type);
  return found == all.end() ? nullptr : found->second;
}

}  // namespace hashira::sim
