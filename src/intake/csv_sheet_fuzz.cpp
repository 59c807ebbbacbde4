// Any bytes as a file that an office sends: total; what reads as a sheet gives records or errors, never a crash.
#include "intake/testing/fuzzed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hashira;
  using namespace hashira::intake;
  Result<Book> book = read_book({reinterpret_cast<const char*>(data), size}, "f");
  if (!book) {
    if (book.error().code.empty() || book.error().mend.empty()) __builtin_trap();
    return 0;
  }
  for (const Sheet& sheet : book->sheets) intake::testing::check_sheet(sheet);
  return 0;
}
