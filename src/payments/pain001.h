// pain.001.001.03, CustomerCreditTransferInitiation, as the ZEDI profile has it: written payment by payment, and read.
//
// Guarantees: counts and sums stand before the payments, so the caller states them and the writer refuses to finish
// when they differ from what it wrote; memory is one buffer. The same payments give the same bytes, and reading them
// back and writing again gives the same file. Written in ISO 20022 pain.001.001.03; clearing system JPZGN, bank 4
// digits, branch 3 digits, JPY without decimals.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/date.h"
#include "base/result.h"
#include "base/yen.h"
#include "payments/account.h"

namespace hashira::payments {

struct Control {
  std::uint64_t count = 0;  // NbOfTxs
  Yen sum;                  // CtrlSum
  bool operator==(const Control&) const = default;
};

struct InitiationHead {
  std::string message_id;  // MsgId, at most 35
  std::string created;     // CreDtTm, 2020-06-25T10:00:00
  Control control;
  std::string initiator;    // InitgPty/Nm
  std::string client_code;  // InitgPty/Id/OrgId/Othr/Id: 委託者コード
  bool operator==(const InitiationHead&) const = default;
};

struct InitiationGroup {
  std::string id;  // PmtInfId
  Control control;
  Date execution;  // ReqdExctnDt: a whole date, unlike the Zengin file's
  std::string debtor;
  Account account;
  std::string bank_name;  // empty: left out
  bool operator==(const InitiationGroup&) const = default;
};

struct InitiationPayment {
  std::string end_to_end_id;  // the 20 digits of the order (zengin.h)
  Yen amount;
  Account account;
  std::string bank_name;   // empty: left out
  std::string creditor;    // kana, in the width that the bank asks for
  std::string remittance;  // RmtInf/Ustrd; empty: left out
  bool operator==(const InitiationPayment&) const = default;
};

class Pain001Writer {
 public:
  Pain001Writer(InitiationHead head, std::function<Done(BytesView)> sink);
  ~Pain001Writer();

  Done begin_group(const InitiationGroup& group);  // ends the one before
  Done add(const InitiationPayment& payment);
  struct Written {
    Control control;
    std::uint64_t bytes = 0;
    Hash digest{};
  };
  // `payments.totals_differ` when head or group state other totals than were written.
  Result<Written> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A whole message in memory.
struct Initiation {
  InitiationHead head;
  struct Group {
    InitiationGroup group;
    std::vector<InitiationPayment> payments;
    bool operator==(const Group&) const = default;
  };
  std::vector<Group> groups;
  bool operator==(const Initiation&) const = default;
};
// Also checks that counts and sums are those of the payments.
Result<Initiation> read_pain001(BytesView bytes, const std::string& file_name);
Result<Bytes> write_pain001(const Initiation& initiation);

}  // namespace hashira::payments
