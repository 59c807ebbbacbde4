// audit, export, entries, checkpoint: what lets others trust a data folder.
#include <fmt/core.h>

#include <chrono>

#include "audit/audit.h"
#include "audit/export.h"
#include "cli/command.h"
#include "cli/data_folder.h"
#include "journal/checkpoint.h"
#include "journal/json.h"

namespace hashira::cli {
namespace {

Result<int> run_audit(const std::string& data, bool english) {
  auto folder = TRY(DataFolder::open(data, DataFolder::Mode::open));
  journal::SigningKey key = TRY(folder->signing_key());
  ProgressLine line;
  auto begun = std::chrono::steady_clock::now();
  audit::AuditReport report =
      TRY(audit::audit(folder->store(), folder->instruments(), folder->checkpoints().string(), key.public_key,
                       [&](const audit::Progress& at) { line.show("auditing", at.done, at.total); }));
  auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
  fmt::print("{}", audit::audit_text(report, took.count(), english ? feel::Language::english : feel::Language::japanese));
  return report.clean() ? exit_ok : exit_found;
}

Result<int> run_export(const std::string& data, const std::string& out) {
  auto folder = TRY(DataFolder::open(data, DataFolder::Mode::open));
  journal::SigningKey key = TRY(folder->signing_key());
  ProgressLine line;
  audit::Exported done = TRY(audit::export_all(folder->store(), folder->instruments(), key.public_key, out,
                                               [&](const audit::Progress& at) { line.show("exporting", at.done, at.total); }));
  fmt::print("{}: {} entries of {} streams, {} contributions, {} cells, {} checkpoints.\n"
             "Verify it with: python3 docs/verify.py {}\n",
             out, done.entries, done.streams, done.contributions, done.cells, done.checkpoints, out);
  return exit_ok;
}

struct EntriesOptions {
  std::string data, stream;
  std::uint64_t from = 1, limit = 20, case_number = 0;
  bool json = false;
};

void print_entry(const journal::Entry& entry, const Hash& hash, bool json) {
  if (json) {
    fmt::print("{}\n", journal::entry_json(entry, hash));
    return;
  }
  std::string about = entry.case_number == 0 ? "" : fmt::format("case {}", entry.case_number);
  fmt::print("{:>8}  {}  {:<28} {:<12} {:<12} {}\n", entry.seq, entry.happened_on.iso(), entry.type, about, entry.actor,
             entry.synthetic ? "synthetic" : "");
}

Result<int> show_entries(const EntriesOptions& options) {
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  if (options.stream.empty()) {
    for (const journal::StreamId& stream : TRY(folder->store().streams())) {
      fmt::print("{:<48} {:>9} entries\n", stream, TRY(folder->store().head(stream)).seq);
    }
    return exit_ok;
  }
  std::uint64_t shown = 0;
  for (std::uint64_t from = options.from; shown < options.limit;) {
    std::vector<journal::StoredEntry> page = TRY(folder->store().entries(options.stream, from, 500));
    if (page.empty()) break;
    for (const journal::StoredEntry& stored : page) {
      from = stored.seq + 1;
      journal::Entry entry = TRY(journal::decode(stored.bytes));
      if (options.case_number != 0 && entry.case_number != options.case_number) continue;
      if (shown++ == options.limit) break;
      print_entry(entry, stored.hash, options.json);
    }
  }
  return exit_ok;
}

Result<int> make_checkpoint(const std::string& data) {
  auto folder = TRY(DataFolder::open(data, DataFolder::Mode::open));
  journal::SignedCheckpoint made = TRY(folder->add_checkpoint());
  journal::Checkpoint checkpoint = TRY(journal::decode_checkpoint(made.bytes));
  fmt::print("Checkpoint {}: {} streams signed; also in {}.\n", checkpoint.number, checkpoint.heads.size(), folder->checkpoints().string());
  return exit_ok;
}

}  // namespace

void add_audit_commands(CLI::App& app) {
  auto data = std::make_shared<std::string>(), out = std::make_shared<std::string>();
  auto english = std::make_shared<bool>(false);
  CLI::App* audit = add_command(app, "audit", "Verify chains and checkpoints, replay every entry, compare with what is stored",
                                "  hashira audit --data data\nExits 1 and names the first difference when there is one.");
  audit->add_option("--data", *data, "The data folder")->required();
  audit->add_flag("--english", *english, "Answer in English");
  on_call(audit, [data, english] { return run_audit(*data, *english); });

  CLI::App* write = add_command(app, "export", "Write entries, contributions, figures and heads for others to verify",
                                "  hashira export --data data --out export\n  python3 docs/verify.py export");
  write->add_option("--data", *data, "The data folder")->required();
  write->add_option("--out", *out, "A folder that does not exist yet")->required();
  on_call(write, [data, out] { return run_export(*data, *out); });

  auto options = std::make_shared<EntriesOptions>();
  CLI::App* entries = add_command(app, "entries", "List streams, or the entries of one",
                                  "  hashira entries --data data\n"
                                  "  hashira entries --data data closure-cooperation-benefit --case 12\n"
                                  "  hashira entries --data data closure-cooperation-benefit --from 100 --limit 5 --json");
  entries->add_option("--data", options->data, "The data folder")->required();
  entries->add_option("stream", options->stream, "Stream (a programme's id, budget, accounts, portfolio)");
  entries->add_option("--from", options->from, "First sequence number")->capture_default_str();
  entries->add_option("--limit", options->limit, "How many at most")->capture_default_str();
  entries->add_option("--case", options->case_number, "Only the entries of this case");
  entries->add_flag("--json", options->json, "One JSON object a line, with every field");
  on_call(entries, [options] { return show_entries(*options); });

  CLI::App* sign = add_command(app, "checkpoint", "Sign the heads of all streams now",
                               "  hashira checkpoint --data data\nKeep a copy of checkpoints.jsonl elsewhere: it shows a cut tail.");
  sign->add_option("--data", *data, "The data folder")->required();
  on_call(sign, [data] { return make_checkpoint(*data); });
}

}  // namespace hashira::cli
