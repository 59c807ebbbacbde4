// accounting export | import | mismatches | status: the accounting system of record (財務会計システム).
#include <fmt/core.h>

#include <filesystem>
#include <fstream>

#include "app/accounting.h"
#include "cli/command.h"
#include "cli/data_folder.h"

namespace hashira::cli {
namespace {

struct AccountingOptions {
  std::string data, programme, kind, encoding = "utf-8", out, file, user;
  std::uint64_t again = 0;

  app::Actor payer() const { return {user, "payer", false, {}}; }
};

Result<std::unique_ptr<DataFolder>> open_books(const AccountingOptions& options) {
  return DataFolder::open(options.data, DataFolder::Mode::open);
}

Result<ledger::AccountingExport> write_export(DataFolder& folder, const AccountingOptions& options, const app::ByteSink& sink) {
  if (options.again != 0) return app::export_accounting_again(folder.engine(), options.programme, options.again, sink);
  std::optional<ledger::RecordKind> kind = ledger::record_kind(options.kind);
  std::optional<ledger::TextEncoding> encoding = ledger::text_encoding(options.encoding);
  if (!kind) return fail("cli.unknown_kind", fmt::format("the kind '{}' is not known", options.kind), "write --kind commitment or --kind order");
  if (!encoding) return fail("cli.unknown_encoding", fmt::format("the encoding '{}' is not known", options.encoding), "write utf-8 or cp932");
  return app::export_accounting(folder.engine(), options.programme, *kind, *encoding, sink, options.payer());
}

// Into a file of another name, renamed when it is whole.
Result<int> export_books(const AccountingOptions& options) {
  auto folder = TRY(open_books(options));
  std::string part = options.out + ".part";
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  auto sink = [&](BytesView bytes) -> Done {
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (file) return {};
    return fail("cli.cannot_write", fmt::format("{} cannot be written", part), "check the folder and the space on the disk");
  };
  Result<ledger::AccountingExport> made = write_export(*folder, options, sink);
  file.close();
  std::error_code failed;
  if (!made) {
    std::filesystem::remove(part, failed);
    return fail(made.error());
  }
  std::filesystem::rename(part, options.out, failed);
  if (failed) return fail("cli.cannot_write", fmt::format("{} cannot be written: {}", options.out, failed.message()), "choose another place");
  fmt::print("{}: export {}, {} {} rows, {} yen, {} bytes, SHA-256 {}\n", options.out, made->number, made->rows, ledger::name(made->kind),
             made->total.count(), made->bytes, hex(view(made->digest)));
  return exit_ok;
}

Result<int> import_books(const AccountingOptions& options) {
  std::string bytes = TRY(read_file(options.file));
  auto folder = TRY(open_books(options));
  auto taken = app::import_vouchers(folder->engine(), options.programme, bytes, options.file, options.payer());
  if (taken) {
    std::string_view how = taken->known ? "had been taken in before; nothing was written" : "are taken in";
    fmt::print("{}: {} vouchers {} (import {}).\n", options.file, taken->vouchers, how, taken->import);
    return exit_ok;
  }
  for (const Error& error : taken.error()) fmt::print(stderr, "{}\n", error.text());
  fmt::print(stderr, "Nothing was recorded: {} mistake{}.\n", taken.error().size(), taken.error().size() == 1 ? "" : "s");
  return exit_found;
}

std::string optional_yen(const std::optional<Yen>& amount) { return amount ? std::to_string(amount->count()) : "-"; }
std::string optional_day(const std::optional<Date>& day) { return day ? day->iso() : "-"; }

Result<int> show_mismatches(const AccountingOptions& options) {
  auto folder = TRY(open_books(options));
  ledger::Matching found = TRY(app::accounting_mismatches(folder->engine(), options.programme));
  for (const ledger::MismatchRow& row : found.mismatches) {
    std::string vouchers;
    for (const std::string& number : row.vouchers) vouchers += (vouchers.empty() ? "" : " ") + number;
    fmt::print("{:<13} {} {} case {} vouchers {}: here {} yen, paid {}; there {} yen, paid {}\n", ledger::name(row.what), ledger::japanese_name(row.kind),
               ledger::record_text(options.programme, row.id), row.case_number, vouchers.empty() ? "-" : vouchers, optional_yen(row.here),
               optional_day(row.paid_here), optional_yen(row.there), optional_day(row.paid_there));
  }
  fmt::print("{} do not match, {} match, {} wait for an answer, {} are not exported yet.\n", found.mismatches.size(), found.matched, found.waiting,
             found.not_exported);
  return found.mismatches.empty() ? exit_ok : exit_found;
}

Result<int> show_exports(const AccountingOptions& options) {
  auto folder = TRY(open_books(options));
  for (const ledger::AccountingExport& one : TRY(app::accounting_exports(folder->engine(), options.programme))) {
    fmt::print("export {:>4}  {}  {:<10} {:>7} rows {:>16} yen  {}  {}\n", one.number, one.on.iso(), ledger::name(one.kind), one.rows, one.total.count(),
               ledger::name(one.encoding), one.by);
  }
  for (const app::NumberedImport& one : TRY(app::accounting_imports(folder->engine(), options.programme))) {
    fmt::print("import {:>4}  {}  {} commitments, {} orders  {}\n", one.number, one.row.on.iso(), one.row.commitments, one.row.orders, one.row.by);
  }
  return exit_ok;
}

std::string accounting_example(std::string_view command, std::string_view rest) {
  return fmt::format("  hashira accounting {} --data data --programme closure-cooperation-benefit{}", command, rest);
}

CLI::App* of_programme(CLI::App* command, const std::shared_ptr<AccountingOptions>& options) {
  command->add_option("--data", options->data, "The data folder")->required();
  command->add_option("--programme", options->programme, "Programme id")->required();
  return command;
}

}  // namespace

void add_accounting_commands(CLI::App& app) {
  auto options = std::make_shared<AccountingOptions>();
  CLI::App* group = add_command(app, "accounting", "The accounting system (財務会計): tell it, take its vouchers in, list what differs",
                                accounting_example("export", " --kind order --user payer --out orders.csv\n") +
                                    accounting_example("import", " --user payer vouchers.csv\n") + accounting_example("mismatches", ""));
  group->require_subcommand(1);
  CLI::App* out = of_programme(add_command(*group, "export", "Write what is new: commitments (支出負担行為) or payment orders (支出命令), as CSV",
                                           accounting_example("export", " --kind commitment --user payer --out commitments.csv\n") +
                                               accounting_example("export", " --again 1 --out commitments-again.csv")),
                               options);
  out->add_option("--kind", options->kind, "commitment or order");
  out->add_option("--encoding", options->encoding, "utf-8 (with byte order mark) or cp932")->capture_default_str();
  out->add_option("--again", options->again, "Number of an earlier export: its bytes again");
  out->add_option("--user", options->user, "Who does this");
  out->add_option("--out", options->out, "Where to write it")->required();
  on_call(out, [options] { return export_books(*options); });
  CLI::App* in = of_programme(add_command(*group, "import", "Take voucher numbers and days of payment in from a CSV; all or nothing, once",
                                          accounting_example("import", " --user payer vouchers.csv") +
                                              "\nColumns (docs/accounting.md), UTF-8 or CP932:\n  種別,整理番号,伝票番号,金額,支払日"),
                              options);
  in->add_option("--user", options->user, "Who does this")->required();
  in->add_option("file", options->file, "CSV; '-' for standard input")->required();
  on_call(in, [options] { return import_books(*options); });
  CLI::App* list = of_programme(add_command(*group, "mismatches", "List what does not match (突合); exit code 1 when there is something",
                                            accounting_example("mismatches", "")), options);
  on_call(list, [options] { return show_mismatches(*options); });
  CLI::App* status = of_programme(add_command(*group, "status", "The exports and imports so far", accounting_example("status", "")), options);
  on_call(status, [options] { return show_exports(*options); });
}

}  // namespace hashira::cli
