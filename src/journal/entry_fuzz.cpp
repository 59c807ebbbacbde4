// Any bytes: decode is total, and whatever it accepts is exactly what encode writes. Body getters and JSON never fail.
#include "journal/entry.h"
#include "journal/checkpoint.h"
#include "journal/json.h"

using namespace hashira;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  BytesView bytes(reinterpret_cast<const char*>(data), size);
  auto entry = journal::decode(bytes);
  if (entry && journal::encode(*entry) != bytes) __builtin_trap();
  if (entry && journal::entry_json(*entry, Hash{}).empty()) __builtin_trap();
  auto checkpoint = journal::decode_checkpoint(bytes);
  if (checkpoint && journal::encode(*checkpoint) != bytes) __builtin_trap();
  return 0;
}
