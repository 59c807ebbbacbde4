#include "audit/entry_line.h"

#include <fmt/core.h>

namespace hashira::audit {
namespace {

// CBOR tags that bodies use: RFC 8949 §3.4, RFC 8943 (100), feel/codec.h (40100: a context, its order kept).
constexpr std::uint64_t tag_positive_bignum = 2, tag_negative_bignum = 3, tag_decimal = 4, tag_date = 100, tag_context = 40100;

// Decimal digits of a big-endian whole number. Long division by ten: bignums here have at most 34 digits.
std::string bignum_digits(BytesView big_endian) {
  std::string bytes(big_endian), digits;
  while (!bytes.empty()) {
    unsigned rest = 0;
    for (char& c : bytes) {
      unsigned here = rest * 256 + static_cast<unsigned char>(c);
      c = static_cast<char>(here / 10);
      rest = here % 10;
    }
    digits += static_cast<char>('0' + rest);
    bytes.erase(0, bytes.find_first_not_of('\0'));  // npos: all is divided away
  }
  std::reverse(digits.begin(), digits.end());
  return digits.empty() ? "0" : digits;
}

// −1 − n, as negative bignums are stored.
std::string negative_bignum(BytesView big_endian) {
  std::string bytes(big_endian);
  std::size_t at = bytes.size();
  while (at > 0 && bytes[at - 1] == '\xff') bytes[--at] = '\0';
  if (at > 0) {
    bytes[at - 1] = static_cast<char>(bytes[at - 1] + 1);
  } else {
    bytes.insert(0, 1, '\1');
  }
  return "-" + bignum_digits(bytes);
}

// coefficient × 10^exponent in plain digits.
std::string plain_decimal(std::int64_t exponent, std::string coefficient) {
  if (exponent >= 0) return coefficient + std::string(static_cast<std::size_t>(std::min<std::int64_t>(exponent, 10'000)), '0');
  auto places = static_cast<std::size_t>(std::min<std::int64_t>(-exponent, 10'000));
  std::string sign = coefficient.starts_with('-') ? "-" : "";
  coefficient.erase(0, sign.size());
  if (coefficient.size() <= places) coefficient.insert(0, places + 1 - coefficient.size(), '0');
  return sign + coefficient.substr(0, coefficient.size() - places) + "." + coefficient.substr(coefficient.size() - places);
}

class JsonOfCbor {
 public:
  explicit JsonOfCbor(BytesView bytes) : in_(bytes) {}

  Done item() {
    switch (in_.peek()) {
      case cbor::Type::integer: out += std::to_string(TRY(in_.integer())); return {};
      case cbor::Type::text: out += json_string(TRY(in_.text())); return {};
      case cbor::Type::bytes: out += '"' + hex(TRY(in_.bytes())) + '"'; return {};
      case cbor::Type::boolean: out += TRY(in_.boolean()) ? "true" : "false"; return {};
      case cbor::Type::array: return array();
      case cbor::Type::map: return pairs(TRY(in_.map()));
      case cbor::Type::tag: return tagged(TRY(in_.tag()));
      default: out += "null"; return in_.null();
    }
  }
  std::string out;

 private:
  Done array() {
    std::uint64_t size = TRY(in_.array());
    out += '[';
    for (std::uint64_t i = 0; i < size; ++i) {
      if (i > 0) out += ", ";
      CHECK_OK(item());
    }
    out += ']';
    return {};
  }
  Done pairs(std::uint64_t count) {
    out += '{';
    for (std::uint64_t i = 0; i < count; ++i) {
      if (i > 0) out += ", ";
      CHECK_OK(item());
      out += ": ";
      CHECK_OK(item());
    }
    out += '}';
    return {};
  }
  Done tagged(std::uint64_t tag) {
    switch (tag) {
      case tag_positive_bignum: out += bignum_digits(TRY(in_.bytes())); return {};
      case tag_negative_bignum: out += negative_bignum(TRY(in_.bytes())); return {};
      case tag_decimal: return decimal();
      case tag_date: return date();
      case tag_context: return pairs(TRY(in_.array()) / 2);
      default: return item();  // times and durations travel as text under their tag
    }
  }
  Done decimal() {
    TRY(in_.array());
    std::int64_t exponent = TRY(in_.integer());
    std::size_t start = out.size();
    CHECK_OK(item());
    std::string coefficient = out.substr(start);
    out.resize(start);
    out += '"' + plain_decimal(exponent, std::move(coefficient)) + '"';
    return {};
  }
  Done date() {
    std::int64_t days = TRY(in_.integer());
    if (days != static_cast<std::int32_t>(days)) return fail("audit.bad_date", "a day beyond all calendars");
    out += '"' + Date(static_cast<std::int32_t>(days)).iso() + '"';
    return {};
  }

  cbor::Reader in_;
};

}  // namespace

std::string json_string(std::string_view utf8) {
  std::string out = "\"";
  for (char c : utf8) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out += '"';
}

std::string json_of_cbor(BytesView item) {
  JsonOfCbor json(item);
  return json.item() ? std::move(json.out) : "null";
}

std::string entry_line(const journal::Entry& entry, const journal::StoredEntry& stored) {
  return fmt::format(
      R"({{"stream": "{}", "seq": {}, "type": "{}", "version": {}, "recorded_at": "{}", "happened_on": "{}", )"
      R"("account_year": {}, "actor": {}, "command": "{}", "case": {}, "party": "{}", "layer": {}, "corrects": {}, )"
      R"("definition": "{}", "synthetic": {}, "body": {}, "bytes": "{}", "hash": "{}"}})"
      "\n",
      entry.stream, entry.seq, entry.type, entry.version, entry.recorded_at.iso(), entry.happened_on.iso(),
      entry.account_year.year(), json_string(entry.actor), hex(entry.command), entry.case_number, hex(entry.party),
      json_string(entry.layer), entry.corrects, hex(entry.definition), entry.synthetic, json_of_cbor(entry.body.encoded()),
      hex(stored.bytes), hex(stored.hash));
}

}  // namespace hashira::audit
