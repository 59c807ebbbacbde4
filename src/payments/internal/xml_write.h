// Writes XML element by element into a sink; memory is one buffer.
// Guarantees: well-formed UTF-8, two spaces a level, the same calls give the same bytes.
// Written in XML 1.0.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace hashira::payments {

class XmlWriter {
 public:
  explicit XmlWriter(std::function<Done(BytesView)> sink);

  void open(std::string_view element, std::string_view attribute = {}, std::string_view value = {});
  void leaf(std::string_view element, std::string_view text, std::string_view attribute = {},
            std::string_view value = {});
  void close();
  void close_all();
  // Hands a full buffer on; to be called between items.
  Done drain();
  Done finish();
  std::uint64_t bytes() const { return bytes_; }
  Hash digest() { return digest_.finish(); }  // after finish, once

 private:
  void start_tag(std::string_view element, std::string_view attribute, std::string_view value);
  Done flush();

  std::function<Done(BytesView)> sink_;
  std::string buffer_;
  std::vector<std::string> open_;
  Sha256 digest_;
  std::uint64_t bytes_ = 0;
};

// Can XML carry it? Control characters, half a character and noncharacters cannot.
bool is_xml_text(std::string_view utf8);

}  // namespace hashira::payments
