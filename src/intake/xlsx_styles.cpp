// Number formats and strings that the sheets of a workbook share.
#include <fmt/core.h>

#include "intake/internal/bounds.h"
#include "intake/internal/read_xlsx.h"

namespace hashira::intake {
namespace {

// _x000D_ stands for a character that XML cannot hold.
std::string without_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool escape = text.substr(i, 2) == "_x" && i + 6 < text.size() && text[i + 6] == '_';
    int code = 0;
    if (escape) {
      auto [end, error] = std::from_chars(text.data() + i + 2, text.data() + i + 6, code, 16);
      escape = error == std::errc() && end == text.data() + i + 6;
    }
    if (!escape) {
      out += text[i];
      continue;
    }
    if (code == '\n' || code == '\t' || (code >= 0x20 && code < 0x7f)) out += static_cast<char>(code);
    i += 6;
  }
  return out;
}

void add_text(std::string& out, pugi::xml_node node) {
  for (pugi::xml_node part : node.children()) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) out += part.value();
  }
}

}  // namespace

std::string rich_text(pugi::xml_node item) {
  std::string out;
  for (pugi::xml_node part : item.children()) {
    if (is(part, "t")) add_text(out, part);
    if (is(part, "r")) add_text(out, child(part, "t"));
  }
  if (out.size() > cell_bytes_max) out.resize(cell_bytes_max);
  return out.find("_x") == std::string::npos ? out : without_escapes(out);
}

std::vector<std::string> read_strings(pugi::xml_node table) {
  std::vector<std::string> out;
  for (pugi::xml_node item : table.children()) {
    if (is(item, "si")) out.push_back(rich_text(item));
  }
  return out;
}

std::vector<NumberFormat> read_formats(pugi::xml_node style_sheet) {
  std::map<int, NumberFormat> own;
  for (pugi::xml_node one : child(style_sheet, "numFmts").children()) {
    own[number_of(attribute(one, "numFmtId"), -1)] = read_number_format(attribute(one, "formatCode"));
  }
  std::vector<NumberFormat> out;
  for (pugi::xml_node one : child(style_sheet, "cellXfs").children()) {
    int id = number_of(attribute(one, "numFmtId"), 0);
    auto found = own.find(id);
    out.push_back(found == own.end() ? built_in_format(id) : found->second);
  }
  return out;
}

}  // namespace hashira::intake
