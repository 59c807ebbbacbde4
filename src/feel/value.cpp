#include "feel/value.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>

#include "feel/function.h"
#include "feel/number.h"

namespace hashira::feel {
namespace {

std::uint64_t first_eight_bytes(std::string_view text) {
  std::uint64_t prefix = 0;
  if (!text.empty()) std::memcpy(&prefix, text.data(), std::min<std::size_t>(text.size(), 8));  // an empty view may point nowhere
  return std::endian::native == std::endian::little ? __builtin_bswap64(prefix) : prefix;
}

struct ListObject final : Object {
  using Object::nest;
  ListObject(std::vector<Value> content, int nesting) : items(std::move(content)) { nest(nesting); }
  std::vector<Value> items;
};

constexpr std::size_t few_names = 8;

}  // namespace

StringObject::StringObject(std::string_view content) : prefix(first_eight_bytes(content)), text(content) {}

std::string_view kind_name(Kind kind) {
  constexpr std::array<std::string_view, 13> names{
      "Null", "boolean", "number", "string", "date", "time", "date and time", "days and time duration",
      "years and months duration", "list", "context", "range", "function"};
  return names[static_cast<std::size_t>(kind)];
}

namespace {

std::uint64_t next_shape_number() {
  static std::atomic<std::uint64_t> last{0};
  return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

}  // namespace

Ref<Shape> Shape::of(std::vector<std::string> entry_names) {
  constexpr std::size_t recent_shapes = 32, kept_bytes_max = 4096;  // what a thread keeps stays small whatever it reads
  thread_local std::array<Ref<Shape>, recent_shapes> recent;
  std::size_t mix = entry_names.size(), bytes = 0;
  for (const std::string& name : entry_names) {
    mix = mix * 31 + name.size() * 7 + (name.empty() ? 0 : static_cast<unsigned char>(name[0]));
    bytes += name.size() + 1;
  }
  if (bytes > kept_bytes_max) return make_ref<Shape>(std::move(entry_names));
  Ref<Shape>& known = recent[mix % recent_shapes];
  if (!known || known->names != entry_names) known = make_ref<Shape>(std::move(entry_names));
  return known;
}

Shape::Shape(std::vector<std::string> entry_names) : names(std::move(entry_names)), number(next_shape_number()) {
  if (names.size() <= few_names) return;
  by_name_.resize(names.size());
  std::iota(by_name_.begin(), by_name_.end(), 0u);
  std::sort(by_name_.begin(), by_name_.end(), [&](auto a, auto b) { return names[a] < names[b]; });
}

std::optional<std::size_t> Shape::find(std::string_view name) const {
  if (by_name_.empty()) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == name) return i;
    }
    return std::nullopt;
  }
  auto at = std::lower_bound(by_name_.begin(), by_name_.end(), name, [&](auto i, auto n) { return names[i] < n; });
  if (at == by_name_.end() || names[*at] != name) return std::nullopt;
  return *at;
}

Value Value::of_object(Kind kind, const Object* object) {
  Value value;
  value.head_.kind = kind;
  value.head_.boxed = true;
  value.word_ = reinterpret_cast<std::int64_t>(object);
  return value;
}

Value Value::in_place(Kind kind, std::int64_t word) {
  Value value;
  value.head_.kind = kind;
  value.word_ = word;
  return value;
}

Value Value::null(Reason reason, Origin origin) {
  Value value = in_place(Kind::null, static_cast<std::int64_t>((std::uint64_t{origin.source} << 32) | origin.node));
  value.head_.reason = reason;
  return value;
}

Origin Value::origin() const {
  auto word = static_cast<std::uint64_t>(word_);
  return {static_cast<std::uint32_t>(word >> 32), static_cast<std::uint32_t>(word)};
}

Value Value::at_origin(Origin origin) const {
  if (!is_null() || reason() == Reason::none || Value::origin().node != 0) return *this;
  return null(reason(), origin);
}

Value Value::boolean(bool value) { return in_place(Kind::boolean, value ? 1 : 0); }
Value Value::integer(std::int64_t value) {
  if (value == std::numeric_limits<std::int64_t>::min()) return number(Decimal(value));  // it has no opposite in place
  return in_place(Kind::number, value);
}
Value Value::decimal(std::int64_t coefficient, int scale) { return number(Decimal::of(coefficient, scale)); }

Value Value::number(const Decimal& number) {
  if (!number.is_small()) return of_object(Kind::number, new Boxed<Decimal>(number));
  Value value = in_place(Kind::number, number.coefficient());
  value.head_.scale = static_cast<std::int8_t>(number.scale());
  return value;
}

