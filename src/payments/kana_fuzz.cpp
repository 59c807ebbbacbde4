// Any bytes as a name: what converts to JIS X 0201 may stand in its field, has no mark without its kana, and comes back.
#include "payments/kana.h"

using namespace hashira;
using namespace hashira::payments;

namespace {

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
  check_name(BytesView(reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 64)));
  return 0;
}
