#include "journal/body.h"

#include <algorithm>
#include <cassert>
#include <limits>

#include "journal/internal/text.h"

namespace hashira::journal {
namespace {

constexpr std::uint64_t tag_days = 100;  // RFC 8943: days since 1970-01-01
constexpr int body_depth_max = 32;

tl::unexpected<Error> bad_body(const cbor::Reader& at, std::string_view what) {
  return fail("journal.bad_body", fmt::format("byte {} of the body: {}", at.offset(), what));
}

Done check_item(cbor::Reader& reader, int depth);

Done check_array(cbor::Reader& reader, int depth) {
  std::uint64_t size = TRY(reader.array());
  for (std::uint64_t i = 0; i < size; ++i) CHECK_OK(check_item(reader, depth + 1));
  return {};
}

enum class Keys { text, any };

Done check_map(cbor::Reader& reader, int depth, Keys keys) {
  std::uint64_t size = TRY(reader.map());
  BytesView before;
  for (std::uint64_t i = 0; i < size; ++i) {
    if (keys == Keys::text && reader.peek() != cbor::Type::text) return bad_body(reader, "a key that is no text");
    cbor::Reader ahead = reader;
    BytesView key = TRY(ahead.raw());
    if (i > 0 && key <= before) return bad_body(reader, "a key that is not above the one before it");
    before = key;
    CHECK_OK(check_item(reader, depth + 1));
    CHECK_OK(check_item(reader, depth + 1));
  }
  return {};
}

Done check_text(cbor::Reader& reader) {
  if (!is_utf8(TRY(reader.text()))) return bad_body(reader, "a text that is not UTF-8");
  return {};
}

Done check_tagged(cbor::Reader& reader, int depth) {
  TRY(reader.tag());
  return check_item(reader, depth + 1);
}

Done check_item(cbor::Reader& reader, int depth) {
  if (depth > body_depth_max) return bad_body(reader, "nested too deeply");
  switch (reader.peek()) {
    case cbor::Type::integer: TRY(reader.integer()); return {};
    case cbor::Type::text: return check_text(reader);
    case cbor::Type::bytes: TRY(reader.bytes()); return {};
    case cbor::Type::boolean: TRY(reader.boolean()); return {};
    case cbor::Type::null: return reader.null();
    case cbor::Type::array: return check_array(reader, depth);
    case cbor::Type::map: return check_map(reader, depth, Keys::any);
    case cbor::Type::tag: return check_tagged(reader, depth);
    case cbor::Type::end: break;
  }
  return bad_body(reader, "the bytes end, or hold what is never written");
}

template <class T>
std::optional<T> as_optional(Result<T> result) {
  if (!result) return std::nullopt;
  return std::move(*result);
}

}  // namespace

Done check_body(BytesView encoded) {
  cbor::Reader reader(encoded);
  if (reader.peek() != cbor::Type::map) return bad_body(reader, "a body is a map");
  CHECK_OK(check_map(reader, 0, Keys::text));
  if (!reader.at_end()) return bad_body(reader, "something follows the map");
  return {};
}

Body::Body() : encoded_("\xa0") {}
Body::Body(Bytes encoded) : encoded_(std::move(encoded)) {}

std::vector<std::pair<std::string_view, BytesView>> Body::fields() const {
  std::vector<std::pair<std::string_view, BytesView>> out;
  cbor::Reader reader(encoded_);
  std::uint64_t size = reader.map().value_or(0);
  for (std::uint64_t i = 0; i < size; ++i) {
    auto key = reader.text();
    auto value = key ? reader.raw() : Result<BytesView>(BytesView());
    if (!key || !value) break;
    out.emplace_back(*key, *value);
  }
  return out;
}

std::optional<BytesView> Body::raw(std::string_view key) const {
  cbor::Reader reader(encoded_);
  std::uint64_t size = reader.map().value_or(0);
  for (std::uint64_t i = 0; i < size; ++i) {
    auto name = reader.text();
    if (!name) break;
    auto value = reader.raw();
    if (!value) break;
    if (*name == key) return *value;
  }
  return std::nullopt;
}

std::optional<std::int64_t> Body::integer(std::string_view key) const {
  auto item = raw(key);
  return item ? as_optional(cbor::Reader(*item).integer()) : std::nullopt;
}

std::optional<Yen> Body::yen(std::string_view key) const {
  auto count = integer(key);
  return count ? std::optional(Yen(*count)) : std::nullopt;
}

std::optional<Date> Body::date(std::string_view key) const {
  auto item = raw(key);
  if (!item) return std::nullopt;
  cbor::Reader reader(*item);
  if (reader.tag() != tag_days) return std::nullopt;
  auto days = reader.integer();
  using Limits = std::numeric_limits<std::int32_t>;
  if (!days || *days < Limits::min() || *days > Limits::max()) return std::nullopt;
  return Date(static_cast<std::int32_t>(*days));
}

std::optional<std::string_view> Body::text(std::string_view key) const {
  auto item = raw(key);
  return item ? as_optional(cbor::Reader(*item).text()) : std::nullopt;
}

std::optional<BytesView> Body::bytes(std::string_view key) const {
  auto item = raw(key);
  return item ? as_optional(cbor::Reader(*item).bytes()) : std::nullopt;
}

std::optional<bool> Body::boolean(std::string_view key) const {
  auto item = raw(key);
  return item ? as_optional(cbor::Reader(*item).boolean()) : std::nullopt;
}

BodyWriter& BodyWriter::add(std::string_view key, cbor::Writer value) {
  cbor::Writer name;
  name.text(key);
  fields_.emplace_back(std::move(name).out(), std::move(value).out());
  return *this;
}

BodyWriter& BodyWriter::integer(std::string_view key, std::int64_t value) {
  cbor::Writer writer;
  writer.integer(value);
  return add(key, std::move(writer));
}

BodyWriter& BodyWriter::date(std::string_view key, Date value) {
  cbor::Writer writer;
  writer.tag(tag_days);
  writer.integer(value.days());
  return add(key, std::move(writer));
}

BodyWriter& BodyWriter::text(std::string_view key, std::string_view value) {
  cbor::Writer writer;
  writer.text(value);
  return add(key, std::move(writer));
}

BodyWriter& BodyWriter::bytes(std::string_view key, BytesView value) {
  cbor::Writer writer;
  writer.bytes(value);
  return add(key, std::move(writer));
}

BodyWriter& BodyWriter::boolean(std::string_view key, bool value) {
  cbor::Writer writer;
  writer.boolean(value);
  return add(key, std::move(writer));
}

BodyWriter& BodyWriter::raw(std::string_view key, BytesView encoded_item) {
  cbor::Writer writer;
  writer.raw(encoded_item);
  return add(key, std::move(writer));
}

Body BodyWriter::body() const {
  auto sorted = fields_;
  std::sort(sorted.begin(), sorted.end());
  auto same_key = [](const auto& a, const auto& b) { return a.first == b.first; };
  bool unique = std::adjacent_find(sorted.begin(), sorted.end(), same_key) == sorted.end();
  assert(unique);
  (void)unique;
  cbor::Writer writer;
  writer.map(sorted.size());
  for (const auto& [key, value] : sorted) {
    writer.raw(key);
    writer.raw(value);
  }
  return Body(std::move(writer).out());
}

}  // namespace hashira::journal
