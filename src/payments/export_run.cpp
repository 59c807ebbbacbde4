#include "payments/export_run.h"

#include <fmt/core.h>

#include "payments/pain001.h"
#include "payments/zengin_writer.h"

namespace hashira::payments {
namespace {

constexpr std::size_t payee_bytes_max = 30;

std::string case_text(const PaymentRun& run, const RunOrder& order) {
  return fmt::format("{}/{}", run.stream, order.key.case_number);
}

// An error about one payee says whose it is; its place names the fact.
Error of_case(Error error, const PaymentRun& run, const RunOrder& order) {
  error.what = fmt::format("case {}: {}", case_text(run, order), error.what);
  return error;
}

Result<Payee> checked_payee(const PaymentRun& run, const RunOrder& order, const PayeeOf& payee_of) {
  Result<Payee> payee = payee_of(order);
  if (!payee) return fail(of_case(payee.error(), run, order));
  return payee;
}

Bytes bank_name(const BankMaster& master, const Account& account) {
  const BankMaster::Bank* bank = master.bank(account.bank);
  return bank == nullptr ? Bytes() : zengin_name(bank->kana);
}

zengin::Transfer transfer_of(const RunOrder& order, const Payee& payee, const Client& client,
                             const BankMaster& master) {
  zengin::Transfer out;
  out.bank = payee.account.bank;
  out.bank_name = bank_name(master, payee.account);
  out.branch = payee.account.branch;
  if (const Branch* branch = master.branch(out.bank, out.branch)) out.branch_name = zengin_name(branch->kana);
  out.account_kind = digit(payee.account.kind);
  out.account_number = payee.account.number;
  out.payee_name = cut(payee.name, payee_bytes_max);  // the field holds the beginning of a longer name
  out.amount = order.amount;
  out.transfer_kind = client.transfer_kind;
  return out;
}

Result<Exported> export_zengin(const PaymentRun& run, const Client& client, const BankMaster& master,
                               const PayeeOf& payee_of, const zengin::Sink& sink) {
  zengin::WriterOptions options;
  options.separator = run.format == FileFormat::zengin_crlf ? zengin::Separator::crlf : zengin::Separator::none;
  options.groups = client.groups;
  options.checks.wo = client.wo;
  zengin::Writer writer(header_of(client, run.value_date, master), options, sink);
  for (const RunOrder& order : run.orders) {
    Payee payee = TRY(checked_payee(run, order, payee_of));
    Done added = writer.add(transfer_of(order, payee, client, master), order.number());
    if (!added) return fail(of_case(added.error(), run, order));
  }
  zengin::Written written = TRY(writer.finish());
  return Exported{written.records, written.sum, written.bytes, written.digest};
}

std::string half_width(BytesView jis) {
  return to_utf8(jis, KanaWidth::half);
}

InitiationPayment payment_of(const RunOrder& order, const Payee& payee, const BankMaster& master, std::string id) {
  return {std::move(id),          order.amount,
          payee.account,          half_width(bank_name(master, payee.account)),
          half_width(payee.name), ""};
}

Result<Exported> export_pain001(const PaymentRun& run, const Client& client, const BankMaster& master,
                                const PayeeOf& payee_of, const zengin::Sink& sink) {
  Control control{run.orders.size(), run.total};
  std::string name = half_width(client.name);
  std::string created = run.released_on.value_or(run.value_date).iso() + "T00:00:00";
  Pain001Writer writer({message_id(run), created, control, name, client.code}, sink);
  CHECK_OK(writer.begin_group(
      {message_id(run), control, run.value_date, name, client.account, half_width(bank_name(master, client.account))}));
  for (const RunOrder& order : run.orders) {
    Payee payee = TRY(checked_payee(run, order, payee_of));
    std::string id = TRY(zengin::order_number_text(order.number()));
    Done added = writer.add(payment_of(order, payee, master, std::move(id)));
    if (!added) return fail(of_case(added.error(), run, order));
  }
  Pain001Writer::Written written = TRY(writer.finish());
  return Exported{written.control.count, written.control.sum, written.bytes, written.digest};
}

}  // namespace

std::string message_id(const PaymentRun& run) {
  // A stream's name may have 64 characters: its digest tells runs of two programmes apart in 35.
  return fmt::format("{}-{}", hex(sha256(run.stream)).substr(0, 14), run.number);
}

bool rejects_whole(const BankAnswer& answer, const PaymentRun& run) {
  return answer.scope != AnswerScope::payment && answer.outcome == Outcome::rejected && answer.id == message_id(run);
}

Result<Exported> export_run(const PaymentRun& run, const Client& client, const BankMaster& master,
                            const PayeeOf& payee_of, const zengin::Sink& sink) {
  if (run.state != RunState::released && run.state != RunState::exported && run.state != RunState::answered) {
    return fail("payments.wrong_state",
                fmt::format("payment run {} is {} and cannot be exported", run.number, payments::name(run.state)),
                "another person has to release it first");
  }
  if (run.client != client.code) {
    return fail("payments.other_client",
                fmt::format("payment run {} was made for client {}, not {}", run.number, run.client, client.code),
                "give the client profile that it was made with");
  }
  if (run.format == FileFormat::pain001) return export_pain001(run, client, master, payee_of, sink);
  return export_zengin(run, client, master, payee_of, sink);
}

}  // namespace hashira::payments
