// Writes a payment run as the bank takes it: 総合振込 in both layouts, or pain.001.
//
// Guarantees: the same run, client, payees and bank master give the same bytes (nothing here reads a clock: pain.001's
// CreDtTm is the day of release); memory does not grow with the run but for its orders. A payee that cannot be written
// names its case. No byte is to be sent before the end was reached: write to a file of another name, then rename it.
// Written in zengin.h and pain001.h.
#pragma once

#include <functional>

#include "payments/bank_master.h"
#include "payments/client.h"
#include "payments/payee.h"
#include "payments/run.h"

namespace hashira::payments {

// The payee of an order, from the sealed facts whose digest the order names. Asked once for each, in the run's order.
using PayeeOf = std::function<Result<Payee>(const RunOrder&)>;

struct Exported {
  std::uint64_t records = 0;  // payments in the file: more than orders where amounts were split
  Yen sum;
  std::uint64_t bytes = 0;
  Hash digest{};  // for decide_export
};

// Requires: the run was released. payments.wrong_state, other_client, and those of the writers.
Result<Exported> export_run(const PaymentRun& run, const Client& client, const BankMaster& master,
                            const PayeeOf& payee_of, const zengin::Sink& sink);

// MsgId and PmtInfId of the run's pain.001: at most 35 characters, the same for the same run.
std::string message_id(const PaymentRun& run);
// Does the bank refuse the run's whole message or group (pain.002 GrpSts or PmtInfSts RJCT)? Then nothing of it was
// paid, and `answer_line` of it is the bank's word on which the run is voided.
bool rejects_whole(const BankAnswer& answer, const PaymentRun& run);

}  // namespace hashira::payments
