// An office in memory for tests: the real portfolio, one engine, people in their roles.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/applications.h"
#include "app/desk.h"
#include "app/results.h"
#include "app/sign_in.h"
#include "audit/audit.h"
#include "base/ports.h"
#include "instruments/registry.h"
#include "portfolio/folder.h"
#include "store/memory.h"

namespace hashira::tests {

inline const std::string benefit = "closure-cooperation-benefit";

struct Office {
  std::unique_ptr<journal::Store> store;
  std::unique_ptr<journal::KeyStore> keys = store::make_memory_keys();
  cases::Instruments instruments = instruments::make_instruments();
  std::unique_ptr<Clock> clock = fixed_clock(Instant{1'589'900'000'000}, 1);
  std::unique_ptr<Random> random = system_random();  // several threads draw from it; a seeded one serves one
  app::Engine engine{{*store, *keys, instruments, *clock, *random}};

  app::Actor officer{"sato", "officer", false, {}}, approver{"suzuki", "approver", false, {}}, payer{"takahashi", "payer", false, {}},
      planner{"tanaka", "planner", false, {}}, admin{"root", "admin", false, {}}, applicant{"applicant", "", false, {}};

  // `allotment`: of the benefit's line.
  explicit Office(Yen allotment = Yen(1'000'000), std::unique_ptr<journal::Store> in = store::make_memory_store()) : store(std::move(in)) {
    must(engine.set_today(Date::of(2020, 5, 20), admin));
    static const Result<portfolio::Portfolio> tree = portfolio::load(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020");
    must(tree);
    portfolio::Portfolio one = *tree;  // only the benefit: loading 87 for each test would be slow
    std::erase_if(one.programmes, [](const portfolio::Programme& programme) { return programme.id != benefit; });
    must(app::publish_portfolio(engine, one, planner));
    must(app::appropriate(engine, "07-01-02-18", FiscalYear(2020), Yen(10'000'000), planner));
    must(app::allot(engine, benefit, "07-01-02-18", FiscalYear(2020), allotment, planner));
  }

  template <class T>
  static void must(const Result<T>& result) {
    ASSERT_TRUE(result.has_value()) << result.error().text();
  }

  static app::Answers answers(int number) {
    return {{"applicant_kind", "sole_proprietor"}, {"municipality", "011002"}, {"industry", "restaurant"}, {"requested_facility", "true"},
            {"closed_throughout", "true"}, {"infection_measures", "true"}, {"name", "商店"}, {"name_kana", "ショウテン " + std::to_string(number)},
            {"postal_code", "0600000"}, {"address", "札幌市"}, {"phone", "0110000000"}, {"bank_code", "0116"}, {"branch_code", "101"},
            {"account_type", "ordinary"}, {"account_number", "0000001"}, {"account_holder_kana", "ショウテン"}};
  }

  static Bytes command(int number) {
    Bytes out(8, '\0');
    append_u64(out, static_cast<std::uint64_t>(number));
    return out;
  }

  app::Receipt apply(int number) { return apply(number, answers(number)); }
  app::Receipt apply(int number, const app::Answers& given) {
    auto prepared = app::prepare_application(engine, benefit, given, command(number), app::Missing::refuse);
    EXPECT_TRUE(prepared.has_value()) << prepared.error().front().fact << ": " << prepared.error().front().what.en;
    Result<app::Receipt> receipt = app::submit_application(engine, std::move(*prepared), applicant);
    EXPECT_TRUE(receipt.has_value()) << receipt.error().text();
    return *receipt;
  }

  // Through draft, decision and release; answers the draft's number.
  std::uint64_t order(std::vector<std::uint64_t> numbers) {
    for (std::uint64_t number : numbers) must(app::screen_case(engine, benefit, number, officer));
    Result<std::uint64_t> draft = app::open_draft(engine, benefit, numbers, officer);
    must(draft);
    must(app::issue_draft(engine, benefit, *draft, approver));
    must(app::release_draft(engine, benefit, *draft, payer));
    return *draft;
  }
  Done mark(std::uint64_t number, app::Payment what, std::int64_t amount) {
    return app::mark_payment(engine, benefit, {number, what, Yen(amount), Date::of(2020, 5, 20), ""}, payer);
  }

  std::int64_t figure(const std::string& id, const std::string& dimension = {}, const std::string& value = {}) {
    Result<app::FigureValue> found = app::figure_value(engine, benefit, id, nullptr);
    EXPECT_TRUE(found.has_value());
    if (dimension.empty()) return found->value.value_or(0);
    auto cells = found->breakdowns[dimension];
    return cells.contains(value) ? cells[value] : 0;
  }

  // Every row agrees with the entries.
  void audit() {
    Result<audit::AuditReport> report = audit::audit(*store, instruments, "", Bytes(32, '\0'));
    must(report);
    EXPECT_TRUE(report->clean()) << (report->differences.empty() ? "" : report->differences.front().what.en);
  }
};

inline std::string code(const Done& done) { return done ? "done" : done.error().code; }

}  // namespace hashira::tests
