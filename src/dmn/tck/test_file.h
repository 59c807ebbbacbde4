// A test file of the conformance kit: cases with inputs and expected results.
//
// Guarantees: bounded like models (XmlFile); every value keeps its place. Written in the kit's testCases.xsd
// (namespace http://www.omg.org/spec/DMN/20160719/testcase).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "dmn/xml.h"
#include "feel/types.h"
#include "feel/value.h"

namespace hashira::dmn::tck {

// A value as the file writes it; what an untyped text means depends on what it is compared with or given to.
struct TestComponent;
struct TestValue {
  enum class Form { nil, text, components, list };
  Form form = Form::nil;
  std::string type;  // local name of xsi:type ("decimal"); empty: not said
  std::string text;
  std::vector<TestComponent> components;
  std::vector<TestValue> items;
  Place place;
};
struct TestComponent {
  std::string name;
  TestValue value;
};

struct ResultNode {
  std::string name;
  TestValue expected;
  bool error_result = false;  // the kit expects an error, which FEEL shows as null
  Place place;
};

enum class CaseKind { decision, knowledge_model, service };

struct TestCase {
  std::string id;
  CaseKind kind = CaseKind::decision;
  std::string invocable;  // of a knowledge model or service
  std::vector<std::pair<std::string, TestValue>> inputs;
  std::vector<ResultNode> results;
  Place place;
};

struct TestFile {
  std::string model;  // the model's file name
  std::vector<TestCase> cases;
};

// Errors: those of XmlFile::parse, dmn.not_a_test, dmn.bad_attribute.
Result<TestFile> read_test_file(const Source& source);

// The value; an untyped text is read as `hint` (as a string when it does not read so). Text that does not read as its
// own type is null with the reason bad_literal.
feel::Value value_of(const TestValue& value, feel::Kind hint = feel::Kind::string);
// The same with each part's hint taken from a type.
feel::Value value_of(const TestValue& value, const feel::Type& type);

}  // namespace hashira::dmn::tck
