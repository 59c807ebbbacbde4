// What figures cost each entry: two figures with three breakdowns each, over one paid case; and a case's bytes.
//
// Goal: contributions of one case under 2 µs, warm, one thread. Run: ninja -C build/release figures_bench &&
// build/release/bench/figures/figures_bench
#include <fmt/core.h>

#include <chrono>

#include "indicators/figures.h"

namespace {

using namespace hashira;
using feel::Value;

portfolio::Programme programme() {
  portfolio::Programme out;
  out.id = "closure";
  for (const char* id : {"municipality", "applicant_kind", "industry", "f1", "f2", "f3", "f4", "f5"}) {
    portfolio::Fact fact;
    fact.id = id;
    fact.type = portfolio::FactType::choice;
    fact.openness = portfolio::Openness::dimension;
    out.facts.push_back(fact);
  }
  for (const char* id : {"payments", "paid_total"}) {
    portfolio::Figure figure;
    figure.id = id;
    figure.instrument = "benefit";
    figure.aggregate = out.figures.empty() ? portfolio::Aggregate::count : portfolio::Aggregate::sum;
    figure.where = "paid > 0";
    figure.value = out.figures.empty() ? "" : "paid";
    figure.breakdowns = {"municipality", "applicant_kind", "industry"};
    out.figures.push_back(figure);
  }
  return out;
}

cases::Case paid_case() {
  cases::Case value;
  value.stream = "closure";
  value.number = 1;
  value.version = 6;
  value.instrument = "benefit";
  value.set_fact("municipality", Value::string("011002"));
  value.set_fact("applicant_kind", Value::string("sole_proprietor"));
  value.set_fact("industry", Value::string("food"));
  for (const char* id : {"f1", "f2", "f3", "f4", "f5"}) value.set_fact(id, Value::string("yes"));
  for (const char* state : {"submitted", "screened", "decided", "ordered", "paid"}) value.reach(state, Date(18'400));
  Yen yen(200'000);
  value.money = {yen, yen, yen, yen, Yen(0), Yen(0)};
  return value;
}

template <class Work>
void measure(const char* what, Work work) {
  constexpr int rounds = 5, times = 100'000;
  double best = 1e9;
  for (int round = 0; round < rounds; ++round) {
    auto start = std::chrono::steady_clock::now();
    for (int n = 0; n < times; ++n) work();
    std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
    best = std::min(best, took.count() / times);
  }
  fmt::print("{:<40}{:>9.0f} ns\n", what, best);
}

}  // namespace

int main() {
  indicators::FigureSet figures = indicators::FigureSet::compile(programme()).value();
  cases::Case value = paid_case();
  cases::Case before = value;
  before.money.paid = Yen(0);
  Bytes bytes = cases::encode(value);
  std::size_t sink = 0;
  measure("contributions of one case", [&] { sink += figures.contributions(value).size(); });
  measure("contributions before, after, difference", [&] {
    sink += indicators::FigureSet::difference(figures.contributions(before), figures.contributions(value)).size();
  });
  measure("encode a case", [&] { sink += cases::encode(value).size(); });
  measure("decode a case", [&] { sink += cases::decode_case(bytes).value().facts.size(); });
  fmt::print("{} bytes a case ({} results)\n", bytes.size(), sink);
}
