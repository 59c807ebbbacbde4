// Reading and judging a file of applications, and taking it in.
#include "app/imports.h"

#include <fmt/core.h>

#include "app/case_command.h"
#include "app/exclusions.h"
#include "app/rights.h"
#include "app/import_checks.h"
#include "parties/vault.h"

namespace hashira::app {
namespace {

using journal::Key;
using journal::Table;

constexpr int conflicts_most = 3;  // the same file is taken in by another officer meanwhile

Result<intake::Batch> stored_batch(Engine& engine, const std::string& programme, std::uint64_t number) {
  Key at{Table::state, intake::batch_key(programme, number)};
  std::optional<Bytes> row = TRY(engine.store().get(std::span(&at, 1))).front();
  if (row) return intake::decode_batch(*row);
  return fail("app.no_such_import", fmt::format("取込第{0}号はありません / there is no import {0}", number),
              "取込の一覧を見てください / look at the list of imports");
}

struct Taking {
  const std::string& programme;
  std::vector<Prepared>& rows;
  const std::vector<Date>& days;
  const Actor& actor;
  intake::Batch& batch;
};

// The rows' command ids hold the batch, too: after an undo the same file makes new applications.
Bytes command_of_row(const intake::Batch& batch, std::uint64_t row) {
  Bytes of = batch.digest;
  append_u64(of, batch.number);
  append_u64(of, row);
  return Bytes(view(sha256("hashira import", of))).substr(0, 16);
}

Done take_rows(Work& work, const Taking& taking) {
  CHECK_OK(works_on(work, taking.actor, taking.programme));
  std::optional<Bytes> live =
      TRY(work.get({Table::index, intake::batch_of_file_key(taking.programme, taking.batch.digest)}));
  if (live) return fail("app.import_repeated", "the file has just been taken in", "look at the list of imports");
  taking.batch.number = TRY(work.next_number(taking.programme, "import"));
  for (std::size_t i = 0; i < taking.rows.size(); ++i) {
    Prepared& row = taking.rows[i];
    row.channel.import = taking.batch.number;
    row.command = command_of_row(taking.batch, row.channel.row);
    Actor then = taking.actor;
    then.on = taking.days[i];
    Result<Receipt> receipt = submit_application(work, row, then);
    if (!receipt) return fail(std::move(receipt.error()));
    if (i == 0) taking.batch.first_case = receipt->case_number;
    taking.batch.last_case = receipt->case_number;
  }
  taking.batch.rows = taking.rows.size();
  return append_entry(work, taking.programme, "import.taken", intake::taken_body(taking.batch), taking.actor);
}

Done withdraw_batch(Work& work, const intake::Batch& batch, std::string_view reason, const Actor& actor) {
  std::string words = fmt::format("取込第{}号の取消: {}", batch.number, reason);
  journal::Body body = journal::BodyWriter().text("reason_ja", words).body();
  std::vector<std::string> others = TRY(excluded_programmes(work, batch.stream));
  for (std::uint64_t number = batch.first_case; number <= batch.last_case; ++number) {
    cases::Case value = TRY(work.case_of(batch.stream, number));
    if (value.state == "withdrawn") continue;
    CHECK_OK(run_command(work, batch.stream, number, "withdraw", body, actor));
    CHECK_OK(release_reservations(work, value, others, "import undone", actor));
  }
  journal::BodyWriter undone;
  undone.integer("import", static_cast<std::int64_t>(batch.number)).text("reason", reason);
  return append_entry(work, batch.stream, "import.undone", undone.body(), actor);
}

// "12, 13, 15 …": those that can no longer be withdrawn.
Result<std::string> decided_cases(Work& work, const intake::Batch& batch) {
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, batch.stream));
  std::string out;
  std::size_t count = 0;
  for (std::uint64_t number = batch.first_case; number <= batch.last_case; ++number) {
    cases::Case value = TRY(work.case_of(batch.stream, number));
    bool open = version->instrument != nullptr && version->instrument->lifecycle().may("withdraw", value.state);
    if (open || value.state == "withdrawn") continue;
    if (++count <= 20) out += fmt::format("{}{}", out.empty() ? "" : ", ", number);
  }
  return count > 20 ? out + fmt::format(" … ({})", count) : out;
}

}  // namespace

