// Any bytes as a Zengin file, read in pieces of any size: total, and what reads without an error is written again the
// same.
#include "payments/zengin_reader.h"

using namespace hashira;
using namespace hashira::payments;

namespace {

void check_file(BytesView bytes) {
  zengin::Checks checks;
  checks.reference = Date::of(2020, 6, 25);
  zengin::Reading reading = zengin::read_file(bytes, "f", checks);
  if (!reading.has_errors && zengin::write_file(reading.file) != bytes) __builtin_trap();
}

void check_pieces(BytesView bytes, std::size_t piece) {
  zengin::ByteSource whole = zengin::source_of(bytes);
  zengin::Reader reader([&](std::span<char> out) { return whole(out.first(std::min(out.size(), piece))); }, "f");
  std::size_t records = 0;
  while (reader.next()) ++records;
  if (records > bytes.size() / zengin::record_size) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  BytesView bytes(reinterpret_cast<const char*>(data), size);
  check_file(bytes);
  if (size % 8 == 0) check_pieces(bytes, 1 + (size == 0 ? 0U : data[size / 2]));  // an eighth: it reads all once more
  return 0;
}
