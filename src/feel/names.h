// Names of several words or with operators in them: known spellings, matched longest first (DMN 1.5 §10.3.1.4).
//
// Two spellings are one name if their tokens are equal: "first  name" is "first name", "a - b" is "a-b".
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "feel/lexer.h"
#include "feel/types.h"

namespace hashira::feel {

// A name of one token needs no help and is not kept.
class KnownNames {
 public:
  struct Match {
    std::size_t tokens = 0;  // 0: none
    std::string_view name;   // as it was declared
  };

  void add(std::string_view name);
  // Every name in the fields of a type, at any depth.
  void add_fields(const Type& type);
  std::size_t size() const { return names_.size(); }
  void shrink(std::size_t size);  // takes back what was added last
  // The longest known name that starts at the first token; the one added last if there are several.
  Match longest(std::span<const Token> tokens) const;

 private:
  struct Known {
    std::string name;
    std::vector<std::string> words;
  };
  std::vector<Known> names_;
};

// The name that these tokens spell: their text with its blanks made single.
std::string spelled(std::span<const Token> tokens, std::string_view text);
std::string single_blanks(std::string_view name);

}  // namespace hashira::feel
