// Days as Japanese forms write them.
// Guarantees: total on any text; a year of two digits without its era is refused, for it may be 2020 or 令和20年.
// Written in 元号法 (昭和54年法律第43号) and the orders that named each era.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"

namespace hashira::intake {

// 令和2年5月20日, 令和元年5月1日, R2.5.20, 2020/5/20, 2020年5月20日, 20200520, each with a time behind it or not; half
// width.
std::optional<Date> read_day(std::string_view text);

}  // namespace hashira::intake
