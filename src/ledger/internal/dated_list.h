// Lists of (day, amount) as bodies and rows carry them: a CBOR array of [tag 100 day, yen].
#pragma once

#include <optional>

#include "base/cbor.h"
#include "ledger/surcharge.h"

namespace hashira::ledger {

void write_dated(cbor::Writer& writer, const std::vector<Dated>& list);
Result<std::vector<Dated>> read_dated(cbor::Reader& reader);
void write_day(cbor::Writer& writer, Date day);
Result<Date> read_day(cbor::Reader& reader);

// Of a body's raw field; nullopt when it is absent or no such list.
Bytes dated_bytes(const std::vector<Dated>& list);
std::optional<std::vector<Dated>> dated_of(std::optional<BytesView> raw);

}  // namespace hashira::ledger
