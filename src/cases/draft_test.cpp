// The circulation of drafts as a fold: random histories keep their order of steps, their bytes and their reservation.
#include "cases/draft.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "cases/fields.h"
#include "cases/flags.h"
#include "ledger/posting.h"

namespace hashira::cases {
namespace {

journal::Entry entry_of(const std::string& type, journal::BodyWriter body, Date on) {
  journal::Entry entry;
  entry.stream = "programme";
  entry.type = type;
  entry.actor = "sato";
  entry.happened_on = on;
  entry.account_year = FiscalYear(2020);
  entry.body = body.body();
  return entry;
}

// An entry of any kind, its fields sometimes beyond what the draft allows.
journal::Entry any_entry(const Draft& draft) {
  const auto& events = draft_lifecycle().events;
  const EventKind& kind = events[*rc::gen::inRange<std::size_t>(0, events.size())];
  journal::BodyWriter body;
  body.integer("draft", 3);
  std::uint64_t first = draft.case_numbers.empty() ? 1 : draft.case_numbers.back() + *rc::gen::inRange<std::uint64_t>(0, 3);
  if (kind.command == "open" || kind.command == "list" || kind.command == "recirculate") {
    body.raw("cases", encode_case_numbers({first, first + 1, first + 4})).yen("total", Yen(300'000));
    body.raw("screened_by", encode_texts({"ito"})).text("office", "sorachi").boolean("more", *rc::gen::arbitrary<bool>());
  }
  if (kind.command == "decide") body.bytes("batch", Bytes(16, 'b')).text("line", "07-01").yen("amount", draft.total);
  if (kind.command == "decide_part") body.yen("amount", Yen(*rc::gen::inRange(0, 200'000)));
  if (kind.command.ends_with("_part")) body.integer("count", *rc::gen::inRange(0, 5));
  body.text("reason", "r");
  if (kind.command == "review") body = journal::BodyWriter().integer("draft", 3).text("office", "econ-planning");
  return entry_of(std::string(kind.type), std::move(body), Date(10));
}

RC_GTEST_PROP(DraftHistories, keep_their_reservation_and_their_bytes, ()) {
  Draft draft;
  draft.number = 3;
  ledger::Balances balances;
  for (int step = 0; step < 40; ++step) {
    journal::Entry entry = any_entry(draft);
    for (const ledger::Posting& posting : postings(draft, entry)) ledger::apply(balances, posting);
    fold(draft, entry);
    Yen reserved;
    for (const auto& [key, yen] : balances) reserved += key.account == ledger::Account::reserved ? yen : Yen(0);
    RC_ASSERT(reserved == draft.batch.reserved);
    RC_ASSERT(draft.batch.decided <= draft.case_numbers.size());
    if (draft.state == "issued" && !draft.batch.id.empty()) RC_ASSERT(draft.batch.decided == draft.case_numbers.size());
    if (draft.state == "approved") RC_ASSERT(!draft.approved_by.empty());
    if (draft.state.empty()) continue;
    Bytes bytes = encode(draft);
    Result<Draft> back = decode_draft(bytes);
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == draft);
    bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
    if (Result<Draft> read = decode_draft(bytes)) RC_ASSERT(encode(*read) == bytes);
  }
}

Draft after(std::initializer_list<const char*> types) {
  Draft draft;
  draft.number = 3;
  for (const char* type : types) {
    journal::BodyWriter body;
    body.integer("draft", 3).text("reason", "r").text("office", "econ-planning").integer("count", 2).yen("amount", Yen(400'000));
    body.bytes("batch", Bytes(16, 'b')).text("line", "07-01").raw("cases", encode_case_numbers({1, 2})).yen("total", Yen(400'000));
    fold(draft, entry_of(type, std::move(body), Date(10)));
  }
  return draft;
}

TEST(DraftHistories, AnUndoneBatchLeadsBackToWhereItBegan) {
  Draft approved = after({"draft.opened", "draft.approved"});
  EXPECT_EQ(after({"draft.opened", "draft.approved", "draft.deciding", "draft.part_decided", "draft.undoing", "draft.part_undone"}), approved);
  EXPECT_EQ(after({"draft.opened", "draft.approved", "draft.deciding", "draft.undoing"}), approved);
  Draft whole = after({"draft.opened", "draft.deciding", "draft.part_decided"});
  EXPECT_TRUE(whole.decided_whole());
  EXPECT_EQ(after({"draft.opened", "draft.deciding", "draft.issued"}).state, "deciding") << "only what is decided whole is issued";
}

TEST(DraftHistories, SendingBackForgetsApprovalAndCirculatingForgetsReviews) {
  Draft back = after({"draft.opened", "draft.reviewed", "draft.approved", "draft.sent_back"});
  EXPECT_EQ(back.state, "sent_back");
  EXPECT_EQ(back.approved_by, "");
  EXPECT_EQ(back.reviews.size(), 1u);
  EXPECT_EQ(after({"draft.opened", "draft.reviewed", "draft.sent_back", "draft.recirculated"}), after({"draft.opened"}));
}

}  // namespace
}  // namespace hashira::cases
