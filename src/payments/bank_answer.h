// What a bank answers about payments that it was given: pain.002 (accepted, rejected), camt.054 and pacs.004 (booked,
// returned), read into one form.
//
// Guarantees: total on any bytes; every answer names the message and the line it stands in; amounts are whole yen. What
// names no payment of ours keeps an empty id, so that a person sees it instead of losing it.
// Written in ISO 20022 pain.002.001.03 ff., camt.054.001.02 ff., pacs.004.001.02 ff.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/date.h"
#include "base/result.h"
#include "base/yen.h"
#include "payments/reason.h"

namespace hashira::payments {

enum class Outcome : std::uint8_t { accepted, pending, rejected, returned };
std::string_view name(Outcome outcome);

// What the answer is about: one payment, a group (PmtInf) or the whole file.
enum class AnswerScope : std::uint8_t { payment, group, message };
std::string_view name(AnswerScope scope);

struct BankAnswer {
  AnswerScope scope = AnswerScope::payment;
  std::string original_message;  // OrgnlMsgId; empty in camt.054
  std::string id;                // EndToEndId, or PmtInfId of a group; empty: the bank named none
  Outcome outcome = Outcome::accepted;
  std::string status;       // TxSts as it stands: ACCP, RJCT …
  std::string reason_code;  // Rsn/Cd or Rsn/Prtry as it stands
  ReasonClass reason = ReasonClass::other;
  std::string text;           // AddtlInf, joined by spaces
  std::optional<Yen> amount;  // for a return: what came back
  std::optional<Date> date;
  Yen fee;  // of the bank, when it names one
  int line = 0;

  bool operator==(const BankAnswer&) const = default;
};

struct BankAnswers {
  std::string message;     // "pain.002.001.03"
  std::string message_id;  // the bank's own: the same answer read twice is known by it
  std::vector<BankAnswer> answers;
  std::size_t skipped = 0;  // camt.054 credits that are no returns: other people's money coming in
};
Result<BankAnswers> read_bank_answers(BytesView bytes, const std::string& file_name);

// One line an answer, for people and for tests.
std::string answer_line(const BankAnswer& answer);

}  // namespace hashira::payments
