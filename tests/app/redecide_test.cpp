// Versions of the rules and their days, and deciding anew: differences only, however often.
#include "app/redecide.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/benefit_desk.h"
#include "app/binding.h"
#include "office.h"

namespace hashira::tests {
namespace {

struct Rules : Office {
  Rules() : Office(Yen(5'000'000)) {}

  void on(Date day) { must(engine.set_today(day, admin)); }
  // Another version: a sole proprietor's amount, and what programme.yaml says of its days.
  void publish(const std::string& amount, const std::string& in_force, const std::string& binding = {}) {
    static const portfolio::Portfolio tree = portfolio::load(root()).value();
    portfolio::Files files = portfolio::read_files(root() + "/" + benefit).value();
    replace(files["rules.dmn"], "<text>200000</text>", "<text>" + amount + "</text>");
    replace(files["rules.dmn"], "0, 100000, 200000, 300000", "0, 100000, 200000, " + amount + ", 300000");
    if (!binding.empty()) replace(files["programme.yaml"], "binding_date: application", "binding_date: " + binding);
    if (!in_force.empty()) files["programme.yaml"] += in_force + "\n";
    Result<portfolio::Programme> programme = portfolio::load_programme_from_files(benefit, files, tree);
    must(programme);
    must(app::publish_folder(engine, *programme, planner));
  }
  std::uint64_t apply_and_screen(int number) {
    std::uint64_t out = apply(number).case_number;
    must(app::screen_case(engine, benefit, out, officer));
    return out;
  }
  std::uint64_t decide(std::vector<std::uint64_t> numbers) {
    Result<std::uint64_t> draft = app::open_draft(engine, benefit, std::move(numbers), officer);
    must(draft);
    must(app::issue_draft(engine, benefit, *draft, approver));
    return *draft;
  }
  cases::Case look(std::uint64_t number) { return app::view_case(engine, benefit, number, officer)->value; }
  app::RedecisionDone redecide(const char* reason) {
    Result<app::RedecisionDone> done = app::redecide(engine, benefit, reason, approver);
    must(done);
    return done.value_or(app::RedecisionDone{});
  }
  std::string order(std::uint64_t number) {
    return code(engine.run([&](app::Work& work) { return app::order_case(work, benefit, number, payer); }));
  }
  void correct(std::uint64_t number, const char* kind) {
    must(app::correct_fact(engine, benefit, number, "applicant_kind", kind, "登記を確かめた", officer));
  }

