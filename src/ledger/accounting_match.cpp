#include "ledger/accounting_match.h"

#include <algorithm>

namespace hashira::ledger {
namespace {

struct MismatchNames {
  std::string_view id, ja, en;
};
constexpr std::array<MismatchNames, 5> mismatch_names{{{"amount", "金額が違う", "the amounts differ"},
                                                       {"missing_there", "財務会計にない", "missing in the accounting system"},
                                                       {"missing_here", "こちらにない", "missing here"},
                                                       {"paid_date", "支払日が違う", "the days of payment differ"},
                                                       {"twice", "伝票が二重", "two vouchers for one row"}}};

}  // namespace

std::string_view name(Mismatch what) { return mismatch_names[static_cast<std::size_t>(what)].id; }
std::string_view japanese_name(Mismatch what) { return mismatch_names[static_cast<std::size_t>(what)].ja; }
std::string_view english_name(Mismatch what) { return mismatch_names[static_cast<std::size_t>(what)].en; }

Matcher::Matcher(std::vector<AccountingExport> exports, const std::vector<ImportRow>& imports) : exports_(std::move(exports)) {
  for (const ImportRow& row : imports) {
    if (row.commitments > 0) last_import_[0] = std::max(last_import_[0], row.seq);
    if (row.orders > 0) last_import_[1] = std::max(last_import_[1], row.seq);
  }
}

std::optional<std::uint64_t> Matcher::exported_at(RecordKind kind, std::uint64_t seq) const {
  for (const AccountingExport& one : exports_) {
    if (one.kind == kind && one.after < seq && seq <= one.through) return one.seq;
  }
  return std::nullopt;
}

// A payment pays every order of the case that waits; what took an order back before has no day of payment.
void Matcher::mark_paid(std::uint64_t case_number, std::uint64_t seq, Date on) {
  for (const Key& key : orders_of_case_[case_number]) {
    Ours& ours = ours_.at(key);
    if (ours.paid_on) continue;
    ours.paid_on = on;
    ours.paid_at = seq;
  }
}

// Only the last payment comes back.
void Matcher::mark_bounced(std::uint64_t case_number) {
  std::uint64_t last = 0;
  for (const Key& key : orders_of_case_[case_number]) last = std::max(last, ours_.at(key).paid_at);
  for (const Key& key : orders_of_case_[case_number]) {
    Ours& ours = ours_.at(key);
    if (last == 0 || ours.paid_at != last) continue;
    ours.paid_on.reset();
    ours.paid_at = 0;
  }
}

void Matcher::add(RecordId id, const Posting& posting, Date on) {
  for (RecordKind kind : {RecordKind::commitment, RecordKind::order}) {
    Yen amount = recorded(kind, posting);
    if (amount == Yen(0)) continue;
    Key key{kind, id};
    ours_[key] = {amount, posting.case_number, exported_at(kind, id.seq), std::nullopt, 0};
    if (kind == RecordKind::order && amount > Yen(0)) orders_of_case_[posting.case_number].push_back(key);
  }
  if (posting.case_number == 0) return;
  if (posting.from == Account::ordered && posting.to == Account::paid) mark_paid(posting.case_number, id.seq, on);
  if (posting.from == Account::paid && posting.to == Account::ordered) mark_bounced(posting.case_number);
}

std::optional<MismatchRow> Matcher::compare(const Key& key, const Ours& ours, const std::vector<const Voucher*>& vouchers, Matching& counts) const {
  MismatchRow out;
  out.kind = key.first;
  out.id = key.second;
  out.case_number = ours.case_number;
  out.here = ours.amount;
  out.paid_here = ours.paid_on;
  auto as = [&](Mismatch what) {
    out.what = what;
    return std::optional(out);
  };
  std::uint64_t last_import = last_import_[static_cast<std::size_t>(key.first)];
  if (vouchers.empty()) {
    if (*ours.exported_at < last_import) return as(Mismatch::missing_there);
    ++counts.waiting;
    return std::nullopt;
  }
  Yen there;
  for (const Voucher* one : vouchers) {
    out.vouchers.push_back(one->number);
    there += one->amount;
    if (one->paid_on) out.paid_there = one->paid_on;
  }
  out.there = there;
  if (vouchers.size() > 1) return as(Mismatch::twice);
  if (there != ours.amount) return as(Mismatch::amount);
  bool has_day = key.first == RecordKind::order && ours.amount > Yen(0);
  bool still_to_come = !out.paid_there && ours.paid_at > last_import;
  if (has_day && out.paid_there != ours.paid_on && !still_to_come) return as(Mismatch::paid_date);
  ++counts.matched;
  return std::nullopt;
}

Matching Matcher::finish(const std::vector<Voucher>& vouchers) {
  Matching out;
  std::map<Key, std::vector<const Voucher*>> theirs;
  for (const Voucher& voucher : vouchers) theirs[{voucher.kind, voucher.id}].push_back(&voucher);
  for (const auto& [key, ours] : ours_) {
    auto found = theirs.find(key);
    bool told = found != theirs.end();
    if (!ours.exported_at && !told) {
      ++out.not_exported;
      continue;
    }
    if (!ours.exported_at) continue;  // a voucher for what never left: listed below, as missing here
    auto row = compare(key, ours, told ? found->second : std::vector<const Voucher*>(), out);
    if (row) out.mismatches.push_back(std::move(*row));
    if (told) theirs.erase(found);
  }
  for (const auto& [key, list] : theirs) {
    for (const Voucher* voucher : list) {
      auto ours = ours_.find(key);
      std::uint64_t number = ours == ours_.end() ? 0 : ours->second.case_number;
      out.mismatches.push_back({Mismatch::missing_here, key.first, key.second, number, {voucher->number}, {}, voucher->amount, {}, voucher->paid_on});
    }
  }
  std::stable_sort(out.mismatches.begin(), out.mismatches.end(),
                   [](const MismatchRow& a, const MismatchRow& b) { return std::pair(a.kind, a.id) < std::pair(b.kind, b.id); });
  return out;
}

}  // namespace hashira::ledger
