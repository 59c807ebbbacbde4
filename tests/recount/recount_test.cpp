// Export, verification and recount of whole histories: what Hashira says its figures are, against Python and SQL that
// share no code with it; and figures that move right when money bounces, comes back, or a municipality was wrong.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "audit/audit.h"
#include "audit/export.h"
#include "instruments/registry.h"
#include "journal/checkpoint.h"
#include "history.h"
#include "world.h"
#include "store/memory.h"

namespace hashira::recount {
namespace {

namespace fs = std::filesystem;

fs::path fresh_folder(const std::string& name) {
  fs::path folder = fs::temp_directory_path() / ("hashira-" + name + "-" + std::to_string(getpid()));
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

// Output of a program that must be there: python3 is one of the build's own tools.
struct Ran {
  int code = -1;
  std::string output;
};
Ran run(const std::string& command) {
  fs::path file = fs::temp_directory_path() / ("hashira-run-" + std::to_string(getpid()));
  int status = std::system((command + " > '" + file.string() + "' 2>&1").c_str());
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  fs::remove(file);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text.str()};
}
std::string source(const std::string& path) { return "'" + std::string(HASHIRA_SOURCE_DIR) + "/" + path + "'"; }

journal::SigningKey test_key() { return journal::signing_key_of(Bytes(32, 's')); }

class Recount : public testing::Test {
 protected:
  void SetUp() override { folder_ = fresh_folder(testing::UnitTest::GetInstance()->current_test_info()->name()); }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path export_of(journal::Store& store, const std::string& name) {
    auto exported = audit::export_all(store, instruments_, test_key().public_key, folder_ / name);
    EXPECT_TRUE(exported) << (exported ? "" : exported.error().text());
    return folder_ / name;
  }
  void expect_clean_audit(journal::Store& store) {
    auto report = audit::audit(store, instruments_, "", test_key().public_key);
    ASSERT_TRUE(report) << report.error().text();
    EXPECT_TRUE(report->clean()) << audit::audit_text(*report, 1, feel::Language::english);
  }

