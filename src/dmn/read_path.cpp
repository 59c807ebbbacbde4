// Telling paths from other texts by their tree.
#include "dmn/read_path.h"

#include "feel/program.h"

namespace hashira::dmn {

ReadPath::ReadPath(feel::Expression expression, const feel::Scope& scope) : expression_(std::move(expression)), slots_(scope.names().size()) {
  if (!expression_.program()) return;
  const feel::Tree* tree = &expression_.program()->tree;
  for (; tree->form == feel::Form::path && tree->parts.size() == 1; tree = &tree->parts[0]) steps_.insert(steps_.begin(), {tree->text});
  if (tree->form != feel::Form::name) return;
  const auto slot = scope.find(tree->text);
  is_path_ = slot.has_value();
  slot_ = slot.value_or(0);
}

ItemTypePtr ReadPath::type(const Lexical& lexical) const {
  if (!is_path_) return {};
  ItemTypePtr type = lexical.item_type(slot_);
  for (const Step& step : steps_) {
    if (!type) return {};
    const auto field = std::find_if(type->fields.begin(), type->fields.end(), [&](const ItemType::Field& f) { return f.name == step.name; });
    if (field == type->fields.end()) return {};
    type = field->type;
  }
  return type;
}

}  // namespace hashira::dmn
