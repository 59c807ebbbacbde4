// Reads the kit's test files with pugixml.
#include "dmn/tck/test_file.h"

#include <fmt/core.h>

#include "dmn/syntax/reading.h"
#include "feel/number.h"
#include "feel/temporal.h"

namespace hashira::dmn::tck {
namespace {

constexpr std::string_view test_namespace = "http://www.omg.org/spec/DMN/20160719/testcase";
constexpr std::string_view test_schema_instance = "http://www.w3.org/2001/XMLSchema-instance";

// An attribute of the schema-instance namespace, whatever its prefix.
std::string test_instance_attribute(pugi::xml_node node, std::string_view local) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos || name.substr(colon + 1) != local) continue;
    if (namespace_of_prefix(node, name.substr(0, colon)) == test_schema_instance) return std::string(trimmed(attribute.value()));
  }
  return {};
}

bool test_is_nil(pugi::xml_node node) {
  const std::string nil = test_instance_attribute(node, "nil");
  return nil == "true" || nil == "1";
}

TestValue test_leaf(const XmlFile& file, pugi::xml_node node) {
  TestValue value;
  value.place = file.place(node);
  if (test_is_nil(node)) return value;
  value.form = TestValue::Form::text;
  value.text = file.text(node).text;
  const std::string type = test_instance_attribute(node, "type");
  value.type = type.substr(type.find(':') == std::string::npos ? 0 : type.find(':') + 1);
  return value;
}

// What stands inside an inputNode, an expected, a component or an item: a value, components or a list.
TestValue test_value_in(const XmlFile& file, pugi::xml_node node) {
  TestValue value;
  value.place = file.place(node);
  if (test_is_nil(node)) return value;
  if (const pugi::xml_node leaf = element(node, "value")) return test_leaf(file, leaf);
  if (const pugi::xml_node list = element(node, "list")) {
    if (test_is_nil(list)) return value;
    value.form = TestValue::Form::list;
    for (const pugi::xml_node item : elements(list, "item")) value.items.push_back(test_value_in(file, item));
    return value;
  }
  const auto components = elements(node, "component");
  if (components.empty()) return value;
  value.form = TestValue::Form::components;
  for (const pugi::xml_node component : components)
    value.components.push_back({component.attribute("name").value(), test_value_in(file, component)});
  return value;
}

Result<CaseKind> test_kind(const XmlFile& file, pugi::xml_node node) {
  const std::string type = syntax::attribute(node, "type");
  if (type.empty() || type == "decision") return CaseKind::decision;
  if (type == "bkm") return CaseKind::knowledge_model;
  if (type == "decisionService") return CaseKind::service;
  return fail("dmn.bad_attribute", fmt::format("type=\"{}\" is not known.", type), "Write decision, bkm or decisionService.", file.place(node));
}

Result<TestCase> test_case(const XmlFile& file, pugi::xml_node node) {
  TestCase read;
  read.id = syntax::attribute(node, "id");
  read.kind = TRY(test_kind(file, node));
  read.invocable = syntax::attribute(node, "invocableName");
  read.place = file.place(node);
  for (const pugi::xml_node input : elements(node, "inputNode"))
    read.inputs.emplace_back(TRY(syntax::required_attribute(file, input, "name")), test_value_in(file, input));
  for (const pugi::xml_node result : elements(node, "resultNode")) {
    ResultNode expected;
    expected.name = TRY(syntax::required_attribute(file, result, "name"));
    expected.error_result = syntax::flag(result, "errorResult");
    expected.place = file.place(result);
    if (const pugi::xml_node value = element(result, "expected")) expected.expected = test_value_in(file, value);
    read.results.push_back(std::move(expected));
  }
  return read;
}

template <class T>
feel::Value test_boxed(feel::Kind kind, const std::optional<T>& content) {
  return content ? feel::Value::boxed(kind, *content) : feel::Value::null(feel::Reason::bad_literal);
}

feel::Value test_number(std::string_view text) {
  const auto number = feel::Decimal::parse(text.starts_with('+') ? text.substr(1) : text);
  return number ? feel::Value::number(*number) : feel::Value::null(feel::Reason::bad_literal);
}

feel::Value test_date_time(std::string_view text) {
  if (auto value = feel::parse_date_time(text)) return feel::Value::boxed(feel::Kind::date_time, *value);
  return feel::Value::null(feel::Reason::bad_literal);
}

