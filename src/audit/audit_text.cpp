// The audit's report for people: a table of counts, the differences in words, the verdict.
#include <fmt/core.h>

#include "audit/audit.h"

namespace hashira::audit {
namespace {

struct CountLine {
  std::string_view ja, en;
  std::uint64_t Counts::*count;
};

constexpr std::array count_lines{CountLine{"系列", "streams", &Counts::streams},
                                 CountLine{"記録", "entries", &Counts::entries},
                                 CountLine{"うち合成データ", "of which synthetic", &Counts::synthetic},
                                 CountLine{"チェックポイント", "checkpoints", &Counts::checkpoints},
                                 CountLine{"案件", "cases", &Counts::cases},
                                 CountLine{"起案", "draft decisions", &Counts::drafts},
                                 CountLine{"仕訳", "postings", &Counts::postings},
                                 CountLine{"残高", "balances", &Counts::balances},
                                 CountLine{"指標のセル", "figure cells", &Counts::cells},
                                 CountLine{"索引", "index rows", &Counts::index_rows},
                                 CountLine{"封印情報", "sealed facts", &Counts::sealed},
                                 CountLine{"公開ファイル", "published folders", &Counts::blobs}};

std::string counts_table(const Counts& counts, bool japanese) {
  std::string out;
  for (const CountLine& line : count_lines) {
    out += fmt::format("{:>12}  {}\n", counts.*line.count, japanese ? line.ja : line.en);
  }
  return out;
}

std::string rate_line(std::uint64_t entries, std::int64_t elapsed_ms, bool japanese) {
  std::uint64_t rate = entries * 1000 / static_cast<std::uint64_t>(std::max<std::int64_t>(elapsed_ms, 1));
  return japanese ? fmt::format("所要 {}.{:03} 秒、毎秒 {} 記録\n", elapsed_ms / 1000, elapsed_ms % 1000, rate)
                  : fmt::format("{}.{:03} s, {} entries/s\n", elapsed_ms / 1000, elapsed_ms % 1000, rate);
}

}  // namespace

std::string audit_text(const AuditReport& report, std::int64_t elapsed_ms, feel::Language language) {
  bool japanese = language == feel::Language::japanese;
  std::string out = counts_table(report.counts, japanese) + rate_line(report.counts.entries, elapsed_ms, japanese);
  for (const Difference& difference : report.differences) {
    out += fmt::format("{} [{}]\n", japanese ? difference.what.ja : difference.what.en, difference.code);
  }
  for (const journal::StreamId& stream : report.not_compared) {
    out += japanese ? fmt::format("系列 {} は記録が壊れているため、行を照合していません\n", stream)
                    : fmt::format("stream {}: its rows were not compared, because an entry of it is damaged\n", stream);
  }
  if (report.clean()) return out + (japanese ? "相違 0 件。全ての行は記録と一致します。\n" : "0 differences: every row agrees with the entries.\n");
  std::string more = report.difference_count > report.differences.size() ? (japanese ? "（最初の分を表示）" : " (the first ones are shown)") : "";
  return out + (japanese ? fmt::format("相違 {} 件{}\n", report.difference_count, more)
                         : fmt::format("{} differences{}\n", report.difference_count, more));
}

}  // namespace hashira::audit
