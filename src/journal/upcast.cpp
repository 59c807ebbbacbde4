#include "journal/upcast.h"

#include <cassert>

namespace hashira::journal {

void Upcasts::add(const std::string& type, std::uint32_t version, Step step) {
  assert(version == newest(type));
  steps_[type].push_back(std::move(step));
}

std::uint32_t Upcasts::newest(const std::string& type) const {
  auto found = steps_.find(type);
  return found == steps_.end() ? 1 : static_cast<std::uint32_t>(found->second.size()) + 1;
}

Result<Entry> Upcasts::current(Entry entry) const {
  std::uint32_t last = newest(entry.type);
  if (entry.version > last) {
    return fail("journal.newer_entry", fmt::format("the entry's body `{}` has version {}, this program knows {}", entry.type, entry.version, last),
                "use the newer Hashira that wrote it", {fmt::format("entry {}/{}", entry.stream, entry.seq)});
  }
  for (; entry.version < last; ++entry.version) entry.body = steps_.at(entry.type)[entry.version - 1](entry.body);
  return entry;
}

}  // namespace hashira::journal
