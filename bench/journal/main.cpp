// journal_bench [APPLICATIONS] [GROUP] [FOLDER]: writes small applications through the store, then the same statements by
// plain sqlite3 in the order in which they come, then reads, chains and decodes every entry. Prints rates and ratios.
#include <fmt/core.h>
#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "journal/chain.h"
#include "store/sqlite.h"
#include "workload.h"

namespace hashira::bench {
namespace {

// On the wall, and of our own processor time (user and system): the second says what a quiet machine would do.
struct Spent {
  double wall = 0, processor = 0;
  Spent& operator+=(const Spent& other) {
    wall += other.wall;
    processor += other.processor;
    return *this;
  }
};

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Work>
Spent spend(Work work) {
  auto start = std::chrono::steady_clock::now();
  double before = processor_seconds();
  work();
  std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return {wall.count(), processor_seconds() - before};
}

void must(const Done& done) {
  if (done) return;
  fmt::print(stderr, "{}\n", done.error().text());
  std::exit(1);
}

struct Size {
  std::size_t applications, group;
};

struct Writing {
  Spent all;
  std::vector<double> groups;  // seconds on the wall, each
};

// In commit only; the groups are made outside of the measured time.
template <class Commit>
Writing write_all(Size size, Commit commit) {
  Workload workload("closure-cooperation-benefit");
  Writing out;
  for (std::size_t done = 0; done < size.applications; done += size.group) {
    auto group = workload.group(size.group);
    Spent spent = spend([&] { commit(group); });
    out.all += spent;
    out.groups.push_back(spent.wall);
  }
  std::sort(out.groups.begin(), out.groups.end());
  return out;
}

// The peer: the same rows by prepared statements, one transaction a group, no checks, nothing merged or sorted.
class PlainSqlite {
 public:
  explicit PlainSqlite(const std::string& path) {
    sqlite3_open(path.c_str(), &database_);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=8000;"
        "CREATE TABLE entries (stream TEXT, seq INTEGER, bytes BLOB, hash BLOB, PRIMARY KEY (stream, seq)) WITHOUT ROWID");
    insert_ = prepare("INSERT INTO entries VALUES (?1, ?2, ?3, ?4)");
    for (int table = 0; table < journal::table_count; ++table) {
      run(fmt::format("CREATE TABLE t{} (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID", table));
      put_.push_back(prepare(fmt::format("REPLACE INTO t{} VALUES (?1, ?2)", table)));
    }
  }
  ~PlainSqlite() {
    sqlite3_finalize(insert_);
    for (sqlite3_stmt* statement : put_) sqlite3_finalize(statement);
    sqlite3_close(database_);
  }
  PlainSqlite(const PlainSqlite&) = delete;
  PlainSqlite& operator=(const PlainSqlite&) = delete;

  void commit(const std::vector<journal::Commit>& group) {
    run("BEGIN IMMEDIATE");
    for (const auto& one : group) {
      for (const auto& entry : one.entries) insert(one.stream, entry);
      for (const auto& change : one.changes) put(change);
    }
    run("COMMIT");
  }

 private:
  void run(const std::string& sql) {
    if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) stop();
  }
  sqlite3_stmt* prepare(const std::string& sql) {
    sqlite3_stmt* out = nullptr;
    if (sqlite3_prepare_v2(database_, sql.c_str(), -1, &out, nullptr) != SQLITE_OK) stop();
    return out;
  }
  void stop() {
    fmt::print(stderr, "{}\n", sqlite3_errmsg(database_));
    std::exit(1);
  }
  void step(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) stop();
    sqlite3_reset(statement);
  }
  void insert(const std::string& stream, const journal::StoredEntry& entry) {
    sqlite3_bind_text(insert_, 1, stream.data(), static_cast<int>(stream.size()), SQLITE_STATIC);
    sqlite3_bind_int64(insert_, 2, static_cast<std::int64_t>(entry.seq));
    sqlite3_bind_blob(insert_, 3, entry.bytes.data(), static_cast<int>(entry.bytes.size()), SQLITE_STATIC);
    sqlite3_bind_blob(insert_, 4, entry.hash.data(), static_cast<int>(entry.hash.size()), SQLITE_STATIC);
    step(insert_);
  }
  void put(const journal::Change& change) {
    sqlite3_stmt* statement = put_[static_cast<std::size_t>(change.at.table)];
    sqlite3_bind_blob(statement, 1, change.at.key.data(), static_cast<int>(change.at.key.size()), SQLITE_STATIC);
    sqlite3_bind_blob(statement, 2, change.value->data(), static_cast<int>(change.value->size()), SQLITE_STATIC);
    step(statement);
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  std::vector<sqlite3_stmt*> put_;
};

