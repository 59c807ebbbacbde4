// Any bytes as a model file: loading says what is wrong, and what loads can be evaluated within its fuel.
#include <cstddef>
#include <cstdint>

#include "dmn/dmn.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hashira;
  const auto model = dmn::load({{"fuzz.dmn", std::string(reinterpret_cast<const char*>(data), size)}}, dmn::Mistakes::keep);
  if (!model) return 0;
  dmn::Options options;
  options.limits.steps = 20'000;
  for (const std::string& name : model->decisions())
    if (const auto decision = model->decision(name)) static_cast<void>(decision->evaluate(feel::Value::context({}), options));
  return 0;
}
