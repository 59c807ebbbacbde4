// What a subsidy's cases need at the desk beside desk.h and benefit_desk.h: early start, minor change, advance, performance
// report, inspection, settlement. Rights and refusals as there. Commands and entries: instruments/subsidy/subsidy.h.
#pragma once

#include "app/desk.h"

namespace hashira::app {

// The fields of a form by fact: "" where the form has none.
using FactFields = std::function<std::string(const std::string& fact)>;

// 事前着手の承認: an approver.
Done allow_start(Work& work, const std::string& programme, std::uint64_t number, Date from, std::string_view reason, const Actor& actor);
// 軽微な変更の届出: an officer. "app.wrong_answer" names the fact that is wrong.
Done note_minor_change(Work& work, const std::string& programme, std::uint64_t number, const FactFields& facts, std::string_view note,
                       const Actor& actor);
// 概算払の請求: an officer takes it in; a payer orders it.
Done claim_advance(Work& work, const std::string& programme, std::uint64_t number, Yen amount, std::string_view reason, const Actor& actor);
// 実績報告 with the facts as they came out; `reason` where it is late. An officer.
Done report_performance(Work& work, const std::string& programme, std::uint64_t number, const FactFields& facts, std::string_view reason,
                        const Actor& actor);
Done return_report(Work& work, const std::string& programme, std::uint64_t number, std::string_view reason, const Actor& actor);
// 検査: `place` is documents or site. An officer.
Done inspect_project(Work& work, const std::string& programme, std::uint64_t number, std::string_view place, std::string_view note,
                     const Actor& actor);
// 額の確定 by the rules on the facts reported: an approver who did not inspect.
Done settle_grant(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor);

}  // namespace hashira::app
