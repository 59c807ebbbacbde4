#include "payments/returns.h"

#include <fmt/core.h>

namespace hashira::payments {
namespace {

std::optional<std::uint32_t> small_number(const journal::Body& body, std::string_view key) {
  std::optional<std::int64_t> value = body.integer(key);
  if (!value || *value < 0 || *value > UINT32_MAX) return std::nullopt;
  return static_cast<std::uint32_t>(*value);
}

}  // namespace

Result<PaymentReturn> return_of(const BankAnswer& answer, std::uint64_t run, Yen ordered, Date on) {
  bool rejected = answer.outcome == Outcome::rejected, returned = answer.outcome == Outcome::returned;
  if (answer.scope != AnswerScope::payment || (!rejected && !returned)) {
    return fail("payments.no_return", fmt::format("'{}' is no return of one payment", answer_line(answer)),
                "look at the bank's message");
  }
  PaymentReturn out;
  out.run = run;
  out.order = TRY(zengin::read_order_number(answer.id));
  out.on = answer.date.value_or(on);
  out.reason = answer.reason;
  out.text = answer.text;
  out.fee = rejected ? Yen(0) : answer.fee;
  out.amount = rejected ? ordered : answer.amount.value_or(ordered - answer.fee);
  bool fits = out.amount > Yen(0) && out.fee >= Yen(0) && out.amount <= ordered - out.fee;
  if (fits) return out;
  return fail("payments.returned_too_much",
              fmt::format("{} yen came back and {} yen were kept as a fee, but {} yen were sent", out.amount.count(),
                          out.fee.count(), ordered.count()),
              "ask the bank which payment the money belongs to");
}

journal::Body return_body(const PaymentReturn& one) {
  return journal::BodyWriter()
      .integer("run", static_cast<std::int64_t>(one.run))
      .integer("case", static_cast<std::int64_t>(one.order.case_number))
      .integer("decision", one.order.decision)
      .integer("instalment", one.order.instalment)
      .integer("attempt", one.order.attempt)
      .integer("part", one.order.part)
      .date("on", one.on)
      .text("reason", iso_code(one.reason))
      .text("text", one.text)
      .yen("amount", one.amount)
      .yen("fee", one.fee)
      .body();
}

std::optional<PaymentReturn> read_return(const journal::Body& body) {
  auto run = body.integer("run"), case_number = body.integer("case");
  auto decision = small_number(body, "decision"), instalment = small_number(body, "instalment");
  auto attempt = small_number(body, "attempt"), part = small_number(body, "part");
  auto on = body.date("on");
  auto reason = body.text("reason"), text = body.text("text");
  auto amount = body.yen("amount"), fee = body.yen("fee");
  bool whole = run && case_number && decision && instalment && attempt && part && on && reason && text && amount && fee;
  if (!whole || *run < 0 || *case_number < 0) return std::nullopt;
  PaymentReturn out;
  out.run = static_cast<std::uint64_t>(*run);
  out.order = {static_cast<std::uint64_t>(*case_number), *decision, *instalment, *attempt, *part};
  out.on = *on;
  out.reason = reason_of_iso(*reason);
  out.text = *text;
  out.amount = *amount;
  out.fee = *fee;
  return out;
}

}  // namespace hashira::payments
