#include "journal/chain.h"

#include <cassert>

namespace hashira::journal {
namespace {

tl::unexpected<Error> broken(const StreamId& stream, std::uint64_t seq, std::string what) {
  return fail("journal.broken_chain", std::move(what),
              "restore the data folder from a backup made before the change; compare it with the checkpoints",
              {fmt::format("entry {}/{}", stream, seq)});
}

Done follow_one(const StreamId& stream, Head& head, const StoredEntry& stored) {
  std::uint64_t expected = head.seq + 1;
  if (stored.seq != expected) return broken(stream, expected, fmt::format("the entry is missing; {} comes next", stored.seq));
  if (chain(head.hash, stored.bytes) != stored.hash) return broken(stream, expected, "the hash does not follow from the bytes");
  Entry entry = TRY(decode(stored.bytes).map_error([&](Error error) {
    error.place = {fmt::format("entry {}/{}", stream, expected)};
    return error;
  }));
  if (entry.stream != stream || entry.seq != stored.seq) {
    return broken(stream, expected, fmt::format("the bytes are those of entry {}/{}", entry.stream, entry.seq));
  }
  head = {stored.seq, stored.hash};
  return {};
}

}  // namespace

StoredEntry link(Head& head, const Entry& entry) {
  assert(entry.seq == head.seq + 1);
  StoredEntry out{entry.seq, encode(entry), {}};
  out.hash = chain(head.hash, out.bytes);
  head = {out.seq, out.hash};
  return out;
}

Done follow(const StreamId& stream, Head& head, std::span<const StoredEntry> entries) {
  for (const StoredEntry& entry : entries) CHECK_OK(follow_one(stream, head, entry));
  return {};
}

}  // namespace hashira::journal
