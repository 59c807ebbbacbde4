#include "synth/plan.h"

#include <fmt/core.h>

#include "portfolio/reason.h"

namespace hashira::synth {
namespace {

struct Share {
  End end;
  std::uint64_t of_1000;
};

// Shares of a world's eligible applications. Assumption: no source prints them; they are for trying things out.
constexpr std::array<Share, 10> world_shares{{{End::paid, 810}, {End::submitted, 30}, {End::amendment_asked, 25}, {End::screened, 25},
                                              {End::withdrawn, 20}, {End::decided, 25}, {End::ordered, 25}, {End::bounced, 10},
                                              {End::bounced_and_paid, 15}, {End::part_repaid, 15}}};

End drawn_end(Random& random) {
  std::uint64_t at = random.below(1000);
  for (const Share& share : world_shares) {
    if (at < share.of_1000) return share.end;
    at -= share.of_1000;
  }
  return End::paid;
}

std::uint64_t scaled(std::uint64_t count, double scale) {
  auto out = static_cast<std::uint64_t>(static_cast<double>(count) * scale + 0.5);
  return out == 0 ? 1 : out;
}

// Fisher-Yates with our own random, so that the order is the same everywhere.
void shuffle(std::vector<Planned>& all, Random& random) {
  for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[random.below(i)]);
}

// The verdict's example pays out the printed total; two payments of the middle amount are worth one above and one below,
// so the mix can be drawn without moving count or total.
std::vector<portfolio::PaymentGroup> drawn_mix(std::vector<portfolio::PaymentGroup> groups, const std::vector<Yen>& amounts, Random& random) {
  std::map<std::int64_t, std::int64_t> counts;
  for (Yen amount : amounts) counts[amount.count()] = 0;
  for (const portfolio::PaymentGroup& group : groups) counts[group.amount] += group.count;
  if (counts.size() == 3) {
    auto low = counts.begin(), middle = std::next(low), high = std::next(middle);
    if (middle->first * 2 == low->first + high->first) {
      std::int64_t most_out = middle->second / 2, most_in = std::min(low->second, high->second);
      std::int64_t moved = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most_out + most_in) + 1)) - most_in;
      middle->second -= 2 * moved;
      low->second += moved;
      high->second += moved;
    }
  }
  groups.clear();
  for (const auto& [amount, count] : counts) groups.push_back({count, amount});
  return groups;
}

struct Target {
  portfolio::Verdict verdict;
  const portfolio::Limit* limit = nullptr;
  std::int64_t count = 0;
};

Result<Target> published_target(const audit::Version& version) {
  for (const portfolio::Verdict& verdict : portfolio::reason(version.programme)) {
    for (const portfolio::Limit& limit : version.programme.limits) {
      bool fixes = limit.figure == verdict.figure && limit.of == portfolio::Limit::Of::amount_each && !verdict.example.empty();
      const portfolio::Figure* count = version.programme.figure(limit.count);
      if (fixes && count != nullptr) return Target{verdict, &limit, count->published_value};
    }
  }
  return fail("synth.not_calibrated", fmt::format("{}: no published count and total can be reached by the printed amounts", version.programme.id),
              "make a world instead: hashira synth --world SEED");
}

}  // namespace

Plan world_plan(const audit::Version& version, std::uint64_t seed, double scale, Random& random) {
  Plan plan;
  std::uint64_t count = scaled(200 + random.below(1800), scale);
  for (std::uint64_t i = 0; i < count; ++i) {
    Planned one;
    if (random.below(100) < 10) {
      one = {{Wanted::Kind::ineligible, {}}, End::refused, false, false};
    } else {
      one.end = drawn_end(random);
      one.municipality_wrong = random.below(100) < 2;
    }
    if (i > 0 && random.below(100) < 3) one = {{}, End::refused, true, false};
    plan.applications.push_back(one);
  }
  plan.note = fmt::format("world of seed {}: {} applications to {}", seed, count, version.programme.id);
  return plan;
}

Result<Plan> calibrated_plan(const audit::Version& version, double scale, Random& random) {
  Target target = TRY(published_target(version));
  Plan plan;
  for (const portfolio::PaymentGroup& group : drawn_mix(target.verdict.example, target.limit->amounts, random)) {
    std::uint64_t count = scale == 1 ? static_cast<std::uint64_t>(group.count) : scaled(static_cast<std::uint64_t>(group.count), scale);
    for (std::uint64_t i = 0; i < count && group.count > 0; ++i) {
      End end = random.below(100) < 1 ? End::bounced_and_paid : End::paid;
      plan.applications.push_back({{Wanted::Kind::amount, Yen(group.amount)}, end, false, random.below(200) < 1});
    }
  }
  std::uint64_t paid = plan.applications.size();
  for (std::uint64_t i = 0; i < scaled(1500, scale); ++i) plan.applications.push_back({{Wanted::Kind::ineligible, {}}, End::refused, false, false});
  shuffle(plan.applications, random);
  // Under way at the end, so that the desk has something to do.
  for (End end : {End::submitted, End::amendment_asked, End::screened, End::withdrawn, End::decided, End::ordered}) {
    for (std::uint64_t i = 0; i < scaled(25, scale); ++i) plan.applications.push_back({{}, end, false, false});
  }
  plan.note = fmt::format("calibrated to {} payments of line {} ({}){}: who applies was chosen, what they got was decided by the rules",
                          target.count, target.verdict.line, target.verdict.printed,
                          scale == 1 ? "" : fmt::format(", scaled by {}: {} payments", scale, paid));
  return plan;
}

}  // namespace hashira::synth
