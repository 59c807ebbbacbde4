#include "http/draft_actions.h"

#include <fmt/core.h>

#include "app/circulation.h"
#include "app/desk.h"

namespace hashira::http {
namespace {

struct DraftAction {
  std::string_view name;
  Done (*act)(const DraftTarget& to, const ActionField& field);
};

template <class Command>
Done on_draft(const DraftTarget& to, Command command) {
  return app::act(to.engine, [&](app::Work& work) { return command(work); });
}

Result<cases::Draft> draft_at(const DraftTarget& to) {
  return app::act(to.engine, [&](app::Work& work) { return work.draft_of(to.programme, to.number); });
}

// At once when the draft is short; else beside the page.
template <class Run>
Done run_beside(const DraftTarget& to, Run run) {
  if (TRY(draft_at(to)).case_numbers.size() <= app::BulkPart().size) return run(to.engine, to.programme, to.number, to.actor, app::BulkPart());
  to.bulk.start(bulk_name(to.programme, to.number),
                [&engine = to.engine, programme = to.programme, number = to.number, actor = to.actor, run](const app::BulkPart& part) {
                  return run(engine, programme, number, actor, part);
                });
  return {};
}

Done issue_long(app::Engine& engine, const std::string& programme, std::uint64_t number, const app::Actor& actor, const app::BulkPart& part) {
  cases::Draft draft = TRY(app::act(engine, [&](app::Work& work) { return work.draft_of(programme, number); }));
  bool in_parts = draft.case_numbers.size() > part.size && !draft.decided_whole();
  if (in_parts) CHECK_OK(app::decide_draft(engine, programme, number, actor, part));
  return app::issue_draft(engine, programme, number, actor);
}

Done issue(const DraftTarget& to, const ActionField&) { return run_beside(to, issue_long); }
Done decide(const DraftTarget& to, const ActionField&) { return run_beside(to, app::decide_draft); }
Done release(const DraftTarget& to, const ActionField&) { return run_beside(to, app::release_long_draft); }
Done undo(const DraftTarget& to, const ActionField& field) {
  return run_beside(to, [reason = field("reason")](app::Engine& engine, const std::string& programme, std::uint64_t number,
                                                   const app::Actor& actor, const app::BulkPart& part) {
    return app::undo_decision(engine, programme, number, reason, actor, part);
  });
}
Done withdraw(const DraftTarget& to, const ActionField&) { return app::withdraw_draft(to.engine, to.programme, to.number, to.actor); }

Done review(const DraftTarget& to, const ActionField& field) {
  return on_draft(to, [&](app::Work& work) { return app::review_draft(work, to.programme, to.number, field("office"), to.actor); });
}
Done approve(const DraftTarget& to, const ActionField& field) {
  app::ActingFor acting{field("acting_for"), field("reason")};
  return on_draft(to, [&](app::Work& work) { return app::approve_draft(work, to.programme, to.number, acting, to.actor); });
}
Done undo_approval(const DraftTarget& to, const ActionField& field) {
  return on_draft(to, [&](app::Work& work) { return app::withdraw_approval(work, to.programme, to.number, field("reason"), to.actor); });
}
Done send_back(const DraftTarget& to, const ActionField& field) {
  return on_draft(to, [&](app::Work& work) { return app::send_back_draft(work, to.programme, to.number, field("reason"), to.actor); });
}
Done recirculate(const DraftTarget& to, const ActionField&) {
  return on_draft(to, [&](app::Work& work) { return app::recirculate_draft(work, to.programme, to.number, {}, to.actor); });
}

// The first three also by the older names of the JSON.
constexpr DraftAction draft_actions[] = {
    {"issue", issue},       {"decision", issue},
    {"release", release},   {"withdraw", withdraw},
    {"withdrawal", withdraw}, {"review", review},
    {"approve", approve},   {"withdraw-approval", undo_approval},
    {"send-back", send_back}, {"recirculate", recirculate},
    {"decide", decide},     {"undo", undo},
};

}  // namespace

std::string bulk_name(const std::string& programme, std::uint64_t number) { return fmt::format("{}/{}", programme, number); }

std::optional<Done> draft_action(std::string_view name, const DraftTarget& target, const ActionField& field) {
  for (const DraftAction& action : draft_actions) {
    if (action.name == name) return action.act(target, field);
  }
  return std::nullopt;
}

}  // namespace hashira::http
