#include "intake/write_xlsx.h"

#include <fmt/core.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

namespace hashira::intake {
namespace {

using portfolio::Fact;
using portfolio::FactType;

constexpr lxw_row_t last_template_row = 5'000;
constexpr std::size_t list_characters_max = 255;  // of a list that stands in the validation itself

// libxlsxwriter writes to a path; memory has one as long as it is open.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }
  Bytes bytes() const {
    Bytes out;
    char page[64 * 1024];
    lseek(descriptor_, 0, SEEK_SET);
    for (ssize_t got = 0; (got = read(descriptor_, page, sizeof page)) > 0;)
      out.append(page, static_cast<std::size_t>(got));
    return out;
  }

 private:
  int descriptor_;
};

struct Formats {
  lxw_format *header, *text, *wrapped;
};

// A workbook of its own time: 1980-01-01, so that the same content has the same bytes.
class Writer {
 public:
  Writer() {
    lxw_workbook_options options{};
    book_ = workbook_new_opt(file_.path().c_str(), &options);
    lxw_doc_properties properties{};
    properties.created = 315'532'800;
    workbook_set_properties(book_, &properties);
    formats.header = workbook_add_format(book_);
    format_set_bold(formats.header);
    format_set_text_wrap(formats.header);
    format_set_bg_color(formats.header, 0xE8EEF4);
    formats.text = workbook_add_format(book_);
    format_set_num_format(formats.text, "@");
    formats.wrapped = workbook_add_format(book_);
    format_set_text_wrap(formats.wrapped);
  }

  lxw_worksheet* sheet(const char* name) { return workbook_add_worksheet(book_, name); }

  Result<Bytes> bytes() && {
    lxw_error error = workbook_close(book_);
    if (error == LXW_NO_ERROR) return file_.bytes();
    return fail("intake.cannot_write", fmt::format("the workbook cannot be written: {}", lxw_strerror(error)),
                "look at the space of the temporary folder");
  }

  Formats formats;

