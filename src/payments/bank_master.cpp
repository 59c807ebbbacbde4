#include "payments/bank_master.h"

#include <fmt/core.h>

#include "base/cbor.h"
#include "payments/account.h"
#include "payments/kana.h"

namespace hashira::payments {
namespace {

constexpr std::string_view source_mark = "# zengin-code ", snapshot_mark = "# snapshot ";

tl::unexpected<Error> bad_master(std::string what) {
  return fail("payments.bad_bank_master", std::move(what), "make the file again with scripts/bank-master.sh");
}

std::vector<std::string_view> tab_cells(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t at = line.find('\t'); at != line.npos; at = line.find('\t')) {
    cells.push_back(line.substr(0, at));
    line.remove_prefix(at + 1);
  }
  cells.push_back(line);
  return cells;
}

// Items are kept in the order of their codes.
template <class Items>
const typename Items::value_type* find_code(const Items& items, std::string_view code) {
  auto at = std::lower_bound(items.begin(), items.end(), code,
                             [](const auto& item, std::string_view c) { return item.code < c; });
  return at == items.end() || at->code != code ? nullptr : &*at;
}

}  // namespace

const BankMaster& BankMaster::bundled() {
  static const BankMaster master = [] {
    Result<BankMaster> parsed = parse(bundled_bank_master(), "zengin-code.tsv");
    assert(parsed);  // bank_master_test.cpp reads it, too
    return std::move(*parsed);
  }();
  return master;
}

Result<BankMaster> BankMaster::parse(std::string_view tsv, const std::string& file_name) {
  BankMaster master;
  if (!cbor::is_utf8(tsv)) return bad_master("the file is not UTF-8");
  master.text_ = std::make_shared<const std::string>(tsv);
  std::string_view rest = *master.text_;
  for (int line = 1; !rest.empty(); ++line) {
    std::size_t end = std::min(rest.find('\n'), rest.size());
    if (Done read = master.read_line(rest.substr(0, end)); !read) {
      Error error = read.error();
      error.place = {file_name, line, 1};
      return fail(std::move(error));
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (master.source_.empty() || master.snapshot_ == Date() || master.banks_.empty()) {
    return bad_master("the source, the day of the snapshot or the banks are missing");
  }
  return master;
}

Done BankMaster::read_line(std::string_view line) {
  if (line.starts_with(snapshot_mark)) {
    snapshot_ = TRY(Date::parse(line.substr(snapshot_mark.size())));
    return {};
  }
  if (line.starts_with(source_mark)) {
    source_ = line.substr(2);
    return {};
  }
  std::vector<std::string_view> cells = tab_cells(line);
  if (cells.size() == 3) return add_bank(cells);
  if (cells.size() == 4 && cells[0].empty()) return add_branch(std::span(cells).subspan(1));
  return bad_master("a line is neither a bank nor a branch");
}

Done BankMaster::add_bank(std::span<const std::string_view> cells) {
  bool ascends = banks_.empty() || banks_.back().code < cells[0];
  if (cells[0].size() != 4 || !all_digits(cells[0]) || !ascends)
    return bad_master("a bank code is not 4 digits, or out of order");
  banks_.push_back({cells[0], cells[1], cells[2], branches_.size(), 0});
  return {};
}

Done BankMaster::add_branch(std::span<const std::string_view> cells) {
  if (banks_.empty()) return bad_master("a branch stands before its bank");
  Bank& bank = banks_.back();
  bool ascends = bank.branch_count == 0 || branches_.back().code < cells[0];
  if (cells[0].size() != 3 || !all_digits(cells[0]) || !ascends)
    return bad_master("a branch code is not 3 digits, or out of order");
  branches_.push_back({cells[0], cells[1], cells[2]});
  ++bank.branch_count;
  return {};
}

std::span<const Branch> BankMaster::branches(const Bank& bank) const {
  return std::span(branches_).subspan(bank.first_branch, bank.branch_count);
}

const BankMaster::Bank* BankMaster::bank(std::string_view code) const {
  return find_code(banks_, code);
}

const Branch* BankMaster::branch(std::string_view bank_code, std::string_view code) const {
  const Bank* found = bank(bank_code);
  if (found == nullptr) return nullptr;
  std::span<const Branch> all = branches(*found);
  auto at = std::lower_bound(all.begin(), all.end(), code,
                             [](const Branch& one, std::string_view c) { return one.code < c; });
  return at == all.end() || at->code != code ? nullptr : &*at;
}

Result<BankMaster::Found> BankMaster::find(std::string_view bank_code, std::string_view branch_code) const {
  const Bank* found = bank(bank_code);
  if (found == nullptr) {
    return fail("payments.unknown_bank",
                fmt::format("there is no bank {} (master of {})", bank_code.substr(0, 20), snapshot_.iso()),
                "ask for the account again: banks merge and change their codes");
  }
  const Branch* of_bank = branch(bank_code, branch_code);
  if (of_bank == nullptr) {
    return fail("payments.unknown_branch",
                fmt::format("bank {} {} has no branch {} (master of {})", bank_code, found->name,
                            branch_code.substr(0, 20), snapshot_.iso()),
                "ask for the account again: branches close and move; a newer snapshot may know it");
  }
  return Found{found, of_bank};
}

Bytes zengin_name(std::string_view kana) {
  Result<Bytes> bytes = to_jis(kana, FieldClass::bank);
  assert(bytes);
  return cut(*bytes, 15);
}

}  // namespace hashira::payments
