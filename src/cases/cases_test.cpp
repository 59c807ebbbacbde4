// Cases, facts, fields, lifecycles and drafts: bytes that come back and have one form, folds that never fail.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "cases/draft.h"
#include "cases/fact_check.h"
#include "cases/fields.h"

namespace hashira::cases {
namespace {

using feel::Value;

std::string any_name() { return *rc::gen::element<std::string>("a", "b", "employees", "applicant_kind", "municipality_code", "業種"); }

Value any_value() {
  switch (*rc::gen::inRange(0, 6)) {
    case 0: return Value::boolean(*rc::gen::arbitrary<bool>());
    case 1: return Value::integer(*rc::gen::arbitrary<std::int64_t>());
    case 2: return Value::decimal(*rc::gen::inRange<std::int64_t>(-100'000, 100'000), *rc::gen::inRange(0, 6));
    case 3: return Value::date(Date(*rc::gen::inRange(-10'000, 30'000)));
    case 4: return Value::list({Value::string("x"), Value::integer(1)});
    default: return Value::string(*rc::gen::element<std::string>("", "011002", "札幌市"));
  }
}

Facts any_facts() {
  Facts facts;
  for (int n = *rc::gen::inRange(0, 6); n > 0; --n) set(facts, any_name(), any_value());
  return facts;
}

Yen any_yen() { return Yen(*rc::gen::arbitrary<std::int64_t>()); }

Case any_case() {
  Case value;
  value.stream = "programme";
  value.number = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
  value.instrument = "benefit";
  value.parent = *rc::gen::inRange<std::uint64_t>(0, 3);
  value.version = *rc::gen::arbitrary<std::uint32_t>();
  for (int n = *rc::gen::inRange(0, 4); n > 0; --n) value.reach(any_name(), Date(*rc::gen::arbitrary<std::int32_t>()));
  value.facts = any_facts();
  value.data = any_facts();
  value.party = *rc::gen::element<Bytes>("", Bytes(16, 'p'));
  value.sealed_digest = *rc::gen::element<Bytes>("", Bytes(32, 's'));
  value.entitlement = any_name();
  value.money = {any_yen(), any_yen(), any_yen(), any_yen(), any_yen(), any_yen()};
  value.definition = Bytes(32, 'd');
  value.layer = *rc::gen::element<std::string>("", "city");
  value.synthetic = *rc::gen::arbitrary<bool>();
  return value;
}

RC_GTEST_PROP(Case, comes_back_from_its_bytes, ()) {
  Case value = any_case();
  Result<Case> back = decode_case(encode(value));
  RC_ASSERT(back.has_value());
  RC_ASSERT(encode(*back) == encode(value));
  RC_ASSERT(back->money == value.money);
  RC_ASSERT(back->reached == value.reached);
  RC_ASSERT(identical(back->facts, value.facts));
  RC_ASSERT(identical(back->data, value.data));
  RC_ASSERT(back->state == value.state && back->version == value.version && back->parent == value.parent);
}

// A changed byte is another case or an error, never a second form of the same: so comparing bytes compares cases.
RC_GTEST_PROP(Case, has_one_form, ()) {
  Bytes bytes = encode(any_case());
  for (int n = *rc::gen::inRange(1, 4); n > 0; --n) {
    bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
  }
  if (Result<Case> read = decode_case(bytes)) RC_ASSERT(encode(*read) == bytes);
}

RC_GTEST_PROP(Case, cut_short_is_refused, ()) {
  Bytes bytes = encode(any_case());
  RC_ASSERT(!decode_case(bytes.substr(0, *rc::gen::inRange<std::size_t>(0, bytes.size()))));
  RC_ASSERT(!decode_case(bytes + '\0'));
}

TEST(Case, remembers_when_each_state_was_last_reached) {
  Case value;
  EXPECT_FALSE(value.reached_on("paid"));
  value.reach("paid", Date(1));
  value.reach("bounced", Date(2));
  value.reach("paid", Date(3));
  EXPECT_EQ(value.state, "paid");
  EXPECT_EQ(value.reached_on("paid"), Date(3));
  EXPECT_EQ(value.reached_on("bounced"), Date(2));
}

TEST(Case, keys_are_in_the_order_of_numbers_and_under_their_prefix) {
  EXPECT_LT(case_key("p", 9), case_key("p", 10));
  EXPECT_TRUE(case_key("p", 1).starts_with(case_prefix("p")));
  EXPECT_FALSE(case_key("pp", 1).starts_with(case_prefix("p")));
  EXPECT_FALSE(draft_key("p", 1).starts_with(case_prefix("p")));
  EXPECT_EQ(case_name("p", 12), "p/12");
}

TEST(Facts, are_sorted_once_each_and_never_null) {
  Facts facts;
  set(facts, "b", Value::integer(1));
  set(facts, "a", Value::integer(2));
  set(facts, "b", Value::integer(3));
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts[0].first, "a");
  EXPECT_EQ(find(facts, "b")->as_integer(), 3);
  set(facts, "a", Value::null());
  EXPECT_EQ(find(facts, "a"), nullptr);
  EXPECT_EQ(find(facts, "c"), nullptr);
}

TEST(Facts, refuse_disorder_and_nulls) {
  cbor::Writer disorder;
  disorder.map(2);
  disorder.text("b");
  disorder.integer(1);
  disorder.text("a");
  disorder.integer(1);
  EXPECT_EQ(decode_facts(disorder.out()).error().code, "cases.bad_facts");
  cbor::Writer null;
  null.map(1);
  null.text("a");
  null.null();
  EXPECT_EQ(decode_facts(null.out()).error().code, "cases.bad_facts");
}

TEST(Fields, come_back) {
  std::vector<std::string> texts = {"Benefit:1", ""};
  EXPECT_EQ(decode_texts(encode_texts(texts)), texts);
  std::vector<Defect> defects = {{"employees", "人数を書いてください"}, {"", "署名がありません"}};
  EXPECT_EQ(decode_defects(encode_defects(defects)), defects);
  Case value;
  value.set_datum("defects", defects_value(defects));
  EXPECT_EQ(defects_of(value), defects);
  EXPECT_FALSE(decode_defects(encode_texts(texts)));
}

TEST(Fields, keep_an_outcome_as_it_was_given) {
  Outcome given{true, Yen(300'000), "休業", "closed", {"Benefit:1", "Benefit:2"}};
  journal::BodyWriter writer;
  write_outcome(writer, given);
  std::optional<Outcome> read = read_outcome(writer.body());
  ASSERT_TRUE(read);
  Case value;
  keep_outcome(value, &*read);
  std::optional<Outcome> kept = outcome_of(value);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->amount, given.amount);
  EXPECT_EQ(kept->eligible, given.eligible);
  EXPECT_EQ(kept->reason_ja, given.reason_ja);
  EXPECT_EQ(kept->reason_en, given.reason_en);
  EXPECT_EQ(kept->rules_fired, given.rules_fired);
  keep_outcome(value, nullptr);
  EXPECT_FALSE(outcome_of(value));
  EXPECT_TRUE(value.data.empty());
}

// ---- drafts

journal::Entry draft_entry(std::string type, journal::Body body, std::string actor, Date on) {
  journal::Entry entry;
  entry.stream = "programme";
  entry.type = std::move(type);
  entry.body = std::move(body);
  entry.actor = std::move(actor);
  entry.happened_on = on;
  return entry;
}

Draft opened() {
  Draft draft;
  draft.number = 3;
  fold(draft, draft_entry("draft.opened", opened_body(3, {9, 7, 8, 7}, Yen(600'000)), "suzuki", Date(10)));
  return draft;
}

TEST(Drafts, are_opened_issued_and_released_by_three_people) {
  Draft draft = opened();
  EXPECT_EQ(draft.state, "open");
  EXPECT_EQ(draft.case_numbers, (std::vector<std::uint64_t>{7, 8, 9}));
  EXPECT_EQ(draft.total, Yen(600'000));
  fold(draft, draft_entry("draft.issued", draft_body(3), "sato", Date(11)));
  fold(draft, draft_entry("draft.released", draft_body(3), "tanaka", Date(12)));
  EXPECT_EQ(draft.state, "released");
  EXPECT_EQ(draft.drafted_by + draft.decided_by + draft.released_by, "suzukisatotanaka");
  EXPECT_EQ(draft.opened_on, Date(10));
  EXPECT_EQ(draft.issued_on, Date(11));
  EXPECT_EQ(draft.released_on, Date(12));
}

TEST(Drafts, ignore_what_is_out_of_turn_or_not_theirs) {
  Draft draft = opened();
  fold(draft, draft_entry("draft.released", draft_body(3), "tanaka", Date(12)));  // not issued yet
  fold(draft, draft_entry("draft.issued", draft_body(4), "sato", Date(11)));      // another draft
  fold(draft, draft_entry("draft.opened", opened_body(3, {1}, Yen(1)), "x", Date(11)));
  EXPECT_EQ(draft, opened());
  fold(draft, draft_entry("draft.withdrawn", draft_body(3), "suzuki", Date(11)));
  EXPECT_EQ(draft.state, "withdrawn");
  fold(draft, draft_entry("draft.issued", draft_body(3), "sato", Date(12)));
  EXPECT_EQ(draft.state, "withdrawn");
}

TEST(Drafts, do_not_open_without_a_list) {
  Draft draft;
  draft.number = 3;
  fold(draft, draft_entry("draft.opened", draft_body(3), "suzuki", Date(10)));
  EXPECT_EQ(draft, Draft{.number = 3});
}

RC_GTEST_PROP(Drafts, have_one_form, ()) {
  Draft draft = opened();
  if (*rc::gen::arbitrary<bool>()) fold(draft, draft_entry("draft.issued", draft_body(3), "sato", Date(11)));
  Bytes bytes = encode(draft);
  Result<Draft> back = decode_draft(bytes);
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == draft);
  bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
  if (Result<Draft> read = decode_draft(bytes)) RC_ASSERT(encode(*read) == bytes);
}

}  // namespace
}  // namespace hashira::cases
