// A case as deterministic CBOR: an array of its members in the order of case.h.
#include "cases/case.h"

#include "base/cbor.h"
#include "feel/codec.h"

namespace hashira::cases {
namespace {

constexpr std::int64_t case_format = 1;  // the table is rebuilt from the entries when this changes
constexpr std::uint64_t case_fields = 17;

tl::unexpected<Error> bad_case(std::string what) {
  return fail("cases.bad_case", "a stored case is damaged: " + std::move(what), "run `hashira audit`");
}

void write_reached(cbor::Writer& writer, const std::vector<std::pair<std::string, Date>>& reached) {
  writer.array(reached.size() * 2);
  for (const auto& [state, on] : reached) {
    writer.text(state);
    writer.integer(on.days());
  }
}

// In the order of the names, as they are kept: nothing to sort on either way.
void write_facts(cbor::Writer& writer, const Facts& facts) {
  writer.array(facts.size() * 2);
  for (const auto& [name, value] : facts) {
    writer.text(name);
    feel::write_cbor(writer, value);
  }
}

void write_money(cbor::Writer& writer, const Money& money) {
  bool given_back = money.given_back != Yen(0);  // rare, and written only then: older rows stay as they are
  writer.array(given_back ? 7 : 6);
  for (Yen yen : {money.requested, money.approved, money.ordered, money.paid, money.bounced, money.repaid}) {
    writer.integer(yen.count());
  }
  if (given_back) writer.integer(money.given_back.count());
}

Result<std::uint64_t> read_count(cbor::Reader& reader) {
  std::int64_t number = TRY(reader.integer());
  if (number < 0) return bad_case("a negative number");
  return static_cast<std::uint64_t>(number);
}

Result<Date> read_date(cbor::Reader& reader) {
  std::int64_t days = TRY(reader.integer());
  if (days != static_cast<std::int32_t>(days)) return bad_case("a date out of range");
  return Date(static_cast<std::int32_t>(days));
}

Result<std::vector<std::pair<std::string, Date>>> read_reached(cbor::Reader& reader) {
  std::uint64_t size = TRY(reader.array());
  if (size % 2 != 0) return bad_case("a state without its date");
  std::vector<std::pair<std::string, Date>> reached;
  for (std::uint64_t i = 0; i < size / 2; ++i) {
    std::string state(TRY(reader.text()));
    if (!reached.empty() && !(reached.back().first < state)) return bad_case("its states are not in order");
    reached.emplace_back(std::move(state), TRY(read_date(reader)));
  }
  return reached;
}

Result<Facts> read_facts(cbor::Reader& reader) {
  std::uint64_t size = TRY(reader.array());
  if (size % 2 != 0) return bad_case("a fact without its value");
  Facts facts;
  facts.reserve(std::min<std::uint64_t>(size / 2, 64));
  for (std::uint64_t i = 0; i < size / 2; ++i) {
    std::string_view name = TRY(reader.text());
    if (!facts.empty() && !(facts.back().first < name)) return bad_case("its facts are not in order");
    facts.emplace_back(name, TRY(feel::read_cbor(reader)));
    if (facts.back().second.is_null()) return bad_case("a fact without a value");
  }
  return facts;
}

Result<Money> read_money(cbor::Reader& reader) {
  Money money;
  std::uint64_t amounts = TRY(reader.array());
  if (amounts != 6 && amounts != 7) return bad_case("its money has not six or seven amounts");
  for (Yen* yen : {&money.requested, &money.approved, &money.ordered, &money.paid, &money.bounced, &money.repaid}) {
    *yen = Yen(TRY(reader.integer()));
  }
  if (amounts == 7) money.given_back = Yen(TRY(reader.integer()));
  if (amounts == 7 && money.given_back == Yen(0)) return bad_case("a seventh amount that is nothing");
  return money;
}

Done read_head(cbor::Reader& reader, Case& out) {
  if (TRY(reader.integer()) != case_format) return bad_case("it is of another format");
  out.stream = TRY(reader.text());
  out.number = TRY(read_count(reader));
  out.instrument = TRY(reader.text());
  out.parent = TRY(read_count(reader));
  std::uint64_t version = TRY(read_count(reader));
  out.version = static_cast<std::uint32_t>(version);
  if (out.version != version) return bad_case("its version is out of range");
  out.state = TRY(reader.text());
  out.reached = TRY(read_reached(reader));
  return {};
}

Done read_rest(cbor::Reader& reader, Case& out) {
  out.facts = TRY(read_facts(reader));
  out.data = TRY(read_facts(reader));
  out.party = TRY(reader.bytes());
  out.sealed_digest = TRY(reader.bytes());
  out.entitlement = TRY(reader.text());
  out.money = TRY(read_money(reader));
  out.definition = TRY(reader.bytes());
  out.layer = TRY(reader.text());
  out.synthetic = TRY(reader.boolean());
  return {};
}

}  // namespace

Bytes encode(const Case& value) {
  cbor::Writer writer;
  writer.array(case_fields);
  writer.integer(case_format);
  writer.text(value.stream);
  writer.integer(static_cast<std::int64_t>(value.number));
  writer.text(value.instrument);
  writer.integer(static_cast<std::int64_t>(value.parent));
  writer.integer(value.version);
  writer.text(value.state);
  write_reached(writer, value.reached);
  write_facts(writer, value.facts);
  write_facts(writer, value.data);
  writer.bytes(value.party);
  writer.bytes(value.sealed_digest);
  writer.text(value.entitlement);
  write_money(writer, value.money);
  writer.bytes(value.definition);
  writer.text(value.layer);
  writer.boolean(value.synthetic);
  return std::move(writer).out();
}

Result<Case> decode_case(BytesView bytes) {
  cbor::Reader reader(bytes);
  if (TRY(reader.array()) != case_fields) return bad_case("it has not the right number of fields");
  Case value;
  CHECK_OK(read_head(reader, value));
  CHECK_OK(read_rest(reader, value));
  if (!reader.at_end()) return bad_case("bytes follow it");
  return value;
}

}  // namespace hashira::cases
