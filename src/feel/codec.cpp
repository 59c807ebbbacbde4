#include "feel/codec.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "feel/number.h"
#include "feel/temporal.h"

namespace hashira::feel {
namespace {

namespace json = boost::json;

constexpr std::uint64_t tag_context = 40100, tag_date = 40101, tag_time = 40102, tag_date_time = 40103,
                        tag_days_time = 40104, tag_years_months = 40105, tag_wide_number = 40106;

constexpr int codec_depth_max = 200;

// The text of a temporal value, without @ and quotes.
std::string bare_text(const Value& value) {
  std::string literal = to_text(value);
  return literal.substr(2, literal.size() - 3);
}

void write_tagged(cbor::Writer& writer, std::uint64_t tag, std::string_view text) {
  writer.tag(tag);
  writer.text(text);
}

void write_number(cbor::Writer& writer, const Value& value) {
  if (!value.is_small_number()) return write_tagged(writer, tag_wide_number, value.as_number().text());
  if (value.scale() == 0) return writer.integer(value.coefficient());
  writer.decimal(value.coefficient(), -value.scale());
}

void write_context(cbor::Writer& writer, const Value& context) {
  writer.tag(tag_context);
  writer.array(context.size() * 2);
  for (std::size_t i = 0; i < context.size(); ++i) {
    writer.text(context.key(i));
    write_cbor(writer, context.at(i));
  }
}

tl::unexpected<Error> bad_bytes(std::string what) { return fail("feel.bad_cbor", std::move(what)); }

template <class T>
Result<T> read_as(std::optional<T> parsed, std::string_view text) {
  if (!parsed) return bad_bytes("`" + std::string(text) + "` is no value of its tag");
  return *parsed;
}

// Only what write_cbor writes: the text must be the value's own spelling.
Result<Value> checked(Value value, std::string_view text) {
  if (bare_text(value) != text) return bad_bytes("`" + std::string(text) + "` is not spelled as this writes it");
  return value;
}

Result<Value> read_temporal(std::uint64_t tag, std::string_view text) {
  switch (tag) {
    case tag_date:
      return checked(Value::date_of_days(TRY(read_as(parse_date(text), text))), text);
    case tag_time:
      return checked(Value::boxed(Kind::time, TRY(read_as(parse_time(text), text))), text);
    case tag_date_time:
      return checked(Value::boxed(Kind::date_time, TRY(read_as(parse_date_time(text), text))), text);
    case tag_days_time:
      return checked(Value::boxed(Kind::days_time_duration, TRY(read_as(parse_days_time_duration(text), text))), text);
    case tag_years_months:
      return checked(Value::months(TRY(read_as(parse_years_months_duration(text), text))), text);
    default:
      return bad_bytes("tag " + std::to_string(tag) + " is not one of a FEEL value");
  }
}

Result<Value> read_decimal(cbor::Reader& reader) {
  if (TRY(reader.array()) != 2) return bad_bytes("a decimal has an exponent and a coefficient");
  std::int64_t exponent = TRY(reader.integer()), coefficient = TRY(reader.integer());
  bool normal = exponent < 0 && exponent >= -Decimal::max_small_scale && coefficient % 10 != 0;
  if (!normal) return bad_bytes("a decimal is not in its one normal form");
  return Value::decimal(coefficient, static_cast<int>(-exponent));
}

Result<Value> read_item(cbor::Reader& reader, int depth);

Result<Value> read_context(cbor::Reader& reader, int depth) {
  std::uint64_t size = TRY(reader.array());
  if (size % 2 != 0) return bad_bytes("a context has keys and values in turn");
  std::vector<Entry> entries;
  for (std::uint64_t i = 0; i < size / 2; ++i) {
    std::string key(TRY(reader.text()));
    for (const Entry& other : entries) {
      if (other.first == key) return bad_bytes("a context has the key `" + key + "` twice");
    }
    entries.emplace_back(std::move(key), TRY(read_item(reader, depth + 1)));
  }
  return Value::context(std::move(entries));
}

Result<Value> read_list(cbor::Reader& reader, int depth) {
  std::uint64_t size = TRY(reader.array());
  std::vector<Value> items;
  for (std::uint64_t i = 0; i < size; ++i) items.push_back(TRY(read_item(reader, depth + 1)));
  return Value::list(std::move(items));
}

Result<Value> read_tagged(cbor::Reader& reader, int depth) {
  std::uint64_t tag = TRY(reader.tag());
  if (tag == 4) return read_decimal(reader);
  if (tag == tag_context) return read_context(reader, depth);
  std::string_view text = TRY(reader.text());
  if (tag != tag_wide_number) return read_temporal(tag, text);
  Decimal number = TRY(read_as(Decimal::parse(text), text));
  if (number.is_small() || number.text() != text) return bad_bytes("a wide number is not in its one normal form");
  return Value::number(number);
}

Result<Value> read_item(cbor::Reader& reader, int depth) {
  if (depth > codec_depth_max) return bad_bytes("values are nested too deep");
  switch (reader.peek()) {
    case cbor::Type::null:
      CHECK_OK(reader.null());
      return Value::null();
    case cbor::Type::boolean:
      return Value::boolean(TRY(reader.boolean()));
    case cbor::Type::integer:
      return Value::integer(TRY(reader.integer()));
    case cbor::Type::text:
      return Value::string(TRY(reader.text()));
    case cbor::Type::array:
      return read_list(reader, depth);
    case cbor::Type::tag:
      return read_tagged(reader, depth);
    default:
      return bad_bytes("byte " + std::to_string(reader.offset()) + " starts no FEEL value");
  }
}

json::value number_json(const Value& value) {
  if (auto integer = value.as_integer()) return *integer;
  return json::value(value.as_number().text());
}

// ---- from JSON

struct JsonPath {
  std::string text;
  int depth = 0;
};

tl::unexpected<Error> bad_json(const JsonPath& path, std::string_view found, const Type& type) {
  return fail("feel.bad_json", std::string(found) + " does not read as " + to_text(type), "give a value of that type",
              Place{path.text.empty() ? "value" : path.text});
}

Result<Value> from_json_at(const json::value& value, const Type& type, const JsonPath& path);

Result<Value> text_as(std::string_view text, const Type& type, const JsonPath& path) {
  auto made = [&](auto parsed, auto make) -> Result<Value> {
    if (!parsed) return bad_json(path, "\"" + std::string(text.substr(0, 60)) + "\"", type);
    return make(*parsed);
  };
  switch (type.kind()) {
    case TypeKind::any:
    case TypeKind::string:
      return Value::string(text);
    case TypeKind::number:
      return made(Decimal::parse(text), [](const Decimal& n) { return Value::number(n); });
    case TypeKind::date:
      return made(parse_date(text), [](std::int64_t days) { return Value::date_of_days(days); });
    case TypeKind::time:
      return made(parse_time(text), [](const TimeOfDay& t) { return Value::boxed(Kind::time, t); });
    case TypeKind::date_time:
      return made(parse_date_time(text), [](const DateTime& t) { return Value::boxed(Kind::date_time, t); });
    case TypeKind::days_time_duration:
      return made(parse_days_time_duration(text), [](const auto& d) { return Value::boxed(Kind::days_time_duration, d); });
    case TypeKind::years_months_duration:
      return made(parse_years_months_duration(text), [](std::int64_t m) { return Value::months(m); });
    default:
      return bad_json(path, "a text", type);
  }
}

// Numbers of JSON are read by their text, so that 0.1 is a tenth; what JSON itself holds as binary is read as its shortest
// decimal, which is the text that was written unless it had more than 17 digits.
Result<Value> number_from(const json::value& value, const Type& type, const JsonPath& path) {
  if (!type.is(TypeKind::any) && !type.is(TypeKind::number)) return bad_json(path, "a number", type);
  if (value.is_int64()) return Value::integer(value.as_int64());
  std::string text = value.is_uint64() ? std::to_string(value.as_uint64()) : fmt::format("{}", value.as_double());
  auto number = Decimal::parse(text);
  if (!number) return bad_json(path, text, type);
  return Value::number(*number);
}

Result<Value> list_from(const json::array& array, const Type& type, const JsonPath& path) {
  if (!type.is(TypeKind::any) && !type.is(TypeKind::list)) return bad_json(path, "a list", type);
  std::vector<Value> items;
  items.reserve(array.size());
  for (std::size_t i = 0; i < array.size(); ++i) {
    JsonPath inner{path.text + "[" + std::to_string(i + 1) + "]", path.depth + 1};
    items.push_back(TRY(from_json_at(array[i], type.item(), inner)));
  }
  return Value::list(std::move(items));
}

Result<Value> context_from(const json::object& object, const Type& type, const JsonPath& path) {
  if (!type.is(TypeKind::any) && !type.is(TypeKind::context)) return bad_json(path, "an object", type);
  std::vector<Entry> entries;
  for (const auto& member : object) {
    std::string key(member.key());
    const Type::Field* field = type.field(key);
    JsonPath inner{path.text.empty() ? key : path.text + "." + key, path.depth + 1};
    Value value = TRY(from_json_at(member.value(), field ? field->type : Type{}, inner));
    entries.emplace_back(std::move(key), std::move(value));
  }
  return Value::context(std::move(entries));
}

Result<Value> from_json_at(const json::value& value, const Type& type, const JsonPath& path) {
  if (path.depth > codec_depth_max) return fail("feel.bad_json", "values are nested too deep", "", Place{path.text});
  switch (value.kind()) {
    case json::kind::null:
      return Value::null();
    case json::kind::bool_:
      if (!type.is(TypeKind::any) && !type.is(TypeKind::boolean)) return bad_json(path, "true or false", type);
      return Value::boolean(value.as_bool());
    case json::kind::string:
      return text_as(value.as_string(), type, path);
    case json::kind::array:
      return list_from(value.as_array(), type, path);
    case json::kind::object:
      return context_from(value.as_object(), type, path);
    default:
      return number_from(value, type, path);
  }
}

}  // namespace

void write_cbor(cbor::Writer& writer, const Value& value) {
  switch (value.kind()) {
    case Kind::boolean:
      return writer.boolean(value.is_true());
    case Kind::number:
      return write_number(writer, value);
    case Kind::string:
      return writer.text(value.as_string());
    case Kind::date:
      return write_tagged(writer, tag_date, bare_text(value));
    case Kind::time:
      return write_tagged(writer, tag_time, bare_text(value));
    case Kind::date_time:
      return write_tagged(writer, tag_date_time, bare_text(value));
    case Kind::days_time_duration:
      return write_tagged(writer, tag_days_time, bare_text(value));
    case Kind::years_months_duration:
      return write_tagged(writer, tag_years_months, bare_text(value));
    case Kind::list:
      writer.array(value.size());
      for (const Value& item : value.items()) write_cbor(writer, item);
      return;
    case Kind::context:
      return write_context(writer, value);
    default:
      return writer.null();
  }
}

Result<Value> read_cbor(cbor::Reader& reader) { return read_item(reader, 0); }

json::value to_json(const Value& value) {
  switch (value.kind()) {
    case Kind::null:
      return nullptr;
    case Kind::boolean:
      return value.is_true();
    case Kind::number:
      return number_json(value);
    case Kind::string:
      return json::value(std::string(value.as_string()));
    case Kind::list: {
      json::array items;
      for (const Value& item : value.items()) items.push_back(to_json(item));
      return items;
    }
    case Kind::context: {
      json::object entries;
      for (std::size_t i = 0; i < value.size(); ++i) entries[value.key(i)] = to_json(value.at(i));
      return entries;
    }
    case Kind::range:
    case Kind::function:
      return json::value(to_text(value));
    default:
      return json::value(bare_text(value));
  }
}

Result<Value> from_json(const json::value& value, const Type& type) { return from_json_at(value, type, {}); }

}  // namespace hashira::feel
