#include "payments/reason.h"

#include <array>

namespace hashira::payments {
namespace {

struct ReasonRow {
  ReasonClass reason;
  std::string_view name, japanese, iso;
  ReasonGroup group;
};
constexpr std::array<ReasonRow, reason_class_count> reasons{{
    {ReasonClass::account_number, "account_number", "口座番号・科目相違", "AC01", ReasonGroup::number},
    {ReasonClass::bank_or_branch, "bank_or_branch", "銀行・支店なし", "RC01", ReasonGroup::number},
    {ReasonClass::name_mismatch, "name_mismatch", "名義相違", "BE01", ReasonGroup::name},
    {ReasonClass::account_closed, "account_closed", "解約済", "AC04", ReasonGroup::account},
    {ReasonClass::account_blocked, "account_blocked", "入金停止", "AC06", ReasonGroup::account},
    {ReasonClass::deceased, "deceased", "名義人死亡", "MD07", ReasonGroup::account},
    {ReasonClass::duplicate, "duplicate", "二重", "AM05", ReasonGroup::none},
    {ReasonClass::control_sum, "control_sum", "合計相違", "AM10", ReasonGroup::none},
    {ReasonClass::other, "other", "その他", "NARR", ReasonGroup::none},
}};

// Codes that banks use beside the one that we would write.
struct NearCode {
  std::string_view iso;
  ReasonClass reason;
};
constexpr NearCode near_codes[] = {
    {"AC03", ReasonClass::account_number},  {"AC07", ReasonClass::account_closed},
    {"AG01", ReasonClass::account_blocked}, {"AGNT", ReasonClass::bank_or_branch},
    {"RC04", ReasonClass::bank_or_branch},
};

const ReasonRow& row_of(ReasonClass reason) {
  for (const ReasonRow& row : reasons) {
    if (row.reason == reason) return row;
  }
  return reasons.back();
}

}  // namespace

std::string_view name(ReasonClass reason) {
  return row_of(reason).name;
}
std::string_view japanese_name(ReasonClass reason) {
  return row_of(reason).japanese;
}
std::string_view iso_code(ReasonClass reason) {
  return row_of(reason).iso;
}
ReasonGroup group(ReasonClass reason) {
  return row_of(reason).group;
}

std::optional<ReasonClass> reason_of_name(std::string_view name) {
  for (const ReasonRow& row : reasons) {
    if (row.name == name) return row.reason;
  }
  return std::nullopt;
}

ReasonClass reason_of_iso(std::string_view code) {
  for (const ReasonRow& row : reasons) {
    if (row.iso == code) return row.reason;
  }
  for (const NearCode& near_code : near_codes) {
    if (near_code.iso == code) return near_code.reason;
  }
  return ReasonClass::other;
}

// `other` asks too: what the bank wrote is for a person to read, and paying blindly again is the worse mistake.
bool asks_new_account(ReasonClass reason) {
  return reason != ReasonClass::duplicate && reason != ReasonClass::control_sum;
}

}  // namespace hashira::payments
