// The ledger: bytes of postings and keys, balances, the years of payments and returns.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ledger/posting.h"
#include "ledger/print.h"
#include "ledger/year.h"

namespace hashira::ledger {
namespace {

constexpr FiscalYear fy2020{2020};

Account any_account() { return static_cast<Account>(*rc::gen::inRange(0, account_count)); }

Posting any_posting() {
  Account from = any_account();
  Account to = static_cast<Account>((static_cast<int>(from) + *rc::gen::inRange(1, account_count)) % account_count);
  return {*rc::gen::element<std::string>("07-01-02-18", "07-01", "", "款項目"), FiscalYear(*rc::gen::inRange(-3, 2100)), from, to,
          Yen(*rc::gen::inRange<std::int64_t>(1, 1'000'000'000'000)), *rc::gen::inRange<std::uint64_t>(0, 1 << 30),
          static_cast<BudgetKind>(*rc::gen::inRange(0, budget_kind_count)), *rc::gen::element<std::string>("", "渡島", "07")};
}

RC_GTEST_PROP(Posting, comes_back_from_its_bytes, ()) {
  Posting posting = any_posting();
  Result<Posting> back = decode_posting(encode(posting));
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == posting);
}

// A changed byte is another posting or an error, never a second form of the same.
RC_GTEST_PROP(Posting, has_one_form, ()) {
  Bytes bytes = encode(any_posting());
  bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
  if (Result<Posting> read = decode_posting(bytes)) RC_ASSERT(encode(*read) == bytes);
}

TEST(Posting, refuses_what_moves_nothing) {
  Posting posting{"07", fy2020, Account::allotted, Account::committed, Yen(0), 1};
  EXPECT_EQ(decode_posting(encode(posting)).error().code, "ledger.bad_posting");
  posting = {"07", fy2020, Account::paid, Account::paid, Yen(5), 1};
  EXPECT_EQ(decode_posting(encode(posting)).error().code, "ledger.bad_posting");
}

RC_GTEST_PROP(BalanceKeys, come_back_and_keep_their_order, ()) {
  Posting a = any_posting(), b = any_posting();
  BalanceKey one = balance_key(a, a.from), other = balance_key(b, b.to);
  Result<BalanceKey> back = decode_balance_key(balance_key_bytes(one));
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == one);
  RC_ASSERT((one < other) == (balance_key_bytes(one) < balance_key_bytes(other)));
}

TEST(BalanceKeys, refuse_damage) {
  Bytes key = balance_key_bytes({"07", fy2020, Account::paid});
  EXPECT_FALSE(decode_balance_key(key.substr(0, key.size() - 1)));
  EXPECT_EQ(decode_balance_key(key + "x")->office, "x");
  key.back() = budget_kind_count;
  EXPECT_FALSE(decode_balance_key(key));
  key = balance_key_bytes({"07", fy2020, Account::paid});
  key[key.size() - 2] = account_count;
  EXPECT_FALSE(decode_balance_key(key));
}

// Debits = credits: whatever is posted, all balances of a line and year add up to nothing.
RC_GTEST_PROP(Balances, add_up_to_nothing, ()) {
  Balances balances;
  for (int n = *rc::gen::inRange(0, 20); n > 0; --n) ledger::apply(balances, any_posting());
  Yen sum;
  for (const auto& [key, balance] : balances) sum += balance;
  RC_ASSERT(sum == Yen(0));
}

Balances allotted(Yen amount) {
  Balances balances;
  ledger::apply(balances, {"07-01-02-18", fy2020, Account::in_transit, Account::allotted, amount, 0});
  return balances;
}

TEST(Balances, bear_an_allotment_and_a_commitment_within_it) {
  Balances balances = allotted(Yen(500'000));
  ledger::apply(balances, {"07-01-02-18", fy2020, Account::allotted, Account::committed, Yen(500'000), 1});
  EXPECT_TRUE(check(balances));
}

TEST(Balances, refuse_spending_beyond_the_allotment_in_words) {
  Balances balances = allotted(Yen(500'000));
  ledger::apply(balances, {"07-01-02-18", fy2020, Account::allotted, Account::committed, Yen(1'700'000), 1});
  Done done = check(balances);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "ledger.overspent");
  EXPECT_EQ(done.error().what,
            "予算科目07-01-02-18（令和2年度）の「配当残」が1,200,000円不足します / "
            "budget line 07-01-02-18 of fiscal 2020 lacks 1,200,000 yen in 'allotted'");
  EXPECT_NE(done.error().mend.find("1,200,000円"), std::string::npos);
}

TEST(Balances, of_another_year_do_not_help) {
  Balances balances = allotted(Yen(500'000));
  ledger::apply(balances, {"07-01-02-18", FiscalYear(2021), Account::allotted, Account::committed, Yen(1), 1});
  EXPECT_EQ(check(balances).error().code, "ledger.overspent");
}

TEST(AccountYear, is_that_of_the_act_until_the_books_close) {
  Date act = Date::of(2021, 3, 20);
  EXPECT_EQ(account_year(Date::of(2021, 3, 31), act), fy2020);
  EXPECT_EQ(account_year(Date::of(2021, 5, 31), act), fy2020);
  EXPECT_EQ(account_year(Date::of(2021, 6, 1), act), FiscalYear(2021));
  EXPECT_EQ(account_year(Date::of(2021, 4, 1), Date::of(2021, 4, 1)), FiscalYear(2021));
}

TEST(Returns, go_into_the_line_until_31_May_and_are_revenue_after) {
  Date last = Date::of(2021, 5, 31), later = Date::of(2021, 6, 1);
  EXPECT_EQ(return_face(fy2020, last), ReturnFace::into_line);
  EXPECT_EQ(return_face(fy2020, later), ReturnFace::revenue);
  EXPECT_EQ(return_year(fy2020, last), fy2020);
  EXPECT_EQ(return_year(fy2020, later), FiscalYear(2021));
  EXPECT_EQ(return_posting("07", fy2020, last, Yen(5), 3),
            (Posting{"07", fy2020, Account::paid, Account::allotted, Yen(5), 3}));
  EXPECT_EQ(return_posting("07", fy2020, later, Yen(5), 3),
            (Posting{"07", FiscalYear(2021), Account::outside, Account::returned, Yen(5), 3}));
}

TEST(Print, writes_yen_postings_and_tables) {
  EXPECT_EQ(yen_text(Yen(0)), "0円");
  EXPECT_EQ(yen_text(Yen(999)), "999円");
  EXPECT_EQ(yen_text(Yen(-4'465'977)), "-4,465,977円");
  EXPECT_EQ(yen_text(Yen(INT64_MIN)), "-9,223,372,036,854,775,808円");
  EXPECT_EQ(text({"07", fy2020, Account::allotted, Account::committed, Yen(300'000), 12}),
            "07 令和2年度: allotted → committed 300,000円 (case 12)");
  std::string written = table(allotted(Yen(500'000)));
  EXPECT_NE(written.find("07-01-02-18 令和2年度\n"), std::string::npos);
  EXPECT_NE(written.find("-500,000円"), std::string::npos);
}

}  // namespace
}  // namespace hashira::ledger
