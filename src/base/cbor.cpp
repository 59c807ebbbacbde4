#include "base/cbor.h"

#include <fmt/core.h>
#include <unicode/utf8.h>

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

tl::unexpected<Error> Reader::bad(const char* what) const {
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

const char* Reader::take_head(Head& out) {
  if (at_ >= bytes_.size()) return "the bytes end where an item should start";
  auto first = static_cast<unsigned char>(bytes_[at_]);
  out = {first >> 5, static_cast<std::uint64_t>(first & 31)};
  if (out.value < 24) {
    ++at_;
    return nullptr;
  }
  if (out.value > 27) return "an indefinite or reserved length";
  std::size_t size = std::size_t{1} << (out.value - 24);
  if (bytes_.size() - at_ - 1 < size) return "the bytes end inside a length";
  std::uint64_t value = 0;
  for (std::size_t i = 1; i <= size; ++i) value = value << 8 | static_cast<unsigned char>(bytes_[at_ + i]);
  bool shortest = size == 1 ? value >= 24 : size == 2 ? value > 0xff : size == 4 ? value > 0xffff : value > 0xffff'ffff;
  if (!shortest) return "a length that is not in its shortest form";
  out.value = value;
  at_ += 1 + size;
  return nullptr;
}

const char* Reader::take_major(int major, const char* otherwise, std::uint64_t& value) {
  std::size_t start = at_;
  Head read;
  if (const char* wrong = take_head(read)) return wrong;
  value = read.value;
  if (read.major == major) return nullptr;
  at_ = start;
  return otherwise;
}

const char* Reader::take_run(int major, const char* otherwise, std::string_view& out) {
  std::uint64_t size = 0;
  if (const char* wrong = take_major(major, otherwise, size)) return wrong;
  if (size > bytes_.size() - at_) return "the bytes end inside a string";
  out = {bytes_.data() + at_, size};
  at_ += size;
  return nullptr;
}

const char* Reader::take(std::int64_t& integer) {
  std::size_t start = at_;
  Head read;
  if (const char* wrong = take_head(read)) return wrong;
  bool fits = read.value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (read.major > negative_integer || !fits) {
    at_ = start;
    return "expected an integer of 64 bits";
  }
  auto value = static_cast<std::int64_t>(read.value);
  integer = read.major == unsigned_integer ? value : -value - 1;
  return nullptr;
}

const char* Reader::take_text(std::string_view& out) { return take_run(text_string, "expected a text", out); }
const char* Reader::take_bytes(BytesView& out) { return take_run(byte_string, "expected bytes", out); }
const char* Reader::take_map(std::uint64_t& size) { return take_major(map_of, "expected a map", size); }

const char* Reader::take_boolean(bool& out) {
  std::uint64_t value = 0;
  if (const char* wrong = take_major(simple, "expected true or false", value)) return wrong;
  out = value == simple_true;
  return value == simple_false || value == simple_true ? nullptr : "expected true or false";
}

template <Reader::Check check, Reader::Keys keys>
const char* Reader::skip_map(std::uint64_t size, int depth) {
  std::string_view before;
  for (std::uint64_t i = 0; i < size; ++i) {
    std::size_t start = at_;
    if (keys == Keys::text && peek() != Type::text) return "a key that is no text";
    if (const char* wrong = skip<check>(depth + 1)) return wrong;
    if (check == Check::all) {
      std::string_view key(bytes_.data() + start, at_ - start);
      if (i > 0 && key <= before) return "a key that is not above the one before it";
      before = key;
    }
    if (const char* wrong = skip<check>(depth + 1)) return wrong;
  }
  return nullptr;
}

template <Reader::Check check>
const char* Reader::skip(int depth) {
  if (depth > depth_max) return "nested too deeply";
  Head read;
  if (const char* wrong = take_head(read)) return wrong;
  switch (read.major) {
    case byte_string:
    case text_string:
      if (read.value > bytes_.size() - at_) return "the bytes end inside a string";
      if (check == Check::all && read.major == text_string && !is_utf8({bytes_.data() + at_, read.value})) {
        return "a text that is not UTF-8";
      }
      at_ += read.value;
      return nullptr;
    case array_of:
      for (std::uint64_t i = 0; i < read.value; ++i) {
        if (const char* wrong = skip<check>(depth + 1)) return wrong;
      }
      return nullptr;
    case map_of: return skip_map<check, Keys::any>(read.value, depth);
    case tagged: return skip<check>(depth + 1);
    case simple:
      return read.value < simple_false || read.value > simple_null ? "a simple value that we never write" : nullptr;
    default:
      return read.value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) ? "an integer beyond 64 bits" : nullptr;
  }
}

const char* Reader::take_checked(BytesView& item) {
  std::size_t start = at_;
  if (const char* wrong = skip<Check::all>(0)) return wrong;
  item = bytes_.substr(start, at_ - start);
  return nullptr;
}

const char* Reader::take_checked_map(BytesView& item) {
  std::size_t start = at_;
  std::uint64_t size = 0;
  if (const char* wrong = take_map(size)) return wrong;
  if (const char* wrong = skip_map<Check::all, Keys::text>(size, 0)) return wrong;
  item = bytes_.substr(start, at_ - start);
  return nullptr;
}

Result<std::int64_t> Reader::integer() {
  std::int64_t out = 0;
  if (const char* wrong = take(out)) return bad(wrong);
  return out;
}
Result<std::string_view> Reader::text() {
  std::string_view out;
  if (const char* wrong = take_text(out)) return bad(wrong);
  return out;
}
Result<BytesView> Reader::bytes() {
  BytesView out;
  if (const char* wrong = take_bytes(out)) return bad(wrong);
  return out;
}
Result<bool> Reader::boolean() {
  bool out = false;
  if (const char* wrong = take_boolean(out)) return bad(wrong);
  return out;
}
Result<BytesView> Reader::checked() {
  BytesView out;
  if (const char* wrong = take_checked(out)) return bad(wrong);
  return out;
}

Result<std::uint64_t> Reader::expect(int major, const char* otherwise) {
  std::uint64_t value = 0;
  if (const char* wrong = take_major(major, otherwise, value)) return bad(wrong);
  return value;
}
Result<std::uint64_t> Reader::array() { return expect(array_of, "expected an array"); }
Result<std::uint64_t> Reader::map() { return expect(map_of, "expected a map"); }
Result<std::uint64_t> Reader::tag() { return expect(tagged, "expected a tag"); }

Done Reader::null() {
  std::uint64_t value = TRY(expect(simple, "expected null"));
  if (value != simple_null) return bad("expected null");
  return {};
}

Result<BytesView> Reader::raw() {
  std::size_t start = at_;
  if (const char* wrong = skip<Check::bounds>(0)) return bad(wrong);
  return bytes_.substr(start, at_ - start);
}

bool is_utf8(std::string_view text) {
  auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < size;) {
    if (static_cast<unsigned char>(text[static_cast<std::size_t>(i)]) < 0x80) {
      ++i;
      continue;
    }
    std::int32_t code_point = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
    U8_NEXT(text, i, size, code_point);
#pragma GCC diagnostic pop
    if (code_point < 0) return false;
  }
  return true;
}

}  // namespace hashira::cbor
