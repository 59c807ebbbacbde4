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

struct FrameBlocks {
  std::vector<FrameBlock> blocks;
  std::size_t used = 0;

  FrameBlock& next(std::size_t size) {
    if (used == blocks.size()) blocks.emplace_back();
    FrameBlock& block = blocks[used++];
    const std::size_t wanted = std::max(size, frame_block_slots);
    if (block.size < wanted) block = {std::make_unique<feel::Value[]>(wanted), wanted};
    return block;
  }
};

FrameBlocks& frame_blocks() {
  thread_local FrameBlocks blocks;
  return blocks;
}

}  // namespace

constinit thread_local FrameRoom frame_room;

void Frame::take_block(std::size_t size) {
  const FrameBlock& block = frame_blocks().next(size);
  frame_room = {block.slots.get(), block.slots.get() + block.size};
}

void Frame::give_block_back() {
  --frame_blocks().used;
}

}  // namespace hashira::dmn
