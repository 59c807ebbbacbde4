// An XML file of bounded size and depth, with the place of every element and text.
//
// Guarantees: no DOCTYPE, no entities but XML's own, no recursion while parsing; elements are told by namespace, not by
// prefix. Used for DMN models and for the kit's test files.
#pragma once

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dmn/source.h"

namespace hashira::dmn {

struct XmlLimits {
  std::size_t bytes = std::size_t{256} << 20;
  int depth = 256;  // of elements; readers recurse by it
};

// A piece of text and where its first character stands.
struct Text {
  std::string text;
  Place place;
};

class XmlFile {
 public:
  // Errors: dmn.too_large, dmn.bad_xml, dmn.doctype, dmn.too_deep.
  static Result<XmlFile> parse(const Source& source, const XmlLimits& limits = {});

  pugi::xml_node root() const { return document_->document_element(); }
  Place place(pugi::xml_node node) const;
  // All character data directly under `node`, untrimmed; its place is that of the first piece (else of the node).
  Text text(pugi::xml_node node) const;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  std::unique_ptr<pugi::xml_document> document_;
  std::vector<std::size_t> line_starts_;  // byte offsets, ascending

  Place place_at(std::ptrdiff_t offset) const;
};

std::string_view local_name(pugi::xml_node node);
// The URI bound to the element's own prefix (or to `prefix`) at `node`; empty when unbound.
std::string_view namespace_of(pugi::xml_node node);
std::string_view namespace_of_prefix(pugi::xml_node node, std::string_view prefix);
bool same_namespace(pugi::xml_node a, pugi::xml_node b);

// Children of `node` that are elements of `node`'s own namespace and (if given) have that local name.
std::vector<pugi::xml_node> elements(pugi::xml_node node, std::string_view local = {});
pugi::xml_node element(pugi::xml_node node, std::string_view local);

std::string_view trimmed(std::string_view text);

}  // namespace hashira::dmn
