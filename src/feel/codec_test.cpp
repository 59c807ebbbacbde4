// CBOR: what is written reads back as the same value, and nothing else is read. JSON: both ways, by type.
#include "feel/codec.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "feel/feel.h"
#include "feel/number.h"

namespace hashira::feel {
namespace {

Value codec_value(std::string_view text) {
  auto expression = compile(text, Scope());
  EXPECT_TRUE(expression) << text;
  Environment environment;
  return expression->evaluate({}, environment);
}

Bytes encoded(const Value& value) {
  cbor::Writer writer;
  write_cbor(writer, value);
  return writer.out();
}

TEST(Cbor, EveryKindReadsBack) {
  for (auto text : {"null", "true", "0", "-12.50", "9223372036854775807", "1e30", "1e-30", "3.333333333333333333333333333333333",
                    "\"柱\"", "@\"2020-05-20\"", "@\"-99999-01-01\"", "@\"10:30:00.5+09:00\"", "@\"2020-05-20T10:30:00@Asia/Tokyo\"",
                    "@\"P1DT2H\"", "@\"P1Y2M\"", "[1, [\"a\", null]]", "{b: 1, a: {c: [@\"PT0S\"]}}", "{}", "[]"}) {
    Value value = codec_value(text);
    Bytes bytes = encoded(value);
    cbor::Reader reader(bytes);
    auto again = read_cbor(reader);
    ASSERT_TRUE(again) << text << ": " << again.error().text();
    EXPECT_TRUE(reader.at_end()) << text;
    EXPECT_TRUE(identical(value, *again)) << text << " / " << to_text(*again);
    EXPECT_EQ(encoded(*again), bytes) << text;
  }
}

TEST(Cbor, EqualNumbersHaveEqualBytes) {
  EXPECT_EQ(encoded(codec_value("1.50")), encoded(codec_value("3 / 2")));
  EXPECT_EQ(encoded(codec_value("100")), encoded(codec_value("1e2")));
}

TEST(Cbor, OtherBytesAreRefused) {
  auto refused = [](auto write) {
    cbor::Writer writer;
    write(writer);
    Bytes bytes = writer.out();
    cbor::Reader reader(bytes);
    return !read_cbor(reader).has_value();
  };
  EXPECT_TRUE(refused([](auto& w) { w.decimal(150, -2); }));  // 1.5 has one form
  EXPECT_TRUE(refused([](auto& w) { w.decimal(15, 1); }));
  EXPECT_TRUE(refused([](auto& w) { w.tag(40101), w.text("2020-5-20"); }));
  EXPECT_TRUE(refused([](auto& w) { w.tag(40101), w.text("2020-02-30"); }));
  EXPECT_TRUE(refused([](auto& w) { w.tag(40106), w.text("12"); }));
  EXPECT_TRUE(refused([](auto& w) { w.tag(1), w.text("12"); }));
  EXPECT_TRUE(refused([](auto& w) { w.bytes("12"); }));
  EXPECT_TRUE(refused([](auto& w) { w.tag(40100), w.array(4), w.text("a"), w.null(), w.text("a"), w.null(); }));
  EXPECT_TRUE(refused([](auto& w) { w.tag(40100), w.array(1), w.text("a"); }));
  EXPECT_TRUE(refused([](auto& w) {
    for (int i = 0; i < 500; ++i) w.array(1);
    w.null();
  }));
}

TEST(Json, OutAndInByType) {
  Type person = Type::context({{"born", Type::of(TypeKind::date)}, {"sums", Type::list(Type::of(TypeKind::number))}});
  auto value = from_json(boost::json::parse(R"({"born": "2000-02-29", "sums": [1, 0.1, "2.50"], "note": "x"})"), person);
  ASSERT_TRUE(value) << value.error().text();
  EXPECT_EQ(to_text(*value), R"({born: @"2000-02-29", sums: [1, 0.1, 2.5], note: "x"})");
  EXPECT_EQ(boost::json::serialize(to_json(*value)), R"({"born":"2000-02-29","sums":[1,"0.1","2.5"],"note":"x"})");
}

TEST(Json, MistakesNameTheirPath) {
  Type type = Type::context({{"born", Type::of(TypeKind::date)}, {"sums", Type::list(Type::of(TypeKind::number))}});
  auto place = [&](std::string_view json) {
    auto value = from_json(boost::json::parse(json), type);
    return value ? "read" : value.error().code + " " + value.error().place.source;
  };
  EXPECT_EQ(place(R"({"born": "2000-02-30"})"), "feel.bad_json born");
  EXPECT_EQ(place(R"({"sums": [1, true]})"), "feel.bad_json sums[2]");
  EXPECT_EQ(place(R"({"sums": 1})"), "feel.bad_json sums");
  EXPECT_EQ(place(R"([1])"), "feel.bad_json value");
  EXPECT_EQ(place(R"({"born": null})"), "read");
}

}  // namespace
}  // namespace hashira::feel
