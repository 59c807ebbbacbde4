// Case: one application (or loan, session, certificate …) with its state, facts and money. A fold over its entries.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/date.h"
#include "base/result.h"
#include "base/yen.h"
#include "feel/value.h"
#include "journal/entry.h"

namespace hashira::cases {

// Money of a case, in yen. `approved` is what the decision in force gives, `ordered` and `paid` all that was ever ordered
// and sent. At all times: approved = remaining + due + given_back − owed.
struct Money {
  Yen requested, approved, ordered, paid, bounced, repaid;
  Yen given_back;  // 自主返納: of `repaid`, what no decision asked back

  Yen sent() const { return paid - bounced; }
  Yen remaining() const { return sent() - repaid; }
  Yen due() const { return std::max(Yen(0), approved - remaining() - given_back); }  // decided, not paid yet
  Yen owed() const { return std::max(Yen(0), remaining() - approved); }              // paid beyond the decision: to be returned
  bool operator==(const Money&) const = default;
};

// Sorted by name, each once, none of them null: what is not known is absent.
using Facts = std::vector<std::pair<std::string, feel::Value>>;
const feel::Value* find(const Facts& facts, std::string_view name);
void set(Facts& facts, std::string_view name, feel::Value value);  // null removes
bool identical(const Facts& a, const Facts& b);
// A deterministic CBOR map, as entry bodies carry it (`facts`). decode refuses what encode would not write.
Bytes encode_facts(const Facts& facts);
Result<Facts> decode_facts(BytesView bytes);

struct Case {
  journal::StreamId stream;     // the programme
  std::uint64_t number = 0;     // within the stream, from 1
  std::string instrument;
  std::uint64_t parent = 0;     // case number of the parent (a session's event …); 0: none
  std::uint32_t version = 0;    // entries folded
  std::string state;            // of the instrument's lifecycle; empty before the first entry
  std::vector<std::pair<std::string, Date>> reached;  // state → date last reached, sorted by state
  Facts facts;                  // open and dimension
  Facts data;                   // what the instrument itself keeps (defects, deadline, reasons …), sorted
  Bytes party;                  // 16 bytes; empty: none
  Bytes sealed_digest;          // SHA-256 of the sealed facts' ciphertext; empty: none
  std::string entitlement;      // key of who × what × when; empty: none
  Money money;
  Bytes definition;             // digest of the programme version it was decided (before: submitted) under
  std::string layer;
  bool synthetic = false;

  const feel::Value* fact(std::string_view name) const { return find(facts, name); }
  const feel::Value* datum(std::string_view name) const { return find(data, name); }
  void set_fact(std::string_view name, feel::Value value) { set(facts, name, std::move(value)); }
  void set_datum(std::string_view name, feel::Value value) { set(data, name, std::move(value)); }
  void reach(std::string_view new_state, Date on);  // sets state and its date
  std::optional<Date> reached_on(std::string_view of_state) const;
};

// Deterministic bytes: equal cases have equal bytes. decode refuses what encode would not write.
Bytes encode(const Case& value);
Result<Case> decode_case(BytesView bytes);
// Store key of a case in Table::state.
Bytes case_key(const journal::StreamId& stream, std::uint64_t number);
Bytes case_prefix(const journal::StreamId& stream);  // of all cases of a stream, in order of their numbers

// "closure-cooperation-benefit/123"
std::string case_name(const journal::StreamId& stream, std::uint64_t number);

}  // namespace hashira::cases
