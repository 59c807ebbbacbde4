// Submitted, resubmitted (補正) and withdrawn: what comes from the applicant.
#include "cases/fact_check.h"
#include "feel/codec.h"
#include "instruments/money/families.h"

namespace hashira::instruments::money {
namespace {

using journal::Body;
using journal::BodyWriter;

Result<cases::Facts> facts_of(const Body& body) {
  std::optional<BytesView> raw = body.raw("facts");
  if (!raw) return fail("cases.bad_facts", "申請に回答がありません / the application carries no facts",
                        "回答を添えてください / send its facts");
  return cases::decode_facts(*raw);
}

Done check_period(const Request& request) {
  const portfolio::Programme& programme = request.programme;
  // 消印有効: paper is judged by its postmark, wherever it lay afterwards.
  Date on = request.command.body.date("postmark").value_or(request.command.on);
  bool early = programme.opens && on < *programme.opens;
  bool late = programme.closes && on > *programme.closes;
  if (early || late) return refuse(request, not_open(programme, on));
  return {};
}

Result<Yen> requested_of(const Request& request) {
  Yen rules_give = request.outcome != nullptr && request.outcome->eligible ? request.outcome->amount : Yen(0);
  Yen requested = request.command.body.yen("requested").value_or(rules_give);
  if (!cases::is_amount(requested)) return refuse(request, not_an_amount(requested, Yen(0), cases::amount_max));
  return requested;
}

Done check_digest(const Request& request, std::string_view field) {
  std::optional<BytesView> bytes = request.command.body.bytes(field);
  if (!bytes || bytes->size() == digest_size) return {};
  return refuse(request, bad_digest(field));
}

// The fields that both submit and resubmit carry.
Result<BodyWriter> application(const Request& request) {
  const Body& given = request.command.body;
  cases::Facts facts = TRY(facts_of(given));
  CHECK_OK(cases::check_facts(request.programme, facts));
  Yen requested = TRY(requested_of(request));
  CHECK_OK(check_digest(request, "sealed"));
  BodyWriter writer;
  writer.raw("facts", cases::encode_facts(facts)).yen("requested", requested);
  if (auto sealed = given.bytes("sealed")) writer.bytes("sealed", *sealed);
  if (auto entitlement = given.text("entitlement")) writer.text("entitlement", *entitlement);
  if (auto missing = given.raw("missing")) {
    writer.raw("missing", cases::encode_texts(TRY(cases::decode_texts(*missing))));
  }
  return writer;
}

Result<Body> decide_submit(const Request& request) {
  CHECK_OK(check_period(request));
  CHECK_OK(check_digest(request, "token"));
  BodyWriter writer = TRY(application(request));
  const Body& given = request.command.body;
  if (auto token = given.bytes("token")) writer.bytes("token", *token);
  if (auto channel = given.text("channel")) writer.text("channel", *channel);
  if (auto postmark = given.date("postmark")) writer.date("postmark", *postmark);
  for (std::string_view number : {"import", "row", "paper"}) {
    if (auto field = given.integer(number)) writer.integer(number, *field);
  }
  return writer.body();
}

// Held cases take an answer too: a hold is the office's affair and must not cost the applicant the deadline.
bool may_resubmit_from(std::string_view state) {
  return state == "amendment_asked" || state == "submitted" || state == "resubmitted";
}

std::string_view held_from(const cases::Case& value) {
  const feel::Value* kept = value.datum("held_from");
  return kept != nullptr && kept->is(feel::Kind::string) ? kept->as_string() : std::string_view();
}

Result<Body> decide_resubmit(const Request& request) {
  const cases::Case& before = request.before;
  if (before.state == "held" && !may_resubmit_from(held_from(before))) {
    return refuse_out_of_turn(request);
  }
  return TRY(application(request)).body();
}

feel::Value missing_value(const Body& body) {
  Result<std::vector<std::string>> names = cases::decode_texts(body.raw("missing").value_or(BytesView()));
  if (!names || names->empty()) return feel::Value::null();
  std::vector<feel::Value> items;
  for (const std::string& name : *names) items.push_back(feel::Value::string(name));
  return feel::Value::list(std::move(items));
}

bool fold_application(cases::Case& value, const journal::Entry& entry, std::string_view state) {
  Result<cases::Facts> facts = facts_of(entry.body);
  Yen requested = entry.body.yen("requested").value_or(Yen(0));
  if (!facts || !cases::is_amount(requested)) return false;
  value.facts = std::move(*facts);
  value.money.requested = requested;
  if (auto sealed = entry.body.bytes("sealed")) value.sealed_digest = *sealed;
  keep_entitlement(value, entry.body.text("entitlement").value_or(""));
  value.definition = entry.definition;
  value.set_datum("missing", missing_value(entry.body));
  keep_number(value, "facts_seq", static_cast<std::int64_t>(entry.seq));
  value.reach(state, entry.happened_on);
  return true;
}

// How the application came in: by import or on paper, with what leads back to the file or the sheet.
void keep_channel(cases::Case& value, const Body& body) {
  keep_text(value, "channel", body.text("channel").value_or(""));
  for (std::string_view number : {"import", "row", "paper"}) {
    if (auto field = body.integer(number)) keep_number(value, number, *field);
  }
  if (auto postmark = body.date("postmark"); postmark && cases::is_civil(*postmark)) keep_date(value, "postmark", postmark);
}

bool fold_submitted(cases::Case& value, const journal::Entry& entry) {
  if (!fold_application(value, entry, "submitted")) return false;
  value.party = entry.party;
  keep_channel(value, entry.body);
  value.layer = entry.layer;
  return true;
}

// What was asked for and what the rules gave on the old facts no longer holds.
bool fold_resubmitted(cases::Case& value, const journal::Entry& entry) {
  bool held = value.state == "held";
  if (held && !may_resubmit_from(held_from(value))) return false;
  if (!fold_application(value, entry, "resubmitted")) return false;
  value.set_datum("defects", feel::Value::null());
  value.set_datum("deadline", feel::Value::null());
  cases::keep_outcome(value, nullptr);
  if (held) {
    keep_text(value, "held_from", "resubmitted");
    value.state = "held";
  }
  return true;
}

Result<Body> decide_withdraw(const Request& request) {
  BodyWriter writer;
  if (auto reason = request.command.body.text("reason_ja")) writer.text("reason_ja", *reason);
  return writer.body();
}

bool fold_withdrawn(cases::Case& value, const journal::Entry& entry) {
  keep_text(value, "withdrawal_reason", entry.body.text("reason_ja").value_or(""));
  value.reach("withdrawn", entry.happened_on);
  return true;
}

}  // namespace

std::span<const Handler> submission_handlers() {
  static constexpr Handler handlers[] = {{"submitted", single<decide_submit>, alike<fold_submitted>},
                                         {"resubmitted", single<decide_resubmit>, alike<fold_resubmitted>},
                                         {"withdrawn", single<decide_withdraw>, alike<fold_withdrawn>}};
  return handlers;
}

}  // namespace hashira::instruments::money
