// Instrument: the contract that every kind of delivery (benefit, subsidy, loan …) meets. Pure: no store, no clock.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cases/case.h"
#include "ledger/posting.h"
#include "portfolio/programme.h"

namespace hashira::cases {

// Some ids mean the same in every kind that gives money, so that queues, drafts, runs and letters need not ask: submitted,
// amendment_asked, screened, held, decided (by an issued draft), ordered, paid, bounced, reclaiming, refused, withdrawn.
struct State {
  std::string_view id;
  std::string_view ja, en;
  bool final = false;  // nothing more is expected
};

// One kind of event: from which states it may happen and what it is called.
struct EventKind {
  std::string_view type;                    // "benefit.submitted": the entry's type
  std::string_view command;                 // the command that causes it: "submit"
  std::vector<std::string_view> from;       // states; an empty string is "no case yet"
  std::string_view ja, en;                  // 「申請を受け付けた」
  bool may_from(std::string_view state) const;
};

struct Lifecycle {
  std::vector<State> states;
  std::vector<EventKind> events;
  const State* state(std::string_view id) const;
  const EventKind* event(std::string_view type) const;
  const EventKind* event_of(std::string_view command) const;
  bool may(std::string_view command, std::string_view from_state) const;
  // The commands that may come next from a state, in the order of `events`.
  std::vector<std::string_view> commands(std::string_view from_state) const;
  // The kind of an entry that may change this case: one of its own, of a civil day, in a state from which it may come; nullptr:
  // the case stays as it is.
  const EventKind* allowed(const Case& value, const journal::Entry& entry) const;
};

// How an instrument speaks of its cases where a command is refused: 報告値, a reported total; 未受付, not stated (before the first entry).
struct KindWords {
  std::string_view instrument, ja, en, none_ja, none_en;
};
// The kind of event that the command causes now: "instruments.unknown_command", "instruments.<instrument>.not_in_state".
Result<const EventKind*> event_for(const Lifecycle& lifecycle, const Case& before, const std::string& command, const KindWords& words);

// What somebody asks for. `body` holds the command's own fields, named in the instrument's header.
struct Command {
  std::string name;        // "submit", "ask_amendment", …
  journal::Body body;
  Date on;                 // when it happened: the business date, or the bank's date of a payment; the entry's happened_on
};

// The outcome of the programme's rules for one case (made by the caller with dmn, recorded in the entry).
struct Outcome {
  bool eligible = false;
  Yen amount;
  std::string reason_ja, reason_en;
  std::vector<std::string> rules_fired;   // "Benefit:1", as the trace names them
  std::optional<Date> binding_day;        // the day whose rules bound, where another version than the one in force did
  Bytes rules_version;                    // that version's digest; empty: the one in force
};

// Bodies may carry two fields that belong to the entry itself: `year` (account year) and `corrects` (seq).
struct Event {
  std::string type;
  journal::Body body;
};

class Instrument {
 public:
  virtual ~Instrument() = default;
  virtual std::string_view name() const = 0;
  virtual const Lifecycle& lifecycle() const = 0;
  // The events that `command` causes, or why it is refused ("instruments.benefit.not_in_state" …). Pure.
  virtual Result<std::vector<Event>> decide(const Case& before, const Command& command, const Outcome* outcome,
                                            const portfolio::Programme& programme) const = 0;
  // Total: never fails on what is stored; an entry of another instrument leaves the case as it is.
  virtual void fold(Case& value, const journal::Entry& entry) const = 0;
  // Money that the entry moves. `before` is the case without the entry.
  virtual std::vector<ledger::Posting> postings(const Case& before, const journal::Entry& entry,
                                                const std::string& budget_line) const = 0;
  // May the case's payment be ordered (支出命令) as it stands? Most kinds of money are ready once decided, and the release of
  // their draft orders them; a kind that is ready later is ordered case by case, by a draft that was issued.
  virtual bool ready_to_order(const Case& value) const { return value.state == "decided"; }
};

// Instruments by name; made in instruments/registry.cpp, handed in by the wiring.
class Instruments {
 public:
  explicit Instruments(std::vector<std::unique_ptr<Instrument>> all) : all_(std::move(all)) {}
  const Instrument* find(std::string_view name) const;
  // The instrument whose entries have this type ("benefit.paid" → benefit); nullptr: none.
  const Instrument* of_type(std::string_view entry_type) const;
  std::span<const std::unique_ptr<Instrument>> all() const { return all_; }

 private:
  std::vector<std::unique_ptr<Instrument>> all_;
};

}  // namespace hashira::cases
