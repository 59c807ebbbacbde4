#include "instruments/credit/lots.h"

#include <span>
#include <utility>

namespace hashira::instruments::credit {
namespace {

using feel::Value;

std::int64_t whole(const Value& from, std::string_view key) {
  const Value* value = from.find(key);
  return value == nullptr ? 0 : value->as_integer().value_or(0);
}

std::string words(const Value& from, std::string_view key) {
  const Value* value = from.find(key);
  return value == nullptr || !value->is(feel::Kind::string) ? std::string() : std::string(value->as_string());
}

Serials serials_in(const Value& from) { return {whole(from, "first"), whole(from, "last")}; }

Value kept_sale(const Sale& sale) {
  return Value::context({{"number", Value::integer(sale.number)},
                         {"first", Value::integer(sale.serials.first)},
                         {"last", Value::integer(sale.serials.last)},
                         {"buyer", Value::string(sale.buyer)},
                         {"price", Value::integer(sale.price.count())},
                         {"state", Value::integer(static_cast<std::int64_t>(sale.state))},
                         {"receivable", Value::integer(sale.receivable)},
                         {"proposed_by", Value::string(sale.proposed_by)}});
}

Sale sale_in(const Value& from) {
  Sale out;
  out.number = whole(from, "number");
  out.serials = serials_in(from);
  out.buyer = words(from, "buyer");
  out.price = Yen(whole(from, "price"));
  out.state = static_cast<SaleState>(whole(from, "state"));
  out.receivable = whole(from, "receivable");
  out.proposed_by = words(from, "proposed_by");
  return out;
}

Value kept_retirement(const Retirement& one) {
  return Value::context({{"first", Value::integer(one.serials.first)},
                         {"last", Value::integer(one.serials.last)},
                         {"reference", Value::string(one.reference)},
                         {"sale", Value::integer(one.sale)}});
}

std::span<const Value> list_in(const cases::Case& value, std::string_view datum) {
  const Value* kept = value.datum(datum);
  return kept == nullptr || !kept->is(feel::Kind::list) ? std::span<const Value>() : kept->items();
}

struct SaleWords {
  std::string_view ja, en;
};
constexpr SaleWords sale_words[] = {{"契約待ち", "to be contracted"}, {"納入待ち", "price due"}, {"納入済み", "settled"}, {"取下げ", "withdrawn"}};

}  // namespace

std::string_view japanese_name(SaleState state) { return sale_words[static_cast<std::size_t>(state)].ja; }
std::string_view english_name(SaleState state) { return sale_words[static_cast<std::size_t>(state)].en; }

const Sale* Block::sale(std::int64_t number) const {
  return number < 1 || static_cast<std::size_t>(number) > sales.size() ? nullptr : &sales[static_cast<std::size_t>(number - 1)];
}

Sale* Block::sale(std::int64_t number) { return const_cast<Sale*>(std::as_const(*this).sale(number)); }

const Sale* Block::sold(const Serials& wanted) const {
  for (const Sale& one : sales) {
    if (one.live() && one.serials.meets(wanted)) return &one;
  }
  return nullptr;
}

const Retirement* Block::retired(const Serials& wanted) const {
  for (const Retirement& one : retirements) {
    if (one.serials.meets(wanted)) return &one;
  }
  return nullptr;
}

std::int64_t Block::tonnes_retired() const {
  std::int64_t out = 0;
  for (const Retirement& one : retirements) out += one.serials.tonnes();
  return out;
}

Block block_of(const cases::Case& value) {
  Block out;
  const Value* first = value.datum("first");
  const Value* last = value.datum("last");
  if (first != nullptr && last != nullptr) out.serials = {first->as_integer().value_or(0), last->as_integer().value_or(-1)};
  for (const Value& one : list_in(value, "sales")) out.sales.push_back(sale_in(one));
  for (const Value& one : list_in(value, "retirements")) out.retirements.push_back({serials_in(one), words(one, "reference"), whole(one, "sale")});
  return out;
}

void keep(cases::Case& value, const Block& block) {
  std::vector<Value> sales, retirements;
  std::int64_t settled = 0, tonnes = 0;
  for (const Sale& one : block.sales) {
    sales.push_back(kept_sale(one));
    if (one.state != SaleState::settled) continue;
    settled += 1;
    tonnes += one.serials.tonnes();
  }
  for (const Retirement& one : block.retirements) retirements.push_back(kept_retirement(one));
  value.set_datum("first", Value::integer(block.serials.first));
  value.set_datum("last", Value::integer(block.serials.last));
  value.set_datum("sales", Value::list(std::move(sales)));
  value.set_datum("retirements", Value::list(std::move(retirements)));
  value.set_datum("credits_issued", Value::integer(block.serials.tonnes()));
  value.set_datum("credits_sold", Value::integer(tonnes));
  value.set_datum("credit_sales", Value::integer(settled));
  value.set_datum("credits_retired", Value::integer(block.tonnes_retired()));
}

}  // namespace hashira::instruments::credit
