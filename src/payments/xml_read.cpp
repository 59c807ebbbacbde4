#include "payments/internal/xml_read.h"

#include <charconv>

#include <fmt/core.h>

#include "base/cbor.h"
#include "base/xml_depth.h"

namespace hashira::payments {
namespace {

constexpr std::size_t iso_bytes_max = 64 << 20;
constexpr std::ptrdiff_t iso_marks_max = 8'000'000;  // `<` and `=`: each costs a node or an attribute of some 80 bytes
constexpr int iso_depth_max = 40;                    // the messages themselves need about 15
constexpr std::size_t yen_digits_max = 12;           // so that no file holds enough amounts to overflow their sum
constexpr std::string_view iso_namespace = "urn:iso:std:iso:20022:tech:xsd:";
constexpr unsigned iso_flags = pugi::parse_default | pugi::parse_doctype;

std::string_view iso_trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  std::size_t first = text.find_first_not_of(blank);
  return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::vector<std::size_t> iso_line_starts(std::string_view text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) starts.push_back(at + 1);
  return starts;
}

std::string_view namespace_of(pugi::xml_node node) {
  std::string_view qualified = node.name();
  std::size_t colon = qualified.find(':');
  std::string attribute = colon == qualified.npos ? "xmlns" : "xmlns:" + std::string(qualified.substr(0, colon));
  for (pugi::xml_node at = node; at; at = at.parent()) {
    if (pugi::xml_attribute found = at.attribute(attribute.c_str())) return found.value();
  }
  return {};
}

tl::unexpected<Error> too_large(std::string what, const std::string& file) {
  return fail("payments.too_large", std::move(what), "ask the bank for several smaller files", {file, 0, 0});
}

Done check_bytes_of_file(std::string_view bytes, const std::string& file) {
  if (bytes.size() > iso_bytes_max)
    return too_large(fmt::format("the file has more than {} MiB", iso_bytes_max >> 20), file);
  if (!cbor::is_utf8(bytes))
    return fail("payments.bad_xml", "the file is not UTF-8", "ask the bank for UTF-8", {file, 0, 0});
  auto marks = std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == '<' || c == '='; });
  if (marks > iso_marks_max) return too_large("the file has too many elements", file);
  return {};
}

}  // namespace

Result<IsoFile> IsoFile::parse(std::string_view bytes, const std::string& file_name) {
  CHECK_OK(check_bytes_of_file(bytes, file_name));
  IsoFile file;
  file.name_ = file_name;
  file.tree_ = std::make_unique<pugi::xml_document>();
  file.line_starts_ = iso_line_starts(bytes);
  pugi::xml_parse_result parsed = file.tree_->load_buffer(bytes.data(), bytes.size(), iso_flags, pugi::encoding_utf8);
  if (!parsed) {
    auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
    auto line = std::upper_bound(file.line_starts_.begin(), file.line_starts_.end(), at) - file.line_starts_.begin();
    return fail("payments.bad_xml", fmt::format("the file is not well-formed XML: {}", parsed.description()),
                "ask the bank for the file again", {file_name, static_cast<int>(line), 0});
  }
  CHECK_OK(file.check_tree());
  CHECK_OK(file.find_document());
  return file;
}

Done IsoFile::check_tree() {
  for (pugi::xml_node node : tree_->children()) {
    if (node.type() != pugi::node_doctype) continue;
    return fail("payments.doctype", "the file holds a DOCTYPE, which is never read", "take the DOCTYPE out",
                {name_, 0, 0});
  }
  pugi::xml_node deep = first_below(*tree_, iso_depth_max);
  if (!deep) return {};
  return fail("payments.too_deep", fmt::format("elements are nested more than {} deep", iso_depth_max),
              "this is no ISO 20022 message", place(deep.parent()));
}

// With a business application header, Document stands beside AppHdr under an envelope of the bank's.
Done IsoFile::find_document() {
  pugi::xml_node root = tree_->document_element();
  document_ = local_name(root) == "Document" ? root : child(root, "Document");
  std::string_view space = document_ ? namespace_of(document_) : std::string_view();
  if (space.starts_with(iso_namespace)) {
    message_ = space.substr(iso_namespace.size());
    return {};
  }
  return fail("payments.other_message", "the file holds no ISO 20022 Document", "give the file as the bank sent it",
              {name_, 1, 0});
}

Place IsoFile::place(pugi::xml_node node) const {
  std::ptrdiff_t offset = node.offset_debug();
  if (offset < 0) return {name_, 0, 0};
  auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), static_cast<std::size_t>(offset));
  return {name_, static_cast<int>(next - line_starts_.begin()), 0};
}

tl::unexpected<Error> IsoFile::bad(pugi::xml_node node, std::string what, std::string mend) const {
  return fail("payments.bad_message", std::move(what), std::move(mend), place(node));
}

Result<Yen> IsoFile::amount(pugi::xml_node node) const {
  std::string_view currency = node.attribute("Ccy").value();
  if (currency != "JPY")
    return bad(node, fmt::format("{} is in '{}'", local_name(node), currency.substr(0, 10)), "only JPY is read");
  std::string text = text_of(node);
  std::string_view whole = text;
  std::size_t point = whole.find('.');
  if (point != whole.npos && whole.find_first_not_of('0', point + 1) == whole.npos) whole = whole.substr(0, point);
  std::int64_t yen = 0;
  auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), yen);
  bool digits = !whole.empty() && whole.size() <= yen_digits_max && whole.find_first_not_of("0123456789") == whole.npos;
  if (!digits || error != std::errc() || end != whole.data() + whole.size()) {
    return bad(node, fmt::format("{} '{}' is no amount of whole yen", local_name(node), text.substr(0, 30)),
               "ask the bank for the file again");
  }
  return Yen(yen);
}

Result<Date> IsoFile::date(pugi::xml_node node) const {
  std::string text = text_of(node);
  bool timed = text.size() > 10 && text[10] == 'T';
  Result<Date> day = Date::parse(timed ? text.substr(0, 10) : text);
  if (day) return day;
  return bad(node, fmt::format("{} '{}' is no date", local_name(node), text.substr(0, 30)),
             "ask the bank for the file again");
}

std::string_view local_name(pugi::xml_node node) {
  std::string_view name = node.name();
  std::size_t colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node node, std::string_view path) {
  while (node && !path.empty()) {
    std::size_t end = std::min(path.find('/'), path.size());
    std::string_view step = path.substr(0, end);
    pugi::xml_node found;
    for (pugi::xml_node at = node.first_child(); at && !found; at = at.next_sibling()) {
      if (at.type() == pugi::node_element && local_name(at) == step) found = at;
    }
    node = found;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return node;
}

std::vector<pugi::xml_node> children(pugi::xml_node node, std::string_view local) {
  std::vector<pugi::xml_node> out;
  for (pugi::xml_node at : node.children()) {
    if (at.type() == pugi::node_element && local_name(at) == local) out.push_back(at);
  }
  return out;
}

std::string text_of(pugi::xml_node node) {
  std::string out;
  for (pugi::xml_node at : node.children()) {
    if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) out += at.value();
  }
  return std::string(iso_trimmed(out));
}

std::string text_at(pugi::xml_node node, std::string_view path) {
  return text_of(child(node, path));
}

}  // namespace hashira::payments
