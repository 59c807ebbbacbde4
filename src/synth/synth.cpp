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

Result<Made> make(app::Engine& engine, std::shared_ptr<const audit::Version> version, Plan plan, Random& random,
                  Progress& progress, const OnProgress& on_progress) {
  Date today = engine.today(), opens = version->programme.opens.value_or(today.plus_days(-30));
  if (today < opens) {
    progress.done += plan.applications.size();
    return Made{version->programme.id, 0, 0, fmt::format("none: it takes applications from {}, and today is {}", opens.iso(), today.iso())};
  }
  Date closes = std::min(version->programme.closes.value_or(today), today);
  int span = std::max(1, closes.days() - opens.days());
  Office office(engine, version, opens, today, random);
  std::span<const Planned> all = plan.applications;
  for (std::size_t at = 0; at < all.size(); at += batch_size) {
    std::span<const Planned> batch = all.subspan(at, std::min(batch_size, all.size() - at));
    Date first = opens.plus_days(static_cast<int>(at * static_cast<std::size_t>(span) / all.size()));
    CHECK_OK(office.take(batch, first));
    progress.done += batch.size();
    if (on_progress) on_progress(progress);
  }
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
    plans.push_back(options.calibrated ? TRY(calibrated_plan(*version, options.scale, *random))
                                       : world_plan(*version, options.seed, options.scale, *random));
    progress.total += plans.back().applications.size();
  }
  std::vector<Made> out;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    out.push_back(TRY(make(engine, versions[i], std::move(plans[i]), *random, progress, on_progress)));
  }
  return out;
}

}  // namespace hashira::synth
