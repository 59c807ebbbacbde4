#include "command.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

namespace hashira::sim {
namespace {

const std::vector<std::string> nobody = {}, officer = {"officer"}, approver = {"approver"}, payer = {"payer"}, planner = {"planner"};
const std::vector<std::string> holders = {"officer", "approver", "payer"}, drafters = {"officer", "approver"}, collectors = {"payer", "approver"};
const std::vector<std::string> reviewers = {"officer", "approver", "planner"};
const std::vector<std::string> samplers = {"officer", "approver", "auditor"};

}  // namespace

const std::vector<KindRow>& kinds() {
  static const std::vector<KindRow> rows = {
      {Kind::submit, "applies", nobody, 90},
      {Kind::submit_twice, "posts the same form again:", nobody, 6},
      {Kind::ask_amendment, "asks for a correction of application", officer, 30},
      {Kind::remind, "reminds of the correction of application", officer, 6},
      {Kind::resubmit, "answers with a corrected application", nobody, 36},
      {Kind::lapse, "lapses application", approver, 8},
      {Kind::withdraw, "withdraws application", nobody, 6},
      {Kind::hold, "holds application", holders, 14},
      {Kind::release, "releases from hold application", approver, 26},
      {Kind::dispose_hits, "disposes of the double entitlement of application", officer, 8},
      {Kind::screen, "screens application", officer, 90},
      {Kind::refuse, "refuses application", approver, 8},
      {Kind::correct_fact, "corrects a fact of application", officer, 36},
      {Kind::open_draft, "drafts the decision of applications", officer, 30},
      {Kind::open_long_draft, "drafts in parts the decision of applications", officer, 8},
      {Kind::review_draft, "agrees for an office to draft", reviewers, 16},
      {Kind::approve_draft, "approves draft", approver, 30},
      {Kind::withdraw_approval, "takes back the approval of draft", approver, 4},
      {Kind::send_back_draft, "sends back draft", reviewers, 6},
      {Kind::recirculate_draft, "circulates again draft", officer, 16},
      {Kind::decide_in_bulk, "decides in bulk draft", approver, 16},
      {Kind::undo_bulk, "undoes the bulk decision of draft", approver, 6},
      {Kind::withdraw_draft, "withdraws draft", drafters, 3},
      {Kind::issue_draft, "issues draft", approver, 34},
      {Kind::release_draft, "releases for payment draft", payer, 34},
      {Kind::change, "changes the decision of application", approver, 40},
      {Kind::cancel, "cancels the decision of application", approver, 14},
      {Kind::order_case, "orders what is due of application", payer, 26},
      {Kind::change_account, "changes the account of application", officer, 16},
      {Kind::make_run, "makes a payment run", payer, 20},
      {Kind::release_run, "releases run", payer, 26},
      {Kind::export_run, "exports run", payer, 28},
      {Kind::void_run, "voids run", payer, 8},
      {Kind::bank_works, "carries out the files it has", nobody, 30},
      {Kind::execute_run, "notes as carried out run", payer, 24},
      {Kind::take_answer, "takes in the bank's oldest answer", payer, 60},
      {Kind::take_answer_again, "takes in an old answer again", payer, 8},
      {Kind::take_false_answer, "takes in an answer about more than was sent", payer, 12},
      {Kind::mark_paid, "pays over the counter application", payer, 5},
      {Kind::mark_bounced, "notes by hand as bounced application", payer, 10},
      {Kind::mark_repaid, "notes money paid back for application", payer, 22},
      {Kind::assess_reclaim, "assesses the reclaim of application", approver, 24},
      {Kind::notify_debt, "notifies the debtor of application", collectors, 14},
      {Kind::remind_debt, "sends a reminder for the debt of application", collectors, 10},
      {Kind::instalments, "agrees instalments for the debt of application", collectors, 8},
      {Kind::defer, "defers the debt of application", collectors, 6},
      {Kind::enforce, "enforces the debt of application", collectors, 4},
      {Kind::collect, "collects directly the debt of application", collectors, 6},
      {Kind::waive, "waives a part of the debt of application", collectors, 3},
      {Kind::write_off, "writes off the debt of application", collectors, 2},
      {Kind::sample, "draws a sample of cases that are", samplers, 4},
      {Kind::check, "checks on site application", officer, 6},
      {Kind::issue_letters, "issues letters about applications", drafters, 24},
      {Kind::send_letters, "sends three letters, from", drafters, 10},
      {Kind::export_accounting, "tells the accounting system of each", payer, 12},
      {Kind::import_vouchers, "takes in the accounting system's vouchers for each", payer, 12},
      {Kind::vote, "books a supplementary budget", planner, 6},
      {Kind::transfer, "transfers between lines", planner, 6},
      {Kind::allot, "allots to the programme", planner, 14},
      {Kind::withdraw_allotment, "withdraws from the programme's allotment", planner, 6},
      {Kind::permit_carry, "books the permission to carry over", planner, 3},
      {Kind::carry_line, "carries over of the line", planner, 3},
      {Kind::carry_allotment, "carries over of the allotment", planner, 3},
      {Kind::close_books, "closes the programme's books", planner, 9},
      {Kind::close_year, "closes the year", planner, 7},
      {Kind::next_day, "turns the calendar", nobody, 60},
      {Kind::reopen, "restarts the program", nobody, 3},
      {Kind::commit_fails, "makes the next commit fail", nobody, 4},
      {Kind::commit_answer_lost, "loses the answer of the next commit", nobody, 4}};
  return rows;
}

const KindRow& row_of(Kind kind) { return kinds()[static_cast<std::size_t>(kind)]; }

// nakamura holds three rights, as a small office would give them: only the rule of two pairs of eyes stops him.
const std::vector<Person>& people() {
  static const std::vector<Person> all = {{"sato", {"officer"}},      {"ito", {"officer"}},    {"suzuki", {"approver"}},
                                          {"watanabe", {"approver"}}, {"takahashi", {"payer"}}, {"kato", {"payer"}},
                                          {"tanaka", {"planner"}},    {"yoshida", {"auditor"}},
                                          {"nakamura", {"officer", "approver", "payer"}}};
  return all;
}

const std::vector<Post>& posts() {
  static const std::vector<Post> all = {{"sato", "officer", "sorachi", ""},
                                        {"ito", "officer", "nemuro", ""},
                                        {"suzuki", "approver", "sorachi", "director"},
                                        {"nakamura", "approver", "sorachi", "deputy_director"},
                                        {"watanabe", "approver", "econ-sme", "governor"},
                                        {"tanaka", "planner", "econ-planning", ""}};
  return all;
}

std::string text(const Command& command) {
  std::string out = fmt::format("{}. {}", command.id, command.user);
  if (!command.role.empty()) out += fmt::format(" ({})", command.role);
  out += fmt::format(" {}", row_of(command.kind).says);
  if (command.about != 0) out += fmt::format(" {}", command.about);
  if (!command.list.empty()) out += fmt::format(" {}", fmt::join(command.list, ", "));
  if (!command.word.empty()) out += fmt::format(" {}", command.word);
  if (command.amount != 0) out += fmt::format(" [{}]", command.amount);
  return out;
}

std::string text(const std::vector<Command>& commands) {
  std::string out;
  for (const Command& command : commands) out += "  " + text(command) + "\n";
  return out;
}

}  // namespace hashira::sim
