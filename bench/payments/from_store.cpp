// payments_store_bench make FOLDER ORDERS | export FOLDER: payment orders out of a data folder into bank files.
//
// `make` writes a folder of so many ordered cases: their rows, sealed facts and keys as the application writes them, and released
// runs of at most 100,000 orders. `export` opens it anew, writes each run's file through `app` and prints wall and processor time
// and the peak of its memory. Two programs, so that the second one's memory is the export's alone.
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/core.h>

#include "app/case_command.h"
#include "app/desk.h"
#include "app/payment_runs.h"
#include "app/results.h"
#include "cases/case.h"
#include "instruments/registry.h"
#include "parties/vault.h"
#include "portfolio/folder.h"
#include "store/sqlite.h"

namespace hashira::bench {
namespace {

namespace fs = std::filesystem;

const std::string benefit = "closure-cooperation-benefit";
constexpr std::uint64_t batch = 20'000;
const app::Actor payer{"takahashi", "payer", true, {}}, other{"watanabe", "payer", true, {}}, planner{"tanaka", "planner", true, {}},
    admin{"root", "admin", true, {}};
const Date made_on = Date::of(2020, 6, 1);

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

struct Folder {
  std::unique_ptr<journal::Store> store;
  std::unique_ptr<journal::KeyStore> keys;
  cases::Instruments instruments = instruments::make_instruments();
  std::unique_ptr<Clock> clock = fixed_clock(Instant{1'590'969'600'000}, 1);
  std::unique_ptr<Random> random = seeded_random(1);
  std::unique_ptr<app::Engine> engine;

