#include "journal/entry.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "journal/chain.h"

namespace hashira::journal {
namespace {

Entry full_entry() {
  Entry entry;
  entry.stream = "closure-cooperation-benefit";
  entry.seq = 7;
  entry.type = "benefit.submitted";
  entry.version = 2;
  entry.recorded_at = Instant{1'589'943'845'678};
  entry.happened_on = Date::of(2020, 5, 20);
  entry.account_year = FiscalYear(2020);
  entry.actor = "applicant";
  entry.command = Bytes(16, '\x01');
  entry.case_number = 3;
  entry.party = Bytes(16, '\x02');
  entry.layer = "city";
  entry.corrects = 5;
  entry.definition = Bytes(32, '\x03');
  entry.synthetic = true;
  entry.body = BodyWriter().yen("requested", Yen(300'000)).text("kind", "飲食店").date("opened", Date::of(2020, 4, 1)).body();
  return entry;
}

Entry small_entry() {
  Entry entry;
  entry.stream = "budget";
  entry.seq = 1;
  entry.type = "budget.allotted";
  entry.actor = "planner";
  return entry;
}

TEST(Entry, ComesBackFromItsBytes) {
  for (const Entry& entry : {full_entry(), small_entry()}) {
    auto again = decode(encode(entry));
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(*again, entry);
  }
}

TEST(Entry, LeavesOutWhatIsAbsent) {
  EXPECT_EQ(hex(encode(small_entry())),
            "a7" "00" "66627564676574" "01" "01" "02" "6f6275646765742e616c6c6f74746564" "04" "00" "05" "00" "06" "00"
            "07" "67706c616e6e6572");
}

TEST(Entry, EveryChangedByteIsSeen) {
  Bytes bytes = encode(full_entry());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (int flip : {0x01, 0x20, 0x80}) {
      Bytes changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ flip);
      auto read = decode(changed);
      EXPECT_TRUE(!read || encode(*read) == changed) << "byte " << i;
    }
  }
}

TEST(Entry, EveryCutIsAnError) {
  Bytes bytes = encode(full_entry());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    auto read = decode(BytesView(bytes).substr(0, size));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "journal.bad_entry");
  }
  EXPECT_FALSE(decode(bytes + '\0'));
}

TEST(Entry, FieldsHaveLimits) {
  auto refused = [](auto change) {
    Entry entry = full_entry();
    change(entry);
    return !check(entry).has_value();
  };
  EXPECT_FALSE(refused([](Entry&) {}));
  EXPECT_TRUE(refused([](Entry& e) { e.stream = "Budget"; }));
  EXPECT_TRUE(refused([](Entry& e) { e.stream = std::string(65, 'a'); }));
  EXPECT_TRUE(refused([](Entry& e) { e.seq = 0; }));
  EXPECT_TRUE(refused([](Entry& e) { e.type = ""; }));
  EXPECT_TRUE(refused([](Entry& e) { e.actor = "\xff"; }));
  EXPECT_TRUE(refused([](Entry& e) { e.command = "short"; }));
  EXPECT_TRUE(refused([](Entry& e) { e.party = Bytes(17, 'x'); }));
  EXPECT_TRUE(refused([](Entry& e) { e.definition = Bytes(31, 'x'); }));
  EXPECT_TRUE(refused([](Entry& e) { e.corrects = e.seq; }));
}

TEST(Entry, RandomBytesNeverCrash) {
  rc::check("decode is total and the inverse of encode", [](const std::string& bytes) {
    auto entry = decode(bytes);
    bool holds = !entry || encode(*entry) == bytes;
    RC_ASSERT(holds);
  });
}

TEST(Body, GettersAreTotal) {
  Body body = full_entry().body;
  EXPECT_EQ(body.yen("requested"), Yen(300'000));
  EXPECT_EQ(body.text("kind"), "飲食店");
  EXPECT_EQ(body.date("opened"), Date::of(2020, 4, 1));
  EXPECT_FALSE(body.integer("opened"));
  EXPECT_FALSE(body.text("requested"));
  EXPECT_FALSE(body.boolean("nothing"));
  EXPECT_EQ(body.fields().size(), 3u);
  EXPECT_FALSE(Body("\xa2\x61").integer("a"));
}

TEST(Body, KeysAreSortedByTheirBytes) {
  Body body = BodyWriter().integer("bb", 1).integer("c", 2).integer("aa", 3).body();
  EXPECT_EQ(hex(body.encoded()), "a3" "6163" "02" "626161" "03" "626262" "01");
  EXPECT_TRUE(check_body(body.encoded()));
}

TEST(Body, RefusesWhatIsNotDeterministic) {
  auto refused = [](const char* text) { return !check_body(*unhex(text)); };
  EXPECT_FALSE(refused("a16161a1616201"));
  EXPECT_TRUE(refused("a2616201616102"));        // keys out of order
  EXPECT_TRUE(refused("a2616101616102"));        // a key twice
  EXPECT_TRUE(refused("a16161a2616201616102"));  // the same, nested
  EXPECT_TRUE(refused("a10101"));                // a key that is no text
  EXPECT_TRUE(refused("a1616162c328"));          // not UTF-8
  EXPECT_TRUE(refused("a0a0"));                  // two items
  EXPECT_TRUE(refused("a161611bffffffffffffffff"));
  std::string deep = "a16161";
  for (int i = 0; i < 80; ++i) deep += "81";
  EXPECT_TRUE(refused((deep + "01").c_str()));
}

TEST(Chain, FollowsWhatWasLinked) {
  Head head = genesis("budget");
  EXPECT_EQ(head.hash, sha256("budget"));
  std::vector<StoredEntry> entries;
  for (std::uint64_t seq = 1; seq <= 3; ++seq) {
    Entry entry = small_entry();
    entry.seq = seq;
    entries.push_back(link(head, entry));
  }
  Head read = genesis("budget");
  ASSERT_TRUE(follow("budget", read, entries));
  EXPECT_EQ(read, head);
}

TEST(Chain, NamesTheFirstThatIsWrong) {
  auto broken_at = [](auto change) {
    Head head = genesis("budget");
    std::vector<StoredEntry> entries;
    for (std::uint64_t seq = 1; seq <= 3; ++seq) {
      Entry entry = small_entry();
      entry.seq = seq;
      entries.push_back(link(head, entry));
    }
    change(entries);
    Head read = genesis("budget");
    auto done = follow("budget", read, entries);
    return done ? std::string() : done.error().place.source;
  };
  EXPECT_EQ(broken_at([](auto&) {}), "");
  EXPECT_EQ(broken_at([](auto& e) { e[1].bytes.back() ^= 1; }), "entry budget/2");
  EXPECT_EQ(broken_at([](auto& e) { e[2].hash[0] ^= 1; }), "entry budget/3");
  EXPECT_EQ(broken_at([](auto& e) { e.erase(e.begin()); }), "entry budget/1");
  EXPECT_EQ(broken_at([](auto& e) { std::swap(e[0], e[1]); }), "entry budget/1");
}

}  // namespace
}  // namespace hashira::journal