feel::Value test_duration(std::string_view text) {
  if (const auto months = feel::parse_years_months_duration(text)) return feel::Value::months(*months);
  return test_boxed(feel::Kind::days_time_duration, feel::parse_days_time_duration(text));
}

feel::Value test_boolean(std::string_view text) {
  if (text == "true" || text == "1") return feel::Value::boolean(true);
  return text == "false" || text == "0" ? feel::Value::boolean(false) : feel::Value::null(feel::Reason::bad_literal);
}

// Blanks around a number or date mean nothing; a string keeps its own.
feel::Value test_text_as(std::string_view text, feel::Kind kind) {
  using feel::Kind;
  const std::string_view word = trimmed(text);
  switch (kind) {
    case Kind::boolean: return test_boolean(word);
    case Kind::number: return test_number(word);
    case Kind::date: {
      const auto days = feel::parse_date(word);
      return days ? feel::Value::date_of_days(*days) : feel::Value::null(feel::Reason::bad_literal);
    }
    case Kind::time: return test_boxed(Kind::time, feel::parse_time(word));
    case Kind::date_time: return test_date_time(word);
    case Kind::days_time_duration:
    case Kind::years_months_duration: return test_duration(word);
    default: return feel::Value::string(text);
  }
}

struct TestType {
  std::string_view name;
  feel::Kind kind;
};

constexpr TestType test_types[] = {
    {"string", feel::Kind::string},   {"boolean", feel::Kind::boolean},  {"decimal", feel::Kind::number},
    {"double", feel::Kind::number},   {"float", feel::Kind::number},     {"integer", feel::Kind::number},
    {"int", feel::Kind::number},      {"long", feel::Kind::number},      {"date", feel::Kind::date},
    {"time", feel::Kind::time},       {"dateTime", feel::Kind::date_time}, {"duration", feel::Kind::days_time_duration},
    {"dayTimeDuration", feel::Kind::days_time_duration}, {"yearMonthDuration", feel::Kind::years_months_duration}};

feel::Kind test_hint(const feel::Type& type) {
  for (const TestType& known : test_types)
    if (feel::kind_name(known.kind) == feel::to_text(type)) return known.kind;
  return feel::Kind::string;
}

feel::Value test_leaf_value(const TestValue& value, feel::Kind hint) {
  for (const TestType& type : test_types)
    if (type.name == value.type) return test_text_as(value.text, type.kind);
  feel::Value read = test_text_as(value.text, hint);
  return read.is_null() ? feel::Value::string(value.text) : read;
}

}  // namespace

Result<TestFile> read_test_file(const Source& source) {
  const XmlFile file = TRY(XmlFile::parse(source));
  if (local_name(file.root()) != "testCases" || namespace_of(file.root()) != test_namespace)
    return fail("dmn.not_a_test", fmt::format("The file's root is <{}>, not <testCases> of the conformance kit.", file.root().name()),
                "Give a test file of the kit.", file.place(file.root()));
  TestFile read;
  read.model = std::string(trimmed(file.text(element(file.root(), "modelName")).text));
  for (const pugi::xml_node node : elements(file.root(), "testCase")) read.cases.push_back(TRY(test_case(file, node)));
  return read;
}

feel::Value value_of(const TestValue& value, feel::Kind hint) {
  if (value.form == TestValue::Form::text) return test_leaf_value(value, hint);
  return value_of(value, feel::Type{});
}

feel::Value value_of(const TestValue& value, const feel::Type& type) {
  if (value.form == TestValue::Form::nil) return {};
  const feel::Type& item_type = type.is(feel::TypeKind::list) ? type.item() : type;
  if (value.form == TestValue::Form::text) return test_leaf_value(value, test_hint(item_type));
  if (value.form == TestValue::Form::list) {
    std::vector<feel::Value> items;
    for (const TestValue& item : value.items) items.push_back(value_of(item, item_type));
    return feel::Value::list(std::move(items));
  }
  std::vector<feel::Entry> entries;
  for (const auto& [name, component] : value.components) {
    const auto same = [&, &key = name](const feel::Entry& entry) { return entry.first == key; };
    const feel::Type::Field* field = item_type.field(name);
    if (std::none_of(entries.begin(), entries.end(), same)) entries.emplace_back(name, value_of(component, field ? field->type : feel::Type{}));
  }
  return feel::Value::context(std::move(entries));
}

}  // namespace hashira::dmn::tck
