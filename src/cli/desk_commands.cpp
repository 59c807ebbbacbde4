// payments import: what the bank reports, from a CSV. (Payment runs and bank files come later.)
#include <fmt/core.h>

#include "app/desk.h"
#include "cli/command.h"
#include "cli/data_folder.h"

namespace hashira::cli {
namespace {

struct ImportOptions {
  std::string data, programme, file, user = "operator";
};

Result<int> import_payments(const ImportOptions& options) {
  std::string bytes = TRY(read_file(options.file));
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  auto done =
      app::mark_payments_csv(folder->engine(), options.programme, bytes, options.file, {options.user, "payer", false});
  if (done) {
    fmt::print("{}: {} rows recorded.\n", options.file, *done);
    return exit_ok;
  }
  for (const Error& error : done.error()) fmt::print(stderr, "{}\n", error.text());
  fmt::print(stderr, "Nothing was recorded: {} row{} wrong.\n", done.error().size(),
             done.error().size() == 1 ? " is" : "s are");
  return exit_found;
}

}  // namespace

void add_desk_commands(CLI::App& app) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* group =
      add_command(app, "payments", "Record what the bank reports",
                  "  hashira payments import --data data --programme closure-cooperation-benefit results.csv");
  group->require_subcommand(1);
  CLI::App* import =
      add_command(*group, "import", "Mark released orders paid, bounced or repaid, from a CSV; all rows or none",
                  "  hashira payments import --data data --programme closure-cooperation-benefit results.csv\n"
                  "The file:\n"
                  "  case,what,amount,on,note\n"
                  "  12,paid,300000,2020-06-10,\n"
                  "  13,bounced,200000,2020-06-12,account closed\n"
                  "  14,repaid,50000,2020-07-01,part");
  import->add_option("--data", options->data, "The data folder")->required();
  import->add_option("--programme", options->programme, "Programme id")->required();
  import->add_option("--user", options->user, "Who does this (for the entries)")->capture_default_str();
  import->add_option("file", options->file, "CSV, UTF-8; '-' for standard input")->required();
  on_call(import, [options] { return import_payments(*options); });
}

}  // namespace hashira::cli
