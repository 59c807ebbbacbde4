// Draft decision (起案): the list of cases that is decided as one. Drafted by one person, decided by another, its payment
// orders released by a third. Entries: draft.opened, draft.withdrawn, draft.issued, draft.released. Number in the stream.
// Bodies: `draft` number; draft.opened also `cases` (array of numbers, ascending) and `total` yen.
#pragma once

#include "cases/instrument.h"

namespace hashira::cases {

struct Draft {
  journal::StreamId stream;
  std::uint64_t number = 0;
  std::string state;                       // open, issued, released, withdrawn
  std::vector<std::uint64_t> case_numbers;
  Yen total;
  std::string drafted_by, decided_by, released_by;
  std::optional<Date> opened_on, issued_on, released_on;
  bool operator==(const Draft&) const = default;
};

// open → issued → released, or open → withdrawn.
const Lifecycle& draft_lifecycle();

// Total, as Instrument::fold: an entry that the lifecycle does not allow leaves the draft as it is.
void fold(Draft& draft, const journal::Entry& entry);
Bytes encode(const Draft& draft);
Result<Draft> decode_draft(BytesView bytes);
Bytes draft_key(const journal::StreamId& stream, std::uint64_t number);
Bytes draft_prefix(const journal::StreamId& stream);

// Bodies of the draft's entries. `case_number` of the entry stays 0; the draft's number is body.integer("draft").
journal::Body opened_body(std::uint64_t number, const std::vector<std::uint64_t>& case_numbers, Yen total);
journal::Body draft_body(std::uint64_t number);
// draft.released names the cases that it passed over (held, cancelled …) in `skipped`, when there are any.
journal::Body released_body(std::uint64_t number, const std::vector<std::uint64_t>& skipped);

}  // namespace hashira::cases
