// A FEEL text that is but a name or a path of names (`Applicant data.Age`): read from its slot without evaluating.
//
// FAST PATH: gives just what the text gives; where a step is not an entry of a context (lists, dates, null) FEEL decides.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmn/compiler.h"

namespace hashira::dmn {

class ReadPath {
 public:
  ReadPath() = default;
  ReadPath(feel::Expression expression, const feel::Scope& scope);

  // The value where it stands; `hold` keeps it when it stands nowhere.
  const feel::Value& look(const feel::Value* frame, feel::Environment& environment, feel::Value& hold) const {
    if (is_path_)
      if (const feel::Value* value = read(frame)) return *value;
    hold = expression_.evaluate({frame, slots_}, environment);
    return hold;
  }
  void evaluate_into(feel::Value& slot, const feel::Value* frame, feel::Environment& environment) const {
    const feel::Value* value = is_path_ ? read(frame) : nullptr;
    if (value) slot = *value;
    else slot = expression_.evaluate({frame, slots_}, environment);
  }
  feel::Value evaluate(const feel::Value* frame, feel::Environment& environment) const {
    if (is_path_)
      if (const feel::Value* value = read(frame)) return *value;
    return expression_.evaluate({frame, slots_}, environment);
  }
  // The value where it stands; nullptr when only FEEL can tell. The same over slots that stand elsewhere.
  const feel::Value* look(const feel::Value* frame) const { return is_path_ ? read(frame) : nullptr; }
  const feel::Value* look_over(const feel::Value* const* slots) const { return is_path_ ? steps_from(slots[slot_]) : nullptr; }
  const feel::Expression& expression() const { return expression_; }
  // The slot that is the whole text; nullopt for longer paths and other texts.
  std::optional<std::size_t> whole_slot() const { return is_path_ && steps_.empty() ? std::optional(slot_) : std::nullopt; }
  bool is_path() const { return is_path_; }
  // What is known of the value: the type of the entry that the path leads to. Empty: nothing.
  ItemTypePtr type(const Lexical& lexical) const;

 private:
  feel::Expression expression_;
  std::size_t slots_ = 0;
  bool is_path_ = false;
  std::size_t slot_ = 0;
  struct Step {
    std::string name;
    feel::EntryHint hint{};
  };
  std::vector<Step> steps_;

  const feel::Value* read(const feel::Value* frame) const { return steps_from(frame + slot_); }

  const feel::Value* steps_from(const feel::Value* value) const {
    for (const Step& step : steps_) {
      value = value->find(step.name, step.hint);
      if (!value) return nullptr;
    }
    return value;
  }
};

}  // namespace hashira::dmn
