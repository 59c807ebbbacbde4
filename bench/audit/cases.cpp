#include "cases.h"

#include "cases/case.h"
#include "journal/chain.h"
#include "parties/vault.h"

namespace hashira::bench {
namespace {

using journal::BodyWriter;
using journal::Table;

const std::string benefit = "closure-cooperation-benefit";
constexpr std::uint64_t group = 500;
const Date day = Date::of(2020, 5, 20);
constexpr Yen amount(300'000);

}  // namespace

PaidCases::PaidCases(journal::Store& store, const cases::Instruments& instruments, const portfolio::Portfolio& tree)
    : store_(store), instruments_(instruments), tree_(tree), programme_(*tree.programme(benefit)), versions_(store, instruments) {}

Result<std::optional<Bytes>> PaidCases::get(const journal::Key& key) {
  if (auto found = changes_.find(key); found != changes_.end()) return found->second;
  return TRY(store_.get(std::span(&key, 1))).front();
}

Done PaidCases::write(std::uint64_t count) {
  head_ = committed_ = journal::genesis(benefit);
  CHECK_OK(publish());
  for (std::uint64_t number = 1; number <= count; ++number) {
    CHECK_OK(pay_one(number));
    if (number % group == 0) CHECK_OK(commit());
  }
  return commit();
}

Done PaidCases::publish() {
  portfolio::Files files = audit::version_files(tree_, programme_);
  digest_ = Bytes(view(portfolio::digest_of(files)));
  put({Table::blob, digest_}, audit::folder_blob(files));
  CHECK_OK(commit());
  CHECK_OK(append(std::string(audit::programme_published), 0, BodyWriter().bytes("digest", digest_).body(), {}));
  Yen plenty(1'000'000'000'000);
  BodyWriter allotment;
  allotment.text("line", programme_.money->budget_line).integer("year", 2020).yen("amount", plenty);
  return append(std::string(audit::ledger_allotted), 0, allotment.body(), {});
}

cases::Facts PaidCases::facts(std::uint64_t number) const {
  cases::Facts out;
  for (const portfolio::Fact& fact : programme_.facts) {
    if (fact.openness == portfolio::Openness::sealed) continue;
    if (fact.type == portfolio::FactType::choice) out.emplace_back(fact.id, feel::Value::string(fact.choices[number % fact.choices.size()].id));
    if (fact.type == portfolio::FactType::boolean) out.emplace_back(fact.id, feel::Value::boolean(true));
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return out;
}

Done PaidCases::pay_one(std::uint64_t number) {
  Bytes party = random_->bytes(16), sealed = random_->bytes(240);
  put({Table::sealed, parties::sealed_key(party, benefit, number)}, sealed);
  put({Table::index, parties::blind_key(random_->bytes(32))}, party);
  BodyWriter application;
  application.raw("facts", cases::encode_facts(facts(number))).bytes("sealed", view(sha256(sealed)));
  application.bytes("token", view(sha256(random_->bytes(16)))).text("entitlement", hex(party));
  CHECK_OK(act(number, "submit", application.body(), party));
  CHECK_OK(act(number, "screen", {}, {}));
  CHECK_OK(act(number, "decide", BodyWriter().integer("draft", 1).body(), {}));
  CHECK_OK(act(number, "order", BodyWriter().integer("draft", 1).body(), {}));
  return act(number, "pay", {}, {});
}

Done PaidCases::act(std::uint64_t number, const std::string& command, journal::Body body, Bytes party) {
  std::optional<Bytes> stored = TRY(get({Table::state, cases::case_key(benefit, number)}));
  cases::Case before;
  before.stream = benefit;
  before.number = number;
  if (stored) before = TRY(cases::decode_case(*stored));
  cases::Outcome outcome{true, amount, "法人", "corporation", {"Benefit:1"}};
  auto events = TRY(instruments_.find("benefit")->decide(before, {command, std::move(body), day}, &outcome, programme_));
  for (cases::Event& event : events) CHECK_OK(append(event.type, number, std::move(event.body), party));
  return {};
}

Done PaidCases::append(const std::string& type, std::uint64_t number, journal::Body body, Bytes party) {
  journal::Entry entry;
  entry.stream = benefit;
  entry.seq = head_.seq + 1;
  entry.type = type;
  entry.recorded_at = Instant{1'589'943'845'678 + static_cast<std::int64_t>(entry.seq)};
  entry.happened_on = day;
  entry.account_year = FiscalYear::of(day);
  entry.actor = "officer-1";
  entry.command = random_->bytes(16);
  entry.case_number = number;
  entry.party = std::move(party);
  entry.definition = digest_;
  entry.synthetic = true;
  entry.body = std::move(body);
  TRY(audit::project(*this, entry, versions_, instruments_));
  entries_.push_back(journal::link(head_, entry));
  return {};
}

Done PaidCases::commit() {
  journal::Commit part{benefit, committed_, std::move(entries_), {}};
  for (auto& [key, value] : changes_) part.changes.push_back({key, std::move(value)});
  CHECK_OK(store_.commit({&part, 1}));
  committed_ = head_;
  entries_.clear();
  changes_.clear();
  return {};
}

}  // namespace hashira::bench
