#include "books_accounting.h"

#include <fmt/core.h>

namespace hashira::sim {
namespace {

using TellKey = std::tuple<std::uint64_t, std::uint64_t, int>;  // entry, case, year

std::map<TellKey, Money> without_zeros(std::map<TellKey, Money> sums) {
  std::erase_if(sums, [](const auto& one) { return one.second == 0; });
  return sums;
}

}  // namespace

bool AccountingBooks::take(const journal::Entry& entry) {
  if (entry.type == "accounting.exported") exported(entry);
  else if (entry.type == "accounting.imported") imported(entry);
  else return false;
  return true;
}

void AccountingBooks::exported(const journal::Entry& entry) {
  auto number = [&](const char* field) { return static_cast<std::uint64_t>(entry.body.integer(field).value_or(0)); };
  exports_.push_back({std::string(entry.body.text("kind").value_or("")), number("after"), number("through"), entry.seq, number("rows"),
                      entry.body.integer("total").value_or(0)});
}

void AccountingBooks::imported(const journal::Entry& entry) {
  cbor::Reader reader(entry.body.raw("rows").value_or(BytesView("\x80", 1)));
  std::uint64_t size = reader.array().value_or(0);
  for (std::uint64_t i = 0; i < size; ++i) {
    reader.array().value();
    std::string kind = reader.integer().value() == 0 ? "commitment" : "order";
    auto seq = reader.integer().value(), posting = reader.integer().value();
    std::string voucher(reader.text().value());
    Money amount = reader.integer().value();
    (void)reader.raw();
    auto& of_row = vouchers_[{kind, fmt::format("{}/{}/{}", entry.stream, seq, posting)}];
    if (amount == 0) of_row.erase(voucher);
    else of_row[voucher] = amount;
    last_import_[kind] = entry.seq;
  }
}

std::string AccountingBooks::compare_file(const Export& one, const std::vector<ToldRow>& told, const Books& books) const {
  std::map<TellKey, Money> theirs, ours;
  Money total = 0;
  for (const ToldRow& row : told) {
    theirs[{row.seq, row.case_number, row.year}] += row.amount;
    total += row.amount;
  }
  for (const Movement& moved : books.movements()) {
    if (moved.seq <= one.after || moved.seq > one.through) continue;
    ours[{moved.seq, moved.case_number, moved.year}] += one.kind == "order" ? moved.ordered : moved.committed;
  }
  if (total != one.total || told.size() != one.rows) return "its entry counts other rows than the file has";
  theirs = without_zeros(std::move(theirs));
  ours = without_zeros(std::move(ours));
  for (const auto& [key, amount] : ours) {
    auto [seq, case_number, year] = key;
    if (!theirs.contains(key) || theirs.at(key) != amount) {
      return fmt::format("entry {} moved {} yen of case {} in {}; it was told {}", seq, amount, case_number, year, theirs.contains(key) ? theirs.at(key) : 0) +
             books.story(case_number);
    }
  }
  return theirs.size() == ours.size() ? "" : "it was told of something that did not move";
}

std::string AccountingBooks::compare_told(const Books& books, const AccountingSystem& system) {
  if (!system.problem().empty()) return system.problem();
  if (system.files().size() != exports_.size()) return fmt::format("{} files came to the accounting system, {} were exported", system.files().size(), exports_.size());
  for (; looked_at_ < exports_.size(); ++looked_at_) {
    const Export& one = exports_[looked_at_];
    std::string wrong = compare_file(one, system.files()[looked_at_], books);
    if (one.after != std::exchange(told_until_[one.kind], one.through)) wrong = "it leaves something out or tells it twice";
    if (!wrong.empty()) return fmt::format("accounting export {} ({}s): {}", looked_at_ + 1, one.kind, wrong);
  }
  return {};
}

AccountingBooks::Mismatches AccountingBooks::mismatches(const AccountingSystem& system) const {
  Mismatches out;
  auto left = vouchers_;
  for (std::size_t i = 0; i < exports_.size() && i < system.files().size(); ++i) {
    auto last = last_import_.find(exports_[i].kind);
    for (const ToldRow& row : system.files()[i]) {
      std::map<std::string, Money> found = left[{row.kind, row.id}];
      left.erase({row.kind, row.id});
      if (found.empty()) {
        if (last != last_import_.end() && exports_[i].seq < last->second) out.emplace(row.kind, row.id, "missing_there");
      } else if (found.size() > 1) {
        out.emplace(row.kind, row.id, "twice");
      } else if (found.begin()->second != row.amount) {
        out.emplace(row.kind, row.id, "amount");
      }
    }
  }
  for (const auto& [row, found] : left) {
    for (std::size_t i = 0; i < found.size(); ++i) out.emplace(row.first, row.second, "missing_here");
  }
  return out;
}

}  // namespace hashira::sim
