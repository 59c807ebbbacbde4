#include "payments/internal/run_orders.h"

namespace hashira::payments {
namespace {

constexpr std::uint64_t order_fields = 6, order_bytes_min = 40;  // a payee is 32 bytes and their head

Result<RunOrder> read_order(cbor::Reader& reader) {
  RunOrder out;
  if (TRY(reader.array()) != order_fields) return bad_run("an order has not six fields");
  out.key.case_number = TRY(read_large(reader));
  out.key.decision = TRY(read_small(reader));
  out.key.instalment = TRY(read_small(reader));
  out.attempt = TRY(read_small(reader));
  std::int64_t amount = TRY(reader.integer());
  if (amount <= 0) return bad_run("an order without an amount");
  out.amount = Yen(amount);
  BytesView payee = TRY(reader.bytes());
  if (payee.size() != out.payee.size()) return bad_run("an order without its payee");
  out.payee = hash_from(payee);
  return out;
}

template <class Orders>
auto find_by_key(Orders& orders, const OrderKey& key) -> decltype(orders.data()) {
  auto at = std::lower_bound(orders.begin(), orders.end(), key,
                             [](const RunOrder& one, const OrderKey& k) { return one.key < k; });
  return at == orders.end() || at->key != key ? nullptr : &*at;
}

}  // namespace

tl::unexpected<Error> bad_run(std::string what) {
  return fail("payments.bad_run", "a stored payment run is damaged: " + std::move(what), "run `hashira audit`");
}

Result<std::uint64_t> read_large(cbor::Reader& reader) {
  std::int64_t number = TRY(reader.integer());
  if (number < 0) return bad_run("a negative number");
  return static_cast<std::uint64_t>(number);
}

Result<std::uint32_t> read_small(cbor::Reader& reader) {
  std::uint64_t number = TRY(read_large(reader));
  if (number > UINT32_MAX) return bad_run("a number out of range");
  return static_cast<std::uint32_t>(number);
}

Bytes encode_orders(const std::vector<RunOrder>& orders) {
  cbor::Writer writer;
  writer.array(orders.size());
  for (const RunOrder& order : orders) {
    writer.array(order_fields);
    writer.integer(static_cast<std::int64_t>(order.key.case_number));
    writer.integer(order.key.decision);
    writer.integer(order.key.instalment);
    writer.integer(order.attempt);
    writer.integer(order.amount.count());
    writer.bytes(view(order.payee));
  }
  return std::move(writer).out();
}

Result<std::vector<RunOrder>> decode_orders(BytesView bytes) {
  cbor::Reader reader(bytes);
  std::uint64_t size = TRY(reader.array());
  if (size > run_orders_max) return bad_run("too many orders");
  std::vector<RunOrder> out;
  out.reserve(std::min<std::size_t>(size, bytes.size() / order_bytes_min));
  for (std::uint64_t i = 0; i < size; ++i) {
    RunOrder order = TRY(read_order(reader));
    if (!out.empty() && !(out.back().key < order.key)) return bad_run("its orders are not in order");
    out.push_back(std::move(order));
  }
  if (!reader.at_end()) return bad_run("bytes follow its orders");
  return out;
}

Bytes encode_keys(const std::vector<OrderKey>& keys) {
  cbor::Writer writer;
  writer.array(keys.size() * 3);
  for (const OrderKey& key : keys) {
    writer.integer(static_cast<std::int64_t>(key.case_number));
    writer.integer(key.decision);
    writer.integer(key.instalment);
  }
  return std::move(writer).out();
}

Result<std::vector<OrderKey>> decode_keys(BytesView bytes) {
  cbor::Reader reader(bytes);
  std::uint64_t size = TRY(reader.array());
  if (size % 3 != 0 || size > 3 * run_orders_max) return bad_run("a list of orders of the wrong length");
  std::vector<OrderKey> out;
  for (std::uint64_t i = 0; i < size / 3; ++i) {
    OrderKey key;
    key.case_number = TRY(read_large(reader));
    key.decision = TRY(read_small(reader));
    key.instalment = TRY(read_small(reader));
    out.push_back(key);
  }
  if (!reader.at_end()) return bad_run("bytes follow a list of orders");
  return out;
}

RunOrder* find_order(PaymentRun& run, const OrderKey& key) {
  return find_by_key(run.orders, key);
}
const RunOrder* find_order(const PaymentRun& run, const OrderKey& key) {
  return find_by_key(run.orders, key);
}

}  // namespace hashira::payments
