// Small readers that every concept's reader uses.
#pragma once

#include "base/result.h"
#include "dmn/syntax/common.h"
#include "dmn/syntax/literal_expression.h"
#include "dmn/xml.h"

namespace hashira::dmn::syntax {

Spot spot_of(const XmlFile& file, pugi::xml_node node);
std::string attribute(pugi::xml_node node, const char* name);
// A required, non-blank attribute; else dmn.missing_attribute.
Result<std::string> required_attribute(const XmlFile& file, pugi::xml_node node, const char* name);
bool flag(pugi::xml_node node, const char* name);

// The text of child `local` (usually <text>), its place moved past leading blanks.
Text child_text(const XmlFile& file, pugi::xml_node node, std::string_view local);
// From the attribute `typeRef`, else from a child <typeRef>.
TypeRef type_ref(const XmlFile& file, pugi::xml_node node, const char* name = "typeRef");
Result<InformationItem> information_item(const XmlFile& file, pugi::xml_node node);
std::optional<UnaryTests> unary_tests(const XmlFile& file, pugi::xml_node node, std::string_view local);
LiteralExpression literal_expression(const XmlFile& file, pugi::xml_node node);

}  // namespace hashira::dmn::syntax
