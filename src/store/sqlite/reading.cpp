#include "store/sqlite/reading.h"

#include <limits>

#include "store/sqlite/errors.h"

namespace hashira::store::sqlite {
namespace {

using journal::Head;
using journal::Row;
using journal::StoredEntry;
using journal::StreamId;

std::size_t place_of(journal::Table table) {
  return static_cast<std::size_t>(table);
}

std::int64_t sql_limit(std::size_t limit) {
  constexpr std::size_t most = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::min(limit, most));
}

// A stored hash is 32 bytes, or the file was changed behind our back.
Result<Hash> hash_column(const Statement& statement, int column, const StreamId& stream) {
  BytesView bytes = statement.bytes(column);
  if (bytes.size() != Hash{}.size()) {
    return fail("store.corrupt", fmt::format("a hash in the stream `{}` is not 32 bytes long", stream),
                "restore the data folder from a backup");
  }
  return hash_from(bytes);
}

tl::unexpected<Error> no_log_state() {
  return fail("store.corrupt", "the state of the log of recent commits is missing", "restore the data folder from a backup");
}

}  // namespace

Result<Reading> Reading::on(Connection& connection) {
  Reading out;
  out.head_ = TRY(connection.prepare("SELECT seq, hash FROM entries WHERE stream=?1 ORDER BY seq DESC LIMIT 1"));
  // Steps from stream to stream through the primary key; SELECT DISTINCT would read every entry.
  out.next_stream_ = TRY(connection.prepare("SELECT stream FROM entries WHERE stream > ?1 ORDER BY stream LIMIT 1"));
  out.entries_ =
      TRY(connection.prepare("SELECT seq, bytes, hash FROM entries WHERE stream=?1 AND seq>=?2 ORDER BY seq LIMIT ?3"));
  out.log_state_ = TRY(connection.prepare("SELECT moved, next_at FROM log_state WHERE only_row=1"));
  out.log_salt_ = TRY(connection.prepare("SELECT salt FROM log_state WHERE only_row=1"));
  for (std::size_t i = 0; i < table_names.size(); ++i) {
    const char* table = table_names[i];
    out.get_[i] = TRY(connection.prepare(fmt::format("SELECT value FROM {} WHERE key=?1", table)));
    out.scan_from_[i] =
        TRY(connection.prepare(fmt::format("SELECT key, value FROM {} WHERE key>=?1 ORDER BY key", table)));
    out.scan_after_[i] =
        TRY(connection.prepare(fmt::format("SELECT key, value FROM {} WHERE key>?1 ORDER BY key", table)));
  }
  return out;
}

Result<Head> Reading::head(const StreamId& stream) {
  Using guard(head_);
  bool found = TRY(head_.bind_text(1, stream).step());
  if (!found) return journal::genesis(stream);
  Hash hash = TRY(hash_column(head_, 1, stream));
  return Head{static_cast<std::uint64_t>(head_.integer(0)), hash};
}

Result<std::vector<StreamId>> Reading::streams() {
  std::vector<StreamId> out;
  for (StreamId last;;) {
    Using guard(next_stream_);
    if (!TRY(next_stream_.bind_text(1, last).step())) return out;
    last = StreamId(next_stream_.bytes(0));
    out.push_back(last);
  }
}

Result<std::optional<Bytes>> Reading::get(const journal::Key& key) {
  Statement& statement = get_[place_of(key.table)];
  Using guard(statement);
  if (!TRY(statement.bind_bytes(1, key.key).step())) return std::nullopt;
  return Bytes(statement.bytes(0));
}

Result<std::vector<Row>> Reading::scan(journal::Table table, BytesView prefix, BytesView after, std::size_t limit) {
  bool from_first = after.empty() || after < prefix;
  Statement& statement = (from_first ? scan_from_ : scan_after_)[place_of(table)];
  Using guard(statement);
  statement.bind_bytes(1, from_first ? prefix : after);
  std::vector<Row> out;
  while (out.size() < limit && TRY(statement.step()) && statement.bytes(0).starts_with(prefix)) {
    out.push_back({Bytes(statement.bytes(0)), Bytes(statement.bytes(1))});
  }
  return out;
}

Result<std::vector<Bytes>> Reading::keys(journal::Table table, BytesView after, std::size_t limit) {
  Statement& statement = (after.empty() ? scan_from_ : scan_after_)[place_of(table)];
  Using guard(statement);
  statement.bind_bytes(1, after);
  std::vector<Bytes> out;
  while (out.size() < limit && TRY(statement.step())) out.emplace_back(statement.bytes(0));
  return out;
}

Result<std::vector<StoredEntry>> Reading::entries(const StreamId& stream, std::uint64_t from_seq, std::size_t limit) {
  Using guard(entries_);
  entries_.bind_text(1, stream).bind(2, sql_limit(from_seq)).bind(3, sql_limit(limit));
  std::vector<StoredEntry> out;
  while (TRY(entries_.step())) {
    Hash hash = TRY(hash_column(entries_, 2, stream));
    out.push_back({static_cast<std::uint64_t>(entries_.integer(0)), Bytes(entries_.bytes(1)), hash});
  }
  return out;
}

Result<LogPlace> Reading::log_state() {
  Using guard(log_state_);
  return begin_snapshot();
}

Result<LogPlace> Reading::begin_snapshot() {
  if (!TRY(log_state_.step())) return no_log_state();
  return LogPlace{log_state_.integer(0), static_cast<std::uint64_t>(log_state_.integer(1))};
}

Result<Bytes> Reading::log_salt() {
  Using guard(log_salt_);
  if (!TRY(log_salt_.step())) return no_log_state();
  return Bytes(log_salt_.bytes(0));
}

Result<ReaderPool::Lease> ReaderPool::borrow() {
  {
    std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto reader = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(reader));
    }
  }
  Connection connection = TRY(open_reader(path_, options_));
  Reading reading = TRY(Reading::on(connection));
  return Lease(*this, std::make_unique<Reader>(std::move(connection), std::move(reading)));
}

void ReaderPool::give_back(std::unique_ptr<Reader> reader) {
  std::lock_guard lock(mutex_);
  idle_.push_back(std::move(reader));
}

}  // namespace hashira::store::sqlite
