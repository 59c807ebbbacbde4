// A plan that reaches what the report prints: who applies is chosen, what they get is decided by the rules.
//
// Guarantees: a count is reached by as many payments as it says; its total only where the printed amounts can give it. No
// total is ever made to fit. Written in portfolio/reason.h (what printed amounts allow).
#include <fmt/core.h>

#include <set>

#include "portfolio/reason.h"
#include "synth/plan.h"

namespace hashira::synth {
namespace {

using portfolio::Figure;

// Fisher-Yates with our own random, so that the order is the same everywhere.
void shuffle(std::vector<Planned>& all, Random& random) {
  for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[random.below(i)]);
}

// Nobody comes again before having come: those who do stand after the first of their figure.
void first_before_again(std::vector<Planned>& all) {
  std::set<std::string> came;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].again && !came.contains(all[i].wanted.figure)) {
      auto first = std::find_if(all.begin() + static_cast<std::ptrdiff_t>(i), all.end(), [&](const Planned& later) {
        return !later.again && later.wanted.figure == all[i].wanted.figure && later.wanted.kind != Wanted::Kind::ineligible;
      });
      if (first == all.end()) continue;
      std::iter_swap(all.begin() + static_cast<std::ptrdiff_t>(i), first);
    }
    came.insert(all[i].wanted.figure);
  }
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

// One published count: whom it takes to reach it. An amount of 0 leaves the amount to the rules.
struct Target {
  const Figure* count = nullptr;
  const portfolio::Limit* costs = nullptr;  // amounts that follow from a cost
  std::int64_t again = 0;  // payments to parties that are counted already
  std::vector<portfolio::PaymentGroup> groups;
  std::string note;
};

// Counted from cases of the programme's own; a total that another body states is none.
bool is_live_count(const Figure& figure) {
  bool counts = figure.kind == "count" || figure.kind == "people";
  return counts && figure.value.empty() && !(figure.where.empty() && figure.key.empty());
}

// Its parts are reached, and it with them.
bool is_whole_of_parts(const portfolio::Programme& programme, const Figure& whole) {
  return std::any_of(programme.figures.begin(), programme.figures.end(), [&](const Figure& part) {
    return part.parent == whole.id && part.part_of == portfolio::PartOf::partition && is_live_count(part);
  });
}

// What is printed of the amounts of those counted: tabled amounts, or a cap on a share of the cost.
const portfolio::Limit* limit_of(const portfolio::Programme& programme, const Figure& count) {
  using Of = portfolio::Limit::Of;
  for (const portfolio::Limit& limit : programme.limits) {
    bool of_each = limit.of == Of::amount_each || limit.of == Of::maximum_each;
    if (of_each && limit.count == count.id) return &limit;
  }
  return nullptr;
}

// Amounts under a cap that add up to a total: even, then moved between pairs. Requires: count ≤ total ≤ count × cap.
std::vector<portfolio::PaymentGroup> amounts_under(std::int64_t cap, std::int64_t count, std::int64_t total, Random& random) {
  std::vector<std::int64_t> amounts(static_cast<std::size_t>(count), total / count);
  for (std::int64_t i = 0; i < total % count; ++i) ++amounts[static_cast<std::size_t>(i)];
  for (std::size_t i = 0; i + 1 < amounts.size(); ++i) {
    std::size_t other = i + 1 + random.below(amounts.size() - i - 1);
    std::int64_t most = std::min(amounts[i] - 1, cap - amounts[other]);
    std::int64_t moved = most <= 0 ? 0 : static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most) + 1));
    amounts[i] -= moved;
    amounts[other] += moved;
  }
  std::vector<portfolio::PaymentGroup> out;
  for (std::int64_t amount : amounts) out.push_back({1, amount});
  return out;
}

// A cost of which the rate gives the amount, in whole yen: in the first line of costs that the form asks for, none in the others.
app::Answers costs_for(const portfolio::Programme& programme, const portfolio::Limit& limit, std::int64_t amount) {
  std::int64_t above = limit.rate_numerator.value_or(1), below = limit.rate_denominator.value_or(1);
  std::int64_t cost = (amount * below + above - 1) / above;
  app::Answers out;
  for (const portfolio::Question& question : programme.questions) {
    if (programme.fact(question.fact)->type != portfolio::FactType::yen) continue;
    out[question.fact] = std::to_string(cost);
    cost = 0;
  }
  return out;
}

