// Which name stands where while compiling: the locals of each function under way, and what it captures from outside.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "feel/nodes.h"
#include "feel/types.h"

namespace hashira::feel {

struct LocalName {
  enum class Means : std::uint8_t {
    value,  // the name itself
    item,   // an item of a filtered list, whose entries are names
  };
  std::string name;
  int slot = 0;
  Type type;
  Means means = Means::value;
};

// A node and what is known of its value's type.
struct Typed {
  NodePtr node;
  Type type;
};

// One function under way (or the expression itself, which has no `outer`).
struct Level {
  Level* outer = nullptr;
  std::deque<LocalName> locals;  // captures in front
  std::vector<Capture> captures;
  int slot_count = 0;
  std::string self;  // the context entry that this function becomes
  int self_slot = -1;

  int new_slot() { return slot_count++; }
};

// Adds a name for as long as it lives.
class LocalScope {
 public:
  explicit LocalScope(Level& level) : level_(level) {}
  LocalScope(const LocalScope&) = delete;
  LocalScope& operator=(const LocalScope&) = delete;
  ~LocalScope() {
    for (; added_ > 0; --added_) level_.locals.pop_back();
  }
  int add(std::string name, Type type = {}, LocalName::Means means = LocalName::Means::value) {
    int slot = level_.new_slot();
    add_at(slot, std::move(name), std::move(type), means);
    return slot;
  }
  void add_at(int slot, std::string name, Type type, LocalName::Means means = LocalName::Means::value) {
    level_.locals.push_back({std::move(name), slot, std::move(type), means});
    ++added_;
  }

 private:
  Level& level_;
  int added_ = 0;
};

}  // namespace hashira::feel
