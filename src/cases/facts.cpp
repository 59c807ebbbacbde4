// Facts as deterministic CBOR: a map from name to value, keys in the order of their encoded bytes.
#include "cases/case.h"
#include "feel/codec.h"

namespace hashira::cases {
namespace {

// RFC 8949 §4.2.1: of two encoded texts the shorter comes first, then byte order.
bool encoded_before(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

tl::unexpected<Error> bad_facts(std::string what) {
  return fail("cases.bad_facts", "the facts are damaged: " + std::move(what));
}

}  // namespace

Bytes encode_facts(const Facts& facts) {
  std::vector<const Facts::value_type*> ordered;
  ordered.reserve(facts.size());
  for (const auto& fact : facts) ordered.push_back(&fact);
  std::sort(ordered.begin(), ordered.end(), [](auto* a, auto* b) { return encoded_before(a->first, b->first); });
  cbor::Writer writer;
  writer.map(ordered.size());
  for (const auto* fact : ordered) {
    writer.text(fact->first);
    feel::write_cbor(writer, fact->second);
  }
  return std::move(writer).out();
}

Result<Facts> decode_facts(BytesView bytes) {
  cbor::Reader reader(bytes);
  std::uint64_t count = TRY(reader.map());
  Facts facts;
  std::string_view last;
  for (std::uint64_t i = 0; i < count; ++i) {
    std::string_view name = TRY(reader.text());
    if (i > 0 && !encoded_before(last, name)) return bad_facts("the names are not in order");
    last = name;
    feel::Value value = TRY(feel::read_cbor(reader));
    if (value.is_null()) return bad_facts("a fact without a value");
    facts.emplace_back(name, std::move(value));
  }
  if (!reader.at_end()) return bad_facts("bytes follow them");
  std::sort(facts.begin(), facts.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return facts;
}

}  // namespace hashira::cases
