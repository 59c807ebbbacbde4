// intake preview | import | template | undo | list: applications from what an office has, a CSV or an Excel workbook.
#include <fmt/core.h>

#include "app/imports.h"
#include "cli/command.h"
#include "cli/data_folder.h"
#include "intake/write_xlsx.h"

namespace hashira::cli {
namespace {

constexpr std::size_t lines_shown = 50;

struct IntakeOptions {
  std::string data, programme, file, sheet, reason, out, errors, user = "operator";
  int header_row = 0;
  std::uint64_t number = 0;
  std::vector<std::string> units, columns, confirmed;
  bool allow_missing = false, keep_mapping = false;

  app::Actor officer() const { return {user, "officer", false, {}}; }
};

// "B17=as the balance sheet says" → (B17, …).
Result<std::pair<std::string, std::string>> pair_of(const std::string& text) {
  std::size_t equals = text.find('=');
  if (equals != std::string::npos && equals > 0) return std::pair(text.substr(0, equals), text.substr(equals + 1));
  return fail("cli.bad_option", fmt::format("'{}' is no NAME=VALUE", text),
              "write for instance --unit C=thousand or --confirm C17='seen in the contract'");
}

Result<app::ImportChoices> choices_of(const IntakeOptions& options) {
  app::ImportChoices out;
  out.sheet = options.sheet;
  out.header_row = options.header_row;
  out.missing = options.allow_missing ? app::Missing::allow : app::Missing::refuse;
  for (const std::string& one : options.columns) {
    auto [column, target] = TRY(pair_of(one));
    out.targets[column] = target;
  }
  for (const std::string& one : options.confirmed) {
    auto [cell, reason] = TRY(pair_of(one));
    out.confirmed[cell] = reason;
  }
  for (const std::string& one : options.units) {
    auto [column, name] = TRY(pair_of(one));
    std::optional<intake::MoneyUnit> unit = intake::unit_named(name);
    if (!unit)
      return fail("cli.bad_option", fmt::format("'{}' is no unit of money", name),
                  "write yen, thousand, ten_thousand or hundred_million (or 円, 千円, 万円, 億円)");
    out.units[column] = *unit;
  }
  return out;
}

Result<app::ImportFile> read_import_file(const IntakeOptions& options) {
  std::string bytes = TRY(read_file(options.file));
  std::size_t slash = options.file.rfind('/');
  return app::ImportFile{slash == std::string::npos ? options.file : options.file.substr(slash + 1), std::move(bytes)};
}

void print_mapping(const app::ImportPreview& preview) {
  fmt::print("Header in row {}{}{}.\n", preview.header_row, preview.sheet.empty() ? "" : " of " + preview.sheet,
             preview.saved_mapping ? fmt::format(", by saved mapping {}", preview.mapping.number) : std::string());
  for (std::size_t i = 0; i < preview.mapping.columns.size(); ++i) {
    const intake::Column& column = preview.mapping.columns[i];
    std::string letter = intake::column_name(static_cast<int>(i) + 1);
    std::string unit =
        column.unit == intake::MoneyUnit::unknown ? std::string() : fmt::format(" ({})", intake::id_of(column.unit));
    fmt::print("  {:<3} {} -> {}{}\n", letter, column.header, column.target.empty() ? "(left out)" : column.target,
               unit);
  }
}

void print_errors(const std::vector<intake::CellError>& errors) {
  for (std::size_t i = 0; i < errors.size() && i < lines_shown; ++i) {
    const intake::CellError& one = errors[i];
    std::string place = one.column == 0 ? fmt::format("row {}", one.row) : intake::cell_name(one.row, one.column);
    fmt::print(stderr, "{}: {} / {}\n    {} / {}\n", place, one.what.ja, one.what.en, one.mend.ja, one.mend.en);
  }
  if (errors.size() > lines_shown) fmt::print(stderr, "… and {} more.\n", errors.size() - lines_shown);
}

void print_doubts(const std::vector<intake::Doubt>& doubts) {
  static constexpr const char* against[] = {"the most the question takes", "the middle of the column",
                                            "what the same party had earlier", "what the programme usually has"};
  for (const intake::Doubt& one : doubts) {
    std::string cell = intake::cell_name(one.row, one.column);
    fmt::print(stderr, "{}: {} yen is near {}{} of {} ({} yen): is the unit right?\n    if it is: --confirm {}='why'\n",
               cell, one.value.count(), one.larger ? "×" : "1/", one.factor,
               against[static_cast<std::size_t>(one.against)], one.other.count(), cell);
  }
}

void print_hits(const std::vector<app::ImportHit>& hits) {
  for (std::size_t i = 0; i < hits.size() && i < lines_shown; ++i) {
    std::string others;
    for (std::uint64_t number : hits[i].cases) others += fmt::format(" case {}", number);
    for (int row : hits[i].rows) others += fmt::format(" row {}", row);
    fmt::print("  row {}: same entitlement as{}\n", hits[i].row, others);
  }
}

void print_preview(const app::ImportPreview& preview) {
  print_mapping(preview);
  for (auto [column, cells] : preview.zeros_added)
    fmt::print("  {}: zeros were put in front in {} cells\n", intake::column_name(column), cells);
  print_errors(preview.errors);
  print_doubts(preview.doubts);
  print_hits(preview.hits);
  fmt::print(
      "{} rows: {} right, {} wrong; {} eligible by the rules, {} yen. {} wrong cells, {} doubts, {} of an entitlement "
      "met before.\n",
      preview.rows, preview.rows - std::min(preview.rows, preview.wrong_rows), preview.wrong_rows, preview.eligible,
      preview.requested.count(), preview.errors.size(), preview.doubts.size(), preview.hits.size());
  if (preview.taken_as) fmt::print("This very file was taken in before, as import {}.\n", *preview.taken_as);
}

// The list for the office, when it asked for one.
Done write_error_list(const IntakeOptions& options, const app::ImportPreview& preview, const std::string& file_name) {
  if (options.errors.empty()) return {};
  return write_file(options.errors, TRY(intake::write_errors(preview.errors, file_name)));
}

Result<int> write_template(const IntakeOptions& options) {
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  std::shared_ptr<const audit::Version> version = TRY(folder->engine().versions().in_force(options.programme));
  CHECK_OK(write_file(options.out, TRY(intake::write_template(version->programme))));
  fmt::print("{}: {} questions as columns.\n", options.out, version->programme.questions.size());
  return exit_ok;
}

Result<int> preview_file(const IntakeOptions& options) {
  app::ImportFile file = TRY(read_import_file(options));
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  app::ImportPreview preview =
      TRY(app::preview_import(folder->engine(), options.programme, file, TRY(choices_of(options)), options.officer()));
  print_preview(preview);
  CHECK_OK(write_error_list(options, preview, file.name));
  return preview.ready() ? exit_ok : exit_found;
}

Result<int> import_file(const IntakeOptions& options) {
  app::ImportFile file = TRY(read_import_file(options));
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  app::ImportDone done =
      TRY(app::import_file(folder->engine(), options.programme, file, TRY(choices_of(options)), options.officer()));
  if (!done.batch) {
    print_preview(done.preview);
    CHECK_OK(write_error_list(options, done.preview, file.name));
    fmt::print(stderr, "Nothing was taken in.\n");
    return exit_found;
  }
  if (done.repeated) {
    fmt::print("This very file was taken in on {} as import {}; nothing was done.\n", done.batch->taken_on->iso(),
               done.batch->number);
    return exit_ok;
  }
  fmt::print("Import {}: {} applications, cases {} to {}.\n", done.batch->number, done.batch->rows,
             done.batch->first_case, done.batch->last_case);
  if (options.keep_mapping && !done.preview.saved_mapping) {
    std::uint64_t number =
        TRY(app::save_mapping(folder->engine(), options.programme, done.preview.mapping, options.officer()));
    fmt::print("The mapping is kept as {} for files with the same headers.\n", number);
  }
  return exit_ok;
}

Result<int> undo_batch(const IntakeOptions& options) {
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  std::uint64_t rows =
      TRY(app::undo_import(folder->engine(), options.programme, options.number, options.reason, options.officer()));
  fmt::print("Import {} is undone: {} applications are withdrawn.\n", options.number, rows);
  return exit_ok;
}

Result<int> list_batches(const IntakeOptions& options) {
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  for (const intake::Batch& one : TRY(app::imports(folder->engine(), options.programme))) {
    std::string undone =
        one.undone_on ? fmt::format(", undone on {} by {}: {}", one.undone_on->iso(), one.undone_by, one.undone_reason)
                      : std::string();
    fmt::print("{} {} by {}: {} rows of {}, cases {} to {}, SHA-256 {}{}\n", one.number, one.taken_on->iso(),
               one.taken_by, one.rows, one.file, one.first_case, one.last_case, hex(one.digest).substr(0, 16), undone);
  }
  return exit_ok;
}

void add_common(CLI::App* command, const std::shared_ptr<IntakeOptions>& options) {
  command->add_option("--data", options->data, "The data folder")->required();
  command->add_option("--programme", options->programme, "Programme id")->required();
  command->add_option("--user", options->user, "Who does this (for the entries)")->capture_default_str();
}

void add_file_options(CLI::App* command, const std::shared_ptr<IntakeOptions>& options) {
  add_common(command, options);
  command->add_option("file", options->file, "CSV (UTF-8, Shift_JIS) or XLSX")->required();
  command->add_option("--sheet", options->sheet, "Name of the sheet (default: the first with cells)");
  command->add_option("--header-row", options->header_row, "Row of the headers (default: found)");
  command->add_option("--column", options->columns,
                      "COLUMN=ITEM: what a column (letter or header) answers; COLUMN= leaves it out");
  command->add_option("--unit", options->units, "COLUMN=UNIT: yen, thousand, ten_thousand or hundred_million");
  command->add_option("--confirm", options->confirmed, "CELL=REASON: a doubtful amount is right, and why");
  command->add_option("--errors", options->errors, "Write the list of wrong cells into this file (XLSX)");
  command->add_flag("--allow-missing", options->allow_missing, "Take rows with open answers; they are to be amended");
}

}  // namespace

void add_intake_commands(CLI::App& app) {
  auto options = std::make_shared<IntakeOptions>();
  std::string where = "--data data --programme closure-cooperation-benefit";
  CLI::App* group = add_command(app, "intake", "Applications from a CSV or an Excel workbook: look, take in, undo",
                                "  hashira intake preview " + where + " applications.xlsx\n  hashira intake import " +
                                    where + " --user sato applications.xlsx\n  hashira intake list " + where);
  group->require_subcommand(1);
  CLI::App* preview = add_command(
      *group, "preview",
      "What a file would bring: its columns, wrong cells, doubtful amounts, entitlements met before; writes nothing",
      "  hashira intake preview " + where + " applications.csv\n  hashira intake preview " + where +
          " --sheet 申請 --header-row 3 --unit G=thousand applications.xlsx");
  add_file_options(preview, options);
  on_call(preview, [options] { return preview_file(*options); });
  CLI::App* import =
      add_command(*group, "import", "Take a file in, whole or not at all; the same file twice is taken once",
                  "  hashira intake import " + where + " applications.xlsx\n  hashira intake import " + where +
                      " --confirm G17='as in the contract' --keep-mapping applications.xlsx");
  add_file_options(import, options);
  import->add_flag("--keep-mapping", options->keep_mapping,
                   "Keep how the columns are read, for files with the same headers");
  on_call(import, [options] { return import_file(*options); });
  CLI::App* form = add_command(*group, "template",
                               "A workbook to fill in: the programme's questions as columns, its choices as lists",
                               "  hashira intake template " + where + " --out template.xlsx");
  add_common(form, options);
  form->add_option("--out", options->out, "File to write (XLSX)")->required();
  on_call(form, [options] { return write_template(*options); });
  CLI::App* undo = add_command(*group, "undo", "Withdraw every application of an import, while none is decided",
                               "  hashira intake undo " + where + " --import 3 --reason 'the file of another month'");
  add_common(undo, options);
  undo->add_option("--import", options->number, "Number of the import")->required();
  undo->add_option("--reason", options->reason, "Why, for the entries")->required();
  on_call(undo, [options] { return undo_batch(*options); });
  CLI::App* list = add_command(*group, "list", "The imports of a programme", "  hashira intake list " + where);
  add_common(list, options);
  on_call(list, [options] { return list_batches(*options); });
}

}  // namespace hashira::cli
