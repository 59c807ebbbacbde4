#include <mutex>

#include "store/sqlite.h"
#include "store/sqlite/mover.h"
#include "store/sqlite/schema.h"

namespace hashira::store {
namespace {

using journal::Commit;
using journal::Head;
using journal::Key;
using journal::Row;
using journal::StoredEntry;
using journal::StreamId;
using sqlite::Reader;

// One state of the database for as long as the scope lasts.
class Snapshot {
 public:
  explicit Snapshot(Reader& reader) : reader_(reader) {}
  ~Snapshot() { reader_.reading.end_snapshot(); }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  Done begin() {
    reader_.state = TRY(reader_.reading.begin_snapshot());
    return {};
  }

 private:
  Reader& reader_;
};

class SqliteStore final : public journal::Store {
 public:
  SqliteStore(const std::string& path, SqliteOptions options) : options_(options), readers_(path, options) {}

  Done write_on(sqlite::Connection connection) {
    writer_ = TRY(sqlite::Writer::on(std::move(connection), recent_));
    mover_.emplace(recent_, writing_, *writer_, readers_, options_);
    return {};
  }

  Result<Head> head(const StreamId& stream) override { return TRY(readers_.borrow())->reading.head(stream); }
  Result<std::vector<StreamId>> streams() override { return TRY(readers_.borrow())->reading.streams(); }

  Result<std::vector<std::optional<Bytes>>> get(std::span<const Key> keys) override {
    std::vector<std::optional<Bytes>> out;
    CHECK_OK(in_snapshot([&](Reader& reader) -> Done {
      for (const Key& key : keys) out.push_back(TRY(row(reader, key)));
      return {};
    }));
    return out;
  }

  Result<std::vector<Row>> scan(journal::Table table, BytesView prefix, BytesView after, std::size_t limit) override {
    std::vector<Row> out;
    CHECK_OK(in_snapshot([&](Reader& reader) -> Done {
      out = TRY(rows(reader, table, prefix, after, limit));
      return {};
    }));
    return out;
  }

  Result<std::vector<StoredEntry>> entries(const StreamId& stream, std::uint64_t from_seq, std::size_t limit) override {
    return TRY(readers_.borrow())->reading.entries(stream, from_seq, limit);
  }

  Done commit(std::span<const Commit> commits) override {
    {
      writing_.lock_for_commit();
      std::lock_guard lock(writing_, std::adopt_lock);
      CHECK_OK(writer_->commit(commits));
    }
    mover_->committed();
    return {};
  }

 private:
  // Runs `read` on one snapshot of the tables and of the recent changes. Another program on the same file may be ahead
  // of what we know of its changes: they are fetched then, and the snapshot is taken anew.
  Done in_snapshot(const std::function<Done(Reader&)>& read) {
    auto reader = TRY(readers_.borrow());
    while (true) {
      {
        std::shared_lock lock(recent_.mutex);
        Snapshot snapshot(*reader.get());
        CHECK_OK(snapshot.begin());
        if (reader->state.last <= recent_.last()) return read(*reader.get());
      }
      TRY(sqlite::catch_up(recent_, reader->reading));
    }
  }

  Result<std::optional<Bytes>> row(Reader& reader, const Key& key) {
    const std::optional<Bytes>* recent = recent_.find(key, reader.state.last);
    return recent != nullptr ? *recent : TRY(reader.reading.get(key));
  }

  // A page of the table with the recent changes laid over it; where they remove rows the page is filled up again.
  Result<std::vector<Row>> rows(Reader& reader, journal::Table table, BytesView prefix, BytesView after,
                                std::size_t limit) {
    std::vector<Row> out;
    Bytes from(after);
    while (out.size() < limit) {
      std::size_t wanted = limit - out.size();
      std::vector<Row> page = TRY(reader.reading.scan(table, prefix, from, wanted));
      std::optional<Bytes> until = page.size() == wanted ? std::optional(page.back().key) : std::nullopt;
      recent_.lay_over(table, prefix, from, until, reader.state.last, page);
      std::move(page.begin(), page.end(), std::back_inserter(out));
      if (!until) break;
      from = *until;
    }
    if (out.size() > limit) out.resize(limit);
    return out;
  }

  SqliteOptions options_;
  sqlite::ReaderPool readers_;
  sqlite::Recent recent_;
  sqlite::Turn writing_;
  std::unique_ptr<sqlite::Writer> writer_;
  std::optional<sqlite::Mover> mover_;  // last: it moves what is left before anything else goes
};

}  // namespace

Result<std::unique_ptr<journal::Store>> open_sqlite(const std::string& path, Mode mode, SqliteOptions options) {
  auto create = mode == Mode::create ? sqlite::Create::must_be_new : sqlite::Create::no;
  auto connection = TRY(sqlite::open_file(path, sqlite::store_file(), create, options));
  auto store = std::make_unique<SqliteStore>(path, options);
  CHECK_OK(store->write_on(std::move(connection)));
  return store;
}

}  // namespace hashira::store