Value Value::number(const std::optional<Decimal>& number) {
  return number ? Value::number(*number) : null(Reason::overflow);
}

Value Value::string(std::string_view utf8) {
  if (utf8.size() > string_bytes_max) return null(Reason::out_of_fuel);
  return of_object(Kind::string, new StringObject(utf8));
}
Value Value::date(hashira::Date date) { return in_place(Kind::date, date.days()); }
Value Value::date_of_days(std::int64_t days) { return in_place(Kind::date, days); }
Value Value::months(std::int64_t months) { return in_place(Kind::years_months_duration, months); }

int nesting_of(std::span<const Value> values) {
  int deepest = 0;
  for (const Value& value : values) deepest = std::max(deepest, value.nesting());
  return deepest + 1;
}

Value Value::list(std::vector<Value> items) {
  int nesting = nesting_of(items);
  if (nesting > nesting_max) return null(Reason::out_of_fuel);
  return of_object(Kind::list, new ListObject(std::move(items), nesting));
}

bool Value::append_unshared(const Value& item) {
  if (!is(Kind::list) || object()->is_shared() || item.nesting() >= nesting_max) return false;
  auto* list = const_cast<ListObject*>(static_cast<const ListObject*>(object()));
  list->items.push_back(item);
  list->nest(std::max(list->nesting(), item.nesting() + 1));
  return true;
}

Value Value::context(std::vector<Entry> entries) {
  std::vector<std::string> names;
  std::vector<Value> values;
  names.reserve(entries.size());
  values.reserve(entries.size());
  for (Entry& entry : entries) {
    names.push_back(std::move(entry.first));
    values.push_back(std::move(entry.second));
  }
  return context(Shape::of(std::move(names)), std::move(values));
}

Value Value::context(Ref<Shape> shape, std::vector<Value> values) {
  assert(shape->names.size() == values.size());
  int nesting = nesting_of(values);
  if (nesting > nesting_max) return null(Reason::out_of_fuel);
  return of_object(Kind::context, new ContextObject(std::move(shape), std::move(values), nesting));
}

Value Value::range(Ref<RangeObject> range) {
  if (range->nesting() > nesting_max) return null(Reason::out_of_fuel);
  return of_object(Kind::range, range.leave());
}
Value Value::function(Ref<Callable> callable) {
  if (callable->nesting() > nesting_max) return null(Reason::out_of_fuel);
  return of_object(Kind::function, callable.leave());
}

std::optional<bool> Value::as_boolean() const {
  if (!is(Kind::boolean)) return std::nullopt;
  return word_ == 1;
}

std::optional<std::int64_t> Value::as_integer() const {
  if (!is_small_number() || head_.scale != 0) return std::nullopt;
  return word_;
}

std::optional<hashira::Date> Value::as_date() const {
  if (!is(Kind::date) || word_ != static_cast<std::int32_t>(word_)) return std::nullopt;
  return hashira::Date(static_cast<std::int32_t>(word_));
}

Decimal Value::as_number() const {
  assert(is(Kind::number));
  return head_.boxed ? as_boxed<Decimal>() : Decimal::small(word_, head_.scale);
}

const RangeObject& Value::as_range() const {
  assert(is(Kind::range));
  return *static_cast<const RangeObject*>(object());
}

const Callable& Value::as_function() const {
  assert(is(Kind::function));
  return *static_cast<const Callable*>(object());
}

std::span<const Value> Value::items() const {
  if (is(Kind::list)) return static_cast<const ListObject*>(object())->items;
  if (is(Kind::context)) return static_cast<const ContextObject*>(object())->values;
  return {};
}

std::size_t Value::bytes_of_object() const {
  constexpr std::size_t object_bytes = 64;
  return object_bytes + (is(Kind::string) ? as_string().size() : size() * sizeof(Value));
}

std::size_t Value::size() const { return items().size(); }
const Value& Value::at(std::size_t index) const { return items()[index]; }
const Shape& Value::shape() const { return *static_cast<const ContextObject*>(object())->shape; }
std::string_view Value::key(std::size_t index) const { return shape().names[index]; }

const Value* Value::find(std::string_view key) const {
  if (!is(Kind::context)) return nullptr;
  auto index = shape().find(key);
  return index ? &at(*index) : nullptr;
}

const Value* Value::find_at_length(std::string_view key, const EntryHint& hint) const {
  const auto* context = static_cast<const ContextObject*>(object());
  const Shape& shape = *context->shape;
  auto index = shape.find(key);
  if (!index) return nullptr;
  hint.note(shape.number, *index);
  return &context->values[*index];
}

}  // namespace hashira::feel
