// Slots for one evaluation, taken from a stack that each thread keeps: no allocation once it has grown.
//
// Guarantees: slots are null when taken and keep their address while inner frames come and go. Frames are given back in
// the opposite order, as scopes do by themselves.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>

#include "feel/value.h"

namespace hashira::dmn {

// The free slots of the block in use; the blocks themselves stand in frame.cpp.
struct FrameRoom {
  feel::Value* next = nullptr;
  feel::Value* end = nullptr;
};
extern constinit thread_local FrameRoom frame_room;

class Frame {
 public:
  explicit Frame(std::size_t size) : before_(frame_room), size_(size) {
    if (static_cast<std::size_t>(before_.end - before_.next) < size) take_block(size);
    slots_ = frame_room.next;
    frame_room.next += size;
  }
  ~Frame() {
    feel::Value::reset({slots_, size_});
    if (frame_room.end != before_.end) give_block_back();
    frame_room = before_;
  }
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  feel::Value* slots() const { return slots_; }
  feel::Value& operator[](std::size_t index) const { return slots_[index]; }
  std::size_t size() const { return size_; }

 private:
  feel::Value* slots_ = nullptr;
  FrameRoom before_;
  std::size_t size_;

  static void take_block(std::size_t size);
  static void give_block_back();
};

// Values and where each stands: in a slot of its own, or elsewhere for as long as these are in use.
class Locals {
 public:
  explicit Locals(std::size_t size) : own_(size), places_(size, boost::container::default_init) {
    for (std::size_t i = 0; i < size; ++i) places_[i] = &own_[i];
  }
  const feel::Value& operator[](std::size_t index) const { return *places_[index]; }
  const feel::Value* const* places() const { return places_.data(); }
  feel::Value& own(std::size_t index) { return own_[index]; }  // room for a value that stands nowhere else
  void put(std::size_t index, const feel::Value* place) { places_[index] = place; }

 private:
  Frame own_;
  boost::container::small_vector<const feel::Value*, 24> places_;
};

}  // namespace hashira::dmn
