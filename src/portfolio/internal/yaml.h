// A YAML document as a tree that knows where each node stands. Built from yaml-cpp's events, not from its nodes.
//
// Guarantees: bounded size, depth and number of nodes; no anchors and aliases (they hide what an official reads and
// can blow up); no key twice in one mapping. Every failure is `portfolio.bad_yaml` with line and column from 1.
#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace hashira::portfolio {

struct YamlEntry;

struct YamlNode {
  enum class Kind { null, scalar, list, map } kind = Kind::null;
  std::string text;                // scalar
  bool quoted = false;             // scalar written in quotes or as a block
  std::vector<YamlNode> items;     // list
  std::vector<YamlEntry> entries;  // map, in order
  int line = 0, column = 0;

  const YamlNode* find(std::string_view key) const;
};

struct YamlEntry {
  YamlNode key;  // always a scalar
  YamlNode value;
};

Result<YamlNode> read_yaml(const std::string& source, BytesView bytes);

}  // namespace hashira::portfolio
