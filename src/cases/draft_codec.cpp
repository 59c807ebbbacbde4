// Bytes and keys of draft decisions, and the bodies of their entries.
//
// Guarantees: one form per draft. Format 1 has what a draft without circulation and batch needs; what older folders hold
// stays as it is. Written in cases/draft.h.
#include "base/cbor.h"
#include "cases/draft.h"
#include "cases/fields.h"
#include "cases/flags.h"

namespace hashira::cases {
namespace {

constexpr std::uint64_t format_1_fields = 12, format_2_fields = 21;

tl::unexpected<Error> bad_draft(std::string what) {
  return fail("cases.bad_draft", "a stored draft decision is damaged: " + std::move(what), "run `hashira audit`");
}

void write_date(cbor::Writer& writer, const std::optional<Date>& date) {
  if (date) {
    writer.integer(date->days());
  } else {
    writer.null();
  }
}

Result<Date> read_draft_day(cbor::Reader& reader) {
  std::int64_t days = TRY(reader.integer());
  if (days != static_cast<std::int32_t>(days)) return bad_draft("a date out of range");
  return Date(static_cast<std::int32_t>(days));
}

Result<std::optional<Date>> read_draft_date(cbor::Reader& reader) {
  if (reader.peek() != cbor::Type::null) return TRY(read_draft_day(reader));
  CHECK_OK(reader.null());
  return std::nullopt;
}

// Whether the draft holds only what format 1 has.
bool is_plain(const Draft& draft) {
  Draft plain;
  plain.stream = draft.stream;
  plain.number = draft.number;
  plain.state = draft.state;
  plain.case_numbers = draft.case_numbers;
  plain.total = draft.total;
  plain.drafted_by = draft.drafted_by;
  plain.decided_by = draft.decided_by;
  plain.released_by = draft.released_by;
  plain.opened_on = draft.opened_on;
  plain.issued_on = draft.issued_on;
  plain.released_on = draft.released_on;
  return plain == draft;
}

void write_reviews(cbor::Writer& writer, const std::vector<DraftReview>& reviews) {
  writer.array(reviews.size());
  for (const DraftReview& review : reviews) {
    writer.array(3);
    writer.text(review.office);
    writer.text(review.by);
    writer.integer(review.on.days());
  }
}

Result<std::vector<DraftReview>> read_reviews(cbor::Reader& reader) {
  std::uint64_t count = TRY(reader.array());
  std::vector<DraftReview> out;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (TRY(reader.array()) != 3) return bad_draft("a review has not the right number of fields");
    DraftReview review;
    review.office = TRY(reader.text());
    review.by = TRY(reader.text());
    review.on = TRY(read_draft_day(reader));
    out.push_back(std::move(review));
  }
  return out;
}

void write_batch(cbor::Writer& writer, const DraftBatch& batch) {
  if (batch == DraftBatch{}) return writer.null();
  writer.array(6);
  writer.bytes(batch.id);
  writer.text(batch.resume);
  writer.text(batch.line);
  writer.integer(batch.year.year());
  writer.integer(static_cast<std::int64_t>(batch.decided));
  writer.integer(batch.reserved.count());
}

Result<DraftBatch> read_batch(cbor::Reader& reader) {
  DraftBatch batch;
  if (reader.peek() == cbor::Type::null) {
    CHECK_OK(reader.null());
    return batch;
  }
  if (TRY(reader.array()) != 6) return bad_draft("its batch has not the right number of fields");
  batch.id = TRY(reader.bytes());
  batch.resume = TRY(reader.text());
  batch.line = TRY(reader.text());
  std::int64_t year = TRY(reader.integer()), decided = TRY(reader.integer());
  if (year != static_cast<std::int32_t>(year) || decided < 0) return bad_draft("its batch is out of range");
  batch.year = FiscalYear(static_cast<std::int32_t>(year));
  batch.decided = static_cast<std::uint64_t>(decided);
  batch.reserved = Yen(TRY(reader.integer()));
  if (batch == DraftBatch{}) return bad_draft("an empty batch is written out");
  return batch;
}

void write_circulation(cbor::Writer& writer, const Draft& draft) {
  writer.text(draft.office);
  writer.raw(encode_texts(draft.screened_by));
  write_reviews(writer, draft.reviews);
  for (const std::string* text : {&draft.approved_by, &draft.acting_for}) writer.text(*text);
  write_date(writer, draft.approved_on);
  for (const std::string* text : {&draft.sent_back_by, &draft.sent_back_because}) writer.text(*text);
  write_batch(writer, draft.batch);
}

Done read_circulation(cbor::Reader& reader, Draft& draft) {
  draft.office = TRY(reader.text());
  draft.screened_by = TRY(decode_texts(TRY(reader.raw())));
  draft.reviews = TRY(read_reviews(reader));
  for (std::string* text : {&draft.approved_by, &draft.acting_for}) *text = TRY(reader.text());
  draft.approved_on = TRY(read_draft_date(reader));
  for (std::string* text : {&draft.sent_back_by, &draft.sent_back_because}) *text = TRY(reader.text());
  draft.batch = TRY(read_batch(reader));
  return {};
}

}  // namespace

