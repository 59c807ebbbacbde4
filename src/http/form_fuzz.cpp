// Forms, paths and cookies from any bytes: no crash, and what decodes is UTF-8.
#include <cstdint>
#include <cstdlib>

#include "http/form.h"
#include "http/message.h"
#include "http/routes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hashira::http;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  if (auto form = parse_urlencoded(text))
    for (const auto& [name, value] : form->fields())
      if (!is_utf8(name) || !is_utf8(value)) std::abort();
  (void)parse_form("multipart/form-data; boundary=b", text);
  (void)match(Method::get, text);
  (void)cookie(text, "session");
  return 0;
}
