#include "feel/meets.h"

#include <array>

#include "feel/arithmetic.h"
#include "feel/temporal.h"

namespace hashira::feel {
namespace {

// A value of the type; null where one value does not stand for all.
Value sample_of(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean:
      return Value::boolean(true);
    case TypeKind::number:
      return Value::integer(1);
    case TypeKind::string:
      return Value::string("a");
    case TypeKind::date:
      return Value::date_of_days(0);
    case TypeKind::time:
      return Value::boxed(Kind::time, TimeOfDay{0, Zone::utc()});
    case TypeKind::date_time:
      return Value::boxed(Kind::date_time, at_midnight_utc(0));
    case TypeKind::days_time_duration:
      return Value::boxed(Kind::days_time_duration, DaysTimeDuration{60, 0});
    case TypeKind::years_months_duration:
      return Value::months(1);
    case TypeKind::list:
      return Value::list({});
    case TypeKind::context:
      return Value::context(std::vector<Entry>{});
    case TypeKind::range:
      return make_range(Side::closed, Value::integer(1), Value::integer(2), Side::closed);
    default:
      return {};
  }
}

bool known(const Type& type) { return !sample_of(type.kind()).is_null(); }

Value arithmetic_sample(Form form, const Value& a, const Value& b) {
  switch (form) {
    case Form::add:
      return sum_of(a, b);
    case Form::subtract:
      return difference_of(a, b);
    case Form::multiply:
      return product_of(a, b);
    case Form::divide:
      return quotient_of(a, b);
    default:
      return power_of(a, b);
  }
}

}  // namespace

bool can_meet(Form form, const Type& a, const Type& b) {
  Value left = sample_of(a.kind()), right = sample_of(b.kind());
  if (form == Form::conjunction || form == Form::disjunction) {
    return (!known(a) || left.is(Kind::boolean)) && (!known(b) || right.is(Kind::boolean));
  }
  if (!known(a) || !known(b)) return true;
  if (form == Form::equal || form == Form::not_equal) return left.kind() == right.kind();
  bool order = form == Form::less || form == Form::less_or_equal || form == Form::greater || form == Form::greater_or_equal;
  if (order) return compare(left, right).has_value();
  return arithmetic_sample(form, left, right).reason() != Reason::wrong_type;
}

bool can_be_in(const Type& value, const Type& container) {
  if (!known(value) || !known(container) || value.kind() == container.kind()) return true;
  bool holds = container.is(TypeKind::list) || container.is(TypeKind::range);
  return holds && (!known(container.item()) || can_be_in(value, container.item()));
}

}  // namespace hashira::feel
