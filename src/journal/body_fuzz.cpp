// Any bytes as a body: the check and the getters are total; what passes the check is rebuilt to the same bytes.
#include "journal/body.h"
#include "journal/json.h"

using namespace hashira;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(reinterpret_cast<const char*>(data), size);
  journal::Body body(bytes);
  for (const char* key : {"", "a", "amount"}) {
    (void)body.integer(key), (void)body.date(key), (void)body.text(key), (void)body.bytes(key), (void)body.boolean(key);
  }
  (void)journal::item_json(bytes);
  if (!journal::check_body(bytes)) return 0;
  journal::BodyWriter writer;
  for (const auto& [key, value] : body.fields()) writer.raw(key, value);
  if (writer.body() != body) __builtin_trap();
  return 0;
}