  Folder(const fs::path& path, store::Mode mode) {
    store = must(store::open_sqlite((path / "hashira.db").string(), mode));
    keys = must(store::open_sqlite_keys((path / "keys.db").string(), mode));
    engine = std::make_unique<app::Engine>(app::Ports{*store, *keys, instruments, *clock, *random});
  }
};

payments::Client bench_client() {
  return must(payments::read_client("code = 1234567890\nname = ホツカイドウ\nbank = 0116\nbranch = 001\naccount_kind = 1\naccount_number = 0000001\n",
                                    "client.txt"));
}

parties::SealedFacts payee_facts(std::uint64_t number) {
  constexpr std::array names{"サトウ　ハナコ", "株式会社サッポロラーメン", "タカハシ　イチロウ", "ホクト合同会社", "アベ　ケン", "一般財団法人ドサンコカンコウ"};
  return {{"name", "札幌商店"},        {"name_kana", fmt::format("サッポロショウテン{}", number)},
          {"postal_code", "0600000"},  {"address", fmt::format("札幌市中央区北3条西{}丁目", number % 30)},
          {"phone", "0112310000"},     {"bank_code", "0116"},
          {"branch_code", "101"},      {"account_type", "ordinary"},
          {"account_number", fmt::format("{:07}", number % 10'000'000)},
          {"account_holder_kana", names[number % names.size()]}};
}

cases::Case ordered_case(std::uint64_t number, Bytes party, BytesView digest) {
  cases::Case out;
  out.stream = benefit;
  out.number = number;
  out.instrument = "benefit";
  out.version = 4;
  for (const char* state : {"submitted", "screened", "decided", "ordered"}) out.reach(state, made_on);
  out.set_fact("municipality", feel::Value::string("011002"));
  out.set_fact("industry", feel::Value::string("restaurant"));
  out.set_datum("decision", feel::Value::integer(1));
  out.set_datum("instalment", feel::Value::integer(1));
  out.party = std::move(party);
  out.sealed_digest = Bytes(digest);
  out.money.requested = out.money.approved = out.money.ordered = Yen(200'000);
  out.synthetic = true;
  return out;
}

// Rows only: a million applications through the desk would take minutes and leave the same rows.
std::vector<payments::RunOrder> write_cases(Folder& folder, std::uint64_t first, std::uint64_t count) {
  std::vector<payments::RunOrder> orders;
  std::vector<journal::Change> changes;
  std::vector<journal::KeyStore::PartyKey> keys;
  for (std::uint64_t number = first; number < first + count; ++number) {
    Bytes party = parties::new_party(folder.clock->now(), *folder.random), key = folder.random->bytes(parties::party_key_size);
    Bytes sealed = parties::seal(payee_facts(number), key, *folder.random);
    Hash digest = sha256(sealed);
    changes.push_back({{journal::Table::state, cases::case_key(benefit, number)}, cases::encode(ordered_case(number, party, view(digest)))});
    changes.push_back({{journal::Table::sealed, parties::sealed_key(party, benefit, number)}, std::move(sealed)});
    keys.push_back({std::move(party), std::move(key)});
    payments::RunOrder order;
    order.key = {number, 1, 1};
    order.amount = Yen(200'000);
    order.payee = digest;
    orders.push_back(order);
  }
  must(folder.keys->put(keys));
  journal::Commit commit{benefit, must(folder.store->head(benefit)), {}, std::move(changes)};
  must(folder.store->commit(std::span(&commit, 1)));
  return orders;
}

void make_released_run(Folder& folder, std::vector<payments::RunOrder> orders, std::uint64_t number) {
  payments::MakeRun command;
  command.number = number;
  command.orders = std::move(orders);
  command.value_date = made_on.plus_days(3);
  command.client = bench_client().code;
  command.bank_master = payments::BankMaster::bundled().source();
  auto none = [](const payments::OrderKey&) { return std::nullopt; };
  payments::Decided decided = must(payments::decide_make(command, made_on, none));
  must(app::act(*folder.engine, [&](app::Work& work) { return app::append_entry(work, benefit, decided.type, decided.body, payer); }));
  must(app::release_run(*folder.engine, benefit, number, other));
}

void make(const fs::path& path, std::uint64_t orders) {
  fs::remove_all(path);
  fs::create_directories(path);
  Folder folder(path, store::Mode::create);
  must(folder.engine->set_today(made_on, admin));
  portfolio::Portfolio tree = must(portfolio::load(HASHIRA_SOURCE_DIR "/programmes/hokkaido-2020"));
  std::erase_if(tree.programmes, [](const portfolio::Programme& programme) { return programme.id != benefit; });
  must(app::publish_portfolio(*folder.engine, tree, planner));
  std::vector<std::vector<payments::RunOrder>> runs(1);
  for (std::uint64_t done = 0; done < orders; done += batch) {
    for (payments::RunOrder& order : write_cases(folder, done + 1, std::min(batch, orders - done))) {
      if (runs.back().size() == payments::run_orders_max) runs.emplace_back();
      runs.back().push_back(std::move(order));
    }
  }
  for (std::size_t i = 0; i < runs.size(); ++i) make_released_run(folder, std::move(runs[i]), i + 1);
}

double processor_seconds_now() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

std::uint64_t count_runs(app::Engine& engine) {
  std::uint64_t runs = 0;
  while (app::run_of(engine, benefit, runs + 1)) ++runs;
  return runs;
}

void export_all(const fs::path& path) {
  Folder folder(path, store::Mode::open);
  payments::Client client = bench_client();
  (void)payments::BankMaster::bundled();
  std::uint64_t count = 0, bytes = 0, file = 0;
  std::uint64_t runs = count_runs(*folder.engine);
  double before_mib = peak_mib(), before = processor_seconds_now();
  auto start = std::chrono::steady_clock::now();
  for (std::uint64_t number = 1; number <= runs; ++number) {
    std::ofstream out(path / fmt::format("run-{}.zen", ++file), std::ios::binary | std::ios::trunc);
    auto sink = [&](BytesView more) -> Done {
      out.write(more.data(), static_cast<std::streamsize>(more.size()));
      return {};
    };
    payments::Exported exported = must(app::export_run(*folder.engine, benefit, number, client, sink, payer));
    count += exported.records;
    bytes += exported.bytes;
  }
  std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  double processor = processor_seconds_now() - before;
  fmt::print("from the store {:9} orders in {} files {:7.3f} s on the wall, {:7.3f} s of processor time, {:6.0f} ns an order, {:7.1f} MB, "
             "peak memory {:.0f} MiB ({:.0f} before)\n",
             count, file, wall.count(), processor, processor * 1e9 / static_cast<double>(count), static_cast<double>(bytes) * 1e-6, peak_mib(), before_mib);
}

}  // namespace
}  // namespace hashira::bench

int main(int argc, char** argv) {
  std::string what = argc > 2 ? argv[1] : "";
  if (what == "make" && argc > 3) {
    hashira::bench::make(argv[2], std::strtoull(argv[3], nullptr, 10));
  } else if (what == "export") {
    hashira::bench::export_all(argv[2]);
  } else {
    fmt::print(stderr, "payments_store_bench make FOLDER ORDERS | export FOLDER\n");
    return 2;
  }
  return 0;
}
