#include "instruments/reported/reported.h"

#include <fmt/core.h>

#include "instruments/reported/check.h"

namespace hashira::instruments {
namespace {

using cases::Case;
using feel::Value;
using journal::Body;
using journal::BodyWriter;

// What corrected and retracted share: why.
Result<std::string> reported_reason(const Body& given) {
  std::string reason(given.text("reason").value_or(""));
  if (reason.empty()) return reported::refuse("no_reason", "理由がありません", "no reason is given", "理由を入れてください", "say why");
  return reason;
}

void write_statement(BodyWriter& writer, const Body& given) {
  writer.raw("value", given.raw("value").value_or(BytesView()))
      .text("reporter", given.text("reporter").value_or(""))
      .bytes("document", given.bytes("document").value_or(BytesView()))
      .text("document_name", given.text("document_name").value_or(""));
  if (auto as_of = given.date("as_of")) writer.date("as_of", *as_of);
}

void write_note(BodyWriter& writer, const Body& given) {
  std::string_view note = given.text("note").value_or("");
  if (!note.empty()) writer.text("note", note);
}

Result<Body> decide_statement(const Case& before, const cases::Command& command, const portfolio::Programme& programme) {
  const Body& given = command.body;
  bool corrects = !before.state.empty();
  std::string id = corrects ? cases::kept_text(before, "figure") : std::string(given.text("figure").value_or(""));
  const portfolio::Figure* figure = TRY(reported::stated_figure(programme, id));
  CHECK_OK(reported::check_statement(*figure, given, command.on));
  BodyWriter writer;
  write_statement(writer, given);
  write_note(writer, given);
  if (!corrects) return writer.text("figure", id).body();
  return writer.text("reason", TRY(reported_reason(given))).integer("corrects", cases::kept_number(before, "stated_seq")).body();
}

Result<Body> decide_plain(const cases::Command& command) {
  BodyWriter writer;
  if (command.name == "retract") writer.text("reason", TRY(reported_reason(command.body)));
  write_note(writer, command.body);
  return writer.body();
}

// False, with the case untouched, for an entry whose fields make no sense.
bool fold_statement(Case& value, const journal::Entry& entry) {
  Result<Value> total = cases::read_value(entry.body, "value");
  if (!total || !total->is(feel::Kind::number)) return false;
  if (entry.type == "reported.stated") {
    std::string_view figure = entry.body.text("figure").value_or("");
    if (figure.empty()) return false;
    value.set_datum("figure", Value::string(figure));
    value.layer = entry.layer;
  }
  value.set_datum("value", std::move(*total));
  value.set_datum("reporter", Value::string(entry.body.text("reporter").value_or("")));
  value.set_datum("document_name", Value::string(entry.body.text("document_name").value_or("")));
  value.set_datum("document", Value::string(hex(entry.body.bytes("document").value_or(BytesView()))));
  std::optional<Date> as_of = entry.body.date("as_of");
  value.set_datum("as_of", as_of && cases::is_civil(*as_of) ? Value::date(*as_of) : Value::null());
  value.set_datum("stated_by", Value::string(entry.actor));
  value.set_datum("stated_seq", Value::integer(static_cast<std::int64_t>(entry.seq)));
  return true;
}

constexpr cases::KindWords total_words{"reported", "報告値", "a reported total", "未受付", "not stated"};

}  // namespace

const cases::Lifecycle& Reported::lifecycle() const {
  static const cases::Lifecycle table = {
      {{"stated", "照合待ち", "to be checked"}, {"checked", "照合済み", "checked", true}, {"retracted", "取下げ", "retracted", true}},
      {{"reported.stated", "state", {""}, "報告を受け付けた", "total stated"},
       {"reported.checked", "check", {"stated"}, "文書と照合した", "checked against its document"},
       {"reported.corrected", "correct", {"stated", "checked"}, "報告が訂正された", "total corrected"},
       {"reported.retracted", "retract", {"stated", "checked"}, "報告が取り下げられた", "total retracted"}}};
  return table;
}

Result<std::vector<cases::Event>> Reported::decide(const Case& before, const cases::Command& command, const cases::Outcome*,
                                                   const portfolio::Programme& programme) const {
  const cases::EventKind* kind = TRY(cases::event_for(lifecycle(), before, command.name, total_words));
  bool states = command.name == "state" || command.name == "correct";
  Result<Body> body = states ? decide_statement(before, command, programme) : decide_plain(command);
  if (!body) return fail(std::move(body.error()));
  std::vector<cases::Event> events;
  events.push_back({std::string(kind->type), std::move(*body)});
  return events;
}

void Reported::fold(Case& value, const journal::Entry& entry) const {
  const cases::EventKind* kind = lifecycle().allowed(value, entry);
  if (kind == nullptr) return;
  bool states = kind->command == "state" || kind->command == "correct";
  if (states && !fold_statement(value, entry)) return;
  value.instrument = name();
  value.version += 1;
  value.synthetic = value.synthetic || entry.synthetic;
  value.reach(states ? "stated" : kind->command == "check" ? "checked" : "retracted", entry.happened_on);
}

std::vector<ledger::Posting> Reported::postings(const Case&, const journal::Entry&, const std::string&) const { return {}; }

}  // namespace hashira::instruments
