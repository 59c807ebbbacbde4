#include "app/accounting.h"

#include <fmt/core.h>

#include "app/accounting_rows.h"
#include "app/case_command.h"
#include "app/desk.h"

namespace hashira::app {
namespace {

using journal::Table;
using ledger::AccountingExport;
using ledger::AccountingRow;

// Up to where the kind was exported; of a stream that has none, 0.
std::uint64_t exported_through(const std::vector<AccountingExport>& exports, ledger::RecordKind kind) {
  std::uint64_t out = 0;
  for (const AccountingExport& one : exports) {
    if (one.kind == kind) out = std::max(out, one.through);
  }
  return out;
}

struct AccountingFile {
  AccountingExport& value;
  const ByteSink& sink;
  Sha256 digest;

  Done write(BytesView bytes) {
    digest.add(bytes);
    value.bytes += bytes.size();
    return sink(bytes);
  }
};

// The file of the range; fills in rows, total, bytes and digest.
Done write_range(Engine& engine, const std::string& programme, AccountingExport& value, const ByteSink& sink) {
  AccountingFile out{value, sink, {}};
  CHECK_OK(out.write(TRY(ledger::accounting_header(value.encoding))));
  CHECK_OK(each_accounting_row(engine, programme, value.kind, value.after, value.through, [&](const AccountingRow& row) -> Done {
    ++value.rows;
    value.total += row.amount;
    return out.write(TRY(ledger::accounting_line(row, programme, value.encoding)));
  }));
  value.digest = out.digest.finish();
  return {};
}

// Somebody else may have exported in between; then this one's rows are theirs.
Done check_still_next(Work& work, const std::string& programme, const AccountingExport& value) {
  if (TRY(work.next_number(programme, "accounting-export")) == value.number) return {};
  return fail("app.export_overtaken", "ほかの人が同時に出力しました / somebody else exported at the same time",
              "もう一度出力してください / export again");
}

template <class Decode>
auto decoded_rows(Engine& engine, const Bytes& prefix, Decode decode) -> Result<std::vector<typename decltype(decode(journal::Row{}))::value_type>> {
  std::vector<typename decltype(decode(journal::Row{}))::value_type> out;
  Bytes after;
  while (true) {
    std::vector<journal::Row> rows = TRY(engine.store().scan(Table::state, prefix, after, 1000));
    if (rows.empty()) return out;
    for (const journal::Row& row : rows) out.push_back(TRY(decode(row)));
    after = rows.back().key;
  }
}

Result<std::optional<std::uint64_t>> known_file(Work& work, const std::string& programme, const Hash& digest) {
  std::optional<Bytes> row = TRY(work.get({Table::index, audit::accounting_file_key(programme, view(digest))}));
  if (!row) return std::nullopt;
  return static_cast<std::uint64_t>(audit::number_of(row));
}

Result<TakenVouchers> take_vouchers(Work& work, const std::string& programme, ledger::AccountingImport value, const Actor& actor) {
  if (std::optional<std::uint64_t> known = TRY(known_file(work, programme, value.digest))) return TakenVouchers{*known, value.vouchers.size(), true};
  value.number = TRY(work.next_number(programme, "accounting-import"));
  CHECK_OK(append_entry(work, programme, "accounting.imported", ledger::import_body(value), actor));
  return TakenVouchers{value.number, value.vouchers.size(), false};
}

}  // namespace

Result<std::vector<AccountingExport>> accounting_exports(Engine& engine, const std::string& programme) {
  return decoded_rows(engine, ledger::accounting_export_prefix(programme), [](const journal::Row& row) { return ledger::decode_export(row.value); });
}

Result<std::vector<NumberedImport>> accounting_imports(Engine& engine, const std::string& programme) {
  Bytes prefix = ledger::accounting_import_prefix(programme);
  return decoded_rows(engine, prefix, [&](const journal::Row& row) -> Result<NumberedImport> {
    ledger::ImportRow read = TRY(ledger::decode_import_row(row.value));
    return NumberedImport{read_u64(BytesView(row.key).substr(prefix.size())), std::move(read)};
  });
}

Result<AccountingExport> export_accounting(Engine& engine, const std::string& programme, ledger::RecordKind kind, ledger::TextEncoding encoding,
                                           const ByteSink& sink, const Actor& actor) {
  CHECK_OK(require_role(actor, {"payer"}));
  TRY(engine.versions().in_force(programme));
  std::vector<AccountingExport> exports = TRY(accounting_exports(engine, programme));
  AccountingExport value;
  value.number = exports.empty() ? 1 : exports.back().number + 1;
  value.kind = kind;
  value.encoding = encoding;
  value.after = exported_through(exports, kind);
  value.through = TRY(engine.store().head(programme)).seq;
  CHECK_OK(write_range(engine, programme, value, sink));
  if (value.rows == 0) {
    std::string_view ja = ledger::japanese_name(kind);
    return fail("app.nothing_to_export", fmt::format("前回の出力のあとに{}はありません / there is no {} since the last export", ja, ledger::name(kind)),
                "出力済みのものは番号を指定してもう一度出力できます / an earlier export can be written again by its number");
  }
  CHECK_OK(act(engine, [&](Work& work) -> Done {
    CHECK_OK(check_still_next(work, programme, value));
    return append_entry(work, programme, "accounting.exported", ledger::export_body(value), actor);
  }));
  return value;
}

Result<AccountingExport> export_accounting_again(Engine& engine, const std::string& programme, std::uint64_t number, const ByteSink& sink) {
  for (const AccountingExport& first : TRY(accounting_exports(engine, programme))) {
    if (first.number != number) continue;
    AccountingExport again = first;
    again.rows = again.bytes = 0;
    again.total = Yen(0);
    CHECK_OK(write_range(engine, programme, again, sink));
    if (again == first) return again;
    return fail("app.export_differs", fmt::format("出力 {0} の中身が記録の摘要と合いません / export {0} is not what it was", number),
                "使わずに、監査を実行してください / do not use it; run `hashira audit`");
  }
  return fail("app.no_such_export", fmt::format("出力 {0} はありません / there is no export {0}", number),
              "一覧で番号を確かめてください / look at the list of exports");
}

tl::expected<TakenVouchers, std::vector<Error>> import_vouchers(Engine& engine, const std::string& programme, BytesView bytes,
                                                                const std::string& file_name, const Actor& actor) {
  auto one = [](Error error) { return tl::unexpected<std::vector<Error>>(std::vector<Error>{std::move(error)}); };
  if (Done allowed = require_role(actor, {"payer"}); !allowed) return one(allowed.error());
  if (auto version = engine.versions().in_force(programme); !version) return one(version.error());
  Date today = actor.on == Date() ? engine.today() : actor.on;
  auto vouchers = ledger::read_vouchers(bytes, {programme, file_name, today});
  if (!vouchers) return tl::unexpected<std::vector<Error>>(vouchers.error());
  ledger::AccountingImport value{0, sha256(bytes), std::move(*vouchers)};
  Result<TakenVouchers> taken = act(engine, [&](Work& work) { return take_vouchers(work, programme, value, actor); });
  if (!taken) return one(taken.error());
  return *taken;
}

Result<ledger::Matching> accounting_mismatches(Engine& engine, const std::string& programme) {
  TRY(engine.versions().in_force(programme));
  std::vector<ledger::ImportRow> imports;
  for (NumberedImport& one : TRY(accounting_imports(engine, programme))) imports.push_back(std::move(one.row));
  ledger::Matcher matcher(TRY(accounting_exports(engine, programme)), imports);
  CHECK_OK(each_posting(engine, programme, 0, TRY(engine.store().head(programme)).seq,
                        [&](ledger::RecordId id, const ledger::Posting& posting, const journal::Entry& entry) -> Done {
                          matcher.add(id, posting, entry.happened_on);
                          return {};
                        }));
  std::vector<ledger::Voucher> vouchers =
      TRY(decoded_rows(engine, ledger::voucher_prefix(programme), [](const journal::Row& row) { return ledger::decode_voucher(row.value); }));
  return matcher.finish(vouchers);
}

}  // namespace hashira::app
