// May this value stand for this fact? Asked before a fact enters the journal, whoever brings it.
//
// Guarantees: a fact that passes has its declared type, choice and bounds and is not sealed. Written in docs/programme-folder.md.
#pragma once

#include "cases/case.h"
#include "portfolio/programme.h"

namespace hashira::cases {

// `cases.unknown_fact`, `cases.sealed_fact`, `cases.wrong_value`; the place names the fact.
Done check_fact(const portfolio::Programme& programme, const std::string& id, const feel::Value& value);
Done check_facts(const portfolio::Programme& programme, const Facts& facts);

}  // namespace hashira::cases