  static std::string root() { return std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020"; }
  static void replace(Bytes& text, const std::string& from, const std::string& to) {
    std::size_t at = text.find(from);
    ASSERT_NE(at, Bytes::npos) << from;
    text.replace(at, from.size(), to);
  }
};

// ---- which version binds

TEST(RuleVersions, AnApplicationIsDecidedByTheRulesOfItsDay) {
  Rules office;
  std::uint64_t early = office.apply_and_screen(1);
  office.on(Date::of(2020, 6, 17));
  office.publish("250000", "in_force: {from: 2020-06-17}");
  std::uint64_t late = office.apply_and_screen(2);
  office.decide({early, late});
  EXPECT_EQ(office.look(early).money.approved, Yen(200'000)) << "the rules of the day of the application";
  EXPECT_EQ(office.look(late).money.approved, Yen(250'000));
  EXPECT_EQ(office.look(early).datum("binding_day")->as_date(), Date::of(2020, 5, 20));
  EXPECT_EQ(office.look(late).datum("binding_day"), nullptr) << "the version in force bound";
  EXPECT_TRUE(app::preview_redecision(office.engine, benefit)->changed.empty());
  office.audit();
}

TEST(RuleVersions, BindFromThatDayOnEvenIfPublishedBefore) {
  Rules office;
  office.publish("250000", "in_force: {from: 2020-06-17}");
  std::uint64_t before = office.apply_and_screen(1);
  office.decide({before});
  EXPECT_EQ(office.look(before).money.approved, Yen(200'000));
}

TEST(RuleVersions, ThatReachBackAffectWhoWasDecidedBefore) {
  Rules office;
  std::uint64_t early = office.apply_and_screen(1);
  office.decide({early});
  office.on(Date::of(2020, 6, 17));
  office.publish("250000", "in_force: {from: 2020-06-17, reaches_back: true}");
  Result<app::RedecisionPreview> preview = app::preview_redecision(office.engine, benefit);
  Office::must(preview);
  ASSERT_EQ(preview->changed.size(), 1u);
  EXPECT_EQ(preview->changed.front().difference(), Yen(50'000));
  EXPECT_EQ(office.look(early).money.approved, Yen(200'000)) << "a preview writes nothing";
  EXPECT_EQ(office.redecide("要綱の改正").more, Yen(50'000));
  EXPECT_EQ(office.look(early).money.approved, Yen(250'000));
  office.audit();
}

TEST(RuleVersions, TheEventsDayComesFromItsFact) {
  portfolio::Programme programme;
  programme.money.emplace();
  cases::Case value;
  value.reach("submitted", Date::of(2020, 6, 20));
  value.set_fact("hired_on", feel::Value::date(Date::of(2020, 6, 10)));
  Date decided = Date::of(2020, 7, 1);
  struct Row {
    const char *binding, *fact;
    Date day;
  };
  for (const Row& row : {Row{"event", "hired_on", Date::of(2020, 6, 10)}, Row{"event", "unknown", Date::of(2020, 6, 20)},
                         Row{"application", "", Date::of(2020, 6, 20)}, Row{"decision", "", decided}}) {
    programme.money->binding_date = row.binding;
    programme.money->binding_fact = row.fact;
    EXPECT_EQ(app::binding_day(programme, value, decided), row.day) << row.binding << " " << row.fact;
  }
}

// ---- differences only

TEST(Redecision, LeavesOutWhoItMayNotTouchAndChangesTheOthers) {
  Rules office;
  for (int i = 1; i <= 3; ++i) office.apply_and_screen(i);
  office.decide({1, 2, 3});
  Office::must(office.engine.run([&](app::Work& work) { return app::hold_case(work, benefit, 2, "tip_off", "電話", office.officer); }));
  office.publish("250000", "in_force: {reaches_back: true}");
  app::Actor sato{"sato", "approver", false, {}};
  Result<app::RedecisionDone> none = app::redecide(office.engine, benefit, "改正", sato);
  Office::must(none);
  EXPECT_EQ(none->changed, 0u);
  EXPECT_EQ(none->left_out.size(), 2u) << "who screened does not decide";
  app::RedecisionDone done = office.redecide("改正");
  EXPECT_EQ(done.changed, 2u);
  EXPECT_EQ(office.look(2).money.approved, Yen(200'000)) << "held: its turn comes when it is released";
  EXPECT_EQ(office.redecide("改正").changed, 0u);
  office.audit();
}

TEST(Redecision, WhoIsNotEligibleAnyMoreIsShownAndNotTouched) {
  Rules office;
  std::uint64_t number = office.apply_and_screen(1);
  office.decide({number});
  Office::must(app::correct_fact(office.engine, benefit, number, "infection_measures", "false", "聞き取り", office.officer));
  Result<app::RedecisionPreview> preview = app::preview_redecision(office.engine, benefit);
  Office::must(preview);
  EXPECT_TRUE(preview->changed.empty());
  ASSERT_EQ(preview->not_eligible.size(), 1u);
  EXPECT_EQ(office.redecide("改正").changed, 0u);
  EXPECT_EQ(office.look(number).money.approved, Yen(200'000));
}

// What the entries of a case moved, a line each: the golden.
std::string account_of(Rules& office, std::uint64_t number) {
  std::string out;
  const std::vector<journal::StoredEntry> all = office.store->entries(benefit, 1, 10'000).value();
  const std::vector<journal::Row> rows = office.store->scan(journal::Table::posting, audit::stream_prefix(benefit), {}, 10'000).value();
  for (const journal::StoredEntry& stored : all) {
    journal::Entry entry = journal::decode(stored.bytes).value();
    if (entry.case_number != number) continue;
    std::string postings;
    for (const journal::Row& row : rows) {
      if (read_u64(BytesView(row.key).substr(audit::stream_prefix(benefit).size())) != entry.seq) continue;
      ledger::Posting one = ledger::decode_posting(row.value).value();
      postings += fmt::format("  {} -> {} {}", ledger::name(one.from), ledger::name(one.to), one.amount.count());
    }
    if (postings.empty() && entry.type != "benefit.changed") continue;
    out += fmt::format("{:<20} decision {}{}\n", entry.type, entry.body.integer("decision").value_or(0), postings);
  }
  const cases::Money money = office.look(number).money;
  return out + fmt::format("approved {}, paid {}, repaid {}, due {}, owed {}\n", money.approved.count(), money.paid.count(),
                           money.repaid.count(), money.due().count(), money.owed().count());
}

void expect_golden(const std::string& name, const std::string& got) {
  std::filesystem::path path = std::filesystem::path(HASHIRA_SOURCE_DIR) / "tests/golden/decisions" / name;
  std::ifstream in(path);
  std::string all{std::istreambuf_iterator<char>(in), {}};
  std::size_t head = all.find("----\n");
  ASSERT_NE(head, std::string::npos) << "no line of dashes in " << name;
  if (std::getenv("HASHIRA_REWRITE") != nullptr) std::ofstream(path) << all.substr(0, head) << "----\n" << got;
  EXPECT_EQ(got, all.substr(head + 5));
}

TEST(Redecision, CorrectedTwiceAfterTheTransferIsPaidOnceAndTheDifferenceOnce) {
  Rules office;
  std::uint64_t number = office.apply_and_screen(1);
  Office::must(app::release_draft(office.engine, benefit, office.decide({number}), office.payer));
  Office::must(office.mark(number, app::Payment::paid, 200'000));
  office.correct(number, "corporation");  // once
  EXPECT_EQ(office.redecide("法人と判明").more, Yen(100'000));
  EXPECT_EQ(office.redecide("法人と判明").changed, 0u) << "deciding the same again changes nothing";
  EXPECT_EQ(office.order(number), "done");
  EXPECT_NE(office.order(number), "done");
  Office::must(office.mark(number, app::Payment::paid, 100'000));
  office.correct(number, "sole_proprietor");  // twice
  EXPECT_EQ(office.redecide("個人と判明").less, Yen(100'000));
  EXPECT_EQ(office.redecide("個人と判明").changed, 0u);
  EXPECT_NE(office.order(number), "done") << "nothing is due";
  Office::must(office.mark(number, app::Payment::repaid, 100'000));
  EXPECT_EQ(office.figure("paid_total"), 200'000);
  expect_golden("corrected-twice.txt", account_of(office, number));
  office.audit();
}

TEST(RuleVersions, OfTheDayOfTheDecisionLeaveWhatIsDecided) {
  Rules office;
  std::uint64_t early = office.apply_and_screen(1);
  office.decide({early});
  office.on(Date::of(2020, 6, 17));
  office.publish("250000", "in_force: {from: 2020-06-17}", "decision");
  EXPECT_TRUE(app::preview_redecision(office.engine, benefit)->changed.empty()) << "it was decided before that day";
  std::uint64_t late = office.apply_and_screen(2);
  office.decide({late});
  EXPECT_EQ(office.look(late).money.approved, Yen(250'000));
  EXPECT_EQ(office.look(early).money.approved, Yen(200'000));
}

}  // namespace
}  // namespace hashira::tests
