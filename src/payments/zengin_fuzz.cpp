// Any bytes as a Zengin file, read in pieces of any size: total, and what reads without an error is written again the
// same. The same bytes as a name: what converts may stand in its field and comes back.
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

void check_name(BytesView bytes) {
  for (FieldClass field : {FieldClass::bank, FieldClass::party, FieldClass::edi}) {
    Result<Bytes> jis = to_jis(bytes, field, Wo::allowed);
    if (!jis) continue;
    for (char c : *jis) {
      if (!permits(field, Wo::allowed, c)) __builtin_trap();
    }
    if (lone_mark(*jis) != Bytes::npos) __builtin_trap();
    Result<Bytes> again = to_jis(to_utf8(*jis, KanaWidth::full), field, Wo::allowed);
    if (!again || *again != *jis) __builtin_trap();
  }
  (void)party_name(bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  BytesView bytes(reinterpret_cast<const char*>(data), size);
  check_file(bytes);
  check_pieces(bytes, 1 + (size == 0 ? 0U : data[size / 2]));
  check_name(bytes.substr(0, 64));
  return 0;
}
