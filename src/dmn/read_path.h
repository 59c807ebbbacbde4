// A FEEL text that is but a name or a path of names (`Applicant data.Age`): read from its slot without evaluating.
//
// FAST PATH: gives just what the text gives; where a step is not an entry of a context (lists, dates, null) FEEL decides.
#pragma once

#include <string>
#include <vector>

#include "feel/feel.h"

namespace hashira::dmn {

class ReadPath {
 public:
  ReadPath() = default;
  ReadPath(feel::Expression expression, const feel::Scope& scope);

  feel::Value evaluate(const feel::Value* frame, feel::Environment& environment) const {
    if (is_path_)
      if (const feel::Value* value = read(frame)) return *value;
    return expression_.evaluate({frame, slots_}, environment);
  }
  const feel::Expression& expression() const { return expression_; }

 private:
  feel::Expression expression_;
  std::size_t slots_ = 0;
  bool is_path_ = false;
  std::size_t slot_ = 0;
  std::vector<std::string> entries_;

  const feel::Value* read(const feel::Value* frame) const {
    const feel::Value* value = frame + slot_;
    for (const std::string& entry : entries_) {
      value = value->find(entry);
      if (!value) return nullptr;
    }
    return value;
  }
};

}  // namespace hashira::dmn
