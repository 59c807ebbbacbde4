#include "killed_office.h"

#include <fmt/core.h>

namespace hashira::sim {
namespace {

// Keeps the heads after each commit of a world.
struct HeadsKeeper {
  std::vector<Heads> after{{}};

  std::function<void(std::span<const journal::Commit>)> told() {
    return [this](std::span<const journal::Commit> commits) {
      Heads now = after.back();
      for (const journal::Commit& commit : commits) {
        if (!commit.entries.empty()) now[commit.stream] = {commit.entries.back().seq, commit.entries.back().hash};
      }
      after.push_back(std::move(now));
    };
  }
};

Heads heads_of(journal::Store& store) {
  Heads out;
  std::vector<journal::StreamId> streams = store.streams().value();
  for (const journal::StreamId& stream : streams) {
    journal::Head head = store.head(stream).value();
    if (head.seq > 0) out[stream] = head;
  }
  return out;
}

std::size_t command_of(const Recorded& recorded, std::size_t commit) {
  auto after = std::upper_bound(recorded.commits_before.begin(), recorded.commits_before.end(), commit);
  return after == recorded.commits_before.begin() ? 0 : static_cast<std::size_t>(after - recorded.commits_before.begin()) - 1;
}

}  // namespace

Recorded record(const Plan& plan) {
  Recorded out;
  out.plan = plan;
  HeadsKeeper keeper;
  World world({plan.seed, {}, keeper.told()});
  Auditor auditor;
  Chooser chooser(plan.seed);
  Outcome nothing{true, false, true, {}, {}, 0};
  out.finding = auditor.after({0, Kind::next_day, "", "", 0, {}, 0, ""}, "", nothing, world);
  for (int id = 1; id <= plan.commands && out.finding.empty(); ++id) {
    Command command = chooser.next(id, static_cast<double>(id) / plan.commands, world, auditor.books());
    std::string forbidden = auditor.forbidden(command, world);
    out.commands.push_back(command);
    out.commits_before.push_back(keeper.after.size() - 1);
    Outcome outcome = world.run(command);
    out.finding = auditor.after(command, forbidden, outcome, world);
  }
  out.commits_before.push_back(keeper.after.size() - 1);
  out.after_commit = std::move(keeper.after);
  return out;
}

Found look_at(const Recorded& recorded, journal::Store& store, std::size_t acknowledged) {
  Found out;
  Heads now = heads_of(store);
  auto same = std::find(recorded.after_commit.rbegin(), recorded.after_commit.rend(), now);
  if (same == recorded.after_commit.rend()) {
    out.wrong = "a commit is half there: the streams are as no commit left them";
    return out;
  }
  out.commit = recorded.after_commit.size() - 1 - static_cast<std::size_t>(same - recorded.after_commit.rbegin());
  out.command = command_of(recorded, out.commit);
  std::size_t in_flight = std::min(acknowledged + 1, recorded.commits_before.size() - 1);
  if (acknowledged > 0 && out.commit < recorded.commits_before[acknowledged]) {
    out.wrong = fmt::format("{} commands were acknowledged, {} of {} commits are there: something is lost", acknowledged, out.commit,
                            recorded.commits_before[acknowledged]);
  } else if (out.commit > recorded.commits_before[in_flight]) {
    out.wrong = "more was written than the command that was under way";
  }
  return out;
}

}  // namespace hashira::sim
