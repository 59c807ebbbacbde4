// credits issue | propose | withdraw | assess | receive | retire | void | list: tonnes of CO2, sold once and retired once.
#include <fmt/core.h>

#include <filesystem>

#include "app/credits.h"
#include "app/desk.h"
#include "base/japanese.h"
#include "cases/fields.h"
#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/users.h"
#include "instruments/credit/lots.h"

namespace hashira::cli {
namespace {

struct CreditOptions {
  std::string data, programme, user, document, buyer, reason, reference, due;
  app::CreditIssue issue;
  std::int64_t first = 0, last = 0, price = 0, sale = 0;
  std::string line;
  std::uint64_t number = 0;
};

// Runs one command as the named user, then says what came of it.
template <class Command, class Say>
Result<int> credit_act(const CreditOptions& options, Command command, Say say) {
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  app::Actor actor = TRY(actor_named(folder->engine(), options.user));
  auto answer = app::act(folder->engine(), [&](app::Work& work) { return command(work, actor); });
  if (!answer) return fail(std::move(answer.error()));
  say(answer);
  return exit_ok;
}

Result<int> issue_block(CreditOptions options) {
  std::string bytes = TRY(read_file(options.document));
  options.issue.document = Bytes(view(sha256(bytes)));
  options.issue.document_name = std::filesystem::path(options.document).filename().string();
  options.issue.serials = {options.first, options.last};
  return credit_act(
      options, [&](app::Work& work, const app::Actor& actor) { return app::issue_credits(work, options.programme, options.issue, actor); },
      [&](const Result<std::uint64_t>& number) {
        fmt::print("Number {} of {}: {} t-CO2, serials {}–{}.\n", *number, options.programme, options.last - options.first + 1, options.first, options.last);
      });
}

Result<int> propose_one(const CreditOptions& options) {
  return credit_act(
      options,
      [&](app::Work& work, const app::Actor& actor) {
        return app::propose_sale(work, options.programme, options.number, {options.first, options.last}, options.buyer, Yen(options.price), actor);
      },
      [&](const Result<std::int64_t>& sale) {
        fmt::print("Sale {}: {} t-CO2 to {} for {} yen. An approver makes the contract and assesses the price:\n"
                   "  hashira credits assess --data {} --programme {} --number {} --sale {} --line LINE --due DATE --user APPROVER\n",
                   *sale, options.last - options.first + 1, options.buyer, japanese::with_commas(options.price), options.data, options.programme,
                   options.number, *sale);
      });
}

Result<int> assess_one(const CreditOptions& options) {
  Date due = TRY(Date::parse(options.due));
  return credit_act(
      options,
      [&](app::Work& work, const app::Actor& actor) {
        return app::assess_sale(work, options.programme, options.number, options.sale, {options.line, due}, actor);
      },
      [&](const Result<std::uint64_t>& receivable) { fmt::print("Sale {} is receivable {}.\n", options.sale, *receivable); });
}

Result<int> receive_one(const CreditOptions& options) {
  return credit_act(
      options,
      [&](app::Work& work, const app::Actor& actor) {
        return app::receive_price(work, options.programme, options.number, options.sale, Yen(options.price), actor);
      },
      [&](const Result<bool>& settled) {
        fmt::print("{} yen received for sale {}: {}.\n", japanese::with_commas(options.price), options.sale,
                   *settled ? "it is settled" : "a part is still open");
      });
}

Result<int> withdraw_one(const CreditOptions& options) {
  return credit_act(
      options,
      [&](app::Work& work, const app::Actor& actor) {
        return app::withdraw_sale(work, options.programme, options.number, options.sale, options.reason, actor);
      },
      [&](const Done&) { fmt::print("Sale {} is withdrawn; its serials are free again.\n", options.sale); });
}

Result<int> retire_some(const CreditOptions& options) {
  return credit_act(
      options,
      [&](app::Work& work, const app::Actor& actor) {
        return app::retire_credits(work, options.programme, options.number, {options.first, options.last}, options.reference, actor);
      },
      [&](const Done&) { fmt::print("Serials {}–{} are retired ({}).\n", options.first, options.last, options.reference); });
}

Result<int> void_block(const CreditOptions& options) {
  return credit_act(
      options, [&](app::Work& work, const app::Actor& actor) { return app::void_credits(work, options.programme, options.number, options.reason, actor); },
      [&](const Done&) { fmt::print("Number {} is void.\n", options.number); });
}

void print_block(const cases::Case& value) {
  instruments::credit::Block block = instruments::credit::block_of(value);
  fmt::print("#{}  {} of {}, vintage {}, serials {}–{} ({} t-CO2)  {}{}\n", value.number, cases::kept_text(value, "scheme"), cases::kept_text(value, "issuer"),
             cases::kept_number(value, "vintage"), block.serials.first, block.serials.last, block.serials.tonnes(), value.state,
             value.synthetic ? "  [synthetic]" : "");
  for (const auto& sale : block.sales) {
    fmt::print("    sale {}  {}–{} ({} t-CO2)  {} yen  {}  {}\n", sale.number, sale.serials.first, sale.serials.last, sale.serials.tonnes(),
               japanese::with_commas(sale.price.count()), sale.buyer, english_name(sale.state));
  }
  for (const auto& one : block.retirements) {
    fmt::print("    retired {}–{} ({} t-CO2)  {}\n", one.serials.first, one.serials.last, one.serials.tonnes(), one.reference);
  }
}

Result<int> list_blocks(const CreditOptions& options) {
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  std::vector<cases::Case> blocks = TRY(app::credit_blocks(folder->engine(), options.programme));
  for (const cases::Case& one : blocks) print_block(one);
  if (blocks.empty()) fmt::print("{} has no credits yet: hashira credits issue\n", options.programme);
  return exit_ok;
}

std::string credit_example(std::string_view command, std::string_view rest) {
  return fmt::format("  hashira credits {} --data data --programme forest-credits {}", command, rest);
}

using Shared = std::shared_ptr<CreditOptions>;

CLI::App* credit_command(CLI::App& group, const Shared& options, const char* name, const char* what, const char* example) {
  CLI::App* out = add_command(group, name, what, credit_example(name, example));
  out->add_option("--data", options->data, "The data folder")->required();
  out->add_option("--programme", options->programme, "Programme id")->required();
  return out;
}
CLI::App* by_user(CLI::App* command, const Shared& options) {
  command->add_option("--user", options->user, "Who does this: a user of the folder")->required();
  return command;
}
CLI::App* of_block(CLI::App* command, const Shared& options) {
  by_user(command, options)->add_option("--number", options->number, "The block's number (hashira credits list)")->required();
  return command;
}
CLI::App* of_sale(CLI::App* command, const Shared& options) {
  of_block(command, options)->add_option("--sale", options->sale, "The sale's number within its block")->required();
  return command;
}
CLI::App* with_serials(CLI::App* command, const Shared& options) {
  command->add_option("--first", options->first, "The first serial; each is a tonne")->required();
  command->add_option("--last", options->last, "The last serial")->required();
  return command;
}

void add_sales(CLI::App& group, const Shared& options) {
  CLI::App* propose = with_serials(of_block(credit_command(group, options, "propose", "Propose a sale; its serials are kept for it",
                                                           "--number 1 --first 1 --last 11 --buyer 株式会社サンプル --price 110000 --user officer"),
                                            options),
                                   options);
  propose->add_option("--buyer", options->buyer, "The firm that buys")->required();
  propose->add_option("--price", options->price, "The whole price in yen")->required();
  on_call(propose, [options] { return propose_one(*options); });
  CLI::App* assess = of_sale(credit_command(group, options, "assess", "Make the contract and assess the price (another person)",
                                            "--number 1 --sale 1 --line 財産収入 --due 2020-06-19 --user approver"),
                             options);
  assess->add_option("--line", options->line, "The revenue line")->required();
  assess->add_option("--due", options->due, "When the price is due; moves to a working day")->required();
  on_call(assess, [options] { return assess_one(*options); });
  CLI::App* receive = of_sale(credit_command(group, options, "receive", "Money came in for a sale", "--number 1 --sale 1 --amount 110000 --user payer"),
                              options);
  receive->add_option("--amount", options->price, "What came in, in yen")->required();
  on_call(receive, [options] { return receive_one(*options); });
  CLI::App* withdraw = of_sale(credit_command(group, options, "withdraw", "Take back a sale that is only proposed",
                                              "--number 1 --sale 2 --reason 辞退 --user officer"),
                               options);
  withdraw->add_option("--reason", options->reason, "Why")->required();
  on_call(withdraw, [options] { return withdraw_one(*options); });
}

void add_blocks(CLI::App& group, const Shared& options) {
  CLI::App* issue = with_serials(by_user(credit_command(group, options, "issue", "Register credits that the scheme issued",
                                                        "--scheme J-VER --issuer 北海道 --vintage 2012 --first 1 --last 500 --document notice.pdf --user officer"),
                                         options),
                                 options);
  issue->add_option("--scheme", options->issue.scheme, "The scheme, as J-VER; its serials are one range of numbers")->required();
  issue->add_option("--issuer", options->issue.issuer, "Who issued them")->required();
  issue->add_option("--vintage", options->issue.vintage, "The year of the removal")->required();
  issue->add_option("--document", options->document, "The registry's notice; its SHA-256 is kept, not the file")->required();
  on_call(issue, [options] { return issue_block(*options); });
  CLI::App* retire = with_serials(of_block(credit_command(group, options, "retire", "Note that the registry retired serials",
                                                          "--number 1 --first 1 --last 11 --reference R-2020-1 --user officer"),
                                           options),
                                  options);
  retire->add_option("--reference", options->reference, "The registry's reference")->required();
  on_call(retire, [options] { return retire_some(*options); });
  CLI::App* gone = of_block(credit_command(group, options, "void", "Take back a block registered by mistake", "--number 2 --reason 誤登録 --user officer"),
                            options);
  gone->add_option("--reason", options->reason, "Why")->required();
  on_call(gone, [options] { return void_block(*options); });
}

}  // namespace

void add_credit_commands(CLI::App& app) {
  auto options = std::make_shared<CreditOptions>();
  CLI::App* group = add_command(app, "credits", "Credits of CO2: issued, sold once, retired once",
                                credit_example("list", "") + "\n" +
                                    credit_example("propose", "--number 1 --first 1 --last 11 --buyer 企業 --price 110000 --user officer"));
  group->require_subcommand(1);
  add_blocks(*group, options);
  add_sales(*group, options);
  on_call(credit_command(*group, options, "list", "All blocks with their sales", ""), [options] { return list_blocks(*options); });
}

}  // namespace hashira::cli
