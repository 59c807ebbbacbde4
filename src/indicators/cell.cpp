// Cells as rows, and differences of contributions.
#include "indicators/figures.h"

#include "base/cbor.h"

namespace hashira::indicators {
namespace {

constexpr std::uint64_t cell_fields = 3;

tl::unexpected<Error> bad_cell(std::string what) {
  return fail("indicators.bad_cell", "a stored cell is damaged: " + std::move(what), "run `hashira audit`");
}

std::strong_ordering order(const Contribution& a, const Contribution& b) {
  if (auto by_cell = a.cell <=> b.cell; by_cell != 0) return by_cell;
  return a.key <=> b.key;
}

Contribution negated(const Contribution& one) { return {one.cell, -one.delta, one.key}; }

}  // namespace

Bytes encode(const Cell& cell) {
  cbor::Writer writer;
  writer.array(cell_fields);
  writer.integer(cell.value);
  writer.integer(static_cast<std::int64_t>(cell.entries));
  writer.integer(static_cast<std::int64_t>(cell.synthetic));
  return std::move(writer).out();
}

Result<Cell> decode_cell(BytesView bytes) {
  cbor::Reader reader(bytes);
  if (TRY(reader.array()) != cell_fields) return bad_cell("it has not three fields");
  Cell cell;
  cell.value = TRY(reader.integer());
  std::int64_t entries = TRY(reader.integer());
  std::int64_t synthetic = TRY(reader.integer());
  if (synthetic < 0 || synthetic > entries || !reader.at_end()) return bad_cell("its counts make no sense");
  cell.entries = static_cast<std::uint64_t>(entries);
  cell.synthetic = static_cast<std::uint64_t>(synthetic);
  return cell;
}

Bytes cell_key(const journal::StreamId& stream, const CellId& id) {
  Bytes key(stream);
  key += '\0';
  key += id;
  return key;
}

Contributions FigureSet::difference(const Contributions& before, const Contributions& after) {
  Contributions out;
  auto was = before.begin();
  auto is = after.begin();
  while (was != before.end() || is != after.end()) {
    auto side = was == before.end()   ? std::strong_ordering::greater
                : is == after.end()   ? std::strong_ordering::less
                                      : order(*was, *is);
    if (side < 0) {
      out.push_back(negated(*was++));
    } else if (side > 0) {
      out.push_back(*is++);
    } else {
      if (is->delta != was->delta) out.push_back({is->cell, is->delta - was->delta, is->key});
      ++was, ++is;
    }
  }
  return out;
}

}  // namespace hashira::indicators
