// Any bytes: decoding cases, drafts, facts and postings is total, and what it accepts is exactly what encode writes.
#include "cases/draft.h"
#include "cases/fields.h"

using namespace hashira;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  BytesView bytes(reinterpret_cast<const char*>(data), size);
  if (auto value = cases::decode_case(bytes); value && cases::encode(*value) != bytes) __builtin_trap();
  if (auto draft = cases::decode_draft(bytes); draft && cases::encode(*draft) != bytes) __builtin_trap();
  if (auto facts = cases::decode_facts(bytes); facts && cases::encode_facts(*facts) != bytes) __builtin_trap();
  if (auto texts = cases::decode_texts(bytes); texts && cases::encode_texts(*texts) != bytes) __builtin_trap();
  if (auto defects = cases::decode_defects(bytes); defects && cases::encode_defects(*defects) != bytes) __builtin_trap();
  if (auto posting = ledger::decode_posting(bytes); posting && ledger::encode(*posting) != bytes) __builtin_trap();
  return 0;
}
