#include "accounting_system.h"

#include <charconv>

#include <fmt/core.h>

#include "bank.h"

namespace hashira::sim {
namespace {

// Kind, 整理番号, 会計年度, 予算区分, 科目, 所属, 事業, 事業名, 案件番号, 起案番号, 日付, 金額, 架空.
constexpr std::size_t told_columns = 13, told_id = 1, told_year = 2, told_case = 8, told_amount = 11;

std::vector<std::string> columns_of(std::string_view line) {
  std::vector<std::string> out(1);
  for (char c : line) {
    if (c == ',') out.emplace_back();
    else out.back() += c;
  }
  return out;
}

std::int64_t number_in(const std::string& text) {
  std::int64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

ToldRow told_row(const std::string& kind, const std::vector<std::string>& columns) {
  ToldRow out;
  out.kind = kind;
  out.id = columns[told_id];
  std::size_t first = out.id.find('/');
  out.seq = static_cast<std::uint64_t>(number_in(out.id.substr(first + 1)));
  out.year = static_cast<int>(number_in(columns[told_year]));
  out.case_number = static_cast<std::uint64_t>(number_in(columns[told_case]));
  out.amount = number_in(columns[told_amount]);
  return out;
}

}  // namespace

void AccountingSystem::receive(const std::string& kind, std::string_view bytes) {
  std::vector<ToldRow> rows;
  bool heading = true;
  while (!bytes.empty()) {
    std::size_t end = bytes.find("\r\n");
    std::vector<std::string> columns = columns_of(bytes.substr(0, end));
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 2);
    if (!std::exchange(heading, false) && columns.size() == told_columns) rows.push_back(told_row(kind, columns));
    else if (columns.size() != told_columns && problem_.empty()) problem_ = fmt::format("the accounting system cannot read a line of {} columns", columns.size());
  }
  files_.push_back(std::move(rows));
}

std::string AccountingSystem::answer(const std::string& programme, const std::string& kind) {
  std::string out;
  auto voucher = [&](const std::string& id, std::int64_t amount) {
    out += fmt::format("{},{},V{:06},{},\n", kind == "order" ? "支出命令" : "支出負担行為", id, ++vouchers_, amount);
  };
  ++answers_;
  std::size_t& gone_through = answered_[kind];
  for (; gone_through < files_.size(); ++gone_through) {
    for (const ToldRow& row : files_[gone_through]) {
      if (row.kind != kind) continue;
      std::uint64_t luck = mixed(seed_ + row.seq, static_cast<std::uint64_t>(kind.size())) % 40;
      if (luck != 0) voucher(row.id, luck == 1 ? row.amount + 1 : row.amount);  // 0: forgotten
      if (luck == 2) voucher(row.id, row.amount);
    }
  }
  if (!out.empty() && mixed(seed_, answers_) % 8 == 0) voucher(fmt::format("{}/{}/1", programme, 1'000'000 + answers_), 5000);
  if (!out.empty()) last_answer_ = "種別,整理番号,伝票番号,金額,支払日\n" + out;
  return out.empty() ? out : last_answer_;
}

}  // namespace hashira::sim
