// Allowed values that are constants and intervals, asked without FEEL.
#pragma once

#include <memory>
#include <string_view>

#include "feel/value.h"

namespace hashira::dmn {


class ValueSet {
 public:
  // nullptr: the text holds something else than constants and intervals of one ordered kind.
  static std::shared_ptr<const ValueSet> of(std::string_view tests);
  virtual ~ValueSet() = default;
  virtual bool contains(const feel::Value& value) const = 0;
};

}  // namespace hashira::dmn
