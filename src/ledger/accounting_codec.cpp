// Exports, imports and vouchers as bodies of entries and as rows of the store.
#include "ledger/accounting.h"
#include "ledger/internal/dated_list.h"

namespace hashira::ledger {
namespace {

constexpr std::uint64_t voucher_fields = 6, export_fields = 12, import_fields = 6;

tl::unexpected<Error> bad_accounting(std::string what) {
  return fail("ledger.bad_accounting", "a stored row of the accounting system's is damaged: " + std::move(what), "run `hashira audit`");
}

void write_voucher(cbor::Writer& writer, const Voucher& voucher) {
  writer.array(voucher_fields);
  writer.integer(static_cast<std::int64_t>(voucher.kind));
  writer.integer(static_cast<std::int64_t>(voucher.id.seq));
  writer.integer(static_cast<std::int64_t>(voucher.id.posting));
  writer.text(voucher.number);
  writer.integer(voucher.amount.count());
  if (voucher.paid_on) {
    write_day(writer, *voucher.paid_on);
  } else {
    writer.null();
  }
}

Result<RecordKind> read_record_kind(cbor::Reader& reader) {
  std::int64_t kind = TRY(reader.integer());
  if (kind != 0 && kind != 1) return bad_accounting("it is neither a commitment nor an order");
  return static_cast<RecordKind>(kind);
}

Result<std::uint64_t> read_count(cbor::Reader& reader) {
  std::int64_t count = TRY(reader.integer());
  if (count < 0) return bad_accounting("a number below zero");
  return static_cast<std::uint64_t>(count);
}

Result<Hash> read_digest(cbor::Reader& reader) {
  BytesView digest = TRY(reader.bytes());
  if (digest.size() != Hash{}.size()) return bad_accounting("a digest of the wrong length");
  return hash_from(digest);
}

Result<Voucher> read_voucher(cbor::Reader& reader) {
  if (TRY(reader.array()) != voucher_fields) return bad_accounting("a voucher has not six fields");
  Voucher out;
  out.kind = TRY(read_record_kind(reader));
  out.id.seq = TRY(read_count(reader));
  out.id.posting = TRY(read_count(reader));
  out.number = TRY(reader.text());
  out.amount = Yen(TRY(reader.integer()));
  if (reader.peek() == cbor::Type::null) {
    CHECK_OK(reader.null());
  } else {
    out.paid_on = TRY(read_day(reader));
  }
  if (out.number.empty() || out.number.size() > voucher_bytes_max) return bad_accounting("a voucher's number of the wrong length");
  return out;
}

std::uint64_t count_of(const journal::Body& body, std::string_view key) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(0, body.integer(key).value_or(0)));
}

Bytes accounting_prefix(const journal::StreamId& stream, std::string_view kind) {
  Bytes key(stream);
  key += '\0';
  key += kind;
  key += '\0';
  return key;
}

Bytes numbered_key(Bytes prefix, std::uint64_t number) {
  append_u64(prefix, number);
  return prefix;
}

}  // namespace

journal::Body export_body(const AccountingExport& value) {
  journal::BodyWriter writer;
  auto count = [&](std::string_view key, std::uint64_t number) { writer.integer(key, static_cast<std::int64_t>(number)); };
  count("export", value.number);
  count("after", value.after);
  count("through", value.through);
  count("rows", value.rows);
  count("bytes", value.bytes);
  return writer.text("kind", name(value.kind)).yen("total", value.total).text("encoding", name(value.encoding)).bytes("digest", view(value.digest)).body();
}

std::optional<AccountingExport> read_export(const journal::Entry& entry) {
  const journal::Body& body = entry.body;
  std::optional<RecordKind> kind = record_kind(body.text("kind").value_or(""));
  std::optional<TextEncoding> encoding = text_encoding(body.text("encoding").value_or(""));
  std::optional<BytesView> digest = body.bytes("digest");
  AccountingExport out;
  out.number = count_of(body, "export");
  if (!kind || !encoding || !digest || digest->size() != out.digest.size() || out.number == 0) return std::nullopt;
  out.kind = *kind;
  out.encoding = *encoding;
  out.digest = hash_from(*digest);
  out.after = count_of(body, "after");
  out.through = count_of(body, "through");
  out.rows = count_of(body, "rows");
  out.bytes = count_of(body, "bytes");
  out.total = body.yen("total").value_or(Yen(0));
  out.on = entry.happened_on;
  out.by = entry.actor;
  out.seq = entry.seq;
  return out;
}

journal::Body import_body(const AccountingImport& value) {
  cbor::Writer rows;
  rows.array(value.vouchers.size());
  for (const Voucher& voucher : value.vouchers) write_voucher(rows, voucher);
  return journal::BodyWriter().integer("import", static_cast<std::int64_t>(value.number)).bytes("digest", view(value.digest)).raw("rows", rows.out()).body();
}

