#include "store/internal/commit_check.h"

#include <cassert>

#include "journal/chain.h"

namespace hashira::store {
namespace {

tl::unexpected<Error> conflict(const journal::Commit& commit, const journal::Head& found) {
  return fail("journal.conflict",
              fmt::format("the stream `{}` stands at entry {}, not at {}: someone else wrote to it", commit.stream, found.seq,
                          commit.expected.seq),
              "read the stream again and repeat the command; nothing was written");
}

// The head after the commit's entries.
journal::Head moved(const journal::Commit& commit) {
  journal::Head head = commit.expected;
  for (const journal::StoredEntry& entry : commit.entries) {
    assert(entry.seq == head.seq + 1 && "an entry leaves a hole");
    assert(entry.hash == journal::chain(head.hash, entry.bytes) && "an entry does not follow from the one before it");
    head = {entry.seq, entry.hash};
  }
  return head;
}

}  // namespace

Done check_commits(std::span<const journal::Commit> commits,
                   const std::function<Result<journal::Head>(const journal::StreamId&)>& head) {
  std::map<std::string_view, journal::Head> heads;
  for (const journal::Commit& commit : commits) {
    auto at = heads.find(commit.stream);
    if (at == heads.end()) at = heads.emplace(commit.stream, TRY(head(commit.stream))).first;
    if (at->second != commit.expected) return conflict(commit, at->second);
    at->second = moved(commit);
  }
  return {};
}

std::vector<const journal::Change*> last_changes(std::span<const journal::Commit> commits) {
  std::vector<const journal::Change*> all;
  for (const journal::Commit& commit : commits) {
    for (const journal::Change& change : commit.changes) all.push_back(&change);
  }
  auto before = [](const journal::Change* a, const journal::Change* b) { return a->at < b->at; };
  // FAST PATH: the engine hands its rows over in key order.
  if (!std::is_sorted(all.begin(), all.end(), before)) std::stable_sort(all.begin(), all.end(), before);
  std::vector<const journal::Change*> last;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i + 1 == all.size() || all[i]->at != all[i + 1]->at) last.push_back(all[i]);
  }
  return last;
}

}  // namespace hashira::store
