// reported state | import | check | correct | retract | list: totals that other bodies state, with their documents.
#include <fmt/core.h>

#include <filesystem>

#include "app/desk.h"
#include "app/reported.h"
#include "base/csv.h"
#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/users.h"

namespace hashira::cli {
namespace {

struct ReportedOptions {
  std::string data, programme, figure, value, reporter, document, as_of, note, reason, user, file;
  std::uint64_t number = 0;
  bool dry = false;
};

Result<std::unique_ptr<DataFolder>> open_reported(const ReportedOptions& options) {
  return DataFolder::open(options.data, DataFolder::Mode::open);
}

Result<app::StatedTotal> total_from(app::Engine& engine, const ReportedOptions& options) {
  app::StatedTotal total;
  total.programme = options.programme;
  total.figure = options.figure;
  std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(options.programme));
  const portfolio::Figure* figure = version->programme.figure(options.figure);
  if (figure == nullptr) {
    return fail("cli.no_such_figure", fmt::format("{} has no figure '{}'", options.programme, options.figure), "look at its figures.yaml");
  }
  total.value = TRY(app::total_of(*figure, options.value));
  total.reporter = options.reporter;
  std::string bytes = TRY(read_file(options.document));
  total.document = Bytes(view(sha256(bytes)));
  total.document_name = std::filesystem::path(options.document).filename().string();
  if (!options.as_of.empty()) total.as_of = TRY(Date::parse(options.as_of));
  total.note = options.note;
  return total;
}

Result<int> state_one(const ReportedOptions& options) {
  auto folder = TRY(open_reported(options));
  app::Actor actor = TRY(actor_named(folder->engine(), options.user));
  app::StatedTotal total = TRY(total_from(folder->engine(), options));
  std::uint64_t number = TRY(app::act(folder->engine(), [&](app::Work& work) { return app::state_total(work, total, actor); }));
  fmt::print("Number {}: {}/{} = {}, reported by {}. Another person checks it against {}:\n"
             "  hashira reported check --data {} --programme {} --number {} --user OTHER\n",
             number, options.programme, options.figure, feel::to_text(total.value), options.reporter, total.document_name, options.data,
             options.programme, number);
  return exit_ok;
}

// A file of many totals: documents are looked for beside it.
constexpr std::string_view import_header = "programme,figure,value,reporter,document,as_of,note";

Result<ReportedOptions> row_options(const ReportedOptions& options, const csv::Row& row) {
  if (row.size() != 7) return fail("cli.bad_row", fmt::format("the row has {} cells, not 7", row.size()), fmt::format("the columns are {}", import_header));
  ReportedOptions one = options;
  one.programme = row[0].text;
  one.figure = row[1].text;
  one.value = row[2].text;
  one.reporter = row[3].text;
  one.document = (std::filesystem::path(options.file).parent_path() / row[4].text).string();
  one.as_of = row[5].text;
  one.note = row[6].text;
  return one;
}

int report_all(const std::vector<Error>& errors) {
  for (const Error& error : errors) report_error(error);
  fmt::print(stderr, "Nothing was stated: mend these and give the file again.\n");
  return exit_error;
}

Result<int> import_totals(const ReportedOptions& options) {
  auto folder = TRY(open_reported(options));
  app::Actor actor = TRY(actor_named(folder->engine(), options.user));
  std::vector<csv::Row> rows = TRY(csv::parse(TRY(read_file(options.file)), options.file));
  std::vector<app::StatedTotal> totals;
  std::vector<Place> places;
  std::vector<Error> errors;
  for (std::size_t n = 0; n < rows.size(); ++n) {
    if (n == 0 && rows[0][0].text == "programme") continue;
    Place place{options.file, rows[n].front().line, 1};
    Result<ReportedOptions> row = row_options(options, rows[n]);
    Result<app::StatedTotal> total = row ? total_from(folder->engine(), *row) : Result<app::StatedTotal>(tl::unexpected<Error>(row.error()));
    if (total) {
      totals.push_back(std::move(*total));
      places.push_back(place);
    } else {
      errors.push_back(std::move(total.error()));
      errors.back().place = place;
    }
  }
  if (!errors.empty()) return report_all(errors);
  if (options.dry) {
    fmt::print("{} totals can be stated. Nothing was (--dry-run).\n", totals.size());
    return exit_ok;
  }
  auto stated = app::state_totals(folder->engine(), totals, places, actor);
  if (!stated) return report_all(stated.error());
  fmt::print("{} totals are stated and wait to be checked by another person.\n", stated->size());
  return exit_ok;
}

Result<int> check_one(const ReportedOptions& options) {
  auto folder = TRY(open_reported(options));
  app::Actor actor = TRY(actor_named(folder->engine(), options.user));
  CHECK_OK(app::act(folder->engine(), [&](app::Work& work) {
    return app::check_total(work, options.programme, options.number, options.note, actor);
  }));
  fmt::print("Number {} of {} is checked and stands in its figure.\n", options.number, options.programme);
  return exit_ok;
}

Result<int> correct_one(ReportedOptions options) {
  auto folder = TRY(open_reported(options));
  app::Actor actor = TRY(actor_named(folder->engine(), options.user));
  for (const app::Total& one : TRY(app::totals(folder->engine(), options.programme))) {
    if (one.number == options.number) options.figure = one.figure;
  }
  app::StatedTotal total = TRY(total_from(folder->engine(), options));
  CHECK_OK(app::act(folder->engine(), [&](app::Work& work) {
    return app::correct_total(work, options.number, total, options.reason, actor);
  }));
  fmt::print("Number {} of {} is corrected; another person checks it again.\n", options.number, options.programme);
  return exit_ok;
}

Result<int> retract_one(const ReportedOptions& options) {
  auto folder = TRY(open_reported(options));
  app::Actor actor = TRY(actor_named(folder->engine(), options.user));
  CHECK_OK(app::act(folder->engine(), [&](app::Work& work) {
    return app::retract_total(work, options.programme, options.number, options.reason, actor);
  }));
  fmt::print("Number {} of {} is retracted.\n", options.number, options.programme);
  return exit_ok;
}

Result<int> list_totals(const ReportedOptions& options) {
  auto folder = TRY(open_reported(options));
  app::Engine& engine = folder->engine();
  std::vector<std::string> programmes;
  if (!options.programme.empty()) programmes.push_back(options.programme);
  if (programmes.empty()) {
    auto tree = TRY(engine.versions().portfolio());
    for (const portfolio::Programme& one : tree->programmes) programmes.push_back(one.id);
  }
  for (const std::string& programme : programmes) {
    for (const app::Total& one : TRY(app::totals(engine, programme))) {
      fmt::print("{}/{} #{}  {}  {}  by {}, {} (SHA-256 {}…){}{}\n", programme, one.figure, one.number, feel::to_text(one.value), one.state, one.reporter,
                 one.document_name, one.document.substr(0, 12), one.as_of ? ", as of " + one.as_of->iso() : "", one.synthetic ? "  [synthetic]" : "");
    }
  }
  return exit_ok;
}

std::string reported_example(std::string_view command, std::string_view rest) {
  return fmt::format("  hashira reported {} --data data {}", command, rest);
}

CLI::App* with_user(CLI::App* command, const std::shared_ptr<ReportedOptions>& options) {
  command->add_option("--data", options->data, "The data folder")->required();
  command->add_option("--user", options->user, "Who does this: a user of the folder")->required();
  return command;
}

CLI::App* with_number(CLI::App* command, const std::shared_ptr<ReportedOptions>& options) {
  with_user(command, options);
  command->add_option("--programme", options->programme, "Programme id")->required();
  command->add_option("--number", options->number, "The total's number (hashira reported list)")->required();
  return command;
}

CLI::App* with_statement(CLI::App* command, const std::shared_ptr<ReportedOptions>& options) {
  command->add_option("--value", options->value, "The total as written: 403.6億円, 1,188人, 96.2％")->required();
  command->add_option("--reporter", options->reporter, "The body that reports it")->required();
  command->add_option("--document", options->document, "The file that says so; its SHA-256 is kept, not the file")->required();
  command->add_option("--as-of", options->as_of, "The day it is true of (YYYY-MM-DD)");
  command->add_option("--note", options->note, "What a reader must know");
  return command;
}

void add_changing(CLI::App& group, const std::shared_ptr<ReportedOptions>& options) {
  CLI::App* correct = with_statement(with_number(add_command(group, "correct", "The reporter sent another number",
                                                             reported_example("correct", "--programme upopoy --number 1 --value 146本 --reporter 広告会社 "
                                                                                         "--document report2.pdf --reason 再提出 --user officer")),
                                                 options),
                                     options);
  correct->add_option("--reason", options->reason, "Why it changed")->required();
  on_call(correct, [options] { return correct_one(*options); });
  CLI::App* retract = with_number(add_command(group, "retract", "The reporter takes it back",
                                              reported_example("retract", "--programme upopoy --number 1 --reason 二重の報告 --user officer")),
                                  options);
  retract->add_option("--reason", options->reason, "Why")->required();
  on_call(retract, [options] { return retract_one(*options); });
}

}  // namespace

