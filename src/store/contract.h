// The contract of journal::Store and journal::KeyStore as tests: every store is instantiated with it (contract_test.cpp).
// For tests only; needs gtest.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "journal/chain.h"
#include "journal/store.h"

namespace hashira::store {

// One kind of store: makes a fresh one in an empty folder.
struct StoreKind {
  std::string name;
  std::function<std::unique_ptr<journal::Store>(const std::string& folder)> make_store;
  std::function<std::unique_ptr<journal::KeyStore>(const std::string& folder)> make_keys;
};

// A folder of its own for one test, removed with it.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "hashira-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  std::string file(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// A commit of `count` small entries on `head`, which it moves.
inline journal::Commit entries_on(journal::Head& head, const journal::StreamId& stream, std::uint64_t count) {
  journal::Commit commit{stream, head, {}, {}};
  for (std::uint64_t i = 0; i < count; ++i) {
    journal::Entry entry;
    entry.stream = stream;
    entry.seq = head.seq + 1;
    entry.type = "test.happened";
    entry.actor = "tester";
    entry.body = journal::BodyWriter().integer("n", static_cast<std::int64_t>(entry.seq)).body();
    commit.entries.push_back(journal::link(head, entry));
  }
  return commit;
}

class StoreContract : public testing::TestWithParam<StoreKind> {
 protected:
  ScratchFolder folder_;
  std::unique_ptr<journal::Store> store_ = GetParam().make_store(folder_.path());
};

class KeyStoreContract : public testing::TestWithParam<StoreKind> {
 protected:
  ScratchFolder folder_;
  std::unique_ptr<journal::KeyStore> keys_ = GetParam().make_keys(folder_.path());
};

}  // namespace hashira::store
