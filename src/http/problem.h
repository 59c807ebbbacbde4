// Errors as people and programs see them: problem+json, and the words for a page.
// Guarantees: every Error has a status; `code`, `field` and `mend` are always given where known.
// Clause: RFC 9457.
#pragma once

#include "base/result.h"
#include "http/message.h"
#include "http/template.h"

namespace hashira::http {

// The HTTP status that fits a code ("app.not_allowed" → 403); 422 for refusals that are about the content.
int status_of(std::string_view code);

Response problem(int status, const Error& error);
Response problem(const Error& error);  // by status_of

// What happened and what to do, in the visitor's language where the code is known here, else as the error says it.
struct Words {
  std::string what, mend;
};
Words words(const Error& error, Language language);

}  // namespace hashira::http
