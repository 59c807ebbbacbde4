#include "journal/json.h"

#include <boost/json.hpp>
#include <limits>

namespace hashira::journal {
namespace {

namespace json = boost::json;

// 40100 to 40106 are FEEL values (docs/entry-format.md): a context as [key, value, …], the others as text.
constexpr std::uint64_t tag_of_decimal = 4, tag_of_days = 100, tag_of_context = 40100, tag_of_feel_last = 40106;
constexpr int exponent_shown_max = 100;

Result<json::value> item(cbor::Reader& reader);

std::string decimal_text(std::int64_t exponent, std::int64_t coefficient) {
  if (exponent > exponent_shown_max || exponent < -exponent_shown_max) return fmt::format("{}e{}", coefficient, exponent);
  if (exponent >= 0) return std::to_string(coefficient) + std::string(coefficient == 0 ? 0 : static_cast<std::size_t>(exponent), '0');
  std::string digits = std::to_string(coefficient);
  std::string sign = coefficient < 0 ? "-" : "";
  digits.erase(0, sign.size());
  auto places = static_cast<std::size_t>(-exponent);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, ".");
  return sign + digits;
}

Result<json::value> decimal(cbor::Reader& reader) {
  if (TRY(reader.array()) != 2) return fail("journal.bad_body", "a decimal is [exponent, coefficient]");
  std::int64_t exponent = TRY(reader.integer());
  std::int64_t coefficient = TRY(reader.integer());
  return json::value(decimal_text(exponent, coefficient));
}

Result<json::value> days(cbor::Reader& reader) {
  std::int64_t count = TRY(reader.integer());
  using Limits = std::numeric_limits<std::int32_t>;
  if (count < Limits::min() || count > Limits::max()) return json::value(count);
  return json::value(Date(static_cast<std::int32_t>(count)).iso());
}

Result<json::value> context(cbor::Reader& reader) {
  json::object out;
  std::uint64_t size = TRY(reader.array());
  for (std::uint64_t i = 0; i + 1 < size; i += 2) {
    std::string name(TRY(reader.text()));
    out[name] = TRY(item(reader));
  }
  if (size % 2 != 0) return fail("journal.bad_body", "a context is pairs of key and value");
  return json::value(std::move(out));
}

Result<json::value> tagged_item(cbor::Reader& reader) {
  std::uint64_t tag = TRY(reader.tag());
  if (tag == tag_of_days && reader.peek() == cbor::Type::integer) return days(reader);
  if (tag == tag_of_decimal && reader.peek() == cbor::Type::array) return decimal(reader);
  if (tag == tag_of_context && reader.peek() == cbor::Type::array) return context(reader);
  bool is_feel = tag > tag_of_context && tag <= tag_of_feel_last;
  if (is_feel && reader.peek() == cbor::Type::text) return json::value(TRY(reader.text()));
  json::value inner = TRY(item(reader));
  return json::value({{"tag", tag}, {"value", std::move(inner)}});
}

Result<json::value> array_item(cbor::Reader& reader) {
  json::array out;
  std::uint64_t size = TRY(reader.array());
  for (std::uint64_t i = 0; i < size; ++i) out.push_back(TRY(item(reader)));
  return json::value(std::move(out));
}

Result<json::value> map_item(cbor::Reader& reader) {
  json::object out;
  std::uint64_t size = TRY(reader.map());
  for (std::uint64_t i = 0; i < size; ++i) {
    json::value key = TRY(item(reader));
    std::string name = key.is_string() ? std::string(key.get_string()) : json::serialize(key);
    out[name] = TRY(item(reader));
  }
  return json::value(std::move(out));
}

Result<json::value> item(cbor::Reader& reader) {
  switch (reader.peek()) {
    case cbor::Type::integer: return json::value(TRY(reader.integer()));
    case cbor::Type::text: return json::value(TRY(reader.text()));
    case cbor::Type::bytes: return json::value(hex(TRY(reader.bytes())));
    case cbor::Type::boolean: return json::value(TRY(reader.boolean()));
    case cbor::Type::null: CHECK_OK(reader.null()); return json::value(nullptr);
    case cbor::Type::array: return array_item(reader);
    case cbor::Type::map: return map_item(reader);
    case cbor::Type::tag: return tagged_item(reader);
    case cbor::Type::end: break;
  }
  return fail("journal.bad_body", "the bytes end, or hold what is never written");
}

json::value any_item(BytesView encoded) {
  cbor::Reader reader(encoded);
  // Bounds the depth of the recursion above before it starts.
  if (!cbor::Reader(encoded).raw()) return json::value(hex(encoded));
  auto value = item(reader);
  return value ? std::move(*value) : json::value(hex(encoded));
}

void add_optional(json::object& out, const Entry& entry) {
  if (!entry.command.empty()) out["command"] = hex(entry.command);
  if (entry.case_number != 0) out["case"] = entry.case_number;
  if (!entry.party.empty()) out["party"] = hex(entry.party);
  if (!entry.layer.empty()) out["layer"] = entry.layer;
  if (entry.corrects != 0) out["corrects"] = entry.corrects;
  if (!entry.definition.empty()) out["definition"] = hex(entry.definition);
  if (entry.synthetic) out["synthetic"] = true;
}

}  // namespace

std::string item_json(BytesView encoded) { return json::serialize(any_item(encoded)); }

std::string entry_json(const Entry& entry, const Hash& hash) {
  json::object out;
  out["stream"] = entry.stream;
  out["seq"] = entry.seq;
  out["type"] = entry.type;
  out["version"] = entry.version;
  out["recorded_at"] = entry.recorded_at.iso();
  out["happened_on"] = entry.happened_on.iso();
  out["account_year"] = entry.account_year.year();
  out["actor"] = entry.actor;
  add_optional(out, entry);
  out["body"] = any_item(entry.body.encoded());
  out["hash"] = hex(hash);
  return json::serialize(out);
}

std::string entry_json(const StoredEntry& stored) {
  auto entry = decode(stored.bytes);
  if (entry) return entry_json(*entry, stored.hash);
  json::object out;
  out["seq"] = stored.seq;
  out["error"] = entry.error().text();
  out["bytes"] = hex(stored.bytes);
  return json::serialize(out);
}

}  // namespace hashira::journal
