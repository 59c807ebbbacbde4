// One changed byte anywhere in a data folder: the audit must find it and name the row. The file is changed through SQLite
// itself, behind the store's back. HASHIRA_LONG=1 changes every row; otherwise some of each table.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "audit/audit.h"
#include "audit/row_names.h"
#include "history.h"
#include "instruments/registry.h"
#include "journal/checkpoint.h"
#include "store/sqlite.h"
#include "world.h"

namespace hashira::recount {
namespace {

namespace fs = std::filesystem;

// A plain SQLite connection: what somebody with the file and a tool would use.
class Tool {
 public:
  explicit Tool(const fs::path& file) { EXPECT_EQ(sqlite3_open(file.c_str(), &database_), SQLITE_OK); }
  ~Tool() { sqlite3_close(database_); }
  Tool(const Tool&) = delete;
  Tool& operator=(const Tool&) = delete;

  std::vector<std::vector<Bytes>> rows(const std::string& sql, const std::vector<Bytes>& blobs = {}) {
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK) << sqlite3_errmsg(database_);
    for (std::size_t i = 0; i < blobs.size(); ++i) {
      sqlite3_bind_blob(statement, static_cast<int>(i + 1), blobs[i].data(), static_cast<int>(blobs[i].size()), SQLITE_TRANSIENT);
    }
    std::vector<std::vector<Bytes>> out;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      std::vector<Bytes> row;
      for (int column = 0; column < sqlite3_column_count(statement); ++column) {
        const void* data = sqlite3_column_blob(statement, column);
        int size = sqlite3_column_bytes(statement, column);
        row.emplace_back(size == 0 ? "" : static_cast<const char*>(data), static_cast<std::size_t>(size));
      }
      out.push_back(std::move(row));
    }
    EXPECT_EQ(sqlite3_finalize(statement), SQLITE_OK) << sql;
    return out;
  }
  std::size_t change(const std::string& sql, const std::vector<Bytes>& blobs) {
    rows(sql, blobs);
    return static_cast<std::size_t>(sqlite3_changes(database_));
  }

 private:
  sqlite3* database_ = nullptr;
};

class Corruption : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("hashira-corruption-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    store_ = *store::open_sqlite(file(), store::Mode::create);
    History history(*store_, instruments_, 11);
    history.publish(hokkaido(), closure_benefit);
    random_world(history, 8);
    ASSERT_TRUE(journal::add_checkpoint(*store_, key_, Instant{1'590'000'000'000}, checkpoints()));
    history.submit(random_facts(history.programme(), history.random()));
    ASSERT_TRUE(journal::add_checkpoint(*store_, key_, Instant{1'590'100'000'000}, checkpoints()));
    store_.reset();  // every row is in its table now, where another program finds it
    store_ = *store::open_sqlite(file(), store::Mode::open);
    ASSERT_EQ(differences(), "");
  }
  void TearDown() override {
    store_.reset();
    fs::remove_all(folder_);
  }

  std::string file() const { return (folder_ / "hashira.db").string(); }
  std::string checkpoints() const { return (folder_ / "checkpoints.jsonl").string(); }
  // All differences in words, one a line; the audit itself must always come to its end.
  std::string differences() {
    auto report = audit::audit(*store_, instruments_, checkpoints(), key_.public_key);
    if (!report) return "the audit failed: " + report.error().text();
    std::string out;
    for (const audit::Difference& one : report->differences) out += one.what.en + " [" + one.code + "]\n";
    EXPECT_EQ(report->clean(), out.empty());
    return out;
  }
  void expect_named(const std::string& what, const std::string& name) {
    std::string found = differences();
    EXPECT_NE(found.find(name), std::string::npos) << what << ": expected '" << name << "' in:\n" << found;
  }

  // Every row, or some of them drawn with a fixed seed.
  std::vector<std::vector<Bytes>> some(std::vector<std::vector<Bytes>> rows, std::size_t few) {
    if (std::getenv("HASHIRA_LONG") != nullptr) return rows;
    while (rows.size() > few) rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(random_->below(rows.size())));
    return rows;
  }
  Bytes flipped(Bytes bytes) {
    if (bytes.empty()) return Bytes(1, '\0');
    bytes[random_->below(bytes.size())] ^= static_cast<char>(1 << random_->below(8));
    return bytes;
  }
  void flip_rows(const std::string& table, std::size_t few, const std::function<std::string(const Bytes& key)>& name);

  cases::Instruments instruments_ = instruments::make_instruments();
  journal::SigningKey key_ = journal::signing_key_of(Bytes(32, 's'));
  std::unique_ptr<Random> random_ = seeded_random(20);
  fs::path folder_;
  std::unique_ptr<journal::Store> store_;
};

