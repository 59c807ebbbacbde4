#include "world.h"

#include <fmt/core.h>

#include "app/results.h"
#include "instruments/registry.h"
#include "store/memory.h"
#include "world_setting.h"

namespace hashira::sim {
namespace {

const app::Actor root{"root", "admin", false, {}};

}  // namespace

World::World(const WorldOptions& options)
    : options_(options),
      instruments_(instruments::make_instruments()),
      clock_(fixed_clock(Instant{1'589'900'000'000}, 1)),
      random_(seeded_random(options.seed)),
      client_(payments::read_client("code = 1234567890\nname = ホツカイドウ\nbank = 0116\nbranch = 001\naccount_kind = 1\n"
                                    "account_number = 0000001\n", "client.txt").value()),
      bank_(options.seed),
      accounting_(options.seed),
      today_(Date::of(2020, 5, 20)) {
  bool sqlite = !options.folder.empty();
  store_ = sqlite ? store::open_sqlite(options.folder / "journal.db", store::Mode::create).value() : store::make_memory_store();
  keys_ = sqlite ? store::open_sqlite_keys(options.folder / "keys.db").value() : store::make_memory_keys();
  open();
  set_up();
}

World::~World() = default;

void World::open() {
  Fault pending = faulty_ ? faulty_->fault : Fault::none;
  std::uint64_t commits = faulty_ ? faulty_->commits : 0;
  auto tamper = faulty_ ? faulty_->tamper : nullptr;
  faulty_ = std::make_unique<FaultyStore>(*store_);
  faulty_->fault = pending;
  faulty_->commits = commits;
  faulty_->tamper = std::move(tamper);
  faulty_->committed = options_.committed;
  engine_ = std::make_unique<app::Engine>(app::Ports{*faulty_, *keys_, instruments_, *clock_, *random_});
}

void World::set_up() {
  app::Actor planner{"tanaka", "planner", false, {}};
  auto must = [](const auto& result) {
    if (!result) throw std::runtime_error(result.error().text());
  };
  FiscalYear year(2020);
  must(engine_->set_today(today_, root));
  must(app::publish_portfolio(*engine_, setting_of(options_.seed), planner));
  if (drafts_circulate(options_.seed)) must(record_posts(*engine_));
  must(app::appropriate(*engine_, benefit_line, year, Yen(30'000'000), planner));
  must(app::budget_command(*engine_, ledger::Vote{{fee_line, year}, "委託料", {}, {}, Yen(5'000'000)}, planner));
  must(app::budget_command(*engine_, ledger::Vote{{reserve_line, year}, "予備費", {}, {}, Yen(2'000'000), true}, planner));
  must(app::allot(*engine_, programme, benefit_line, year, Yen(3'000'000), planner));
}

std::uint64_t World::number_of(int id) const {
  auto found = made_.find(id);
  return found == made_.end() ? 0 : found->second.second;
}

int World::maker_of(char kind, std::uint64_t number) const {
  auto found = maker_.find({kind, number});
  return found == maker_.end() ? 0 : found->second;
}

Outcome outcome_of_done(const Done& done) {
  if (done) return {true, false, false, {}, {}, 0};
  return {false, false, done.error().code.starts_with("sim."), done.error().code, done.error().what, 0};
}

Outcome World::made(char kind, const Command& command, const Result<std::uint64_t>& number) {
  if (!number) return outcome_of_done(fail(number.error()));
  made_[command.id] = {kind, *number};
  maker_[{kind, *number}] = command.id;
  return {true, false, false, {}, {}, *number};
}

Outcome World::run(const Command& command) { return (this->*handler_of(command.kind))(command); }

Outcome World::next_day(const Command& command) {
  Date to = today_.plus_days(static_cast<int>(command.amount));
  Done done = engine_->set_today(to, root);
  if (done) today_ = to;
  if (!done && engine_->today() == to) today_ = to;  // written, but the answer was lost
  bank_.work(today_.days() - 1);  // the bank keeps its days, whoever looks
  return outcome_of_done(done);
}

Outcome World::reopen(const Command&) {
  engine_.reset();
  if (!options_.folder.empty()) {
    store_.reset();
    keys_.reset();
    store_ = store::open_sqlite(options_.folder / "journal.db", store::Mode::open).value();
    keys_ = store::open_sqlite_keys(options_.folder / "keys.db", store::Mode::open).value();
  }
  open();
  return {true, false, false, {}, {}, 0};
}

// Its random numbers are others than those that the killed one may have used already.
void World::go_on_with(const std::filesystem::path& folder) {
  constexpr std::uint64_t after_a_kill = 0x5EED0FA17E8A7E57ULL;
  options_.folder = folder;
  random_ = seeded_random(options_.seed ^ after_a_kill);
  reopen({});
  today_ = engine_->today();
}

Outcome World::fault(const Command& command) {
  faulty_->fault = command.kind == Kind::commit_fails ? Fault::commit_fails : Fault::answer_lost;
  return {true, false, false, {}, {}, 0};
}

World::Handler World::handler_of(Kind kind) {
  using enum Kind;
  static const std::map<Kind, Handler> all = {
      {submit, &World::submit}, {submit_twice, &World::submit_twice}, {Kind::ask_amendment, &World::ask_amendment},
      {Kind::remind, &World::remind}, {resubmit, &World::resubmit}, {lapse, &World::lapse}, {withdraw, &World::withdraw},
      {hold, &World::hold}, {release, &World::release}, {dispose_hits, &World::dispose_hits}, {screen, &World::screen},
      {refuse, &World::refuse}, {Kind::correct_fact, &World::correct_fact}, {open_draft, &World::open_draft},
      {Kind::open_long_draft, &World::open_long_draft}, {Kind::review_draft, &World::circulate}, {Kind::approve_draft, &World::circulate},
      {Kind::withdraw_approval, &World::circulate}, {Kind::send_back_draft, &World::circulate},
      {Kind::recirculate_draft, &World::circulate}, {decide_in_bulk, &World::in_bulk}, {undo_bulk, &World::in_bulk},
      {withdraw_draft, &World::withdraw_draft}, {issue_draft, &World::issue_draft}, {release_draft, &World::release_draft},
      {change, &World::change}, {cancel, &World::cancel}, {order_case, &World::order_case},
      {Kind::change_account, &World::change_account}, {make_run, &World::make_run}, {release_run, &World::release_run},
      {export_run, &World::export_run}, {void_run, &World::void_run}, {bank_works, &World::bank_works},
      {execute_run, &World::execute_run}, {take_answer, &World::take_answer}, {take_answer_again, &World::take_answer_again},
      {take_false_answer, &World::take_false_answer}, {mark_paid, &World::mark}, {mark_bounced, &World::mark},
      {mark_repaid, &World::mark}, {assess_reclaim, &World::assess_reclaim}, {notify_debt, &World::debt_step},
      {remind_debt, &World::debt_step}, {instalments, &World::debt_step}, {defer, &World::debt_step},
      {enforce, &World::debt_step}, {collect, &World::debt_step}, {waive, &World::debt_step}, {write_off, &World::debt_step},
      {Kind::issue_letters, &World::issue_letters},
      {Kind::send_letters, &World::send_letters}, {Kind::export_accounting, &World::export_accounting},
      {Kind::import_vouchers, &World::import_vouchers}, {Kind::sample, &World::sample}, {Kind::check, &World::check}, {vote, &World::budget_step}, {transfer, &World::budget_step},
      {allot, &World::budget_step}, {withdraw_allotment, &World::budget_step}, {permit_carry, &World::budget_step},
      {carry_line, &World::budget_step}, {carry_allotment, &World::budget_step}, {close_books, &World::close_books},
      {close_year, &World::budget_step}, {next_day, &World::next_day}, {reopen, &World::reopen}, {commit_fails, &World::fault},
      {commit_answer_lost, &World::fault}};
  return all.at(kind);
}

}  // namespace hashira::sim
