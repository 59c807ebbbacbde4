// Histories for tests: what happens to the cases of one programme, decided by its instrument, projected and committed as
// the engine does, but without the engine, so that audit, export and recount have something to disagree with.
//
// Deterministic: the same calls give the same entries. The random world draws everything from one seed.
#pragma once

#include <gtest/gtest.h>

#include <map>

#include "app/case_keys.h"
#include "audit/projection.h"
#include "base/ports.h"
#include "cases/fields.h"
#include "feel/codec.h"
#include "journal/chain.h"
#include "parties/vault.h"

namespace hashira::recount {

using journal::BodyWriter;
using journal::Key;
using journal::Table;

// Rows of a store with this entry's changes laid over them.
class OverlayRows final : public audit::Rows {
 public:
  explicit OverlayRows(journal::Store& store) : store_(store) {}
  Result<std::optional<Bytes>> get(const Key& key) override {
    if (auto found = changes_.find(key); found != changes_.end()) return found->second;
    return TRY(store_.get(std::span(&key, 1))).front();
  }
  void put(const Key& key, std::optional<Bytes> value) override { changes_[key] = std::move(value); }
  Done each(Table table, BytesView prefix, const std::function<Done(BytesView, BytesView)>& visit) override {
    for (const journal::Row& row : TRY(store_.scan(table, prefix, {}, 1'000'000))) CHECK_OK(visit(row.key, row.value));
    return {};  // what this entry itself changed is not looked at: a publication changes no case
  }
  std::vector<journal::Change> take() {
    std::vector<journal::Change> out;
    for (auto& [key, value] : changes_) out.push_back({key, std::move(value)});
    changes_.clear();
    return out;
  }

 private:
  journal::Store& store_;
  std::map<Key, std::optional<Bytes>> changes_;
};

class History {
 public:
  History(journal::Store& store, const cases::Instruments& instruments, std::uint64_t seed)
      : store_(store), instruments_(instruments), versions_(store, instruments), rows_(store), random_(seeded_random(seed)) {}

  // The programme's folder comes into force.
  void publish(const portfolio::Portfolio& tree, const std::string& id) {
    programme_ = *tree.programme(id);
    today_ = std::max(today_, programme_.opens.value_or(today_));
    portfolio::Files files = audit::version_files(tree, programme_);
    digest_ = Bytes(view(portfolio::digest_of(files)));
    rows_.put({Table::blob, digest_}, audit::folder_blob(files));
    journal::Commit first{id, TRY_OR_DIE(store_.head(id)), {}, rows_.take()};
    ASSERT_TRUE(store_.commit({&first, 1}));
    write(id, std::string(audit::programme_published), 0, BodyWriter().bytes("digest", digest_).body());
  }
  void allot(Yen amount) {
    write(programme_.id, std::string(audit::ledger_allotted), 0,
          BodyWriter().text("line", programme_.money->budget_line).integer("year", 2020).yen("amount", amount).body());
  }

  // What the instrument makes of the command; false when it refuses. Case number 0: a new case.
  bool act(std::uint64_t number, const std::string& command, const BodyWriter& body = {}, Yen rules_give = Yen(0)) {
    if (number == 0) number = ++case_count_;
    const cases::Instrument* instrument = instruments_.find("benefit");
    cases::Outcome outcome{rules_give > Yen(0), rules_give, "規則のとおり", "by the rules", {"Benefit:1"}};
    auto events = instrument->decide(case_of(number), {command, body.body(), today_}, &outcome, programme_);
    if (!events) return false;
    for (const cases::Event& event : *events) write(programme_.id, event.type, number, event.body);
    return true;
  }
  Date today() const { return today_; }
  void next_day(int days = 1) { today_ = today_.plus_days(days); }

  std::uint64_t submit(cases::Facts facts) {
    party_ = next_party();
    layer_ = app::layer_of(*TRY_OR_DIE(versions_.in_force(programme_.id)), facts);
    std::uint64_t number = case_count_ + 1;
    rows_.put({Table::index, parties::blind_key(random_->bytes(32))}, party_);
    EXPECT_TRUE(act(0, "submit", application(facts, number).bytes("token", view(sha256(random_->bytes(16))))));
    party_.clear();
    return number;
  }
  BodyWriter application(const cases::Facts& facts, std::uint64_t number) {
    Bytes party = party_.empty() ? case_of(number).party : party_;
    Bytes sealed = random_->bytes(80);  // stands for the ciphertext: nothing here opens it
    rows_.put({Table::sealed, parties::sealed_key(party, programme_.id, number)}, sealed);
    BodyWriter body;
    body.raw("facts", cases::encode_facts(facts)).bytes("sealed", view(sha256(sealed)));
    return body.text("entitlement", hex(party) + "|key-" + std::to_string(number % 7));
  }
  static BodyWriter correction(const std::string& fact, const feel::Value& value) {
    cbor::Writer encoded;
    feel::write_cbor(encoded, value);
    return BodyWriter().text("fact", fact).raw("value", std::move(encoded).out()).text("reason", "typed wrong");
  }
  // From application to payment.
  std::uint64_t paid_case(cases::Facts facts, Yen amount) {
    std::uint64_t number = submit(std::move(facts));
    EXPECT_TRUE(act(number, "screen", {}, amount));
    EXPECT_TRUE(act(number, "decide", BodyWriter().integer("draft", 1), amount));
    EXPECT_TRUE(act(number, "order", BodyWriter().integer("draft", 1)));
    EXPECT_TRUE(act(number, "pay"));
    return number;
  }

