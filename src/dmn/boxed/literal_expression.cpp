// Literal expression: FEEL text over the names in scope (DMN 1.5, 7.3.2 and 10.2.2.1).
#include "dmn/compiler.h"
#include "dmn/read_path.h"

namespace hashira::dmn {
namespace {

class BoxedLiteral final : public Node {
 public:
  BoxedLiteral(ReadPath text, ItemTypePtr type) : text_(std::move(text)), type_(std::move(type)) {}
  feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const override { return text_.evaluate(frame, environment); }
  void evaluate_into(feel::Value& slot, feel::Value* frame, feel::Environment& environment) const override { text_.evaluate_into(slot, frame, environment); }
  const ReadPath* path() const override { return text_.is_path() ? &text_ : nullptr; }
  bool needs_frame() const override { return !text_.is_path(); }
  const feel::Value* evaluate_over(const feel::Value* const* slots, feel::Value&, feel::Environment&) const override {
    return text_.look_over(slots);
  }
  bool gives(const ItemTypePtr& type) const override { return type_ && conforms_at_once(type_, type); }

 private:
  ReadPath text_;
  ItemTypePtr type_;
};

bool literal_is_feel(std::string_view language) {
  return language.empty() || language.find("/FEEL") != std::string_view::npos || language == "FEEL" || language == "feel";
}

}  // namespace

NodePtr compile_literal(Compiler& compiler, const syntax::LiteralExpression& literal, Lexical& lexical) {
  if (!literal_is_feel(literal.language)) {
    compiler.problem("dmn.unknown_language", "The expression is written in " + literal.language + ", not in FEEL.",
                     "Write it in FEEL and leave expressionLanguage out.", literal.text.spot);
    return compiler.expression({}, lexical);
  }
  if (trimmed(literal.text.text).empty()) return compiler.expression({}, lexical);  // not yet written: null
  ReadPath text(compiler.text(literal.text, lexical.scope()), lexical.scope());
  ItemTypePtr type = text.type(lexical);
  return std::make_unique<BoxedLiteral>(std::move(text), std::move(type));
}

}  // namespace hashira::dmn
