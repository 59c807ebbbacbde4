// JSON for letters: which are due, issue them, the page to print, that they were sent.
// Guarantees: as for pages; the printed page is what was issued.
// Shapes: docs/openapi.yaml.
#include "app/letters.h"
#include "http/handlers.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/public_cases.h"

namespace hashira::http {
namespace {

constexpr std::size_t due_max = 50'000, letters_max = 500;

json::object letter_json(const app::Letter& letter) {
  return {{"number", letter.number}, {"kind", letter.kind}, {"case", letter.case_number}, {"issued_by", letter.issued_by},
          {"issued_on", letter.issued_on.iso()}, {"sent_on", json_of(letter.sent_on)}, {"digest", hex(letter.digest)}};
}

Result<std::uint64_t> query_number(const Call& call, std::string_view name, std::uint64_t otherwise) {
  return call.query.has(name) ? whole_number(call.query.get(name), name) : Result<std::uint64_t>(otherwise);
}

Result<json::object> letters_json(Call& call) {
  json::object due;
  for (const app::LetterKind& kind : app::letter_kinds()) {
    if (!kind.states.empty()) due[kind.id] = TRY(app::due_letters(call.site.engine, call.params[0], kind.id, due_max)).size();
  }
  std::uint64_t from = TRY(query_number(call, "from", 1));
  json::array list;
  for (const app::Letter& letter : TRY(app::letters(call.site.engine, call.params[0], from, letters_max))) list.push_back(letter_json(letter));
  std::uint64_t last = TRY(app::last_letter(call.site.engine, call.params[0]));
  return json::object{{"due", std::move(due)}, {"last", last}, {"letters", std::move(list)}};
}

Result<std::uint64_t> issue_due(Call& call) {
  json::object body = TRY(body_object(call));
  std::string kind = TRY(text_field(body, "kind"));
  std::vector<std::uint64_t> due = TRY(app::due_letters(call.site.engine, call.params[0], kind, due_max));
  return app::issue_letters(call.site.engine, call.params[0], kind, due, call.user->actor());
}

Done record_sent_of(Call& call) {
  json::object body = TRY(body_object(call));
  std::int64_t from = TRY(integer_field(body, "from")), to = TRY(integer_field(body, "to"));
  if (from < 1 || to < from) return fail("http.bad_json", "“from” and “to” are no range of letters.", "Give two numbers of letters.", Place{"from", 0, 0});
  return app::mark_letters_sent(call.site.engine, call.params[0], static_cast<std::uint64_t>(from), static_cast<std::uint64_t>(to),
                                TRY(date_field(body, "on")), call.user->actor());
}

Result<std::string> printed_of(Call& call) {
  std::uint64_t from = TRY(query_number(call, "from", 1)), to = TRY(query_number(call, "to", from));
  return app::print_letters(call.site.engine, call.params[0], from, to, call.user->actor());
}

}  // namespace

Response api_letters(Call& call) {
  auto body = letters_json(call);
  return body ? answer(200, *body) : problem(body.error());
}

Response api_issue_letters(Call& call) {
  auto issued = issue_due(call);
  return issued ? answer(200, {{"issued", *issued}}) : problem(issued.error());
}

Response api_letters_sent(Call& call) {
  if (Done done = record_sent_of(call); !done) return problem(done.error());
  auto body = letters_json(call);
  return body ? answer(200, *body) : problem(body.error());
}

Response api_printed_letters(Call& call) {
  auto page = printed_of(call);
  if (!page) return problem(page.error());
  Response out;
  out.body = std::move(*page);
  return out;
}

}  // namespace hashira::http
