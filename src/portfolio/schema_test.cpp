// docs/schema/ tells editors what the readers accept: both must name the same words and keys.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <set>

#include "portfolio/folder.h"
#include "portfolio/internal/words.h"
#include "portfolio/internal/yaml.h"

namespace hashira::portfolio {
namespace {

namespace json = boost::json;

json::value schema(const std::string& name) {
  std::ifstream in(HASHIRA_SOURCE_DIR "/docs/schema/" + name + ".schema.json");
  return json::parse(std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
}

// Every enum in the schema at a key of this name.
void enums_at(const json::value& at, const std::string& key, std::set<std::set<std::string>>& found, bool here = false) {
  if (const json::object* object = at.if_object()) {
    if (here && object->contains("enum")) {
      std::set<std::string> words;
      for (const json::value& word : object->at("enum").as_array()) words.insert(std::string(word.as_string()));
      found.insert(words);
    }
    for (const auto& [name, value] : *object) {
      bool same = here && (name == "anyOf" || name == "items");
      enums_at(value, key, found, same || name == key);
    }
  } else if (const json::array* array = at.if_array()) {
    for (const json::value& value : *array) enums_at(value, key, found, here);
  }
}

template <class E>
std::set<std::string> texts(std::span<const Word<E>> words) {
  std::set<std::string> out;
  for (const Word<E>& word : words) out.insert(std::string(word.text));
  return out;
}

TEST(Schema, EnumsAreTheWordsOfTheReaders) {
  struct Row {
    const char *schema, *key;
    std::set<std::string> words;
  };
  using sv = std::string_view;
  for (const Row& row : {Row{"figures", "basis", texts<Basis>(words::bases)}, Row{"figures", "evidence", texts<Evidence>(words::evidences)},
                         Row{"figures", "aggregate", texts<Aggregate>(words::aggregates)},
                         Row{"figures", "logic", texts<LogicPlace>(words::logic_places)},
                         Row{"figures", "part", texts<PartOf>(words::part_kinds)}, Row{"figures", "kind", texts<sv>(words::kinds)},
                         Row{"figures", "instrument", texts<sv>(words::instruments)},
                         Row{"programme", "instruments", texts<sv>(words::instruments)},
                         Row{"programme", "of", texts<Limit::Of>(words::limit_kinds)},
                         Row{"programme", "reading", texts<sv>(words::readings)},
                         Row{"programme", "legal_nature", texts<sv>(words::legal_natures)},
                         Row{"programme", "binding_date", texts<sv>(words::binding_dates)},
                         Row{"programme", "delivery", texts<sv>(words::deliveries)},
                         Row{"programme", "assurance_level", texts<sv>(words::assurance_levels)},
                         Row{"questions", "type", texts<FactType>(words::fact_types)},
                         Row{"questions", "is", texts<Openness>(words::openness)},
                         Row{"questions", "check", texts<sv>(words::fact_checks)}}) {
    std::set<std::set<std::string>> found;
    enums_at(schema(row.schema), row.key, found);
    EXPECT_EQ(found, std::set<std::set<std::string>>{row.words}) << row.schema << " " << row.key;
  }
  json::value programme = schema("programme");
  const json::object& term = programme.at("properties").at("terms").at("items").at("properties").as_object();
  for (const auto& kind : words::term_kinds) EXPECT_TRUE(term.contains(kind.text)) << kind.text;
  EXPECT_EQ(term.size(), words::term_kinds.size() + 4);  // published, from, to, source
}

// The schema of the value at `key`, through $ref, anyOf and items; null when the key is not among the properties.
const json::value* deeper(const json::value& root, const json::value& at, const std::string* key) {
  const json::object* object = at.if_object();
  if (!object) return nullptr;
  if (const json::value* ref = object->if_contains("$ref")) {
    std::string name(ref->as_string().subview(8));  // "#/$defs/NAME"
    return deeper(root, root.at("$defs").at(name), key);
  }
  if (const json::value* any = object->if_contains("anyOf")) {
    for (const json::value& one : any->as_array()) {
      if (const json::value* found = deeper(root, one, key)) return found;
    }
    return nullptr;
  }
  if (!key) return object->if_contains("items");
  const json::value* properties = object->if_contains("properties");
  return properties ? properties->as_object().if_contains(*key) : nullptr;
}

void expect_keys_known(const json::value& root, const json::value& at, const YamlNode& node, const std::string& file) {
  for (const YamlEntry& entry : node.entries) {
    const json::value* value = deeper(root, at, &entry.key.text);
    EXPECT_TRUE(value) << file << ":" << entry.key.line << " has a key that the schema does not know: " << entry.key.text;
    if (value) expect_keys_known(root, *value, entry.value, file);
  }
  const json::value* items = node.items.empty() ? nullptr : deeper(root, at, nullptr);
  EXPECT_TRUE(items || node.items.empty()) << file << ":" << node.line;
  for (const YamlNode& item : node.items) {
    if (items) expect_keys_known(root, *items, item, file);
  }
}

std::string schema_name(const std::string& path) {
  if (path.starts_with("lists/")) return "list";
  std::string name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.find('.'));
}

TEST(Schema, KnowsEveryKeyOfTheCommittedFolders) {
  std::map<std::string, json::value> schemas;
  for (const char* name : {"portfolio", "programme", "figures", "questions", "narrative", "list", "approval"}) schemas[name] = schema(name);
  int files = 0;
  Files committed = read_files(HASHIRA_SOURCE_DIR "/programmes/hokkaido-2020").value();
  for (const auto& [path, bytes] : committed) {
    if (!path.ends_with(".yaml")) continue;
    const json::value& root = schemas.at(schema_name(path));
    expect_keys_known(root, root, read_yaml(path, bytes).value(), path);
    ++files;
  }
  EXPECT_GT(files, 250);
}

// The line that makes editors help, in the first line of every file.
TEST(Schema, EveryCommittedFileNamesItsSchema) {
  Files committed = read_files(HASHIRA_SOURCE_DIR "/programmes/hokkaido-2020").value();
  for (const auto& [path, bytes] : committed) {
    if (!path.ends_with(".yaml")) continue;
    std::string up = path.find('/') == std::string::npos ? "../../" : "../../../";
    EXPECT_TRUE(bytes.starts_with("# yaml-language-server: $schema=" + up + "docs/schema/" + schema_name(path) + ".schema.json\n")) << path;
  }
}

}  // namespace
}  // namespace hashira::portfolio
