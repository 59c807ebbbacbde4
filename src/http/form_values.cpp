// Reads dates and amounts of forms.
// Guarantees: see form_values.h.
// Dates: ISO 8601, as date fields of browsers send them.
#include "http/form_values.h"

#include <charconv>

#include "base/japanese.h"

namespace hashira::http {
namespace {

constexpr std::int64_t typed_yen_max = 1'000'000'000'000;

// Without spaces, commas and the 円 at the end.
std::string bare_digits(std::string_view text) {
  std::string out = japanese::to_half_width(text);
  std::erase_if(out, [](char c) { return c == ',' || c == ' ' || c == '\t'; });
  constexpr std::string_view unit = "円";
  if (out.ends_with(unit)) out.resize(out.size() - unit.size());
  return out;
}

}  // namespace

Result<Date> typed_date(std::string_view text, const char* place) {
  if (auto date = Date::parse(text)) return *date;
  return fail("http.bad_form", "日付の形が違います。 / This is not a date.",
              "2020-05-20 のように書いてください。 / Write it like 2020-05-20.", Place{place, 0, 0});
}

Result<Yen> typed_yen(std::string_view text, const char* place) {
  std::string digits = bare_digits(text);
  std::int64_t yen = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), yen);
  bool whole = error == std::errc() && end == digits.data() + digits.size() && !digits.empty();
  if (whole && yen >= 0 && yen <= typed_yen_max) return Yen(yen);
  return fail(
      "http.bad_form", "金額は円の数字で書いてください。 / Write the amount in yen, in digits.",
      "300000 のように書いてください（千円・万円ではなく円で）。 / For example 300000: in yen, not in thousands.",
      Place{place, 0, 0});
}

std::string form_text(const Form& form, const char* name) { return std::string(form.get(name)); }

Result<Date> form_date(const Form& form, const char* name) {
  return typed_date(form.get(name), name);
}

Result<Yen> form_yen(const Form& form, const char* name) {
  return typed_yen(form.get(name), name);
}

Result<Yen> form_yen_or_zero(const Form& form, const char* name) {
  if (form.get(name).empty()) return Yen(0);
  return form_yen(form, name);
}

Result<Yen> form_signed_yen(const Form& form, const char* name) {
  std::string_view text = form.get(name);
  for (std::string_view minus : {"-", "－", "−", "△", "▲"}) {
    if (!text.starts_with(minus)) continue;
    Yen below = TRY(typed_yen(text.substr(minus.size()), name));
    return -below;
  }
  return typed_yen(text, name);
}

}  // namespace hashira::http
