#include "payments/internal/xml_write.h"

#include "base/cbor.h"

namespace hashira::payments {
namespace {

constexpr std::size_t xml_buffer_max = 64 << 10;

void append_escaped(std::string& out, std::string_view text) {
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

}  // namespace

XmlWriter::XmlWriter(std::function<Done(BytesView)> sink) : sink_(std::move(sink)) {
  buffer_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
}

void XmlWriter::start_tag(std::string_view element, std::string_view attribute, std::string_view value) {
  buffer_.append(open_.size() * 2, ' ');
  buffer_ += '<';
  buffer_ += element;
  if (!attribute.empty()) {
    buffer_ += ' ';
    buffer_ += attribute;
    buffer_ += "=\"";
    append_escaped(buffer_, value);
    buffer_ += '"';
  }
  buffer_ += '>';
}

void XmlWriter::open(std::string_view element, std::string_view attribute, std::string_view value) {
  start_tag(element, attribute, value);
  buffer_ += '\n';
  open_.emplace_back(element);
}

void XmlWriter::leaf(std::string_view element, std::string_view text, std::string_view attribute,
                     std::string_view value) {
  start_tag(element, attribute, value);
  append_escaped(buffer_, text);
  buffer_ += "</";
  buffer_ += element;
  buffer_ += ">\n";
}

void XmlWriter::close() {
  assert(!open_.empty());
  std::string element = std::move(open_.back());
  open_.pop_back();
  buffer_.append(open_.size() * 2, ' ');
  buffer_ += "</";
  buffer_ += element;
  buffer_ += ">\n";
}

void XmlWriter::close_all() {
  while (!open_.empty()) close();
}

Done XmlWriter::drain() {
  return buffer_.size() < xml_buffer_max ? Done() : flush();
}

Done XmlWriter::finish() {
  close_all();
  return flush();
}

Done XmlWriter::flush() {
  digest_.add(buffer_);
  bytes_ += buffer_.size();
  CHECK_OK(sink_(buffer_));
  buffer_.clear();
  return {};
}

bool is_xml_text(std::string_view utf8) {
  if (!cbor::is_utf8(utf8)) return false;
  for (unsigned char c : utf8) {
    if (c < 0x20) return false;  // also tab and line break: no field here holds them
  }
  return utf8.find("\xEF\xBF\xBE") == utf8.npos && utf8.find("\xEF\xBF\xBF") == utf8.npos;
}

}  // namespace hashira::payments
