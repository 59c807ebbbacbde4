#include "payments/account.h"

#include <fmt/core.h>

namespace hashira::payments {
namespace {

constexpr std::string_view yucho_bank = "9900";
constexpr std::size_t account_digits = 7;

tl::unexpected<Error> bad_account(std::string_view part, std::string_view value, int digits) {
  return fail("payments.bad_account", fmt::format("{} '{}' is not {} digits", part, value.substr(0, 20), digits),
              "write it as the bank book does, with its leading zeros");
}

tl::unexpected<Error> bad_yucho(std::string what) {
  return fail("payments.bad_yucho", std::move(what), "copy 記号 (5 digits) and 番号 (2 to 8 digits) from the passbook");
}

std::string seven_digits(std::string_view digits) {
  return std::string(account_digits - digits.size(), '0') + std::string(digits);
}

// 記号 1xxx0: a savings account, whose 番号 ends in a 1 that the seven digits leave out.
Result<Account> yucho_ordinary(std::string_view symbol, std::string_view number) {
  if (number.size() < 2 || number.back() != '1') return bad_yucho(fmt::format("番号 '{}' does not end in 1", number));
  std::string branch = std::string(symbol.substr(1, 2)) + "8";
  return Account{std::string(yucho_bank), branch, AccountKind::ordinary,
                 seven_digits(number.substr(0, number.size() - 1))};
}

// 記号 0xxxx: a transfer account (振替口座), whose 番号 has at most six digits and loses none.
Result<Account> yucho_current(std::string_view symbol, std::string_view number) {
  if (number.size() > account_digits - 1) return bad_yucho(fmt::format("番号 '{}' is too long for a 振替口座", number));
  std::string branch = std::string(symbol.substr(1, 2)) + "9";
  return Account{std::string(yucho_bank), branch, AccountKind::current, seven_digits(number)};
}

}  // namespace

std::string_view name(AccountKind kind) {
  switch (kind) {
    case AccountKind::ordinary:
      return "ordinary";
    case AccountKind::current:
      return "current";
    case AccountKind::savings:
      return "savings";
    case AccountKind::other:
      return "other";
  }
  return "";
}

std::string_view japanese_name(AccountKind kind) {
  switch (kind) {
    case AccountKind::ordinary:
      return "普通";
    case AccountKind::current:
      return "当座";
    case AccountKind::savings:
      return "貯蓄";
    case AccountKind::other:
      return "その他";
  }
  return "";
}

std::optional<AccountKind> account_kind(char digit) {
  switch (digit) {
    case '1':
      return AccountKind::ordinary;
    case '2':
      return AccountKind::current;
    case '4':
      return AccountKind::savings;
    case '9':
      return AccountKind::other;
  }
  return std::nullopt;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Done check(const Account& account) {
  auto is = [](std::string_view text, std::size_t digits) { return text.size() == digits && all_digits(text); };
  if (!is(account.bank, 4)) return bad_account("bank code", account.bank, 4);
  if (!is(account.branch, 3)) return bad_account("branch code", account.branch, 3);
  if (!account_kind(digit(account.kind))) return bad_account("account kind", std::string(1, digit(account.kind)), 1);
  if (!is(account.number, account_digits)) return bad_account("account number", account.number, account_digits);
  return {};
}

Result<std::string> padded_account_number(std::string_view digits) {
  if (digits.empty() || digits.size() > account_digits || !all_digits(digits)) {
    return bad_account("account number", digits, account_digits);
  }
  return seven_digits(digits);
}

Result<Account> yucho_account(std::string_view symbol, std::string_view number) {
  if (symbol.size() != 5 || !all_digits(symbol))
    return bad_yucho(fmt::format("記号 '{}' is not 5 digits", symbol.substr(0, 20)));
  if (number.empty() || number.size() > 8 || !all_digits(number)) {
    return bad_yucho(fmt::format("番号 '{}' is not up to 8 digits", number.substr(0, 20)));
  }
  if (symbol[0] == '1' && symbol[4] == '0') return yucho_ordinary(symbol, number);
  if (symbol[0] == '0') return yucho_current(symbol, number);
  return bad_yucho(fmt::format("記号 '{}' starts with neither 1 nor 0, or a 1 does not end in 0", symbol));
}

}  // namespace hashira::payments