Writing write_by_store(journal::Store& store, Size size) {
  return write_all(size, [&](const auto& group) { must(store.commit(group)); });
}

Writing write_by_plain_sqlite(const std::string& path, Size size) {
  PlainSqlite plain(path);
  return write_all(size, [&](const auto& group) { plain.commit(group); });
}

struct Reading {
  Spent fetch, chain, decode;
  std::size_t entries = 0, bytes = 0;
};

Reading read_all(journal::Store& store, const journal::StreamId& stream) {
  Reading out;
  Hash head = journal::genesis(stream).hash;
  for (std::uint64_t from = 1;;) {
    std::vector<journal::StoredEntry> page;
    out.fetch += spend([&] { page = store.entries(stream, from, 1000).value(); });
    if (page.empty()) return out;
    out.chain += spend([&] {
      for (const auto& entry : page) head = journal::chain(head, entry.bytes);
    });
    out.decode += spend([&] {
      for (const auto& entry : page) out.bytes += journal::decode(entry.bytes)->body.encoded().size() > 0 ? entry.bytes.size() : 0;
    });
    out.entries += page.size();
    from = page.back().seq + 1;
  }
}

void report_reading(const Reading& reading) {
  fmt::print("read      {:8} entries of {} bytes on average; ns an entry on the wall, of processor time\n", reading.entries,
             reading.bytes / reading.entries);
  auto line = [&](const char* what, const Spent& spent) {
    double count = static_cast<double>(reading.entries);
    fmt::print("  {:7} {:8.0f} {:8.0f}\n", what, spent.wall * 1e9 / count, spent.processor * 1e9 / count);
  };
  Spent all = reading.fetch;
  all += reading.chain;
  all += reading.decode;
  line("fetch", reading.fetch);
  line("chain", reading.chain);
  line("decode", reading.decode);
  line("all", all);
}

void report_writing(const char* what, Size size, const Writing& writing) {
  double count = static_cast<double>(size.applications);
  auto at = [&](double part) { return writing.groups[static_cast<std::size_t>(part * static_cast<double>(writing.groups.size() - 1))] * 1e3; };
  fmt::print("{:9} {:8.0f} applications/s; {:.1f} µs of processor time each; a group takes {:.1f} ms (median), {:.1f} (99%), {:.1f} (slowest)\n",
             what, count / writing.all.wall, writing.all.processor * 1e6 / count, at(0.5), at(0.99), at(1));
}

int run(Size size, const std::filesystem::path& folder) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  auto store = store::open_sqlite(folder / "journal.db", store::Mode::create);
  if (!store) must(tl::unexpected(store.error()));
  Writing ours = write_by_store(**store, size);
  Writing plain = write_by_plain_sqlite(folder / "plain.db", size);
  fmt::print("sqlite {}, {} applications in groups of {}, durable (WAL, synchronous=FULL)\n", sqlite3_libversion(), size.applications, size.group);
  report_writing("store", size, ours);
  report_writing("plain", size, plain);
  fmt::print("ratio     {:8.2f} store / plain on the wall, {:.2f} by processor time (plain: the same statements by sqlite3, as they come)\n",
             plain.all.wall / ours.all.wall, plain.all.processor / ours.all.processor);
  report_reading(read_all(**store, "closure-cooperation-benefit"));
  return 0;
}

}  // namespace
}  // namespace hashira::bench

int main(int count, char** arguments) {
  auto number = [&](int at, std::size_t absent) {
    return count > at ? static_cast<std::size_t>(std::strtoull(arguments[at], nullptr, 10)) : absent;
  };
  std::filesystem::path folder = count > 3 ? arguments[3] : "bench-data";
  hashira::bench::Size size{std::max<std::size_t>(number(1, 200'000), 1), std::max<std::size_t>(number(2, 1000), 1)};
  return hashira::bench::run(size, folder);
}
