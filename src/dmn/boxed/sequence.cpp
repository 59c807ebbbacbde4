// Ranges as sequences, lists as they are.
#include "dmn/boxed/sequence.h"

namespace hashira::dmn {
namespace {

std::optional<std::int64_t> sequence_end(const feel::Value& value) {
  if (value.is(feel::Kind::date)) return value.as_days();
  if (value.is(feel::Kind::number)) return value.as_integer();
  return std::nullopt;
}

}  // namespace

Sequence::Sequence(feel::Value source) : source_(std::move(source)) {
  ok_ = !source_.is_null();
  size_ = source_.is(feel::Kind::list) ? source_.size() : ok_ ? 1 : 0;
  if (!source_.is(feel::Kind::range)) return;
  const feel::RangeObject& range = source_.as_range();
  const auto low = sequence_end(range.low), high = sequence_end(range.high);
  ok_ = low && high && range.low.kind() == range.high.kind();
  if (!ok_) return;
  counts_ = true;
  dates_ = range.low.is(feel::Kind::date);
  first_ = *low + (range.low_side == feel::Side::open ? 1 : 0);
  const std::int64_t last = *high - (range.high_side == feel::Side::open ? 1 : 0);
  size_ = last < first_ ? 0 : static_cast<std::size_t>(last - first_) + 1;
}

feel::Value Sequence::at(std::size_t index) const {
  if (counts_) {
    const std::int64_t value = first_ + static_cast<std::int64_t>(index);
    return dates_ ? feel::Value::date_of_days(value) : feel::Value::integer(value);
  }
  return source_.is(feel::Kind::list) ? source_.at(index) : source_;
}

}  // namespace hashira::dmn