  cases::Instruments instruments_ = instruments::make_instruments();
  fs::path folder_;
};

// Every programme that takes applications, side by side in one store.
TEST_F(Recount, TwentyWorldsAgreeWithSql) {
  std::string folders;
  WorldEvents events;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    auto store = store::make_memory_store();
    std::uint64_t nth = 0;
    for (const std::string& programme : open_programmes()) {
      History history(*store, instruments_, seed * 100 + nth++);
      history.publish(hokkaido(), programme);
      events += random_world(history, 10 + seed);
    }
    expect_clean_audit(*store);
    fs::path folder = export_of(*store, "world-" + std::to_string(seed));
    folders += " '" + folder.string() + "'";
    Ran verified = run("python3 " + source("docs/verify.py") + " '" + folder.string() + "'");
    ASSERT_EQ(verified.code, 0) << verified.output;
  }
  // The worlds are worth recounting only if money bounced, came back, and facts were mended in them.
  EXPECT_GT(events.bounced, 20u);
  EXPECT_GT(events.repaid, 20u);
  EXPECT_GT(events.corrected, 20u);
  EXPECT_GT(events.resubmitted, 20u);
  EXPECT_GT(events.changed, 20u);
  EXPECT_GT(events.cancelled, 20u);
  EXPECT_GT(events.assessed, 20u);
  Ran recounted = run("python3 " + source("tests/recount/recount.py") + folders);
  EXPECT_EQ(recounted.code, 0) << recounted.output;
  EXPECT_NE(recounted.output.find(" cells, 0 differences"), std::string::npos) << recounted.output;
}

TEST_F(Recount, FindsAFigureThatIsWrongInAnHonestLookingExport) {
  auto store = store::make_memory_store();
  History history(*store, instruments_, 1);
  history.publish(hokkaido(), closure_benefit);
  random_world(history, 30);
  // A cell that says one more than happened, and so does its export.
  Key key{Table::cell, indicators::cell_key(history.programme().id, "payments")};
  indicators::Cell cell = *indicators::decode_cell(**store->get(std::span(&key, 1))->begin());
  cell.value += 1;
  journal::Commit commit{history.programme().id, *store->head(history.programme().id), {}, {{key, indicators::encode(cell)}}};
  ASSERT_TRUE(store->commit({&commit, 1}));
  fs::path folder = export_of(*store, "export");
  Ran recounted = run("python3 " + source("tests/recount/recount.py") + " '" + folder.string() + "'");
  EXPECT_EQ(recounted.code, 1);
  EXPECT_NE(recounted.output.find("/payments: Hashira says"), std::string::npos) << recounted.output;
  Ran verified = run("python3 " + source("docs/verify.py") + " '" + folder.string() + "'");
  EXPECT_EQ(verified.code, 1);
  EXPECT_NE(verified.output.find("closure-cooperation-benefit/payments: 'value' is"), std::string::npos) << verified.output;
}

TEST_F(Recount, BouncedChangedAndRepaidMoveEveryCell) {
  auto store = store::make_memory_store();
  History history(*store, instruments_, 7);
  history.publish(hokkaido(), closure_benefit);
  history.allot(Yen(10'000'000));
  auto facts = [&](const std::string& municipality) {
    return random_facts(history.programme(), history.random(), {{"municipality", municipality}, {"applicant_kind", "corporation"}});
  };
  std::uint64_t sapporo = history.paid_case(facts("011002"), Yen(300'000));
  history.paid_case(facts("012025"), Yen(300'000));
  auto expect_cells = [&](std::int64_t count, std::int64_t total, std::int64_t in_sapporo, std::int64_t in_hakodate) {
    EXPECT_EQ(history.cell("payments"), count);
    EXPECT_EQ(history.cell("paid_total"), total);
    EXPECT_EQ(history.cell("paid_total|applicant_kind=corporation"), total);
    EXPECT_EQ(history.cell("paid_total|municipality=011002"), in_sapporo);
    EXPECT_EQ(history.cell("paid_total|municipality=012025"), in_hakodate);
    expect_clean_audit(*store);
  };
  expect_cells(2, 600'000, 300'000, 300'000);
  ASSERT_TRUE(history.act(sapporo, "bounce"));  // 振込不能
  expect_cells(1, 300'000, 0, 300'000);
  ASSERT_TRUE(history.act(sapporo, "pay"));  // sent again
  expect_cells(2, 600'000, 300'000, 300'000);
  ASSERT_TRUE(history.act(sapporo, "repay", BodyWriter().yen("amount", Yen(100'000))));  // a part came back
  expect_cells(2, 500'000, 200'000, 300'000);
  ASSERT_TRUE(history.act(sapporo, "correct_fact", History::correction("municipality", feel::Value::string("012025"))));
  expect_cells(2, 500'000, 0, 500'000);
  ASSERT_TRUE(history.act(sapporo, "repay", BodyWriter().yen("amount", Yen(200'000))));  // and the rest
  expect_cells(1, 300'000, 0, 300'000);
  Ran recounted = run("python3 " + source("tests/recount/recount.py") + " '" + export_of(*store, "export").string() + "'");
  EXPECT_EQ(recounted.code, 0) << recounted.output;
}

TEST_F(Recount, VerifyFindsEveryTamperedExport) {
  auto store = store::make_memory_store();
  History history(*store, instruments_, 3);
  history.publish(hokkaido(), closure_benefit);
  random_world(history, 25);
  ASSERT_TRUE(journal::add_checkpoint(*store, test_key(), Instant{1'590'000'000'000}, ""));
  history.submit(random_facts(history.programme(), history.random()));  // the tail that the last checkpoint guards
  ASSERT_TRUE(journal::add_checkpoint(*store, test_key(), Instant{1'590'100'000'000}, ""));
  fs::path folder = export_of(*store, "export");
  Ran tampered = run("python3 " + source("tests/recount/tamper.py") + " " + source("docs/verify.py") + " '" + folder.string() + "'");
  EXPECT_EQ(tampered.code, 0) << tampered.output;
}

TEST_F(Recount, AnExportIsTheSameTwiceAndNeverWritesOverAnything) {
  auto store = store::make_memory_store();
  History history(*store, instruments_, 5);
  history.publish(hokkaido(), closure_benefit);
  random_world(history, 10);
  fs::path first = export_of(*store, "first"), second = export_of(*store, "second");
  EXPECT_EQ(run("diff -r '" + first.string() + "' '" + second.string() + "'").code, 0);
  auto refused = audit::export_all(*store, instruments_, test_key().public_key, first);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "audit.export_exists");
  EXPECT_EQ(run("diff -r '" + first.string() + "' '" + second.string() + "'").code, 0);
  auto unwritable = audit::export_all(*store, instruments_, test_key().public_key, "/proc/hashira-export");
  ASSERT_FALSE(unwritable);
  EXPECT_EQ(unwritable.error().code, "audit.cannot_write");
}

}  // namespace
}  // namespace hashira::recount
