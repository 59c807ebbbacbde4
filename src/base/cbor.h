// Deterministic CBOR (RFC 8949 §4.2.1): the shortest form of each head, map keys in byte order, no indefinite lengths.
//
// Writer appends; Reader refuses whatever Writer would not have written, so that equal values have equal bytes and a
// changed byte is either another value or an error. No floating point: amounts are integers, decimals are tag 4.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace hashira::cbor {

class Writer {
 public:
  void integer(std::int64_t value);
  void text(std::string_view utf8);
  void bytes(BytesView value);
  void boolean(bool value);
  void null();
  void array(std::uint64_t size);  // then `size` items
  void map(std::uint64_t size);    // then `size` pairs; Requires: keys ascending in encoded byte order
  void tag(std::uint64_t number);  // then the tagged item
  // A decimal coefficient × 10^exponent: tag 4, [exponent, coefficient].
  void decimal(std::int64_t coefficient, int exponent);
  void raw(BytesView encoded);     // Requires: one whole encoded item

  const Bytes& out() const& { return out_; }
  Bytes out() && { return std::move(out_); }

 private:
  void head(int major, std::uint64_t value);
  Bytes out_;
};

enum class Type { integer, text, bytes, boolean, null, array, map, tag, end };

// Reads items one after another. Every failure is `base.bad_cbor` with the offset; nothing is read past the end.
class Reader {
 public:
  explicit Reader(BytesView bytes) : bytes_(bytes) {}

  Type peek() const;  // Type::end when all is read or the next byte starts nothing we write
  Result<std::int64_t> integer();
  Result<std::string_view> text();
  Result<BytesView> bytes();
  Result<bool> boolean();
  Done null();
  Result<std::uint64_t> array();
  Result<std::uint64_t> map();
  Result<std::uint64_t> tag();
  Result<BytesView> raw();  // one whole item, as it stands
  bool at_end() const { return at_ == bytes_.size(); }
  std::size_t offset() const { return at_; }
  // An item that is neither raw nor trusted: also every text is UTF-8 and every map's keys ascend in encoded byte order.
  Result<BytesView> checked();

  // FAST PATH: the same without making a Result; nullptr, or what is wrong at `offset()`.
  const char* take(std::int64_t& integer);
  const char* take_text(std::string_view& out);
  const char* take_bytes(BytesView& out);
  const char* take_boolean(bool& out);
  const char* take_map(std::uint64_t& size);
  const char* take_checked(BytesView& item);
  const char* take_checked_map(BytesView& item);  // of which every key (not of the maps in it) is a text
  tl::unexpected<Error> bad(const char* what) const;

 private:
  struct Head {
    int major;
    std::uint64_t value;
  };
  enum class Check { bounds, all };
  const char* take_head(Head& out);
  const char* take_major(int major, const char* otherwise, std::uint64_t& value);
  const char* take_run(int major, const char* otherwise, std::string_view& out);
  template <Check check>
  const char* skip(int depth);
  enum class Keys { any, text };
  template <Check check, Keys keys>
  const char* skip_map(std::uint64_t size, int depth);
  Result<std::uint64_t> expect(int major, const char* otherwise);

  BytesView bytes_;
  std::size_t at_ = 0;
};

bool is_utf8(std::string_view text);

}  // namespace hashira::cbor
