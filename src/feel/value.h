// A FEEL value: 16 bytes, never changing, equal values in one normal form; safe to share between threads.
//
// Small numbers, booleans, dates and nulls stand in place; the rest stands behind a counted object (object.h).
// Requires of every as_/item accessor: the kind it names, unless it returns an optional. Written in DMN 1.5 §10.3.2.
#pragma once

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "feel/object.h"
#include "feel/reason.h"

namespace hashira::feel {

class Decimal;   // number.h
class Callable;  // function.h
class Value;
struct Shape;
struct RangeObject;

enum class Kind : std::uint8_t {
  null, boolean, number, string, date, time, date_time, days_time_duration, years_months_duration, list, context, range, function
};

std::string_view kind_name(Kind kind);  // as `instance of` writes it: "date and time"

// What a time, date and time or duration holds: defined by temporal.h, boxed here.
template <class T>
struct Boxed final : Object {
  explicit Boxed(T content) : value(std::move(content)) {}
  T value;
};

using Entry = std::pair<std::string, Value>;

// FAST PATH: where an entry of some name stood when it was last found, and in contexts of which shape. Threads may share
// and overwrite it: shape and place stand in one word, and no two shapes have one number.
class EntryHint {
 public:
  static constexpr std::uint64_t places = 4096;

  EntryHint() = default;
  EntryHint(const EntryHint& other) : word_(other.word()) {}
  EntryHint& operator=(const EntryHint& other) {
    word_.store(other.word(), std::memory_order_relaxed);
    return *this;
  }
  // The place, if it was noted for this shape; `places` otherwise.
  std::uint64_t place_in(std::uint64_t shape) const {
    const std::uint64_t word = this->word();
    return word / places == shape ? word % places : places;
  }
  void note(std::uint64_t shape, std::uint64_t place) const {
    if (place < places) word_.store(shape * places + place, std::memory_order_relaxed);
  }

 private:
  std::uint64_t word() const { return word_.load(std::memory_order_relaxed); }
  mutable std::atomic<std::uint64_t> word_{0};
};

class Value {
 public:
  constexpr Value() = default;  // null, no reason
  Value(const Value& other) : head_(other.head_), word_(other.word_) {
    if (head_.boxed) object()->retain();
  }
  Value(Value&& other) noexcept : head_(other.head_), word_(other.word_) { other.head_ = {}; }
  Value& operator=(const Value& other) {
    if (other.head_.boxed) other.object()->retain();
    take(other.head_, other.word_);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    const Head head = other.head_;
    other.head_ = {};
    take(head, other.word_);
    return *this;
  }
  ~Value() {
    // The second test is for g++ 12, which else warns of a null where it has seen through only half of this.
    if (head_.boxed)
      if (const Object* held = object()) held->release();
  }
  // Makes nulls of a run of values. FAST PATH: by whole words, since a word read back after four byte stores has to wait.
  static void reset(std::span<Value> values) {
    for (Value& value : values) {
      value.~Value();
      std::memset(static_cast<void*>(&value), 0, sizeof(Value));  // all zeros is a plain null
    }
  }

  static Value null() { return {}; }
  static Value null(Reason reason, Origin origin = {});
  static Value boolean(bool value);
  static Value integer(std::int64_t value);
  static Value decimal(std::int64_t coefficient, int scale);  // coefficient × 10^-scale
  static Value number(const Decimal& number);
  static Value number(const std::optional<Decimal>& number);  // nullopt is null (overflow)
  // A string longer than this is null (out_of_fuel) instead.
  static constexpr std::size_t string_bytes_max = 16 << 20;
  static Value string(std::string_view utf8);
  static Value date(hashira::Date date);
  static Value date_of_days(std::int64_t days_since_1970);
  static Value months(std::int64_t months);  // a years and months duration
  static Value list(std::vector<Value> items);
  // FAST PATH of loops: the list gets one more item in place if nobody else holds it; false (and unchanged) otherwise.
  bool append_unshared(const Value& item);
  static Value context(std::vector<Entry> entries);  // order kept; Requires: names differ
  static Value context(Ref<Shape> shape, std::vector<Value> values);
  static Value range(Ref<RangeObject> range);
  static Value function(Ref<Callable> callable);
  // Time, date and time, days and time duration: the types of temporal.h.
  template <class T>
  static Value boxed(Kind kind, T content) {
    return of_object(kind, new Boxed<T>(std::move(content)));
  }

  // Lists, contexts, ranges and closures nest no deeper than this; what would is null (out_of_fuel) instead, so that
  // walking and destroying a value never runs out of stack.
  static constexpr int nesting_max = 1000;
  int nesting() const { return head_.boxed ? object()->nesting() : 0; }
  // What making it took, what stands inside not counted: for Environment::spend_bytes.
  std::size_t bytes() const { return head_.boxed ? bytes_of_object() : 0; }

  Kind kind() const { return head_.kind; }
  bool is(Kind kind) const { return head_.kind == kind; }
  bool is_null() const { return is(Kind::null); }
  bool is_true() const { return is(Kind::boolean) && word_ == 1; }
  bool is_false() const { return is(Kind::boolean) && word_ == 0; }

  Reason reason() const { return is_null() ? head_.reason : Reason::none; }
  Origin origin() const;
  Value at_origin(Origin origin) const;  // a failed null without an origin gets this one

