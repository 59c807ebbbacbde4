#include "app/import_checks.h"

#include <fmt/core.h>

#include "app/case_command.h"
#include "app/queue.h"

namespace hashira::app {
namespace {

using intake::CellError;
using journal::Key;
using journal::Table;

constexpr std::size_t hits_shown = 20;

Result<const intake::Sheet*> chosen_sheet(const intake::Book& book, const ImportChoices& choices,
                                          const std::string& file) {
  for (const intake::Sheet& sheet : book.sheets) {
    bool wanted = choices.sheet.empty() ? !sheet.rows.empty() : sheet.name == choices.sheet;
    if (wanted) return &sheet;
  }
  if (choices.sheet.empty())
    return intake::refuse("intake.empty_file", {"行がありません", "There are no rows"},
                          {"ファイルを確かめてください", "Look at the file"}, {file, 0, 0});
  std::string names;
  for (const intake::Sheet& sheet : book.sheets) names += (names.empty() ? "" : ", ") + sheet.name;
  return intake::refuse(
      "intake.no_such_sheet",
      {fmt::format("シート「{}」はありません", choices.sheet), fmt::format("There is no sheet '{}'", choices.sheet)},
      {fmt::format("ある表から選んでください（{}）", names), fmt::format("Choose one of: {}", names)}, {file, 0, 0});
}

// A column is named by its letter or its header; a letter goes first, as the page says it.
Result<std::size_t> column_named(const intake::Mapping& mapping, const std::string& name) {
  for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
    if (intake::column_name(static_cast<int>(i) + 1) == name) return i;
  }
  for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
    if (mapping.columns[i].header == name) return i;
  }
  return intake::refuse("intake.no_such_column",
                        {fmt::format("列「{}」はありません", name), fmt::format("There is no column '{}'", name)},
                        {"列の記号（B など）か見出しで指定してください", "Name a column by its letter or its header"});
}

Done apply_choices(intake::Mapping& mapping, const ImportChoices& choices) {
  bool changed = !choices.units.empty() || !choices.targets.empty();
  for (const auto& [name, target] : choices.targets) mapping.columns[TRY(column_named(mapping, name))].target = target;
  for (const auto& [name, unit] : choices.units) mapping.columns[TRY(column_named(mapping, name))].unit = unit;
  if (changed) mapping.number = 0;
  return {};
}

Result<intake::Mapping> mapping_for(Engine& engine, const audit::Version& version,
                                    const std::vector<std::string>& headers, bool& saved) {
  std::vector<intake::Mapping> all = TRY(import_mappings(engine, version.programme.id));
  auto found =
      std::find_if(all.rbegin(), all.rend(), [&](const intake::Mapping& one) { return intake::fits(one, headers); });
  saved = found != all.rend();
  return saved ? *found : intake::suggest(version.programme, headers);
}

// Lowercase header texts have no room for two languages; the fact's label says which answer is meant.
CellError cell_error(const ImportPreview& preview, int row, const AnswerError& error) {
  return {preview.sheet,     row,        intake::column_of(preview.mapping, error.fact),
          "intake.bad_cell", error.what, error.mend};
}

class RowJudge {
 public:
  RowJudge(Engine& engine, const audit::Version& version, const ImportChoices& choices, ImportReading& reading)
      : engine_(engine), version_(version), choices_(choices), reading_(reading) {
    for (const CellError& error : errors()) {
      wrong_rows.insert(error.row);
      wrong_cells_.insert({error.row, error.column});
    }
  }

  void judge(const intake::Record& record) {
    std::size_t before = errors().size();
    std::optional<Date> day = day_of(record);
    if (day) prepare(record, *day);
    if (errors().size() > before) wrong_rows.insert(record.row);
  }

  std::set<int> wrong_rows;
  std::map<int, Bytes> known_parties;  // row → a party that has applied before

 private:
  std::vector<CellError>& errors() { return reading_.preview.errors; }

  std::optional<Date> day_of(const intake::Record& record) {
    Date today = engine_.today();
    Date day = record.received_on.value_or(today);
    const portfolio::Programme& programme = version_.programme;
    int column = intake::column_of(reading_.preview.mapping, intake::received_on);
    if (day > today) {
      errors().push_back({reading_.preview.sheet,
                          record.row,
                          column,
                          "intake.in_future",
                          {fmt::format("申請日（{}）が業務日付より後です", day.wareki()),
                           fmt::format("The day of the application, {}, is yet to come", day.iso())},
                          {"年と月日を確かめてください", "Check the date"}});
      return std::nullopt;
    }
    bool outside = (programme.opens && day < *programme.opens) || (programme.closes && day > *programme.closes);
    if (!outside) return day;
    errors().push_back(
        {reading_.preview.sheet,
         record.row,
         column,
         "intake.not_open",
         {fmt::format("{}は受付期間の外です", day.wareki()), fmt::format("Intake was not open on {}", day.iso())},
         {"申請日の列を割り当てるか、期間内の申請だけにしてください",
          "Map the column with the day of the application, or leave the row out"}});
    return std::nullopt;
  }

