#include "payments/run.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/cbor.h"

namespace hashira::payments {
namespace {

RunOrder order_of(std::uint64_t case_number, Yen amount = Yen(600'000), std::uint32_t attempt = 1) {
  return {{case_number, 1, 1}, attempt, amount, sha256("facts"), OrderState::open, Yen(0)};
}

MakeRun make_of(std::uint64_t number, std::vector<RunOrder> orders) {
  return {number, std::move(orders), Date::of(2020, 6, 30), FileFormat::zengin, "0123456789", "zengin-code 1"};
}

// A stream of runs with the index that the app keeps: what is decided is folded.
struct Books {
  std::map<std::uint64_t, PaymentRun> runs;
  std::map<OrderKey, std::uint64_t> live;
  Date today = Date::of(2020, 6, 25);

  std::string apply(std::uint64_t number, const Result<Decided>& decided, const std::string& actor) {
    if (!decided) return decided.error().code;
    if (decided->type.empty()) return "nothing";
    PaymentRun& run = runs[number];
    run.number = number;
    PaymentRun before = run;
    journal::Entry entry;
    entry.stream = "closure", entry.seq = 1, entry.type = decided->type, entry.actor = actor, entry.happened_on = today;
    entry.body = decided->body;
    EXPECT_TRUE(journal::check_body(entry.body.encoded()).has_value());
    fold(run, entry);
    EXPECT_NE(run, before) << decided->type;
    for (const LiveChange& change : live_changes(before, run)) {
      if (change.live) {
        EXPECT_TRUE(live.emplace(change.order, number).second);
      } else {
        EXPECT_EQ(live.erase(change.order), 1U);
      }
    }
    return "";
  }

  std::string make(std::uint64_t number, std::vector<RunOrder> orders, const std::string& actor = "maker") {
    auto live_in = [&](const OrderKey& key) -> std::optional<std::uint64_t> {
      auto at = live.find(key);
      return at == live.end() ? std::nullopt : std::optional(at->second);
    };
    return apply(number, decide_make(make_of(number, std::move(orders)), today, live_in), actor);
  }
  std::string release(std::uint64_t number, const std::string& actor) {
    return apply(number, decide_release(runs[number], actor), actor);
  }
  std::string send(std::uint64_t number, std::string_view file = "file") {
    return apply(number, decide_export(runs[number], sha256(file), file.size()), "payer");
  }
  std::string annul(std::uint64_t number, const std::string& word) {
    return apply(number, decide_void(runs[number], word), "payer");
  }
  std::string answer(std::uint64_t number, const std::string& message, std::vector<OrderKey> paid) {
    return apply(number, decide_answer(runs[number], message, paid), "bank");
  }
  std::string bounce(std::uint64_t number, std::uint64_t case_number, Yen amount, std::uint32_t attempt = 1,
                     std::uint32_t part = 0) {
    PaymentReturn one{number, {case_number, 1, 1, attempt, part}, today, ReasonClass::account_closed, "解約", amount,
                      Yen(0)};
    return apply(number, decide_return(runs[number], one), "bank");
  }
};

TEST(PaymentRun, GoesFromMadeToAnswered) {
  Books books;
  EXPECT_EQ(books.make(1, {order_of(2), order_of(1, Yen(300'000))}), "");
  const PaymentRun& run = books.runs[1];
  EXPECT_EQ(run.state, RunState::made);
  EXPECT_EQ(run.total, Yen(900'000));
  EXPECT_EQ(run.orders[0].key.case_number, 1U);
  EXPECT_EQ(books.send(1), "payments.wrong_state");
  EXPECT_EQ(books.release(1, "maker"), "payments.same_person");
  EXPECT_EQ(books.release(1, ""), "payments.same_person");
  EXPECT_EQ(books.release(1, "other"), "");
  EXPECT_EQ(books.release(1, "third"), "payments.wrong_state");
  EXPECT_EQ(books.answer(1, "m1", {{1, 1, 1}}), "payments.wrong_state");
  EXPECT_EQ(books.send(1), "");
  EXPECT_EQ(run.digest, sha256("file"));
  EXPECT_EQ(books.answer(1, "m1", {{1, 1, 1}, {2, 1, 1}}), "");
  EXPECT_EQ(books.answer(1, "m1", {{1, 1, 1}}), "payments.answer_known");
  EXPECT_EQ(books.answer(1, "m2", {{3, 1, 1}}), "payments.unknown_order");
  EXPECT_EQ(run.state, RunState::answered);
  EXPECT_EQ(run.orders[1].state, OrderState::paid);
  EXPECT_EQ(run.released_by, "other");
}

TEST(PaymentRun, ExportsTheSameBytesOrNothing) {
  Books books;
  books.make(1, {order_of(1)}), books.release(1, "other");
  EXPECT_EQ(books.send(1), "");
  EXPECT_EQ(books.send(1), "nothing");
  EXPECT_EQ(books.send(1, "another file"), "payments.export_differs");
  books.answer(1, "m1", {});
  EXPECT_EQ(books.send(1), "nothing");
}

TEST(PaymentRun, HoldsAnOrderUntilItIsVoidedOnTheBanksWord) {
  Books books;
  books.make(1, {order_of(1)});
  EXPECT_EQ(books.make(2, {order_of(2), order_of(1)}), "payments.order_in_live_run");
  books.release(1, "other"), books.send(1);
  EXPECT_EQ(books.annul(1, ""), "payments.no_bank_word");
  EXPECT_EQ(books.make(2, {order_of(1)}), "payments.order_in_live_run");
  EXPECT_EQ(books.annul(1, "窓口 佐藤さん 6/26 10時、処理前に停止"), "");
  EXPECT_EQ(books.send(1), "payments.wrong_state");
  EXPECT_EQ(books.make(2, {order_of(1)}), "");
  EXPECT_EQ(books.annul(2, ""), "");  // never left: no bank to ask
  EXPECT_EQ(books.annul(2, ""), "payments.wrong_state");
}

TEST(PaymentRun, PaysAgainOnceWhatCameBack) {
  Books books;
  books.make(1, {order_of(1), order_of(2)}), books.release(1, "other"), books.send(1);
  books.answer(1, "m1", {{1, 1, 1}, {2, 1, 1}});
  EXPECT_EQ(books.annul(1, "word"), "payments.wrong_state");
  EXPECT_EQ(books.bounce(1, 1, Yen(600'001)), "payments.returned_too_much");
  EXPECT_EQ(books.bounce(1, 1, Yen(600'000), 2), "payments.unknown_order");
  EXPECT_EQ(books.bounce(1, 1, Yen(600'000)), "");
  EXPECT_EQ(books.bounce(1, 1, Yen(600'000)), "payments.already_returned");
  EXPECT_EQ(books.answer(1, "m0", {{1, 1, 1}}), "");  // an older message read late
  EXPECT_EQ(books.runs[1].orders[0].state, OrderState::returned);
  EXPECT_EQ(books.make(2, {order_of(2)}), "payments.order_in_live_run");
  EXPECT_EQ(books.make(2, {order_of(1, Yen(600'000), 2)}), "");
  EXPECT_EQ(books.make(3, {order_of(1, Yen(600'000), 2)}), "payments.order_in_live_run");
}

TEST(PaymentRun, TellsWhichAttemptsWereUsed) {
  Books books;
  books.make(1, {order_of(1), order_of(2)}), books.annul(1, "");
  books.make(2, {order_of(1, Yen(600'000), 2)});
  std::vector<PaymentRun> runs{books.runs[1], books.runs[2]};
  EXPECT_EQ(attempts_used(runs), (std::map<OrderKey, std::uint32_t>{{{1, 1, 1}, 2}, {{2, 1, 1}, 1}}));
  EXPECT_TRUE(attempts_used({}).empty());
}

TEST(PaymentRun, APartOfASplitAmountDoesNotLetTheOrderGo) {
  Books books;
  books.make(1, {order_of(1, Yen(20'000'000'000))}), books.release(1, "other"), books.send(1);
  EXPECT_EQ(books.bounce(1, 1, Yen(9'999'999'999), 1, 1), "");
  EXPECT_EQ(books.runs[1].orders[0].came_back, Yen(9'999'999'999));
  EXPECT_EQ(books.make(2, {order_of(1)}), "payments.order_in_live_run");
}

TEST(PaymentRun, RefusesListsThatCannotBePaid) {
  Books books;
  EXPECT_EQ(books.make(1, {}), "payments.empty_run");
  EXPECT_EQ(books.make(1, {order_of(1), order_of(1)}), "payments.order_twice");
  EXPECT_EQ(books.make(1, {order_of(1, Yen(0))}), "payments.bad_amount");
  EXPECT_EQ(books.make(1, {order_of(1, Yen(1'000'000'000'000))}), "payments.bad_amount");
  EXPECT_EQ(books.make(1, {order_of(0)}), "payments.bad_order_number");
  EXPECT_EQ(books.make(1, {order_of(10'000'000'000)}), "payments.bad_order_number");
  EXPECT_EQ(books.make(1, {order_of(1, Yen(1), 100)}), "payments.bad_order_number");
  books.today = Date::of(2020, 7, 1);
  EXPECT_EQ(books.make(1, {order_of(1)}), "payments.bad_value_date");
}

TEST(PaymentRun, IsStoredDeterministically) {
  Books books;
  books.make(1, {order_of(1), order_of(2)}), books.release(1, "other"), books.send(1);
  books.answer(1, "m2", {{2, 1, 1}}), books.answer(1, "m1", {}), books.bounce(1, 1, Yen(5));
  Bytes bytes = encode(books.runs[1]);
  Result<PaymentRun> again = decode_run(bytes);
  ASSERT_TRUE(again.has_value()) << again.error().text();
  EXPECT_EQ(*again, books.runs[1]);
  EXPECT_EQ(encode(*again), bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(decode_run(bytes.substr(0, size)));
  EXPECT_FALSE(decode_run(bytes + '\0'));
  EXPECT_LT(run_key("s", 1), run_key("s", 2));
  EXPECT_TRUE(run_key("s", 1).starts_with(run_prefix("s")));
  EXPECT_NE(live_order_key("s", {1, 1, 2}), live_order_key("s", {1, 2, 1}));
}

TEST(PaymentRun, FoldIgnoresWhatItsStateDoesNotAllow) {
  PaymentRun run;
  run.number = 1;
  journal::Entry entry;
  entry.actor = "x";
  entry.body = journal::BodyWriter().integer("run", 1).body();
  for (const char* type :
       {"run.made", "run.released", "run.exported", "run.voided", "run.answered", "payment.returned", "other"}) {
    entry.type = type;
    fold(run, entry);
  }
  PaymentRun expected;
  expected.number = 1;
  EXPECT_EQ(run, expected);
}

TEST(Returns, BodyComesBack) {
  PaymentReturn one{3,        {1, 2, 3, 4, 5}, Date::of(2020, 7, 1), ReasonClass::name_mismatch, "名義相違",
                    Yen(100), Yen(10)};
  EXPECT_EQ(read_return(return_body(one)), one);
  EXPECT_FALSE(read_return(journal::Body()));
}

TEST(Returns, AreReadFromAnswersWithWhatWasSent) {
  BankAnswer answer;
  answer.id = "00000000010010010100";
  answer.outcome = Outcome::returned;
  answer.reason = ReasonClass::account_closed;
  answer.amount = Yen(599'560);
  answer.fee = Yen(440);
  Result<PaymentReturn> one = return_of(answer, 7, Yen(600'000), Date::of(2020, 7, 3));
  ASSERT_TRUE(one.has_value());
  EXPECT_EQ(*one,
            (PaymentReturn{
                7, {1, 1, 1, 1, 0}, Date::of(2020, 7, 3), ReasonClass::account_closed, "", Yen(599'560), Yen(440)}));
  EXPECT_EQ(return_of(answer, 7, Yen(600), Date()).error().code, "payments.returned_too_much");
  answer.outcome = Outcome::rejected;
  EXPECT_EQ(return_of(answer, 7, Yen(600'000), Date())->amount, Yen(600'000));
  answer.outcome = Outcome::accepted;
  EXPECT_EQ(return_of(answer, 7, Yen(600'000), Date()).error().code, "payments.no_return");
  answer.outcome = Outcome::returned, answer.id = "";
  EXPECT_EQ(return_of(answer, 7, Yen(600'000), Date()).error().code, "payments.bad_order_number");
}

// Whatever is tried in whatever order: every yen that left is paid once, and no order is in two live runs.
TEST(PaymentRun, RandomCommandsNeverPayAnOrderTwice) {
  rc::check([](const std::vector<std::tuple<std::uint8_t, std::uint8_t, std::uint8_t>>& commands) {
    Books books;
    std::uint64_t next = 1;
    for (auto [command, a, b] : commands) {
      std::uint64_t number = next == 1 ? 1 : 1 + a % (next - 1);
      std::uint64_t case_number = 1 + b % 5;
      switch (command % 8) {
        case 0:
        case 1:
          if (books.make(next, {order_of(case_number), order_of(6 + b % 3)}).empty()) ++next;
          break;
        case 2:
          books.release(number, b % 4 == 0 ? "maker" : "other");
          break;
        case 3:
          books.send(number, b % 5 == 0 ? "other file" : "file");
          break;
        case 4:
          books.annul(number, b % 2 == 0 ? "" : "bank");
          break;
        case 5:
          books.answer(number, std::to_string(b), {{case_number, 1, 1}});
          break;
        default:
          books.bounce(number, case_number, Yen(600'000));
          break;
      }
      std::map<OrderKey, int> held;
      for (const auto& [of, run] : books.runs) {
        for (const RunOrder& order : run.orders) {
          if (holds(run, order)) RC_ASSERT(++held[order.key] == 1);
        }
        RC_ASSERT(run.state == RunState::none || run.released_by.empty() || run.released_by != run.made_by);
        RC_ASSERT(run.state == RunState::none || *decode_run(encode(run)) == run);
      }
      RC_ASSERT(held.size() == books.live.size());
    }
  });
}

}  // namespace
}  // namespace hashira::payments
