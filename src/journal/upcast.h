// Upcasting: bodies written under an older version of their type are read as the newest one. Stored bytes never change.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "journal/entry.h"

namespace hashira::journal {

class Upcasts {
 public:
  using Step = std::function<Body(const Body&)>;  // total: whatever is stored must still be read

  // From `version` of the type's body to `version + 1`. Requires: versions are added from 1 on, each once.
  void add(const std::string& type, std::uint32_t version, Step step);
  // The newest version of a type; 1 when nothing was added for it.
  std::uint32_t newest(const std::string& type) const;
  // The entry with the newest body. One that is newer than we know is `journal.newer_entry`.
  Result<Entry> current(Entry entry) const;

 private:
  std::map<std::string, std::vector<Step>> steps_;
};

}  // namespace hashira::journal
