// tLiteralExpression and tUnaryTests: FEEL text as it stands in the file (DMN 1.5, 7.3.2 and 8.3.2).
#pragma once

#include "dmn/syntax/common.h"

namespace hashira::dmn::syntax {

struct LiteralExpression {
  Text text;
  std::string language;  // empty: that of the definitions, by default FEEL
};

struct UnaryTests {
  Text text;
};

}  // namespace hashira::dmn::syntax