  void prepare(const intake::Record& record, Date day) {
    Preparing how{day, nullptr, &made_};
    auto prepared = prepare_application(engine_, version_.programme.id, record.answers, {}, choices_.missing, how);
    if (!prepared) {
      for (const AnswerError& error : prepared.error()) {
        CellError found = cell_error(reading_.preview, record.row, error);
        // A cell that does not read is no missing answer as well.
        if (found.column == 0 || !wrong_cells_.contains({found.row, found.column}))
          errors().push_back(std::move(found));
      }
      return;
    }
    if (wrong_rows.contains(record.row)) return;
    prepared->channel.name = "import";
    prepared->channel.row = static_cast<std::uint64_t>(record.row);
    if (!prepared->new_party) known_parties[record.row] = prepared->party;
    reading_.preview.eligible += prepared->outcome.eligible ? 1 : 0;
    reading_.preview.requested += prepared->outcome.amount;
    reading_.prepared.push_back(std::move(*prepared));
    reading_.days.push_back(day);
  }

  Engine& engine_;
  const audit::Version& version_;
  const ImportChoices& choices_;
  ImportReading& reading_;
  std::map<Bytes, std::pair<Bytes, Bytes>> made_;
  std::set<std::pair<int, int>> wrong_cells_;  // row, column
};

Result<std::vector<std::uint64_t>> same_entitlement(Engine& engine, const std::string& programme,
                                                    const std::string& key) {
  Bytes prefix = audit::entitlement_prefix(programme, key);
  std::vector<std::uint64_t> out;
  for (const journal::Row& row : TRY(engine.store().scan(Table::index, prefix, {}, hits_shown))) {
    out.push_back(read_u64(BytesView(row.key).substr(prefix.size())));
  }
  return out;
}

Done find_hits(Engine& engine, const std::string& programme, ImportReading& reading) {
  std::map<std::string, std::vector<int>> rows;
  for (const Prepared& one : reading.prepared)
    rows[hex(one.party) + "|" + one.entitlement].push_back(static_cast<int>(one.channel.row));
  for (const Prepared& one : reading.prepared) {
    std::string key = hex(one.party) + "|" + one.entitlement;
    ImportHit hit{static_cast<int>(one.channel.row), {}, {}};
    for (int row : rows[key]) {
      if (row != hit.row && hit.rows.size() < hits_shown) hit.rows.push_back(row);
      if (hit.rows.size() == hits_shown) break;
    }
    if (!one.new_party) hit.cases = TRY(same_entitlement(engine, programme, key));
    if (!hit.rows.empty() || !hit.cases.empty()) reading.preview.hits.push_back(std::move(hit));
  }
  return {};
}

void sort_errors(std::vector<CellError>& errors) {
  std::stable_sort(errors.begin(), errors.end(), [](const CellError& a, const CellError& b) {
    return std::pair(a.row, a.column) < std::pair(b.row, b.column);
  });
}

Done judge_rows(Engine& engine, const audit::Version& version, const ImportChoices& choices, const intake::Sheet& sheet,
                ImportReading& reading) {
  ImportPreview& preview = reading.preview;
  intake::Records records = intake::read_records(sheet, preview.header_row, preview.mapping, version.programme);
  preview.zeros_added = std::move(records.zeros_added);
  preview.rows = records.records.size();
  if (preview.rows > import_rows_max) {
    return intake::refuse("intake.too_large",
                          {fmt::format("一度に取り込めるのは{}行までです", import_rows_max),
                           fmt::format("At most {} rows are taken in at once", import_rows_max)},
                          {"ファイルを分けてください", "Split the file"});
  }
  preview.errors = std::move(records.errors);
  RowJudge judge(engine, version, choices, reading);
  for (const intake::Record& record : records.records) judge.judge(record);
  preview.wrong_rows = judge.wrong_rows.size();
  CHECK_OK(check_money(engine, version, choices, std::move(records.money), judge.known_parties, preview));
  return find_hits(engine, version.programme.id, reading);
}

}  // namespace

Result<ImportReading> read_import(Engine& engine, const std::string& programme, const ImportFile& file,
                                  const ImportChoices& choices) {
  std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(programme));
  intake::Book book = TRY(intake::read_book(file.bytes, file.name));
  const intake::Sheet* sheet = TRY(chosen_sheet(book, choices, file.name));
  ImportReading reading;
  ImportPreview& preview = reading.preview;
  Hash digest = sha256(file.bytes);
  preview.digest = Bytes(view(digest));
  preview.sheet = sheet->name;
  preview.header_row = choices.header_row > 0 ? choices.header_row : intake::find_header(*sheet, version->programme);
  std::vector<std::string> headers = intake::headers_of(*sheet, preview.header_row);
  preview.mapping = TRY(mapping_for(engine, *version, headers, preview.saved_mapping));
  CHECK_OK(apply_choices(preview.mapping, choices));
  Key at{Table::index, intake::batch_of_file_key(programme, preview.digest)};
  if (auto live = TRY(engine.store().get(std::span(&at, 1))).front())
    preview.taken_as = static_cast<std::uint64_t>(audit::number_of(live));
  preview.errors = intake::check(preview.mapping, version->programme, preview.sheet, preview.header_row);
  if (preview.errors.empty()) CHECK_OK(judge_rows(engine, *version, choices, *sheet, reading));
  sort_errors(preview.errors);
  return reading;
}

}  // namespace hashira::app
