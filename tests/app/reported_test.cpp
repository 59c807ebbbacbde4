// Totals of other bodies: stated with a document, checked by a second person, then in the figure; corrected, retracted.
#include "app/reported.h"

#include "office.h"

namespace hashira::tests {
namespace {

const std::string vouchers = "premium-vouchers", training = "vocational-training";

struct ReportOffice : Office {
  ReportOffice() {
    Result<portfolio::Portfolio> tree = portfolio::load(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020");
    must(tree);
    std::erase_if(tree->programmes, [](const portfolio::Programme& one) { return one.id != vouchers && one.id != training && one.id != benefit; });
    must(app::publish_portfolio(engine, *tree, planner));
  }

  app::StatedTotal redeemed(std::string_view written) {
    app::StatedTotal total{vouchers, "vouchers_redeemed", {}, "市町村（取りまとめ）", "換金実績.pdf", Bytes(32, '\7'), Date::of(2020, 4, 30), ""};
    total.value = value_of(vouchers, "vouchers_redeemed", written);
    return total;
  }
  feel::Value value_of(const std::string& programme, const std::string& figure, std::string_view written) {
    auto version = engine.versions().in_force(programme);
    must(version);
    Result<feel::Value> value = app::total_of(*(*version)->programme.figure(figure), written);
    must(value);
    return *value;
  }
  std::uint64_t state(const app::StatedTotal& total) {
    Result<std::uint64_t> number = app::act(engine, [&](app::Work& work) { return app::state_total(work, total, officer); });
    must(number);
    return *number;
  }
  Done check(const std::string& programme, std::uint64_t number, const app::Actor& actor) {
    return app::act(engine, [&](app::Work& work) { return app::check_total(work, programme, number, "", actor); });
  }
  std::string shown(const std::string& programme, const std::string& figure) {
    Result<app::FigureValue> value = app::figure_value(engine, programme, figure, nullptr);
    must(value);
    return value->printed;
  }
};

TEST(ReportedTotals, CountOnceASecondPersonHasCheckedThem) {
  ReportOffice office;
  EXPECT_EQ(office.shown(vouchers, "vouchers_redeemed"), "") << "no records before anybody reports";
  std::uint64_t number = office.state(office.redeemed("403.6億円"));
  EXPECT_EQ(office.shown(vouchers, "vouchers_redeemed"), "") << "stated, not checked";
  app::Actor same{"sato", "planner", false, {}};
  EXPECT_EQ(code(office.check(vouchers, number, same)), "app.same_person");
  EXPECT_EQ(code(office.check(vouchers, number, office.payer)), "app.not_allowed");
  ReportOffice::must(office.check(vouchers, number, office.approver));
  EXPECT_EQ(office.shown(vouchers, "vouchers_redeemed"), "403.6億円");
  EXPECT_EQ(app::figure_value(office.engine, vouchers, "vouchers_redeemed", nullptr)->value, 40'360'000'000);
  EXPECT_EQ(app::totals(office.engine, vouchers)->front().document_name, "換金実績.pdf");
  office.audit();
}

TEST(ReportedTotals, AreCorrectedAndRetractedWithAReason) {
  ReportOffice office;
  std::uint64_t number = office.state(office.redeemed("403.6億円"));
  ReportOffice::must(office.check(vouchers, number, office.approver));
  app::StatedTotal again = office.redeemed("40,350,000,000円");
  auto correct = [&](std::string_view reason) {
    return app::act(office.engine, [&](app::Work& work) { return app::correct_total(work, number, again, reason, office.officer); });
  };
  EXPECT_EQ(code(correct("")), "instruments.reported.no_reason");
  ReportOffice::must(correct("一市の再提出"));
  EXPECT_EQ(app::figure_value(office.engine, vouchers, "vouchers_redeemed", nullptr)->value, 0) << "to be checked again";
  ReportOffice::must(office.check(vouchers, number, office.approver));
  EXPECT_EQ(office.shown(vouchers, "vouchers_redeemed"), "403.5億円");
  ReportOffice::must(app::act(office.engine, [&](app::Work& work) { return app::retract_total(work, vouchers, number, "二重", office.officer); }));
  EXPECT_EQ(app::figure_value(office.engine, vouchers, "vouchers_redeemed", nullptr)->value, 0);
  EXPECT_EQ(code(office.check(vouchers, number, office.approver)), "instruments.reported.not_in_state");
  office.audit();
}

TEST(ReportedTotals, KeepDecimalsOfARate) {
  ReportOffice office;
  app::StatedTotal total{training, "employment_rate", office.value_of(training, "employment_rate", "96.2％"), "能力開発総合センター", "就職状況.xlsx",
                         Bytes(32, '\7'), {}, ""};
  ReportOffice::must(office.check(training, office.state(total), office.approver));
  EXPECT_EQ(office.shown(training, "employment_rate"), "96.2％");
  office.audit();
}

TEST(ReportedTotals, AreRefusedWithTheReason) {
  ReportOffice office;
  auto refusal = [&](const app::StatedTotal& total) {
    return app::act(office.engine, [&](app::Work& work) { return app::state_total(work, total, office.officer); }).error().code;
  };
  app::StatedTotal total = office.redeemed("403.6億円");
  auto with = [&](auto change) {
    app::StatedTotal changed = total;
    change(changed);
    return refusal(changed);
  };
  EXPECT_EQ(with([](auto& one) { one.figure = "praise"; }), "instruments.reported.no_such_figure");
  EXPECT_EQ(with([](auto& one) { one.figure = "grant_amount"; }), "instruments.reported.counted_here") << "summed from records";
  EXPECT_EQ(with([](auto& one) { one.reporter = ""; }), "instruments.reported.no_reporter");
  EXPECT_EQ(with([](auto& one) { one.document = ""; }), "instruments.reported.no_document");
  EXPECT_EQ(with([](auto& one) { one.value = feel::Value::integer(-1); }), "instruments.reported.wrong_value");
  EXPECT_EQ(with([](auto& one) { one.value = feel::Value::decimal(15, 1); }), "instruments.reported.wrong_value") << "half a yen";
  EXPECT_EQ(with([](auto& one) { one.value = feel::Value::integer(2'000'000'000'000'000); }), "instruments.reported.wrong_value");
  EXPECT_EQ(with([](auto& one) { one.value = feel::Value::string("403"); }), "instruments.reported.wrong_value");
  EXPECT_EQ(with([](auto& one) { one.as_of = Date::of(2020, 5, 21); }), "instruments.reported.wrong_day") << "tomorrow";
  office.state(total);
  EXPECT_EQ(refusal(total), "app.total_stated") << "it would count twice";
  EXPECT_EQ(office.shown(vouchers, "vouchers_redeemed"), "");
}

TEST(ReportedTotals, AreReadAsOfficesWriteThem) {
  ReportOffice office;
  auto version = office.engine.versions().in_force(vouchers);
  const portfolio::Figure& figure = *(*version)->programme.figure("vouchers_redeemed");
  EXPECT_EQ(feel::to_text(*app::total_of(figure, "1,188円")), "1188");
  EXPECT_EQ(feel::to_text(*app::total_of(figure, "403.6億円")), "40360000000");
  EXPECT_EQ(feel::to_text(*app::total_of(figure, "１２")), "12");
  EXPECT_EQ(app::total_of(figure, "1,188人").error().code, "app.bad_total");
  EXPECT_EQ(app::total_of(figure, "403,6億円").error().code, "app.bad_total") << "a point was meant, ten times as much would be read";
  EXPECT_EQ(app::total_of(figure, "12,00円").error().code, "app.bad_total");
  EXPECT_EQ(app::total_of(figure, "many").error().code, "app.bad_total");
  EXPECT_EQ(app::total_of(figure, "").error().code, "app.bad_total");
}

TEST(ReportedTotals, OfAFileComeAllOrNone) {
  ReportOffice office;
  app::StatedTotal good = office.redeemed("403.6億円"), bad = good;
  bad.reporter = "";
  auto refused = app::state_totals(office.engine, {good, bad}, {{"totals.csv", 2, 1}, {"totals.csv", 3, 1}}, office.officer);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().front().place.line, 3);
  EXPECT_TRUE(app::totals(office.engine, vouchers)->empty()) << "nothing of a refused file stays";
  auto stated = app::state_totals(office.engine, {good}, {}, office.officer);
  ASSERT_TRUE(stated);
  EXPECT_EQ(stated->size(), 1u);
  office.audit();
}

}  // namespace
}  // namespace hashira::tests
