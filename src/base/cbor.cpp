#include "base/cbor.h"

#include <fmt/core.h>

#include <limits>

namespace hashira::cbor {
namespace {

enum Major { unsigned_integer = 0, negative_integer = 1, byte_string = 2, text_string = 3, array_of = 4, map_of = 5, tagged = 6, simple = 7 };

constexpr std::uint64_t simple_false = 20, simple_true = 21, simple_null = 22;
constexpr int depth_max = 64;

}  // namespace

void Writer::head(int major, std::uint64_t value) {
  auto first = static_cast<unsigned char>(major << 5);
  int size = value < 24 ? 0 : value <= 0xff ? 1 : value <= 0xffff ? 2 : value <= 0xffff'ffff ? 4 : 8;
  if (size == 0) {
    out_ += static_cast<char>(first | value);
    return;
  }
  out_ += static_cast<char>(first | (size == 1 ? 24 : size == 2 ? 25 : size == 4 ? 26 : 27));
  for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) out_ += static_cast<char>(value >> shift & 0xff);
}

void Writer::integer(std::int64_t value) {
  if (value >= 0) {
    head(unsigned_integer, static_cast<std::uint64_t>(value));
  } else {
    head(negative_integer, static_cast<std::uint64_t>(-(value + 1)));
  }
}
void Writer::text(std::string_view utf8) {
  head(text_string, utf8.size());
  out_ += utf8;
}
void Writer::bytes(BytesView value) {
  head(byte_string, value.size());
  out_ += value;
}
void Writer::boolean(bool value) { head(simple, value ? simple_true : simple_false); }
void Writer::null() { head(simple, simple_null); }
void Writer::array(std::uint64_t size) { head(array_of, size); }
void Writer::map(std::uint64_t size) { head(map_of, size); }
void Writer::tag(std::uint64_t number) { head(tagged, number); }
void Writer::decimal(std::int64_t coefficient, int exponent) {
  tag(4);
  array(2);
  integer(exponent);
  integer(coefficient);
}
void Writer::raw(BytesView encoded) { out_ += encoded; }

tl::unexpected<Error> Reader::bad(std::string_view what) const {
  return fail("base.bad_cbor", fmt::format("byte {}: {}", at_, what));
}

Type Reader::peek() const {
  if (at_ >= bytes_.size()) return Type::end;
  auto first = static_cast<unsigned char>(bytes_[at_]);
  switch (first >> 5) {
    case unsigned_integer:
    case negative_integer: return Type::integer;
    case byte_string: return Type::bytes;
    case text_string: return Type::text;
    case array_of: return Type::array;
    case map_of: return Type::map;
    case tagged: return Type::tag;
    default: break;
  }
  std::uint64_t value = first & 31;
  if (value == simple_null) return Type::null;
  return value == simple_false || value == simple_true ? Type::boolean : Type::end;
}

Result<Reader::Head> Reader::head() {
  if (at_ >= bytes_.size()) return bad("the bytes end where an item should start");
  auto first = static_cast<unsigned char>(bytes_[at_]);
  int major = first >> 5;
  std::uint64_t value = first & 31;
  if (value < 24) {
    ++at_;
    return Head{major, value};
  }
  if (value > 27) return bad("an indefinite or reserved length");
  std::size_t size = std::size_t{1} << (value - 24);
  if (bytes_.size() - at_ - 1 < size) return bad("the bytes end inside a length");
  value = 0;
  for (std::size_t i = 1; i <= size; ++i) value = value << 8 | static_cast<unsigned char>(bytes_[at_ + i]);
  bool shortest = size == 1 ? value >= 24 : size == 2 ? value > 0xff : size == 4 ? value > 0xffff : value > 0xffff'ffff;
  if (!shortest) return bad("a length that is not in its shortest form");
  at_ += 1 + size;
  return Head{major, value};
}

Result<std::uint64_t> Reader::expect(int major, std::string_view name) {
  std::size_t start = at_;
  Head read = TRY(head());
  if (read.major != major) {
    at_ = start;
    return bad(fmt::format("expected {}", name));
  }
  return read.value;
}

Result<std::int64_t> Reader::integer() {
  std::size_t start = at_;
  Head read = TRY(head());
  bool fits = read.value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (read.major > negative_integer || !fits) {
    at_ = start;
    return bad("expected an integer of 64 bits");
  }
  auto value = static_cast<std::int64_t>(read.value);
  return read.major == unsigned_integer ? value : -value - 1;
}

Result<std::string_view> Reader::run(std::uint64_t size) {
  if (size > bytes_.size() - at_) return bad("the bytes end inside a string");
  std::string_view out = bytes_.substr(at_, size);
  at_ += size;
  return out;
}

Result<std::string_view> Reader::text() { return run(TRY(expect(text_string, "a text"))); }
Result<BytesView> Reader::bytes() { return run(TRY(expect(byte_string, "bytes"))); }
Result<std::uint64_t> Reader::array() { return expect(array_of, "an array"); }
Result<std::uint64_t> Reader::map() { return expect(map_of, "a map"); }
Result<std::uint64_t> Reader::tag() { return expect(tagged, "a tag"); }

Result<bool> Reader::boolean() {
  std::uint64_t value = TRY(expect(simple, "true or false"));
  if (value != simple_false && value != simple_true) return bad("expected true or false");
  return value == simple_true;
}

Done Reader::null() {
  std::uint64_t value = TRY(expect(simple, "null"));
  if (value != simple_null) return bad("expected null");
  return {};
}

Done Reader::skip(int depth) {
  if (depth > depth_max) return bad("nested too deeply");
  Head read = TRY(head());
  switch (read.major) {
    case byte_string:
    case text_string: TRY(run(read.value)); return {};
    case array_of:
      for (std::uint64_t i = 0; i < read.value; ++i) CHECK_OK(skip(depth + 1));
      return {};
    case map_of:
      for (std::uint64_t i = 0; i < read.value; ++i) {
        CHECK_OK(skip(depth + 1));
        CHECK_OK(skip(depth + 1));
      }
      return {};
    case tagged: return skip(depth + 1);
    case simple:
      if (read.value < simple_false || read.value > simple_null) return bad("a simple value that we never write");
      return {};
    default: return {};
  }
}

Result<BytesView> Reader::raw() {
  std::size_t start = at_;
  CHECK_OK(skip(0));
  return bytes_.substr(start, at_ - start);
}

}  // namespace hashira::cbor
