// Fills a store with paid benefits of closure-cooperation-benefit: five entries a case, decided by the instrument and
// projected as the engine does, committed in groups of 500 cases.
#pragma once

#include <map>

#include "audit/projection.h"
#include "base/ports.h"

namespace hashira::bench {

class PaidCases final : private audit::Rows {
 public:
  PaidCases(journal::Store& store, const cases::Instruments& instruments, const portfolio::Portfolio& tree);
  Done write(std::uint64_t count);

 private:
  Result<std::optional<Bytes>> get(const journal::Key& key) override;
  void put(const journal::Key& key, std::optional<Bytes> value) override { changes_[key] = std::move(value); }
  Done each(journal::Table, BytesView, const std::function<Done(BytesView, BytesView)>&) override { return {}; }

  Done publish();
  Done pay_one(std::uint64_t number);
  Done act(std::uint64_t number, const std::string& command, journal::Body body, Bytes party);
  Done append(const std::string& type, std::uint64_t number, journal::Body body, Bytes party);
  Done commit();
  cases::Facts facts(std::uint64_t number) const;

  journal::Store& store_;
  const cases::Instruments& instruments_;
  const portfolio::Portfolio& tree_;
  const portfolio::Programme& programme_;
  audit::Versions versions_;
  std::unique_ptr<Random> random_ = seeded_random(1);
  Bytes digest_;
  journal::Head head_, committed_;
  std::vector<journal::StoredEntry> entries_;
  std::map<journal::Key, std::optional<Bytes>> changes_;
};

}  // namespace hashira::bench
