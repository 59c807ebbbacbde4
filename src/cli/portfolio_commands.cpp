// portfolio check: is every folder right, and if not, where and how to mend it.
#include <boost/json/serialize.hpp>
#include <fmt/core.h>

#include "cli/command.h"
#include "portfolio/check.h"

namespace hashira::cli {
namespace {

Result<int> check_portfolio(const std::string& dir, bool as_json) {
  portfolio::Report report = portfolio::check(dir);
  if (as_json) {
    fmt::print("{}\n", boost::json::serialize(portfolio::check_json(report)));
  } else {
    fmt::print("{}", portfolio::check_text(report));
  }
  return report.mistakes.empty() ? exit_ok : exit_found;
}

}  // namespace

void add_portfolio_commands(CLI::App& app) {
  CLI::App* group = add_command(app, "portfolio", "Check programme folders",
                                "  hashira portfolio check programmes/hokkaido-2020");
  group->require_subcommand(1);
  auto dir = std::make_shared<std::string>();
  auto json = std::make_shared<bool>(false);
  CLI::App* check = add_command(*group, "check", "Counts, or each mistake as file:line:column: what, how to mend",
                                "  hashira portfolio check programmes/hokkaido-2020\n"
                                "  hashira portfolio check programmes/hokkaido-2020 --json\n"
                                "Exits 1 when there is a mistake.");
  check->add_option("folder", *dir, "The portfolio's folder")->required();
  check->add_flag("--json", *json, "Answer as JSON");
  on_call(check, [dir, json] { return check_portfolio(*dir, *json); });
}

}  // namespace hashira::cli