Bytes encode(const Draft& draft) {
  bool plain = is_plain(draft);
  cbor::Writer writer;
  writer.array(plain ? format_1_fields : format_2_fields);
  writer.integer(plain ? 1 : 2);  // format
  writer.text(draft.stream);
  writer.integer(static_cast<std::int64_t>(draft.number));
  writer.text(draft.state);
  writer.raw(encode_case_numbers(draft.case_numbers));
  writer.integer(draft.total.count());
  for (const std::string* who : {&draft.drafted_by, &draft.decided_by, &draft.released_by}) writer.text(*who);
  for (const auto* when : {&draft.opened_on, &draft.issued_on, &draft.released_on}) write_date(writer, *when);
  if (!plain) write_circulation(writer, draft);
  return std::move(writer).out();
}

Result<Draft> decode_draft(BytesView bytes) {
  cbor::Reader reader(bytes);
  Draft draft;
  std::uint64_t fields = TRY(reader.array());
  std::int64_t format = TRY(reader.integer());
  if (format != 1 && format != 2) return bad_draft("it is of another format");
  if (fields != (format == 1 ? format_1_fields : format_2_fields)) return bad_draft("it has not the right number of fields");
  draft.stream = TRY(reader.text());
  std::int64_t number = TRY(reader.integer());
  if (number < 0) return bad_draft("a negative number");
  draft.number = static_cast<std::uint64_t>(number);
  draft.state = TRY(reader.text());
  draft.case_numbers = TRY(decode_case_numbers(TRY(reader.raw())));
  draft.total = Yen(TRY(reader.integer()));
  for (std::string* who : {&draft.drafted_by, &draft.decided_by, &draft.released_by}) *who = TRY(reader.text());
  for (auto* when : {&draft.opened_on, &draft.issued_on, &draft.released_on}) *when = TRY(read_draft_date(reader));
  if (format == 2) CHECK_OK(read_circulation(reader, draft));
  if (!reader.at_end()) return bad_draft("bytes follow it");
  if (format == 2 && is_plain(draft)) return bad_draft("it is of a newer format than it needs");
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

journal::Body part_body(std::uint64_t number, const DraftPart& part) {
  journal::BodyWriter writer;
  writer.integer("draft", static_cast<std::int64_t>(number))
      .raw("cases", encode_case_numbers(part.case_numbers))
      .yen("total", part.total);
  if (!part.screened_by.empty()) writer.raw("screened_by", encode_texts(part.screened_by));
  if (!part.office.empty()) writer.text("office", part.office);
  if (part.more) writer.boolean("more", true);
  return writer.body();
}

journal::Body opened_body(std::uint64_t number, const std::vector<std::uint64_t>& case_numbers, Yen total) {
  return part_body(number, {case_numbers, total, {}, {}, false});
}

journal::Body draft_body(std::uint64_t number) {
  return journal::BodyWriter().integer("draft", static_cast<std::int64_t>(number)).body();
}

journal::Body released_body(std::uint64_t number, const std::vector<std::uint64_t>& skipped) {
  journal::BodyWriter writer;
  writer.integer("draft", static_cast<std::int64_t>(number));
  if (!skipped.empty()) writer.raw("skipped", encode_case_numbers(skipped));
  return writer.body();
}

}  // namespace hashira::cases