 private:
  MemoryFile file_;
  lxw_workbook* book_;
};

void put(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* format) {
  worksheet_write_string(sheet, row, column, text.substr(0, 30'000).c_str(), format);
}

const char* kind_of(FactType type) {
  switch (type) {
    case FactType::number:
      return "数字 / number";
    case FactType::yen:
      return "円単位の整数 / whole yen";
    case FactType::boolean:
      return "はい・いいえ / yes or no";
    case FactType::date:
      return "日付（令和2年5月20日、2020/5/20）/ date";
    case FactType::choice:
      return "選択肢から / one of the choices";
    case FactType::text:
      break;
  }
  return "文字 / text";
}

std::string header_of(const Fact& fact) {
  return fact.type == FactType::yen ? fact.label.ja + "（円）" : fact.label.ja;
}

std::vector<std::string> choices_of(const Fact& fact) {
  if (fact.type == FactType::boolean) return {"はい", "いいえ"};
  std::vector<std::string> out;
  for (const portfolio::Choice& choice : fact.choices) out.push_back(choice.label.ja);
  return out;
}

// Long lists (municipalities) stand on a sheet of their own: a validation holds 255 characters.
class ChoiceLists {
 public:
  explicit ChoiceLists(Writer& writer) : writer_(writer) {}

  void validate(lxw_worksheet* sheet, lxw_col_t column, const std::vector<std::string>& choices) {
    if (choices.empty()) return;
    std::size_t characters = 0;
    for (const std::string& one : choices)
      characters += 1 + static_cast<std::size_t>(
                            std::count_if(one.begin(), one.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    lxw_data_validation validation{};
    std::vector<std::string> copies = choices;  // the library wants its texts to change
    std::vector<char*> names;
    std::string range;
    if (characters <= list_characters_max) {
      for (std::string& one : copies) names.push_back(one.data());
      names.push_back(nullptr);
      validation.validate = LXW_VALIDATION_TYPE_LIST;
      validation.value_list = names.data();
    } else {
      range = on_a_sheet(choices);
      validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      validation.value_formula = range.data();
    }
    worksheet_data_validation_range(sheet, 1, column, last_template_row, column, &validation);
  }

 private:
  std::string on_a_sheet(const std::vector<std::string>& choices) {
    if (lists_ == nullptr) {
      lists_ = writer_.sheet("選択肢");
      worksheet_hide(lists_);
    }
    lxw_col_t column = next_++;
    for (std::size_t i = 0; i < choices.size(); ++i)
      put(lists_, static_cast<lxw_row_t>(i), column, choices[i], nullptr);
    std::string letter = column_name(column + 1);
    return fmt::format("=選択肢!${0}$1:${0}${1}", letter, choices.size());
  }

  Writer& writer_;
  lxw_worksheet* lists_ = nullptr;
  lxw_col_t next_ = 0;
};

void explain(lxw_worksheet* sheet, lxw_row_t row, const portfolio::Question& question, const Fact& fact,
             const Formats& formats) {
  std::string choices;
  for (const std::string& one : choices_of(fact)) choices += (choices.empty() ? "" : "、") + one;
  bool always = question.required && question.when.empty();
  const std::string cells[] = {header_of(fact),
                               question.ask.ja,
                               question.hint.ja,
                               kind_of(fact.type),
                               always              ? "必須 / required"
                               : question.required ? "該当するとき / where it applies"
                                                   : "任意 / optional",
                               choices};
  for (lxw_col_t column = 0; column < std::size(cells); ++column)
    put(sheet, row, column, cells[column], formats.wrapped);
}

}  // namespace

Result<Bytes> write_template(const portfolio::Programme& programme) {
  Writer writer;
  lxw_worksheet *form = writer.sheet("申請"), *help = writer.sheet("記入のしかた");
  ChoiceLists lists(writer);
  const char* titles[] = {"列", "質問", "説明", "書き方", "必須", "選択肢"};
  for (lxw_col_t column = 0; column < std::size(titles); ++column)
    put(help, 0, column, titles[column], writer.formats.header);
  worksheet_set_column(help, 0, 5, 30, nullptr);
  lxw_col_t at = 0;
  put(form, 0, at, "申請日", writer.formats.header);
  worksheet_set_column(form, at, at, 16, writer.formats.text);
  for (const portfolio::Question& question : programme.questions) {
    const Fact* fact = programme.fact(question.fact);
    if (fact == nullptr) continue;
    ++at;
    put(form, 0, at, header_of(*fact), writer.formats.header);
    bool number = fact->type == FactType::yen || fact->type == FactType::number;
    worksheet_set_column(form, at, at, 18, number ? nullptr : writer.formats.text);
    lists.validate(form, at, choices_of(*fact));
    explain(help, at, question, *fact, writer.formats);
  }
  worksheet_freeze_panes(form, 1, 0);
  return std::move(writer).bytes();
}

Result<Bytes> write_errors(const std::vector<CellError>& errors, const std::string& file_name) {
  Writer writer;
  lxw_worksheet* sheet = writer.sheet("誤りの一覧");
  const char* titles[] = {"ファイル", "シート", "セル", "内容", "直し方", "What", "Mend"};
  for (lxw_col_t column = 0; column < std::size(titles); ++column)
    put(sheet, 0, column, titles[column], writer.formats.header);
  worksheet_set_column(sheet, 0, 2, 12, nullptr);
  worksheet_set_column(sheet, 3, 6, 40, nullptr);
  lxw_row_t row = 0;
  for (const CellError& error : errors) {
    ++row;
    std::string place = error.column == 0 ? fmt::format("{}行目", error.row) : cell_name(error.row, error.column);
    const std::string* cells[] = {&file_name,     &error.sheet,   &place,        &error.what.ja,
                                  &error.mend.ja, &error.what.en, &error.mend.en};
    for (lxw_col_t column = 0; column < std::size(cells); ++column)
      put(sheet, row, column, *cells[column], writer.formats.wrapped);
  }
  worksheet_freeze_panes(sheet, 1, 0);
  return std::move(writer).bytes();
}

}  // namespace hashira::intake
