// What an iterator or filter runs over: a list's items, a range's whole numbers or dates, or one value as a list of it.
#pragma once

#include <cstdint>

#include "feel/value.h"

namespace hashira::dmn {

class Sequence {
 public:
  // A null is no sequence; a range counts when both ends are whole numbers or both dates (10.3.2.14).
  explicit Sequence(feel::Value source);

  bool ok() const { return ok_; }
  feel::Value failure() const { return source_.is_null() ? source_ : feel::Value::null(feel::Reason::wrong_type); }
  std::size_t size() const { return size_; }
  feel::Value at(std::size_t index) const;

 private:
  feel::Value source_;
  bool ok_ = true;
  bool counts_ = false;
  bool dates_ = false;
  std::int64_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace hashira::dmn
