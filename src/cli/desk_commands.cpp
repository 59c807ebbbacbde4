// payments import: what the bank reports, from its own message (ISO 20022), its result file, or a CSV of the desk.
#include <fmt/core.h>

#include "app/desk.h"
#include "app/payment_runs.h"
#include "cli/command.h"
#include "cli/data_folder.h"
#include "payments/result_csv.h"

namespace hashira::cli {
namespace {

struct ImportOptions {
  std::string data, programme, file, layout, on, user = "operator";

  app::Actor payer() const { return {user, "payer", false}; }
};

// Answers in an ISO 20022 message, or in a bank's own file by its layout.
Result<payments::BankAnswers> read_answers(const ImportOptions& options, const std::string& bytes, std::vector<Error>& wrong) {
  if (options.layout.empty()) return payments::read_bank_answers(bytes, options.file);
  payments::ResultLayout layout = TRY(payments::read_result_layout(TRY(read_file(options.layout)), options.layout));
  payments::BankAnswers out;
  out.message_id = "sha256 " + hex(view(sha256(bytes))).substr(0, 32);
  auto read = payments::read_result_csv(bytes, options.file, layout);
  if (read) {
    out.answers = std::move(*read);
  } else {
    wrong = std::move(read.error());
  }
  return out;
}

int nothing_recorded(const std::vector<Error>& errors) {
  for (const Error& error : errors) fmt::print(stderr, "{}\n", error.text());
  fmt::print(stderr, "Nothing was recorded: {} row{} wrong.\n", errors.size(), errors.size() == 1 ? " is" : "s are");
  return exit_found;
}

Result<int> import_answers(const ImportOptions& options, const std::string& bytes) {
  std::vector<Error> wrong;
  payments::BankAnswers answers = TRY(read_answers(options, bytes, wrong));
  if (!wrong.empty()) return nothing_recorded(wrong);
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  Date on = options.on.empty() ? folder->engine().today() : TRY(Date::parse(options.on));
  app::TakenAnswers taken = TRY(app::take_answers(folder->engine(), options.programme, answers, on, options.payer()));
  for (const Error& error : taken.unplaced) fmt::print(stderr, "{}\n", error.text());
  fmt::print("{}: {} paid, {} returned, {} known before, {} of no payment of this programme.\n", options.file, taken.paid, taken.returned, taken.known,
             taken.unplaced.size());
  return taken.unplaced.empty() ? exit_ok : exit_found;
}

Result<int> import_payments(const ImportOptions& options) {
  std::string bytes = TRY(read_file(options.file));
  bool is_message = bytes.starts_with("<") || bytes.starts_with("\xEF\xBB\xBF<");
  if (is_message || !options.layout.empty()) return import_answers(options, bytes);
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  auto done =
      app::mark_payments_csv(folder->engine(), options.programme, bytes, options.file, options.payer());
  if (done) {
    fmt::print("{}: {} rows recorded.\n", options.file, *done);
    return exit_ok;
  }
  return nothing_recorded(done.error());
}

}  // namespace

void add_desk_commands(CLI::App& app) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* group =
      add_command(app, "payments", "Payment runs, their files, and what the bank reports",
                  "  hashira payments run --data data --programme closure-cooperation-benefit --on 2020-06-10 --user payer\n"
                  "  hashira payments release --data data --programme closure-cooperation-benefit --run 1 --user payer2\n"
                  "  hashira payments export --data data --programme closure-cooperation-benefit --run 1 --user payer --out run-1.zen\n"
                  "  hashira payments import --data data --programme closure-cooperation-benefit camt054.xml\n"
                  "  hashira payments status --data data --programme closure-cooperation-benefit");
  add_payment_commands(*group);
  group->require_subcommand(1);
  CLI::App* import =
      add_command(*group, "import", "Take in what the bank reports: pain.002, camt.054, its result file, or a CSV; all or nothing",
                  "  hashira payments import --data data --programme closure-cooperation-benefit results.csv\n"
                  "  hashira payments import --data data --programme closure-cooperation-benefit --layout bank.txt result.csv\n"
                  "A CSV of the desk:\n"
                  "  case,what,amount,on,note\n"
                  "  12,paid,300000,2020-06-10,\n"
                  "  13,bounced,200000,2020-06-12,account closed\n"
                  "  14,repaid,50000,2020-07-01,part");
  import->add_option("--data", options->data, "The data folder")->required();
  import->add_option("--programme", options->programme, "Programme id")->required();
  import->add_option("--layout", options->layout, "How the bank's result file is to be read (docs/payments.md)");
  import->add_option("--on", options->on, "Day for answers without one (default: the business date)");
  import->add_option("--user", options->user, "Who does this (for the entries)")->capture_default_str();
  import->add_option("file", options->file, "CSV, UTF-8; '-' for standard input")->required();
  on_call(import, [options] { return import_payments(*options); });
}

}  // namespace hashira::cli
