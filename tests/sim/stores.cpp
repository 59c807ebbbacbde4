// The same commands on both stores, with restarts and failing commits: equal entries, equal rows, byte for byte; and a
// replay of the journal finds them again.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include <fmt/core.h>

#include "audit/audit.h"
#include "simulation.h"

namespace hashira::sim {
namespace {

namespace fs = std::filesystem;

struct Folder {
  fs::path path = fs::temp_directory_path() / fmt::format("hashira-sim-{}", getpid());
  Folder() {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
};

// Everything a store keeps: heads of the streams and rows of all tables.
std::map<Bytes, Bytes> all_of(journal::Store& store) {
  std::map<Bytes, Bytes> out;
  std::vector<journal::StreamId> streams = store.streams().value();
  for (const journal::StreamId& stream : streams) out["head " + stream] = Bytes(view(store.head(stream).value().hash));
  for (int number = 0; number < journal::table_count; ++number) {
    auto table = static_cast<journal::Table>(number);
    Bytes after;
    while (true) {
      std::vector<journal::Row> page = store.scan(table, "", after, 1000).value();
      if (page.empty()) break;
      for (journal::Row& row : page) out[fmt::format("table {} ", number) + row.key] = std::move(row.value);
      after = page.back().key;
    }
  }
  return out;
}

TEST(SimStores, TheSameCommandsLeaveTheSameBytesInBoth) {
  Plan in_memory;
  in_memory.seed = 11;
  in_memory.commands = 600;
  Course first = simulate(in_memory);
  ASSERT_EQ(first.finding, "") << report(in_memory, first);
  std::unique_ptr<World> memory, sqlite;
  ASSERT_EQ(replay(in_memory, first.commands, &memory).finding, "");
  Folder folder;
  Plan in_file = in_memory;
  in_file.folder = folder.path;
  ASSERT_EQ(replay(in_file, first.commands, &sqlite).finding, "");
  std::map<Bytes, Bytes> one = all_of(memory->store()), other = all_of(sqlite->store());
  EXPECT_GT(one.size(), 500u);
  for (const auto& [key, value] : one) ASSERT_TRUE(other.contains(key) && other.at(key) == value) << hex(key);
  EXPECT_EQ(one.size(), other.size());
  auto replayed = audit::audit(sqlite->store(), sqlite->instruments(), "", Bytes(32, '\0'));
  ASSERT_TRUE(replayed) << replayed.error().text();
  EXPECT_TRUE(replayed->clean()) << replayed->differences.front().what.en;
}

}  // namespace
}  // namespace hashira::sim
