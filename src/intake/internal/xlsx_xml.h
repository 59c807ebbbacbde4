// XML inside a workbook: bounded, without document types, names without their prefixes.
// Guarantees: no entity but the five of XML is ever replaced; the tree is small enough for memory.
// Written in ECMA-376 part 1, 18 (SpreadsheetML); some programs write `x:row` for `row`.
#pragma once

#include <pugixml.hpp>

#include "intake/internal/archive.h"

namespace hashira::intake {

// The text is changed in place and must live as long as the document.
Done parse_part(pugi::xml_document& document, std::string& text, const std::string& file_name, const std::string& part);

std::string_view local_name(pugi::xml_node node);
inline bool is(pugi::xml_node node, std::string_view name) {
  return local_name(node) == name;
}
pugi::xml_node child(pugi::xml_node node, std::string_view name);        // by its name without prefix
std::string_view attribute(pugi::xml_node node, std::string_view name);  // likewise
// A whole number from 0; `missing` where there is none.
int number_of(std::string_view text, int missing);

}  // namespace hashira::intake
