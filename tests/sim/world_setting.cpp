#include "world_setting.h"

#include "accounts/accounts.h"
#include "command.h"
#include "world.h"

namespace hashira::sim {
namespace {

const char* const approval_rules = R"(source: 'assumption: made for the simulation'
bands:
  - {post: deputy_director, office: subprefecture, up_to: 10万円, ja: 副局長専決, en: by the deputy director}
  - {post: director, office: subprefecture, up_to: 50万円, ja: 局長専決, en: by the director}
  - {post: governor, office: econ-sme, covers: all, ja: 知事決裁, en: by the governor}
reviews:
  - {office: econ-planning, from: 50万円}
acting:
  - {post: director, by: deputy_director}
)";

enum class Circulation : std::uint8_t { without_rules, by_rules };

portfolio::Portfolio tree_with(Circulation circulation) {
  portfolio::Files files = portfolio::read_files(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020").value();
  if (circulation == Circulation::by_rules) files["approval.yaml"] = approval_rules;
  portfolio::Portfolio all = portfolio::load_from_files(files).value();
  std::erase_if(all.programmes, [](const portfolio::Programme& one) { return one.id != programme; });
  return all;
}

Done record_post(app::Work& work, const Post& post) {
  journal::Entry entry;
  entry.stream = "accounts";
  entry.type = "accounts.user";
  entry.actor = "root";
  accounts::User user{post.user, post.user, post.role, post.office, false, post.post, {}};
  entry.body = journal::Body(accounts::encode(user));
  TRY(work.append(std::move(entry)));
  return {};
}

}  // namespace

bool drafts_circulate(std::uint64_t seed) { return seed % 3 == 0; }

const portfolio::Portfolio& setting_of(std::uint64_t seed) {
  static const portfolio::Portfolio plain = tree_with(Circulation::without_rules), circulating = tree_with(Circulation::by_rules);
  return drafts_circulate(seed) ? circulating : plain;
}

Done record_posts(app::Engine& engine) {
  return engine.run([](app::Work& work) -> Done {
    for (const Post& post : posts()) CHECK_OK(record_post(work, post));
    return {};
  });
}

}  // namespace hashira::sim
