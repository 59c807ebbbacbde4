// kill -9 of the office's program on the SQLite store: what it answered is there, nothing is half there, the journal replays to
// the same rows, and the office goes on where it stood, the auditor beside it.
#include <gtest/gtest.h>

#include <thread>

#include <fmt/core.h>

#include "../crash/kill.h"
#include "audit/audit.h"
#include "killed_office.h"
#include "store/contract.h"

namespace hashira::sim {
namespace {

int kills() {
  const char* asked = std::getenv("HASHIRA_SIM_KILLS");
  return asked == nullptr ? 3 : std::atoi(asked);
}

// The child's life: the recorded commands on SQLite, each acknowledged once it is answered.
void live(const Recorded& recorded, const std::string& folder, const crash::Acknowledge& acknowledge) {
  World world({recorded.plan.seed, folder});
  acknowledge(0);
  for (std::size_t i = 0; i < recorded.commands.size(); ++i) {
    world.run(recorded.commands[i]);
    acknowledge(i + 1);
  }
}

std::string replayed(World& world) {
  auto report = audit::audit(world.store(), world.instruments(), "", Bytes(32, '\0'));
  if (!report) return report.error().text();
  return report->clean() ? "" : "the audit finds: " + report->differences.front().what.en;
}

// The office as it stood when the program was killed, on what the program left; then life goes on.
std::string life_after(const Recorded& recorded, const Found& found, const std::string& folder) {
  auto world = std::make_unique<World>(WorldOptions{recorded.plan.seed, {}});
  for (std::size_t i = 0; i < found.command; ++i) world->run(recorded.commands[i]);
  world->go_on_with(folder);
  if (std::string wrong = replayed(*world); !wrong.empty()) return wrong;
  Plan plan = recorded.plan;
  plan.commands = 60;
  Course run = go_on(plan, world);
  return run.finding.empty() ? replayed(*world) : run.finding;
}

// What the child had acknowledged when it was killed; nullopt: it died while it set up its folder.
std::optional<std::size_t> kill_one(const Recorded& recorded, const std::string& folder, std::uint64_t microseconds) {
  crash::Child child = crash::Child::working([&](const crash::Acknowledge& acknowledge) { live(recorded, folder, acknowledge); });
  if (!child.wait_until_it_speaks(std::chrono::seconds(120))) return std::nullopt;
  std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
  return child.kill().back();
}

struct Kill {
  std::size_t acknowledged = 0;
  Found found;
  std::string wrong;
};

Kill kill_and_look(const Recorded& recorded, const std::string& folder, std::uint64_t microseconds) {
  Kill out;
  std::optional<std::size_t> acknowledged = kill_one(recorded, folder, microseconds);
  if (!acknowledged) return {0, {}, "the program did not start"};
  out.acknowledged = *acknowledged;
  {
    auto store = store::open_sqlite(folder + "/journal.db", store::Mode::open);
    if (!store) return {*acknowledged, {}, store.error().text()};
    out.found = look_at(recorded, **store, *acknowledged);
  }
  out.wrong = out.found.wrong.empty() ? life_after(recorded, out.found, folder) : out.found.wrong;
  return out;
}

TEST(SimKill, WhatWasAcknowledgedIsThereAndTheOfficeGoesOn) {
  auto random = seeded_random(static_cast<std::uint64_t>(kills()));
  std::size_t whole = 0, within = 0;
  for (int round = 0; round < kills(); ++round) {
    Plan plan;
    plan.seed = static_cast<std::uint64_t>(900 + round / 10);
    plan.commands = 200;
    static std::map<std::uint64_t, Recorded> lives;
    Recorded& recorded = lives.contains(plan.seed) ? lives[plan.seed] : lives[plan.seed] = record(plan);
    ASSERT_EQ(recorded.finding, "");
    store::ScratchFolder folder;
    Kill kill = kill_and_look(recorded, folder.path(), random->below(700'000));
    ASSERT_EQ(kill.wrong, "") << "seed " << plan.seed << ", killed after " << kill.acknowledged << " commands, at commit " << kill.found.commit;
    ++(kill.acknowledged == recorded.commands.size() ? whole : within);
  }
  fmt::print("{} kills, {} of them in the middle of things\n", whole + within, within);
  EXPECT_GT(within, 0u) << "every program was at its end when it was killed: nothing was shown";
}

// The check can fail: a lost answer, and a stream that no commit left so.
TEST(SimKill, WhatIsLostOrHalfIsFound) {
  Plan plan;
  plan.seed = 900;
  plan.commands = 60;
  Recorded recorded = record(plan);
  ASSERT_EQ(recorded.finding, "");
  World world({plan.seed, {}});
  for (std::size_t i = 0; i < 30; ++i) world.run(recorded.commands[i]);
  EXPECT_EQ(look_at(recorded, world.store(), 30).wrong, "");
  EXPECT_NE(look_at(recorded, world.store(), 60).wrong.find("something is lost"), std::string::npos);
  recorded.after_commit.resize(recorded.commits_before[20]);
  EXPECT_NE(look_at(recorded, world.store(), 20).wrong.find("half there"), std::string::npos);
}

}  // namespace
}  // namespace hashira::sim
