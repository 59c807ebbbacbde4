// Reads one mapping of a folder's file: asks for keys by name and collects every mistake with place and mend.
//
// A reader asks for all keys it knows and then calls `end`, which names the keys that nobody asked for.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "portfolio/internal/yaml.h"
#include "portfolio/programme.h"

namespace hashira::portfolio {

// Mistakes found so far, in the order found; bounded, since a hostile file could hold a million.
class Mistakes {
 public:
  void add(std::string code, std::string what, std::string mend, Place place);
  void add(Error error);
  std::vector<Error> take();
  std::size_t size() const { return errors_.size(); }

 private:
  std::vector<Error> errors_;
};

// Where things stand, by a path as "figures/payments/where": checks that come after reading point there.
using Places = std::map<std::string, Place>;

enum class Need { required, optional };

// A word of a file ↔ a value of an enum.
template <class E>
struct Word {
  std::string_view text;
  E value;
};

class Fields {
 public:
  // `what` names the mapping in messages ("figure payments").
  Fields(const YamlNode& node, std::string file, std::string what, Mistakes& mistakes);

  bool has(std::string_view key) const;
  const YamlNode* node(std::string_view key, Need need = Need::optional);
  Place place(std::string_view key) const;  // of the key's value, else of the mapping
  Place place() const { return {file_, map_.line, map_.column}; }

  std::string text(std::string_view key, Need need = Need::optional);
  std::string id(std::string_view key, std::string_view pattern_name = "id");
  Text bilingual(std::string_view key, Need need = Need::optional);
  std::optional<std::int64_t> integer(std::string_view key);
  std::optional<bool> flag(std::string_view key);
  std::optional<Date> date(std::string_view key);
  std::optional<Yen> yen(std::string_view key);
  Source source(std::string_view key, Need need);
  std::vector<std::string> words(std::string_view key, Need need = Need::optional);  // a list, or one word
  std::vector<const YamlNode*> list(std::string_view key);
  template <class E>
  std::optional<E> word(std::string_view key, std::span<const Word<E>> words) {
    const YamlNode* found = node(key);
    if (!found) return std::nullopt;
    std::vector<std::string_view> allowed;
    for (const Word<E>& one : words) {
      if (found->kind == YamlNode::Kind::scalar && one.text == found->text) return one.value;
      allowed.push_back(one.text);
    }
    not_allowed(*found, key, allowed);
    return std::nullopt;
  }

  void mistake(std::string code, std::string what, std::string mend, Place place);
  void end();

  const std::string& file() const { return file_; }
  Mistakes& mistakes() { return mistakes_; }

 private:
  void not_allowed(const YamlNode& found, std::string_view key, const std::vector<std::string_view>& allowed);
  const YamlNode* scalar(std::string_view key, Need need, std::string_view example);

  const YamlNode& map_;
  std::string file_, what_;
  Mistakes& mistakes_;
  std::set<std::string, std::less<>> asked_;
};

// A text: the Japanese alone, or {ja: …, en: …}.
Text read_text(const YamlNode& node, const std::string& file, Mistakes& mistakes);
// 300000, or as printed: 30万円.
std::optional<Yen> yen_of(const YamlNode& node);
// `report:78`, `public:TITLE, 2020-05-01`, `assumption: what is assumed`; nothing for another text.
std::optional<Source> parse_source(std::string_view text);
// The word of `known` nearest to `word`, if near enough to be a slip.
std::optional<std::string> nearest_word(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace hashira::portfolio
