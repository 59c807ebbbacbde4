// FEEL values as deterministic CBOR (for entries) and as JSON (for APIs and test files).
//
// CBOR: null, boolean, integer, decimal (tag 4), text, list, context (its order kept: an array of key, value under tag
// 40100); temporal kinds as tagged text: 40101 date, 40102 time, 40103 date and time, 40104/40105 durations. No functions.
#pragma once

#include <boost/json/value.hpp>

#include "base/cbor.h"
#include "base/result.h"
#include "feel/types.h"
#include "feel/value.h"

namespace hashira::feel {

void write_cbor(cbor::Writer& writer, const Value& value);  // Requires: no function or range inside (they become null)
Result<Value> read_cbor(cbor::Reader& reader);

boost::json::value to_json(const Value& value);  // whole numbers of 64 bits as numbers; other numbers, dates … as their text
// A JSON value as FEEL; `type` says how text is read ("2020-05-20" as a date) and how lists and contexts go on.
// Text that does not read as its type is `feel.bad_json` naming the path.
Result<Value> from_json(const boost::json::value& json, const Type& type = {});

}  // namespace hashira::feel
