#include <mutex>

#include "store/internal/key_rules.h"
#include "store/sqlite.h"
#include "store/sqlite/schema.h"

namespace hashira::store {
namespace {

// Keys in a file of their own. secure_delete overwrites a destroyed key with zeros, and the log that still held it is
// emptied at once, so that the key is in none of our files (what a disk or a backup keeps is beyond us: see docs/entry-format.md).
class SqliteKeys final : public journal::KeyStore {
 public:
  static Result<std::unique_ptr<SqliteKeys>> on(sqlite::Connection opened) {
    auto out = std::make_unique<SqliteKeys>();
    out->connection_ = std::move(opened);
    sqlite::Connection& connection = out->connection_;
    CHECK_OK(connection.execute("PRAGMA secure_delete=ON"));
    CHECK_OK(connection.execute("PRAGMA cache_size=-8192"));  // who walks over all keys walks in their order
    out->put_ = TRY(connection.prepare("INSERT INTO party_key (party, key) VALUES (?1, ?2) ON CONFLICT DO NOTHING"));
    out->get_ = TRY(connection.prepare("SELECT key FROM party_key WHERE party=?1"));
    out->destroy_ = TRY(connection.prepare("DELETE FROM party_key WHERE party=?1"));
    out->put_named_ = TRY(connection.prepare("INSERT INTO named_key (name, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING"));
    out->named_ = TRY(connection.prepare("SELECT value FROM named_key WHERE name=?1"));
    return out;
  }

  Done put(std::span<const PartyKey> keys) override {
    std::lock_guard lock(mutex_);
    auto transaction = TRY(sqlite::Transaction::begin_write(connection_));
    for (const PartyKey& key : keys) CHECK_OK(put_one(key));
    return transaction.commit();
  }

  Result<std::optional<Bytes>> get(BytesView party) override {
    std::lock_guard lock(mutex_);
    return first(get_.bind_bytes(1, party));
  }

  // One read transaction: opening one a key costs more than finding the key.
  Result<std::vector<std::optional<Bytes>>> get_many(std::span<const Bytes> parties) override {
    std::lock_guard lock(mutex_);
    auto transaction = TRY(sqlite::Transaction::begin_read(connection_));
    std::vector<std::optional<Bytes>> out;
    out.reserve(parties.size());
    for (const Bytes& party : parties) out.push_back(TRY(first(get_.bind_bytes(1, party))));
    CHECK_OK(transaction.commit());
    return out;
  }

  Done destroy(BytesView party) override {
    std::lock_guard lock(mutex_);
    CHECK_OK(destroy_.bind_bytes(1, party).run());
    return connection_.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  Result<std::optional<Bytes>> named(std::string_view name) override {
    std::lock_guard lock(mutex_);
    return first(named_.bind_text(1, name));
  }

  Done put_named(std::string_view name, BytesView value) override {
    std::lock_guard lock(mutex_);
    CHECK_OK(put_named_.bind_text(1, name).bind_bytes(2, value).run());
    auto kept = TRY(first(named_.bind_text(1, name)));
    if (kept != value) return other_key_kept(fmt::format("the name `{}`", name));
    return {};
  }

 private:
  Done put_one(const PartyKey& key) {
    CHECK_OK(put_.bind_bytes(1, key.party).bind_bytes(2, key.key).run());
    if (connection_.changes() == 1) return {};
    if (TRY(first(get_.bind_bytes(1, key.party))) != key.key) return other_key_kept("the party " + hex(key.party));
    return {};
  }

  static Result<std::optional<Bytes>> first(sqlite::Statement& bound) {
    sqlite::Using guard(bound);
    if (!TRY(bound.step())) return std::nullopt;
    return Bytes(bound.bytes(0));
  }

  std::mutex mutex_;
  sqlite::Connection connection_;
  sqlite::Statement put_, get_, destroy_, put_named_, named_;
};

}  // namespace

Result<std::unique_ptr<journal::KeyStore>> open_sqlite_keys(const std::string& path, Mode mode, SqliteOptions options) {
  auto create = mode == Mode::create ? sqlite::Create::if_missing : sqlite::Create::no;
  auto connection = TRY(sqlite::open_file(path, sqlite::keys_file(), create, options).map_error([](Error error) {
    if (error.code != "store.missing_file") return error;
    return Error{"store.missing_keys", "the file with the keys of personal facts is missing",
                 "restore it from its backup: without it no personal fact opens again", error.place};
  }));
  return TRY(SqliteKeys::on(std::move(connection)));
}

}  // namespace hashira::store
