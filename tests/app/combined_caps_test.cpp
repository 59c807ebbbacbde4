// One limit over two programmes, from portfolio.yaml to the decision: what is approved in both together never exceeds it, whoever
// approves at the same moment, and what a cancellation or an undo frees can be approved again. docs/ledger.md, Combined caps.
#include "app/combined_caps.h"

#include <unistd.h>

#include <atomic>
#include <barrier>
#include <filesystem>
#include <thread>

#include "app/benefit_desk.h"
#include "app/bulk.h"
#include "app/queue.h"
#include "office.h"
#include "store/sqlite.h"
#include "tampered.h"

namespace hashira::tests {
namespace {

const std::string second_benefit = "second-benefit";

// The tree with a copy of the benefit under another name, and a cap over both where `limit` says one.
portfolio::Portfolio tree_with_cap(std::optional<Yen> limit) {
  portfolio::Files files = portfolio::read_files(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020").value();
  Bytes& tree = files["portfolio.yaml"];
  std::string line = "  - " + benefit + "\n";
  tree.replace(tree.find(line), line.size(), line + "  - " + second_benefit + "\n");
  if (limit) {
    tree += fmt::format("combined_caps:\n  - {{id: closure, name: 休業支援の合算上限, programmes: [{}, {}], limit: {}, source: assumption}}\n", benefit,
                        second_benefit, limit->count());
  }
  portfolio::Files copies;
  for (const auto& [path, bytes] : files) {
    if (path.starts_with(benefit + "/")) copies[second_benefit + path.substr(benefit.size())] = bytes;
  }
  files.merge(copies);
  portfolio::Portfolio out = portfolio::load_from_files(files).value();
  std::erase_if(out.programmes, [](const portfolio::Programme& one) { return one.id != benefit && one.id != second_benefit; });
  return out;
}

struct CappedOffice : Office {
  explicit CappedOffice(std::optional<Yen> limit, std::unique_ptr<journal::Store> in = store::make_memory_store())
      : Office(Yen(5'000'000), std::move(in)) {
    must(publish(limit));
    must(app::allot(engine, second_benefit, "07-01-02-18", FiscalYear(2020), Yen(5'000'000), planner));
  }
  Result<std::vector<app::Publication>> publish(std::optional<Yen> limit) {
    return app::publish_portfolio(engine, tree_with_cap(limit), planner);
  }
  std::uint64_t screened(const std::string& programme) {
    int person = ++people;
    auto prepared = app::prepare_application(engine, programme, answers(person), command(person), app::Missing::refuse);
    EXPECT_TRUE(prepared.has_value());
    Result<app::Receipt> receipt = app::submit_application(engine, std::move(*prepared), applicant);
    must(receipt);
    must(app::screen_case(engine, programme, receipt->case_number, officer));
    return receipt->case_number;
  }
  std::uint64_t drafted(const std::string& programme, int cases = 1) {
    std::vector<std::uint64_t> numbers;
    for (int i = 0; i < cases; ++i) numbers.push_back(screened(programme));
    Result<std::uint64_t> draft = app::open_draft(engine, programme, numbers, officer);
    must(draft);
    return *draft;
  }
  std::string issue(const std::string& programme, std::uint64_t draft) { return code(app::issue_draft(engine, programme, draft, approver)); }
  std::string cancel(const std::string& programme, std::uint64_t number) {
    return code(engine.run([&](app::Work& work) { return app::cancel_case(work, programme, number, "辞退", approver); }));
  }
  ledger::Cap cap() {
    ledger::Budget budget;
    for (const Bytes& key : ledger::row_keys(ledger::BudgetCommand(ledger::ReleaseCap{"closure", ""}))) {
      journal::Key at{journal::Table::state, key};
      std::optional<Bytes> row = store->get(std::span(&at, 1)).value().front();
      if (row) must(ledger::load_row(budget, key, *row));
    }
    return budget.caps["closure"];
  }
  // Computed beside the program's own sum: case by case.
  Yen used_by_cases() {
    Yen out;
    for (const std::string& programme : {benefit, second_benefit}) {
      for (const char* state : {"decided", "ordered", "paid", "changed", "reclaiming", "repaid", "cancelled"}) {
        std::vector<std::uint64_t> numbers = app::queue_numbers(engine, programme, state, 0, 1000).value();
        const std::vector<cases::Case> some = app::cases_of(engine, programme, numbers).value();
        for (const cases::Case& value : some) out += std::max(value.money.approved, value.money.paid - value.money.bounced - value.money.repaid);
      }
    }
    return out;
  }
  void check() {
    EXPECT_EQ(cap().confirmed, used_by_cases());
    EXPECT_LE(cap().used(), cap().limit);
    audit();
  }

  std::atomic<int> people = 0;
};

TEST(CombinedCaps, BoundWhatTwoProgrammesApproveTogether) {
  CappedOffice office(Yen(500'000));  // a benefit is 200,000 yen
  std::uint64_t first = office.drafted(benefit), second = office.drafted(second_benefit), third = office.drafted(benefit);
  EXPECT_EQ(office.issue(benefit, first), "done");
  EXPECT_EQ(office.issue(second_benefit, second), "done");
  Done refused = app::issue_draft(office.engine, benefit, third, office.approver);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "ledger.cap_exceeded");
  EXPECT_THAT(refused.error().text(), testing::HasSubstr("合算上限500,000円の残りは100,000円で、200,000円は承認できません"));
  EXPECT_EQ(office.cap().confirmed, Yen(400'000));
  EXPECT_TRUE(office.cap().reserved.empty());
  office.check();
}

TEST(CombinedCaps, AreFreedByACancellationAndByMoneyThatComesBack) {
  CappedOffice office(Yen(400'000));
  std::uint64_t first = office.drafted(benefit), second = office.drafted(second_benefit), third = office.drafted(benefit);
  EXPECT_EQ(office.issue(benefit, first), "done");
  EXPECT_EQ(office.issue(second_benefit, second), "done");
  EXPECT_EQ(office.issue(benefit, third), "ledger.cap_exceeded");
  EXPECT_EQ(office.cancel(second_benefit, 1), "done");
  EXPECT_EQ(office.cap().confirmed, Yen(200'000));
  EXPECT_EQ(office.issue(benefit, third), "done");
  // Paid and then cancelled: the money is out until it comes back.
  Office::must(app::release_draft(office.engine, benefit, first, office.payer));
  Office::must(office.mark(1, app::Payment::paid, 200'000));
  EXPECT_EQ(office.cancel(benefit, 1), "done");
  EXPECT_EQ(office.cap().confirmed, Yen(400'000));
  Office::must(office.mark(1, app::Payment::repaid, 150'000));
  EXPECT_EQ(office.cap().confirmed, Yen(250'000));
  office.check();
}

TEST(CombinedCaps, AreReservedForABulkDecisionAndFreedByItsUndo) {
  CappedOffice office(Yen(1'000'000));
  std::uint64_t five = office.drafted(benefit, 5), one = office.drafted(second_benefit);
  app::BulkPart in_twos{2, [&](std::size_t done, std::size_t) {
    if (done != 4) return;
    EXPECT_EQ(office.cap().confirmed, Yen(800'000));
    EXPECT_EQ(office.cap().used(), Yen(1'000'000)) << "the rest stays reserved";
    EXPECT_EQ(office.issue(second_benefit, one), "ledger.cap_exceeded");
  }};
  Office::must(app::decide_draft(office.engine, benefit, five, office.approver, in_twos));
  EXPECT_EQ(office.cap().confirmed, Yen(1'000'000));
  Office::must(app::undo_decision(office.engine, benefit, five, "一覧の誤り", office.approver, {2, {}}));
  EXPECT_EQ(office.cap().used(), Yen(0));
  EXPECT_EQ(office.issue(second_benefit, one), "done");
  Done refused = app::decide_draft(office.engine, benefit, five, office.approver, {2, {}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "ledger.cap_exceeded") << "as a whole, before the first case";
  EXPECT_EQ(app::drafts(office.engine, benefit)->front().state, "open");
  EXPECT_EQ(office.cap().used(), Yen(200'000));
  office.check();
}

TEST(CombinedCaps, ComeOverAProgrammeOnlyBeforeItsFirstDecision) {
  CappedOffice office(std::nullopt);
  EXPECT_EQ(office.issue(benefit, office.drafted(benefit)), "done");
  Result<std::vector<app::Publication>> late = office.publish(Yen(500'000));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "app.cap_too_late");

  CappedOffice in_time(Yen(500'000));
  EXPECT_EQ(in_time.issue(benefit, in_time.drafted(benefit)), "done");
  EXPECT_EQ(in_time.publish(std::nullopt).error().code, "app.cap_too_late");
  EXPECT_EQ(in_time.publish(Yen(199'999)).error().code, "ledger.bad_cap") << "less than is used";
  Office::must(in_time.publish(Yen(300'000)));
  EXPECT_EQ(in_time.cap().limit, Yen(300'000));
  EXPECT_EQ(in_time.issue(second_benefit, in_time.drafted(second_benefit)), "ledger.cap_exceeded");
  in_time.check();
}

// 16 approvers, each with drafts of both programmes, the cap for 23 of the 48; on SQLite, where their units of work share commits.
TEST(CombinedCaps, AreNeverExceededByApproversAtTheSameMoment) {
  std::string folder = (std::filesystem::temp_directory_path() / fmt::format("hashira-caps-{}", getpid())).string();
  std::filesystem::create_directories(folder);
  {
    CappedOffice office(Yen(4'700'000), store::open_sqlite(folder + "/hashira.db", store::Mode::create).value());
    struct Task {
      std::string programme;
      std::uint64_t draft;
    };
    constexpr std::size_t approvers = 16, each = 3;
    std::vector<Task> tasks;
    for (std::size_t i = 0; i < approvers * each; ++i) {
      std::string programme = i % 2 == 0 ? benefit : second_benefit;
      tasks.push_back({programme, office.drafted(programme)});
    }
    std::barrier start(approvers);
    std::atomic<int> approved = 0, refused = 0, other = 0;
    std::vector<std::thread> threads;
    for (std::size_t who = 0; who < approvers; ++who) {
      threads.emplace_back([&, who] {
        start.arrive_and_wait();
        for (std::size_t i = 0; i < each; ++i) {
          std::string said = office.issue(tasks[i * approvers + who].programme, tasks[i * approvers + who].draft);
          ++(said == "done" ? approved : said == "ledger.cap_exceeded" ? refused : other);
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(approved, 23);
    EXPECT_EQ(refused, 25);
    EXPECT_EQ(other, 0);
    EXPECT_EQ(office.cap().confirmed, Yen(4'600'000));
    office.check();
  }
  std::filesystem::remove_all(folder);
}

TEST(CombinedCaps, AChangedReservationIsFoundByTheAudit) {
  CappedOffice office(Yen(500'000));
  EXPECT_EQ(office.issue(benefit, office.drafted(benefit)), "done");
  std::vector<std::string> kinds;
  const std::vector<journal::StoredEntry> all = office.store->entries("budget", 1, 1000).value();
  for (const journal::StoredEntry& stored : all) {
    kinds.push_back(journal::decode(stored.bytes)->type);
    if (!kinds.back().starts_with("budget.cap_")) continue;
    TamperedStore tampered(*office.store, "budget", stored.seq);
    Result<audit::AuditReport> report = audit::audit(tampered, office.instruments, "", Bytes(32, '\0'));
    Office::must(report);
    EXPECT_FALSE(report->clean()) << kinds.back();
  }
  EXPECT_THAT(kinds, testing::IsSupersetOf({"budget.cap_set", "budget.cap_reserved", "budget.cap_confirmed"}));
}

}  // namespace
}  // namespace hashira::tests