  std::optional<bool> as_boolean() const;
  std::optional<std::int64_t> as_integer() const;  // a whole number of 64 bits
  std::optional<hashira::Date> as_date() const;    // a date within Date's years
  Decimal as_number() const;
  bool is_small_number() const { return is(Kind::number) && !head_.boxed; }
  std::int64_t coefficient() const { return word_; }  // Requires: is_small_number()
  int scale() const { return head_.scale; }           // Requires: is_small_number()
  std::string_view as_string() const;
  // FAST PATH: a text's first eight bytes as a number in their order; missing ones count as 0, the least.
  std::uint64_t text_prefix() const;
  std::int64_t as_days() const { return word_; }    // a date
  std::int64_t as_months() const { return word_; }  // a years and months duration
  template <class T>
  const T& as_boxed() const {
    return static_cast<const Boxed<T>*>(object())->value;
  }
  const RangeObject& as_range() const;
  const Callable& as_function() const;

  // Lists and contexts. `size` is 0 for everything else.
  std::size_t size() const;
  const Value& at(std::size_t index) const;       // the item, or the entry's value
  std::span<const Value> items() const;           // of a list: its items; of a context: the values in order
  std::string_view key(std::size_t index) const;  // of a context
  const Value* find(std::string_view key) const;  // nullptr: no such entry, or not a context
  const Value* find(std::string_view key, const EntryHint& hint) const;  // the same by the hint, which it keeps up
  const Shape& shape() const;                     // of a context

 private:
  struct alignas(4) Head {
    Kind kind = Kind::null;
    bool boxed = false;
    std::int8_t scale = 0;
    Reason reason = Reason::none;
  };
  static Value of_object(Kind kind, const Object* object);
  static Value in_place(Kind kind, std::int64_t word);
  // Gives up what it holds for what was counted already.
  void take(Head head, std::int64_t word) {
    const Object* before = head_.boxed ? object() : nullptr;
    head_ = head;
    word_ = word;
    if (before) before->release();
  }
  const Object* object() const { return reinterpret_cast<const Object*>(word_); }
  std::size_t bytes_of_object() const;
  const Value* find_at_length(std::string_view key, const EntryHint& hint) const;

  Head head_;
  std::int64_t word_ = 0;
};

static_assert(sizeof(Value) == 16);

int nesting_of(std::span<const Value> values);  // of something that holds these: one more than the deepest

// The entry names of a context, shared by all contexts that one expression makes.
struct Shape final : Object {
  explicit Shape(std::vector<std::string> entry_names);
  std::optional<std::size_t> find(std::string_view name) const;

  // The shape with these names, which this thread may have made before: contexts read from one kind of record share it.
  static Ref<Shape> of(std::vector<std::string> entry_names);

  std::vector<std::string> names;
  const std::uint64_t number;  // from 1; no other shape of this process has it

 private:
  std::vector<std::uint32_t> by_name_;  // only for many names: their numbers in the order of the names
};

// What stands behind a string.
struct StringObject final : Object {
  explicit StringObject(std::string_view content);
  std::uint64_t prefix;
  std::string text;
};

inline std::string_view Value::as_string() const {
  assert(is(Kind::string));
  return static_cast<const StringObject*>(object())->text;
}

inline std::uint64_t Value::text_prefix() const {
  assert(is(Kind::string));
  return static_cast<const StringObject*>(object())->prefix;
}

// What stands behind a context.
struct ContextObject final : Object {
  ContextObject(Ref<Shape> s, std::vector<Value> v, int nesting) : shape(std::move(s)), values(std::move(v)) {
    nest(nesting);
  }
  Ref<Shape> shape;
  std::vector<Value> values;
};

inline const Value* Value::find(std::string_view key, const EntryHint& hint) const {
  if (!is(Kind::context)) return nullptr;
  const auto* context = static_cast<const ContextObject*>(object());
  const std::uint64_t place = hint.place_in(context->shape->number);
  return place != EntryHint::places ? &context->values[place] : find_at_length(key, hint);
}

// One side of a range: `none` is the open side of "< 5"; `open` and `closed` have an endpoint (which may be null).
enum class Side : std::uint8_t { none, open, closed };

// `(= 10)` and `(!= 10)` are values too, beside the intervals; their endpoint stands in `low`.
enum class RangeForm : std::uint8_t { interval, equal, not_equal };

struct RangeObject final : Object {
  RangeObject(Side low_side_, Value low_, Value high_, Side high_side_, RangeForm form_ = RangeForm::interval)
      : low(std::move(low_)), high(std::move(high_)), low_side(low_side_), high_side(high_side_), form(form_) {
    nest(1 + std::max(low.nesting(), high.nesting()));
  }
  Value low, high;
  Side low_side, high_side;
  RangeForm form;
};

inline Value make_range(Side low_side, Value low, Value high, Side high_side) {
  return Value::range(make_ref<RangeObject>(low_side, std::move(low), std::move(high), high_side));
}

// FEEL `=`: true or false; nullopt where FEEL gives null (values of different types).
std::optional<bool> equal(const Value& a, const Value& b);
// −1, 0, 1 for values that `<` can compare; nullopt otherwise.
std::optional<int> compare(const Value& a, const Value& b);
// The same value bit for bit, nulls equal: for tests, sets and indexes.
bool identical(const Value& a, const Value& b);
// A FEEL literal that reads back as the same value (functions print as their head).
std::string to_text(const Value& value);

}  // namespace hashira::feel
