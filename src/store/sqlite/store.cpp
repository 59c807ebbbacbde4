#include <algorithm>
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
  Result<sqlite::LogPlace> begin() { return reader_.reading.begin_snapshot(); }

 private:
  Reader& reader_;
};

class SqliteStore final : public journal::Store {
 public:
  SqliteStore(const std::string& path, SqliteOptions options) : options_(options), readers_(path, options) {}

  Done write_on(sqlite::Connection connection) {
    Bytes salt = TRY(TRY(sqlite::Reading::on(connection)).log_salt());
    log_ = TRY(sqlite::LogFile::open(connection.path(), std::move(salt), options_));
    follower_.emplace(*log_, recent_);
    committer_.emplace(*log_, recent_, readers_);
    tables_ = TRY(sqlite::TableWriter::on(std::move(connection), *log_, recent_));
    mover_.emplace(recent_, *tables_, readers_, options_);
    return {};
  }

  Result<Head> head(const StreamId& stream) override {
    Head out;
    CHECK_OK(in_snapshot([&](Reader& reader) -> Result<bool> {
      std::optional<Head> recent = recent_.head(stream);
      out = recent ? *recent : TRY(reader.reading.head(stream));
      return true;
    }));
    return out;
  }

  Result<std::vector<StreamId>> streams() override {
    std::vector<StreamId> out;
    CHECK_OK(in_snapshot([&](Reader& reader) -> Result<bool> {
      out = TRY(reader.reading.streams());
      for (const StreamId& stream : recent_.streams()) {
        auto at = std::lower_bound(out.begin(), out.end(), stream);
        if (at == out.end() || *at != stream) out.insert(at, stream);
      }
      return true;
    }));
    return out;
  }

  Result<std::vector<std::optional<Bytes>>> get(std::span<const Key> keys) override {
    std::vector<std::optional<Bytes>> out;
    if (TRY(get_recent(keys, out))) return out;
    out.clear();
    CHECK_OK(in_snapshot([&](Reader& reader) -> Result<bool> {
      for (const Key& key : keys) {
        const std::optional<Bytes>* recent = recent_.find(key);
        out.push_back(recent != nullptr ? *recent : TRY(reader.reading.get(key)));
      }
      return true;
    }));
    return out;
  }

  Result<std::vector<Row>> scan(journal::Table table, BytesView prefix, BytesView after, std::size_t limit) override {
    std::vector<Row> out;
    CHECK_OK(in_snapshot([&](Reader& reader) -> Result<bool> {
      if (!recent_.is_sorted(table)) return false;
      out = TRY(rows(reader, table, prefix, after, limit));
      return true;
    }, [&] { recent_.sort(table); }));
    return out;
  }

  Result<std::vector<StoredEntry>> entries(const StreamId& stream, std::uint64_t from_seq, std::size_t limit) override {
    std::vector<StoredEntry> out;
    CHECK_OK(in_snapshot([&](Reader& reader) -> Result<bool> {
      out = TRY(reader.reading.entries(stream, from_seq, limit));
      recent_.entries(stream, from_seq, limit, out);
      return true;
    }));
    return out;
  }

  Done commit(std::span<const Commit> commits) override {
    if (mover_->is_behind()) CHECK_OK(mover_->move_now());
    CHECK_OK(committer_->commit(commits, [this] { return mover_->move_now(); }));
    mover_->committed();
    return {};
  }

 private:
  // Runs `read` on one snapshot of the tables and of what is recent. Another program on the same file may be ahead of what
  // we know: its commits are fetched then, and the snapshot is taken anew. So is it after `prepare`, which changes what is
  // recent alone, where `read` is false.
  Done in_snapshot(const std::function<Result<bool>(Reader&)>& read, const std::function<void()>& prepare = {}) {
    auto reader = TRY(readers_.borrow());
    while (true) {
      bool current = false;
      {
        std::shared_lock lock(recent_.mutex);
        if (TRY(follower_->is_current())) {
          Snapshot snapshot(*reader.get());
          current = follower_->is_current(TRY(snapshot.begin()));
          if (current && TRY(read(*reader.get()))) return {};
        }
      }
      if (!current) {
        CHECK_OK(follower_->catch_up(reader->reading));
      } else {
        std::unique_lock lock(recent_.mutex);
        prepare();
      }
    }
  }

  // FAST PATH: what can be answered without the database. False: not all can.
  Result<bool> get_recent(std::span<const Key> keys, std::vector<std::optional<Bytes>>& out) {
    std::shared_lock lock(recent_.mutex);
    if (!TRY(follower_->is_current())) return false;
    for (const Key& key : keys) {
      const std::optional<Bytes>* recent = recent_.find(key);
      if (recent == nullptr && !recent_.is_absent(key)) return false;
      out.push_back(recent == nullptr ? std::nullopt : *recent);
    }
    return true;
  }

  // A page of the table with the recent rows laid over it; where they remove rows the page is filled up again.
  Result<std::vector<Row>> rows(Reader& reader, journal::Table table, BytesView prefix, BytesView after,
                                std::size_t limit) {
    std::vector<Row> out;
    Bytes from(after);
    while (out.size() < limit) {
      std::size_t wanted = limit - out.size();
      std::vector<Row> page = TRY(reader.reading.scan(table, prefix, from, wanted));
      std::optional<Bytes> until = page.size() == wanted ? std::optional(page.back().key) : std::nullopt;
      recent_.lay_over(table, prefix, from, until, page);
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
  std::unique_ptr<sqlite::LogFile> log_;
  std::optional<sqlite::Follower> follower_;
  std::optional<sqlite::Committer> committer_;
  std::unique_ptr<sqlite::TableWriter> tables_;
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
