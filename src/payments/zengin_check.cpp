// Checks of one record by itself: the same before writing and after reading.
#include <fmt/core.h>

#include "payments/internal/zengin_fields.h"
#include "payments/zengin.h"

namespace hashira::payments::zengin {
namespace {

constexpr std::string_view bulk_transfer_kind = "21";
constexpr int days_per_half_year = 183;

class RecordCheck {
 public:
  RecordCheck(BytesView bytes, const Checks& checks) : bytes_(bytes), checks_(checks) {}

  std::vector<Finding> run() {
    for (const Field& field : fields_of(bytes_[0])) check_field(field);
    switch (bytes_[0]) {
      case '1':
        check_header();
        break;
      case '2':
        check_transfer();
        break;
      default:
        break;
    }
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const Finding& a, const Finding& b) { return a.offset < b.offset; });
    return std::move(findings_);
  }

 private:
  void find(Severity severity, const Field& field, std::size_t at, std::string code, std::string what,
            std::string mend) {
    Finding finding;
    finding.severity = severity;
    finding.offset = at;
    finding.error = {"payments." + code,
                     fmt::format("{} ({}): {}", field.name, field.english, what),
                     std::move(mend),
                     {"", 0, static_cast<int>(at) + 1}};
    findings_.push_back(std::move(finding));
  }

  std::string shown(const Field& field) const { return to_utf8(field.in(bytes_), KanaWidth::half); }

  void check_field(const Field& field) {
    if (field.kind == FieldKind::digits) check_digits(field);
    if (field.kind == FieldKind::text) check_text(field, field.text);
  }

  void check_digits(const Field& field) {
    if (all_digits(field.in(bytes_))) return;
    find(Severity::error, field, field.offset, "not_digits",
         fmt::format("'{}' is not {} digits", shown(field), field.size),
         "write digits only, right-aligned, filled with zeros on the left");
  }

