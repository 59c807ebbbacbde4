// How deep an XML tree is, found without recursion: a hostile file may be deeper than the stack.
#pragma once

#include <pugixml.hpp>

namespace hashira {

// The first node, in document order, that lies below `depth_max` (the root is at 1); empty: none does.
inline pugi::xml_node first_below(pugi::xml_node root, int depth_max) {
  int depth = 1;
  for (pugi::xml_node at = root; at;) {
    if (depth > depth_max) return at;
    if (at.first_child()) {
      at = at.first_child();
      ++depth;
      continue;
    }
    while (at != root && !at.next_sibling()) {
      at = at.parent();
      --depth;
    }
    if (at == root) break;
    at = at.next_sibling();
  }
  return {};
}

}  // namespace hashira
