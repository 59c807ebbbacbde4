// Orders as CBOR: in the body of run.made, of run.answered, and in a stored run.
// Guarantees: deterministic; reading refuses what writing would not have written.
// Written in docs/payments.md (entries).
#pragma once

#include "base/cbor.h"
#include "payments/run.h"

namespace hashira::payments {

// [[case, decision, instalment, attempt, amount, payee], …]; ascending by key.
Bytes encode_orders(const std::vector<RunOrder>& orders);
Result<std::vector<RunOrder>> decode_orders(BytesView bytes);
// [case, decision, instalment, case, …]
Bytes encode_keys(const std::vector<OrderKey>& keys);
Result<std::vector<OrderKey>> decode_keys(BytesView bytes);

tl::unexpected<Error> bad_run(std::string what);
Result<std::uint32_t> read_small(cbor::Reader& reader);
Result<std::uint64_t> read_large(cbor::Reader& reader);
RunOrder* find_order(PaymentRun& run, const OrderKey& key);
const RunOrder* find_order(const PaymentRun& run, const OrderKey& key);

}  // namespace hashira::payments
