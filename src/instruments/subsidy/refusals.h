// Why a subsidy refuses a command, beside what every instrument of money refuses (money/refusals.h).
//
// Guarantees: texts read "日本語 / English". Codes are "instruments.subsidy.<what>".
#pragma once

#include "instruments/money/refusals.h"

namespace hashira::instruments::subsidy {

using money::Refusal;

Refusal started_early(Date starts, Date decided);
Refusal no_start_day();
Refusal no_report_facts(std::string_view completed);
Refusal late_report(Date deadline, Date reported);
Refusal completed_later(Date completed, Date reported);
Refusal no_inspection();
Refusal settled_already();
Refusal no_advance();
Refusal advanced_already();
Refusal not_minor(std::string_view fact);
Refusal no_minor_change();
Refusal not_orderable();

}  // namespace hashira::instruments::subsidy
