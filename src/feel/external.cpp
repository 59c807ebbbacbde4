#include "feel/external.h"

#include <algorithm>
#include <limits>

#include "feel/function.h"
#include "feel/lexer.h"
#include "feel/nodes.h"
#include "feel/number.h"

namespace hashira::feel {
namespace {

struct JavaTypeName {
  std::string_view name;
  JavaType type;
};

constexpr std::array<JavaTypeName, 21> java_type_names{{
    {"int", JavaType::int_},
    {"java.lang.Integer", JavaType::int_},
    {"long", JavaType::long_},
    {"java.lang.Long", JavaType::long_},
    {"short", JavaType::short_},
    {"java.lang.Short", JavaType::short_},
    {"byte", JavaType::byte_},
    {"java.lang.Byte", JavaType::byte_},
    {"float", JavaType::float_},
    {"java.lang.Float", JavaType::float_},
    {"double", JavaType::double_},
    {"java.lang.Double", JavaType::double_},
    {"char", JavaType::char_},
    {"java.lang.Character", JavaType::char_},
    {"boolean", JavaType::boolean},
    {"java.lang.Boolean", JavaType::boolean},
    {"java.lang.String", JavaType::string},
    {"java.lang.Object", JavaType::object},
    {"[Ljava.lang.Object;", JavaType::object_array},
    {"java.lang.Object[]", JavaType::object_array},
    {"java.lang.Object...", JavaType::object_array},
}};

struct Signature {
  std::string_view name;
  std::vector<JavaType> types;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<JavaType> java_type(std::string_view name) {
  for (const JavaTypeName& known : java_type_names) {
    if (known.name == name) return known.type;
  }
  return std::nullopt;
}

// `max(int, int)`
std::optional<Signature> parse_signature(std::string_view text) {
  text = trimmed(text);
  std::size_t open = text.find('(');
  if (open == std::string_view::npos || text.back() != ')') return std::nullopt;
  Signature signature{trimmed(text.substr(0, open)), {}};
  std::string_view rest = trimmed(text.substr(open + 1, text.size() - open - 2));
  while (!rest.empty()) {
    std::size_t comma = std::min(rest.find(','), rest.size());
    auto type = java_type(trimmed(rest.substr(0, comma)));
    if (!type) return std::nullopt;
    signature.types.push_back(*type);
    rest = trimmed(rest.substr(std::min(comma + 1, rest.size())));
  }
  return signature;
}

bool is_number_type(JavaType type) { return type <= JavaType::double_; }

bool letter_takes(char letter, JavaType type) {
  switch (letter) {
    case 'n':
      return is_number_type(type);
    case 'd':
      return type == JavaType::double_ || type == JavaType::float_;
    case 's':
      return type == JavaType::string;
    case 'c':
      return type == JavaType::char_;
    case 'b':
      return type == JavaType::boolean;
    case '*':
      return type == JavaType::object_array;
    default:
      return type != JavaType::object_array;
  }
}

const JavaMethod* find_method(std::string_view class_name, const Signature& signature) {
  for (const JavaMethod& method : java_methods()) {
    bool same = method.class_name == class_name && method.name == signature.name &&
                method.parameters.size() == signature.types.size() &&
                std::equal(method.parameters.begin(), method.parameters.end(), signature.types.begin(), letter_takes);
    if (same) return &method;
  }
  return nullptr;
}

struct WholeRange {
  std::int64_t low, high;
};

WholeRange whole_range(JavaType type) {
  switch (type) {
    case JavaType::int_:
      return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
    case JavaType::short_:
      return {std::numeric_limits<std::int16_t>::min(), std::numeric_limits<std::int16_t>::max()};
    case JavaType::byte_:
      return {std::numeric_limits<std::int8_t>::min(), std::numeric_limits<std::int8_t>::max()};
    default:
      return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  }
}

// The argument as the Java type takes it: digits behind the point are dropped for whole types; nullopt: it does not fit.
std::optional<Value> to_java(const Value& value, JavaType type) {
  if (type == JavaType::object) return value;
  if (type == JavaType::boolean) return value.is(Kind::boolean) ? std::optional(value) : std::nullopt;
  if (type == JavaType::string) return value.is(Kind::string) ? std::optional(value) : std::nullopt;
  if (type == JavaType::char_) {
    std::size_t at = 0;
    if (!value.is(Kind::string) || value.as_string().empty()) return std::nullopt;
    next_code_point(value.as_string(), at);
    return at == value.as_string().size() ? std::optional(value) : std::nullopt;
  }
  if (!value.is(Kind::number)) return std::nullopt;
  if (type == JavaType::float_ || type == JavaType::double_) return value;
  auto whole = round(value.as_number(), 0, Rounding::down);
  auto integer = whole ? whole->as_integer() : std::nullopt;
  auto [low, high] = whole_range(type);
  if (!integer || *integer < low || *integer > high) return std::nullopt;
  return Value::integer(*integer);
}

class JavaFunction final : public Callable {
 public:
  JavaFunction(const JavaMethod* method, std::vector<JavaType> types, std::vector<Parameter> parameters)
      : method_(method), types_(std::move(types)), parameters_(std::move(parameters)) {}

  std::string_view name() const override { return {}; }
  const std::vector<Parameter>& parameters() const override { return parameters_; }

  Value call(std::span<Value> arguments, Environment&) const override {
    std::vector<Value> taken;
    for (std::size_t i = 0; i < types_.size(); ++i) {
      if (types_[i] == JavaType::object_array) {
        add_rest(taken, arguments.subspan(i));
        break;
      }
      auto fitting = to_java(arguments[i], types_[i]);
      if (!fitting) return Value::null(Reason::bad_argument);
      taken.push_back(std::move(*fitting));
    }
    return method_->run(taken, types_.empty() ? JavaType::object : types_[0]);
  }

 private:
  // An object array is given as a list, or as the arguments that are left.
  static void add_rest(std::vector<Value>& taken, std::span<Value> rest) {
    if (rest.size() == 1 && rest[0].is(Kind::list)) {
      Value list = rest[0];
      taken.insert(taken.end(), list.items().begin(), list.items().end());
    } else {
      taken.insert(taken.end(), rest.begin(), rest.end());
    }
  }

  const JavaMethod* method_;
  std::vector<JavaType> types_;
  std::vector<Parameter> parameters_;
};

bool counts_agree(const Signature& signature, const std::vector<Parameter>& parameters) {
  bool open = !signature.types.empty() && signature.types.back() == JavaType::object_array;
  return open ? parameters.size() >= signature.types.size() : parameters.size() == signature.types.size();
}

}  // namespace

Value external_function(const Value& mapping, std::vector<Parameter> parameters, Origin origin) {
  Value unknown = Value::null(Reason::external_function, origin);
  const Value* java = mapping.find("java");
  const Value* class_name = java ? java->find("class") : nullptr;
  const Value* text = java ? java->find("method signature") : nullptr;
  if (!class_name || !text || !class_name->is(Kind::string) || !text->is(Kind::string)) return unknown;
  auto signature = parse_signature(text->as_string());
  if (!signature || !counts_agree(*signature, parameters)) return unknown;
  const JavaMethod* method = find_method(class_name->as_string(), *signature);
  if (!method) return unknown;
  auto function = make_ref<JavaFunction>(method, std::move(signature->types), std::move(parameters));
  return Value::function(Ref<Callable>::adopt(function.leave()));
}

}  // namespace hashira::feel