// One bit of the value, then one bit of the key, of each row.
void Corruption::flip_rows(const std::string& table, std::size_t few, const std::function<std::string(const Bytes&)>& name) {
  Tool tool(file());
  std::vector<std::vector<Bytes>> rows = some(tool.rows("SELECT key, value FROM " + table), few);
  ASSERT_FALSE(rows.empty()) << table;
  for (const std::vector<Bytes>& row : rows) {
    const Bytes &key = row[0], &value = row[1];
    ASSERT_EQ(tool.change("UPDATE " + table + " SET value = ?2 WHERE key = ?1", {key, flipped(value)}), 1u);
    expect_named(table + " value", name(key));
    ASSERT_EQ(tool.change("UPDATE " + table + " SET value = ?2 WHERE key = ?1", {key, value}), 1u);
    if (table == "lookup" && audit::is_blind_index({Table::index, key})) continue;  // nothing vouches for whose tag it is
    Bytes other = flipped(key);
    if (!tool.rows("SELECT 1 FROM " + table + " WHERE key = ?1", {other}).empty()) continue;
    ASSERT_EQ(tool.change("UPDATE " + table + " SET key = ?2 WHERE key = ?1", {key, other}), 1u);
    expect_named(table + " key", name(key));
    ASSERT_EQ(tool.change("UPDATE " + table + " SET key = ?2 WHERE key = ?1", {other, key}), 1u);
  }
  EXPECT_EQ(differences(), "") << "everything was put back";
}

TEST_F(Corruption, OfEveryExplainedRowIsNamed) {
  struct Part {
    Table table;
    const char* name;
    std::size_t few;
  };
  for (const Part& part : {Part{Table::state, "state", 6}, Part{Table::cell, "cell", 8}, Part{Table::posting, "posting", 6},
                           Part{Table::balance, "balance", 4}, Part{Table::index, "lookup", 10}}) {
    flip_rows(part.name, part.few, [&](const Bytes& key) { return audit::row_name({part.table, key}).en + ":"; });
  }
}

TEST_F(Corruption, OfSealedFactsIsNamed) {
  flip_rows("sealed", 4, [](const Bytes&) { return "sealed facts of case closure-cooperation-benefit/"; });
}

TEST_F(Corruption, OfPublishedFoldersIsNamed) {
  flip_rows("blob", 2, [](const Bytes&) { return "[audit.blob_changed]"; });
}

TEST_F(Corruption, OfCheckpointsIsNamed) {
  flip_rows("meta", 3, [](const Bytes&) { return "checkpoint"; });
}

TEST_F(Corruption, OfAnEntryIsNamed) {
  Tool tool(file());
  for (const std::vector<Bytes>& row : some(tool.rows("SELECT seq, bytes, hash FROM entries"), 8)) {
    std::string seq = row[0], name = "entry closure-cooperation-benefit/" + seq + ":";
    for (auto [column, value] : {std::pair("bytes", row[1]), std::pair("hash", row[2])}) {
      std::string update = fmt::format("UPDATE entries SET {} = ?1 WHERE seq = {}", column, seq);
      ASSERT_EQ(tool.change(update, {flipped(value)}), 1u);
      expect_named(column, name);
      ASSERT_EQ(tool.change(update, {value}), 1u);
    }
    ASSERT_EQ(tool.change(fmt::format("UPDATE entries SET seq = 1000000 WHERE seq = {}", seq), {}), 1u);
    expect_named("seq", "entry " + seq + " before it is missing");
    ASSERT_EQ(tool.change(fmt::format("UPDATE entries SET seq = {} WHERE seq = 1000000", seq), {}), 1u);
  }
  EXPECT_EQ(differences(), "");
}

// The last entries removed with every trace of them: only the checkpoints know.
TEST_F(Corruption, ACutTailIsFoundAgainstACheckpoint) {
  Tool tool(file());
  tool.change("DELETE FROM entries WHERE seq = (SELECT max(seq) FROM entries)", {});
  expect_named("cut tail", "[journal.cut_tail]");
}

TEST_F(Corruption, OfTheCheckpointFileIsNamed) {
  std::ifstream in(checkpoints(), std::ios::binary);
  std::string good((std::istreambuf_iterator<char>(in)), {});
  for (int i = 0; i < 20; ++i) {
    std::string bad = flipped(good);
    std::ofstream(checkpoints(), std::ios::binary) << bad;
    if (bad.back() == good.back()) expect_named("checkpoint file", "checkpoint");
  }
  std::ofstream(checkpoints(), std::ios::binary) << good;
  EXPECT_EQ(differences(), "");
}

}  // namespace
}  // namespace hashira::recount
