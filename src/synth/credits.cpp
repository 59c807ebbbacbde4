#include "synth/credits.h"

#include <fmt/core.h>

#include "app/credits.h"
#include "app/desk.h"
#include "base/ports.h"

namespace hashira::synth {
namespace {

constexpr std::string_view seller = "forest-credits";
constexpr std::int64_t yen_a_tonne = 11'000;  // assumption

const app::Actor credit_officer{"synth", "officer", true, {}}, credit_approver{"synth-approver", "approver", true, {}},
    credit_payer{"synth-payer", "payer", true, {}};

struct PlannedSale {
  std::int64_t tonnes = 0;
  int steps = 0;  // 0 withdrawn, 1 proposed, 2 assessed, 3 half of it came in, 4 settled, 5 settled and retired
};

std::vector<PlannedSale> calibrated_sales() { return std::vector<PlannedSale>(7, {11, 5}); }

std::vector<PlannedSale> world_sales(std::uint64_t seed) {
  std::unique_ptr<Random> random = seeded_random(seed);
  std::vector<PlannedSale> out;
  for (std::uint64_t n = random->below(12); n > 0; --n) {
    out.push_back({static_cast<std::int64_t>(random->below(30)) + 1, static_cast<int>(random->below(6))});
  }
  return out;
}

Done sell(app::Work& work, std::uint64_t block, std::int64_t first, const PlannedSale& plan) {
  const std::string programme(seller);
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

Done sell_all(app::Work& work, const std::vector<PlannedSale>& sales) {
  app::CreditIssue issue{"J-VER", "北海道（合成）", 2012, {1, 500}, "登録簿の通知（合成）", {}};
  issue.document = Bytes(view(sha256(issue.document_name)));
  std::uint64_t block = TRY(app::issue_credits(work, std::string(seller), issue, credit_officer));
  std::int64_t first = 1;
  for (const PlannedSale& plan : sales) {
    CHECK_OK(sell(work, block, first, plan));
    first += plan.tonnes;
  }
  return {};
}

}  // namespace

Result<std::uint64_t> make_credits(app::Engine& engine, const Options& options) {
  const std::string programme(seller);
  std::shared_ptr<const portfolio::Portfolio> tree = TRY(engine.versions().portfolio());
  bool there = std::any_of(tree->programmes.begin(), tree->programmes.end(), [&](const portfolio::Programme& one) { return one.id == programme; });
  if (!options.programmes.empty() || !there || !TRY(app::credit_blocks(engine, programme)).empty()) return 0;
  std::vector<PlannedSale> sales = options.calibrated ? calibrated_sales() : world_sales(options.seed);
  CHECK_OK(engine.run([&](app::Work& work) { return sell_all(work, sales); }));
  return static_cast<std::uint64_t>(std::count_if(sales.begin(), sales.end(), [](const PlannedSale& one) { return one.steps >= 4; }));
}

}  // namespace hashira::synth
