// payments run | release | export | execute | void | status: money that leaves once, as a file for the bank.
#include <fmt/core.h>

#include <filesystem>
#include <fstream>

#include "app/payment_runs.h"
#include "cli/bank_client.h"
#include "cli/command.h"
#include "cli/data_folder.h"

namespace hashira::cli {
namespace {

struct RunOptions {
  std::string data, programme, on, format, out, word, user;
  std::uint64_t run = 0;
  std::vector<std::uint64_t> cases;
  bool dry = false;

  app::Actor payer() const { return {user, "payer", false}; }
};

Result<std::unique_ptr<DataFolder>> open_folder(const RunOptions& options) {
  return DataFolder::open(options.data, DataFolder::Mode::open);
}

void print_left_out(const std::vector<Error>& left_out) {
  for (const Error& error : left_out) fmt::print(stderr, "left out: {}\n  {}\n", error.what, error.mend);
}

Result<int> make_run(const RunOptions& options) {
  auto folder = TRY(open_folder(options));
  payments::Client client = TRY(bank_client(folder->path()));
  app::NewRun wanted;
  wanted.value_date = TRY(Date::parse(options.on));
  wanted.cases = options.cases;
  if (!options.format.empty()) {
    wanted.format = payments::file_format(options.format);
    if (!wanted.format) return fail("cli.unknown_format", fmt::format("the format '{}' is not known", options.format), "write zengin, zengin-crlf or pain.001");
  }
  app::WaitingOrders waiting = TRY(app::waiting_orders(folder->engine(), options.programme, client));
  print_left_out(waiting.left_out);
  if (options.dry) {
    fmt::print("{} orders of {} yen wait; {} left out. Nothing was made (--dry-run).\n", waiting.orders.size(), waiting.total.count(),
               waiting.left_out.size());
    return exit_ok;
  }
  std::uint64_t number = TRY(app::make_run(folder->engine(), options.programme, wanted, client, options.payer()));
  payments::PaymentRun run = TRY(app::run_of(folder->engine(), options.programme, number));
  fmt::print("Run {}: {} payments, {} yen, value date {}. Another payer releases it:\n"
             "  hashira payments release --data {} --programme {} --run {} --user OTHER\n",
             number, run.orders.size(), run.total.count(), run.value_date.iso(), options.data, options.programme, number);
  return exit_ok;
}

Result<int> release_run(const RunOptions& options) {
  auto folder = TRY(open_folder(options));
  CHECK_OK(app::release_run(folder->engine(), options.programme, options.run, options.payer()));
  fmt::print("Run {} is released. Next: hashira payments export --data {} --programme {} --run {} --out FILE\n", options.run, options.data,
             options.programme, options.run);
  return exit_ok;
}

// Into a file of another name, renamed when it is whole: nobody sends half a file.
Result<int> export_run(const RunOptions& options) {
  auto folder = TRY(open_folder(options));
  payments::Client client = TRY(bank_client(folder->path()));
  std::filesystem::path target = options.out, part = options.out + ".part";
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  auto sink = [&](BytesView bytes) -> Done {
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (file) return {};
    return fail("cli.cannot_write", fmt::format("{} cannot be written", part.string()), "check the folder and the space on the disk");
  };
  Result<payments::Exported> exported = app::export_run(folder->engine(), options.programme, options.run, client, sink, options.payer());
  file.close();
  std::error_code failed;
  if (!exported) {
    std::filesystem::remove(part, failed);
    return fail(exported.error());
  }
  std::filesystem::rename(part, target, failed);
  if (failed) return fail("cli.cannot_write", fmt::format("{} cannot be written: {}", options.out, failed.message()), "choose another place");
  fmt::print("{}: {} records, {} yen, {} bytes, SHA-256 {}\n", options.out, exported->records, exported->sum.count(), exported->bytes,
             hex(view(exported->digest)));
  return exit_ok;
}

Result<int> execute_run(const RunOptions& options) {
  auto folder = TRY(open_folder(options));
  ProgressLine progress;
  auto show = [&](std::uint64_t done, std::uint64_t total) { progress.show("marking paid", done, total); };
  Date on = options.on.empty() ? folder->engine().today() : TRY(Date::parse(options.on));
  std::uint64_t paid = TRY(app::execute_run(folder->engine(), options.programme, options.run, on, options.payer(), show));
  fmt::print("Run {}: {} payments are marked paid.\n", options.run, paid);
  return exit_ok;
}

Result<int> void_run(const RunOptions& options) {
  auto folder = TRY(open_folder(options));
  CHECK_OK(app::void_run(folder->engine(), options.programme, options.run, options.word, options.payer()));
  fmt::print("Run {} is void: its orders wait again.\n", options.run);
  return exit_ok;
}

Result<int> show_runs(const RunOptions& options) {
  auto folder = TRY(open_folder(options));
  fmt::print("{:>5}  {:<10} {:>7} {:>16} {:>9} {:>9}  {:<10}  {}\n", "run", "state", "orders", "yen", "paid", "returned", "value date", "made, released by");
  for (const payments::PaymentRun& run : TRY(app::runs_of(folder->engine(), options.programme))) {
    auto count = [&](payments::OrderState state) {
      return std::count_if(run.orders.begin(), run.orders.end(), [state](const auto& order) { return order.state == state; });
    };
    fmt::print("{:>5}  {:<10} {:>7} {:>16} {:>9} {:>9}  {:<10}  {}, {}\n", run.number, payments::name(run.state), run.orders.size(), run.total.count(),
               count(payments::OrderState::paid), count(payments::OrderState::returned), run.value_date.iso(), run.made_by,
               run.released_by.empty() ? "-" : run.released_by);
  }
  return exit_ok;
}

std::string example(std::string_view command, std::string_view rest) {
  return fmt::format("  hashira payments {} --data data --programme closure-cooperation-benefit {}", command, rest);
}

CLI::App* with_programme(CLI::App* command, const std::shared_ptr<RunOptions>& options) {
  command->add_option("--data", options->data, "The data folder")->required();
  command->add_option("--programme", options->programme, "Programme id")->required();
  return command;
}

CLI::App* with_run(CLI::App* command, const std::shared_ptr<RunOptions>& options) {
  with_programme(command, options);
  command->add_option("--run", options->run, "Number of the run")->required();
  command->add_option("--user", options->user, "Who does this")->required();
  return command;
}

void add_make(CLI::App& group, const std::shared_ptr<RunOptions>& options) {
  CLI::App* make = with_programme(add_command(group, "run", "Make a run of the orders that wait",
                                              example("run", "--on 2020-06-10 --user payer --dry-run")),
                                  options);
  make->add_option("--on", options->on, "Value date (振込指定日)")->required();
  make->add_option("--user", options->user, "Who makes it; another one releases it")->required();
  make->add_option("--format", options->format, "zengin, zengin-crlf or pain.001 (default: as bank-client.txt says)");
  make->add_option("--case", options->cases, "Only these cases (may be given several times)");
  make->add_flag("--dry-run", options->dry, "Say what the run would hold, and make nothing");
  on_call(make, [options] { return make_run(*options); });
}

}  // namespace

void add_payment_commands(CLI::App& group) {
  auto options = std::make_shared<RunOptions>();
  add_make(group, options);
  CLI::App* release = with_run(add_command(group, "release", "Release a run that another payer made",
                                           example("release", "--run 1 --user payer2")), options);
  on_call(release, [options] { return release_run(*options); });
  CLI::App* file = with_run(add_command(group, "export", "Write the file for the bank; again: the same bytes",
                                        example("export", "--run 1 --user payer --out run-1.zen")), options);
  file->add_option("--out", options->out, "Where to write it")->required();
  on_call(file, [options] { return export_run(*options); });
  CLI::App* execute = with_run(add_command(group, "execute", "The bank carried the run out: mark what did not come back paid",
                                           example("execute", "--run 1 --user payer --on 2020-06-10")), options);
  execute->add_option("--on", options->on, "Day of the transfers (default: the business date)");
  on_call(execute, [options] { return execute_run(*options); });
  CLI::App* stop = with_run(add_command(group, "void", "Void a run; once it has left, on the bank's word",
                                        example("void", "--run 1 --user payer --bank-word '北洋銀行 本店 山田 6月9日 電話'")), options);
  stop->add_option("--bank-word", options->word, "Who at the bank stopped the file, and when");
  on_call(stop, [options] { return void_run(*options); });
  CLI::App* status = with_programme(add_command(group, "status", "The runs of a programme",
                                                example("status", "")), options);
  on_call(status, [options] { return show_runs(*options); });
}

}  // namespace hashira::cli
