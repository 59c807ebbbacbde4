#include "app/payee_reader.h"

#include "payments/payee.h"

namespace hashira::app {
namespace {

constexpr std::size_t sealed_page_min = 16, sealed_page_max = 1024;

}  // namespace

PayeeReader::PayeeReader(Engine& engine, std::string programme) : engine_(engine), programme_(std::move(programme)), prefix_(programme_ + '\0') {}

bool PayeeReader::holds(std::uint64_t case_number) const { return from_ <= case_number && case_number <= to_; }

// From the case on. Pages grow while the cases asked for lie side by side.
Done PayeeReader::fill(std::uint64_t case_number) {
  bool went_on = to_ != 0 && case_number > to_ && case_number <= to_ + size_;
  size_ = went_on ? std::min(size_ * 2, sealed_page_max) : sealed_page_min;
  Bytes after = parties::sealed_key({}, programme_, case_number);  // before every key of the case: those have a party behind
  std::vector<journal::Row> rows = TRY(engine_.store().scan(journal::Table::sealed, prefix_, after, size_));
  std::vector<Bytes> parties;
  page_.clear();
  at_ = 0;
  for (journal::Row& row : rows) {
    BytesView rest = BytesView(row.key).substr(prefix_.size());
    if (rest.size() != 8 + parties::party_id_size) continue;
    parties.emplace_back(rest.substr(8));
    page_.push_back({read_u64(rest), std::nullopt, std::move(row.value)});
  }
  std::vector<std::optional<Bytes>> keys = TRY(engine_.keys().get_many(parties));
  for (std::size_t i = 0; i < keys.size(); ++i) page_[i].key = std::move(keys[i]);
  from_ = case_number;
  to_ = rows.size() < size_ ? static_cast<std::uint64_t>(-1) >> 1 : 0;
  if (to_ == 0 && !page_.empty()) {  // the last case may go on behind the page, unless it is the only one
    std::uint64_t last = page_.back().case_number;
    to_ = last > case_number ? last - 1 : last;
  }
  return {};
}

Result<std::optional<parties::SealedFacts>> PayeeReader::facts(std::uint64_t case_number, const Hash& digest) {
  if (!holds(case_number)) CHECK_OK(fill(case_number));
  if (at_ < page_.size() && page_[at_].case_number > case_number) at_ = 0;
  while (at_ < page_.size() && page_[at_].case_number < case_number) ++at_;
  for (std::size_t i = at_; i < page_.size() && page_[i].case_number == case_number; ++i) {
    if (sha256(page_[i].value) != digest) continue;
    if (!page_[i].key) return parties::SealedFacts{};  // erased
    return TRY(parties::open(page_[i].value, *page_[i].key, payments::payee_facts));
  }
  return std::nullopt;
}

}  // namespace hashira::app
