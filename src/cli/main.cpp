// hashira: the program. Each group of commands registers itself; this file is the list of them.
#include <fmt/core.h>

#include "cli/command.h"
#include "cli/command_words.h"

int main(int argc, char** argv) {
  using namespace hashira::cli;
  CLI::App app{"Hashira (柱): 都道府県の支援事業を、政策から最後の1円まで\n"
               "A prefecture's support programmes from policy to the last yen,\n"
               "with a report in which every figure opens to the records behind it.",
               "hashira"};
  app.set_version_flag("--version", std::string("hashira ") + HASHIRA_VERSION);
  app.require_subcommand(1);
  app.footer("はじめに / Start here:\n"
             "  hashira init --data data --portfolio programmes/hokkaido-2020 --today 2020-05-20 --demo\n"
             "  hashira serve --data data\n"
             "各命令の説明 / Each command explains itself: hashira COMMAND --help");
  add_folder_commands(app);
  add_serve_command(app);
  add_portfolio_commands(app);
  add_report_commands(app);
  add_audit_commands(app);
  add_draft_commands(app);
  add_programme_commands(app);
  add_desk_commands(app);
  add_reported_commands(app);
  add_credit_commands(app);
  add_accounting_commands(app);
  add_intake_commands(app);
  add_synth_commands(app);
  add_dmn_commands(app, exit_code());
  describe_in_japanese(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    int code = app.exit(error);
    return code == 0 ? exit_ok : exit_error;
  }
  return exit_code();
}
