// Small workbooks for tests, put together by hand so that they can be wrong in any way a test needs.
//
// Styles of a cell: 0 general, 1 built-in date (14), 2 ggge"年"m"月"d"日", 3 0000000, 4 #,##0, (thousands).
// Written in ECMA-376; `prefix` as the Open XML SDK writes its names.
#pragma once

#include <cassert>
#include <string>

#include <zip.h>

namespace hashira::intake::testing {

struct Workbook {
  std::string rows, strings, merges, doctype, prefix;
  std::string content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
  bool date_1904 = false, hidden = false, stored = false;  // stored: not compressed, for fuzzers

  std::string bytes() const {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    assert(archive != nullptr);
    zip_source_keep(target);
    add(archive, "[Content_Types].xml",
        "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"" + content_type + "\"/></Types>");
    add(archive, "_rels/.rels",
        relations("<Relationship Id=\"r1\" Type=\"http://x/officeDocument\" Target=\"xl/workbook.xml\"/>"));
    std::string p = prefix, state = hidden ? " state=\"hidden\"" : "";
    add(archive, "xl/workbook.xml",
        "<" + p + "workbook xmlns:r=\"r\"><" + p + "workbookPr date1904=\"" + (date_1904 ? "1" : "0") + "\"/><" + p +
            "sheets><" + p + "sheet name=\"申請\" sheetId=\"1\"" + state + " r:id=\"s1\"/></" + p + "sheets></" + p +
            "workbook>");
    add(archive, "xl/_rels/workbook.xml.rels",
        relations("<Relationship Id=\"s1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                  "<Relationship Id=\"s2\" Type=\"http://x/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
                  "<Relationship Id=\"s3\" Type=\"http://x/styles\" Target=\"styles.xml\"/>"));
    add(archive, "xl/sharedStrings.xml", "<sst>" + strings + "</sst>");
    add(archive, "xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId=\"164\" "
        "formatCode=\"ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
        "<numFmt numFmtId=\"165\" formatCode=\"0000000\"/><numFmt numFmtId=\"166\" "
        "formatCode=\"#,##0,\"/></numFmts><cellXfs><xf numFmtId=\"0\"/>"
        "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf "
        "numFmtId=\"166\"/></cellXfs></styleSheet>");
    add(archive, "xl/worksheets/sheet1.xml",
        doctype + "<" + p + "worksheet><" + p + "sheetData>" + prefixed(rows) + "</" + p + "sheetData>" + merges +
            "</" + p + "worksheet>");
    int closed = zip_close(archive);
    assert(closed == 0);
    (void)closed;
    zip_stat_t stat;
    zip_source_stat(target, &stat);
    std::string out(stat.size, '\0');
    zip_source_open(target);
    zip_source_read(target, out.data(), out.size());
    zip_source_close(target);
    zip_source_free(target);
    return out;
  }

 private:
  static std::string relations(const std::string& all) { return "<Relationships>" + all + "</Relationships>"; }

  std::string prefixed(std::string xml) const {
    if (prefix.empty()) return xml;
    for (std::size_t at = 0; (at = xml.find('<', at)) != std::string::npos; ++at)
      xml.insert(at + (xml[at + 1] == '/' ? 2 : 1), prefix);
    return xml;
  }

  // A copy that libzip frees: the archive is written when it is closed.
  void add(zip_t* archive, const char* name, const std::string& text) const {
    char* copy = static_cast<char*>(malloc(text.size() + 1));
    std::copy(text.begin(), text.end(), copy);
    zip_int64_t index = zip_file_add(archive, name, zip_source_buffer(archive, copy, text.size(), 1), ZIP_FL_ENC_UTF_8);
    assert(index >= 0);
    if (stored) zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  }
};

}  // namespace hashira::intake::testing
