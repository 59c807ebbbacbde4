#include "app/run_entries.h"

#include <fmt/core.h>

#include "app/case_command.h"

namespace hashira::app {

using payments::PaymentRun;

tl::unexpected<Error> no_such_run(const std::string& programme, std::uint64_t number) {
  return fail("app.no_such_run", fmt::format("{0} に振込データ {1} はありません / {0} has no payment run {1}", programme, number),
              "一覧で番号を確かめてください / look at the list of runs");
}

Result<PaymentRun> run_in(Work& work, const std::string& programme, std::uint64_t number) {
  std::optional<Bytes> stored = TRY(work.get({journal::Table::state, payments::run_key(programme, number)}));
  if (!stored) return no_such_run(programme, number);
  return payments::decode_run(*stored);
}

// An entry of the run itself. An empty type: it was done before, nothing is written.
Done append_decided(Work& work, const std::string& programme, payments::Decided decided, const Actor& actor) {
  if (decided.type.empty()) return {};
  journal::Entry entry;
  entry.stream = programme;
  entry.type = std::move(decided.type);
  entry.actor = actor.user;
  entry.synthetic = actor.synthetic;
  entry.happened_on = day_of(work, actor);
  entry.body = std::move(decided.body);
  TRY(work.append(std::move(entry)));
  return {};
}

}  // namespace hashira::app
