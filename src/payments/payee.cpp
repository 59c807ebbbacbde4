#include "payments/payee.h"

#include <fmt/core.h>

namespace hashira::payments {
namespace {

Error at_fact(Error error, std::string_view fact) {
  error.place = {std::string(fact), 0, 0};
  return error;
}

Result<std::string> need_fact(const parties::SealedFacts& facts, const std::string& name) {
  auto found = facts.find(name);
  if (found != facts.end() && !found->second.empty()) return found->second;
  return fail("payments.no_account", fmt::format("{} is not known", name),
              "ask for the account before ordering the payment", {name, 0, 0});
}

Result<AccountKind> read_kind(const std::string& text) {
  for (AccountKind kind : {AccountKind::ordinary, AccountKind::current, AccountKind::savings, AccountKind::other}) {
    if (text == name(kind)) return kind;
  }
  return fail("payments.bad_account", fmt::format("account kind '{}' is not known", text.substr(0, 20)),
              "choose ordinary, current, savings or other", {"account_type", 0, 0});
}

}  // namespace

Result<Payee> payee_of(const parties::SealedFacts& facts, Wo wo) {
  Payee out;
  out.account.bank = TRY(need_fact(facts, "bank_code"));
  out.account.branch = TRY(need_fact(facts, "branch_code"));
  out.account.kind = TRY(read_kind(TRY(need_fact(facts, "account_type"))));
  Result<std::string> number = padded_account_number(TRY(need_fact(facts, "account_number")));
  if (!number) return fail(at_fact(number.error(), "account_number"));
  out.account.number = *number;
  if (Done checked = check(out.account); !checked) return fail(at_fact(checked.error(), "bank_code"));
  Result<Bytes> holder = party_name(TRY(need_fact(facts, "account_holder_kana")), wo);
  if (!holder) return fail(at_fact(holder.error(), "account_holder_kana"));
  if (holder->empty())
    return fail("payments.no_account", "the holder's name is blank", "ask for it again", {"account_holder_kana", 0, 0});
  out.name = std::move(*holder);
  return out;
}

Done check(const Payee& payee, const BankMaster& master) {
  Result<BankMaster::Found> found = master.find(payee.account.bank, payee.account.branch);
  if (!found)
    return fail(at_fact(found.error(), found.error().code == "payments.unknown_bank" ? "bank_code" : "branch_code"));
  return {};
}

}  // namespace hashira::payments
