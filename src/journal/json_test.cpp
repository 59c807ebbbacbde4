#include "journal/json.h"

#include <gtest/gtest.h>

#include "journal/upcast.h"

namespace hashira::journal {
namespace {

TEST(Json, ShowsAnEntryToPeople) {
  Entry entry;
  entry.stream = "budget";
  entry.seq = 2;
  entry.type = "budget.allotted";
  entry.recorded_at = Instant{1'589'943'845'678};
  entry.happened_on = Date::of(2020, 5, 20);
  entry.account_year = FiscalYear(2020);
  entry.actor = "planner";
  entry.case_number = 4;
  entry.synthetic = true;
  cbor::Writer rate;
  rate.decimal(-5, -2);
  entry.body = BodyWriter().yen("amount", Yen(300'000)).date("until", Date::of(2020, 5, 31)).raw("rate", rate.out()).body();
  EXPECT_EQ(entry_json(entry, Hash{}),
            R"({"stream":"budget","seq":2,"type":"budget.allotted","version":1,"recorded_at":"2020-05-20T03:04:05.678Z",)"
            R"("happened_on":"2020-05-20","account_year":2020,"actor":"planner","case":4,"synthetic":true,)"
            R"("body":{"rate":"-0.05","until":"2020-05-31","amount":300000},"hash":")" + std::string(64, '0') + "\"}");
}

TEST(Json, ShowsEveryKindOfItem) {
  EXPECT_EQ(item_json(*unhex("83f5f6a161614102")), R"([true,null,{"a":"02"}])");
  EXPECT_EQ(item_json(*unhex("c119ffff")), R"({"tag":1,"value":65535})");
  EXPECT_EQ(item_json(*unhex("c4820105")), R"("50")");
  EXPECT_EQ(item_json(*unhex("c4820005")), R"("5")");
  EXPECT_EQ(item_json(*unhex("d99ca482616101")), R"({"a":1})");
  EXPECT_EQ(item_json(*unhex("d99ca481" "6161")), "\"d99ca4816161\"");
  EXPECT_EQ(item_json(*unhex("d99ca568" "3039" "3a30" "303a3030")), R"("09:00:00")");
  EXPECT_EQ(item_json(*unhex("d8641b7fffffffffffffff")), "9223372036854775807");
  EXPECT_EQ(item_json(*unhex("c48220187b")), R"("12.3")");
  EXPECT_EQ(item_json(*unhex("fb00")), R"("fb00")");
  EXPECT_EQ(item_json(Bytes(5000, '\x81')), "\"" + hex(Bytes(5000, '\x81')) + "\"");
}

TEST(Json, ShowsDamagedEntriesAsTheyAre) {
  std::string shown = entry_json(StoredEntry{3, "\xff", {}});
  EXPECT_TRUE(shown.starts_with(R"({"seq":3,"error":")")) << shown;
  EXPECT_TRUE(shown.ends_with(R"("bytes":"ff"})")) << shown;
}

TEST(Upcast, ReadsOldBodiesAsTheNewest) {
  Upcasts upcasts;
  upcasts.add("t.x", 1, [](const Body& old) { return BodyWriter().integer("yen", old.integer("sen").value_or(0) / 100).body(); });
  upcasts.add("t.x", 2, [](const Body& old) { return BodyWriter().yen("amount", old.yen("yen").value_or(Yen(0))).body(); });
  Entry entry;
  entry.type = "t.x";
  entry.body = BodyWriter().integer("sen", 1200).body();
  Entry read = *upcasts.current(entry);
  EXPECT_EQ(read.version, 3u);
  EXPECT_EQ(read.body.yen("amount"), Yen(12));
  EXPECT_EQ(*upcasts.current(read), read);
  read.version = 4;
  EXPECT_EQ(upcasts.current(read).error().code, "journal.newer_entry");
  entry.type = "t.other";
  EXPECT_EQ(*upcasts.current(entry), entry);
}

}  // namespace
}  // namespace hashira::journal
