// Bringing programme folders into use. The folder's files are kept by digest first (an orphan is harmless), then one entry
// says that the version is in force.
#include <functional>

#include <fmt/core.h>

#include "app/case_command.h"
#include "app/combined_caps.h"
#include "app/results.h"

namespace hashira::app {
namespace {

using journal::Table;

Done keep_blob(Engine& engine, const Hash& digest, const Bytes& blob) {
  return engine.run([&](Work& work) -> Done {
    work.put({Table::blob, Bytes(view(digest))}, blob);
    return {};
  });
}

Result<bool> in_force_already(Work& work, const journal::StreamId& stream, const Hash& digest) {
  std::optional<Bytes> now = TRY(work.get({Table::state, audit::in_force_key(stream)}));
  return now && *now == view(digest);
}

Done publish_entry(Work& work, const journal::StreamId& stream, std::string_view type, const Hash& digest, const Actor& actor) {
  journal::Entry entry;
  entry.stream = stream;
  entry.type = type;
  entry.actor = actor.user;
  entry.definition = Bytes(view(digest));
  entry.body = journal::BodyWriter().bytes("digest", view(digest)).body();
  TRY(work.append(std::move(entry)));
  return {};
}

using Check = std::function<Done(Work&)>;

// `check` runs in the unit of work in which the version comes into force.
Result<bool> bring_into_force(Engine& engine, const journal::StreamId& stream, std::string_view type, const Hash& digest,
                              const Actor& actor, const Check& check) {
  bool changed = false;
  Done done = engine.run([&](Work& work) -> Done {
    changed = !TRY(in_force_already(work, stream, digest));
    if (changed) CHECK_OK(check(work));
    return changed ? publish_entry(work, stream, type, digest, actor) : Done();
  });
  engine.versions().forget_heads();
  CHECK_OK(done);
  return changed;
}

// The caps over the programme as the folder has them; which ones bind it may change only while it decided nothing.
Done bring_caps(Work& work, const portfolio::Portfolio& tree, const portfolio::Programme& made, const Actor& actor) {
  std::vector<std::string> before;
  if (TRY(work.get({Table::state, audit::in_force_key(made.id)}))) before = TRY(version_of(work, made.id))->programme.combined_caps;
  CHECK_OK(check_other_caps(work, made.id, before, made.combined_caps));
  return set_caps(work, tree, made.id, actor);
}

}  // namespace

Result<Publication> publish_programme(Engine& engine, const portfolio::Portfolio& tree,
                                      const portfolio::Programme& programme, Actor actor) {
  CHECK_OK(require_role(actor, {"planner"}));
  portfolio::Files files = audit::version_files(tree, programme);
  auto version = TRY(audit::make_version(files, engine.instruments()));  // nothing comes into force that would not run
  Hash digest = portfolio::digest_of(files);
  CHECK_OK(keep_blob(engine, digest, audit::folder_blob(files)));
  auto check = [&](Work& work) { return bring_caps(work, tree, version->programme, actor); };
  bool changed = TRY(bring_into_force(engine, programme.id, audit::programme_published, digest, actor, check));
  return Publication{programme.id, hex(digest), changed};
}

static Done publish_tree(Engine& engine, const portfolio::Portfolio& tree, const Actor& actor) {
  portfolio::Files files = audit::tree_files(tree);
  Hash digest = portfolio::digest_of(files);
  CHECK_OK(keep_blob(engine, digest, audit::folder_blob(files)));
  TRY(bring_into_force(engine, "portfolio", audit::portfolio_published, digest, actor, [](Work&) { return Done(); }));
  return {};
}

Result<Publication> publish_folder(Engine& engine, const portfolio::Programme& programme, Actor actor) {
  std::shared_ptr<const portfolio::Portfolio> tree = TRY(engine.versions().portfolio());
  Publication done = TRY(publish_programme(engine, *tree, programme, actor));
  if (tree->programme(programme.id) == nullptr) {
    portfolio::Portfolio grown = *tree;
    grown.programmes.push_back(programme);
    CHECK_OK(publish_tree(engine, grown, actor));
  }
  return done;
}

Result<std::vector<Publication>> publish_portfolio(Engine& engine, const portfolio::Portfolio& portfolio, Actor actor) {
  CHECK_OK(require_role(actor, {"planner"}));
  std::vector<Publication> out;
  for (const portfolio::Programme& programme : portfolio.programmes) {
    out.push_back(TRY(publish_programme(engine, portfolio, programme, actor)));
  }
  CHECK_OK(publish_tree(engine, portfolio, actor));
  return out;
}

}  // namespace hashira::app
