#include <charconv>
#include <cstring>

#include <fmt/core.h>

#include "payments/internal/zengin_fields.h"
#include "payments/zengin.h"

namespace hashira::payments::zengin {
namespace {

void put(Record120& out, const Field& field, std::string_view value) {
  assert(value.size() <= field.size);
  std::memcpy(out.data() + field.offset, value.data(), value.size());  // the rest is spaces already
}

void put(Record120& out, const Field& field, char value) {
  out[field.offset] = value;
}

// Right-aligned, zero padded.
void put(Record120& out, const Field& field, std::int64_t value) {
  assert(value >= 0);
  for (std::size_t at = field.offset + field.size; at-- > field.offset; value /= 10) {
    out[at] = static_cast<char>('0' + value % 10);
  }
  assert(value == 0);
}

void put_record(Record120& out, const Header& value) {
  put(out, header::record_kind, '1');
  put(out, header::kind, value.kind);
  put(out, header::code_kind, value.code);
  put(out, header::client_code, value.client_code);
  put(out, header::client_name, value.client_name);
  put(out, header::value_date, value.value_date);
  put(out, header::bank, value.bank);
  put(out, header::bank_name, value.bank_name);
  put(out, header::branch, value.branch);
  put(out, header::branch_name, value.branch_name);
  put(out, header::account_kind, value.account_kind);
  put(out, header::account_number, value.account_number);
  put(out, header::dummy, value.filler);
}

void put_record(Record120& out, const Transfer& value) {
  put(out, transfer::record_kind, '2');
  put(out, transfer::bank, value.bank);
  put(out, transfer::bank_name, value.bank_name);
  put(out, transfer::branch, value.branch);
  put(out, transfer::branch_name, value.branch_name);
  put(out, transfer::clearing_house, value.clearing_house);
  put(out, transfer::account_kind, value.account_kind);
  put(out, transfer::account_number, value.account_number);
  put(out, transfer::payee_name, value.payee_name);
  put(out, transfer::amount, value.amount.count());
  put(out, transfer::new_code, value.new_code);
  put(out, transfer::customer, value.customer);
  put(out, transfer::transfer_kind, value.transfer_kind);
  put(out, transfer::marker, value.marker);
  put(out, transfer::dummy, value.filler);
}

void put_record(Record120& out, const Trailer& value) {
  put(out, trailer::record_kind, '8');
  put(out, trailer::count, value.count);
  put(out, trailer::sum, value.sum.count());
  put(out, trailer::dummy, value.filler);
}

void put_record(Record120& out, const End& value) {
  put(out, end::record_kind, '9');
  put(out, end::dummy, value.filler);
}

// Trailing spaces are padding and come back by themselves.
Bytes text_of(const Field& field, BytesView bytes) {
  BytesView value = field.in(bytes);
  return Bytes(value.substr(0, value.find_last_not_of(' ') + 1));
}

std::string digits_of(const Field& field, BytesView bytes) {
  return std::string(field.in(bytes));
}

std::int64_t number_of(const Field& field, BytesView bytes) {
  std::int64_t value = 0;
  for (char c : field.in(bytes)) value = value * 10 + (c - '0');
  return value;
}

Header parse_header(BytesView bytes) {
  Header out;
  out.kind = digits_of(header::kind, bytes);
  out.code = bytes[header::code_kind.offset];
  out.client_code = digits_of(header::client_code, bytes);
  out.client_name = text_of(header::client_name, bytes);
  out.value_date = digits_of(header::value_date, bytes);
  out.bank = digits_of(header::bank, bytes);
  out.bank_name = text_of(header::bank_name, bytes);
  out.branch = digits_of(header::branch, bytes);
  out.branch_name = text_of(header::branch_name, bytes);
  out.account_kind = bytes[header::account_kind.offset];
  out.account_number = text_of(header::account_number, bytes);
  out.filler = text_of(header::dummy, bytes);
  return out;
}

Transfer parse_transfer(BytesView bytes) {
  Transfer out;
  out.bank = digits_of(transfer::bank, bytes);
  out.bank_name = text_of(transfer::bank_name, bytes);
  out.branch = digits_of(transfer::branch, bytes);
  out.branch_name = text_of(transfer::branch_name, bytes);
  out.clearing_house = text_of(transfer::clearing_house, bytes);
  out.account_kind = bytes[transfer::account_kind.offset];
  out.account_number = digits_of(transfer::account_number, bytes);
  out.payee_name = text_of(transfer::payee_name, bytes);
  out.amount = Yen(number_of(transfer::amount, bytes));
  out.new_code = bytes[transfer::new_code.offset];
  out.customer = text_of(transfer::customer, bytes);
  out.transfer_kind = bytes[transfer::transfer_kind.offset];
  out.marker = bytes[transfer::marker.offset];
  out.filler = text_of(transfer::dummy, bytes);
  return out;
}

constexpr std::size_t order_digits[] = {10, 3, 3, 2, 2};

// Zero padded; false when the value has more digits.
bool append_padded(std::string& out, std::uint64_t value, std::size_t digits) {
  std::size_t start = out.size();
  out.resize(start + digits);
  for (std::size_t at = out.size(); at-- > start; value /= 10) out[at] = static_cast<char>('0' + value % 10);
  return value == 0;
}

}  // namespace

std::span<const Field> fields_of(char record_kind) {
  switch (record_kind) {
    case '1':
      return header::all;
    case '2':
      return transfer::all;
    case '8':
      return trailer::all;
    case '9':
      return end::all;
  }
  return {};
}

Record120 format(const Record& record) {
  Record120 out;
  out.fill(' ');
  std::visit([&](const auto& value) { put_record(out, value); }, record);
  return out;
}

Record parse_record(BytesView bytes) {
  assert(bytes.size() == record_size);
  switch (bytes[0]) {
    case '1':
      return parse_header(bytes);
    case '2':
      return parse_transfer(bytes);
    case '8':
      return Trailer{number_of(trailer::count, bytes), Yen(number_of(trailer::sum, bytes)),
                     text_of(trailer::dummy, bytes)};
    default:
      return End{text_of(end::dummy, bytes)};
  }
}

Result<std::string> order_number_text(const OrderNumber& number) {
  std::string out;
  const std::uint64_t parts[] = {number.case_number, number.decision, number.instalment, number.attempt, number.part};
  for (std::size_t i = 0; i < std::size(parts); ++i) {
    if (append_padded(out, parts[i], order_digits[i])) continue;
    return fail("payments.bad_order_number",
                fmt::format("{} does not fit the {} digits of an order number", parts[i], order_digits[i]),
                "pay the case in fewer instalments or attempts, or under a new case");
  }
  return out;
}

Result<OrderNumber> read_order_number(std::string_view text) {
  if (text.size() != 20 || !all_digits(text)) {
    return fail(
        "payments.bad_order_number",
        fmt::format("'{}' is not the 20 digits of an order number", to_utf8(text.substr(0, 35), KanaWidth::half)),
        "find the payment by its account and amount");
  }
  std::uint64_t parts[5] = {};
  std::size_t at = 0;
  for (std::size_t i = 0; i < std::size(parts); at += order_digits[i++]) {
    std::from_chars(text.data() + at, text.data() + at + order_digits[i], parts[i]);
  }
  auto small = [&](int i) { return static_cast<std::uint32_t>(parts[i]); };
  return OrderNumber{parts[0], small(1), small(2), small(3), small(4)};
}

}  // namespace hashira::payments::zengin