std::optional<AccountingImport> read_import(const journal::Entry& entry) {
  std::optional<BytesView> digest = entry.body.bytes("digest"), raw = entry.body.raw("rows");
  AccountingImport out;
  out.number = count_of(entry.body, "import");
  if (!digest || digest->size() != out.digest.size() || !raw || out.number == 0) return std::nullopt;
  out.digest = hash_from(*digest);
  cbor::Reader reader(*raw);
  Result<std::uint64_t> size = reader.array();
  if (!size || *size > vouchers_max) return std::nullopt;
  for (std::uint64_t i = 0; i < *size; ++i) {
    Result<Voucher> one = read_voucher(reader);
    if (!one) return std::nullopt;
    out.vouchers.push_back(std::move(*one));
  }
  return out;
}

ImportRow import_row(const AccountingImport& value, const journal::Entry& entry) {
  ImportRow out{value.digest, 0, 0, entry.happened_on, entry.actor, entry.seq};
  for (const Voucher& voucher : value.vouchers) ++(voucher.kind == RecordKind::commitment ? out.commitments : out.orders);
  return out;
}

Bytes accounting_export_prefix(const journal::StreamId& stream) { return accounting_prefix(stream, "accounting-export"); }
Bytes accounting_export_key(const journal::StreamId& stream, std::uint64_t number) { return numbered_key(accounting_export_prefix(stream), number); }
Bytes accounting_import_prefix(const journal::StreamId& stream) { return accounting_prefix(stream, "accounting-import"); }
Bytes accounting_import_key(const journal::StreamId& stream, std::uint64_t number) { return numbered_key(accounting_import_prefix(stream), number); }
Bytes voucher_prefix(const journal::StreamId& stream) { return accounting_prefix(stream, "voucher"); }

Bytes voucher_key(const journal::StreamId& stream, const Voucher& voucher) {
  Bytes key = voucher_prefix(stream);
  key += voucher.kind == RecordKind::commitment ? 'c' : 'o';
  append_u64(key, voucher.id.seq);
  append_u64(key, voucher.id.posting);
  return key.append(voucher.number);
}

Bytes encode(const AccountingExport& value) {
  cbor::Writer writer;
  writer.array(export_fields);
  for (std::uint64_t count : {value.number, static_cast<std::uint64_t>(value.kind), value.after, value.through, value.rows}) {
    writer.integer(static_cast<std::int64_t>(count));
  }
  writer.integer(value.total.count());
  writer.integer(static_cast<std::int64_t>(value.encoding));
  writer.bytes(view(value.digest));
  writer.integer(static_cast<std::int64_t>(value.bytes));
  write_day(writer, value.on);
  writer.text(value.by);
  writer.integer(static_cast<std::int64_t>(value.seq));
  return std::move(writer).out();
}

Result<AccountingExport> decode_export(BytesView bytes) {
  cbor::Reader reader(bytes);
  if (TRY(reader.array()) != export_fields) return bad_accounting("an export has not twelve fields");
  AccountingExport out;
  out.number = TRY(read_count(reader));
  out.kind = TRY(read_record_kind(reader));
  for (std::uint64_t* count : {&out.after, &out.through, &out.rows}) *count = TRY(read_count(reader));
  out.total = Yen(TRY(reader.integer()));
  std::int64_t encoding = TRY(reader.integer());
  if (encoding != 0 && encoding != 1) return bad_accounting("an encoding that is not known");
  out.encoding = static_cast<TextEncoding>(encoding);
  out.digest = TRY(read_digest(reader));
  out.bytes = TRY(read_count(reader));
  out.on = TRY(read_day(reader));
  out.by = TRY(reader.text());
  out.seq = TRY(read_count(reader));
  if (!reader.at_end()) return bad_accounting("bytes follow it");
  return out;
}

Bytes encode(const Voucher& voucher) {
  cbor::Writer writer;
  write_voucher(writer, voucher);
  return std::move(writer).out();
}

Result<Voucher> decode_voucher(BytesView bytes) {
  cbor::Reader reader(bytes);
  Voucher out = TRY(read_voucher(reader));
  if (!reader.at_end()) return bad_accounting("bytes follow it");
  return out;
}

Bytes encode(const ImportRow& row) {
  cbor::Writer writer;
  writer.array(import_fields);
  writer.bytes(view(row.digest));
  for (std::uint64_t count : {row.commitments, row.orders}) writer.integer(static_cast<std::int64_t>(count));
  write_day(writer, row.on);
  writer.text(row.by);
  writer.integer(static_cast<std::int64_t>(row.seq));
  return std::move(writer).out();
}

Result<ImportRow> decode_import_row(BytesView bytes) {
  cbor::Reader reader(bytes);
  if (TRY(reader.array()) != import_fields) return bad_accounting("an import has not six fields");
  ImportRow out;
  out.digest = TRY(read_digest(reader));
  for (std::uint64_t* count : {&out.commitments, &out.orders}) *count = TRY(read_count(reader));
  out.on = TRY(read_day(reader));
  out.by = TRY(reader.text());
  out.seq = TRY(read_count(reader));
  if (!reader.at_end()) return bad_accounting("bytes follow it");
  return out;
}

}  // namespace hashira::ledger
