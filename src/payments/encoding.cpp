#include "payments/internal/encoding.h"

#include <memory>

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace hashira::payments {
namespace {

constexpr std::size_t cp932_bytes_max = 64 << 20;

}  // namespace

Result<std::string> utf8_of_cp932(std::string_view bytes, const std::string& file_name) {
  if (bytes.size() > cp932_bytes_max)
    return fail("payments.too_large", "the file has more than 64 MiB", "split it", {file_name, 0, 0});
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open("windows-31j", &status), &ucnv_close);
  assert(U_SUCCESS(status));
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), status);
  if (U_FAILURE(status)) {
    return fail("payments.bad_encoding", "the file is not Shift_JIS (CP932)",
                "set `encoding = utf8` in the layout if the bank sends UTF-8", {file_name, 0, 0});
  }
  std::string out;
  return text.toUTF8String(out);
}

}  // namespace hashira::payments
