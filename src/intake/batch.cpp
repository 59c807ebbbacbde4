#include "intake/batch.h"

namespace hashira::intake {
namespace {

constexpr std::size_t digest_size = 32;
constexpr std::string_view against_names[] = {"cap", "median", "earlier", "usual"};

Bytes encode_confirmed(const std::vector<Confirmed>& all) {
  cbor::Writer writer;
  writer.array(all.size());
  for (const Confirmed& one : all) {
    writer.array(6);
    writer.text(one.cell);
    writer.text(one.fact);
    writer.text(against_names[static_cast<std::size_t>(one.against)]);
    writer.integer(one.factor);
    writer.boolean(one.larger);
    writer.text(one.reason);
  }
  return std::move(writer).out();
}

Result<std::vector<Confirmed>> decode_confirmed(BytesView bytes) {
  auto bad = [] { return fail("intake.bad_batch", "a stored batch is damaged", "run `hashira audit`"); };
  cbor::Reader reader(bytes);
  std::size_t count = TRY(reader.array());
  std::vector<Confirmed> out;
  for (std::size_t i = 0; i < count; ++i) {
    if (TRY(reader.array()) != 6) return bad();
    Confirmed one;
    one.cell = TRY(reader.text());
    one.fact = TRY(reader.text());
    std::string_view against = TRY(reader.text());
    auto found = std::find(std::begin(against_names), std::end(against_names), against);
    std::int64_t factor = TRY(reader.integer());
    if (found == std::end(against_names) || factor < 10 || factor > 10'000) return bad();
    one.against = static_cast<Against>(found - std::begin(against_names));
    one.factor = static_cast<int>(factor);
    one.larger = TRY(reader.boolean());
    one.reason = TRY(reader.text());
    out.push_back(std::move(one));
  }
  return reader.at_end() ? Result<std::vector<Confirmed>>(std::move(out)) : Result<std::vector<Confirmed>>(bad());
}

std::optional<std::uint64_t> positive(const journal::Body& body, std::string_view name) {
  std::int64_t number = body.integer(name).value_or(0);
  return number > 0 ? std::optional(static_cast<std::uint64_t>(number)) : std::nullopt;
}

void fold_taken(Batch& batch, const journal::Entry& entry) {
  const journal::Body& body = entry.body;
  auto rows = positive(body, "rows"), first = positive(body, "first"), last = positive(body, "last");
  BytesView digest = body.bytes("digest").value_or(BytesView());
  Result<Mapping> mapping = decode_mapping(body);
  Result<std::vector<Confirmed>> confirmed = decode_confirmed(body.raw("doubts").value_or(BytesView("\x80", 1)));
  if (batch.taken_on || !rows || !first || !last || *last < *first || digest.size() != digest_size || !mapping ||
      !confirmed)
    return;
  batch.stream = entry.stream;
  batch.file = body.text("file").value_or("");
  batch.digest = digest;
  batch.rows = *rows;
  batch.first_case = *first;
  batch.last_case = *last;
  batch.mapping = std::move(*mapping);
  batch.confirmed = std::move(*confirmed);
  batch.taken_by = entry.actor;
  batch.taken_on = entry.happened_on;
}

void fold_undone(Batch& batch, const journal::Entry& entry) {
  if (!batch.live()) return;
  batch.undone_by = entry.actor;
  batch.undone_on = entry.happened_on;
  batch.undone_reason = entry.body.text("reason").value_or("");
}

Bytes state_key(const journal::StreamId& stream, std::string_view kind) {
  Bytes key(stream);
  key.append(1, '\0').append(kind).append(1, '\0');
  return key;
}

}  // namespace

journal::Body taken_body(const Batch& batch) {
  journal::Body mapping = encode(batch.mapping);
  journal::BodyWriter writer;
  writer.integer("import", static_cast<std::int64_t>(batch.number))
      .text("file", batch.file)
      .bytes("digest", batch.digest)
      .integer("rows", static_cast<std::int64_t>(batch.rows))
      .integer("first", static_cast<std::int64_t>(batch.first_case))
      .integer("last", static_cast<std::int64_t>(batch.last_case))
      .integer("mapping", static_cast<std::int64_t>(batch.mapping.number))
      .raw("columns", *mapping.raw("columns"));
  if (!batch.confirmed.empty()) writer.raw("doubts", encode_confirmed(batch.confirmed));
  return writer.body();
}

void fold(Batch& batch, const journal::Entry& entry) {
  if (entry.type == "import.taken") fold_taken(batch, entry);
  if (entry.type == "import.undone") fold_undone(batch, entry);
}

// The row is the entries' own fields with who and when: one format for both.
Bytes encode(const Batch& batch) {
  cbor::Writer writer;
  writer.array(7);
  writer.text(batch.stream);
  writer.text(batch.taken_by);
  writer.integer(batch.taken_on ? batch.taken_on->days() : 0);
  writer.bytes(taken_body(batch).encoded());
  writer.text(batch.undone_by);
  writer.integer(batch.undone_on ? batch.undone_on->days() : 0);
  writer.text(batch.undone_reason);
  return std::move(writer).out();
}

Result<Batch> decode_batch(BytesView bytes) {
  cbor::Reader reader(bytes);
  auto bad = [] { return fail("intake.bad_batch", "a stored batch is damaged", "run `hashira audit`"); };
  if (TRY(reader.array()) != 7) return bad();
  journal::Entry entry;
  entry.type = "import.taken";
  entry.stream = TRY(reader.text());
  entry.actor = TRY(reader.text());
  entry.happened_on = Date(static_cast<std::int32_t>(TRY(reader.integer())));
  BytesView body = TRY(reader.bytes());
  CHECK_OK(journal::check_body(body));
  entry.body = journal::Body(Bytes(body));
  Batch batch;
  batch.number = positive(entry.body, "import").value_or(0);
  fold(batch, entry);
  batch.undone_by = TRY(reader.text());
  Date undone(static_cast<std::int32_t>(TRY(reader.integer())));
  batch.undone_reason = TRY(reader.text());
  if (!batch.undone_by.empty()) batch.undone_on = undone;
  if (!batch.taken_on || !reader.at_end()) return bad();
  return batch;
}

Bytes batch_prefix(const journal::StreamId& stream) {
  return state_key(stream, "import");
}
Bytes mapping_prefix(const journal::StreamId& stream) {
  return state_key(stream, "import-mapping");
}

Bytes batch_key(const journal::StreamId& stream, std::uint64_t number) {
  Bytes key = batch_prefix(stream);
  append_u64(key, number);
  return key;
}

Bytes mapping_key(const journal::StreamId& stream, std::uint64_t number) {
  Bytes key = mapping_prefix(stream);
  append_u64(key, number);
  return key;
}

Bytes batch_of_file_key(const journal::StreamId& stream, BytesView digest) {
  Bytes key("import-file");
  key.append(1, '\0').append(stream).append(1, '\0').append(digest);
  return key;
}

}  // namespace hashira::intake
