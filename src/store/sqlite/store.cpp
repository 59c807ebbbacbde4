#include <mutex>

#include "store/internal/commit_check.h"
#include "store/sqlite.h"
#include "store/sqlite/reading.h"
#include "store/sqlite/schema.h"

namespace hashira::store {
namespace {

using journal::Change;
using journal::Commit;
using journal::Head;
using journal::Key;
using journal::Row;
using journal::StoredEntry;
using journal::StreamId;

// The one connection that writes.
class Writer {
 public:
  static Result<std::unique_ptr<Writer>> on(sqlite::Connection opened) {
    auto out = std::make_unique<Writer>();
    out->connection_ = std::move(opened);
    sqlite::Connection& connection = out->connection_;
    out->reading_ = TRY(sqlite::Reading::on(connection));
    out->insert_ = TRY(connection.prepare("INSERT INTO entries (stream, seq, bytes, hash) VALUES (?1, ?2, ?3, ?4)"));
    for (std::size_t i = 0; i < sqlite::table_names.size(); ++i) {
      const char* table = sqlite::table_names[i];
      out->put_[i] = TRY(connection.prepare(fmt::format("REPLACE INTO {} (key, value) VALUES (?1, ?2)", table)));
      out->remove_[i] = TRY(connection.prepare(fmt::format("DELETE FROM {} WHERE key=?1", table)));
    }
    return out;
  }

  Done commit(std::span<const Commit> commits) {
    auto transaction = TRY(sqlite::Transaction::begin_write(connection_));
    CHECK_OK(check_commits(commits, [this](const StreamId& stream) { return reading_.head(stream); }));
    for (const Commit& commit : commits) CHECK_OK(append(commit));
    for (const Change* change : last_changes(commits)) CHECK_OK(write(*change));
    return transaction.commit();
  }

 private:
  Done append(const Commit& commit) {
    for (const StoredEntry& entry : commit.entries) {
      insert_.bind_text(1, commit.stream).bind(2, entry.seq).bind_bytes(3, entry.bytes).bind_bytes(4, view(entry.hash));
      CHECK_OK(insert_.run());
    }
    return {};
  }

  Done write(const Change& change) {
    auto place = static_cast<std::size_t>(change.at.table);
    if (!change.value) return remove_[place].bind_bytes(1, change.at.key).run();
    return put_[place].bind_bytes(1, change.at.key).bind_bytes(2, *change.value).run();
  }

  sqlite::Connection connection_;  // before its statements: they end first
  sqlite::Reading reading_;
  sqlite::Statement insert_;
  std::array<sqlite::Statement, journal::table_count> put_, remove_;
};

class SqliteStore final : public journal::Store {
 public:
  SqliteStore(std::unique_ptr<Writer> writer, const std::string& path, SqliteOptions options)
      : readers_(path, options), writer_(std::move(writer)) {}

  Result<Head> head(const StreamId& stream) override { return TRY(readers_.borrow())->reading.head(stream); }
  Result<std::vector<StreamId>> streams() override { return TRY(readers_.borrow())->reading.streams(); }

  Result<std::vector<std::optional<Bytes>>> get(std::span<const Key> keys) override {
    auto reader = TRY(readers_.borrow());
    // FAST PATH: one statement is a snapshot by itself.
    if (keys.size() == 1) return std::vector{TRY(reader->reading.get(keys[0]))};
    auto snapshot = TRY(sqlite::Transaction::begin_read(reader->connection));
    std::vector<std::optional<Bytes>> out;
    out.reserve(keys.size());
    for (const Key& key : keys) out.push_back(TRY(reader->reading.get(key)));
    CHECK_OK(snapshot.commit());
    return out;
  }

  Result<std::vector<Row>> scan(journal::Table table, BytesView prefix, BytesView after, std::size_t limit) override {
    return TRY(readers_.borrow())->reading.scan(table, prefix, after, limit);
  }

  Result<std::vector<StoredEntry>> entries(const StreamId& stream, std::uint64_t from_seq, std::size_t limit) override {
    return TRY(readers_.borrow())->reading.entries(stream, from_seq, limit);
  }

  Done commit(std::span<const Commit> commits) override {
    std::lock_guard lock(writing_);
    return writer_->commit(commits);
  }

 private:
  sqlite::ReaderPool readers_;
  std::mutex writing_;
  std::unique_ptr<Writer> writer_;
};

}  // namespace

Result<std::unique_ptr<journal::Store>> open_sqlite(const std::string& path, Mode mode, SqliteOptions options) {
  auto create = mode == Mode::create ? sqlite::Create::must_be_new : sqlite::Create::no;
  auto connection = TRY(sqlite::open_file(path, sqlite::store_file(), create, options));
  auto writer = TRY(Writer::on(std::move(connection)));
  return std::make_unique<SqliteStore>(std::move(writer), path, options);
}

}  // namespace hashira::store
