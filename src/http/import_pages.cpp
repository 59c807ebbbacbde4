// Imports on the desk: the batches, a file looked at (columns, wrong cells, doubtful amounts, hits), taken in, undone.
// Guarantees: the rules stand in `app`; nothing is taken in without a preview that was ready.
// Templates: imports.html, import.html.
#include "app/case_command.h"
#include "app/imports.h"
#include "http/desk_links.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/public_cases.h"
#include "http/words.h"
#include "intake/write_xlsx.h"

namespace hashira::http {
namespace {

constexpr std::size_t errors_shown = 200, hits_shown = 100;
constexpr std::size_t doubts_shown = 200;  // a form holds 500 fields; reasons add up over posts
constexpr std::string_view xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string imports_link(const std::string& programme) {
  return desk_link(programme) + "/imports";
}

View batch_view(const Call& call, const intake::Batch& batch) {
  View one;
  one.set("number", std::to_string(batch.number));
  one.set("file", batch.file);
  one.set("rows", grouped(static_cast<std::int64_t>(batch.rows)));
  one.set("first", std::to_string(batch.first_case));
  one.set("last", std::to_string(batch.last_case));
  one.set("first_link", desk_link(batch.stream, batch.first_case));
  one.set("taken_by", batch.taken_by);
  one.set("taken_on", written(batch.taken_on, call.language));
  one.set("undone_on", optional_text(written(batch.undone_on, call.language)));
  one.set("undone_reason", batch.undone_reason);
  one.set("undo", fmt::format("{}/{}/undo", imports_link(batch.stream), batch.number));
  one.set("may_undo", yes(batch.live() && call.user->role == "officer"));
  return one;
}

Result<View> imports_view(Call& call) {
  std::shared_ptr<const audit::Version> version = TRY(desk_programme(call));
  View view, list{View::type::list};
  std::vector<intake::Batch> all = TRY(app::imports(call.site.engine, call.params[0]));
  for (auto batch = all.rbegin(); batch != all.rend(); ++batch) list << batch_view(call, *batch);
  view.set("programme", pick(version->programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("link", imports_link(call.params[0]));
  view.set("has_batches", yes(!all.empty()));
  view.set("batches", std::move(list));
  view.set("may_import", yes(call.user->role == "officer"));
  return view;
}

View target_choices(const Call& call, const portfolio::Programme& programme, const std::string& chosen) {
  View list{View::type::list};
  auto add = [&](const std::string& id, const std::string& name) {
    View one;
    one.set("id", id);
    one.set("name", name);
    one.set("chosen", yes(id == chosen));
    list << std::move(one);
  };
  add(std::string(intake::received_on), is_ja(call) ? "申請日" : "Day of the application");
  for (const portfolio::Question& question : programme.questions) {
    if (const portfolio::Fact* fact = programme.fact(question.fact)) add(fact->id, pick(fact->label, call.language));
  }
  return list;
}

View unit_choices(intake::MoneyUnit chosen) {
  View list{View::type::list};
  for (auto unit : {intake::MoneyUnit::yen, intake::MoneyUnit::thousand, intake::MoneyUnit::ten_thousand,
                    intake::MoneyUnit::hundred_million}) {
    View one;
    one.set("id", std::string(intake::id_of(unit)));
    one.set("name", std::string(intake::written(unit)));
    one.set("chosen", yes(unit == chosen));
    list << std::move(one);
  }
  return list;
}

View column_views(const Call& call, const portfolio::Programme& programme, const app::ImportPreview& preview) {
  View list{View::type::list};
  for (std::size_t i = 0; i < preview.mapping.columns.size(); ++i) {
    const intake::Column& column = preview.mapping.columns[i];
    const portfolio::Fact* fact = programme.fact(column.target);
    auto zeros = preview.zeros_added.find(static_cast<int>(i) + 1);
    View one;
    one.set("letter", intake::column_name(static_cast<int>(i) + 1));
    one.set("header", column.header);
    one.set("targets", target_choices(call, programme, column.target));
    one.set("units", fact != nullptr && fact->type == portfolio::FactType::yen
                         ? View("choices", unit_choices(column.unit))
                         : yes(false));
    one.set("zeros",
            zeros == preview.zeros_added.end() ? yes(false) : View(grouped(static_cast<std::int64_t>(zeros->second))));
    list << std::move(one);
  }
  return list;
}

View cell_error_views(const Call& call, const std::vector<intake::CellError>& errors) {
  View list{View::type::list};
  for (std::size_t i = 0; i < errors.size() && i < errors_shown; ++i) {
    View one;
    one.set("place", errors[i].column == 0 ? fmt::format("{}{}", is_ja(call) ? "行 " : "row ", errors[i].row)
                                           : intake::cell_name(errors[i].row, errors[i].column));
    one.set("what", pick(errors[i].what, call.language));
    one.set("mend", pick(errors[i].mend, call.language));
    list << std::move(one);
  }
  return list;
}

std::string_view held_against(intake::Against against, Language language) {
  bool japanese = language == Language::ja;
  switch (against) {
    case intake::Against::cap:
      return japanese ? "質問の上限" : "the most that the question takes";
    case intake::Against::median:
      return japanese ? "この列の中央の値" : "the middle of the column";
    case intake::Against::earlier:
      return japanese ? "同じ申請者の前の値" : "what the same party had earlier";
    case intake::Against::usual:
      break;
  }
  return japanese ? "この事業のこれまでの値" : "what the programme usually has";
}

View doubt_views(const Call& call, const std::vector<intake::Doubt>& doubts) {
  View list{View::type::list};
  for (std::size_t i = 0; i < doubts.size() && i < doubts_shown; ++i) {
    const intake::Doubt& doubt = doubts[i];
    View one;
    one.set("cell", intake::cell_name(doubt.row, doubt.column));
    one.set("value", written(doubt.value, call.language));
    one.set("other", written(doubt.other, call.language));
    one.set("against", std::string(held_against(doubt.against, call.language)));
    one.set("factor", fmt::format("{}{}", doubt.larger ? "×" : "1/", grouped(doubt.factor)));
    list << std::move(one);
  }
  return list;
}

View hit_views(const Call& call, const std::vector<app::ImportHit>& hits) {
  View list{View::type::list};
  for (std::size_t i = 0; i < hits.size() && i < hits_shown; ++i) {
    std::string others;
    for (std::uint64_t number : hits[i].cases) others += fmt::format(" {}{}", is_ja(call) ? "案件" : "case ", number);
    for (int row : hits[i].rows) others += fmt::format(" {}{}", is_ja(call) ? "行" : "row ", row);
    View one;
    one.set("row", std::to_string(hits[i].row));
    one.set("others", others);
    list << std::move(one);
  }
  return list;
}

View preview_view(const Call& call, const audit::Version& version, const ImportUpload& upload,
                  const app::ImportPreview& preview) {
  auto counted = [](std::size_t n) { return grouped(static_cast<std::int64_t>(n)); };
  View view;
  view.set("programme", pick(version.programme.name, call.language));
  view.set("programme_link", desk_link(upload.programme));
  view.set("imports_link", imports_link(upload.programme));
  view.set("link", fmt::format("{}/files/{}", imports_link(upload.programme), upload.id));
  view.set("file", upload.file.name);
  view.set("sheet", optional_text(preview.sheet));
  view.set("header_row", std::to_string(preview.header_row));
  view.set("saved", preview.saved_mapping ? View(std::to_string(preview.mapping.number)) : yes(false));
  view.set("taken_as", preview.taken_as ? View(std::to_string(*preview.taken_as)) : yes(false));
  view.set("rows", counted(preview.rows));
  view.set("wrong_rows", counted(preview.wrong_rows));
  view.set("eligible", counted(preview.eligible));
  view.set("requested", written(preview.requested, call.language));
  view.set("columns", column_views(call, version.programme, preview));
  view.set("has_errors", yes(!preview.errors.empty()));
  view.set("error_count", counted(preview.errors.size()));
  view.set("errors", cell_error_views(call, preview.errors));
  view.set("has_doubts", yes(!preview.doubts.empty()));
  view.set("doubt_count", counted(preview.doubts.size()));
  view.set("doubts", doubt_views(call, preview.doubts));
  view.set("has_hits", yes(!preview.hits.empty()));
  view.set("hits", hit_views(call, preview.hits));
  view.set("ready", yes(preview.ready()));
  view.set("missing", yes(upload.choices.missing == app::Missing::allow));
  return view;
}

Response show_preview(Call& call, const ImportUpload& upload) {
  auto version = desk_programme(call);
  if (!version) return error_page(call, version.error());
  auto preview =
      app::preview_import(call.site.engine, upload.programme, upload.file, upload.choices, call.user->actor());
  if (!preview) return error_page(call, preview.error(), imports_link(upload.programme));
  return page(call, {is_ja(call) ? "申請ファイルの確認" : "A file of applications", "desk"}, "import",
              preview_view(call, **version, upload, *preview));
}

// What the page's form says of the columns, the doubts and open answers.
// A reason was given for the columns as they were: other columns make other doubts.
void read_choices(const Form& form, app::ImportChoices& choices) {
  auto targets = choices.targets;
  auto units = choices.units;
  choices.missing = form.has("missing") ? app::Missing::allow : app::Missing::refuse;
  for (const auto& [name, value] : form.fields()) {
    if (name.starts_with("target-")) choices.targets[name.substr(7)] = value;
    if (name.starts_with("unit-")) {
      if (auto unit = intake::unit_named(value)) choices.units[name.substr(5)] = *unit;
    }
  }
  if (!targets.empty() && (targets != choices.targets || units != choices.units)) choices.confirmed.clear();
  for (const auto& [name, value] : form.fields()) {
    if (name.starts_with("confirm-") && !value.empty()) choices.confirmed[name.substr(8)] = value;
  }
}

Response take_in(Call& call, const ImportUpload& upload) {
  auto done = app::import_file(call.site.engine, upload.programme, upload.file, upload.choices, call.user->actor());
  if (!done) return error_page(call, done.error(), imports_link(upload.programme));
  if (!done->batch) return show_preview(call, upload);
  if (call.form.has("keep") && !done->preview.saved_mapping && !done->repeated) {
    auto kept = app::save_mapping(call.site.engine, upload.programme, done->preview.mapping, call.user->actor());
    if (!kept) return error_page(call, kept.error(), imports_link(upload.programme));
  }
  call.site.uploads.forget(upload.id);
  return redirect(imports_link(upload.programme));
}

Response error_list(Call& call, const ImportUpload& upload) {
  auto preview =
      app::preview_import(call.site.engine, upload.programme, upload.file, upload.choices, call.user->actor());
  if (!preview) return error_page(call, preview.error(), imports_link(upload.programme));
  auto bytes = intake::write_errors(preview->errors, upload.file.name);
  if (!bytes) return error_page(call, bytes.error(), imports_link(upload.programme));
  return download("errors.xlsx", xlsx_type, std::move(*bytes));
}

}  // namespace

Response imports_page(Call& call) {
  auto view = imports_view(call);
  if (!view) return error_page(call, view.error(), desk_link(call.params[0]));
  return page(call, {is_ja(call) ? "申請の取込" : "Imports", "desk"}, "imports", std::move(*view));
}

Response upload_import(Call& call) {
  ImportUpload upload{hex(call.site.random.bytes(16)),
                      call.user->user,
                      call.params[0],
                      {std::string(call.form.get("file.name")), std::string(call.form.get("file"))},
                      {},
                      {}};
  if (upload.file.name.empty()) upload.file.name = "applications";
  upload.choices.sheet = std::string(call.form.get("sheet"));
  if (call.form.has("missing")) upload.choices.missing = app::Missing::allow;
  if (auto may = app::require_role(call.user->actor(), {"officer"}); !may) return error_page(call, may.error(), imports_link(call.params[0]));
  call.site.uploads.keep(upload, call.site.clock.now());
  return show_preview(call, upload);
}

Response act_on_upload(Call& call) {
  auto upload = call.site.uploads.find(call.params[1], call.user->user, call.params[0], call.site.clock.now());
  if (!upload) {
    return error_page(call,
                      {"http.not_found",
                       "このファイルはもうここにありません。 / The file is no longer here.",
                       "もう一度ファイルを選んでください。 / Choose the file again.",
                       {}},
                      imports_link(call.params[0]));
  }
  read_choices(call.form, upload->choices);
  call.site.uploads.keep(*upload, call.site.clock.now());
  if (call.form.get("do") == "take") return take_in(call, *upload);
  return call.form.get("do") == "errors" ? error_list(call, *upload) : show_preview(call, *upload);
}

Response import_template(Call& call) {
  auto version = desk_programme(call);
  if (!version) return error_page(call, version.error());
  auto bytes = intake::write_template((*version)->programme);
  if (!bytes) return error_page(call, bytes.error(), imports_link(call.params[0]));
  return download((*version)->programme.id + ".xlsx", xlsx_type, std::move(*bytes));
}

Response undo_import(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return error_page(call, number.error());
  auto undone =
      app::undo_import(call.site.engine, call.params[0], *number, call.form.get("reason"), call.user->actor());
  if (!undone) return error_page(call, undone.error(), imports_link(call.params[0]));
  return redirect(imports_link(call.params[0]));
}

}  // namespace hashira::http
