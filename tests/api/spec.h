// docs/openapi.yaml as a test reads it: its operations, and whether an answer is as it says.
// Guarantees: an answer with an undocumented status, content type or field is a mistake, as is a missing field.
// Clause: OpenAPI 3.1; of JSON Schema 2020-12 what the file uses ($ref, allOf, type, required, properties, items, enum,
// const, minimum, additionalProperties).
#pragma once

#include <yaml-cpp/yaml.h>

#include <boost/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace hashira::api_test {

namespace json = boost::json;

class Spec {
 public:
  explicit Spec(const std::string& path) : root_(YAML::LoadFile(path)) {}

  // "GET /api/health" …
  std::set<std::string> operations() const {
    std::set<std::string> out;
    for (const auto& path : root_["paths"])
      for (const auto& member : path.second) {
        auto method = member.first.as<std::string>();
        if (method == "parameters") continue;
        for (auto& c : method) c = static_cast<char>(std::toupper(c));
        out.insert(method + " " + path.first.as<std::string>());
      }
    return out;
  }

  // What is wrong with an answer to the operation; empty: nothing.
  std::string mistake(const std::string& operation, int status, const std::string& content_type, const std::string& body) const {
    auto gap = operation.find(' ');
    std::string method = operation.substr(0, gap);
    for (auto& c : method) c = static_cast<char>(std::tolower(c));
    YAML::Node answer = resolve(root_["paths"][operation.substr(gap + 1)][method]["responses"][std::to_string(status)]);
    if (!answer) return "the status " + std::to_string(status) + " is not documented";
    if (!answer["content"]) return body.empty() ? "" : "a body came where none is documented";
    YAML::Node content = answer["content"][content_type];
    if (!content) return "the content type " + content_type + " is not documented";
    if (content_type.find("json") == std::string::npos) return {};
    boost::system::error_code failure;
    json::value value = json::parse(body, failure);
    if (failure) return "the body is no JSON";
    return check(content["schema"], value, "body");
  }

 private:
  YAML::Node resolve(YAML::Node node) const {
    if (!node || !node.IsMap() || !node["$ref"]) return node;
    auto reference = node["$ref"].as<std::string>();  // "#/components/schemas/Figure"
    YAML::Node at = root_;  // rebound below, never written to
    for (std::size_t from = 2; from <= reference.size();) {
      auto end = std::min(reference.find('/', from), reference.size());
      at.reset(at[reference.substr(from, end - from)]);
      from = end + 1;
    }
    return at;
  }

  static bool is_a(const std::string& type, const json::value& value) {
    if (type == "null") return value.is_null();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    if (type == "boolean") return value.is_bool();
    if (type == "array") return value.is_array();
    return type == "object" && value.is_object();
  }

  static bool type_fits(const YAML::Node& type, const json::value& value) {
    if (!type) return true;
    if (type.IsScalar()) return is_a(type.as<std::string>(), value);
    for (const auto& one : type)
      if (is_a(one.as<std::string>(), value)) return true;
    return false;
  }

  static bool equals(const YAML::Node& node, const json::value& value) {
    return value.is_string() && node.as<std::string>() == std::string_view(value.get_string());
  }

  // All properties that the schema and the parts of its allOf name.
  void properties(YAML::Node schema, std::set<std::string>& names, bool& open) const {
    schema.reset(resolve(schema));
    for (const auto& part : schema["allOf"]) properties(part, names, open);
    for (const auto& property : schema["properties"]) names.insert(property.first.as<std::string>());
    if (!schema["allOf"] && !schema["properties"]) open = true;
    if (schema["additionalProperties"]) open = true;
  }

  std::string check_object(const YAML::Node& schema, const json::object& object, const std::string& place) const {
    for (const auto& name : schema["required"])
      if (!object.contains(name.as<std::string>())) return place + "." + name.as<std::string>() + " is missing";
    for (const auto& member : object) {
      std::string name(member.key());
      YAML::Node property = schema["properties"] ? schema["properties"][name] : YAML::Node(YAML::NodeType::Undefined);
      YAML::Node other = schema["additionalProperties"];
      std::string wrong;
      if (property) wrong = check(property, member.value(), place + "." + name);
      else if (other && other.IsMap()) wrong = check(other, member.value(), place + "." + name);
      if (!wrong.empty()) return wrong;
    }
    return {};
  }

  std::string check(YAML::Node schema, const json::value& value, const std::string& place) const {
    std::set<std::string> known;
    bool open = false;
    properties(schema, known, open);
    if (!open && value.is_object())
      for (const auto& member : value.get_object())
        if (known.count(std::string(member.key())) == 0) return place + "." + std::string(member.key()) + " is not documented";
    return check_parts(schema, value, place);
  }

  std::string check_parts(YAML::Node schema, const json::value& value, const std::string& place) const {
    schema.reset(resolve(schema));
    for (const auto& part : schema["allOf"])
      if (auto wrong = check_parts(part, value, place); !wrong.empty()) return wrong;
    if (!type_fits(schema["type"], value)) return place + " has another type: " + json::serialize(value);
    if (schema["const"] && !equals(schema["const"], value)) return place + " is " + json::serialize(value);
    if (schema["enum"]) {
      bool found = false;
      for (const auto& one : schema["enum"]) found = found || equals(one, value);
      if (!found) return place + " is none of the documented values: " + json::serialize(value);
    }
    if (schema["minimum"] && value.is_int64() && value.get_int64() < schema["minimum"].as<std::int64_t>())
      return place + " is too small";
    if (value.is_object()) return check_object(schema, value.get_object(), place);
    if (value.is_array() && schema["items"])
      for (std::size_t i = 0; i < value.get_array().size(); ++i)
        if (auto wrong = check(schema["items"], value.get_array()[i], place + "[" + std::to_string(i) + "]"); !wrong.empty())
          return wrong;
    return {};
  }

  YAML::Node root_;
};

}  // namespace hashira::api_test
