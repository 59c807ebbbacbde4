// Commands on a data folder as a whole: making one, publishing programmes, its date, budget and users.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include "app/desk.h"
#include "app/results.h"
#include "app/sign_in.h"
#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/bank_client.h"
#include "cli/demo.h"
#include "portfolio/folder.h"

namespace hashira::cli {
namespace {

const app::Actor operator_actor{"operator", "admin", false};

struct InitOptions {
  std::string data, portfolio, today;
  bool demo = false;
};

Result<int> init(const InitOptions& options) {
  std::optional<Date> today;
  if (!options.today.empty()) today = TRY(Date::parse(options.today));
  portfolio::Portfolio portfolio = TRY(portfolio::load(options.portfolio));
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::create));
  if (today) CHECK_OK(folder->engine().set_today(*today, operator_actor));
  std::vector<app::Publication> published = TRY(app::publish_portfolio(folder->engine(), portfolio, operator_actor));
  if (options.demo) {
    CHECK_OK(make_demo(folder->engine()));
    CHECK_OK(write_demo_bank_client(folder->path()));
  }
  fmt::print("{}: {} programmes of '{}' are in force; today is {}.\n", options.data, published.size(),
             portfolio.policy.ja, folder->engine().today().iso());
  if (options.demo) fmt::print("{}", demo_sign_ins());
  fmt::print("Next: hashira serve --data {}\n", options.data);
  return exit_ok;
}

Result<int> publish(const std::string& data, const std::string& folder_path) {
  auto folder = TRY(DataFolder::open(data, DataFolder::Mode::open));
  std::shared_ptr<const portfolio::Portfolio> tree = TRY(folder->engine().versions().portfolio());
  portfolio::Programme programme = TRY(portfolio::load_programme(folder_path, *tree));
  app::Publication done = TRY(app::publish_folder(folder->engine(), programme, operator_actor));
  fmt::print("{}: version {} {}.\n", done.programme, done.digest.substr(0, 12),
             done.changed ? "is in force now" : "was in force already; nothing changed");
  return exit_ok;
}

Result<int> today(const std::string& data, const std::string& date) {
  auto folder = TRY(DataFolder::open(data, DataFolder::Mode::open));
  if (date == "real") {
    CHECK_OK(folder->engine().set_today(std::nullopt, operator_actor));
  } else if (!date.empty()) {
    CHECK_OK(folder->engine().set_today(TRY(Date::parse(date)), operator_actor));
  }
  Date now = folder->engine().today();
  fmt::print("{} ({})\n", now.iso(), now.wareki());
  return exit_ok;
}

struct BudgetOptions {
  std::string data, line, programme;
  int year = 0;
  std::int64_t amount = 0;
};

Result<int> appropriate(const BudgetOptions& options) {
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  CHECK_OK(
      app::appropriate(folder->engine(), options.line, FiscalYear(options.year), Yen(options.amount), operator_actor));
  fmt::print("{} {}: {} yen appropriated.\n", options.line, FiscalYear(options.year).wareki(), options.amount);
  return exit_ok;
}

Result<int> allot(const BudgetOptions& options) {
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  CHECK_OK(app::allot(folder->engine(), options.programme, options.line, FiscalYear(options.year), Yen(options.amount),
                      operator_actor));
  fmt::print("{}: {} yen allotted from {}.\n", options.programme, options.amount, options.line);
  return exit_ok;
}

Result<int> add_user(const std::string& data, accounts::User user, const std::string& password_file) {
  std::string password = TRY(read_file(password_file));
  while (!password.empty() && (password.back() == '\n' || password.back() == '\r')) password.pop_back();
  auto folder = TRY(DataFolder::open(data, DataFolder::Mode::open));
  CHECK_OK(app::add_user(folder->engine(), user, password, operator_actor));
  fmt::print("User {} ({}) may sign in.\n", user.id, user.role);
  return exit_ok;
}

