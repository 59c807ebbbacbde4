// Programmes that exclude each other: one decision about a party wins, the other is told why; on the store in memory and on SQLite.
#include "app/exclusions.h"

#include <unistd.h>

#include <barrier>
#include <filesystem>
#include <thread>

#include "app/benefit_desk.h"
#include "app/bulk.h"
#include "office.h"
#include "store/sqlite.h"
#include "tampered.h"

namespace hashira::tests {
namespace {

const std::string other = "other-benefit";

// The tree with a second programme that is a copy of the benefit; with `exclusive` the first names it as excluded.
portfolio::Portfolio two_programmes(bool exclusive) {
  portfolio::Files files = portfolio::read_files(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020").value();
  auto replace = [&](const std::string& path, const std::string& from, const std::string& to) {
    std::size_t at = files[path].find(from);
    EXPECT_NE(at, Bytes::npos) << path << " " << from;
    files[path].replace(at, from.size(), to);
  };
  replace("portfolio.yaml", "  - " + benefit + "\n", "  - " + benefit + "\n  - " + other + "\n");
  portfolio::Files copies;
  for (const auto& [path, bytes] : files) {
    if (path.starts_with(benefit + "/")) copies[other + path.substr(benefit.size())] = bytes;
  }
  files.merge(copies);
  if (exclusive) replace(benefit + "/programme.yaml", "exclusions: []", "exclusions: [" + other + "]");
  portfolio::Portfolio tree = portfolio::load_from_files(files).value();
  std::erase_if(tree.programmes, [](const portfolio::Programme& one) { return one.id != benefit && one.id != other; });
  return tree;
}

struct Pair : Office {
  static const portfolio::Portfolio& tree(bool exclusive) {
    static const portfolio::Portfolio apart = two_programmes(false), pair = two_programmes(true);
    return exclusive ? pair : apart;
  }

  explicit Pair(bool exclusive = true, std::unique_ptr<journal::Store> in = store::make_memory_store()) : Office(Yen(4'000'000), std::move(in)) {
    publish(exclusive);
    must(app::allot(engine, other, "07-01-02-18", FiscalYear(2020), Yen(4'000'000), planner));
  }
  void publish(bool exclusive) { must(app::publish_portfolio(engine, tree(exclusive), planner)); }
  // The same person's screened case in a programme.
  std::uint64_t screened(const std::string& programme, int person) {
    Bytes id = Office::command(person);
    id.front() = programme == other ? 'b' : 'a';
    auto prepared = app::prepare_application(engine, programme, answers(person), id, app::Missing::refuse);
    EXPECT_TRUE(prepared.has_value());
    Result<app::Receipt> receipt = app::submit_application(engine, std::move(*prepared), applicant);
    must(receipt);
    must(app::screen_case(engine, programme, receipt->case_number, officer));
    return receipt->case_number;
  }
  Result<std::uint64_t> open(const std::string& programme, std::uint64_t number) {
    return app::open_draft(engine, programme, {number}, officer);
  }
  Done issue(const std::string& programme, std::uint64_t draft) { return app::issue_draft(engine, programme, draft, approver); }
  std::vector<journal::Entry> entries(const std::string& stream) {
    std::vector<journal::Entry> out;
    const std::vector<journal::StoredEntry> all = store->entries(stream, 1, 100'000).value();
    for (const journal::StoredEntry& stored : all) out.push_back(journal::decode(stored.bytes).value());
    return out;
  }
  std::size_t count(const std::string& type) {
    std::size_t out = 0;
    for (const journal::Entry& entry : entries("reservations")) out += entry.type == type ? 1 : 0;
    return out;
  }
};

// Two applications that were prepared at the same moment carry a party each: it is one person all the same.
TEST(Exclusions, HoldForOnePersonWhoAppliedTwiceAtTheSameMoment) {
  Pair office;
  std::vector<app::Prepared> both;
  for (const std::string& programme : {benefit, other}) {
    Bytes id = Office::command(1);
    id.front() = programme == other ? 'b' : 'a';
    auto prepared = app::prepare_application(office.engine, programme, Office::answers(1), id, app::Missing::refuse);
    ASSERT_TRUE(prepared.has_value());
    both.push_back(std::move(*prepared));
  }
  ASSERT_NE(both[0].party, both[1].party);
  for (app::Prepared& one : both) {
    std::string programme = one.programme;
    Result<app::Receipt> receipt = app::submit_application(office.engine, std::move(one), office.applicant);
    Office::must(receipt);
    Office::must(app::screen_case(office.engine, programme, receipt->case_number, office.officer));
    EXPECT_EQ(app::view_case(office.engine, programme, receipt->case_number, office.officer)->sealed["name"], "商店") << "each opens with its own key";
  }
  Office::must(office.open(benefit, 1));
  EXPECT_EQ(office.open(other, 1).error().code, "app.not_ready");
  office.audit();
}

TEST(Exclusions, AreReservedWithTheDraftAndConfirmedWithTheDecision) {
  Pair office;
  std::uint64_t first = office.screened(benefit, 1), second = office.screened(other, 1);
  Result<std::uint64_t> draft = office.open(benefit, first);
  Office::must(draft);
  Result<std::uint64_t> refused = office.open(other, second);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "app.not_ready");
  EXPECT_NE(refused.error().what.find("reserved for closure-cooperation-benefit/1 until 2020-08-18"), std::string::npos) << refused.error().what;
  Office::must(office.issue(benefit, *draft));
  EXPECT_NE(office.open(other, second).error().what.find("decided in closure-cooperation-benefit/1"), std::string::npos);
  journal::Entry made = office.entries("reservations").front();
  for (const journal::Entry& entry : office.entries(benefit)) {
    if (entry.type != "benefit.decided") continue;
    EXPECT_EQ(entry.body.integer("reservation"), static_cast<std::int64_t>(made.seq));
  }
  EXPECT_EQ(office.count("reservation.confirmed"), 1u);
  office.audit();
}

TEST(Exclusions, AreFreeAgainAfterWithdrawalOrCancellation) {
  Pair office;
  std::uint64_t first = office.screened(benefit, 1), second = office.screened(other, 1);
  Result<std::uint64_t> draft = office.open(benefit, first);
  Office::must(draft);
  Office::must(app::withdraw_draft(office.engine, benefit, *draft, office.officer));
  Result<std::uint64_t> then = office.open(other, second);
  Office::must(then);
  Office::must(office.issue(other, *then));
  EXPECT_EQ(office.open(benefit, first).error().code, "app.not_ready");
  Office::must(office.engine.run([&](app::Work& work) { return app::cancel_case(work, other, second, "申出", office.approver); }));
  Office::must(office.open(benefit, first));
  EXPECT_EQ(office.count("reservation.released"), 2u);
  office.audit();
}

TEST(Exclusions, AReservationThatNobodyConfirmsEndsByAnEntry) {
  Pair office;
  std::uint64_t first = office.screened(benefit, 1), second = office.screened(other, 1);
  Result<std::uint64_t> draft = office.open(benefit, first);
  Office::must(draft);
  Office::must(office.engine.set_today(Date::of(2020, 8, 19), office.admin));
  Result<std::uint64_t> then = office.open(other, second);
  Office::must(then);
  EXPECT_EQ(office.count("reservation.expired"), 1u);
  EXPECT_EQ(code(office.issue(benefit, *draft)), "app.excluded");
  Office::must(office.issue(other, *then));
  office.audit();
}

TEST(Exclusions, TheDeskEndsWhatOutlivedItsDay) {
  Pair office;
  Office::must(office.open(benefit, office.screened(benefit, 1)));
  EXPECT_EQ(app::expire_reservations(office.engine, office.officer).value(), 0u);
  Office::must(office.engine.set_today(Date::of(2020, 8, 19), office.admin));
  EXPECT_EQ(app::expire_reservations(office.engine, office.officer).value(), 1u);
  EXPECT_EQ(app::expire_reservations(office.engine, office.officer).value(), 0u);
  office.audit();
}

TEST(Exclusions, AnUndoneBulkDecisionIsReservedAgain) {
  Pair office;
  std::uint64_t first = office.screened(benefit, 1), second = office.screened(other, 1);
  Result<std::uint64_t> draft = office.open(benefit, first);
  Office::must(draft);
  Office::must(app::decide_draft(office.engine, benefit, *draft, office.approver));
  Office::must(app::undo_decision(office.engine, benefit, *draft, "誤り", office.approver));
  EXPECT_NE(office.open(other, second).error().what.find("reserved for"), std::string::npos);
  office.audit();
}

TEST(Exclusions, AnAuditNamesOneChangedByteOfEachEntry) {
  Pair office;
  std::uint64_t first = office.screened(benefit, 1);
  Result<std::uint64_t> draft = office.open(benefit, first);
  Office::must(draft);
  Office::must(office.issue(benefit, *draft));
  Office::must(office.engine.run([&](app::Work& work) { return app::cancel_case(work, benefit, first, "申出", office.approver); }));
  Office::must(office.open(benefit, office.screened(benefit, 2)));
  Office::must(office.engine.set_today(Date::of(2020, 8, 19), office.admin));
  Office::must(app::expire_reservations(office.engine, office.officer));
  std::set<std::string> types;
  for (const journal::Entry& entry : office.entries("reservations")) {
    types.insert(entry.type);
    TamperedStore tampered(*office.store, "reservations", entry.seq);
    Result<audit::AuditReport> report = audit::audit(tampered, office.instruments, "", Bytes(32, '\0'));
    Office::must(report);
    ASSERT_FALSE(report->clean()) << entry.type;
    EXPECT_NE(report->differences.front().what.en.find(fmt::format("reservations/{}", entry.seq)), std::string::npos);
  }
  EXPECT_EQ(types.size(), 4u);
}

// ---- two at once

class BothStores : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / fmt::format("hashira-exclusions-{}", getpid());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::unique_ptr<journal::Store> store() {
    return GetParam() ? store::open_sqlite((folder_ / "hashira.db").string(), store::Mode::create).value() : store::make_memory_store();
  }

 private:
  std::filesystem::path folder_;
};
INSTANTIATE_TEST_SUITE_P(Stores, BothStores, testing::Bool(), [](const auto& param) { return param.param ? "sqlite" : "memory"; });

// Runs both at the same moment; the two answers.
template <class First, class Second>
std::pair<std::string, std::string> at_once(First first, Second second) {
  std::barrier start(2);
  std::string one, two;
  std::thread thread([&] {
    start.arrive_and_wait();
    one = first();
  });
  start.arrive_and_wait();
  two = second();
  thread.join();
  return {one, two};
}

TEST_P(BothStores, OfTwoApprovalsAtOnceOneWinsAndTheOtherIsToldWhy) {
  constexpr int people = 8;
  Pair office(false, store());
  std::vector<std::pair<std::uint64_t, std::uint64_t>> drafts;
  for (int person = 1; person <= people; ++person) {
    std::uint64_t first = office.open(benefit, office.screened(benefit, person)).value();
    drafts.emplace_back(first, office.open(other, office.screened(other, person)).value());
  }
  office.publish(true);  // from now on they exclude each other
  auto answer = [](const Done& done) { return done ? std::string("done") : done.error().code + " " + done.error().what; };
  for (const auto& drafted : drafts) {
    auto [one, two] = at_once([&] { return answer(office.issue(benefit, drafted.first)); }, [&] { return answer(office.issue(other, drafted.second)); });
    EXPECT_EQ((one == "done") + (two == "done"), 1) << one << " | " << two;
    const std::string& told = one == "done" ? two : one;
    const std::string& winner = one == "done" ? benefit : other;
    EXPECT_TRUE(told.starts_with("app.excluded ") && told.find("decided in " + winner) != std::string::npos) << told;
  }
  office.audit();
}

TEST_P(BothStores, OfTwoDraftsAtOnceOneIsReserved) {
  Pair office(true, store());
  for (int person = 1; person <= 8; ++person) {
    std::uint64_t first = office.screened(benefit, person), second = office.screened(other, person);
    auto answer = [](const Result<std::uint64_t>& opened) { return opened ? std::string("done") : opened.error().code; };
    auto [one, two] = at_once([&] { return answer(office.open(benefit, first)); }, [&] { return answer(office.open(other, second)); });
    EXPECT_TRUE((one == "done" && two == "app.not_ready") || (one == "app.not_ready" && two == "done")) << one << " | " << two;
  }
  office.audit();
}

}  // namespace
}  // namespace hashira::tests
