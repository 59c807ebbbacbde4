#include "base/cp932.h"

#include <memory>
#include <optional>

#include <fmt/core.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace hashira {
namespace {

constexpr std::size_t cp932_bytes_max = 64 << 20;

using Cp932 = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Cp932 open_cp932() {
  UErrorCode status = U_ZERO_ERROR;
  Cp932 converter(ucnv_open("windows-31j", &status), &ucnv_close);
  assert(U_SUCCESS(status));
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  return converter;
}

std::optional<std::string> written_in(UConverter* converter, const icu::UnicodeString& text) {
  std::string out(static_cast<std::size_t>(text.length()) * 2 + 8, '\0');
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t size = text.extract(out.data(), static_cast<std::int32_t>(out.size()), converter, status);
  if (U_FAILURE(status)) return std::nullopt;
  out.resize(static_cast<std::size_t>(size));
  return out;
}

// Looked for only after the whole could not be written.
std::string first_missing(UConverter* converter, const icu::UnicodeString& text) {
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    icu::UnicodeString one(text.char32At(i));
    std::string shown;
    if (!written_in(converter, one)) return fmt::format("「{}」 (U+{:04X})", one.toUTF8String(shown), text.char32At(i));
  }
  return "?";
}

}  // namespace

Result<std::string> utf8_of_cp932(std::string_view bytes, const std::string& file_name) {
  if (bytes.size() > cp932_bytes_max) return fail("base.bad_encoding", "the file has more than 64 MiB", "split it", {file_name, 0, 0});
  UErrorCode status = U_ZERO_ERROR;
  Cp932 converter = open_cp932();
  icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), status);
  if (U_FAILURE(status)) {
    return fail("base.bad_encoding", "ファイルが Shift_JIS（CP932）ではありません / the file is not Shift_JIS (CP932)",
                "文字コードを確かめてください / say the encoding that the file has", {file_name, 0, 0});
  }
  std::string out;
  return text.toUTF8String(out);
}

Result<std::string> cp932_of_utf8(std::string_view utf8) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  Cp932 converter = open_cp932();
  if (std::optional<std::string> out = written_in(converter.get(), text)) return std::move(*out);
  std::string missing = first_missing(converter.get(), text);
  return fail("base.not_in_cp932", fmt::format("{0} は Shift_JIS（CP932）にない字です / {0} is not in Shift_JIS (CP932)", missing),
              "UTF-8 で出力してください / write the file in UTF-8");
}

}  // namespace hashira
