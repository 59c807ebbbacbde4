// The stack behind Frame: blocks that never move, so that slots keep their addresses while inner frames come and go.
#include "dmn/frame.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace hashira::dmn {
namespace {

constexpr std::size_t frame_block_slots = 4096;

struct FrameBlock {
  std::unique_ptr<feel::Value[]> slots;
  std::size_t size = 0;
};

struct FrameStack {
  std::vector<FrameBlock> blocks;
  std::size_t block = 0;  // the block in use
  std::size_t top = 0;    // slots used in it

  feel::Value* take(std::size_t size) {
    if (blocks.empty() || top + size > blocks[block].size) next_block(size);
    feel::Value* slots = blocks[block].slots.get() + top;
    top += size;
    return slots;
  }

  void next_block(std::size_t size) {
    if (!blocks.empty()) ++block;
    const std::size_t wanted = std::max(size, frame_block_slots);
    if (block == blocks.size()) blocks.emplace_back();
    if (blocks[block].size < wanted) blocks[block] = {std::make_unique<feel::Value[]>(wanted), wanted};
    top = 0;
  }
};

FrameStack& frame_stack() {
  thread_local FrameStack stack;
  return stack;
}

}  // namespace

Frame::Frame(std::size_t size) : size_(size) {
  FrameStack& stack = frame_stack();
  block_ = stack.block;
  top_ = stack.top;
  slots_ = stack.take(size);
}

Frame::~Frame() {
  for (feel::Value* slot = slots_; slot != slots_ + size_; ++slot) {
    slot->~Value();
    new (slot) feel::Value();
  }
  FrameStack& stack = frame_stack();
  stack.block = block_;
  stack.top = top_;
}

}  // namespace hashira::dmn
