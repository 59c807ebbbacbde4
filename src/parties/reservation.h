// Reservations across programmes (併給の確認): of two programmes that exclude each other, which one a party already has, or is about to
// have, something from.
//
// Guarantees: the fold is total; at any time at most one side of a pair holds for a party. Reserve, decide naming the reservation,
// then confirm or release; what nobody confirmed until its day ends by an entry, when it stands in another's way. Entries of the
// stream `reservations` carry the party in their head, and in their body `pair` (both programme ids, ascending, joined by +),
// `programme`, `case`:
//   reservation.made       until date     made, or made anew by who holds it
//   reservation.confirmed                 decided
//   reservation.released   reason         withdrawn, cancelled
//   reservation.expired                   not confirmed until its day
// Written in practice.md (Entitlement); docs/decisions.md.
#pragma once

#include <string>
#include <vector>

#include "journal/store.h"

namespace hashira::parties {

inline constexpr std::string_view reservation_stream = "reservations";

struct Holding {
  std::string programme;
  std::uint64_t case_number = 0;
  bool confirmed = false;
  Date until;              // reserved: its last day
  std::uint64_t made = 0;  // seq of the entry that made it: what a decision names
  bool operator==(const Holding&) const = default;
  bool live_on(Date day) const { return confirmed || day <= until; }
};

// Who holds a pair for one party: cases of one of its programmes, ascending.
struct Holdings {
  std::vector<Holding> all;
  bool operator==(const Holdings&) const = default;
};

std::string exclusion_pair(std::string_view one, std::string_view other);
journal::Key holdings_key(std::string_view pair, BytesView party);  // Table::state
Bytes holdings_prefix();

// The holding of the other side that stands in the way of this programme on this day; nullptr: none does.
const Holding* in_the_way(const Holdings& holdings, std::string_view programme, Date day);
// The other side's holdings that nobody confirmed in time: to be expired before this programme reserves.
std::vector<Holding> outlived(const Holdings& holdings, std::string_view programme, Date day);

// Total: an entry that does not follow leaves them as they are.
void fold(Holdings& holdings, const journal::Entry& entry);
Bytes encode(const Holdings& holdings);
Result<Holdings> decode_holdings(BytesView bytes);

journal::Body holding_body(std::string_view pair, const Holding& of);  // with `until` where it is reserved
journal::Body released_body(std::string_view pair, const Holding& of, std::string_view reason);

}  // namespace hashira::parties
