// A receivable as deterministic CBOR: an array of its members in the order of receivable.h.
#include "ledger/internal/dated_list.h"
#include "ledger/receivable.h"

namespace hashira::ledger {
namespace {

constexpr std::int64_t receivable_format = 1;  // the table is rebuilt from the entries when this changes
constexpr std::uint64_t receivable_fields = 17, refund_fields = 2;  // the latter only where something was overpaid
constexpr std::uint64_t order_fields = 8;

tl::unexpected<Error> bad_receivable(std::string what) {
  return fail("ledger.bad_receivable", "a stored receivable is damaged: " + std::move(what), "run `hashira audit`");
}

void write_rate(cbor::Writer& writer, const AnnualRate& rate) {
  writer.integer(rate.basis_points);
  writer.text(rate.source);
}

void write_order(cbor::Writer& writer, const ReturnOrder& order) {
  writer.array(order_fields);
  writer.integer(static_cast<std::int64_t>(order.ground));
  writer.integer(order.amount.count());
  write_dated(writer, order.received);
  writer.array(order.terms.size() * 2);
  for (const DueTerms& terms : order.terms) {
    write_day(writer, terms.since);
    write_dated(writer, terms.dues);
  }
  write_rate(writer, order.rates.surcharge);
  write_rate(writer, order.rates.late);
}

Result<AnnualRate> read_rate(cbor::Reader& reader) {
  std::int64_t basis_points = TRY(reader.integer());
  std::string source(TRY(reader.text()));
  return AnnualRate{basis_points, std::move(source)};
}

Result<ReturnOrder> read_order(cbor::Reader& reader) {
  if (TRY(reader.array()) != order_fields) return bad_receivable("its order has not the right number of fields");
  ReturnOrder order;
  std::int64_t ground = TRY(reader.integer());
  if (ground < 0 || ground > static_cast<std::int64_t>(ReturnGround::other)) return bad_receivable("it names no ground");
  order.ground = static_cast<ReturnGround>(ground);
  order.amount = Yen(TRY(reader.integer()));
  order.received = TRY(read_dated(reader));
  std::uint64_t items = TRY(reader.array());
  if (items % 2 != 0) return bad_receivable("its terms are not in pairs");
  for (std::uint64_t n = 0; n < items / 2; ++n) {
    DueTerms terms;
    terms.since = TRY(read_day(reader));
    terms.dues = TRY(read_dated(reader));
    order.terms.push_back(std::move(terms));
  }
  order.rates.surcharge = TRY(read_rate(reader));
  order.rates.late = TRY(read_rate(reader));
  return order;
}

void write_split(cbor::Writer& writer, const Split& split) {
  writer.array(3);
  for (Yen yen : {split.principal, split.surcharge, split.late}) writer.integer(yen.count());
}

Result<Split> read_split(cbor::Reader& reader) {
  if (TRY(reader.array()) != 3) return bad_receivable("a split has not three parts");
  Split out;
  for (Yen* yen : {&out.principal, &out.surcharge, &out.late}) *yen = Yen(TRY(reader.integer()));
  return out;
}

void write_day_or_null(cbor::Writer& writer, const std::optional<Date>& day) {
  if (day) {
    write_day(writer, *day);
  } else {
    writer.null();
  }
}

Result<std::optional<Date>> read_day_or_null(cbor::Reader& reader) {
  if (reader.peek() == cbor::Type::null) {
    CHECK_OK(reader.null());
    return std::nullopt;
  }
  return TRY(read_day(reader));
}

}  // namespace

Bytes encode(const Receivable& value) {
  cbor::Writer writer;
  bool overpaid = value.overpaid != Split{} || value.refunded != Split{};
  writer.array(receivable_fields + (overpaid ? refund_fields : 0));
  writer.integer(receivable_format);
  writer.integer(static_cast<std::int64_t>(value.number));
  for (const std::string* text : {&value.state, &value.line, &value.source}) writer.text(*text);
  writer.integer(value.year.year());
  write_order(writer, value.order);
  write_dated(writer, value.to_principal);
  for (const Split* split : {&value.assessed, &value.collected, &value.written_off, &value.waived}) write_split(writer, *split);
  writer.boolean(value.surcharges_fixed);
  for (const auto* day : {&value.assessed_on, &value.notified_on, &value.reminded_on, &value.enforced_on}) write_day_or_null(writer, *day);
  if (overpaid) {
    write_split(writer, value.overpaid);
    write_split(writer, value.refunded);
  }
  return std::move(writer).out();
}

Result<Receivable> decode_receivable(BytesView bytes) {
  cbor::Reader reader(bytes);
  std::uint64_t fields = TRY(reader.array());
  bool overpaid = fields == receivable_fields + refund_fields;
  if (fields != receivable_fields && !overpaid) return bad_receivable("it has not the right number of fields");
  if (TRY(reader.integer()) != receivable_format) return bad_receivable("it is of another format");
  Receivable value;
  std::int64_t number = TRY(reader.integer());
  if (number < 0) return bad_receivable("a negative number");
  value.number = static_cast<std::uint64_t>(number);
  for (std::string* text : {&value.state, &value.line, &value.source}) *text = TRY(reader.text());
  std::int64_t year = TRY(reader.integer());
  if (year != static_cast<std::int32_t>(year)) return bad_receivable("a year out of range");
  value.year = FiscalYear(static_cast<std::int32_t>(year));
  value.order = TRY(read_order(reader));
  value.to_principal = TRY(read_dated(reader));
  for (Split* split : {&value.assessed, &value.collected, &value.written_off, &value.waived}) *split = TRY(read_split(reader));
  value.surcharges_fixed = TRY(reader.boolean());
  for (auto* day : {&value.assessed_on, &value.notified_on, &value.reminded_on, &value.enforced_on}) *day = TRY(read_day_or_null(reader));
  if (overpaid) {
    value.overpaid = TRY(read_split(reader));
    value.refunded = TRY(read_split(reader));
    if (value.overpaid == Split{} && value.refunded == Split{}) return bad_receivable("nothing was overpaid");
  }
  if (!reader.at_end()) return bad_receivable("bytes follow it");
  return value;
}

Bytes receivable_prefix(const journal::StreamId& stream) {
  Bytes key(stream);
  key += '\0';
  key += "receivable";
  key += '\0';
  return key;
}

Bytes receivable_key(const journal::StreamId& stream, std::uint64_t number) {
  Bytes key = receivable_prefix(stream);
  append_u64(key, number);
  return key;
}

}  // namespace hashira::ledger