Result<ImportPreview> preview_import(Engine& engine, const std::string& programme, const ImportFile& file,
                                     const ImportChoices& choices, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  ImportReading reading = TRY(read_import(engine, programme, file, choices));
  return std::move(reading.preview);
}

Result<ImportDone> import_file(Engine& engine, const std::string& programme, const ImportFile& file,
                               const ImportChoices& choices, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  for (int attempt = 1;; ++attempt) {
    ImportReading reading = TRY(read_import(engine, programme, file, choices));
    ImportDone done{std::move(reading.preview), std::nullopt, false};
    if (done.preview.taken_as) {
      done.batch = TRY(stored_batch(engine, programme, *done.preview.taken_as));
      done.repeated = true;
      return done;
    }
    if (!done.preview.ready()) return done;
    intake::Batch batch;
    batch.stream = programme;
    batch.file = file.name;
    batch.digest = done.preview.digest;
    batch.mapping = done.preview.mapping;
    batch.confirmed = done.preview.confirmed;
    Taking taking{programme, reading.prepared, reading.days, actor, batch};
    Done taken = engine.run([&](Work& work) { return take_rows(work, taking); });
    if (!taken && taken.error().code == "app.import_repeated" && attempt < conflicts_most) continue;
    CHECK_OK(taken);
    done.batch = TRY(stored_batch(engine, programme, batch.number));
    return done;
  }
}

Result<std::uint64_t> undo_import(Engine& engine, const std::string& programme, std::uint64_t number,
                                  std::string_view reason, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  if (reason.empty()) {
    return fail("app.no_reason", "理由がありません / there is no reason",
                "取り消す理由を書いてください / say why it is undone");
  }
  intake::Batch batch = TRY(stored_batch(engine, programme, number));
  CHECK_OK(engine.run([&](Work& work) -> Done {
    CHECK_OK(works_on(work, actor, programme));
    std::optional<Bytes> row = TRY(work.get({Table::state, intake::batch_key(programme, number)}));
    if (row) batch = TRY(intake::decode_batch(*row));
    if (!batch.live()) {
      return fail("app.import_undone", fmt::format("取込第{0}号は取消済みです / import {0} was undone already", number),
                  "取込の一覧を見てください / look at the list of imports");
    }
    std::string decided = TRY(decided_cases(work, batch));
    if (!decided.empty()) {
      return fail(
          "app.import_decided",
          fmt::format("決定済みなどで取り下げられない案件があります: {0} / these cases can no longer be withdrawn: {0}",
                      decided),
          "残りを一件ずつ取り下げるか、変更・取消の決定をしてください / withdraw the others one by one, or change or "
          "cancel these decisions");
    }
    return withdraw_batch(work, batch, reason, actor);
  }));
  return batch.rows;
}

Result<std::vector<intake::Batch>> imports(Engine& engine, const std::string& programme) {
  std::vector<intake::Batch> out;
  Bytes after;
  while (true) {
    std::vector<journal::Row> rows =
        TRY(engine.store().scan(Table::state, intake::batch_prefix(programme), after, 500));
    if (rows.empty()) return out;
    for (const journal::Row& row : rows) out.push_back(TRY(intake::decode_batch(row.value)));
    after = rows.back().key;
  }
}

Result<std::vector<intake::Mapping>> import_mappings(Engine& engine, const std::string& programme) {
  std::vector<intake::Mapping> out;
  Bytes after;
  while (true) {
    std::vector<journal::Row> rows =
        TRY(engine.store().scan(Table::state, intake::mapping_prefix(programme), after, 500));
    if (rows.empty()) return out;
    for (const journal::Row& row : rows) {
      CHECK_OK(journal::check_body(row.value));
      out.push_back(TRY(intake::decode_mapping(journal::Body(row.value))));
    }
    after = rows.back().key;
  }
}

Result<std::uint64_t> save_mapping(Engine& engine, const std::string& programme, intake::Mapping mapping,
                                   const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  CHECK_OK(engine.run([&](Work& work) -> Done {
    CHECK_OK(works_on(work, actor, programme));
    mapping.number = TRY(work.next_number(programme, "import-mapping"));
    return append_entry(work, programme, "import.mapped", intake::encode(mapping), actor);
  }));
  return mapping.number;
}

}  // namespace hashira::app
