// decisions_bench [CASES] [PART]: a draft of CASES (30,000) is previewed, opened, decided, undone, decided again, issued and
// released in parts of PART (500) on a SQLite folder, while one applicant after another applies. For each step: seconds, cases a
// second, and how long an application waited at most. Goal: no application waits 0.5 s.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <thread>

#include <fmt/core.h>
#include <unistd.h>

#include "app/applications.h"
#include "app/bulk.h"
#include "app/results.h"
#include "cli/data_folder.h"
#include "portfolio/folder.h"

namespace hashira::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

const std::string programme = "closure-cooperation-benefit";
const app::Actor officer{"sato", "officer", true, {}}, approver{"suzuki", "approver", true, {}}, payer{"takahashi", "payer", true, {}},
    planner{"tanaka", "planner", true, {}}, applicant{"applicant", "", true, {}};

template <class T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}\n", result.error().text());
  std::exit(1);
}
void must(const Done& done) {
  if (done) return;
  fmt::print(stderr, "{}\n", done.error().text());
  std::exit(1);
}

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

app::Prepared application(app::Engine& engine, std::uint64_t number) {
  app::Answers answers = {{"applicant_kind", "sole_proprietor"}, {"municipality", "011002"}, {"industry", "restaurant"},
                          {"requested_facility", "true"}, {"closed_throughout", "true"}, {"infection_measures", "true"},
                          {"name", "商店"}, {"name_kana", fmt::format("ショウテン {}", number)}, {"postal_code", "0600000"},
                          {"address", "札幌市"}, {"phone", fmt::format("011{:07}", number)}, {"bank_code", "0116"}, {"branch_code", "101"},
                          {"account_type", "ordinary"}, {"account_number", "0000001"}, {"account_holder_kana", "ショウテン"}};
  Bytes command(8, '\0');
  append_u64(command, number);
  auto prepared = app::prepare_application(engine, programme, answers, command, app::Missing::refuse);
  if (!prepared) {
    fmt::print(stderr, "{}\n", prepared.error().front().what.en);
    std::exit(1);
  }
  return std::move(*prepared);
}

// Applies one application after another until it is stopped, and keeps the longest wait.
class Intake {
 public:
  Intake(app::Engine& engine, std::uint64_t first) : engine_(engine), next_(first), thread_([this] { run(); }) {}
  ~Intake() {
    stopping_ = true;
    thread_.join();
  }
  // Longest wait and number since the last call.
  std::pair<double, std::size_t> take() {
    std::lock_guard lock(mutex_);
    auto out = std::pair(longest_, count_);
    longest_ = 0;
    count_ = 0;
    return out;
  }

 private:
  void run() {
    while (!stopping_) {
      app::Prepared prepared = application(engine_, next_++);
      auto start = Clock::now();
      must(app::submit_application(engine_, std::move(prepared), applicant));
      double waited = seconds_since(start);
      std::lock_guard lock(mutex_);
      longest_ = std::max(longest_, waited);
      ++count_;
    }
  }

  app::Engine& engine_;
  std::uint64_t next_;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  double longest_ = 0;
  std::size_t count_ = 0;
  std::thread thread_;
};

void publish(app::Engine& engine, std::size_t cases) {
  portfolio::Portfolio tree = must(portfolio::load(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020"));
  std::erase_if(tree.programmes, [](const portfolio::Programme& one) { return one.id != programme; });
  must(engine.set_today(Date::of(2020, 5, 20), planner));
  must(app::publish_portfolio(engine, tree, planner));
  Yen money(static_cast<std::int64_t>(cases) * 200'000);
  must(app::appropriate(engine, "07-01-02-18", FiscalYear(2020), money, planner));
  must(app::allot(engine, programme, "07-01-02-18", FiscalYear(2020), money, planner));
}

// Applications in groups, screened in groups: how they came is not measured.
void fill(app::Engine& engine, std::size_t cases) {
  std::atomic<std::size_t> open = 0;
  for (std::uint64_t i = 1; i <= cases; ++i) {
    while (open > 2000) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    ++open;
    app::submit_application(engine, application(engine, i), applicant, [&](Result<app::Receipt> receipt) {
      must(std::move(receipt));
      --open;
    });
  }
  while (open > 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  for (std::uint64_t from = 1; from <= cases; from += 500) {
    must(engine.run([&](app::Work& work) -> Done {
      for (std::uint64_t i = from; i < std::min<std::uint64_t>(from + 500, cases + 1); ++i) CHECK_OK(app::screen_case(work, programme, i, officer));
      return {};
    }));
  }
}

template <class Step>
void measure(const char* what, std::size_t cases, Intake& intake, Step step) {
  intake.take();
  auto start = Clock::now();
  step();
  double seconds = seconds_since(start);
  auto [longest, count] = intake.take();
  fmt::print("{:<10} {:8.2f} s {:10.0f} cases/s   longest wait of {:6} applications {:7.1f} ms\n", what, seconds,
             static_cast<double>(cases) / seconds, count, longest * 1000);
}

void run(std::size_t cases, std::size_t size) {
  fs::path path = fs::temp_directory_path() / fmt::format("hashira-decisions-{}", getpid());
  auto folder = must(cli::DataFolder::open(path, cli::DataFolder::Mode::create));
  app::Engine& engine = folder->engine();
  publish(engine, cases);
  fill(engine, cases);
  fmt::print("{} screened cases, parts of {}\n", cases, size);
  app::BulkPart part{size};
  {
    Intake intake(engine, cases + 1);
    app::DraftPreview preview;
    std::uint64_t draft = 0;
    measure("nothing", 1, intake, [] { std::this_thread::sleep_for(std::chrono::seconds(2)); });
    measure("preview", cases, intake, [&] { preview = must(app::preview_draft(engine, programme, {})); });
    measure("open", cases, intake, [&] { draft = must(app::open_long_draft(engine, programme, preview.numbers, officer, part)); });
    measure("decide", cases, intake, [&] { must(app::decide_draft(engine, programme, draft, approver, part)); });
    measure("undo", cases, intake, [&] { must(app::undo_decision(engine, programme, draft, "bench", approver, part)); });
    measure("again", cases, intake, [&] { must(app::decide_draft(engine, programme, draft, approver, part)); });
    measure("issue", cases, intake, [&] { must(app::issue_draft(engine, programme, draft, approver)); });
    measure("release", cases, intake, [&] { must(app::release_long_draft(engine, programme, draft, payer, part)); });
  }
  folder.reset();
  fs::remove_all(path);
}

}  // namespace
}  // namespace hashira::bench

int main(int argc, char** argv) {
  std::size_t cases = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 30'000;
  std::size_t part = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 500;
  hashira::bench::run(std::max<std::size_t>(cases, 1), part);
}
