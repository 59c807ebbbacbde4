// draft: preview, open, circulate, decide in bulk, undo, issue, release. Who acts is a user of the folder: rights follow from role,
// office, post and programmes.
#include <fmt/core.h>

#include "app/bulk.h"
#include "app/circulation.h"
#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/users.h"

namespace hashira::cli {
namespace {

constexpr std::size_t left_out_shown = 50;

struct DraftOptions {
  std::string data, programme, user, reason, office, acting_for;
  std::uint64_t draft = 0;
  std::vector<std::uint64_t> cases;
};

using DraftCommand = Result<int> (*)(app::Engine& engine, const DraftOptions& options, const app::Actor& actor);

Result<int> print_draft(app::Engine& engine, const DraftOptions& options, std::uint64_t number) {
  cases::Draft draft = TRY(app::act(engine, [&](app::Work& work) { return work.draft_of(options.programme, number); }));
  const cases::State* state = cases::draft_lifecycle().state(draft.state);
  fmt::print("Draft {}: {} cases, {} yen, {}.\n", number, draft.case_numbers.size(), draft.total.count(),
             state == nullptr ? draft.state : std::string(state->en));
  return exit_ok;
}

Result<int> preview(app::Engine& engine, const DraftOptions& options, const app::Actor&) {
  app::DraftPreview found = TRY(app::preview_draft(engine, options.programme, options.cases));
  fmt::print("{} cases of {} yen may be drafted; {} are left out.\n", found.numbers.size(), found.total.count(), found.left_out.size());
  for (std::size_t i = 0; i < std::min(left_out_shown, found.left_out.size()); ++i) {
    fmt::print("  {}: {}\n", found.left_out[i].first, found.left_out[i].second);
  }
  if (found.left_out.size() > left_out_shown) fmt::print("  … and {} more\n", found.left_out.size() - left_out_shown);
  return found.numbers.empty() ? exit_found : exit_ok;
}

app::BulkPart shown(ProgressLine& line, const char* what) {
  return {.progress = [&line, what](std::size_t done, std::size_t total) { line.show(what, done, total); }};
}

// Without --case: every screened case that the preview takes.
Result<int> open_listed(app::Engine& engine, const DraftOptions& options, const app::Actor& actor) {
  std::vector<std::uint64_t> numbers = options.cases;
  if (numbers.empty()) numbers = TRY(app::preview_draft(engine, options.programme, {})).numbers;
  std::uint64_t number = 0;
  {
    ProgressLine line;
    number = TRY(app::open_long_draft(engine, options.programme, std::move(numbers), actor, shown(line, "Drafting")));
  }
  return print_draft(engine, options, number);
}

template <class Command>
Result<int> on_work(app::Engine& engine, const DraftOptions& options, Command command) {
  CHECK_OK(app::act(engine, command));
  return print_draft(engine, options, options.draft);
}

Result<int> review(app::Engine& engine, const DraftOptions& o, const app::Actor& actor) {
  return on_work(engine, o, [&](app::Work& work) { return app::review_draft(work, o.programme, o.draft, o.office, actor); });
}
Result<int> approve(app::Engine& engine, const DraftOptions& o, const app::Actor& actor) {
  return on_work(engine, o, [&](app::Work& work) {
    return app::approve_draft(work, o.programme, o.draft, {o.acting_for, o.reason}, actor);
  });
}
Result<int> undo_approval(app::Engine& engine, const DraftOptions& o, const app::Actor& actor) {
  return on_work(engine, o, [&](app::Work& work) { return app::withdraw_approval(work, o.programme, o.draft, o.reason, actor); });
}
Result<int> send_back(app::Engine& engine, const DraftOptions& o, const app::Actor& actor) {
  return on_work(engine, o, [&](app::Work& work) { return app::send_back_draft(work, o.programme, o.draft, o.reason, actor); });
}
Result<int> recirculate(app::Engine& engine, const DraftOptions& o, const app::Actor& actor) {
  return on_work(engine, o, [&](app::Work& work) { return app::recirculate_draft(work, o.programme, o.draft, o.cases, actor); });
}
Result<int> withdraw(app::Engine& engine, const DraftOptions& o, const app::Actor& actor) {
  return on_work(engine, o, [&](app::Work& work) { return app::withdraw_draft(work, o.programme, o.draft, actor); });
}

Result<int> decide(app::Engine& engine, const DraftOptions& o, const app::Actor& actor) {
  {
    ProgressLine line;
    CHECK_OK(app::decide_draft(engine, o.programme, o.draft, actor, shown(line, "Deciding")));
  }
  return print_draft(engine, o, o.draft);
}
Result<int> undo(app::Engine& engine, const DraftOptions& o, const app::Actor& actor) {
  {
    ProgressLine line;
    CHECK_OK(app::undo_decision(engine, o.programme, o.draft, o.reason, actor, shown(line, "Undoing")));
  }
  return print_draft(engine, o, o.draft);
}
Result<int> issue(app::Engine& engine, const DraftOptions& o, const app::Actor& actor) {
  CHECK_OK(app::issue_draft(engine, o.programme, o.draft, actor));
  return print_draft(engine, o, o.draft);
}
Result<int> release(app::Engine& engine, const DraftOptions& o, const app::Actor& actor) {
  {
    ProgressLine line;
    CHECK_OK(app::release_long_draft(engine, o.programme, o.draft, actor, shown(line, "Ordering")));
  }
  return print_draft(engine, o, o.draft);
}

struct DraftVerb {
  const char *name, *what, *example;
  DraftCommand run;
  bool lists, reason;  // --case instead of --draft; --reason is required
};
constexpr DraftVerb draft_verbs[] = {
    {"preview", "Count what a draft would hold, and who is left out and why",
     "draft preview --user officer", preview, true, false},
    {"open", "Draft the decision on screened cases (起案); all that may be drafted, or those given",
     "draft open --user officer", open_listed, true, false},
    {"review", "Agree for an office (合議)",
     "draft review --draft 1 --user reviewer", review, false, false},
    {"approve", "Approve a draft (決裁); with --acting-for in somebody's stead (代決)",
     "draft approve --draft 1 --user approver", approve, false, false},
    {"undo-approval", "Take an approval back, before the decision is issued",
     "draft undo-approval --draft 1 --user approver --reason REASON", undo_approval, false, true},
    {"send-back", "Send a draft back to the drafter (差戻し)",
     "draft send-back --draft 1 --user approver --reason REASON", send_back, false, true},
    {"recirculate", "Circulate a draft again that was sent back (再回付)",
     "draft recirculate --draft 1 --user officer", recirculate, false, false},
    {"withdraw", "Withdraw a draft (取下げ)",
     "draft withdraw --draft 1 --user officer", withdraw, false, false},
    {"decide", "Decide all cases in parts, the total reserved first; not issued yet (一括決定)",
     "draft decide --draft 1 --user approver", decide, false, false},
    {"undo", "Undo a bulk decision that was not issued",
     "draft undo --draft 1 --user approver --reason REASON", undo, false, true},
    {"issue", "Issue the decision (施行); from here only change, cancellation, reclaim",
     "draft issue --draft 1 --user approver", issue, false, false},
    {"release", "Order the payments (支出命令)",
     "draft release --draft 1 --user payer", release, false, false},
};

std::string example_of(const DraftVerb& verb) {
  return fmt::format("  hashira {} --data data --programme closure-cooperation-benefit", verb.example);
}

void add_verb(CLI::App& group, const DraftVerb& verb) {
  auto options = std::make_shared<DraftOptions>();
  CLI::App* command = add_command(group, verb.name, verb.what, example_of(verb));
  command->add_option("--data", options->data, "The data folder")->required();
  command->add_option("--programme", options->programme, "Programme id")->required();
  command->add_option("--user", options->user, "Who does it: a user of the folder")->required();
  if (!verb.lists) command->add_option("--draft", options->draft, "Number of the draft")->required();
  if (verb.lists || verb.run == recirculate) command->add_option("--case", options->cases, "Case numbers; default: every one that may");
  CLI::Option* reason = command->add_option("--reason", options->reason, "Why");
  if (verb.reason) reason->required();
  if (verb.run == review) command->add_option("--office", options->office, "The office that agrees; default: the user's own");
  if (verb.run == approve) command->add_option("--acting-for", options->acting_for, "User in whose stead; needs --reason");
  on_call(command, [options, run = verb.run]() -> Result<int> {
    auto folder = TRY(DataFolder::open(options->data, DataFolder::Mode::open));
    app::Actor actor = TRY(actor_named(folder->engine(), options->user));
    return run(folder->engine(), *options, actor);
  });
}

}  // namespace

void add_draft_commands(CLI::App& app) {
  std::string examples;
  for (const DraftVerb& verb : draft_verbs) examples += (examples.empty() ? "" : "\n") + example_of(verb);
  CLI::App* group = add_command(app, "draft", "Draft decisions: preview, circulate, decide in bulk, undo, issue, release", examples);
  group->require_subcommand(1);
  for (const DraftVerb& verb : draft_verbs) add_verb(*group, verb);
}

}  // namespace hashira::cli
