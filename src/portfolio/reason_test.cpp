#include "portfolio/reason.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "portfolio/folder.h"

namespace hashira::portfolio {
namespace {

const std::vector<Verdict>& hokkaido_verdicts() {
  static const std::vector<Verdict> verdicts = reason(load(HASHIRA_SOURCE_DIR "/programmes/hokkaido-2020").value());
  return verdicts;
}

const Verdict& verdict_of(const std::string& programme, const std::string& figure) {
  for (const Verdict& verdict : hokkaido_verdicts()) {
    if (verdict.programme == programme && verdict.figure == figure) return verdict;
  }
  throw std::runtime_error("no verdict on " + figure);
}

TEST(Reason, FindsLines83And105ImpossibleAndNothingElse) {
  std::set<int> impossible;
  for (const Verdict& verdict : hokkaido_verdicts()) {
    if (verdict.standing == Standing::impossible) impossible.insert(verdict.line);
  }
  EXPECT_EQ(impossible, (std::set<int>{83, 105}));
  const Verdict& a = verdict_of("business-continuity-benefit", "paid_total_a");
  EXPECT_EQ(a.bounds, (Bounds{1'207'500'000, 1'207'500'000}));
  EXPECT_FALSE(a.rests_on_reading);
  const Verdict& streets = verdict_of("shopping-street-promotion", "grant_amount");
  EXPECT_EQ(streets.bounds, (Bounds{0, 47'500'000}));
  EXPECT_TRUE(streets.rests_on_reading);
  EXPECT_NE(streets.why.en.find("reading"), std::string::npos);
  EXPECT_NE(streets.why.ja.find("仮の読み方"), std::string::npos);
}

TEST(Reason, Line86IsPossibleBecauseItIsRounded) {
  const Verdict& b = verdict_of("business-continuity-benefit", "paid_total_b");
  EXPECT_EQ(b.standing, Standing::possible);
  EXPECT_EQ(b.stands_for, (Bounds{3'450'000'000, 3'549'999'999}));
  EXPECT_EQ(b.example, (std::vector<PaymentGroup>{{69'993, 50'000}}));
}

TEST(Reason, ShowsPaymentsThatWouldMakeThePrintedTotal) {
  const Verdict& closure = verdict_of("closure-cooperation-benefit", "paid_total");
  EXPECT_EQ(closure.standing, Standing::possible);
  EXPECT_EQ(closure.bounds, (Bounds{29'227 * 100'000LL, 29'227 * 300'000LL}));
  std::int64_t count = 0, total = 0;
  for (const PaymentGroup& group : closure.example) {
    count += group.count;
    total += group.count * group.amount;
  }
  EXPECT_EQ(count, 29'227);
  EXPECT_EQ(total, 5'170'000'000);
}

TEST(Reason, EveryMoneyFigureAndEveryParentHasARow) {
  Portfolio portfolio = load(HASHIRA_SOURCE_DIR "/programmes/hokkaido-2020").value();
  std::size_t money = 0, rows = 0;
  std::set<std::string> parents;
  for (const Programme& programme : portfolio.programmes) {
    for (const Figure& figure : programme.figures) {
      money += figure.kind == "money" ? 1 : 0;
      if (!figure.parent.empty()) parents.insert(programme.id + "/" + figure.parent);
    }
  }
  std::set<std::string> told;
  for (const Verdict& verdict : hokkaido_verdicts()) {
    told.insert(verdict.programme + "/" + verdict.figure);
    ++rows;
    EXPECT_FALSE(verdict.why.en.empty() || verdict.why.ja.empty());
  }
  EXPECT_EQ(told.size(), rows);
  for (const std::string& parent : parents) EXPECT_TRUE(told.contains(parent)) << parent;
  EXPECT_EQ(money, 19u);
  std::string text = reason_text(hokkaido_verdicts(), portfolio, feel::Language::english);
  EXPECT_TRUE(text.starts_with("impossible  line 83")) << text.substr(0, 80);
}

TEST(Reason, Json) {
  boost::json::value json = reason_json({verdict_of("business-continuity-benefit", "paid_total_a")});
  const boost::json::object& row = json.at("totals").at(0).as_object();
  EXPECT_EQ(row.at("verdict").as_string(), "impossible");
  EXPECT_EQ(row.at("line").as_int64(), 83);
  EXPECT_EQ(row.at("bounds").at("max").as_int64(), 1'207'500'000);
  EXPECT_TRUE(row.at("example").is_null());
  EXPECT_TRUE(row.at("why").is_string());
}

// ---- against brute force on small numbers ----

Figure small_figure(std::string id, std::int64_t value, std::int64_t precision) {
  Figure figure;
  figure.id = std::move(id);
  figure.kind = "money";
  figure.unit = "円";
  figure.published_value = value;
  figure.printed.precision = precision;
  return figure;
}

std::set<std::int64_t> rounding_to(const Figure& figure) {
  std::set<std::int64_t> values;
  for (std::int64_t x = 0; x <= 400; ++x) {
    japanese::Decimal rounded = japanese::round_half_up({x, 0}, {figure.printed.precision, 0});
    if (rounded.coefficient == figure.published_value) values.insert(x);
  }
  return values;
}

std::set<std::int64_t> payable(const Limit& limit, std::int64_t count) {
  std::set<std::int64_t> totals{0};
  for (std::int64_t i = 0; i < count; ++i) {
    std::set<std::int64_t> next;
    for (std::int64_t total : totals) {
      if (limit.of == Limit::Of::amount_each) {
        for (const Yen& amount : limit.amounts) next.insert(total + amount.count());
      } else {
        for (std::int64_t amount = 0; amount <= limit.amounts[0].count(); ++amount) next.insert(total + amount);
      }
    }
    totals = std::move(next);
  }
  return totals;
}

std::set<std::int64_t> common(const std::set<std::int64_t>& a, const std::set<std::int64_t>& b) {
  std::set<std::int64_t> out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(out, out.begin()));
  return out;
}

Limit any_limit(const std::string& figure) {
  Limit limit;
  limit.figure = figure;
  limit.count = "count";
  limit.of = *rc::gen::element(Limit::Of::amount_each, Limit::Of::maximum_each);
  std::size_t amounts = limit.of == Limit::Of::amount_each ? *rc::gen::inRange<std::size_t>(1, 4) : 1;
  for (std::size_t i = 0; i < amounts; ++i) limit.amounts.push_back(Yen(*rc::gen::inRange<std::int64_t>(0, 20)));
  return limit;
}

RC_GTEST_PROP(Reason, AgreesWithBruteForceOnSmallNumbers, ()) {
  auto precision = [] { return *rc::gen::element<std::int64_t>(1, 2, 5, 10); };
  auto printed = [](std::int64_t step, std::int64_t most) { return *rc::gen::inRange<std::int64_t>(0, most / step + 1) * step; };
  Programme programme;
  std::int64_t count = *rc::gen::inRange<std::int64_t>(0, 5);
  programme.figures.push_back(small_figure("count", count, 1));
  programme.figures.back().kind = "count";
  std::int64_t step = precision();
  programme.figures.push_back(small_figure("total", printed(step, 60), step));
  std::set<std::int64_t> total = rounding_to(programme.figures.back());
  bool limited = *rc::gen::arbitrary<bool>();
  if (limited) {
    programme.limits.push_back(any_limit("total"));
    total = common(total, payable(programme.limits.back(), count));
  }
  std::set<std::int64_t> sums{0};
  int parts = *rc::gen::inRange(0, 4);
  for (int i = 0; i < parts; ++i) {
    std::int64_t part_step = precision();
    std::string id = "part" + std::to_string(i);
    Figure part = small_figure(id, printed(part_step, 25), part_step);
    part.parent = "total";
    part.part_of = PartOf::partition;
    std::set<std::int64_t> values = rounding_to(part);
    if (*rc::gen::arbitrary<bool>()) {
      programme.limits.push_back(any_limit(id));
      std::set<std::int64_t> allowed = common(values, payable(programme.limits.back(), count));
      if (!allowed.empty()) values = allowed;  // a part that is impossible in itself counts as printed
    }
    std::set<std::int64_t> next;
    for (std::int64_t sum : sums) {
      for (std::int64_t value : values) next.insert(sum + value);
    }
    sums = std::move(next);
    programme.figures.push_back(std::move(part));
  }
  if (parts > 0) total = common(total, sums);
  std::vector<Verdict> verdicts = reason(programme);
  auto found = std::find_if(verdicts.begin(), verdicts.end(), [](const Verdict& v) { return v.figure == "total"; });
  RC_ASSERT(found != verdicts.end());
  Standing expected = !limited && parts == 0 ? Standing::unconstrained
                      : total.empty()        ? Standing::impossible
                                             : Standing::possible;
  RC_ASSERT(found->standing == expected);
  if (expected == Standing::possible) {
    RC_ASSERT(found->bounds->min <= *total.begin());
    RC_ASSERT(*found->bounds->max >= *total.rbegin());
  }
  std::int64_t paid = 0;
  for (const PaymentGroup& group : found->example) paid += group.count * group.amount;
  if (!found->example.empty()) RC_ASSERT(total.contains(paid));
}

}  // namespace
}  // namespace hashira::portfolio