void add_reported_commands(CLI::App& app) {
  auto options = std::make_shared<ReportedOptions>();
  CLI::App* group = add_command(app, "reported", "Totals that other bodies state, with the documents behind them",
                                reported_example("import", "totals.csv --user officer --dry-run") + "\n" +
                                    reported_example("check", "--programme upopoy --number 1 --user approver") + "\n" +
                                    reported_example("list", ""));
  group->require_subcommand(1);
  CLI::App* state = with_statement(with_user(add_command(*group, "state", "Receive one total",
                                                         reported_example("state", "--programme premium-vouchers --figure vouchers_redeemed --value 403.6億円\n"
                                                                                   "    --reporter 市町村（取りまとめ） --document 実績.pdf --user officer")),
                                             options),
                                   options);
  state->add_option("--programme", options->programme, "Programme id")->required();
  state->add_option("--figure", options->figure, "The figure it states")->required();
  on_call(state, [options] { return state_one(*options); });
  CLI::App* import = with_user(add_command(*group, "import", fmt::format("Receive a CSV of totals, all or none: {}", import_header),
                                           reported_example("import", "totals.csv --user officer --dry-run")),
                               options);
  import->add_option("file", options->file, "The CSV; its documents are looked for beside it")->required();
  import->add_flag("--dry-run", options->dry, "Say whether it could be received, and receive nothing");
  on_call(import, [options] { return import_totals(*options); });
  CLI::App* check = with_number(add_command(*group, "check", "Say that the total agrees with its document (another person)",
                                            reported_example("check", "--programme premium-vouchers --number 1 --user approver")),
                                options);
  check->add_option("--note", options->note, "What was looked at");
  on_call(check, [options] { return check_one(*options); });
  add_changing(*group, options);
  CLI::App* list = add_command(*group, "list", "All totals and their state", reported_example("list", "--programme premium-vouchers"));
  list->add_option("--data", options->data, "The data folder")->required();
  list->add_option("--programme", options->programme, "Only this programme");
  on_call(list, [options] { return list_totals(*options); });
}

}  // namespace hashira::cli