void add_budget_commands(CLI::App& app) {
  auto options = std::make_shared<BudgetOptions>();
  CLI::App* budget =
      add_command(app, "budget", "Appropriate budget lines and allot them to programmes",
                  "  hashira budget appropriate --data data --line 07-01-02-18 --year 2020 --amount 6000000000\n"
                  "  hashira budget allot --data data --programme closure-cooperation-benefit --line 07-01-02-18 "
                  "--year 2020 --amount 5000000000");
  budget->require_subcommand(1);
  auto common = [&](CLI::App* command) {
    command->add_option("--data", options->data, "The data folder")->required();
    command->add_option("--line", options->line, "Budget line (款項目節)")->required();
    command->add_option("--year", options->year, "Fiscal year, by its first calendar year")->required();
    command->add_option("--amount", options->amount, "Yen")->required()->check(CLI::PositiveNumber);
  };
  CLI::App* make =
      add_command(*budget, "appropriate", "Record a budget line's appropriation (歳出予算)",
                  "  hashira budget appropriate --data data --line 07-01-02-18 --year 2020 --amount 6000000000");
  common(make);
  on_call(make, [options] { return appropriate(*options); });
  CLI::App* give = add_command(*budget, "allot", "Allot part of a line to a programme (配当)",
                               "  hashira budget allot --data data --programme closure-cooperation-benefit --line "
                               "07-01-02-18 --year 2020 --amount 5000000000");
  common(give);
  give->add_option("--programme", options->programme, "Programme id")->required();
  on_call(give, [options] { return allot(*options); });
}

void add_user_command(CLI::App& app) {
  struct Options {
    std::string data, password_file = "-";
    accounts::User user;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(app, "user", "Add a user, or change role, office or password of one",
                                  "  hashira user --data data --id sato --name 佐藤 --role officer < password.txt");
  command->add_option("--data", options->data, "The data folder")->required();
  command->add_option("--id", options->user.id, "Sign-in name")->required();
  command->add_option("--name", options->user.name, "Name as shown")->required();
  std::vector<std::string> names;
  for (const accounts::Role& role : accounts::roles()) names.emplace_back(role.id);
  command->add_option("--role", options->user.role, "Role")->required()->check(CLI::IsMember(names));
  command->add_option("--office", options->user.office, "Owner id of the portfolio; default: every office");
  command->add_option("--post", options->user.post, "Post (職), as approval.yaml names it");
  command->add_option("--programmes", options->user.programmes, "Programmes whose work the user does; default: every one");
  command->add_option("--password-file", options->password_file,
                      "File that holds the password; default: standard input");
  on_call(command, [options] { return add_user(options->data, options->user, options->password_file); });
}

}  // namespace

void add_folder_commands(CLI::App& app) {
  auto options = std::make_shared<InitOptions>();
  CLI::App* make =
      add_command(app, "init", "Make a data folder and bring a portfolio's programmes into force",
                  "  hashira init --data data --portfolio programmes/hokkaido-2020 --today 2020-05-20 --demo");
  make->add_option("--data", options->data, "The folder to make")->required();
  make->add_option("--portfolio", options->portfolio, "Folder of the portfolio")->required();
  make->add_option("--today", options->today,
                   "Business date, so that a past year can be lived in; default: the real date");
  make->add_flag("--demo", options->demo,
                 "Add demo users for each role and the budget of the demo year (marked synthetic)");
  on_call(make, [options] { return init(*options); });

  auto data = std::make_shared<std::string>(), path = std::make_shared<std::string>();
  CLI::App* bring = add_command(app, "publish", "Bring a new or changed programme folder into force",
                                "  hashira publish --data data programmes/hokkaido-2020/closure-cooperation-benefit");
  bring->add_option("--data", *data, "The data folder")->required();
  bring->add_option("folder", *path, "The programme's folder")->required();
  on_call(bring, [data, path] { return publish(*data, *path); });

  auto date = std::make_shared<std::string>();
  CLI::App* day = add_command(
      app, "today", "Show or set the business date of a data folder",
      "  hashira today --data data\n  hashira today --data data 2020-06-01\n  hashira today --data data real");
  day->add_option("--data", *data, "The data folder")->required();
  day->add_option("date", *date, "YYYY-MM-DD, or 'real' to follow the calendar");
  on_call(day, [data, date] { return today(*data, *date); });

  add_budget_commands(app);
  add_user_command(app);
}

}  // namespace hashira::cli
