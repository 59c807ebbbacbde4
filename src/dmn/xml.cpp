// Reading XML with pugixml, which neither expands entities nor recurses while it parses.
#include "dmn/xml.h"

#include <algorithm>
#include <fmt/core.h>

#include "base/xml_depth.h"

namespace hashira::dmn {
namespace {

constexpr unsigned xml_parse_flags = pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single;

std::vector<std::size_t> xml_line_starts(std::string_view text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) starts.push_back(at + 1);
  return starts;
}

bool xml_is_text(pugi::xml_node node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

std::string_view xml_prefix(std::string_view qualified) {
  const std::size_t colon = qualified.find(':');
  return colon == std::string_view::npos ? std::string_view{} : qualified.substr(0, colon);
}

bool xml_binds(std::string_view attribute, std::string_view prefix) {
  if (prefix.empty()) return attribute == "xmlns";
  return attribute.size() == prefix.size() + 6 && attribute.starts_with("xmlns:") && attribute.substr(6) == prefix;
}

}  // namespace

Result<XmlFile> XmlFile::parse(const Source& source, const XmlLimits& limits) {
  if (source.text.size() > limits.bytes)
    return fail("dmn.too_large", fmt::format("The file has {} bytes; at most {} are read.", source.text.size(), limits.bytes),
                "Split the model into files that import each other.", {source.name});
  XmlFile file;
  file.name_ = source.name;
  file.document_ = std::make_unique<pugi::xml_document>();
  file.line_starts_ = xml_line_starts(source.text);
  const pugi::xml_parse_result parsed = file.document_->load_buffer(source.text.data(), source.text.size(), xml_parse_flags);
  if (!parsed)
    return fail("dmn.bad_xml", fmt::format("The file is not well-formed XML: {}.", parsed.description()),
                "Save it again from its editor, or mend the XML here.", file.place_at(parsed.offset));
  for (const pugi::xml_node node : file.document_->children())
    if (node.type() == pugi::node_doctype)
      return fail("dmn.doctype", "The file holds a DOCTYPE, which is never read.", "Remove the <!DOCTYPE …> declaration.",
                  {source.name});
  if (!file.root()) return fail("dmn.bad_xml", "The file holds no element.", "Save it again from its editor.", {source.name});
  if (const pugi::xml_node deep = first_below(file.root(), limits.depth))
    return fail("dmn.too_deep", fmt::format("Elements are nested more than {} deep.", limits.depth),
                "Give inner expressions a name of their own.", file.place(deep.parent()));
  return file;
}

Place XmlFile::place_at(std::ptrdiff_t offset) const {
  if (offset < 0) return {name_};
  const auto at = static_cast<std::size_t>(offset);
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), at);
  const auto line = next - line_starts_.begin();
  return {name_, static_cast<int>(line), static_cast<int>(at - *(next - 1)) + 1};
}

Place XmlFile::place(pugi::xml_node node) const {
  return place_at(node.offset_debug());
}

Text XmlFile::text(pugi::xml_node node) const {
  Text text{{}, place(node)};
  for (const pugi::xml_node child : node.children()) {
    if (!xml_is_text(child)) continue;
    if (text.text.empty()) text.place = place(child);
    text.text += child.value();
  }
  return text;
}

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view namespace_of_prefix(pugi::xml_node node, std::string_view prefix) {
  for (pugi::xml_node at = node; at; at = at.parent())
    for (const pugi::xml_attribute attribute : at.attributes())
      if (xml_binds(attribute.name(), prefix)) return attribute.value();
  return {};
}

std::string_view namespace_of(pugi::xml_node node) {
  return namespace_of_prefix(node, xml_prefix(node.name()));
}

// FAST PATH: an equal prefix with no rebinding on the child itself means an equal namespace.
bool same_namespace(pugi::xml_node a, pugi::xml_node b) {
  const std::string_view prefix = xml_prefix(a.name());
  if (prefix == xml_prefix(b.name()) && b.parent() == a) {
    for (const pugi::xml_attribute attribute : b.attributes())
      if (xml_binds(attribute.name(), prefix)) return namespace_of(a) == attribute.value();
    return true;
  }
  return namespace_of(a) == namespace_of(b);
}

std::vector<pugi::xml_node> elements(pugi::xml_node node, std::string_view local) {
  std::vector<pugi::xml_node> found;
  for (const pugi::xml_node child : node.children()) {
    if (child.type() != pugi::node_element || (!local.empty() && local_name(child) != local)) continue;
    if (same_namespace(node, child)) found.push_back(child);
  }
  return found;
}

pugi::xml_node element(pugi::xml_node node, std::string_view local) {
  for (const pugi::xml_node child : node.children())
    if (child.type() == pugi::node_element && local_name(child) == local && same_namespace(node, child)) return child;
  return {};
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

}  // namespace hashira::dmn
