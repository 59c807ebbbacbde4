// One thing that somebody does in the simulated office: plain data, so that a list of them can be shortened and read.
//
// A command names what it is about by the id of the command that made it (an application, a draft, a run), never by a
// number of the office: a shorter list still means the same.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hashira::sim {

enum class Kind : std::uint8_t {
  submit, submit_twice, ask_amendment, remind, resubmit, lapse, withdraw, hold, release, dispose_hits, screen, refuse,
  correct_fact, open_draft, open_long_draft, review_draft, approve_draft, withdraw_approval, send_back_draft, recirculate_draft,
  decide_in_bulk, undo_bulk, withdraw_draft, issue_draft, release_draft, change, cancel, order_case, change_account,
  make_run, release_run, export_run, void_run, bank_works, execute_run, take_answer, take_answer_again, take_false_answer,
  mark_paid, mark_bounced, mark_repaid, assess_reclaim, notify_debt, remind_debt, instalments, defer, enforce, collect,
  waive, write_off, sample, check, issue_letters, send_letters, export_accounting, import_vouchers, vote, transfer, allot, withdraw_allotment, permit_carry, carry_line, carry_allotment,
  close_books, close_year, next_day, reopen, commit_fails, commit_answer_lost,
};
inline constexpr std::size_t kind_count = static_cast<std::size_t>(Kind::commit_answer_lost) + 1;

inline bool is_about_draft(Kind kind) { return kind >= Kind::open_draft && kind <= Kind::release_draft; }

struct Command {
  int id = 0;
  Kind kind{};
  std::string user, role;
  int about = 0;              // the command that made the application, draft, run or debt; 0: none
  std::vector<int> list;      // applications of a draft
  std::int64_t amount = 0;    // yen, days, or a seed, as the kind says
  std::string word;           // a fact's value, a class, a reason
};

// What each kind is called, and whose right it is by the office's rules (practice.md), written here independently.
struct KindRow {
  Kind kind;
  const char* says;                  // "asks for a correction of application"
  std::vector<std::string> roles;    // empty: no role is needed
  int weight;
};
const std::vector<KindRow>& kinds();
const KindRow& row_of(Kind kind);

struct Person {
  const char* user;
  std::vector<std::string> roles;
};
const std::vector<Person>& people();
// 決裁 by approval.yaml: whose office and post is recorded, where drafts circulate.
struct Post {
  const char *user, *role, *office, *post;
};
const std::vector<Post>& posts();

// "17. sato (officer) screens application 4"
std::string text(const Command& command);
std::string text(const std::vector<Command>& commands);

}  // namespace hashira::sim
