#include "synth/plan.h"

#include <fmt/core.h>

namespace hashira::synth {
namespace {

struct Share {
  End end;
  std::uint64_t of_1000;
};

// Shares of a world's eligible applications. Assumption: no source prints them; they are for trying things out.
constexpr std::array<Share, 12> world_shares{{{End::paid, 770}, {End::submitted, 30}, {End::amendment_asked, 25}, {End::screened, 25},
                                              {End::withdrawn, 20}, {End::decided, 25}, {End::ordered, 25}, {End::bounced, 10},
                                              {End::bounced_and_paid, 15}, {End::part_repaid, 15}, {End::changed, 20}, {End::cancelled, 20}}};

End drawn_end(Random& random) {
  std::uint64_t at = random.below(1000);
  for (const Share& share : world_shares) {
    if (at < share.of_1000) return share.end;
    at -= share.of_1000;
  }
  return End::paid;
}

}  // namespace

std::uint64_t scaled(std::uint64_t count, double scale) {
  auto out = static_cast<std::uint64_t>(static_cast<double>(count) * scale + 0.5);
  return out == 0 ? 1 : out;
}

bool pays_again(const portfolio::Programme& programme) {
  return programme.money && programme.money->entitlement_key != "party";
}

Plan world_plan(const audit::Version& version, std::uint64_t seed, double scale, Random& random) {
  Plan plan;
  std::uint64_t count = scaled(200 + random.below(1800), scale);
  for (std::uint64_t i = 0; i < count; ++i) {
    Planned one;
    if (random.below(100) < 10) {
      one = {{Wanted::Kind::ineligible, {}, {}, {}, {}}, End::refused, false, false, false};
    } else {
      one.wanted.kind = Wanted::Kind::eligible;
      one.end = drawn_end(random);
      one.municipality_wrong = random.below(100) < 2;
    }
    one.again = pays_again(version.programme) && random.below(100) < 30;
    if (i > 0 && random.below(100) < 3) one = {{}, End::refused, true, false, false};
    plan.applications.push_back(one);
  }
  plan.note = fmt::format("world of seed {}: {} applications to {}", seed, count, version.programme.id);
  return plan;
}

}  // namespace hashira::synth
