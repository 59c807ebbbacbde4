#include "store/sqlite/writer.h"

#include <mutex>

#include "store/internal/commit_check.h"

namespace hashira::store::sqlite {

using journal::Change;
using journal::Commit;
using journal::StoredEntry;
using journal::StreamId;

Result<LogState> catch_up(Recent& recent, Reading& reading) {
  LogState state = TRY(reading.log_state());
  std::unique_lock lock(recent.mutex);
  if (state.moved > recent.last()) recent.clear(state);
  if (state.last > recent.last()) {
    for (const auto& [id, changes] : TRY(reading.log_after(recent.last()))) {
      std::vector<const Change*> each;
      for (const Change& change : changes) each.push_back(&change);
      recent.add(id, each);
    }
  }
  return state;
}

Result<std::unique_ptr<Writer>> Writer::on(Connection opened, Recent& recent) {
  auto out = std::make_unique<Writer>();
  out->connection_ = std::move(opened);
  out->recent_ = &recent;
  Connection& connection = out->connection_;
  CHECK_OK(connection.execute("PRAGMA wal_autocheckpoint=0"));  // the mover does it, beside the commits
  out->reading_ = TRY(Reading::on(connection));
  out->insert_ = TRY(connection.prepare("INSERT INTO entries (stream, seq, bytes, hash) VALUES (?1, ?2, ?3, ?4)"));
  out->log_ = TRY(connection.prepare("INSERT INTO recent (id, changes) VALUES (?1, ?2)"));
  out->forget_ = TRY(connection.prepare("DELETE FROM recent WHERE id<=?1"));
  out->moved_ = TRY(connection.prepare("UPDATE recent_moved SET moved=max(moved, ?1) WHERE only_row=1"));
  for (std::size_t i = 0; i < table_names.size(); ++i) {
    const char* table = table_names[i];
    out->put_[i] = TRY(connection.prepare(fmt::format("REPLACE INTO {} (key, value) VALUES (?1, ?2)", table)));
    out->remove_[i] = TRY(connection.prepare(fmt::format("DELETE FROM {} WHERE key=?1", table)));
  }
  return out;
}

Result<LogState> Writer::catch_up() {
  return sqlite::catch_up(*recent_, reading_);
}

// The versions are added before the commit makes them count, so that no reader meets a log row that `recent` lacks.
Done Writer::commit(std::span<const Commit> commits) {
  auto transaction = TRY(Transaction::begin_write(connection_));
  CHECK_OK(check_commits(commits, [this](const StreamId& stream) { return reading_.head(stream); }));
  for (const Commit& commit : commits) CHECK_OK(append(commit));
  std::vector<const Change*> changes = last_changes(commits);
  if (changes.empty()) return transaction.commit();
  std::int64_t id = TRY(catch_up()).last + 1;
  CHECK_OK(log(id, changes));
  {
    std::unique_lock lock(recent_->mutex);
    recent_->add(id, changes);
  }
  Done durable = transaction.commit();
  if (!durable) {
    std::unique_lock lock(recent_->mutex);
    recent_->drop(id);
  }
  return durable;
}

Done Writer::append(const Commit& commit) {
  for (const StoredEntry& entry : commit.entries) {
    insert_.bind_text(1, commit.stream).bind(2, entry.seq).bind_bytes(3, entry.bytes).bind_bytes(4, view(entry.hash));
    CHECK_OK(insert_.run());
  }
  return {};
}

Done Writer::log(std::int64_t id, std::span<const Change* const> changes) {
  Bytes row = encode_changes(changes);
  return log_.bind(1, id).bind_bytes(2, row).run();
}

Done Writer::write(const Change& change) {
  auto place = static_cast<std::size_t>(change.at.table);
  if (!change.value) return remove_[place].bind_bytes(1, change.at.key).run();
  return put_[place].bind_bytes(1, change.at.key).bind_bytes(2, *change.value).run();
}

Done Writer::without_sync(const std::function<Done()>& work) {
  CHECK_OK(connection_.execute("PRAGMA synchronous=NORMAL"));
  Done done = work();
  CHECK_OK(connection_.execute("PRAGMA synchronous=FULL"));
  return done;
}

Result<std::optional<Bytes>> Writer::move_page(journal::Table table, const std::optional<Bytes>& after,
                                               std::size_t limit) {
  std::optional<Bytes> last;
  CHECK_OK(without_sync([&]() -> Done {
    auto transaction = TRY(Transaction::begin_write(connection_));
    TRY(catch_up());
    std::vector<Change> page;
    {
      std::shared_lock lock(recent_->mutex);
      page = recent_->newest(table, after, limit);
    }
    for (const Change& change : page) CHECK_OK(write(change));
    if (page.size() == limit) last = page.back().at.key;
    return transaction.commit();
  }));
  return last;
}

Done Writer::forget(std::int64_t id) {
  return without_sync([&]() -> Done {
    auto transaction = TRY(Transaction::begin_write(connection_));
    CHECK_OK(forget_.bind(1, id).run());
    CHECK_OK(moved_.bind(1, id).run());
    return transaction.commit();
  });
}

}  // namespace hashira::store::sqlite
