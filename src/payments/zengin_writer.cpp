#include "payments/zengin_writer.h"

#include <fmt/core.h>

#include "payments/internal/zengin_fields.h"

namespace hashira::payments::zengin {
namespace {

constexpr std::size_t writer_buffer_max = 64 << 10;

// A value longer than its field would be cut; formatting requires that it fits.
Done check_size(std::string_view value, const Field& field) {
  if (value.size() <= field.size) return {};
  return fail("payments.field_too_long",
              fmt::format("{} ({}) has {} bytes, the field {}", field.name, field.english, value.size(), field.size),
              "shorten it as the bank book does");
}

Done check_sizes(const Header& value) {
  CHECK_OK(check_size(value.kind, header::kind));
  CHECK_OK(check_size(value.client_code, header::client_code));
  CHECK_OK(check_size(value.client_name, header::client_name));
  CHECK_OK(check_size(value.value_date, header::value_date));
  CHECK_OK(check_size(value.bank, header::bank));
  CHECK_OK(check_size(value.bank_name, header::bank_name));
  CHECK_OK(check_size(value.branch, header::branch));
  CHECK_OK(check_size(value.branch_name, header::branch_name));
  CHECK_OK(check_size(value.account_number, header::account_number));
  return check_size(value.filler, header::dummy);
}

Done check_sizes(const Transfer& value) {
  CHECK_OK(check_size(value.bank, transfer::bank));
  CHECK_OK(check_size(value.bank_name, transfer::bank_name));
  CHECK_OK(check_size(value.branch, transfer::branch));
  CHECK_OK(check_size(value.branch_name, transfer::branch_name));
  CHECK_OK(check_size(value.clearing_house, transfer::clearing_house));
  CHECK_OK(check_size(value.account_number, transfer::account_number));
  CHECK_OK(check_size(value.payee_name, transfer::payee_name));
  CHECK_OK(check_size(value.customer, transfer::customer));
  CHECK_OK(check_size(value.filler, transfer::dummy));
  if (value.amount >= Yen(0) && value.amount <= payment_max) return {};
  return fail("payments.amount_too_large",
              fmt::format("{} yen do not fit the ten digits of 振込金額", value.amount.count()), "split the payment");
}

// Which order a refusal is about: its customer code is what a person can look up.
Error of_payment(Error error, const Transfer& value) {
  error.what = fmt::format("payment {}: {}", to_utf8(value.customer, KanaWidth::half), error.what);
  return error;
}

}  // namespace

std::string_view bytes_of(Separator separator) {
  switch (separator) {
    case Separator::none:
      return "";
    case Separator::crlf:
      return "\r\n";
    case Separator::cr:
      return "\r";
    case Separator::lf:
      return "\n";
  }
  return "";
}

Writer::Writer(Header header, WriterOptions options, Sink sink)
    : header_(std::move(header)), options_(std::move(options)), sink_(std::move(sink)) {
  buffer_.reserve(writer_buffer_max);
}

Done Writer::add(Transfer transfer, OrderNumber order) {
  Yen left = transfer.amount;
  bool split = left > payment_max;
  transfer.marker = ' ';
  order.part = split ? 1 : 0;
  do {
    transfer.amount = std::min(left, payment_max);
    transfer.customer = TRY(order_number_text(order));
    CHECK_OK(add_record(transfer));
    left -= transfer.amount;
    ++order.part;
  } while (left > Yen(0));
  ++written_.orders;
  return {};
}

Done Writer::add(const Transfer& transfer) {
  CHECK_OK(add_record(transfer));
  ++written_.orders;
  return {};
}

Done Writer::add_record(const Transfer& transfer) {
  if (Done fits = check_sizes(transfer); !fits) return fail(of_payment(fits.error(), transfer));
  bool full = group_count_ == group_count_max || group_sum_ + transfer.amount > group_sum_max;
  if (group_open_ && full) CHECK_OK(close_group());
  if (!group_open_) CHECK_OK(open_group());
  if (Done written = write(transfer); !written) return fail(of_payment(written.error(), transfer));
  ++group_count_;
  group_sum_ += transfer.amount;
  ++written_.records;
  written_.sum += transfer.amount;
  return {};
}

Done Writer::open_group() {
  if (options_.groups == Groups::one && written_.groups == 1) {
    return fail("payments.group_full", "the payments need more than one group, which this bank does not take",
                "make several runs of at most 999,999 payments and 999,999,999,999 yen");
  }
  CHECK_OK(check_sizes(header_));
  CHECK_OK(write(header_));
  group_open_ = true;
  ++written_.groups;
  group_count_ = 0;
  group_sum_ = Yen(0);
  return {};
}

Done Writer::close_group() {
  group_open_ = false;
  return write(Trailer{group_count_, group_sum_, {}});
}

Result<Written> Writer::finish() {
  if (!group_open_)
    return fail("payments.empty_file", "there is no payment to write", "release orders before exporting");
  CHECK_OK(close_group());
  CHECK_OK(write(End{}));
  CHECK_OK(flush());
  written_.digest = digest_.finish();
  return written_;
}

Done Writer::write(const Record& record) {
  Record120 bytes = format(record);
  for (Finding& finding : check_record({bytes.data(), bytes.size()}, options_.checks)) {
    if (finding.severity == Severity::error) return fail(std::move(finding.error));
  }
  if (buffer_.size() + record_size + 2 > writer_buffer_max) CHECK_OK(flush());
  buffer_.append(bytes.data(), bytes.size());
  buffer_ += bytes_of(options_.separator);
  return {};
}

Done Writer::flush() {
  digest_.add(buffer_);
  written_.bytes += buffer_.size();
  CHECK_OK(sink_(buffer_));
  buffer_.clear();
  return {};
}

}  // namespace hashira::payments::zengin
