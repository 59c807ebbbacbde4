// programme redecide: who is affected by a change of rules or facts, and change decisions for the difference; programme expire.
#include <fmt/core.h>

#include "app/exclusions.h"
#include "app/redecide.h"
#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/users.h"

namespace hashira::cli {
namespace {

constexpr std::size_t affected_shown = 50;

struct RedecideOptions {
  std::string data, programme, user, reason;
  bool dry = false;
};

void print_affected(const std::vector<app::Redecision>& all, const char* what) {
  if (all.empty()) return;
  fmt::print("{}:\n", what);
  for (std::size_t i = 0; i < std::min(affected_shown, all.size()); ++i) {
    const app::Redecision& one = all[i];
    fmt::print("  case {}: {} -> {} ({:+}){}{}\n", one.number, one.now.count(), one.then.count(), one.difference().count(),
               one.why.empty() ? "" : "  ", one.why);
  }
  if (all.size() > affected_shown) fmt::print("  … and {} more\n", all.size() - affected_shown);
}

Result<int> show_affected(app::Engine& engine, const RedecideOptions& options) {
  app::RedecisionPreview found = TRY(app::preview_redecision(engine, options.programme));
  fmt::print("{} decided cases looked at: {} would change (+{} yen, -{} yen), {} would be left with nothing. Nothing was written (--dry-run).\n",
             found.looked_at, found.changed.size(), found.more.count(), found.less.count(), found.not_eligible.size());
  print_affected(found.changed, "Would change");
  print_affected(found.not_eligible, "Not eligible any more: cancel them one by one, with the reason");
  return found.changed.empty() && found.not_eligible.empty() ? exit_ok : exit_found;
}

Result<int> redecide(const RedecideOptions& options) {
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  if (options.dry) return show_affected(folder->engine(), options);
  if (options.reason.empty()) return fail("cli.no_reason", "a change decision needs a reason", "add --reason, or look first with --dry-run");
  app::Actor actor = TRY(actor_named(folder->engine(), options.user));
  app::RedecisionDone done;
  {
    ProgressLine line;
    app::BulkPart part{.progress = [&](std::size_t now, std::size_t total) { line.show("Deciding anew", now, total); }};
    done = TRY(app::redecide(folder->engine(), options.programme, options.reason, actor, part));
  }
  fmt::print("{} decisions changed: {} yen more are due, {} yen less; {} cases were left out.\n", done.changed, done.more.count(),
             done.less.count(), done.left_out.size());
  print_affected(done.left_out, "Left out");
  return done.left_out.empty() ? exit_ok : exit_found;
}

Result<int> expire(const std::string& data, const std::string& user) {
  auto folder = TRY(DataFolder::open(data, DataFolder::Mode::open));
  app::Actor actor = TRY(actor_named(folder->engine(), user));
  std::size_t ended = TRY(app::expire_reservations(folder->engine(), actor));
  fmt::print("{} reservation{} ended.\n", ended, ended == 1 ? "" : "s");
  return exit_ok;
}

void add_expire(CLI::App& group) {
  auto data = std::make_shared<std::string>(), user = std::make_shared<std::string>();
  CLI::App* command = add_command(group, "expire", "End reservations between programmes that nobody confirmed until their day",
                                  "  hashira programme expire --data data --user officer");
  command->add_option("--data", *data, "The data folder")->required();
  command->add_option("--user", *user, "Who does it: a user of the folder")->required();
  on_call(command, [data, user] { return expire(*data, *user); });
}

}  // namespace

void add_programme_commands(CLI::App& app) {
  const char* examples =
      "  hashira programme redecide --data data --programme closure-cooperation-benefit --dry-run\n"
      "  hashira programme redecide --data data --programme closure-cooperation-benefit --user approver --reason 要綱の改正";
  CLI::App* group = add_command(app, "programme", "Decide a programme's cases anew, end reservations", examples);
  group->require_subcommand(1);
  auto options = std::make_shared<RedecideOptions>();
  CLI::App* command = add_command(*group, "redecide", "Change decisions for the difference alone; --dry-run shows who is affected", examples);
  command->add_option("--data", options->data, "The data folder")->required();
  command->add_option("--programme", options->programme, "Programme id")->required();
  command->add_flag("--dry-run", options->dry, "Show who is affected and by how much; write nothing");
  command->add_option("--user", options->user, "Who decides: a user of the folder with the role of an approver");
  command->add_option("--reason", options->reason, "Why: stands in the entry and in the notice");
  on_call(command, [options] { return redecide(*options); });
  add_expire(*group);
}

}  // namespace hashira::cli
