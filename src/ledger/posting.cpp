#include "ledger/posting.h"

#include <array>

#include "base/cbor.h"

namespace hashira::ledger {
namespace {

struct AccountName {
  std::string_view english, japanese;
};
constexpr std::array<AccountName, account_count> account_names = {{
    {"appropriated", "予算"},
    {"in_transit", "令達中"},
    {"allotted", "配当残"},
    {"committed", "支出負担行為済"},
    {"ordered", "支出命令済"},
    {"paid", "支出済"},
    {"outside", "相手方"},
    {"returned", "返納済（歳入）"},
    {"voted", "議決予算"},
    {"transferred", "流用・充用"},
    {"carried", "繰越"},
    {"lapsed", "不用額"},
    {"claimed", "調定"},
    {"receivable", "収入未済"},
    {"collected", "収入済"},
    {"written_off", "不納欠損"},
    {"waived", "免除"},
    {"reserved", "一括決定の予約"},
    {"overpaid", "過誤納（還付未済）"},
    {"refunded", "過誤納の還付（歳出）"},
}};

constexpr std::array<AccountName, budget_kind_count> kind_names = {{
    {"current", "現年"},
    {"carried_by_vote", "繰越明許"},
    {"carried_by_accident", "事故繰越"},
    {"past_year", "過年度"},
}};

constexpr std::uint64_t posting_fields = 8;

tl::unexpected<Error> bad_posting(std::string what) {
  return fail("ledger.bad_posting", "a stored posting is damaged: " + std::move(what), "run `hashira audit`");
}

Result<Account> read_account(cbor::Reader& reader) {
  std::int64_t number = TRY(reader.integer());
  if (number < 0 || number >= account_count) return bad_posting("it names no account");
  return static_cast<Account>(number);
}

Result<FiscalYear> read_year(cbor::Reader& reader) {
  std::int64_t year = TRY(reader.integer());
  if (year != static_cast<std::int32_t>(year)) return bad_posting("its year is out of range");
  return FiscalYear(static_cast<std::int32_t>(year));
}

Result<BudgetKind> read_kind(cbor::Reader& reader) {
  std::int64_t number = TRY(reader.integer());
  if (number < 0 || number >= budget_kind_count) return bad_posting("it names no kind of budget");
  return static_cast<BudgetKind>(number);
}

Done check_posting(const Posting& posting, std::int64_t case_number) {
  if (posting.amount <= Yen(0)) return bad_posting("its amount is not above zero");
  if (posting.from == posting.to) return bad_posting("both its sides are one account");
  if (case_number < 0) return bad_posting("its case has no number");
  if (posting.line.find('\0') != std::string::npos) return bad_posting("its budget line has a NUL byte");
  return {};
}

}  // namespace

std::string_view name(Account account) { return account_names[static_cast<std::size_t>(account)].english; }
std::string_view japanese_name(Account account) { return account_names[static_cast<std::size_t>(account)].japanese; }

std::string_view name(BudgetKind kind) { return kind_names[static_cast<std::size_t>(kind)].english; }
std::string_view japanese_name(BudgetKind kind) { return kind_names[static_cast<std::size_t>(kind)].japanese; }
std::optional<BudgetKind> budget_kind(std::string_view name) {
  for (std::size_t n = 0; n < kind_names.size(); ++n) {
    if (kind_names[n].english == name) return static_cast<BudgetKind>(n);
  }
  return std::nullopt;
}

BalanceKey balance_key(const Posting& posting, Account account) {
  return {posting.line, posting.year, account, posting.kind, posting.office};
}

bool may_be_negative(Account account) {
  switch (account) {
    case Account::appropriated:
    case Account::in_transit:
    case Account::outside:
    case Account::voted:
    case Account::transferred:
    case Account::carried:
    case Account::claimed:
    case Account::overpaid:
    case Account::refunded: return true;
    default: return false;
  }
}

Bytes encode(const Posting& posting) {
  cbor::Writer writer;
  writer.array(posting_fields);
  writer.text(posting.line);
  writer.integer(posting.year.year());
  writer.integer(static_cast<std::int64_t>(posting.from));
  writer.integer(static_cast<std::int64_t>(posting.to));
  writer.integer(posting.amount.count());
  writer.integer(static_cast<std::int64_t>(posting.case_number));
  writer.integer(static_cast<std::int64_t>(posting.kind));
  writer.text(posting.office);
  return std::move(writer).out();
}

Result<Posting> decode_posting(BytesView bytes) {
  cbor::Reader reader(bytes);
  if (TRY(reader.array()) != posting_fields) return bad_posting("it has not eight fields");
  Posting posting{};
  posting.line = TRY(reader.text());
  posting.year = TRY(read_year(reader));
  posting.from = TRY(read_account(reader));
  posting.to = TRY(read_account(reader));
  posting.amount = Yen(TRY(reader.integer()));
  std::int64_t case_number = TRY(reader.integer());
  posting.case_number = static_cast<std::uint64_t>(case_number);
  posting.kind = TRY(read_kind(reader));
  posting.office = TRY(reader.text());
  if (!reader.at_end()) return bad_posting("bytes follow it");
  CHECK_OK(check_posting(posting, case_number));
  return posting;
}

}  // namespace hashira::ledger
