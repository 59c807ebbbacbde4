// A file's text as handed in by whoever reads disks: this room opens none.
#pragma once

#include <string>

namespace hashira::dmn {

struct Source {
  std::string name;  // as shown in places: a path or a title
  std::string text;
};

}  // namespace hashira::dmn