  void check_text(const Field& field, FieldClass text_class) {
    BytesView value = field.in(bytes_);
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (permits(text_class, checks_.wo, value[i])) continue;
      find(Severity::error, field, field.offset + i, "bad_character",
           fmt::format("byte 0x{:02X} may not stand here", static_cast<unsigned char>(value[i])),
           "use half-width kana without small ones, capitals, digits, and the signs that docs/payments.md lists");
      return;  // one finding a field: the rest is usually the same slip
    }
    check_name_shape(field, value);
  }

  // Legal, but seldom meant.
  void check_name_shape(const Field& field, BytesView value) {
    if (std::size_t mark = lone_mark(value); mark != BytesView::npos) {
      find(Severity::warning, field, field.offset + mark, "lone_mark", "a voiced mark follows no kana that takes it",
           "compare the name with the bank book");
    }
    bool blank = value.find_first_not_of(' ') == BytesView::npos;
    if (!blank && value.front() == ' ') {
      find(Severity::warning, field, field.offset, "not_left_aligned", "the name starts with a space",
           "names stand at the left");
    }
  }

  void check_one_of(const Field& field, std::string_view allowed, std::string mend) {
    char value = bytes_[field.offset];
    if (allowed.find(value) != std::string_view::npos) return;
    find(Severity::error, field, field.offset, "bad_code", fmt::format("'{}' is not known", shown(field)),
         std::move(mend));
  }

  void check_filled(const Field& field) {
    if (field.in(bytes_).find_first_not_of(' ') != BytesView::npos) return;
    find(Severity::error, field, field.offset, "missing", "it is empty", "fill it in");
  }

  void check_header() {
    BytesView kind = header::kind.in(bytes_);
    if (all_digits(kind) && kind != bulk_transfer_kind) {
      find(Severity::error, header::kind, header::kind.offset, "other_kind", fmt::format("'{}' is not 総合振込", kind),
           "only 21 (総合振込) is read; 給与 and 口座振替 have other layouts");
    }
    check_one_of(header::code_kind, "0", "only 0 (JIS) is read");
    check_filled(header::client_name);
    check_one_of(header::account_kind, "129 ", "write 1 普通, 2 当座 or 9 その他");
    check_client_account();
    check_day();
  }

  // The client's own account may be left out where the bank knows it by the client code.
  void check_client_account() {
    BytesView number = header::account_number.in(bytes_);
    if (all_digits(number) || number.find_first_not_of(' ') == BytesView::npos) return;
    find(Severity::error, header::account_number, header::account_number.offset, "not_digits",
         fmt::format("'{}' is not 7 digits", shown(header::account_number)), "write digits, or leave it empty");
  }

  void check_day() {
    BytesView mmdd = header::value_date.in(bytes_);
    if (!all_digits(mmdd)) return;
    // 2000 has a 29 February: without a reference only days of no year are refused.
    Result<Date> day = value_date(mmdd, checks_.reference.value_or(Date::of(2000, 1, 1)));
    if (!day) {
      find(Severity::error, header::value_date, header::value_date.offset, "bad_value_date", day.error().what,
           day.error().mend);
    } else if (checks_.reference && !is_bank_day(*day, checks_.is_holiday)) {
      find(Severity::warning, header::value_date, header::value_date.offset, "no_bank_day",
           fmt::format("banks move no money on {}", day->iso()), "take the next day on which banks are open");
    }
  }

  void check_transfer() {
    check_one_of(transfer::account_kind, "1249", "write 1 普通, 2 当座, 4 貯蓄 or 9 その他");
    check_filled(transfer::payee_name);
    check_amount();
    check_one_of(transfer::new_code, "012 ", "write 1 (first transfer), 2 (changed) or 0");
    check_clearing_house();
    check_one_of(transfer::transfer_kind, "078 ", "write 7 (テレ振込), 8 (文書) or 0");
    check_one_of(transfer::marker, "Y ", "write Y when EDI情報 is given, otherwise a space");
    check_customer();
    check_branch();
    if (bytes_[transfer::payee_name.offset + transfer::payee_name.size - 1] != ' ') {
      find(Severity::warning, transfer::payee_name, transfer::payee_name.offset, "name_full",
           "the name fills all 30 bytes and may have been cut", "compare it with the whole name");
    }
  }

  void check_amount() {
    BytesView amount = transfer::amount.in(bytes_);
    if (!all_digits(amount)) return;
    if (amount == "0000000000") {
      find(Severity::error, transfer::amount, transfer::amount.offset, "zero_amount", "a payment of 0 yen",
           "leave the record out");
    } else if (amount == "9999999999") {
      find(Severity::warning, transfer::amount, transfer::amount.offset, "amount_at_limit",
           "the largest amount the field holds", "make sure that no digits were lost");
    }
  }

  void check_clearing_house() {
    BytesView value = transfer::clearing_house.in(bytes_);
    if (all_digits(value) || value == "    ") return;
    find(Severity::error, transfer::clearing_house, transfer::clearing_house.offset, "not_digits",
         fmt::format("'{}' is neither 4 digits nor empty", shown(transfer::clearing_house)), "write 0000");
  }

  void check_customer() {
    if (bytes_[transfer::marker.offset] == 'Y') {
      check_text(transfer::customer, FieldClass::edi);
      return;
    }
    BytesView value = transfer::customer.in(bytes_);
    auto digits_or_blank = [](BytesView code) {
      return all_digits(code) || code.find_first_not_of(' ') == BytesView::npos;
    };
    if (digits_or_blank(value.substr(0, 10)) && digits_or_blank(value.substr(10))) return;
    find(Severity::error, transfer::customer, transfer::customer.offset, "not_digits",
         fmt::format("'{}' is not two codes of 10 digits", shown(transfer::customer)),
         "write digits, or mark EDI情報 with Y");
  }

  void check_branch() {
    if (!checks_.branch_exists || !all_digits(transfer::bank.in(bytes_)) || !all_digits(transfer::branch.in(bytes_)))
      return;
    if (checks_.branch_exists(transfer::bank.in(bytes_), transfer::branch.in(bytes_))) return;
    find(Severity::warning, transfer::branch, transfer::branch.offset, "unknown_branch",
         fmt::format("bank {} has no branch {} in the bank master", transfer::bank.in(bytes_),
                     transfer::branch.in(bytes_)),
         "ask for the account again; branches close and merge");
  }

  BytesView bytes_;
  const Checks& checks_;
  std::vector<Finding> findings_;
};

bool exists(int year, int month, int day) {
  return Date::parse(fmt::format("{:04}-{:02}-{:02}", year, month, day)).has_value();
}

int week_day(Date day) {
  return static_cast<int>(((day.days() % 7) + 11) % 7);
}  // 0 Sunday; 1970-01-01 was a Thursday

}  // namespace

std::vector<Finding> check_record(BytesView bytes, const Checks& checks) {
  assert(bytes.size() == record_size);
  return RecordCheck(bytes, checks).run();
}

Result<Date> value_date(std::string_view mmdd, Date reference) {
  assert(mmdd.size() == 4 && all_digits(mmdd));
  int month = (mmdd[0] - '0') * 10 + (mmdd[1] - '0'), day = (mmdd[2] - '0') * 10 + (mmdd[3] - '0');
  for (int year : {reference.year(), reference.year() + 1, reference.year() - 1}) {
    if (!exists(year, month, day)) continue;
    Date found = Date::of(year, month, day);
    if (std::abs(found.days() - reference.days()) <= days_per_half_year) return found;
  }
  return fail("payments.bad_value_date", fmt::format("'{}' is no day near {}", mmdd, reference.iso()),
              "write month and day as MMDD");
}

bool is_bank_day(Date day, const std::function<bool(Date)>& is_holiday) {
  int week = week_day(day);
  bool year_end = (day.month() == 12 && day.day() == 31) || (day.month() == 1 && day.day() <= 3);
  return week != 0 && week != 6 && !year_end && !(is_holiday && is_holiday(day));
}

}  // namespace hashira::payments::zengin
