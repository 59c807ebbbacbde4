#include "synth/credits.h"

#include <fmt/core.h>

#include "app/credits.h"
#include "app/desk.h"
#include "base/ports.h"
#include "ledger/surcharge.h"

namespace hashira::synth {
namespace {

constexpr std::int64_t yen_a_tonne = 11'000;  // assumption

const app::Actor credit_officer{"synth", "officer", true, {}}, credit_approver{"synth-approver", "approver", true, {}},
    credit_payer{"synth-payer", "payer", true, {}};

struct PlannedSale {
  std::int64_t tonnes = 0;
  int steps = 0;  // 0 withdrawn, 1 proposed, 2 assessed, 3 half of it came in, 4 settled, 5 settled and retired
};

// What the figure that adds up `value` of each block prints; 0: there is none.
std::int64_t published(const portfolio::Programme& programme, std::string_view value) {
  for (const portfolio::Figure& figure : programme.figures) {
    if (figure.value == value) return figure.published_value;
  }
  return 0;
}

// As many sales as are printed, of the tonnes that are printed, evenly.
std::vector<PlannedSale> calibrated_sales(const portfolio::Programme& programme) {
  std::vector<PlannedSale> out;
  std::int64_t sales = published(programme, "credit_sales");
  if (sales < 1) return out;
  for (Yen tonnes : ledger::split_evenly(Yen(published(programme, "credits_sold")), static_cast<int>(sales))) out.push_back({tonnes.count(), 5});
  return out;
}

std::vector<PlannedSale> world_sales(std::uint64_t seed) {
  std::unique_ptr<Random> random = seeded_random(seed);
  std::vector<PlannedSale> out;
  for (std::uint64_t n = random->below(12); n > 0; --n) {
    out.push_back({static_cast<std::int64_t>(random->below(30)) + 1, static_cast<int>(random->below(6))});
  }
  return out;
}

Done sell(app::Work& work, const std::string& programme, std::uint64_t block, std::int64_t first, const PlannedSale& plan) {
  app::Serials serials{first, first + plan.tonnes - 1};
  Yen price(plan.tonnes * yen_a_tonne);
  std::int64_t sale = TRY(app::propose_sale(work, programme, block, serials, fmt::format("合成企業{}", first), price, credit_officer));
  if (plan.steps == 0) return app::withdraw_sale(work, programme, block, sale, "辞退（合成）", credit_officer);
  if (plan.steps == 1) return {};
  TRY(app::assess_sale(work, programme, block, sale, {"財産収入（仮定）", work.today().plus_days(30)}, credit_approver));
  if (plan.steps == 2) return {};
  Yen part = plan.steps == 3 ? Yen(price.count() / 2) : price;
  TRY(app::receive_price(work, programme, block, sale, part, credit_payer));
  if (plan.steps < 5) return {};
  return app::retire_credits(work, programme, block, serials, fmt::format("合成{}", sale), credit_officer);
}

Done sell_all(app::Work& work, const std::string& programme, const std::vector<PlannedSale>& sales) {
  app::CreditIssue issue{"J-VER", "北海道（合成）", 2012, {1, 500}, "登録簿の通知（合成）", {}};
  issue.document = Bytes(view(sha256(issue.document_name)));
  std::uint64_t block = TRY(app::issue_credits(work, programme, issue, credit_officer));
  std::int64_t first = 1;
  for (const PlannedSale& plan : sales) {
    CHECK_OK(sell(work, programme, block, first, plan));
    first += plan.tonnes;
  }
  return {};
}

}  // namespace

Result<std::uint64_t> make_credits(app::Engine& engine, const Options& options) {
  std::uint64_t settled = 0;
  if (!options.programmes.empty()) return settled;
  std::shared_ptr<const portfolio::Portfolio> tree = TRY(engine.versions().portfolio());
  for (const portfolio::Programme& one : tree->programmes) {
    std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(one.id));
    const auto& kinds = version->programme.instruments;
    bool sells = std::find(kinds.begin(), kinds.end(), "credit") != kinds.end();
    if (!sells || !TRY(app::credit_blocks(engine, one.id)).empty()) continue;
    std::vector<PlannedSale> sales = options.calibrated ? calibrated_sales(version->programme) : world_sales(options.seed);
    CHECK_OK(engine.run([&](app::Work& work) { return sell_all(work, one.id, sales); }));
    settled += static_cast<std::uint64_t>(std::count_if(sales.begin(), sales.end(), [](const PlannedSale& sale) { return sale.steps >= 4; }));
  }
  return settled;
}

}  // namespace hashira::synth
