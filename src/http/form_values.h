// Dates and amounts of yen as the desk's forms send them.
// Guarantees: exact; what cannot be read is refused with the field as its place ("http.bad_form").
// Forms: the desk's templates.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"
#include "base/yen.h"
#include "http/form.h"

namespace hashira::http {

std::string form_text(const Form& form, const char* name);
Result<Date> form_date(const Form& form, const char* name);
// Digits and commas, full or half width, with 円 or without: 300,000 and ３００，０００円.
Result<Yen> form_yen(const Form& form, const char* name);
Result<Yen> form_yen_or_zero(const Form& form, const char* name);  // left empty: zero
// Below zero with a minus sign or △ before it.
Result<Yen> form_signed_yen(const Form& form, const char* name);
// The same of any text; `place` is where it was written.
Result<Date> typed_date(std::string_view text, const char* place);
Result<Yen> typed_yen(std::string_view text, const char* place);

}  // namespace hashira::http
