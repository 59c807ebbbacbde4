// Any bytes as a test file of the conformance kit.
#include <cstddef>
#include <cstdint>

#include "dmn/tck/test_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hashira::dmn;
  const auto file = tck::read_test_file({"fuzz.xml", std::string(reinterpret_cast<const char*>(data), size)});
  if (!file) return 0;
  for (const tck::TestCase& test : file->cases) {
    for (const auto& [name, value] : test.inputs) static_cast<void>(tck::value_of(value));
    for (const tck::ResultNode& node : test.results) static_cast<void>(tck::value_of(node.expected));
  }
  return 0;
}
