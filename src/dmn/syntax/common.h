// What all elements of a DMN file share: spots, names, type references (DMN 1.5, chapter 6.3 and 7.3).
#pragma once

#include <string>
#include <vector>

namespace hashira::dmn::syntax {

// A place within the file whose name `Definitions::file` keeps; 100,000 rules would not like a file name each.
struct Spot {
  int line = 0;
  int column = 0;
};

struct Text {
  std::string text;
  Spot spot;
};

// A QName as written: `number`, `tLoan`, `base.tLoan` (import name) or, until DMN 1.1, `prefix:tLoan`.
struct TypeRef {
  std::string name;           // without the prefix
  std::string namespace_uri;  // what the prefix was bound to; empty without one
  Spot spot;

  bool given() const { return !name.empty(); }
};

// tInformationItem: a variable, parameter, column or iterator.
struct InformationItem {
  std::string name;
  TypeRef type;
  Spot spot;
};

}  // namespace hashira::dmn::syntax
