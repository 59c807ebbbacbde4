#include "app/reported.h"

#include <fmt/core.h>

#include "app/case_command.h"
#include "app/queue.h"
#include "base/japanese.h"
#include "cases/fields.h"

namespace hashira::app {
namespace {

// What a total says of itself; "state" adds its figure, "correct" the reason.
journal::BodyWriter statement(const StatedTotal& total) {
  journal::BodyWriter body;
  body.raw("value", cases::encode_value(total.value))
      .text("reporter", total.reporter)
      .bytes("document", total.document)
      .text("document_name", total.document_name);
  if (!total.note.empty()) body.text("note", total.note);
  if (total.as_of) body.date("as_of", *total.as_of);
  return body;
}

// One number per figure, reporter and day: a second one would count twice.
std::string total_key(const StatedTotal& total) {
  return fmt::format("{}|{}|{}", total.figure, total.reporter, total.as_of ? total.as_of->iso() : "");
}

std::string total_key(const cases::Case& value) {
  const feel::Value* as_of = value.datum("as_of");
  std::optional<Date> on = as_of == nullptr ? std::nullopt : as_of->as_date();
  return fmt::format("{}|{}|{}", cases::kept_text(value, "figure"), cases::kept_text(value, "reporter"), on ? on->iso() : "");
}

Result<cases::Case> reported_case(Work& work, const std::string& programme, std::uint64_t number) {
  cases::Case value = TRY(work.case_of(programme, number));
  if (value.instrument == "reported") return value;
  return fail("app.no_such_total", fmt::format("{}の{}番は報告値ではありません / {} {} is no reported total", programme, number, programme, number),
              "hashira reported list で番号を確かめてください / look its number up with hashira reported list");
}

tl::unexpected<Error> stated_already(const StatedTotal& total, std::uint64_t number) {
  return fail("app.total_stated",
              fmt::format("「{0}」の同じ報告が{1}番にあります / number {1} already states '{0}' by this reporter for this day", total.figure, number),
              "訂正するときは reported correct を使ってください / use reported correct to correct it");
}

Done not_stated_yet(Work& work, const StatedTotal& total, std::uint64_t but) {
  for (const cases::Case& value : TRY(cases_in(work, total.programme, {"stated", "checked"}, "reported"))) {
    if (value.number != but && total_key(value) == total_key(total)) return stated_already(total, value.number);
  }
  return {};
}

CaseCommand command_of(const std::string& programme, std::uint64_t number, std::string_view name, journal::Body body, Date on,
                       const Actor& actor) {
  CaseCommand out{programme, number, {std::string(name), std::move(body), on}, actor, {}, {}};
  out.instrument = "reported";
  return out;
}

Total total_from(const cases::Case& value) {
  Total out;
  out.number = value.number;
  out.figure = cases::kept_text(value, "figure");
  out.state = value.state;
  out.reporter = cases::kept_text(value, "reporter");
  out.document_name = cases::kept_text(value, "document_name");
  out.document = cases::kept_text(value, "document");
  out.stated_by = cases::kept_text(value, "stated_by");
  if (const feel::Value* number = value.datum("value")) out.value = *number;
  if (const feel::Value* as_of = value.datum("as_of")) out.as_of = as_of->as_date();
  out.synthetic = value.synthetic;
  return out;
}

}  // namespace

Result<std::uint64_t> state_total(Work& work, const StatedTotal& total, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "planner"}));
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, total.programme));
  CHECK_OK(not_stated_yet(work, total, 0));
  std::uint64_t number = TRY(work.next_number(total.programme, "case"));
  journal::BodyWriter body = statement(total);
  body.text("figure", total.figure);
  CaseCommand command = command_of(total.programme, number, "state", body.body(), day_of(work, actor), actor);
  command.opens = true;
  const portfolio::Figure* figure = version->programme.figure(total.figure);
  if (figure != nullptr && figure->layer != "prefecture") command.layer = figure->layer;
  TRY(carry_out(work, command));
  return number;
}

Done check_total(Work& work, const std::string& programme, std::uint64_t number, std::string_view note, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver", "planner"}));
  cases::Case value = TRY(reported_case(work, programme, number));
  CHECK_OK(other_person(actor, cases::kept_text(value, "stated_by"), "この報告値を入力した", "stated"));
  journal::BodyWriter body;
  if (!note.empty()) body.text("note", note);
  TRY(carry_out(work, command_of(programme, number, "check", body.body(), day_of(work, actor), actor)));
  return {};
}

Done correct_total(Work& work, std::uint64_t number, const StatedTotal& total, std::string_view reason, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "planner"}));
  cases::Case value = TRY(reported_case(work, total.programme, number));
  StatedTotal corrected = total;
  corrected.figure = cases::kept_text(value, "figure");
  CHECK_OK(not_stated_yet(work, corrected, number));
  journal::BodyWriter body = statement(corrected);
  body.text("reason", reason);
  TRY(carry_out(work, command_of(total.programme, number, "correct", body.body(), day_of(work, actor), actor)));
  return {};
}

Done retract_total(Work& work, const std::string& programme, std::uint64_t number, std::string_view reason, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "planner"}));
  TRY(reported_case(work, programme, number));
  journal::BodyWriter body;
  body.text("reason", reason);
  TRY(carry_out(work, command_of(programme, number, "retract", body.body(), day_of(work, actor), actor)));
  return {};
}

tl::expected<std::vector<std::uint64_t>, std::vector<Error>> state_totals(Engine& engine, const std::vector<StatedTotal>& totals,
                                                                          const std::vector<Place>& places, Actor actor) {
  std::vector<std::uint64_t> numbers;
  std::vector<Error> errors;
  Done done = engine.run([&](Work& work) -> Done {
    for (std::size_t row = 0; row < totals.size(); ++row) {
      Result<std::uint64_t> number = state_total(work, totals[row], actor);
      if (number) {
        numbers.push_back(*number);
        continue;
      }
      errors.push_back(std::move(number.error()));
      if (row < places.size()) errors.back().place = places[row];
    }
    return errors.empty() ? Done() : fail(errors.front());
  });
  if (!done && errors.empty()) errors.push_back(std::move(done.error()));
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  return numbers;
}

Result<std::vector<Total>> totals(Engine& engine, const std::string& programme) {
  std::vector<Total> out;
  for (const cases::Case& value : TRY(cases_in(engine, programme, {"stated", "checked", "retracted"}, "reported"))) out.push_back(total_from(value));
  return out;
}

Result<feel::Value> total_of(const portfolio::Figure& figure, std::string_view text) {
  auto bad = [&](std::string_view what_ja, std::string_view what_en) {
    return fail("app.bad_total", fmt::format("「{}」{} / '{}' {}", text, what_ja, text, what_en),
                fmt::format("「{0}」の単位（{1}）で書いてください / write it in {1}, the unit of {2}", figure.label.ja, figure.unit, figure.id));
  };
  Result<japanese::ReadNumber> read = japanese::read_number(text);
  if (!read || !japanese::commas_fit(text)) return bad("は数ではありません", "is no number");
  std::string_view unit = text.substr(read->size);
  if (!unit.empty() && unit != figure.unit && unit != figure.printed.suffix) return bad("の単位が違います", "has another unit");
  return feel::Value::decimal(read->value.coefficient, read->value.scale);
}

}  // namespace hashira::app
