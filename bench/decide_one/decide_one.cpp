// decide_one MODELS KIT_MODEL: nanoseconds a decision, of Hashira and of the same rules by hand. One line a workload:
// engine,workload,evaluations,wall ns,cpu ns,checksum. The checksum must be the same for every engine; lines of the
// engine `check` give that of the first rows alone, for engines too slow for all.
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>

#include <fmt/core.h>

#include "by_hand.h"
#include "dmn/dmn.h"

namespace hashira::bench {
namespace {

std::string bench_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

double bench_cpu_ns() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

double bench_wall_ns() {
  return static_cast<double>(std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1));
}

// Runs whole passes over the rows: half a second to warm up, then a second that counts.
template <class Pass>
void bench_measure(const std::string& engine, const std::string& workload, std::size_t rows, Pass pass) {
  const std::int64_t checksum = pass();
  for (const double until = bench_cpu_ns() + 5e8; bench_cpu_ns() < until;) static_cast<void>(pass());
  std::size_t passes = 0;
  const double wall = bench_wall_ns(), cpu = bench_cpu_ns();
  while (bench_cpu_ns() < cpu + 1e9) {
    static_cast<void>(pass());
    ++passes;
  }
  const double evaluations = static_cast<double>(passes * rows);
  fmt::print("{},{},{},{:.1f},{:.1f},{}\n", engine, workload, passes * rows, (bench_wall_ns() - wall) / evaluations,
             (bench_cpu_ns() - cpu) / evaluations, checksum);
  std::fflush(stdout);
}

std::vector<Row> bench_rows(const std::string& path) {
  std::ifstream in(path);
  std::vector<Row> rows;
  for (std::string line; std::getline(in, line);) {
    const std::size_t first = line.find(','), last = line.rfind(',');
    rows.push_back(
        {line.substr(0, first), line.substr(first + 1, last - first - 1), std::stoll(line.substr(last + 1))});
  }
  return rows;
}

void bench_table(const std::string& folder, const std::string& name, std::int64_t (*by_hand)(const Row&)) {
  const std::vector<Row> rows = bench_rows(folder + "/inputs-" + name + ".csv");
  const double start = bench_wall_ns();
  const auto model = dmn::load({{name, bench_text(folder + "/" + name + ".dmn")}});
  if (!model) return static_cast<void>(std::fprintf(stderr, "%s\n", model.error().text().c_str()));
  fmt::print(stderr, "hashira loads {} in {:.0f} ms\n", name, (bench_wall_ns() - start) / 1e6);
  const dmn::Decision decision = *model->decision("decide");
  std::vector<std::vector<feel::Value>> inputs;
  for (const Row& row : rows)
    inputs.push_back(
        {feel::Value::string(row.region), feel::Value::string(row.kind), feel::Value::integer(row.amount)});
  const auto decide_first = [&](std::size_t count) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i)
      sum += decision.evaluate(std::span<const feel::Value>(inputs[i]))->value.as_integer().value_or(-1);
    return sum;
  };
  for (const std::size_t count : {10, 100})
    fmt::print("check,{},{},0,0,{}\n", name, count, decide_first(count));  // for slow peers
  bench_measure("hashira", name, rows.size(), [&] { return decide_first(inputs.size()); });
  bench_measure("by hand in C++", name, rows.size(), [&] {
    std::int64_t sum = 0;
    for (const Row& row : rows) sum += by_hand(row);
    return sum;
  });
}

struct LendingRow {
  Applicant applicant;
  Product product;
  double credit_score;
};

// The same 60 applicants in every engine's program.
std::vector<LendingRow> lending_rows() {
  std::vector<LendingRow> rows;
  for (int i = 0; i < 60; ++i)
    rows.push_back({{18.0 + i, 6000.0 + 150 * i, 500, 1000, i % 3 == 0 ? "S" : "M", i % 4 == 0 ? "STUDENT" : "EMPLOYED",
                     i % 2 == 1},
                    {"STANDARD LOAN", 0.08, 36, 100000},
                    550.0 + i * 7 % 120});
  return rows;
}

feel::Value lending_number(double value) {
  return feel::Value::decimal(static_cast<std::int64_t>(value * 100 + 0.5), 2);
}

feel::Value lending_inputs(const LendingRow& row) {
  using feel::Value;
  const Value monthly = Value::context({{"Income", lending_number(row.applicant.income)},
                                        {"Repayments", lending_number(row.applicant.repayments)},
                                        {"Expenses", lending_number(row.applicant.expenses)}});
  const Value applicant = Value::context({{"Age", lending_number(row.applicant.age)},
                                          {"MartitalStatus", Value::string(row.applicant.marital_status)},
                                          {"EmploymentStatus", Value::string(row.applicant.employment_status)},
                                          {"ExistingCustomer", Value::boolean(row.applicant.existing_customer)},
                                          {"Monthly", monthly}});
  const Value product = Value::context({{"ProductType", Value::string(row.product.type)},
                                        {"Rate", lending_number(row.product.rate)},
                                        {"Term", lending_number(row.product.term)},
                                        {"Amount", lending_number(row.product.amount)}});
  return Value::context({{"Applicant data", applicant},
                         {"Requested product", product},
                         {"Bureau data", Value::context({{"Bankrupt", Value::boolean(false)},
                                                         {"CreditScore", lending_number(row.credit_score)}})}});
}

void bench_lending(const std::string& kit_model) {
  const auto model = dmn::load({{"0087", bench_text(kit_model)}}, dmn::Mistakes::keep);
  const dmn::Decision both = *model->decisions_together({"Strategy", "Routing"});
  const std::vector<LendingRow> rows = lending_rows();
  std::vector<feel::Value> inputs;
  for (const LendingRow& row : rows) inputs.push_back(lending_inputs(row));
  bench_measure("hashira", "chapter-11", rows.size(), [&] {
    std::int64_t sum = 0;
    for (const feel::Value& input : inputs) {
      const auto outcome = both.evaluate(input);
      sum += static_cast<std::int64_t>(10 * outcome->value.at(0).as_string().size() +
                                       outcome->value.at(1).as_string().size());
    }
    return sum;
  });
  const dmn::Decision strategy = *model->decision("Strategy"), routing = *model->decision("Routing");
  bench_measure("hashira (one by one)", "chapter-11", rows.size(),
                [&] {  // what both require is evaluated twice, as in jDMN
                  std::int64_t sum = 0;
                  for (const feel::Value& input : inputs)
                    sum += static_cast<std::int64_t>(10 * strategy.evaluate(input)->value.as_string().size() +
                                                     routing.evaluate(input)->value.as_string().size());
                  return sum;
                });
  bench_measure("by hand in C++", "chapter-11", rows.size(), [&] {
    std::int64_t sum = 0;
    for (const LendingRow& row : rows) {
      const Lending lending = lend_by_hand(row.applicant, row.product, false, row.credit_score);
      sum += static_cast<std::int64_t>(10 * lending.strategy.size() + lending.routing.size());
    }
    return sum;
  });
}

}  // namespace
}  // namespace hashira::bench

int main(int argc, char** argv) {
  using namespace hashira::bench;
  if (argc != 3) return 2;
  bench_lending(argv[2]);
  bench_table(argv[1], "table-1000", [](const Row& row) { return unique_by_hand(row, 1000); });
  bench_table(argv[1], "table-10000", [](const Row& row) { return unique_by_hand(row, 10000); });
  bench_table(argv[1], "table-100000", [](const Row& row) { return unique_by_hand(row, 100000); });
  bench_table(argv[1], "first-3700", first_by_hand);
  return 0;
}
