#include "chooser.h"
#include "books_letters.h"

#include <fmt/core.h>

namespace hashira::sim {
namespace {

constexpr std::uint64_t wild_one_in = 12;
constexpr double intake_part = 0.55;
constexpr int intake_days = 70, all_days = 480;

bool about_case(Kind kind) {
  return (kind >= Kind::submit_twice && kind <= Kind::correct_fact) || (kind >= Kind::change && kind <= Kind::change_account) ||
         (kind >= Kind::mark_paid && kind <= Kind::write_off) || kind == Kind::check;
}

bool debt_open(const CaseBook& value, const Books& books) {
  auto found = books.debts().find(value.debt);
  return found != books.debts().end() && found->second.open_principal + found->second.open_surcharge + found->second.open_late > 0;
}

// Does the case stand where the command would make sense?
bool fits(Kind kind, const CaseBook& value, const Books& books, int today) {
  const std::string& state = value.state;
  bool undecided = state == "submitted" || state == "asked" || state == "screened";
  bool free = !value.held && !books.on_its_way(value.number);
  switch (kind) {
    case Kind::submit_twice: return true;
    case Kind::ask_amendment: return !value.held && (state == "submitted" || state == "screened");
    case Kind::remind: return state == "asked";
    case Kind::resubmit: return state == "asked" || state == "submitted";
    case Kind::lapse: return state == "asked" && today > value.deadline;
    case Kind::withdraw:
    case Kind::dispose_hits: return undecided && !value.held;
    case Kind::hold: return free && (undecided || value.due() > 0);
    case Kind::release: return value.held;
    case Kind::screen: return state == "submitted" && !value.held;
    case Kind::refuse: return (state == "submitted" || state == "screened") && !value.held;
    case Kind::correct_fact: return value.state != "screened" || value.number % 4 == 0;
    case Kind::change: return free && value.decided > 0 && amount_by_rule(value.facts) != value.decided;
    case Kind::cancel: return free && value.decided > 0;
    case Kind::order_case: return free && value.due() > 0 && !value.order_stands && value.decision > 0;
    case Kind::change_account: return free && value.due() > 0;
    case Kind::mark_paid: return free && value.order_stands;
    case Kind::mark_bounced: return value.last_transfer > 0;
    case Kind::mark_repaid: return value.with_payee() > 0 || debt_open(value, books);
    case Kind::assess_reclaim: return value.owed() > value.assessed;
    case Kind::check: return value.decision > 0;
    default: return debt_open(value, books);
  }
}

const char* const municipalities[] = {"011002", "012025", "012033"};
const char* const industries[] = {"restaurant", "retail_service", "other"};
const char* const kinds_of_applicant[] = {"corporation", "sole_proprietor"};

}  // namespace

Kind Chooser::kind() {
  static const int all = [] {
    int sum = 0;
    for (const KindRow& row : kinds()) sum += row.weight;
    return sum;
  }();
  int left = static_cast<int>(below(static_cast<std::uint64_t>(all)));
  for (const KindRow& row : kinds()) {
    if ((left -= row.weight) < 0) return row.kind;
  }
  return Kind::next_day;
}

void Chooser::choose_actor(Command& command) {
  const std::vector<std::string>& roles = row_of(command.kind).roles;
  if (roles.empty()) {
    command.user = "applicant";
    if (command.kind >= Kind::make_run) command.user = command.kind == Kind::bank_works ? "bank" : "machine";
    return;
  }
  bool wild = once_in(wild_one_in);
  while (true) {
    const Person& person = people()[below(people().size())];
    command.user = person.user;
    command.role = person.roles[below(person.roles.size())];
    if (wild || std::find(roles.begin(), roles.end(), command.role) != roles.end()) return;
  }
}

std::string Chooser::application(int person) {
  bool requested = !once_in(4), closed = requested && !once_in(4);
  std::string alcohol = requested && closed ? "" : once_in(3) ? "false" : "true";
  return fmt::format("{},{},{},{},{},{},{},{}", kinds_of_applicant[below(2)], municipalities[below(3)], industries[below(3)], requested,
                     requested ? (closed ? "true" : "false") : "", alcohol, once_in(12) ? "false" : "true", person);
}

// What the debtor brings: all with its surcharges, a part, or whatever.
Money Chooser::repayment(const CaseBook& value, const World& world, const Books& books) {
  auto debt = books.debts().find(value.debt);
  if (debt != books.debts().end() && once_in(2)) {
    DayByDay beside = day_by_day(debt->second, world.today().days());
    const DebtBook& one = debt->second;
    return one.open_principal + (one.fixed ? one.open_surcharge + one.open_late : beside.surcharge + beside.late);
  }
  Money most = std::max<Money>(1, value.with_payee());
  if (once_in(3)) return value.owed() > 0 ? value.owed() : most;
  if (once_in(12)) return most + 1;
  return 1 + static_cast<Money>(below(static_cast<std::uint64_t>(most)));
}

bool Chooser::fill_case_details(Command& command, const CaseBook& value, const World& world, const Books& books) {
  static const char* const holds[] = {"tip_off", "seizure"};
  switch (command.kind) {
    case Kind::resubmit: command.word = application(command.about); return true;
    case Kind::ask_amendment: command.amount = static_cast<Money>(below(12)); return true;
    case Kind::hold: command.word = holds[below(2)]; return true;
    case Kind::correct_fact:
      command.word = once_in(3)   ? fmt::format("municipality={}", municipalities[below(3)])
                     : once_in(8) ? fmt::format("infection_measures={}", value.facts.measures != 1)
                                  : fmt::format("applicant_kind={}", kinds_of_applicant[value.facts.kind == "corporation" || once_in(5)]);
      return true;
    case Kind::change_account: command.amount = 1 + static_cast<Money>(below(9'999'998)); return true;
    case Kind::mark_paid: command.amount = once_in(8) ? 1 : value.due(); return true;
    case Kind::mark_bounced: command.amount = value.last_transfer; return true;
    case Kind::mark_repaid:
    case Kind::collect: command.amount = repayment(value, world, books); return true;
    case Kind::assess_reclaim: command.amount = static_cast<Money>(below(30)); return true;
    case Kind::check: command.word = once_in(2) ? "reclaim" : "ok"; return true;
    case Kind::instalments:
    case Kind::waive: {
      auto debt = books.debts().find(value.debt);
      command.amount = debt == books.debts().end() ? 1000 : std::max<Money>(2, debt->second.open_principal);
      if (command.kind == Kind::waive) command.amount = 1 + static_cast<Money>(below(static_cast<std::uint64_t>(command.amount)));
      return true;
    }
    default: return true;
  }
}

bool Chooser::fill_case(Command& command, const World& world, const Books& books) {
  std::vector<const CaseBook*> some;
  bool wild = once_in(wild_one_in);
  for (const auto& [number, value] : books.cases()) {
    bool fit = wild || fits(command.kind, value, books, world.today().days());
    if (command.kind == Kind::mark_bounced && !wild) fit = fit && world.bank().came_back(number, value.last_transfer) && !world.counter().contains(number);
    if (fit && world.maker_of('c', number) != 0) some.push_back(&value);
  }
  if (some.empty()) return false;
  const CaseBook& value = *some[below(some.size())];
  command.about = world.maker_of('c', value.number);
  return fill_case_details(command, value, world, books);
}

bool Chooser::fill_run(Command& command, const World& world, const Books& books) {
  std::vector<int> some;
  bool wild = once_in(wild_one_in);
  bool any = once_in(4);
  for (const auto& [number, run] : books.runs()) {
    bool late = run.value_date < world.today().days(), made = run.state == "made" || run.state == "released";
    bool out = (run.state == "exported" || run.state == "answered") && books.waits_for_bank(run);
    bool fit = command.kind == Kind::release_run   ? run.state == "made" && !late
               : command.kind == Kind::export_run  ? (run.state == "released" && !late) || (any && run.state == "exported")
               : command.kind == Kind::execute_run ? out && (any || world.bank().credited_any(number))
                                                   : (made && (late || any)) || (out && world.bank().worked(number) && !world.bank().credited_any(number));
    if (world.maker_of('r', number) != 0 && (wild || fit)) some.push_back(world.maker_of('r', number));
  }
  if (some.empty()) return false;
  command.about = some[some.size() - 1 - below(std::min<std::size_t>(some.size(), 4))];
  return true;
}

void Chooser::fill_budget(Command& command, const World& world, const Books& books) {
  int year = FiscalYear::of(world.today()).year();
  bool old_year = command.kind == Kind::close_books || command.kind == Kind::close_year || command.kind == Kind::carry_line ||
                  command.kind == Kind::carry_allotment || once_in(6);
  if (old_year && year > 2020) --year;
  command.word = std::to_string(year);
  if (command.kind == Kind::close_books || command.kind == Kind::close_year) return;
  Money most = command.kind == Kind::withdraw_allotment || command.kind == Kind::carry_allotment ? books.balance("allotted", year) : 3'000'000;
  command.amount = 1 + static_cast<Money>(below(static_cast<std::uint64_t>(std::max<Money>(1, most))));
  if (command.kind == Kind::allot || command.kind == Kind::vote) command.amount += 1'500'000;
}

// Cases that stand as the letter says, and now and then one that does not.
bool Chooser::fill_letters(Command& command, const World& world, const Books& books) {
  static const char* const letters[] = {"correction", "refusal", "decision", "payment"};
  command.word = letters[below(4)];
  std::size_t size = 1 + below(5);
  for (const auto& [number, value] : books.cases()) {
    if (command.list.size() == size) break;
    bool fits_now = letter_fits(command.word, value, books) && once_in(4);
    if (world.maker_of('c', number) != 0 && (fits_now || once_in(4000))) command.list.push_back(world.maker_of('c', number));
  }
  return !command.list.empty();
}

bool Chooser::fill(Command& command, double part, const World& world, const Books& books) {
  if (about_case(command.kind)) return fill_case(command, world, books);
  if (is_about_draft(command.kind)) return fill_draft(command, world, books);
  if ((command.kind >= Kind::release_run && command.kind <= Kind::void_run) || command.kind == Kind::execute_run) {
    return fill_run(command, world, books);
  }
  if (command.kind >= Kind::vote && command.kind <= Kind::close_year) fill_budget(command, world, books);
  switch (command.kind) {
    case Kind::submit:
      if (part > intake_part && !once_in(20)) return false;
      command.word = application(once_in(15) && persons_ > 0 ? 1 + static_cast<int>(below(static_cast<std::uint64_t>(persons_))) : ++persons_);
      return true;
    case Kind::close_books:
    case Kind::close_year: return world.today() > Date::of(2021, 5, 31) || once_in(20);
    case Kind::issue_letters: return fill_letters(command, world, books);
    case Kind::send_letters: {
      auto issued = books.seen.find("letter.issued");
      if (issued == books.seen.end()) return false;
      command.amount = 1 + static_cast<Money>(below(issued->second));
      return true;
    }
    case Kind::export_accounting: command.amount = once_in(3); command.word = once_in(2) ? "order" : "commitment"; return true;
    case Kind::import_vouchers: command.amount = once_in(6); command.word = once_in(2) ? "order" : "commitment"; return true;
    case Kind::make_run: command.amount = 1 + static_cast<Money>(below(14)); return true;
    case Kind::take_answer: return !world.bank().waiting.empty();
    case Kind::take_answer_again: command.amount = static_cast<Money>(below(1000)); return true;
    case Kind::sample: command.word = once_in(2) ? "paid" : "decided"; command.amount = 1 + static_cast<Money>(below(1000)); return true;
    case Kind::next_day: {
      double target = part < intake_part ? part / intake_part * intake_days
                                         : intake_days + (part - intake_part) / (1 - intake_part) * (all_days - intake_days);
      int behind = static_cast<int>(target) - (world.today().days() - Date::of(2020, 5, 20).days());
      command.amount = std::min(behind, 12);
      return behind > 0;
    }
    default: return true;
  }
}

Command Chooser::next(int id, double part, const World& world, const Books& books) {
  while (true) {
    Command command;
    command.id = id;
    command.kind = kind();
    choose_actor(command);
    if (fill(command, part, world, books)) return command;
  }
}

std::vector<Command> Chooser::settling(int first_id, const World& world, const Books& books) {
  std::vector<Command> out;
  auto add = [&](Kind kind, int about, Money amount) {
    out.push_back({first_id + static_cast<int>(out.size()), kind, "takahashi", "payer", about, {}, amount, ""});
  };
  add(Kind::next_day, 0, 5);
  add(Kind::bank_works, 0, 0);
  for (int i = 0; i < 40; ++i) add(Kind::take_answer, 0, 0);
  for (const auto& [number, run] : books.runs()) {
    if (run.state == "exported" || run.state == "answered") add(Kind::execute_run, world.maker_of('r', number), 0);
  }
  return out;
}

}  // namespace hashira::sim
