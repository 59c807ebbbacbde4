#include "cases/fields.h"

#include "base/cbor.h"
#include "feel/codec.h"

namespace hashira::cases {
namespace {

tl::unexpected<Error> bad_field(std::string what) { return fail("cases.bad_field", std::move(what)); }

std::string text_in(const feel::Value& context, std::string_view name) {
  const feel::Value* found = context.find(name);
  return found != nullptr && found->is(feel::Kind::string) ? std::string(found->as_string()) : std::string();
}

feel::Value texts_value(const std::vector<std::string>& texts) {
  std::vector<feel::Value> items;
  for (const std::string& text : texts) items.push_back(feel::Value::string(text));
  return feel::Value::list(std::move(items));
}

feel::Value text_or_null(const std::string& text) {
  return text.empty() ? feel::Value::null() : feel::Value::string(text);
}

}  // namespace

Bytes encode_texts(const std::vector<std::string>& texts) {
  cbor::Writer writer;
  writer.array(texts.size());
  for (const std::string& text : texts) writer.text(text);
  return std::move(writer).out();
}

Result<std::vector<std::string>> decode_texts(BytesView bytes) {
  cbor::Reader reader(bytes);
  std::uint64_t count = TRY(reader.array());
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < count; ++i) texts.emplace_back(TRY(reader.text()));
  if (!reader.at_end()) return bad_field("bytes follow a list of texts");
  return texts;
}

Bytes encode_defects(const std::vector<Defect>& defects) {
  cbor::Writer writer;
  writer.array(defects.size());
  for (const Defect& defect : defects) {
    writer.map(2);
    writer.text("fact");
    writer.text(defect.fact);
    writer.text("what");
    writer.text(defect.what);
  }
  return std::move(writer).out();
}

Result<std::vector<Defect>> decode_defects(BytesView bytes) {
  cbor::Reader reader(bytes);
  std::uint64_t count = TRY(reader.array());
  std::vector<Defect> defects;
  for (std::uint64_t i = 0; i < count; ++i) {
    Defect defect;
    if (TRY(reader.map()) != 2) return bad_field("a defect has the fields fact and what");
    if (TRY(reader.text()) != "fact") return bad_field("a defect's first field is fact");
    defect.fact = TRY(reader.text());
    if (TRY(reader.text()) != "what") return bad_field("a defect's second field is what");
    defect.what = TRY(reader.text());
    defects.push_back(std::move(defect));
  }
  if (!reader.at_end()) return bad_field("bytes follow a list of defects");
  return defects;
}

feel::Value defects_value(const std::vector<Defect>& defects) {
  std::vector<feel::Value> items;
  for (const Defect& defect : defects) {
    items.push_back(feel::Value::context(
        {{"fact", feel::Value::string(defect.fact)}, {"what", feel::Value::string(defect.what)}}));
  }
  return feel::Value::list(std::move(items));
}

std::vector<Defect> defects_of(const Case& value) {
  std::vector<Defect> defects;
  const feel::Value* kept = value.datum("defects");
  if (kept == nullptr) return defects;
  for (std::size_t i = 0; i < kept->size(); ++i) {
    defects.push_back({text_in(kept->at(i), "fact"), text_in(kept->at(i), "what")});
  }
  return defects;
}

void write_outcome(journal::BodyWriter& writer, const Outcome& outcome) {
  writer.boolean("eligible", outcome.eligible)
      .yen("amount", outcome.amount)
      .text("reason_ja", outcome.reason_ja)
      .text("reason_en", outcome.reason_en)
      .raw("rules", encode_texts(outcome.rules_fired));
  if (outcome.binding_day) writer.date("binding_day", *outcome.binding_day);
  if (!outcome.rules_version.empty()) writer.bytes("rules_version", outcome.rules_version);
}

std::optional<Outcome> read_outcome(const journal::Body& body) {
  std::optional<bool> eligible = body.boolean("eligible");
  std::optional<Yen> amount = body.yen("amount");
  if (!eligible || !amount || !is_amount(*amount)) return std::nullopt;
  Outcome outcome{*eligible, *amount, std::string(body.text("reason_ja").value_or("")),
                  std::string(body.text("reason_en").value_or("")), {}};
  Result<std::vector<std::string>> rules = decode_texts(body.raw("rules").value_or(BytesView()));
  if (!rules) return std::nullopt;
  outcome.rules_fired = std::move(*rules);
  outcome.binding_day = body.date("binding_day");
  outcome.rules_version = Bytes(body.bytes("rules_version").value_or(BytesView()));
  return outcome;
}

void keep_outcome(Case& value, const Outcome* outcome) {
  bool known = outcome != nullptr;
  value.set_datum("eligible", known ? feel::Value::boolean(outcome->eligible) : feel::Value::null());
  value.set_datum("amount", known ? feel::Value::integer(outcome->amount.count()) : feel::Value::null());
  value.set_datum("reason_ja", known ? text_or_null(outcome->reason_ja) : feel::Value::null());
  value.set_datum("reason_en", known ? text_or_null(outcome->reason_en) : feel::Value::null());
  value.set_datum("rules", known ? texts_value(outcome->rules_fired) : feel::Value::null());
  bool bound = known && outcome->binding_day && is_civil(*outcome->binding_day);
  value.set_datum("binding_day", bound ? feel::Value::date(*outcome->binding_day) : feel::Value::null());
  value.set_datum("rules_version", known ? text_or_null(hex(outcome->rules_version)) : feel::Value::null());
}

std::optional<Outcome> outcome_of(const Case& value) {
  const feel::Value* eligible = value.datum("eligible");
  const feel::Value* amount = value.datum("amount");
  if (eligible == nullptr || amount == nullptr) return std::nullopt;
  Outcome outcome{eligible->is_true(), Yen(amount->as_integer().value_or(0)), kept_text(value, "reason_ja"),
                  kept_text(value, "reason_en"), {}};
  if (const feel::Value* rules = value.datum("rules")) {
    for (std::size_t i = 0; i < rules->size(); ++i) {
      if (rules->at(i).is(feel::Kind::string)) outcome.rules_fired.emplace_back(rules->at(i).as_string());
    }
  }
  if (const feel::Value* day = value.datum("binding_day")) outcome.binding_day = day->as_date();
  outcome.rules_version = unhex(kept_text(value, "rules_version")).value_or(Bytes());
  return outcome;
}

Bytes encode_value(const feel::Value& value) {
  cbor::Writer writer;
  feel::write_cbor(writer, value);
  return std::move(writer).out();
}

Result<feel::Value> read_value(const journal::Body& body, std::string_view field) {
  cbor::Reader reader(body.raw(field).value_or(BytesView()));
  feel::Value value = TRY(feel::read_cbor(reader));
  if (!reader.at_end()) return bad_field("bytes follow the value");
  return value;
}

bool is_civil(Date date) {
  static const Date first = Date::of(1, 1, 1), last = Date::of(9999, 12, 31);
  return date >= first && date <= last;
}

std::string kept_text(const Case& value, std::string_view datum) {
  const feel::Value* kept = value.datum(datum);
  return kept != nullptr && kept->is(feel::Kind::string) ? std::string(kept->as_string()) : std::string();
}

std::string who(const Case& value) {
  std::size_t bar = value.entitlement.find('|');
  return bar == std::string::npos ? hex(value.party) : value.entitlement.substr(0, bar);
}

std::int64_t kept_number(const Case& value, std::string_view datum) {
  const feel::Value* kept = value.datum(datum);
  return kept != nullptr ? kept->as_integer().value_or(0) : 0;
}

}  // namespace hashira::cases
