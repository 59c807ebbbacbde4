// Draft decision (起案): the list of cases that is decided as one. Drafted by one person, agreed to by other offices (合議),
// approved by who may (決裁; 代決: acting for), decided, its payment orders released by a third. docs/decisions.md.
//
// Guarantees: the fold is total; what is decided is what was circulated; everything can be undone until it is issued.
// Entries carry `draft`, the number in the stream, and (? optional):
//   draft.opened              cases (array of numbers, ascending), total yen, office?, screened_by? [user], more? true
//   draft.listed              the next part of a long list: cases, total, screened_by?, more?
//   draft.reviewed            office                                               合議
//   draft.sent_back           reason                                               差戻し
//   draft.recirculated        cases?, total?, screened_by?: the mended list        再回付
//   draft.approved            acting_for? user, reason? (of acting), band? text    決裁
//   draft.approval_withdrawn  reason                                               決裁の取消し
//   draft.withdrawn                                                                取下げ
//   draft.deciding            batch bytes, line, amount: the total, reserved first 一括決定の開始
//   draft.part_decided        count, amount: of the batch's next cases, which follow in the same commit
//   draft.undoing             reason                                               一括決定の取消し
//   draft.part_undone         count: of the cases decided last, undone in the same commit
//   draft.issued, draft.released {skipped?: cases passed over}                     施行, 支出命令
#pragma once

#include "cases/instrument.h"

namespace hashira::cases {

struct DraftReview {
  std::string office, by;
  Date on;
  bool operator==(const DraftReview&) const = default;
};

// A decision taken in parts under one batch id, its total reserved first.
struct DraftBatch {
  Bytes id;                   // 16 bytes; empty: none was begun
  std::string resume;         // the state to which an undo leads back
  std::string line;           // budget line and account year of the reservation
  FiscalYear year;
  std::uint64_t decided = 0;  // of the draft's cases, in its order
  Yen reserved;               // not yet used by a part
  bool operator==(const DraftBatch&) const = default;
};

struct Draft {
  journal::StreamId stream;
  std::uint64_t number = 0;
  std::string state;                       // draft_lifecycle()
  std::vector<std::uint64_t> case_numbers;
  Yen total;
  std::string drafted_by, decided_by, released_by;
  std::optional<Date> opened_on, issued_on, released_on;
  std::string office;                      // of the drafter; empty: of none in particular
  std::vector<std::string> screened_by;    // whoever screened one of its cases, ascending
  std::vector<DraftReview> reviews;        // since it was last circulated
  std::string approved_by, acting_for;     // acting_for: the absent one in whose stead it was approved
  std::optional<Date> approved_on;
  std::string sent_back_by, sent_back_because;  // kept until it is circulated again
  DraftBatch batch;
  bool operator==(const Draft&) const = default;

  bool decided_whole() const { return state == "deciding" && batch.decided == case_numbers.size() && batch.reserved == Yen(0); }
};

const Lifecycle& draft_lifecycle();

// Total, as Instrument::fold: an entry that the lifecycle does not allow leaves the draft as it is.
void fold(Draft& draft, const journal::Entry& entry);
// What an entry of the draft moves: the reservation of a batch. `before` is the draft without the entry.
std::vector<ledger::Posting> postings(const Draft& before, const journal::Entry& entry);

Bytes encode(const Draft& draft);
Result<Draft> decode_draft(BytesView bytes);
Bytes draft_key(const journal::StreamId& stream, std::uint64_t number);
Bytes draft_prefix(const journal::StreamId& stream);

// Bodies of the draft's entries. `case_number` of the entry stays 0; the draft's number is body.integer("draft").
struct DraftPart {
  std::vector<std::uint64_t> case_numbers;
  Yen total;
  std::vector<std::string> screened_by;
  std::string office;
  bool more = false;  // the rest of the list follows
};
journal::Body part_body(std::uint64_t number, const DraftPart& part);
journal::Body opened_body(std::uint64_t number, const std::vector<std::uint64_t>& case_numbers, Yen total);
journal::Body draft_body(std::uint64_t number);
// draft.released names the cases that it passed over (held, cancelled …) in `skipped`, when there are any.
journal::Body released_body(std::uint64_t number, const std::vector<std::uint64_t>& skipped);

}  // namespace hashira::cases
