#include "audit/compare.h"

#include <fmt/core.h>

#include "audit/row_names.h"
#include "cases/draft.h"
#include "files/files.h"
#include "intake/paper.h"
#include "parties/vault.h"
#include "portfolio/folder.h"

namespace hashira::audit {
namespace {

using journal::Key;
using journal::Row;
using journal::Table;
using portfolio::Text;

constexpr std::size_t scan_page = 5000;
constexpr std::array explained_tables{Table::state, Table::posting, Table::balance, Table::cell, Table::index};

Done each_stored(journal::Store& store, Table table, const std::function<void(const Row&)>& visit) {
  Bytes after;
  for (;;) {
    std::vector<Row> page = TRY(store.scan(table, {}, after, scan_page));
    for (const Row& row : page) visit(row);
    if (page.size() < scan_page) return {};
    after = page.back().key;
  }
}

void add_row(Findings& findings, std::string code, const Key& key, const Text& what) {
  Text name = row_name(key);
  findings.add(std::move(code), {name.ja + ": " + what.ja, name.en + ": " + what.en});
}

void count_row(Counts& counts, const Key& key, const std::string& stream) {
  switch (key.table) {
    case Table::state:
      counts.cases += key.key.starts_with(cases::case_prefix(stream)) ? 1 : 0;
      counts.drafts += key.key.starts_with(cases::draft_prefix(stream)) ? 1 : 0;
      break;
    case Table::cell: ++counts.cells; break;
    case Table::posting: ++counts.postings; break;
    case Table::balance: ++counts.balances; break;
    default: ++counts.index_rows; break;
  }
}

// Holds the stored rows of one table, in any order, against the replayed ones.
class RowComparison {
 public:
  RowComparison(Replay& replay, Table table) : replay_(replay), table_(table) {}

  void stored(const Row& row) {
    Key key{table_, row.key};
    std::string stream = row_stream(key, row.value);
    count_row(replay_.counts, key, stream);
    if (is_blind_index(key)) return check_party(key, row.value);
    std::optional<BytesView> expected = replay_.rows.find(table_, row.key);
    if (expected) ++found_;
    if (!comparable(stream) || (expected && *expected == row.value)) return;
    if (expected) {
      add_row(replay_.findings, "audit.row_changed", key, row_change(key, row.value, *expected));
    } else {
      add_row(replay_.findings, "audit.row_unexplained", key, {"どの記録からも生じません", "no entry explains it"});
    }
  }
  // Whether a replayed row was not among the stored ones: then `missing` is told each of them.
  bool complete() const { return found_ == replay_.rows.size(table_); }
  void missing(const Row& row) {
    Key key{table_, row.key};
    if (!comparable(row_stream(key, row.value))) return;
    add_row(replay_.findings, "audit.row_missing", key, {"記録からは在るはずですが、ありません", "the entries explain it, but it is missing"});
  }

 private:
  bool comparable(const std::string& stream) const { return !replay_.broken.contains(stream); }
  // Who a blind tag stands for cannot be told from entries (erasing a person would fail if it could), only that the party
  // is one that has entries.
  void check_party(const Key& key, const Bytes& party) {
    if (!replay_.broken.empty() || replay_.parties.contains(party)) return;
    add_row(replay_.findings, "audit.row_unexplained", key, {"どの記録にもない当事者を指します", "it leads to a party that no entry names"});
  }

