// One compiled text: its nodes, how much room they need, and where each came from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
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
  std::size_t local_count = 0;
  int height = 0;
  bool reads_clock = false;
  std::vector<std::size_t> reads;
  std::vector<Error> warnings;
  struct Mark {
    std::uint32_t begin, end;
  };
  std::vector<Mark> marks;  // by node − 1
};

// So many nulls: in place for the common small numbers, and made only as far as needed.
template <std::size_t in_place>
class ValueArray {
 public:
  explicit ValueArray(std::size_t size) : size_(size) {
    if (size > in_place) many_.resize(size);
    for (std::size_t i = 0; i < few(); ++i) new (storage_ + i * sizeof(Value)) Value();
  }
  ValueArray(const ValueArray&) = delete;
  ValueArray& operator=(const ValueArray&) = delete;
  ~ValueArray() {
    for (std::size_t i = 0; i < few(); ++i) data()[i].~Value();
  }
  Value* data() { return size_ > in_place ? many_.data() : std::launder(reinterpret_cast<Value*>(storage_)); }
  std::span<Value> span() { return {data(), size_}; }

 private:
  std::size_t few() const { return size_ > in_place ? 0 : size_; }
  std::size_t size_;
  alignas(Value) std::byte storage_[in_place * sizeof(Value)];
  std::vector<Value> many_;
};

using Locals = ValueArray<12>;

}  // namespace hashira::feel
