#include "synth/synth.h"

#include <fmt/core.h>

#include "synth/office.h"

namespace hashira::synth {
namespace {

constexpr std::size_t batch_size = 250;

Result<std::vector<std::shared_ptr<const audit::Version>>> chosen(app::Engine& engine, const Options& options) {
  std::vector<std::shared_ptr<const audit::Version>> out;
  std::shared_ptr<const portfolio::Portfolio> tree = TRY(engine.versions().portfolio());
  for (const portfolio::Programme& programme : tree->programmes) {
    bool named = std::find(options.programmes.begin(), options.programmes.end(), programme.id) != options.programmes.end();
    if (!named && !options.programmes.empty()) continue;
    std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(programme.id));
    if (version->instrument != nullptr) out.push_back(std::move(version));
  }
  if (out.empty() || (!options.programmes.empty() && out.size() != options.programmes.size())) {
    return fail("synth.no_intake", "a programme that was asked for does not exist or takes no applications here",
                "name programmes with questions.yaml and rules.dmn");
  }
  return out;
}

// Of some programmes the report prints no count of payments; unless they were asked for by name, they get a world.
Result<Plan> plan_of(const audit::Version& version, const Options& options, Random& random) {
  if (!options.calibrated) return world_plan(version, options.seed, options.scale, random);
  Result<Plan> plan = calibrated_plan(version, options.scale, random);
  if (plan || !options.programmes.empty() || plan.error().code != "synth.not_calibrated") return plan;
  Plan world = world_plan(version, options.seed, options.scale, random);
  world.note += " (the report prints no count of its payments)";
  return world;
}

// The last day on which somebody applies. What was paid by today, where cases wait first, applied long before.
Date last_application(const portfolio::Programme& programme, Date today, bool calibrated) {
  constexpr int month_days = 31, office_days = 10;
  Date last = std::min(programme.closes.value_or(today), today);
  if (!calibrated || !programme.money || !programme.money->waiting) return last;
  return std::min(last, today.plus_days(-programme.money->waiting->months * month_days - office_days));
}

Result<Made> make(app::Engine& engine, std::shared_ptr<const audit::Version> version, Plan plan, bool calibrated, Random& random,
                  Progress& progress, const OnProgress& on_progress) {
  Date today = engine.today(), opens = version->programme.opens.value_or(today.plus_days(-30));
  if (today < opens) {
    progress.done += plan.applications.size();
    return Made{version->programme.id, 0, 0, fmt::format("none: it takes applications from {}, and today is {}", opens.iso(), today.iso())};
  }
  int span = std::max(1, last_application(version->programme, today, calibrated).days() - opens.days());
  Office office(engine, version, opens, today, random);
  std::span<const Planned> all = plan.applications;
  for (std::size_t at = 0; at < all.size(); at += batch_size) {
    std::span<const Planned> batch = all.subspan(at, std::min(batch_size, all.size() - at));
    Date first = opens.plus_days(static_cast<int>(at * static_cast<std::size_t>(span) / all.size()));
    CHECK_OK(office.take(batch, first));
    bool midway = at < all.size() / 2 && at + batch_size >= all.size() / 2;
    if (midway) CHECK_OK(office.grant(first.plus_days(1)));
    progress.done += batch.size();
    if (on_progress) on_progress(progress);
  }
  CHECK_OK(office.settle_grants(today));
  return Made{version->programme.id, office.received(), office.paid(), plan.note};
}

}  // namespace

Result<std::vector<Made>> run(app::Engine& engine, const Options& options, const OnProgress& on_progress) {
  if (!(options.scale > 0 && options.scale <= 100)) return fail("synth.bad_scale", "the scale must be above 0 and at most 100");
  std::unique_ptr<Random> random = seeded_random(options.seed);
  std::vector<std::shared_ptr<const audit::Version>> versions = TRY(chosen(engine, options));
  std::vector<Plan> plans;
  Progress progress;
  for (const auto& version : versions) {
    plans.push_back(TRY(plan_of(*version, options, *random)));
    progress.total += plans.back().applications.size();
  }
  std::vector<Made> out;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    out.push_back(TRY(make(engine, versions[i], std::move(plans[i]), options.calibrated, *random, progress, on_progress)));
  }
  return out;
}

}  // namespace hashira::synth
