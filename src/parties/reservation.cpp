#include "parties/reservation.h"

#include <algorithm>

#include "base/cbor.h"
#include "journal/body.h"

namespace hashira::parties {
namespace {

tl::unexpected<Error> bad_holdings(std::string what) {
  return fail("parties.bad_holdings", "a stored reservation is damaged: " + std::move(what), "run `hashira audit`");
}

auto find_case(Holdings& holdings, std::uint64_t number) {
  return std::lower_bound(holdings.all.begin(), holdings.all.end(), number,
                          [](const Holding& one, std::uint64_t wanted) { return one.case_number < wanted; });
}

journal::BodyWriter named_body(std::string_view pair, const Holding& of) {
  return journal::BodyWriter()
      .text("pair", pair)
      .text("programme", of.programme)
      .integer("case", static_cast<std::int64_t>(of.case_number));
}

// What the entry says of one holding; nullopt: nothing sensible.
std::optional<Holding> holding_of(const journal::Entry& entry) {
  Holding out;
  out.programme = entry.body.text("programme").value_or("");
  std::int64_t number = entry.body.integer("case").value_or(0);
  if (out.programme.empty() || number <= 0) return std::nullopt;
  out.case_number = static_cast<std::uint64_t>(number);
  out.until = entry.body.date("until").value_or(entry.happened_on);
  out.made = entry.seq;
  return out;
}

}  // namespace

std::string exclusion_pair(std::string_view one, std::string_view other) {
  std::string first(std::min(one, other)), second(std::max(one, other));
  return first + "+" + second;
}

Bytes holdings_prefix() { return Bytes(reservation_stream).append(1, '\0').append("holdings").append(1, '\0'); }

journal::Key holdings_key(std::string_view pair, BytesView party) {
  return {journal::Table::state, holdings_prefix().append(pair).append(1, '\0').append(party)};
}

const Holding* in_the_way(const Holdings& holdings, std::string_view programme, Date day) {
  auto found = std::find_if(holdings.all.begin(), holdings.all.end(),
                            [&](const Holding& one) { return one.programme != programme && one.live_on(day); });
  return found == holdings.all.end() ? nullptr : &*found;
}

std::vector<Holding> outlived(const Holdings& holdings, std::string_view programme, Date day) {
  std::vector<Holding> out;
  for (const Holding& one : holdings.all) {
    if (one.programme != programme && !one.live_on(day)) out.push_back(one);
  }
  return out;
}

void fold(Holdings& holdings, const journal::Entry& entry) {
  std::optional<Holding> named = holding_of(entry);
  if (!named) return;
  bool of_the_other = !holdings.all.empty() && holdings.all.front().programme != named->programme;
  if (of_the_other) return;
  auto at = find_case(holdings, named->case_number);
  bool known = at != holdings.all.end() && at->case_number == named->case_number;
  if (entry.type == "reservation.made") {
    if (known) {
      *at = *named;
    } else {
      holdings.all.insert(at, *named);
    }
  } else if (known && entry.type == "reservation.confirmed") {
    at->confirmed = true;
    at->until = Date();
  } else if (known && (entry.type == "reservation.released" || (entry.type == "reservation.expired" && !at->confirmed))) {
    holdings.all.erase(at);
  }
}

Bytes encode(const Holdings& holdings) {
  cbor::Writer writer;
  writer.array(holdings.all.size());
  for (const Holding& one : holdings.all) {
    writer.array(5);
    writer.text(one.programme);
    writer.integer(static_cast<std::int64_t>(one.case_number));
    writer.boolean(one.confirmed);
    writer.integer(one.until.days());
    writer.integer(static_cast<std::int64_t>(one.made));
  }
  return std::move(writer).out();
}

Result<Holdings> decode_holdings(BytesView bytes) {
  cbor::Reader reader(bytes);
  std::uint64_t count = TRY(reader.array());
  Holdings out;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (TRY(reader.array()) != 5) return bad_holdings("it has not the right number of fields");
    Holding one;
    one.programme = TRY(reader.text());
    std::int64_t number = TRY(reader.integer());
    one.confirmed = TRY(reader.boolean());
    std::int64_t days = TRY(reader.integer());
    std::int64_t made = TRY(reader.integer());
    if (number <= 0 || made < 0 || days != static_cast<std::int32_t>(days)) return bad_holdings("a number out of range");
    one.case_number = static_cast<std::uint64_t>(number);
    one.until = Date(static_cast<std::int32_t>(days));
    one.made = static_cast<std::uint64_t>(made);
    if (!out.all.empty() && out.all.back().case_number >= one.case_number) return bad_holdings("its cases are not in order");
    if (!out.all.empty() && out.all.back().programme != one.programme) return bad_holdings("both sides hold");
    out.all.push_back(std::move(one));
  }
  if (!reader.at_end()) return bad_holdings("bytes follow it");
  return out;
}

journal::Body holding_body(std::string_view pair, const Holding& of) {
  journal::BodyWriter writer = named_body(pair, of);
  if (!of.confirmed) writer.date("until", of.until);
  return writer.body();
}

journal::Body released_body(std::string_view pair, const Holding& of, std::string_view reason) {
  return named_body(pair, of).text("reason", reason).body();
}

}  // namespace hashira::parties
