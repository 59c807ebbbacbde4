#include "journal/body.h"

#include <algorithm>
#include <cassert>
#include <limits>


namespace hashira::journal {
namespace {

constexpr std::uint64_t tag_days = 100;  // RFC 8943: days since 1970-01-01

template <class T>
std::optional<T> as_optional(Result<T> result) {
  if (!result) return std::nullopt;
  return std::move(*result);
}

}  // namespace

Done check_body(BytesView encoded) {
  cbor::Reader reader(encoded);
  BytesView item;
  const char* wrong = reader.take_checked_map(item);
  if (wrong == nullptr && !reader.at_end()) wrong = "something follows the map";
  if (wrong == nullptr) return {};
  return fail("journal.bad_body", fmt::format("byte {} of the body: {}", reader.offset(), wrong));
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
