#include "cases/draft.h"

#include "base/cbor.h"

namespace hashira::cases {
namespace {

using journal::Entry;

constexpr std::uint64_t draft_fields = 12;

tl::unexpected<Error> bad_draft(std::string what) {
  return fail("cases.bad_draft", "a stored draft decision is damaged: " + std::move(what), "run `hashira audit`");
}

Bytes encode_numbers(const std::vector<std::uint64_t>& numbers) {
  cbor::Writer writer;
  writer.array(numbers.size());
  for (std::uint64_t number : numbers) writer.integer(static_cast<std::int64_t>(number));
  return std::move(writer).out();
}

Result<std::vector<std::uint64_t>> read_numbers(cbor::Reader& reader) {
  std::uint64_t count = TRY(reader.array());
  std::vector<std::uint64_t> numbers;
  for (std::uint64_t i = 0; i < count; ++i) {
    std::int64_t number = TRY(reader.integer());
    if (number <= 0) return bad_draft("a case without a number");
    if (!numbers.empty() && static_cast<std::uint64_t>(number) <= numbers.back()) return bad_draft("its cases are not in order");
    numbers.push_back(static_cast<std::uint64_t>(number));
  }
  return numbers;
}

void write_date(cbor::Writer& writer, const std::optional<Date>& date) {
  if (date) {
    writer.integer(date->days());
  } else {
    writer.null();
  }
}

Result<std::optional<Date>> read_draft_date(cbor::Reader& reader) {
  if (reader.peek() == cbor::Type::null) {
    CHECK_OK(reader.null());
    return std::nullopt;
  }
  std::int64_t days = TRY(reader.integer());
  if (days != static_cast<std::int32_t>(days)) return bad_draft("a date out of range");
  return Date(static_cast<std::int32_t>(days));
}

bool fold_opened(Draft& draft, const Entry& entry) {
  std::optional<BytesView> raw = entry.body.raw("cases");
  if (!raw) return false;
  cbor::Reader reader(*raw);
  Result<std::vector<std::uint64_t>> numbers = read_numbers(reader);
  if (!numbers || !reader.at_end()) return false;
  draft.stream = entry.stream;
  draft.case_numbers = std::move(*numbers);
  draft.total = entry.body.yen("total").value_or(Yen(0));
  draft.drafted_by = entry.actor;
  draft.opened_on = entry.happened_on;
  draft.state = "open";
  return true;
}

}  // namespace

const Lifecycle& draft_lifecycle() {
  static const Lifecycle lifecycle = {
      {{"open", "起案中", "drafted"},
       {"issued", "決定済", "issued"},
       {"released", "支払指示済", "released", true},
       {"withdrawn", "取下げ", "withdrawn", true}},
      {{"draft.opened", "open", {""}, "起案した", "drafted"},
       {"draft.withdrawn", "withdraw", {"open"}, "起案を取り下げた", "draft withdrawn"},
       {"draft.issued", "issue", {"open"}, "決定した", "decision issued"},
       {"draft.released", "release", {"issued"}, "支払を指示した", "payment orders released"}}};
  return lifecycle;
}

void fold(Draft& draft, const Entry& entry) {
  const EventKind* kind = draft_lifecycle().event(entry.type);
  if (kind == nullptr || !kind->may_from(draft.state)) return;
  if (static_cast<std::uint64_t>(entry.body.integer("draft").value_or(0)) != draft.number) return;
  if (entry.type == "draft.opened") {
    fold_opened(draft, entry);
  } else if (entry.type == "draft.withdrawn") {
    draft.state = "withdrawn";
  } else if (entry.type == "draft.issued") {
    draft.state = "issued";
    draft.decided_by = entry.actor;
    draft.issued_on = entry.happened_on;
  } else {
    draft.state = "released";
    draft.released_by = entry.actor;
    draft.released_on = entry.happened_on;
  }
}

Bytes encode(const Draft& draft) {
  cbor::Writer writer;
  writer.array(draft_fields);
  writer.integer(1);  // format
  writer.text(draft.stream);
  writer.integer(static_cast<std::int64_t>(draft.number));
  writer.text(draft.state);
  writer.raw(encode_numbers(draft.case_numbers));
  writer.integer(draft.total.count());
  for (const std::string* who : {&draft.drafted_by, &draft.decided_by, &draft.released_by}) writer.text(*who);
  for (const auto* when : {&draft.opened_on, &draft.issued_on, &draft.released_on}) write_date(writer, *when);
  return std::move(writer).out();
}

Result<Draft> decode_draft(BytesView bytes) {
  cbor::Reader reader(bytes);
  Draft draft;
  if (TRY(reader.array()) != draft_fields) return bad_draft("it has not the right number of fields");
  if (TRY(reader.integer()) != 1) return bad_draft("it is of another format");
  draft.stream = TRY(reader.text());
  std::int64_t number = TRY(reader.integer());
  if (number < 0) return bad_draft("a negative number");
  draft.number = static_cast<std::uint64_t>(number);
  draft.state = TRY(reader.text());
  draft.case_numbers = TRY(read_numbers(reader));
  draft.total = Yen(TRY(reader.integer()));
  for (std::string* who : {&draft.drafted_by, &draft.decided_by, &draft.released_by}) *who = TRY(reader.text());
  for (auto* when : {&draft.opened_on, &draft.issued_on, &draft.released_on}) *when = TRY(read_draft_date(reader));
  if (!reader.at_end()) return bad_draft("bytes follow it");
  return draft;
}

Bytes draft_prefix(const journal::StreamId& stream) {
  Bytes key(stream);
  key += '\0';
  key += "draft";
  key += '\0';
  return key;
}

Bytes draft_key(const journal::StreamId& stream, std::uint64_t number) {
  Bytes key = draft_prefix(stream);
  append_u64(key, number);
  return key;
}

journal::Body opened_body(std::uint64_t number, const std::vector<std::uint64_t>& case_numbers, Yen total) {
  std::vector<std::uint64_t> ordered = case_numbers;
  std::sort(ordered.begin(), ordered.end());
  ordered.erase(std::unique(ordered.begin(), ordered.end()), ordered.end());
  return journal::BodyWriter()
      .integer("draft", static_cast<std::int64_t>(number))
      .raw("cases", encode_numbers(ordered))
      .yen("total", total)
      .body();
}

journal::Body draft_body(std::uint64_t number) {
  return journal::BodyWriter().integer("draft", static_cast<std::int64_t>(number)).body();
}

journal::Body released_body(std::uint64_t number, const std::vector<std::uint64_t>& skipped) {
  journal::BodyWriter writer;
  writer.integer("draft", static_cast<std::int64_t>(number));
  if (!skipped.empty()) writer.raw("skipped", encode_numbers(skipped));
  return writer.body();
}

}  // namespace hashira::cases
