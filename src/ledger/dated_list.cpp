#include "ledger/internal/dated_list.h"

namespace hashira::ledger {
namespace {

constexpr std::uint64_t day_tag = 100;  // RFC 8943: days since 1970-01-01
constexpr std::uint64_t pair_size = 2;

tl::unexpected<Error> bad_list() { return fail("ledger.bad_list", "a stored list of days and amounts is damaged", "run `hashira audit`"); }

}  // namespace

void write_day(cbor::Writer& writer, Date day) {
  writer.tag(day_tag);
  writer.integer(day.days());
}

Result<Date> read_day(cbor::Reader& reader) {
  if (TRY(reader.tag()) != day_tag) return bad_list();
  std::int64_t days = TRY(reader.integer());
  if (days != static_cast<std::int32_t>(days)) return bad_list();
  return Date(static_cast<std::int32_t>(days));
}

void write_dated(cbor::Writer& writer, const std::vector<Dated>& list) {
  writer.array(list.size());
  for (const Dated& one : list) {
    writer.array(pair_size);
    write_day(writer, one.on);
    writer.integer(one.amount.count());
  }
}

Result<std::vector<Dated>> read_dated(cbor::Reader& reader) {
  std::uint64_t size = TRY(reader.array());
  std::vector<Dated> out;
  for (std::uint64_t n = 0; n < size; ++n) {
    if (TRY(reader.array()) != pair_size) return bad_list();
    Date day = TRY(read_day(reader));
    Yen amount(TRY(reader.integer()));
    out.push_back({day, amount});
  }
  return out;
}

Bytes dated_bytes(const std::vector<Dated>& list) {
  cbor::Writer writer;
  write_dated(writer, list);
  return std::move(writer).out();
}

std::optional<std::vector<Dated>> dated_of(std::optional<BytesView> raw) {
  if (!raw) return std::nullopt;
  cbor::Reader reader(*raw);
  Result<std::vector<Dated>> list = read_dated(reader);
  if (!list || !reader.at_end()) return std::nullopt;
  return std::move(*list);
}

}  // namespace hashira::ledger