Target target_of(const portfolio::Programme& programme, const Figure& count, Random& random) {
  Target out{&count, nullptr, 0, {{count.published_value, 0}}, fmt::format("{} payments of line {}", count.published_value, count.source.line)};
  const portfolio::Limit* limit = limit_of(programme, count);
  if (limit == nullptr) return out;
  for (const portfolio::Verdict& verdict : portfolio::reason(programme)) {
    if (verdict.figure != limit->figure) continue;
    bool capped = limit->of == portfolio::Limit::Of::maximum_each && verdict.standing == portfolio::Standing::possible;
    if (capped && !limit->rate_denominator) continue;  // what a cost must be to give an amount is not known
    if (capped) {
      out.costs = limit;
      out.groups = amounts_under(limit->amounts.front().count(), count.published_value, programme.figure(limit->figure)->published_value, random);
      out.note += fmt::format(" ({}: what each asked for was chosen)", verdict.printed);
    } else if (!verdict.example.empty()) {
      out.groups = drawn_mix(verdict.example, limit->amounts, random);
      out.note += fmt::format(" ({})", verdict.printed);
    } else {
      out.note += fmt::format(" (the printed {} cannot follow from the printed amounts: it stays as stated, unexplained)", verdict.printed);
    }
  }
  return out;
}

// Who is counted once may be paid more often: as many payments as the largest count beside it (each hire has a worker and a
// firm: 252 workers, 197 firms). Assumption: the report prints no number of hires.
void count_again(std::vector<Target>& targets) {
  std::int64_t most = 0;
  for (const Target& target : targets) most = std::max(most, target.count->published_value);
  for (Target& target : targets) {
    if (!target.count->key.empty()) target.again = most - target.count->published_value;
  }
}

Result<std::vector<Target>> targets_of(const audit::Version& version, Random& random) {
  std::vector<Target> out;
  for (const Figure& figure : version.programme.figures) {
    if (is_live_count(figure) && !is_whole_of_parts(version.programme, figure)) out.push_back(target_of(version.programme, figure, random));
  }
  count_again(out);
  if (!out.empty()) return out;
  return fail("synth.not_calibrated", fmt::format("{}: the report prints no count of its payments", version.programme.id),
              "make a world instead: hashira synth --world SEED");
}

void plan_target(Plan& plan, const portfolio::Programme& programme, const Target& target, double scale, Random& random) {
  constexpr std::uint64_t again_of_100 = 60;  // assumption: how many of a cumulative count came before
  std::size_t groups = target.costs == nullptr ? target.groups.size() : std::min(target.groups.size(), scaled(target.groups.size(), scale));
  for (const portfolio::PaymentGroup& group : std::span(target.groups).first(groups)) {
    if (group.count <= 0) continue;
    std::uint64_t count = scale == 1 ? static_cast<std::uint64_t>(group.count) : scaled(static_cast<std::uint64_t>(group.count), scale);
    Wanted wanted{group.amount > 0 ? Wanted::Kind::amount : Wanted::Kind::eligible, Yen(group.amount), target.count->id, {}, {}};
    if (target.costs != nullptr) wanted.fixed = costs_for(programme, *target.costs, group.amount);
    for (std::uint64_t i = 0; i < count; ++i) {
      End end = random.below(100) < 1 ? End::bounced_and_paid : End::paid;
      bool again = pays_again(programme) && target.count->key.empty() && random.below(100) < again_of_100;
      plan.applications.push_back({wanted, end, false, random.below(200) < 1, again});
    }
  }
  Wanted same{Wanted::Kind::eligible, {}, target.count->id, {}, {}};
  for (std::uint64_t i = 0; target.again > 0 && i < scaled(static_cast<std::uint64_t>(target.again), scale); ++i) {
    plan.applications.push_back({same, End::paid, false, false, true});
  }
  plan.note += (plan.note.empty() ? "calibrated to " : ", ") + target.note;
}

// A subsidy counts once it is settled: one that is, is no longer under way.
bool counts_when(const portfolio::Programme& programme, End end) {
  if (!programme.money || !programme.money->subsidy) return false;
  return end == End::ordered || (end == End::decided && programme.money->subsidy->settled_with_decision);
}

}  // namespace

Result<Plan> calibrated_plan(const audit::Version& version, double scale, Random& random) {
  Plan plan;
  for (const Target& target : TRY(targets_of(version, random))) {
    plan_target(plan, version.programme, target, scale, random);
  }
  std::uint64_t paid = plan.applications.size();
  const Planned refused{{Wanted::Kind::ineligible, {}, {}, {}, {}}, End::refused, false, false, false};
  // No more than are paid: of a call with 18 grants nobody expects 1,500 refusals.
  for (std::uint64_t i = 0; i < std::min(scaled(1500, scale), paid); ++i) plan.applications.push_back(refused);
  shuffle(plan.applications, random);
  first_before_again(plan.applications);
  // Under way at the end, so that the desk has something to do.
  for (End end : {End::submitted, End::amendment_asked, End::screened, End::withdrawn, End::decided, End::ordered}) {
    if (counts_when(version.programme, end)) continue;
    for (std::uint64_t i = 0; i < scaled(25, scale); ++i) plan.applications.push_back({{}, end, false, false, false});
  }
  plan.note += fmt::format("{}: who applies was chosen, what they got was decided by the rules",
                           scale == 1 ? "" : fmt::format(", scaled by {}: {} payments", scale, paid));
  return plan;
}

}  // namespace hashira::synth
