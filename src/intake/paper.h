// An application on paper: when it was posted and came in, keyed once, keyed again by another person, compared,
// entered.
//
// Guarantees: fold is total. What was keyed is sealed under a key of the paper's own, which is destroyed when the paper
// has become an application: from then on the case's party alone holds the facts. The scan is named by the digest of
// its sealed bytes. Entries: paper.keyed {paper, keying 1|2, digest of the sealed answers, received?, postmark?,
// scan?}, paper.entered {paper, case, differences [fact], scan?}, paper.dropped {paper, reason}. docs/intake.md.
#pragma once

#include "journal/entry.h"

namespace hashira::intake {

struct Paper {
  journal::StreamId stream;
  std::uint64_t number = 0;
  std::string state;  // keyed (once), keyed_twice, entered, dropped; empty: not yet
  Bytes holder;       // a random id, under which the key of its sealed answers is kept
  std::optional<Date> received_on, postmark;
  Bytes scan;  // digest; empty: none
  std::string keyed_by[2];
  std::optional<Date> keyed_on[2];
  Bytes answers[2];  // digests of what was keyed, sealed
  std::uint64_t case_number = 0;
  std::vector<std::string> differences;  // facts in which the two keyings were not the same
  std::string entered_by, reason;        // who resolved it; why it was dropped

  bool open() const { return state == "keyed" || state == "keyed_twice"; }
};

void fold(Paper& paper, const journal::Entry& entry);
Bytes encode(const Paper& paper);
Result<Paper> decode_paper(BytesView bytes);

Bytes paper_prefix(const journal::StreamId& stream);  // Table::state
Bytes paper_key(const journal::StreamId& stream, std::uint64_t number);
Bytes keyed_answers_key(const journal::StreamId& stream, std::uint64_t number,
                        int keying);  // Table::sealed; keying 1 or 2

}  // namespace hashira::intake
