// Totals that another body states (他機関の報告値): received by an officer, checked against the document by another person; only
// then do they stand in the figure, as attested or imported. Entries: instruments/reported/reported.h.
#pragma once

#include "app/engine.h"

namespace hashira::app {

struct StatedTotal {
  std::string programme, figure;
  feel::Value value;           // a number in the figure's own unit: yen, not 億円
  std::string reporter;        // the body that reports it
  std::string document_name;   // 実績報告書 of 2021-05-14 …
  Bytes document;              // its SHA-256
  std::optional<Date> as_of;
  std::string note;
};

// Each answers the case's number. `app.total_stated` when a live total of the same figure, reporter and day stands already:
// correct that one. An officer or planner states, corrects and retracts; an approver or planner who did not state it checks.
Result<std::uint64_t> state_total(Work& work, const StatedTotal& total, const Actor& actor);
Done check_total(Work& work, const std::string& programme, std::uint64_t number, std::string_view note, const Actor& actor);
Done correct_total(Work& work, std::uint64_t number, const StatedTotal& total, std::string_view reason, const Actor& actor);
Done retract_total(Work& work, const std::string& programme, std::uint64_t number, std::string_view reason, const Actor& actor);

// All or nothing: states every total, or none and every error (with the place of its row).
tl::expected<std::vector<std::uint64_t>, std::vector<Error>> state_totals(Engine& engine, const std::vector<StatedTotal>& totals,
                                                                          const std::vector<Place>& places, Actor actor);

// A total as it stands.
struct Total {
  std::uint64_t number = 0;
  std::string figure, state, reporter, document_name, document, stated_by;
  feel::Value value;
  std::optional<Date> as_of;
  bool synthetic = false;
};
Result<std::vector<Total>> totals(Engine& engine, const std::string& programme);

// A number as offices write it, in the unit of the figure: 403.6億円 → 40360000000; 1,188人; 96.2％. `app.bad_total` for what
// is no number, or names another unit than the figure's.
Result<feel::Value> total_of(const portfolio::Figure& figure, std::string_view text);

}  // namespace hashira::app
