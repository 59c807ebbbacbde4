// Every instrument meets the contract; the test instrument shows that it asks for no money.
#include "cases/contract.h"

#include "instruments/credit/credit.h"
#include "instruments/registry.h"
#include "instruments/reported/reported.h"
#include "instruments/testing/sessions.h"
#include "instruments/testing/shop_benefit.h"
#include "instruments/testing/shop_subsidy.h"

namespace hashira::instruments {
namespace {

namespace contract = cases::contract;

contract::Subject sessions_subject(const cases::Instrument& sessions) {
  portfolio::Programme programme;
  programme.id = "sessions";
  programme.facts = {testing::fact("title", portfolio::FactType::text, portfolio::Openness::open)};
  return {sessions, programme, {}, Date::of(2020, 5, 1),
          [](const cases::Case&, std::string_view command, Date on, Random& random) {
            journal::BodyWriter body;
            if (command == "plan") body.text("title", "経営相談会");
            if (command == "register") body.integer("parent", static_cast<std::int64_t>(random.below(3)) + 1);
            return contract::Attempt{{std::string(command), body.body(), on}, {}};
          }};
}

// Two totals of other bodies: the stores of an association, and a rate with decimals.
cases::contract::Subject reported_subject(const cases::Instrument& reported) {
  portfolio::Programme programme;
  programme.id = "programme";
  for (const char* id : {"stores", "rate"}) {
    portfolio::Figure figure;
    figure.id = id;
    figure.kind = id == std::string_view("rate") ? "rate" : "count";
    figure.evidence = portfolio::Evidence::attested;
    programme.figures.push_back(figure);
  }
  return {reported, programme, {}, Date::of(2021, 4, 1), [](const cases::Case&, std::string_view command, Date on, Random& random) {
            journal::BodyWriter body;
            bool rate = random.below(2) == 0;
            if (command == "state") body.text("figure", rate ? "rate" : "stores");
            if (command == "state" || command == "correct") {
              body.raw("value", cases::encode_value(feel::Value::integer(static_cast<std::int64_t>(random.below(100)))))
                  .text("reporter", "商店街振興組合連合会")
                  .bytes("document", Bytes(32, 'd'))
                  .text("document_name", "実績報告書")
                  .date("as_of", on);
            }
            if (command != "state") body.text("reason", "再提出");
            return contract::Attempt{{std::string(command), body.body(), on}, {}};
          }};
}

// A block of ten tonnes, sold and retired in parts of any size; mostly one that may be had.
cases::contract::Subject credit_subject(const cases::Instrument& credit) {
  portfolio::Programme programme;
  programme.id = "programme";
  return {credit, programme, {}, Date::of(2020, 5, 1), [](const cases::Case&, std::string_view command, Date on, Random& random) {
            journal::BodyWriter body;
            std::int64_t first = command == "issue" ? 1 : static_cast<std::int64_t>(random.below(10)) + 1;
            std::int64_t last = command == "issue" ? 10 : first + static_cast<std::int64_t>(random.below(3));
            if (command == "issue" || command == "propose" || command == "retire") body.integer("first", first).integer("last", last);
            if (command == "issue") {
              body.text("scheme", "J-VER").text("issuer", "北海道").integer("vintage", 2012).bytes("document", Bytes(32, 'd')).text("document_name", "通知");
            }
            if (command == "propose") body.text("buyer", "企業").yen("price", Yen(static_cast<std::int64_t>(random.below(1000)) + 1));
            if (command == "assess") body.integer("receivable", static_cast<std::int64_t>(random.below(5)) + 1);
            if (command == "withdraw" || command == "assess" || command == "settle") body.integer("sale", static_cast<std::int64_t>(random.below(6)) + 1);
            if (command == "retire") body.text("reference", "R-1");
            if (command == "withdraw" || command == "void") body.text("reason", "取りやめ");
            return contract::Attempt{{std::string(command), body.body(), on}, {}};
          }};
}

// One TEST per part of the contract and instrument, so that a failure says which part.
#define MEETS_THE_CONTRACT(NAME, SUBJECT)                                                            \
  TEST(NAME, has_a_sound_lifecycle) { contract::has_a_sound_lifecycle(SUBJECT); }                    \
  TEST(NAME, decides_by_its_lifecycle) { contract::decides_by_its_lifecycle(SUBJECT); }              \
  TEST(NAME, decides_purely) { contract::decides_purely(SUBJECT); }                                  \
  TEST(NAME, keeps_cases_and_books_sound) { contract::keeps_cases_and_books_sound(SUBJECT); }        \
  TEST(NAME, replays) { contract::replays(SUBJECT); }                                                \
  TEST(NAME, ignores_what_is_not_its_own) { contract::ignores_what_is_not_its_own(SUBJECT); }        \
  TEST(NAME, folds_anything) { contract::folds_anything(SUBJECT); }

const Benefit the_benefit;
const Credit the_credit;
const Subsidy the_subsidy;
const Reported the_reported;
const testing::Sessions the_sessions;

MEETS_THE_CONTRACT(BenefitContract, testing::shop_subject(the_benefit))
MEETS_THE_CONTRACT(CreditContract, credit_subject(the_credit))
MEETS_THE_CONTRACT(SubsidyContract, testing::subsidy_subject(the_subsidy))
MEETS_THE_CONTRACT(ReportedContract, reported_subject(the_reported))
MEETS_THE_CONTRACT(SessionsContract, sessions_subject(the_sessions))

TEST(Registry, names_each_instrument_and_entry_type_once) {
  cases::Instruments instruments = make_instruments();
  std::set<std::string_view> names, types;
  for (const auto& one : instruments.all()) {
    EXPECT_TRUE(names.insert(one->name()).second) << one->name();
    for (const cases::EventKind& kind : one->lifecycle().events) {
      EXPECT_TRUE(types.insert(kind.type).second) << kind.type;
      EXPECT_EQ(instruments.of_type(kind.type), one.get());
    }
  }
  EXPECT_EQ(instruments.find("benefit")->name(), "benefit");
  EXPECT_EQ(instruments.find("loan"), nullptr);
  EXPECT_EQ(instruments.of_type("benefit.unknown"), nullptr);
}

}  // namespace
}  // namespace hashira::instruments
