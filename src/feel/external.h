// The native table behind `external {java: {class, method signature}}`: static methods of java.lang and java.math.
//
// No Java runs: a method is here, written in C++ with Java's meaning, or the call is null (external_function).
// Written in DMN 1.5 §10.3.2.15.3, tables 62–63 (mapping of types).
#pragma once

#include <span>
#include <string_view>

#include "feel/value.h"

namespace hashira::feel {

enum class JavaType : std::uint8_t { int_, long_, short_, byte_, float_, double_, char_, boolean, string, object, object_array };

struct JavaMethod {
  std::string_view class_name, name;
  std::string_view parameters;  // one letter a parameter: n number (any), d double, s text, c char, o any, * the rest as objects
  Value (*run)(std::span<const Value> arguments, JavaType first);
};

std::span<const JavaMethod> java_methods();

}  // namespace hashira::feel
