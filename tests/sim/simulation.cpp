#include "simulation.h"

#include <ctime>

#include <fmt/core.h>

namespace hashira::sim {
namespace {

// Runs commands against one world, the auditor beside it.
struct Session {
  explicit Session(const Plan& plan_) : Session(plan_, std::make_unique<World>(WorldOptions{plan_.seed, plan_.folder})) {}
  Session(const Plan& plan_, std::unique_ptr<World> world_) : plan(plan_), world(std::move(world_)) {
    if (plan.prepare) plan.prepare(*world);
    run.finding = auditor.after({0, Kind::next_day, "", "", 0, {}, 0, ""}, "", {true, false, true, "", "", 0}, *world);
  }

  bool step(const Command& command) {
    if (!run.finding.empty()) return false;
    run.commands.push_back(command);
    std::string forbidden = auditor.forbidden(command, *world);
    Outcome outcome = last = world->run(command);
    auto kind = static_cast<std::size_t>(command.kind);
    ++(outcome.done ? run.done : run.refused)[kind];
    if (!outcome.done) ++run.refusals[fmt::format("{}: {}", row_of(command.kind).says, outcome.code)];
    run.finding = auditor.after(command, forbidden, outcome, *world);
    auto every = static_cast<std::uint64_t>(plan.compare_every);
    if (++run.count % every == 0 && run.finding.empty()) run.finding = auditor.compare(*world);
    if (run.count % (every * 6) == 0 && run.finding.empty()) run.finding = auditor.compare_papers(*world);
    return run.finding.empty();
  }
  // The bank answers everything that is out; then everybody must have what the books say.
  void rest() {
    world->faulty().fault = Fault::none;
    std::vector<Command> given = run.commands;
    if (run.finding.empty()) {
      for (const Command& command : Chooser(0).settling(1'000'000, *world, auditor.books())) {
        if (!step(command)) break;
        bool stuck = command.kind == Kind::execute_run && !last.done && !last.code.starts_with("sim.");
        if (stuck && run.finding.empty()) run.finding = fmt::format("what the bank paid cannot be noted: {} ({})", last.what, last.code);
      }
    }
    run.commands = std::move(given);
    if (run.finding.empty()) run.finding = auditor.compare(*world);
    if (run.finding.empty()) run.finding = auditor.compare_papers(*world);
    if (run.finding.empty()) run.finding = auditor.at_rest(*world);
  }

  const Plan& plan;
  std::unique_ptr<World> world;
  Auditor auditor;
  Course run;
  Outcome last;
};

constexpr std::clock_t shortening_time = 60 * CLOCKS_PER_SEC;  // of the processor; HASHIRA_SIM_QUICK leaves it out

// What kind of wrong it is: the sentence without its numbers and names.
std::string sort_of(const std::string& finding) {
  std::string out;
  int depth = 0;
  for (char c : finding) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (depth == 0 && (c < '0' || c > '9')) out += c;
  }
  return out;
}

// Chosen commands, the first of them with that id, until the plan's number of them or the first thing that is wrong.
Course live(Session& session, Chooser chooser, int first_id) {
  for (int i = 1; i <= session.plan.commands; ++i) {
    double part = static_cast<double>(i) / session.plan.commands;
    if (!session.step(chooser.next(first_id + i - 1, part, *session.world, session.auditor.books()))) return std::move(session.run);
  }
  session.rest();
  return std::move(session.run);
}

constexpr int ids_of_a_later_life = 1'000'000;

}  // namespace

Course simulate(const Plan& plan) {
  Session session(plan);
  return live(session, Chooser(plan.seed), 1);
}

Course go_on(const Plan& plan, std::unique_ptr<World>& world) {
  Session session(plan, std::move(world));
  Course run = live(session, Chooser(plan.seed + 1), ids_of_a_later_life);
  world = std::move(session.world);
  return run;
}

Course replay(const Plan& plan, const std::vector<Command>& commands, std::unique_ptr<World>* world) {
  Session session(plan);
  for (const Command& command : commands) {
    if (!session.step(command)) break;
  }
  session.rest();
  if (world != nullptr) *world = std::move(session.world);
  return std::move(session.run);
}

std::vector<Command> shortest(const Plan& given, std::vector<Command> commands, const std::string& finding) {
  std::clock_t until = std::clock() + shortening_time;
  Plan plan = given;
  plan.compare_every = 100;
  plan.folder.clear();
  for (std::size_t size = commands.size() / 2; size >= 1; size /= 2) {
    for (std::size_t at = 0; at < commands.size() && std::clock() < until;) {
      std::vector<Command> fewer = commands;
      std::size_t end = std::min(commands.size(), at + size);
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at), fewer.begin() + static_cast<std::ptrdiff_t>(end));
      if (sort_of(replay(plan, fewer).finding) == sort_of(finding)) {
        commands = std::move(fewer);
      } else {
        at += size;
      }
    }
  }
  return commands;
}

std::string report(const Plan& plan, const Course& run) {
  Plan every = plan;
  every.compare_every = 1;
  every.folder.clear();
  if (std::getenv("HASHIRA_SIM_QUICK")) return fmt::format("seed {}, {} commands: {}", plan.seed, run.count, run.finding);
  std::vector<Command> few = shortest(plan, run.commands, run.finding);
  return fmt::format("seed {}, {} commands: {}\nThe shortest list that still goes wrong ({}):\n{}", plan.seed, run.count, run.finding,
                     replay(every, few).finding, text(few));
}

}  // namespace hashira::sim
