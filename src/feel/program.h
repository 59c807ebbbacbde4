// One compiled text: its nodes, how much room they need, and where each came from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "feel/node.h"
#include "feel/tree.h"

namespace hashira::feel {

struct Program {
  std::string text;
  Place place;
  std::uint32_t source = 0;
  Tree tree;
  NodePtr root;
  int local_count = 0;
  int height = 0;
  bool reads_clock = false;
  std::vector<std::size_t> reads;
  struct Mark {
    std::uint32_t begin, end;
  };
  std::vector<Mark> marks;  // by node − 1
};

// A frame's locals: in place for the common small ones.
class Locals {
 public:
  explicit Locals(int count) {
    if (count > in_place) many_.resize(static_cast<std::size_t>(count));
  }
  Value* data() { return many_.empty() ? few_ : many_.data(); }

 private:
  static constexpr int in_place = 12;
  Value few_[in_place];
  std::vector<Value> many_;
};

}  // namespace hashira::feel
