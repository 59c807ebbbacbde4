// Pairs of programmes that exclude each other: whatever is recorded, one side holds at most.
#include "parties/reservation.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace hashira::parties {
namespace {

const Date day = Date::of(2020, 5, 20);

journal::Entry entry_of(std::string type, const Holding& of) {
  journal::Entry entry;
  entry.stream = std::string(reservation_stream);
  entry.type = std::move(type);
  entry.happened_on = day;
  entry.body = holding_body(exclusion_pair("a", "b"), of);
  return entry;
}

TEST(Reservations, OneSideHoldsAndTheOtherIsToldWho) {
  Holdings holdings;
  fold(holdings, entry_of("reservation.made", {"a", 7, false, day}));
  ASSERT_NE(in_the_way(holdings, "b", day), nullptr);
  EXPECT_EQ(in_the_way(holdings, "b", day)->case_number, 7u);
  EXPECT_EQ(in_the_way(holdings, "a", day), nullptr) << "a second case of the same programme is none of the pair's business";
  fold(holdings, entry_of("reservation.made", {"b", 1, false, day}));
  EXPECT_EQ(holdings.all.size(), 1u);
}

TEST(Reservations, EndOnTheirDayUnlessConfirmed) {
  Holdings holdings;
  fold(holdings, entry_of("reservation.made", {"a", 7, false, day}));
  EXPECT_EQ(in_the_way(holdings, "b", day.plus_days(1)), nullptr);
  EXPECT_EQ(outlived(holdings, "b", day.plus_days(1)).size(), 1u);
  fold(holdings, entry_of("reservation.confirmed", {"a", 7, true, {}}));
  EXPECT_NE(in_the_way(holdings, "b", day.plus_days(100)), nullptr);
  fold(holdings, entry_of("reservation.expired", {"a", 7, true, {}}));
  EXPECT_EQ(holdings.all.size(), 1u) << "what was decided does not end by itself";
  fold(holdings, entry_of("reservation.released", {"a", 7, true, {}}));
  EXPECT_TRUE(holdings.all.empty());
}

TEST(Reservations, APairIsTheSameFromBothSides) { EXPECT_EQ(exclusion_pair("b", "a"), exclusion_pair("a", "b")); }

RC_GTEST_PROP(Reservations, have_one_side_and_one_form, ()) {
  static constexpr const char* types[] = {"reservation.made", "reservation.confirmed", "reservation.released", "reservation.expired"};
  Holdings holdings;
  for (int step = 0; step < 30; ++step) {
    Holding of{*rc::gen::arbitrary<bool>() ? "a" : "b", *rc::gen::inRange<std::uint64_t>(0, 4), *rc::gen::arbitrary<bool>(), day};
    fold(holdings, entry_of(types[*rc::gen::inRange(0, 4)], of));
    Bytes bytes = encode(holdings);
    Result<Holdings> back = decode_holdings(bytes);
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == holdings);
    RC_ASSERT(holdings.all.empty() || (in_the_way(holdings, "a", day) == nullptr) != (in_the_way(holdings, "b", day) == nullptr));
    bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
    if (Result<Holdings> read = decode_holdings(bytes)) RC_ASSERT(encode(*read) == bytes);
  }
}

}  // namespace
}  // namespace hashira::parties
