#include "cli/demo.h"

#include <fmt/core.h>

#include "app/desk.h"
#include "app/sign_in.h"

namespace hashira::cli {
namespace {

struct DemoUser {
  const char* id;
  const char* name;
  const char* role;
  const char* does;
};

constexpr std::array demo_users{
    DemoUser{"officer", "佐藤 窓口（デモ）", "officer", "receives, asks for corrections, screens, drafts"},
    DemoUser{"officer2", "小林 窓口（デモ）", "officer", "keys applications on paper a second time"},
    DemoUser{"approver", "鈴木 課長（デモ）", "approver", "decides drafts"},
    DemoUser{"payer", "高橋 出納（デモ）", "payer", "releases payments, makes payment runs, marks paid and bounced"},
    DemoUser{"payer2", "渡辺 出納（デモ）", "payer", "releases the runs that payer made"},
    DemoUser{"planner", "田中 企画（デモ）", "planner", "publishes programmes, budget, report"},
    DemoUser{"auditor", "伊藤 監査（デモ）", "auditor", "reads everything"},
};
constexpr const char* demo_password = "hokkaido-demo";

// Each programme's allotment comes from its own line; the line is appropriated with the same amount.
Done fund(app::Engine& engine, const portfolio::Programme& programme, FiscalYear year, const app::Actor& actor) {
  if (!programme.money || programme.money->allotment <= Yen(0)) return {};
  const portfolio::MoneyTerms& money = *programme.money;
  CHECK_OK(app::appropriate(engine, money.budget_line, year, money.allotment, actor));
  return app::allot(engine, programme.id, money.budget_line, year, money.allotment, actor);
}

}  // namespace

Done make_demo(app::Engine& engine) {
  app::Actor actor{"demo", "admin", true, {}};
  for (const DemoUser& user : demo_users) {
    CHECK_OK(app::add_user(engine, {user.id, user.name, user.role, "", true}, demo_password, actor));
  }
  std::shared_ptr<const portfolio::Portfolio> tree = TRY(engine.versions().portfolio());
  // A year's budget is voted within the year: in a folder that lives on another day, on its first.
  if (FiscalYear::of(engine.today()) != tree->year) actor.on = tree->year.first_day();
  for (const portfolio::Programme& programme : tree->programmes) {
    auto version = TRY(engine.versions().in_force(programme.id));
    if (version->instrument != nullptr) CHECK_OK(fund(engine, version->programme, tree->year, actor));
  }
  return {};
}

std::string demo_password_of(app::Engine& engine) {
  Result<std::vector<accounts::User>> users = app::users(engine);
  bool all = users && !users->empty() && std::all_of(users->begin(), users->end(), [](const accounts::User& user) { return user.synthetic; });
  return all ? demo_password : "";
}

std::string demo_sign_ins() {
  std::string out = fmt::format("Demo sign-ins (password of all: {}):\n", demo_password);
  for (const DemoUser& user : demo_users) out += fmt::format("  {:<9} {}\n", user.id, user.does);
  return out;
}

}  // namespace hashira::cli