  Replay& replay_;
  Table table_;
  std::size_t found_ = 0;
};

Done compare_table(journal::Store& store, Replay& replay, Table table) {
  RowComparison comparison(replay, table);
  CHECK_OK(each_stored(store, table, [&](const Row& row) { comparison.stored(row); }));
  if (comparison.complete()) return {};
  for (const auto& [bytes, value] : replay.rows.sorted(table)) {
    Key key{table, Bytes(bytes)};
    if (!TRY(store.get(std::span(&key, 1))).front()) comparison.missing({key.key, Bytes(value)});
  }
  return {};
}

// By row key: the digest that the entries name, and whose it is.
using SealedDigests = std::map<Bytes, std::pair<Bytes, std::string>>;

// Letters as they were issued.
void add_letters(const Replay& replay, const journal::StreamId& stream, SealedDigests& digests) {
  Bytes prefix = letter_prefix(stream);
  for (const auto& [key, value] : replay.rows.sorted(Table::state, prefix)) {
    std::uint64_t number = read_u64(BytesView(key).substr(prefix.size()));
    journal::Body letter{Bytes(value)};
    digests[sealed_letter_key(stream, number)] = {Bytes(letter.bytes("digest").value_or(BytesView())),
                                                  fmt::format("{} letter {}", stream, number)};
  }
}

// Keyings of papers that are no application yet; afterwards they are erased.
Done add_papers(const Replay& replay, const journal::StreamId& stream, SealedDigests& digests) {
  for (const auto& [key, value] : replay.rows.sorted(Table::state, intake::paper_prefix(stream))) {
    intake::Paper paper = TRY(intake::decode_paper(value));
    for (int keying = 1; paper.open() && keying <= 2 && !paper.answers[keying - 1].empty(); ++keying) {
      digests[intake::keyed_answers_key(stream, paper.number, keying)] = {paper.answers[keying - 1], fmt::format("{} paper {}", stream, paper.number)};
    }
  }
  return {};
}

// Digests of the sealed facts that the cases name, of the letters and of the papers.
Result<SealedDigests> sealed_digests(const Replay& replay) {
  SealedDigests digests;
  for (const auto& [stream, end] : replay.ends) {
    if (replay.broken.contains(stream)) continue;
    for (const auto& [key, value] : replay.rows.sorted(Table::state, cases::case_prefix(stream))) {
      cases::Case one = TRY(cases::decode_case(value));
      if (one.sealed_digest.empty()) continue;
      digests[parties::sealed_key(one.party, one.stream, one.number)] = {one.sealed_digest, cases::case_name(stream, one.number)};
    }
    add_letters(replay, stream, digests);
    CHECK_OK(add_papers(replay, stream, digests));
  }
  return digests;
}

Text of_case(const std::string& name, std::string_view ja, std::string_view en) {
  return {fmt::format("案件 {} の封印情報: {}", name, ja), fmt::format("sealed facts of case {}: {}", name, en)};
}

}  // namespace

Done compare_rows(journal::Store& store, Replay& replay) {
  for (Table table : explained_tables) CHECK_OK(compare_table(store, replay, table));
  return {};
}

Done compare_sealed(journal::Store& store, Replay& replay) {
  auto digests = TRY(sealed_digests(replay));
  CHECK_OK(each_stored(store, Table::sealed, [&](const Row& row) {
    ++replay.counts.sealed;
    auto found = digests.find(row.key);
    if (found == digests.end()) {
      // The key starts with a random party id, so a stream that could not be replayed cannot be told from no stream.
      if (replay.broken.empty()) add_row(replay.findings, "audit.sealed_unexplained", {Table::sealed, row.key}, {"どの案件のものでもありません", "no case names it"});
      return;
    }
    if (view(sha256(row.value)) != found->second.first) {
      replay.findings.add("audit.sealed_changed", of_case(found->second.second, "暗号文が記録された値と違います", "the ciphertext is not the one its entries name"));
    }
    digests.erase(found);
  }));
  for (const auto& [key, named] : digests) {
    replay.findings.add("audit.sealed_missing", of_case(named.second, "ありません", "missing"));
  }
  return {};
}

// Scans of papers are there and still have the digest that their entry names.
Done compare_scans(journal::Store& store, Replay& replay) {
  for (const auto& [stream, end] : replay.ends) {
    if (replay.broken.contains(stream)) continue;
    for (const auto& [key, value] : replay.rows.sorted(Table::state, intake::paper_prefix(stream))) {
      intake::Paper paper = TRY(intake::decode_paper(value));
      if (paper.scan.empty() || paper.state == "dropped" || files::verify(store, paper.scan)) continue;
      std::string name = cases::case_name(stream, paper.number);
      replay.findings.add("audit.scan_changed", {fmt::format("紙の申請 {} の画像: ないか、記録された摘要と違います", name),
                                                 fmt::format("the scan of paper {}: it is missing, or is not the one its entry names", name)});
    }
  }
  return {};
}

// A published folder is named by the digest of its files and kept in one form only.
Done check_blobs(journal::Store& store, Replay& replay) {
  return each_stored(store, Table::blob, [&](const Row& row) {
    ++replay.counts.blobs;
    if (files::is_part(row.key)) return;  // by the digests that entries name: compare_scans
    Result<portfolio::Files> files = folder_files(row.value);
    if (files && view(portfolio::digest_of(*files)) == row.key && folder_blob(*files) == row.value) return;
    std::string name = hex(row.key).substr(0, 16);
    replay.findings.add("audit.blob_changed",
                        {fmt::format("公開ファイル {}…: 内容が名前（ダイジェスト）と違います", name),
                         fmt::format("published files {}…: their content does not have the digest that names them", name)});
  });
}

}  // namespace hashira::audit
