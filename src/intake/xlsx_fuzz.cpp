// Any bytes as the inside of a workbook: the sheet's rows up to the first zero byte, then strings, then merges. The
// package around them is right, so that the fuzzer gets past it; as a package the same bytes are tried by
// csv_sheet_fuzz.
#include "intake/testing/fuzzed.h"
#include "intake/testing/workbook.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hashira;
  using namespace hashira::intake;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  auto take = [&] {
    std::string_view part = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    return std::string(part);
  };
  intake::testing::Workbook workbook;
  workbook.stored = true;
  workbook.rows = take();
  workbook.strings = take();
  workbook.merges = take();
  Result<Book> book = read_book(workbook.bytes(), "f");
  if (!book) {
    if (book.error().code.empty() || book.error().mend.empty()) __builtin_trap();
    return 0;
  }
  for (const Sheet& sheet : book->sheets) intake::testing::check_sheet(sheet);
  return 0;
}
