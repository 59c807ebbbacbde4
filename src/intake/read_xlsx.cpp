// The workbook: which sheets there are and in which part of the package each lies.
#include "intake/internal/read_xlsx.h"

#include <fmt/core.h>

#include "intake/internal/bounds.h"

namespace hashira::intake {
namespace {

constexpr std::size_t sheets_max = 200;

// A part of the package as a tree; the tree lives in the text.
struct Part {
  std::string text;
  pugi::xml_document document;
  pugi::xml_node root() const { return document.document_element(); }
};

// nullptr: there is no such part.
Result<std::unique_ptr<Part>> load(Archive& archive, const std::string& path) {
  std::optional<std::string> text = TRY(archive.part(path));
  if (!text) return nullptr;
  auto part = std::make_unique<Part>();
  part->text = std::move(*text);
  CHECK_OK(parse_part(part->document, part->text, archive.file_name(), path));
  return part;
}

// "/xl/worksheets/sheet1.xml", "worksheets/sheet1.xml" or "../x" seen from a folder of the package.
std::string resolved(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string base(folder);
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    std::size_t slash = base.rfind('/');
    base = slash == std::string::npos ? "" : base.substr(0, slash);
  }
  return base.empty() ? std::string(target) : base + "/" + std::string(target);
}

struct Relation {
  std::string id, type, target;
};

Result<std::vector<Relation>> relations(Archive& archive, const std::string& path, std::string_view folder) {
  std::vector<Relation> out;
  std::unique_ptr<Part> part = TRY(load(archive, path));
  if (!part) return out;
  for (pugi::xml_node one : part->root().children()) {
    if (attribute(one, "TargetMode") == "External") continue;
    out.push_back({std::string(attribute(one, "Id")), std::string(attribute(one, "Type")),
                   resolved(folder, attribute(one, "Target"))});
  }
  return out;
}

const Relation* of_type(const std::vector<Relation>& all, std::string_view ending) {
  auto found = std::find_if(all.begin(), all.end(), [&](const Relation& one) { return one.type.ends_with(ending); });
  return found == all.end() ? nullptr : &*found;
}

// Word and PowerPoint files are packages, too; and a workbook with macros is not what an office should be sent.
Done check_content_type(Archive& archive, const std::string& workbook) {
  std::unique_ptr<Part> types = TRY(load(archive, "[Content_Types].xml"));
  if (!types) return damaged(archive.file_name(), "[Content_Types].xml");
  for (pugi::xml_node one : types->root().children()) {
    if (attribute(one, "PartName") != "/" + workbook) continue;
    std::string_view type = attribute(one, "ContentType");
    if (type.find("spreadsheetml.sheet.main") != std::string_view::npos) return {};
    if (type.find("macroEnabled") == std::string_view::npos) break;
    return refuse("intake.hostile", {"マクロの付いたブックです", "This workbook has macros"},
                  {"マクロのないxlsxとして保存し直してください", "Save it as xlsx, without macros"},
                  {archive.file_name(), 0, 0});
  }
  return refuse("intake.wrong_kind", {"Excelブックではありません", "This is no Excel workbook"},
                {"Excelブック（xlsx）かCSVで保存し直してください", "Save it again as an Excel workbook (xlsx) or CSV"},
                {archive.file_name(), 0, 0});
}

Result<WorkbookParts> shared_parts(Archive& archive, const std::vector<Relation>& related, pugi::xml_node workbook) {
  WorkbookParts out;
  std::string_view date_1904 = attribute(child(workbook, "workbookPr"), "date1904");
  out.since_1904 = date_1904 == "1" || date_1904 == "true";
  if (const Relation* strings = of_type(related, "/sharedStrings")) {
    std::unique_ptr<Part> part = TRY(load(archive, strings->target));
    if (part) out.strings = read_strings(part->root());
  }
  if (const Relation* styles = of_type(related, "/styles")) {
    std::unique_ptr<Part> part = TRY(load(archive, styles->target));
    if (part) out.formats = read_formats(part->root());
  }
  return out;
}

// Hidden sheets hold lists and old data: what was not seen is not taken in.
Result<std::optional<Sheet>> named_sheet(Archive& archive, const std::vector<Relation>& related,
                                         const WorkbookParts& shared, pugi::xml_node node, Used& used) {
  std::string_view state = attribute(node, "state");
  if (state == "hidden" || state == "veryHidden") return std::nullopt;
  std::string_view id;
  for (pugi::xml_attribute one : node.attributes()) {
    if (std::string_view(one.name()).ends_with(":id")) id = one.value();
  }
  auto found = std::find_if(related.begin(), related.end(),
                            [&](const Relation& one) { return one.id == id && one.type.ends_with("/worksheet"); });
  if (found == related.end()) return std::nullopt;  // a chart
  std::unique_ptr<Part> part = TRY(load(archive, found->target));
  if (!part) return damaged(archive.file_name(), found->target);
  return TRY(read_sheet(part->root(), shared, std::string(attribute(node, "name")), used));
}

}  // namespace

Result<Book> read_xlsx(std::string_view bytes, const std::string& file_name) {
  Archive archive = TRY(Archive::open(bytes, file_name));
  std::vector<Relation> package = TRY(relations(archive, "_rels/.rels", ""));
  const Relation* main = of_type(package, "/officeDocument");
  if (main == nullptr) {
    return refuse("intake.wrong_kind",
                  {"圧縮ファイル（zip）で、Excelブックではありません", "This is a zip file, no Excel workbook"},
                  {"中のファイルを取り出して、それを選んでください", "Take the file out of it and choose that"},
                  {file_name, 0, 0});
  }
  CHECK_OK(check_content_type(archive, main->target));
  std::unique_ptr<Part> workbook = TRY(load(archive, main->target));
  if (!workbook) return damaged(file_name, main->target);
  std::size_t slash = main->target.rfind('/');
  std::string folder = slash == std::string::npos ? "" : main->target.substr(0, slash);
  std::string rels = folder + (folder.empty() ? "" : "/") + "_rels/" + main->target.substr(slash + 1) + ".rels";
  std::vector<Relation> related = TRY(relations(archive, rels, folder));
  WorkbookParts shared = TRY(shared_parts(archive, related, workbook->root()));
  Book book;
  Used used;
  for (pugi::xml_node node : child(workbook->root(), "sheets").children()) {
    if (book.sheets.size() == sheets_max) return too_many_cells(file_name);
    std::optional<Sheet> sheet = TRY(named_sheet(archive, related, shared, node, used));
    if (sheet) book.sheets.push_back(std::move(*sheet));
  }
  if (book.sheets.empty()) return damaged(file_name, main->target);
  return book;
}

}  // namespace hashira::intake
