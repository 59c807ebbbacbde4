#include "portfolio/internal/yaml.h"

#include <fmt/core.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>

namespace hashira::portfolio {
namespace {

constexpr std::size_t yaml_bytes_max = 1 << 20;
constexpr std::size_t yaml_nodes_max = 50'000;
constexpr std::size_t yaml_depth_max = 24;

// Stops the parser from inside an event; caught in read_yaml, never seen outside.
struct YamlRefused {
  YAML::Mark mark;
  std::string what, mend;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  YamlNode root;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    leaf(mark, anchor, {.kind = YamlNode::Kind::null});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw YamlRefused{mark, "an alias (*name) stands here", "write the value out where it is used"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    refuse_tag(mark, tag);
    bool null = tag == "?" && (value == "~" || value == "null");
    leaf(mark, anchor, {.kind = null ? YamlNode::Kind::null : YamlNode::Kind::scalar, .text = value, .quoted = tag == "!"});
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    refuse_tag(mark, tag);
    open(mark, anchor, YamlNode::Kind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    refuse_tag(mark, tag);
    open(mark, anchor, YamlNode::Kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    YamlNode node;
    std::optional<YamlNode> key;  // of a mapping, until its value comes
  };
  std::vector<Open> open_;
  std::size_t nodes_ = 0;

  static void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!") throw YamlRefused{mark, "a tag (!name) stands here", "leave it out"};
  }

  void admit(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) {
      throw YamlRefused{mark, "an anchor (&name) stands here", "write the value out where it is used"};
    }
    if (++nodes_ > yaml_nodes_max) throw YamlRefused{mark, "the file has too many entries", "split it"};
    if (open_.size() > yaml_depth_max) throw YamlRefused{mark, "the file is nested too deeply", "flatten it"};
  }

  static YamlNode at(const YAML::Mark& mark, YamlNode node) {
    node.line = mark.line + 1;
    node.column = mark.column + 1;
    return node;
  }

  void leaf(const YAML::Mark& mark, YAML::anchor_t anchor, YamlNode node) {
    admit(mark, anchor);
    add(mark, at(mark, std::move(node)));
  }
  void open(const YAML::Mark& mark, YAML::anchor_t anchor, YamlNode::Kind kind) {
    admit(mark, anchor);
    open_.push_back({at(mark, {.kind = kind}), std::nullopt});
  }
  void close() {
    YamlNode node = std::move(open_.back().node);
    open_.pop_back();
    YAML::Mark mark;
    mark.line = node.line - 1;
    mark.column = node.column - 1;
    add(mark, std::move(node));
  }

  void add(const YAML::Mark& mark, YamlNode node) {
    if (open_.empty()) {
      root = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == YamlNode::Kind::list) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.key) {
      parent.key = key_of(mark, parent.node, std::move(node));
    } else {
      parent.node.entries.push_back({std::move(*parent.key), std::move(node)});
      parent.key.reset();
    }
  }

  static YamlNode key_of(const YAML::Mark& mark, const YamlNode& map, YamlNode key) {
    if (key.kind != YamlNode::Kind::scalar) throw YamlRefused{mark, "a key is not a word", "write `name: value`"};
    // Mappings are short; choices of a list are a list, so that this stays cheap.
    if (map.entries.size() > 1000) throw YamlRefused{mark, "the mapping has too many keys", "use a list"};
    if (map.find(key.text)) {
      throw YamlRefused{mark, fmt::format("the key '{}' stands here twice", key.text.substr(0, 60)), "keep one of the two"};
    }
    return key;
  }
};

tl::unexpected<Error> bad_yaml(const std::string& source, const YAML::Mark& mark, std::string what, std::string mend) {
  return fail("portfolio.bad_yaml", std::move(what), std::move(mend), {source, mark.line + 1, mark.column + 1});
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const YamlEntry& entry : entries) {
    if (entry.key.text == key) return &entry.value;
  }
  return nullptr;
}

Result<YamlNode> read_yaml(const std::string& source, BytesView bytes) {
  if (bytes.size() > yaml_bytes_max) {
    return fail("portfolio.bad_yaml", "the file is larger than 1 MiB", "split it", {source, 1, 1});
  }
  try {
    std::istringstream stream{std::string(bytes)};
    YAML::Parser parser(stream);
    TreeBuilder builder;
    if (!parser.HandleNextDocument(builder)) return fail("portfolio.bad_yaml", "the file is empty", "write it", {source, 1, 1});
    TreeBuilder rest;
    if (parser.HandleNextDocument(rest)) {
      return fail("portfolio.bad_yaml", "the file holds a second document (---)", "keep one document in a file",
                  {source, rest.root.line, rest.root.column});
    }
    return std::move(builder.root);
  } catch (const YamlRefused& refused) {
    return bad_yaml(source, refused.mark, refused.what, refused.mend);
  } catch (const YAML::Exception& wrong) {
    return bad_yaml(source, wrong.mark, "this is no YAML: " + wrong.msg, "check indentation, quotes and brackets just above");
  }
}

}  // namespace hashira::portfolio
