// Figures: what compiles, what a case adds to each cell, and that differences over any history add up to the cases' own sum.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "indicators/compiled.h"
#include "indicators/figures.h"

namespace hashira::indicators {
namespace {

using cases::Case;
using feel::Value;
using portfolio::Aggregate;
using portfolio::FactType;
using portfolio::Figure;
using portfolio::Openness;
using portfolio::Programme;

Figure figure(std::string id, Aggregate aggregate, std::string where, std::string value = "", std::string key = "") {
  Figure out;
  out.id = std::move(id);
  out.instrument = "benefit";
  out.kind = aggregate == Aggregate::sum ? "money" : "count";
  out.aggregate = aggregate;
  out.where = std::move(where);
  out.value = std::move(value);
  out.key = std::move(key);
  return out;
}

Programme programme() {
  Programme out;
  out.id = "shop-benefit";
  auto add = [&](std::string id, FactType type, Openness openness) {
    portfolio::Fact fact;
    fact.id = std::move(id);
    fact.type = type;
    fact.openness = openness;
    out.facts.push_back(fact);
  };
  add("municipality", FactType::choice, Openness::dimension);
  add("applicant_kind", FactType::choice, Openness::dimension);
  add("industry", FactType::choice, Openness::dimension);
  add("employees", FactType::number, Openness::open);
  add("closed_from", FactType::date, Openness::open);
  add("corporate_number", FactType::text, Openness::sealed);
  out.figures = {figure("payments", Aggregate::count, "paid > 0"), figure("paid_total", Aggregate::sum, "paid > 0", "paid"),
                 figure("employers", Aggregate::distinct, "employees >= 10", "", "applicant_kind + string(employees)"),
                 figure("applications", Aggregate::count, "true"), figure("visitors", Aggregate::count, "")};
  for (int n = 0; n < 2; ++n) out.figures[n].breakdowns = {"municipality", "applicant_kind", "industry"};
  return out;
}

FigureSet compiled(const Programme& of = programme()) {
  Result<FigureSet> set = FigureSet::compile(of);
  EXPECT_TRUE(set) << set.error().text();
  return *set;
}

Case paid_case(Yen amount) {
  Case value;
  value.stream = "shop-benefit";
  value.number = 1;
  value.version = 1;
  value.instrument = "benefit";
  value.set_fact("municipality", Value::string("011002"));
  value.set_fact("applicant_kind", Value::string("corporation"));
  value.set_fact("employees", Value::integer(12));
  value.reach("submitted", Date::of(2020, 5, 1));
  value.reach("paid", Date::of(2020, 6, 1));
  value.money = {amount, amount, amount, amount, Yen(0), Yen(0)};
  return value;
}

std::map<std::pair<CellId, std::string>, std::int64_t> cells(const Contributions& contributions) {
  std::map<std::pair<CellId, std::string>, std::int64_t> out;
  for (const Contribution& one : contributions) out[{one.cell, one.key}] += one.delta;
  return out;
}

TEST(Figures, add_a_case_to_the_whole_and_to_one_cell_of_each_breakdown) {
  EXPECT_EQ(compiled().contributions(paid_case(Yen(300'000))),
            (Contributions{{"applications", 1, ""},
                           {"employers", 1, "corporation12"},
                           {"paid_total", 300'000, ""},
                           {"paid_total|applicant_kind=corporation", 300'000, ""},
                           {"paid_total|industry=", 300'000, ""},
                           {"paid_total|municipality=011002", 300'000, ""},
                           {"payments", 1, ""},
                           {"payments|applicant_kind=corporation", 1, ""},
                           {"payments|industry=", 1, ""},
                           {"payments|municipality=011002", 1, ""}}));
}

TEST(Figures, count_what_remains_after_bounces_and_repayments) {
  FigureSet figures = compiled();
  Case before = paid_case(Yen(300'000)), bounced = before, part = before;
  bounced.money.bounced = Yen(300'000);
  part.money.repaid = Yen(100'000);
  auto gone = cells(FigureSet::difference(figures.contributions(before), figures.contributions(bounced)));
  EXPECT_EQ(gone.size(), 8U);
  EXPECT_EQ((gone[{"payments", ""}]), -1);
  EXPECT_EQ((gone[{"paid_total|municipality=011002", ""}]), -300'000);
  auto less = cells(FigureSet::difference(figures.contributions(before), figures.contributions(part)));
  EXPECT_EQ(less.size(), 4U);
  EXPECT_EQ((less[{"paid_total|applicant_kind=corporation", ""}]), -100'000);
}

TEST(Figures, move_a_case_from_one_municipality_to_another) {
  FigureSet figures = compiled();
  Case before = paid_case(Yen(300'000)), after = before;
  after.set_fact("municipality", Value::string("012025"));
  EXPECT_EQ(FigureSet::difference(figures.contributions(before), figures.contributions(after)),
            (Contributions{{"paid_total|municipality=011002", -300'000, ""},
                           {"paid_total|municipality=012025", 300'000, ""},
                           {"payments|municipality=011002", -1, ""},
                           {"payments|municipality=012025", 1, ""}}));
}

TEST(Figures, count_only_their_own_instrument_and_layer) {
  FigureSet figures = compiled();
  Case other = paid_case(Yen(1)), city = paid_case(Yen(1));
  other.instrument = "loan";
  city.layer = "city";
  EXPECT_TRUE(figures.contributions(other).empty());
  EXPECT_TRUE(figures.contributions(city).empty());
}

TEST(Figures, know_which_of_them_have_records) {
  FigureSet figures = compiled();
  EXPECT_EQ(figures.recorded(), (std::vector<std::string>{"applications", "employers", "paid_total", "payments"}));
  ASSERT_NE(figures.figure("visitors"), nullptr);
  EXPECT_EQ(figures.figure("nothing"), nullptr);
}

// FEEL that is null or no boolean counts nothing; so does a clock, because time moves nothing by itself.
TEST(Figures, count_nothing_on_what_is_not_known) {
  Programme of = programme();
  of.figures = {figure("late", Aggregate::count, "applied_on < today()"), figure("early", Aggregate::count, "closed_from < applied_on"),
                figure("text", Aggregate::sum, "true", "industry"), figure("nobody", Aggregate::distinct, "true", "", "industry")};
  EXPECT_TRUE(compiled(of).contributions(paid_case(Yen(1))).empty());
}

TEST(Figures, know_state_money_and_dates) {
  Programme of = programme();
  of.figures = {figure("all", Aggregate::count,
                       "state = \"paid\" and requested = 5 and approved = 5 and ordered = 5 and paid = 5 and "
                       "applied_on = date(\"2020-05-01\") and paid_on = date(\"2020-06-01\") and decided_on = null")};
  EXPECT_EQ(compiled(of).contributions(paid_case(Yen(5))), (Contributions{{"all", 1, ""}}));
}

TEST(Figures, hold_fractions_of_quantities_exactly_to_six_digits) {
  Programme of = programme();
  of.figures = {figure("tonnes", Aggregate::sum, "true", "employees / 8"), figure("yen", Aggregate::sum, "true", "employees / 8")};
  of.figures[0].kind = "quantity";
  FigureSet figures = compiled(of);
  EXPECT_EQ(figures.scale("tonnes"), 6);
  EXPECT_EQ(figures.scale("yen"), 0);
  EXPECT_EQ(figures.contributions(paid_case(Yen(1))), (Contributions{{"tonnes", 1'500'000, ""}, {"yen", 1, ""}}));
}

TEST(Figures, refuse_what_does_not_compile_and_say_where) {
  auto code = [](const Figure& bad) {
    Programme of = programme();
    of.figures = {bad};
    Result<FigureSet> set = FigureSet::compile(of);
    if (set) return std::string("compiled");
    EXPECT_NE(set.error().place.source.find("shop-benefit/bad."), std::string::npos) << set.error().text();
    return set.error().code;
  };
  EXPECT_EQ(code(figure("bad", Aggregate::count, "paid >")), "indicators.bad_figure");
  EXPECT_EQ(code(figure("bad", Aggregate::count, "payed > 0")), "indicators.bad_figure");
  EXPECT_EQ(code(figure("bad", Aggregate::count, "corporate_number != null")), "indicators.sealed_fact");
  EXPECT_EQ(code(figure("bad", Aggregate::sum, "true")), "indicators.bad_figure");
  EXPECT_EQ(code(figure("bad", Aggregate::distinct, "true")), "indicators.bad_figure");
  for (const char* id : {"employees", "corporate_number", "nothing"}) {
    Figure broken = figure("bad", Aggregate::count, "true");
    broken.breakdowns = {id};
    EXPECT_EQ(code(broken), "indicators.bad_breakdown") << id;
  }
}

TEST(Cells, come_back_and_refuse_damage) {
  Cell cell{-5, 7, 2};
  EXPECT_EQ(decode_cell(encode(cell)), cell);
  EXPECT_EQ(decode_cell(encode(Cell{1, 2, 3})).error().code, "indicators.bad_cell");  // more synthetic than entries
  EXPECT_FALSE(decode_cell(encode(cell) + '\0'));
  EXPECT_EQ(cell_text(Value::string("a|b=c#%")), "a%7cb%3dc%23%25");
  EXPECT_EQ(cell_text(Value::boolean(true)), "true");
  EXPECT_EQ(cell_text(Value::date(Date::of(2020, 5, 1))), "2020-05-01");
}

// ---- any history

// One step in the life of one case: facts and money move as they like.
Case moved(Case value) {
  auto choose = [](const char* a, const char* b) { return Value::string(*rc::gen::arbitrary<bool>() ? a : b); };
  switch (*rc::gen::inRange(0, 6)) {
    case 0: value.set_fact("municipality", choose("011002", "012025")); break;
    case 1: value.set_fact("applicant_kind", choose("corporation", "sole_proprietor")); break;
    case 2: value.set_fact("industry", *rc::gen::arbitrary<bool>() ? Value::null() : Value::string("food")); break;
    case 3: value.set_fact("employees", Value::integer(*rc::gen::inRange(8, 13))); break;
    case 4: value.money.paid += Yen(100'000); break;
    default: value.money.repaid = Yen(*rc::gen::inRange<std::int64_t>(0, value.money.paid.count() + 1)); break;
  }
  value.version += 1;
  return value;
}

using Cells = std::map<std::pair<CellId, std::string>, std::int64_t>;

void add(Cells& sums, const Contributions& contributions) {
  for (const Contribution& one : contributions) {
    if ((sums[{one.cell, one.key}] += one.delta) == 0) sums.erase({one.cell, one.key});
  }
}

RC_GTEST_PROP(Histories, add_up_to_the_cases_as_they_stand_in_any_order, ()) {
  static const FigureSet figures = compiled();
  std::vector<Case> lives(4);
  for (std::size_t n = 0; n < lives.size(); ++n) {
    lives[n].number = n + 1;
    lives[n].instrument = "benefit";
  }
  std::vector<Contributions> differences;
  for (int n = *rc::gen::inRange(0, 40); n > 0; --n) {
    Case& value = lives[*rc::gen::inRange<std::size_t>(0, lives.size())];
    Case after = moved(value);
    Contributions was = value.version == 0 ? Contributions() : figures.contributions(value);
    differences.push_back(FigureSet::difference(was, figures.contributions(after)));
    value = std::move(after);
  }
  Cells stand, forwards, backwards;
  for (const Case& value : lives) {
    if (value.version > 0) add(stand, figures.contributions(value));
  }
  for (const Contributions& one : differences) add(forwards, one);
  for (auto one = differences.rbegin(); one != differences.rend(); ++one) add(backwards, *one);
  RC_ASSERT(forwards == stand);
  RC_ASSERT(backwards == stand);
  for (const auto& [cell, sum] : stand) RC_ASSERT(sum > 0);
}

// Each breakdown's marginals add up to the whole, since cases without the dimension have a cell of their own.
RC_GTEST_PROP(Histories, keep_marginals_equal_to_the_whole, ()) {
  static const FigureSet figures = compiled();
  Case value = paid_case(Yen(100'000));
  for (int n = *rc::gen::inRange(0, 10); n > 0; --n) value = moved(value);
  Cells sums = cells(figures.contributions(value));
  std::map<std::string, std::int64_t> whole, parts;
  for (const auto& [cell, sum] : sums) {
    std::size_t bar = cell.first.find('|');
    if (bar == std::string::npos) {
      whole[cell.first] += sum;
    } else {
      parts[cell.first.substr(0, cell.first.find('='))] += sum;
    }
  }
  for (const auto& [breakdown, sum] : parts) RC_ASSERT(sum == whole[breakdown.substr(0, breakdown.find('|'))]);
}

// Nothing changed, nothing contributed; and a difference undoes itself.
RC_GTEST_PROP(Histories, differences_are_antisymmetric, ()) {
  static const FigureSet figures = compiled();
  Case value = paid_case(Yen(100'000));
  Contributions a = figures.contributions(value), b = figures.contributions(moved(value));
  RC_ASSERT(FigureSet::difference(a, a).empty());
  Cells there = cells(FigureSet::difference(a, b)), back = cells(FigureSet::difference(b, a));
  RC_ASSERT(there.size() == back.size());
  for (const auto& [cell, delta] : there) RC_ASSERT(back[cell] == -delta);
}

}  // namespace
}  // namespace hashira::indicators
