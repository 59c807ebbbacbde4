// programme.yaml: what the programme is, who owns it, its terms, limits and money terms (docs/programme-folder.md).
#include <fmt/core.h>

#include <charconv>

#include "base/japanese.h"
#include "portfolio/internal/read.h"
#include "portfolio/internal/words.h"

namespace hashira::portfolio {
namespace {

Place place_of(const Reading& reading, const YamlNode& node) {
  return {reading.file("programme.yaml"), node.line, node.column};
}

std::vector<std::string> instrument_words(Fields& fields, std::string_view key, Need need) {
  std::vector<std::string> names = fields.words(key, need);
  for (const std::string& name : names) {
    if (words::holds(words::instruments, name)) continue;
    std::vector<std::string_view> known;
    for (const auto& word : words::instruments) known.push_back(word.text);
    auto near = nearest_word(name, known);
    fields.mistake("portfolio.unknown_instrument", fmt::format("there is no instrument '{}'", name.substr(0, 60)),
                   near ? fmt::format("did you mean '{}'?", *near) : "docs/programme-folder.md lists the instruments",
                   fields.place(key));
  }
  return names;
}

void read_activities(Fields& fields, Reading& reading) {
  for (const YamlNode* node : fields.list("activities")) {
    Fields item(*node, fields.file(), "activity", fields.mistakes());
    Activity activity;
    activity.label = {item.text("ja", Need::required), item.text("en")};
    activity.instrument = item.text("instrument", Need::required);
    activity.held = item.text("held");
    activity.source = item.source("source", Need::required);
    item.end();
    reading.places["activities/" + std::to_string(reading.programme.activities.size())] = item.place("instrument");
    reading.programme.activities.push_back(std::move(activity));
  }
}

// `- condition: {ja: …, en: …}` with its source: the kind is the key.
void read_terms(Fields& fields, Reading& reading) {
  for (const YamlNode* node : fields.list("terms")) {
    Fields item(*node, fields.file(), "term", fields.mistakes());
    Term term;
    for (const auto& kind : words::term_kinds) {
      if (!item.has(kind.text)) continue;
      term.kind = std::string(kind.text);
      term.text = item.bilingual(kind.text, Need::required);
      break;
    }
    if (term.kind.empty()) {
      item.mistake("portfolio.missing_key", "the term does not say what it is", "write `- condition: …`, `- area: …` or another kind",
                   item.place());
    }
    term.published = item.text("published");
    term.from = item.date("from");
    term.to = item.date("to");
    term.source = item.source("source", Need::required);
    if (term.from && term.to && *term.to < *term.from) {
      item.mistake("portfolio.bad_period", "the period ends before it begins", "swap `from` and `to`", item.place("to"));
    }
    item.end();
    reading.programme.terms.push_back(std::move(term));
  }
}

void read_intake(Fields& fields, Reading& reading) {
  const YamlNode* node = fields.node("intake");
  if (!node) return;
  Fields intake(*node, fields.file(), "intake", fields.mistakes());
  reading.programme.opens = intake.date("opens");
  reading.programme.closes = intake.date("closes");
  reading.programme.intake_source = intake.source("source", Need::required);
  if (!reading.programme.opens && !intake.has("opens")) {
    intake.mistake("portfolio.missing_key", "intake does not say when it opens", "add `opens: 2020-04-30`", intake.place());
  }
  if (reading.programme.opens && reading.programme.closes && *reading.programme.closes < *reading.programme.opens) {
    intake.mistake("portfolio.bad_period", "intake closes before it opens", "swap `opens` and `closes`", intake.place("closes"));
  }
  intake.end();
}

// From which day this version's rules bind, and whether they reach back.
void read_in_force(Fields& fields, Reading& reading) {
  const YamlNode* node = fields.node("in_force");
  if (!node) return;
  Fields in_force(*node, fields.file(), "in_force", fields.mistakes());
  reading.programme.in_force.from = in_force.date("from");
  reading.programme.in_force.reaches_back = in_force.flag("reaches_back").value_or(false);
  in_force.end();
}

void read_rules_entry(Fields& fields, Reading& reading) {
  const YamlNode* node = fields.node("rules");
  if (!node) return;
  Fields rules(*node, fields.file(), "rules", fields.mistakes());
  Rules out;
  out.file = rules.text("file");
  if (out.file.empty()) out.file = "rules.dmn";
  out.decision = rules.text("decision", Need::required);
  reading.places["rules"] = rules.place();
  reading.places["rules/decision"] = rules.place("decision");
  rules.end();
  reading.programme.rules = std::move(out);
}

void read_texts(Fields& fields, std::string_view key, std::vector<Text>& out) {
  for (const YamlNode* node : fields.list(key)) out.push_back(read_text(*node, fields.file(), fields.mistakes()));
}

std::optional<Yen> read_yen(const YamlNode& node, Fields& fields, const Reading& reading) {
  if (auto yen = yen_of(node)) return yen;
  fields.mistake("portfolio.bad_amount", "this is no amount in yen", "write 300000 or 30万円", place_of(reading, node));
  return std::nullopt;
}

// 3/4 or 10% or 0.1, exact.
std::optional<Share> share_of(std::string_view text) {
  if (auto slash = text.find('/'); slash != std::string_view::npos) {
    auto above = japanese::read_number(text.substr(0, slash)), below = japanese::read_number(text.substr(slash + 1));
    if (!above || !below || above->size != slash || below->size != text.size() - slash - 1) return std::nullopt;
    if (above->value.scale != 0 || below->value.scale != 0 || below->value.coefficient == 0) return std::nullopt;
    return Share{above->value.coefficient, below->value.coefficient};
  }
  auto number = japanese::read_number(text);
  if (!number || number->value.scale > 9) return std::nullopt;
  std::string_view rest = text.substr(number->size);
  if (!rest.empty() && rest != "%" && rest != "％") return std::nullopt;
  std::int64_t denominator = rest.empty() ? 1 : 100;
  for (int i = 0; i < number->value.scale; ++i) denominator *= 10;
  return Share{number->value.coefficient, denominator};
}

// The key's rate, where there is one; a mistake where it is none.
std::optional<Share> read_share(Fields& item, std::string_view key) {
  std::string text = item.text(key);
  if (text.empty()) return std::nullopt;
  std::optional<Share> share = share_of(text);
  if (!share) item.mistake("portfolio.bad_rate", fmt::format("'{}' is no rate", text.substr(0, 40)), "write 3/4 or 10%", item.place(key));
  return share;
}

void read_limit_amounts(Fields& item, const Reading& reading, Limit& limit) {
  const YamlNode* node = item.node("amounts");
  if (!node) return;
  static const std::vector<YamlNode> none;
  bool one = node->kind == YamlNode::Kind::scalar;
  for (const YamlNode& amount : one ? none : node->items) {
    if (auto yen = read_yen(amount, item, reading)) limit.amounts.push_back(*yen);
  }
  if (one) {
    if (auto yen = read_yen(*node, item, reading)) limit.amounts.push_back(*yen);
  }
}

}  // namespace

void read_limits(Fields& programme, Reading& reading) {
  for (const YamlNode* node : programme.list("limits")) {
    Fields item(*node, programme.file(), "limit", programme.mistakes());
    Limit limit;
    limit.figure = item.text("figure", Need::required);
    auto of = item.word<Limit::Of>("of", words::limit_kinds);
    if (!of && !item.has("of")) {
      item.mistake("portfolio.missing_key", "the limit does not say what it limits",
                   "add `of: amount_each`, maximum_each, total or count", item.place());
    }
    limit.of = of.value_or(Limit::Of::total);
    limit.count = item.text("count");
    limit.base = item.text("base");
    limit.count_max = item.integer("at_most");
    limit.text = item.bilingual("text");
    read_limit_amounts(item, reading, limit);
    if (std::optional<Share> rate = read_share(item, "rate")) {
      limit.rate_numerator = rate->numerator;
      limit.rate_denominator = rate->denominator;
    }
    limit.reading_assumed = item.word<std::string_view>("reading", words::readings).has_value();
    limit.reading = item.bilingual("reading_text");
    limit.source = item.source("source", Need::required);
    item.end();
    std::string path = "limits/" + std::to_string(reading.programme.limits.size());
    for (std::string_view key : {"figure", "count", "base", "amounts", "reading"}) {
      reading.places[path + "/" + std::string(key)] = item.place(key);
    }
    reading.places[path] = item.place();
    reading.programme.limits.push_back(std::move(limit));
  }
}

std::optional<Waiting> read_waiting(Fields& money, Reading& reading) {
  const YamlNode* node = money.node("waiting");
  if (!node) return std::nullopt;
  Fields fields(*node, money.file(), "the waiting time", money.mistakes());
  Waiting waiting;
  if (!fields.has("months")) fields.node("months", Need::required);
  waiting.months = static_cast<int>(std::clamp<std::int64_t>(fields.integer("months").value_or(0), 0, 1000));
  waiting.from = fields.text("from", Need::required);
  waiting.apply_within = static_cast<int>(std::clamp<std::int64_t>(fields.integer("apply_within").value_or(0), 0, 1000));
  fields.end();
  reading.places["money/waiting"] = money.place("waiting");
  return waiting;
}

std::optional<Settles> read_settles(Fields& money, Reading& reading) {
  const YamlNode* node = money.node("settles");
  if (!node) return std::nullopt;
  Fields fields(*node, money.file(), "settles", money.mistakes());
  Settles settles;
  settles.fact = fields.text("fact", Need::required);
  settles.figure = fields.text("figure", Need::required);
  settles.by = fields.text("by", Need::required);
  fields.end();
  reading.places["money/settles"] = money.place("settles");
  return settles;
}

std::optional<SubsidyTerms> read_subsidy(Fields& money, Reading& reading) {
  const YamlNode* node = money.node("subsidy");
  if (!node) return std::nullopt;
  Fields fields(*node, money.file(), "subsidy", money.mistakes());
  SubsidyTerms terms;
  if (!fields.has("settlement")) fields.node("settlement", Need::required);
  terms.settled_with_decision = fields.word<std::string_view>("settlement", words::settlements).value_or("") == "with_decision";
  terms.completed = fields.text("completed");
  terms.report_within = static_cast<int>(std::clamp<std::int64_t>(fields.integer("report_within").value_or(0), 0, 1000));
  terms.starts = fields.text("starts");
  terms.advance = read_share(fields, "advance");
  terms.minor_change = read_share(fields, "minor_change");
  fields.end();
  reading.places["money/subsidy"] = money.place("subsidy");
  return terms;
}

void read_money_terms(Fields& programme, Reading& reading) {
  const YamlNode* node = programme.node("money");
  if (!node) return;
  Fields money(*node, programme.file(), "money", programme.mistakes());
  MoneyTerms terms;
  terms.entitlement_key = money.text("entitlement_key", Need::required);
  terms.entitlement = money.bilingual("entitlement");
  if (!money.has("exclusions")) money.node("exclusions", Need::required);
  terms.exclusions = money.words("exclusions");
  auto word = [&](std::string_view key, const auto& allowed) {
    if (!money.has(key)) money.node(key, Need::required);
    return std::string(money.word<std::string_view>(key, allowed).value_or(""));
  };
  terms.legal_nature = word("legal_nature", words::legal_natures);
  terms.binding_date = word("binding_date", words::binding_dates);
  terms.binding_fact = money.text("binding_fact");
  terms.delivery = word("delivery", words::deliveries);
  terms.assurance_level = word("assurance_level", words::assurance_levels);
  if (!money.has("retention_years")) money.node("retention_years", Need::required);
  terms.retention_years = static_cast<int>(std::clamp<std::int64_t>(money.integer("retention_years").value_or(0), 0, 1000));
  terms.source = money.source("source", Need::required);
  terms.budget_line = money.text("budget_line");
  if (const YamlNode* allotment = money.node("allotment")) {
    terms.allotment = read_yen(*allotment, money, reading).value_or(Yen());
  }
  terms.waiting = read_waiting(money, reading);
  terms.layer = money.text("layer");
  terms.settles = read_settles(money, reading);
  terms.subsidy = read_subsidy(money, reading);
  money.end();
  for (std::string_view key : {"entitlement_key", "exclusions", "retention_years", "budget_line", "layer", "binding_fact"}) {
    reading.places["money/" + std::string(key)] = money.place(key);
  }
  reading.places["money"] = money.place();
  reading.programme.money = std::move(terms);
}

void read_programme_file(const YamlNode& root, Reading& reading) {
  Fields fields(root, reading.file("programme.yaml"), "the programme", reading.mistakes);
  Programme& programme = reading.programme;
  programme.name = fields.bilingual("name", Need::required);
  programme.printed_name = fields.text("printed_name");
  programme.measure = fields.text("measure", Need::required);
  programme.pillar = fields.text("pillar");
  programme.owner = fields.text("owner", Need::required);
  programme.owner_unit = fields.bilingual("owner_unit");
  programme.co_owners = fields.words("co_owners");
  programme.summary = fields.bilingual("summary", Need::required);
  programme.instruments = instrument_words(fields, "instruments", Need::required);
  programme.instruments_inferred = instrument_words(fields, "instruments_inferred", Need::optional);
  programme.source_lines = fields.words("source_lines");
  read_texts(fields, "what_you_need", programme.what_you_need);
  read_activities(fields, reading);
  read_terms(fields, reading);
  read_intake(fields, reading);
  read_in_force(fields, reading);
  read_rules_entry(fields, reading);
  read_limits(fields, reading);
  read_money_terms(fields, reading);
  fields.end();
  for (std::string_view key : {"name", "measure", "pillar", "owner", "co_owners", "instruments", "instruments_inferred"}) {
    reading.places[std::string(key)] = fields.place(key);
  }
  reading.places[""] = fields.place();
}

}  // namespace hashira::portfolio
