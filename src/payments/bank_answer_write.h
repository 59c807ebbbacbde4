// The bank's side of ISO 20022: writes answers as pain.002 and camt.054, as a bank that is simulated would send them.
//
// Guarantees: read_bank_answers gives the same answers again (but for their lines); the same answers give the same
// bytes. Nothing of an office's own work is written here. Written in ISO 20022 pain.002.001.03 and camt.054.001.02.
#pragma once

#include "payments/bank_answer.h"

namespace hashira::payments {

struct StatusReport {
  std::string message_id;
  std::string created;              // CreDtTm, 2020-06-29T18:30:00
  std::string original_message;     // MsgId of the pain.001
  std::string original_name;        // OrgnlMsgNmId: pain.001.001.03
  std::string group_status;         // GrpSts; empty: left out
  std::string group_id;             // PmtInfId
  std::vector<BankAnswer> answers;  // of scope payment; their status stands in `status`
};
Result<Bytes> write_pain002(const StatusReport& report);

struct Notice {
  std::string message_id;
  std::string created;
  std::string account;              // 7 digits
  std::vector<BankAnswer> answers;  // accepted: booked as debit; returned: as credit. Requires: amount and date
};
Result<Bytes> write_camt054(const Notice& notice);

}  // namespace hashira::payments
