// Slots for one evaluation, taken from a stack that each thread keeps: no allocation once it has grown.
#pragma once

#include <cstddef>

#include "feel/value.h"

namespace hashira::dmn {

class Frame {
 public:
  explicit Frame(std::size_t size);
  ~Frame();
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  feel::Value* slots() const { return slots_; }
  feel::Value& operator[](std::size_t index) const { return slots_[index]; }
  std::size_t size() const { return size_; }

 private:
  feel::Value* slots_;
  std::size_t size_;
  std::size_t block_;  // where the stack stood before
  std::size_t top_;
};

}  // namespace hashira::dmn