  cases::Case case_of(std::uint64_t number) {
    std::optional<Bytes> stored = TRY_OR_DIE(rows_.get({Table::state, cases::case_key(programme_.id, number)}));
    if (stored) return TRY_OR_DIE(cases::decode_case(*stored));
    cases::Case fresh;
    fresh.stream = programme_.id;
    fresh.number = number;
    return fresh;
  }
  std::int64_t cell(const std::string& id) {
    std::optional<Bytes> stored = TRY_OR_DIE(rows_.get({Table::cell, indicators::cell_key(programme_.id, id)}));
    return stored ? TRY_OR_DIE(indicators::decode_cell(*stored)).value : 0;
  }
  const portfolio::Programme& programme() const { return programme_; }
  Random& random() { return *random_; }
  bool synthetic = true;

 private:
  // Some come again: a figure that counts parties must count them once.
  Bytes next_party() {
    if (!parties_.empty() && random_->below(4) == 0) return parties_[random_->below(parties_.size())];
    parties_.push_back(random_->bytes(parties::party_id_size));
    return parties_.back();
  }

  template <class T>
  static T TRY_OR_DIE(Result<T> result) {
    EXPECT_TRUE(result) << (result ? "" : result.error().text());
    return std::move(result).value();
  }

  void write(const journal::StreamId& stream, const std::string& type, std::uint64_t number, journal::Body body) {
    journal::Head head = TRY_OR_DIE(store_.head(stream));
    journal::Entry entry;
    entry.stream = stream;
    entry.seq = head.seq + 1;
    entry.type = type;
    entry.recorded_at = Instant{1'590'000'000'000 + static_cast<std::int64_t>(entry.seq) * 1000};
    entry.happened_on = today_;
    entry.account_year = FiscalYear::of(today_);
    entry.actor = "test";
    entry.command = random_->bytes(16);
    entry.case_number = number;
    entry.party = party_;
    if (number != 0) entry.layer = party_.empty() ? case_of(number).layer : layer_;
    entry.definition = digest_;
    entry.synthetic = synthetic;
    entry.body = std::move(body);
    auto effect = audit::project(rows_, entry, versions_, instruments_);
    ASSERT_TRUE(effect) << effect.error().text();
    journal::Commit commit{stream, head, {}, {}};
    commit.entries.push_back(journal::link(head, entry));
    commit.changes = rows_.take();
    ASSERT_TRUE(store_.commit({&commit, 1}));
  }

  journal::Store& store_;
  const cases::Instruments& instruments_;
  audit::Versions versions_;
  OverlayRows rows_;
  std::unique_ptr<Random> random_;
  portfolio::Programme programme_;
  Bytes digest_;
  std::uint64_t case_count_ = 0;
  Bytes party_;
  std::string layer_;
  std::vector<Bytes> parties_;
  Date today_ = Date::of(2020, 5, 8);
};

// Facts that the programme allows, drawn at random; `fixed` wins.
inline cases::Facts random_facts(const portfolio::Programme& programme, Random& random,
                                 const std::map<std::string, std::string>& fixed = {}) {
  cases::Facts facts;
  for (const portfolio::Fact& fact : programme.facts) {
    if (fact.openness == portfolio::Openness::sealed) continue;
    if (auto found = fixed.find(fact.id); found != fixed.end()) {
      facts.emplace_back(fact.id, feel::Value::string(found->second));
    } else if (fact.type == portfolio::FactType::choice) {
      facts.emplace_back(fact.id, feel::Value::string(fact.choices[random.below(fact.choices.size())].id));
    } else if (fact.type == portfolio::FactType::boolean) {
      facts.emplace_back(fact.id, feel::Value::boolean(random.below(2) == 0));
    } else if (fact.type == portfolio::FactType::date) {
      Date day = programme.opens.value_or(Date::of(2020, 5, 8)).plus_days(-static_cast<int>(random.below(20)));
      facts.emplace_back(fact.id, feel::Value::date(day));
    } else if (fact.type == portfolio::FactType::number || fact.type == portfolio::FactType::yen) {
      facts.emplace_back(fact.id, feel::Value::integer(fact.min.value_or(1)));
    }
  }
  std::sort(facts.begin(), facts.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return facts;
}

}  // namespace hashira::recount
