// 精算: a grant to another layer follows what that layer really paid, as the cases of that layer tell it.
#include <fmt/core.h>

#include "app/answers.h"
#include "app/benefit_desk.h"
#include "app/case_command.h"
#include "indicators/figures.h"
#include "ledger/print.h"

namespace hashira::app {
namespace {

// The sum of the other layer's cases under the grant's own value of the dimension.
Result<Yen> layer_total(Work& work, const audit::Version& version, const cases::Case& value) {
  const portfolio::Settles& settles = *version.programme.money->settles;
  const portfolio::Fact* dimension = version.programme.fact(settles.by);
  const feel::Value* of = value.fact(settles.by);
  std::string cell = fmt::format("{}|{}={}", settles.figure, settles.by, of == nullptr ? "" : answer_text(*dimension, *of));
  std::optional<Bytes> row = TRY(work.get({journal::Table::cell, indicators::cell_key(value.stream, cell)}));
  return row ? Yen(TRY(indicators::decode_cell(*row)).value) : Yen(0);
}

std::int64_t fact_number(const cases::Case& value, const std::string& fact) {
  const feel::Value* now = value.fact(fact);
  return now == nullptr ? 0 : now->as_integer().value_or(0);
}

}  // namespace

Done take_layer_total(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, programme));
  cases::Case value = TRY(work.case_of(programme, number));
  if (!version->programme.money || !version->programme.money->settles || !value.layer.empty()) {
    return fail("app.no_grant", fmt::format("案件 {0} は精算する補助ではありません / case {0} is no grant that is settled", number),
                "補助の案件を選んでください / choose the case of a grant");
  }
  const portfolio::Settles& settles = *version->programme.money->settles;
  Yen total = TRY(layer_total(work, *version, value));
  if (total.count() == fact_number(value, settles.fact)) {
    return fail("app.nothing_to_settle",
                fmt::format("実績は既に{}です / what was paid is {} already", ledger::yen_text(total), ledger::yen_text_en(total)),
                "実績が変わってから精算してください / settle it once the figure has moved");
  }
  return correct_fact(work, programme, number, settles.fact, std::to_string(total.count()), "支給実績による精算", actor);
}

}  // namespace hashira::app
