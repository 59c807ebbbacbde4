#include "instruments/money/receipts.h"

namespace hashira::instruments::money {
namespace {

std::int64_t receipt_number(const feel::Value& receipt, std::string_view name) {
  const feel::Value* found = receipt.find(name);
  return found == nullptr ? 0 : found->as_integer().value_or(0);
}

feel::Value receipt_value(const Receipt& receipt) {
  return feel::Value::context({{"on", feel::Value::date(receipt.on)},
                               {"year", feel::Value::integer(receipt.year.year())},
                               {"amount", feel::Value::integer(receipt.amount.count())}});
}

}  // namespace

std::vector<Receipt> receipts_of(const cases::Case& value) {
  std::vector<Receipt> out;
  const feel::Value* kept = value.datum("receipts");
  for (std::size_t i = 0; kept != nullptr && i < kept->size(); ++i) {
    const feel::Value* on = kept->at(i).find("on");
    out.push_back({on == nullptr ? Date() : on->as_date().value_or(Date()),
                   FiscalYear(static_cast<std::int32_t>(receipt_number(kept->at(i), "year"))),
                   Yen(receipt_number(kept->at(i), "amount"))});
  }
  return out;
}

void keep_receipts(cases::Case& value, const std::vector<Receipt>& receipts) {
  std::vector<feel::Value> items;
  for (const Receipt& receipt : receipts) items.push_back(receipt_value(receipt));
  value.set_datum("receipts", items.empty() ? feel::Value::null() : feel::Value::list(std::move(items)));
}

std::vector<Receipt> less(std::vector<Receipt> receipts, Yen amount) {
  while (amount > Yen(0) && !receipts.empty()) {
    Yen part = std::min(amount, receipts.back().amount);
    receipts.back().amount -= part;
    amount -= part;
    if (receipts.back().amount == Yen(0)) receipts.pop_back();
  }
  return receipts;
}

std::vector<ReturnedPart> returned_parts(std::vector<Receipt> receipts, Yen amount) {
  std::vector<ReturnedPart> out;
  while (amount > Yen(0) && !receipts.empty()) {
    Yen part = std::min(amount, receipts.back().amount);
    bool same_year = !out.empty() && out.back().paid_in == receipts.back().year;
    if (same_year) {
      out.back().amount += part;
    } else {
      out.push_back({receipts.back().year, part});
    }
    receipts = less(std::move(receipts), part);
    amount -= part;
  }
  return out;
}

}  // namespace hashira::instruments::money
