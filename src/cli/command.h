// What every command of the program shares: where it is registered, how it ends, how it says what went wrong.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "base/result.h"

namespace hashira::cli {

// Exit codes: 0 done, 1 the answer is "no" (a check failed, a difference was found), 2 it could not be done.
enum Exit : int { exit_ok = 0, exit_found = 1, exit_error = 2 };

// Adds a subcommand whose help ends with `examples`. `run` is called when the command line named it.
CLI::App* add_command(CLI::App& parent, const std::string& name, const std::string& description, const std::string& examples);

// Runs at most one command; prints an Error as "hashira: what - mend [code]" on stderr.
int report_error(const Error& error);

// The exit code of the command that ran.
int& exit_code();

template <class Run>
void on_call(CLI::App* command, Run run) {
  command->callback([run] {
    Result<int> done = run();
    exit_code() = done ? *done : report_error(done.error());
  });
}

// "\r" progress on a terminal, nothing into a pipe.
class ProgressLine {
 public:
  void show(const std::string& what, std::uint64_t done, std::uint64_t total);
  ~ProgressLine();

 private:
  bool shown_ = false;
};

// "-" reads standard input.
Result<std::string> read_file(const std::string& path);
// Writes beside the target and renames, so that a reader never sees half a file.
Done write_file(const std::string& path, std::string_view bytes);

void add_folder_commands(CLI::App& app);     // init, publish, today, allot, user
void add_portfolio_commands(CLI::App& app);  // portfolio check
void add_report_commands(CLI::App& app);     // report, report reason, figure
void add_audit_commands(CLI::App& app);      // audit, export, entries, checkpoint
void add_desk_commands(CLI::App& app);       // payments import, and below it:
void add_draft_commands(CLI::App& app);      // draft preview … release
void add_programme_commands(CLI::App& app);  // programme redecide
void add_payment_commands(CLI::App& payments);  // run, release, export, execute, void, status
void add_credit_commands(CLI::App& app);    // credits issue, propose, assess, receive, withdraw, retire, void, list
void add_reported_commands(CLI::App& app);  // reported state, import, check, correct, retract, list
void add_accounting_commands(CLI::App& app);    // accounting export, import, mismatches, status
void add_intake_commands(CLI::App& app);     // intake preview, import, template, undo, list
void add_synth_commands(CLI::App& app);      // synth
void add_serve_command(CLI::App& app);       // serve
void add_dmn_commands(CLI::App& app, int& exit_code);  // dmn test, explain, check, diff

}  // namespace hashira::cli
