#include "intake/internal/xlsx_xml.h"

#include "intake/internal/bounds.h"

namespace hashira::intake {
namespace {

std::string_view without_prefix(std::string_view name) {
  std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

Done parse_part(pugi::xml_document& document, std::string& text, const std::string& file_name,
                const std::string& part) {
  if (static_cast<std::size_t>(std::count(text.begin(), text.end(), '<')) > tags_max) return too_many_cells(file_name);
  if (static_cast<std::size_t>(std::count(text.begin(), text.end(), '=')) > tags_max) return too_many_cells(file_name);
  if (text.find("<!DOCTYPE") != std::string::npos) {  // no spreadsheet writes one: entities that grow, files read in
    return refuse("intake.hostile",
                  {"ファイルの中に文書型宣言があります。表計算ソフトが書くものではありません",
                   "There is a document type inside; no spreadsheet writes one"},
                  {"送り主に確かめ、Excelで保存し直したものを受け取ってください",
                   "Ask the sender, and have it saved again by a spreadsheet"},
                  {file_name, 0, 0});
  }
  constexpr unsigned options = pugi::parse_default | pugi::parse_ws_pcdata_single;
  if (!document.load_buffer_inplace(text.data(), text.size(), options)) return damaged(file_name, part);
  return {};
}

std::string_view local_name(pugi::xml_node node) {
  return without_prefix(node.name());
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
  for (pugi::xml_node one : node.children()) {
    if (is(one, name)) return one;
  }
  return {};
}

std::string_view attribute(pugi::xml_node node, std::string_view name) {
  for (pugi::xml_attribute one : node.attributes()) {
    if (without_prefix(one.name()) == name) return one.value();
  }
  return {};
}

int number_of(std::string_view text, int missing) {
  int number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= 0 ? number : missing;
}

}  // namespace hashira::intake
