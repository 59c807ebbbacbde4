// The workload of a whole model: Strategy and Routing of the kit's lending example (0087) for twelve applicants.
//
// Guarantees: the model is the kit's own file, which never changes; without the kit the workload is left out of the
// list.
#include <cassert>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "dmn/dmn.h"
#include "workloads.h"

namespace bench {
namespace {

using hashira::feel::Value;

std::string lending_text() {
  const char* kit = std::getenv("HASHIRA_TCK");
  const std::string folder = kit ? kit : "../shared/dmn-tck";
  std::ifstream in(folder + "/TestCases/compliance-level-3/0087-chapter-11-example/0087-chapter-11-example.dmn",
                   std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Value lending_applicant(int i) {
  const Value monthly = Value::context({{"Income", Value::integer(6000 + 900 * i)},
                                        {"Repayments", Value::integer(500)},
                                        {"Expenses", Value::integer(1000)}});
  return Value::context({{"Age", Value::integer(18 + 4 * i)},
                         {"MartitalStatus", Value::string(i % 3 == 0 ? "S" : "M")},
                         {"EmploymentStatus", Value::string(i % 4 == 0 ? "STUDENT" : "EMPLOYED")},
                         {"ExistingCustomer", Value::boolean(i % 2 == 1)},
                         {"Monthly", monthly}});
}

Value lending_case(int i) {
  const Value product = Value::context({{"ProductType", Value::string("STANDARD LOAN")},
                                        {"Rate", Value::decimal(8, 2)},
                                        {"Term", Value::integer(36)},
                                        {"Amount", Value::integer(100'000)}});
  const Value bureau =
      Value::context({{"Bankrupt", Value::boolean(false)}, {"CreditScore", Value::integer(550 + i * 10)}});
  return Value::context(
      {{"Applicant data", lending_applicant(i)}, {"Requested product", product}, {"Bureau data", bureau}});
}

struct LendingPrepared {
  explicit LendingPrepared(const std::string& text)
      : model(*hashira::dmn::load({{"0087", text}}, hashira::dmn::Mistakes::keep)),
        decision(*model.decisions_together({"Strategy", "Routing"})) {
    for (int i = 0; i < 12; ++i) cases.push_back(lending_case(i));
  }
  hashira::dmn::Model model;
  hashira::dmn::Decision decision;
  std::vector<Value> cases;
};

void lending() {
  static const LendingPrepared prepared(lending_text());
  for (const Value& one : prepared.cases) {
    const auto outcome = prepared.decision.evaluate(one);
    assert(outcome && !outcome->value.at(0).is_null() && !outcome->value.at(1).is_null());
    sink = static_cast<std::int64_t>(outcome->value.at(0).as_string().size());
  }
}

constexpr Workload models[] = {{"dmn/lending-12", lending}};

}  // namespace

std::span<const Workload> lending_workloads() {
  static const bool there = !lending_text().empty();
  return there ? std::span<const Workload>(models) : std::span<const Workload>();
}

}  // namespace bench
