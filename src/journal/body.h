// The body of an entry: a deterministic CBOR map with text keys, so that an exported entry reads without our code.
//
// A Body is its bytes; BodyWriter makes one (keys sorted for you), the getters read one field. Reading is total: a field
// that is absent or of another type is nullopt, never an error, because what is stored must always fold.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/cbor.h"
#include "base/date.h"
#include "base/yen.h"

namespace hashira::journal {

class Body {
 public:
  Body();                       // the empty map
  explicit Body(Bytes encoded); // Requires: one deterministic map (as read from an entry)

  std::optional<std::int64_t> integer(std::string_view key) const;
  std::optional<Yen> yen(std::string_view key) const;
  std::optional<Date> date(std::string_view key) const;        // tag 100, days since 1970-01-01 (RFC 8943)
  std::optional<std::string_view> text(std::string_view key) const;
  std::optional<BytesView> bytes(std::string_view key) const;
  std::optional<bool> boolean(std::string_view key) const;
  std::optional<BytesView> raw(std::string_view key) const;    // the encoded item
  std::vector<std::pair<std::string_view, BytesView>> fields() const;

  const Bytes& encoded() const { return encoded_; }
  bool operator==(const Body&) const = default;

 private:
  Bytes encoded_;
};

class BodyWriter {
 public:
  BodyWriter& integer(std::string_view key, std::int64_t value);
  BodyWriter& yen(std::string_view key, Yen value) { return integer(key, value.count()); }
  BodyWriter& date(std::string_view key, Date value);
  BodyWriter& text(std::string_view key, std::string_view value);
  BodyWriter& bytes(std::string_view key, BytesView value);
  BodyWriter& boolean(std::string_view key, bool value);
  BodyWriter& raw(std::string_view key, BytesView encoded_item);
  Body body() const;  // Requires: no key was given twice

 private:
  BodyWriter& add(std::string_view key, cbor::Writer value);
  std::vector<std::pair<Bytes, Bytes>> fields_;  // encoded key, encoded value
};

// Is it one deterministic CBOR map with text keys, UTF-8 throughout? `journal.bad_body` says where not.
Done check_body(BytesView encoded);

}  // namespace hashira::journal
