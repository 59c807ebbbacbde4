// Small readers that every concept's reader uses.
#include "dmn/syntax/reading.h"

#include <fmt/core.h>

namespace hashira::dmn::syntax {

Spot spot_of(const XmlFile& file, pugi::xml_node node) {
  const Place place = file.place(node);
  return {place.line, place.column};
}

std::string attribute(pugi::xml_node node, const char* name) {
  return std::string(trimmed(node.attribute(name).value()));
}

Result<std::string> required_attribute(const XmlFile& file, pugi::xml_node node, const char* name) {
  std::string value = attribute(node, name);
  if (value.empty())
    return fail("dmn.missing_attribute", fmt::format("<{}> has no {}.", local_name(node), name),
                fmt::format("Give it {}=\"…\".", name), file.place(node));
  return value;
}

bool flag(pugi::xml_node node, const char* name) {
  const std::string value = attribute(node, name);
  return value == "true" || value == "1";
}

namespace {

// Keeps the text as it is (blanks matter to nobody but places): FEEL skips them and counts from the spot.
Text reading_text_of(const XmlFile& file, pugi::xml_node node) {
  dmn::Text text = file.text(node);
  return {std::move(text.text), {text.place.line, text.place.column}};
}

TypeRef reading_qualified(pugi::xml_node node, std::string_view written, Spot spot) {
  const std::string_view name = trimmed(written);
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {std::string(name), {}, spot};
  const std::string_view uri = namespace_of_prefix(node, name.substr(0, colon));
  return {std::string(name.substr(colon + 1)), std::string(uri), spot};
}

}  // namespace

Text child_text(const XmlFile& file, pugi::xml_node node, std::string_view local) {
  const pugi::xml_node child = element(node, local);
  if (!child) return {{}, spot_of(file, node)};
  return reading_text_of(file, child);
}

TypeRef type_ref(const XmlFile& file, pugi::xml_node node, const char* name) {
  if (const pugi::xml_attribute attribute = node.attribute(name)) return reading_qualified(node, attribute.value(), spot_of(file, node));
  const pugi::xml_node child = element(node, name);
  if (!child) return {{}, {}, spot_of(file, node)};
  const Text text = reading_text_of(file, child);
  return reading_qualified(child, text.text, text.spot);
}

Result<InformationItem> information_item(const XmlFile& file, pugi::xml_node node) {
  InformationItem item;
  item.name = TRY(required_attribute(file, node, "name"));
  item.type = type_ref(file, node);
  item.spot = spot_of(file, node);
  return item;
}

std::optional<UnaryTests> unary_tests(const XmlFile& file, pugi::xml_node node, std::string_view local) {
  const pugi::xml_node child = element(node, local);
  if (!child) return std::nullopt;
  Text text = child_text(file, child, "text");
  if (trimmed(text.text).empty()) return std::nullopt;
  return UnaryTests{std::move(text)};
}

LiteralExpression literal_expression(const XmlFile& file, pugi::xml_node node) {
  return {child_text(file, node, "text"), attribute(node, "expressionLanguage")};
}

}  // namespace hashira::dmn::syntax
