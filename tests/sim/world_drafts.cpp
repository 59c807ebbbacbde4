// Drafts: listed at once or in parts, agreed to, approved, sent back, decided in bulk, undone.
#include "app/bulk.h"
#include "app/circulation.h"
#include "world_acts.h"

namespace hashira::sim {
namespace {

app::BulkPart parts_of_size(std::int64_t size) {
  app::BulkPart part;
  part.size = static_cast<std::size_t>(std::max<std::int64_t>(1, size));
  return part;
}

}  // namespace

std::vector<std::uint64_t> World::numbers_of(const Command& command) const {
  std::vector<std::uint64_t> numbers;
  for (int id : command.list) {
    if (std::uint64_t number = number_of(id)) numbers.push_back(number);
  }
  return numbers;
}

Outcome World::open_draft(const Command& command) {
  std::vector<std::uint64_t> numbers = numbers_of(command);
  if (numbers.empty()) return not_there();
  return made('d', command, app::open_draft(*engine_, programme, numbers, actor(command)));
}

Outcome World::open_long_draft(const Command& command) {
  std::vector<std::uint64_t> numbers = numbers_of(command);
  if (numbers.empty()) return not_there();
  return made('d', command, app::open_long_draft(*engine_, programme, numbers, actor(command), parts_of_size(command.amount)));
}

// word: in whose stead it is approved; the office that agrees follows from the user.
Outcome World::circulate(const Command& command) {
  return on_work(command, [&](app::Work& work, std::uint64_t draft) -> Done {
    app::Actor who = actor(command);
    switch (command.kind) {
      case Kind::review_draft: return app::review_draft(work, programme, draft, command.word, who);
      case Kind::approve_draft: return app::approve_draft(work, programme, draft, {command.word, command.word.empty() ? "" : "出張"}, who);
      case Kind::withdraw_approval: return app::withdraw_approval(work, programme, draft, "再検討", who);
      case Kind::send_back_draft: return app::send_back_draft(work, programme, draft, "一覧の誤り", who);
      default: return app::recirculate_draft(work, programme, draft, numbers_of(command), who);
    }
  });
}

// amount: cases of a part.
Outcome World::in_bulk(const Command& command) {
  return on(command, [&](std::uint64_t draft) {
    app::BulkPart part = parts_of_size(command.amount);
    if (command.kind == Kind::undo_bulk) return app::undo_decision(*engine_, programme, draft, "一覧の誤り", actor(command), part);
    return app::decide_draft(*engine_, programme, draft, actor(command), part);
  });
}

Outcome World::withdraw_draft(const Command& command) {
  return on(command, [&](std::uint64_t number) { return app::withdraw_draft(*engine_, programme, number, actor(command)); });
}

Outcome World::issue_draft(const Command& command) {
  return on(command, [&](std::uint64_t number) { return app::issue_draft(*engine_, programme, number, actor(command)); });
}

Outcome World::release_draft(const Command& command) {
  return on(command, [&](std::uint64_t number) { return app::release_draft(*engine_, programme, number, actor(command)); });
}

}  // namespace hashira::sim
