// figures.yaml: what is counted, how it is printed, and f(case) in FEEL once there are records.
#include <fmt/core.h>

#include "portfolio/internal/read.h"
#include "portfolio/internal/words.h"
#include "portfolio/printed_form.h"

namespace hashira::portfolio {
namespace {

// A thousand trillion: reasoning adds some hundred of them in 64 bits.
constexpr std::int64_t published_max = 1'000'000'000'000'000;
constexpr std::int64_t precision_max = 1'000'000'000'000;

std::string_view default_kind(std::string_view unit) {
  if (unit == "円" || unit == "ルーブル") return "money";
  if (unit == "人") return "people";
  return unit == "%" ? "rate" : "count";
}

Basis default_basis(std::string_view instrument) {
  if (instrument == "benefit" || instrument == "voucher") return Basis::paid;
  if (instrument == "subsidy") return Basis::settled;
  if (instrument == "event") return Basis::held;
  if (instrument == "certification") return Basis::certified;
  if (instrument == "deliverable" || instrument == "consultation") return Basis::delivered;
  if (instrument == "outreach") return Basis::placed;
  if (instrument == "matching") return Basis::registered;
  return Basis::reported;
}

// 約 may hide a coarser place than the last non-zero digit, or a finer one: then `precision` says so.
void read_precision(Fields& fields, Figure& figure) {
  std::string text = fields.text("precision");
  if (text.empty()) return;
  auto number = japanese::read_number(text);
  if (!number || number->size != text.size() || number->value.coefficient <= 0 || number->value.coefficient > precision_max) {
    fields.mistake("portfolio.bad_precision", fmt::format("'{}' is no precision", text.substr(0, 40)), "write one unit of the last place, as 1000",
                   fields.place("precision"));
    return;
  }
  japanese::Decimal value = japanese::normal(number->value);
  figure.printed.precision = value.coefficient;
  figure.printed.precision_scale = value.scale;
}

void read_form(Fields& fields, Figure& figure) {
  std::string published = fields.text("published", Need::required);
  if (published.empty()) return;
  auto read = read_printed_form(published);
  if (!read) {
    Error error = read.error();
    error.place = fields.place("published");
    fields.mistakes().add(std::move(error));
    return;
  }
  if (read->value.coefficient > published_max) {
    fields.mistake("portfolio.bad_form", "the figure is larger than a thousand trillion (1,000兆)", "check its digits and its unit",
                   fields.place("published"));
    return;
  }
  figure.printed = read->form;
  figure.published_value = read->value.coefficient;
  figure.published_scale = read->value.scale;
  read_precision(fields, figure);
}

void read_contribution(Fields& fields, Figure& figure) {
  figure.where = fields.text("where");
  figure.value = fields.text("value");
  figure.key = fields.text("key");
  figure.date = fields.text("date");
  figure.breakdowns = fields.words("breakdowns");
  Aggregate natural = !figure.value.empty() ? Aggregate::sum : !figure.key.empty() ? Aggregate::distinct : Aggregate::count;
  figure.aggregate = fields.word<Aggregate>("aggregate", words::aggregates).value_or(natural);
}

Figure read_figure(Fields& fields, const Programme& programme) {
  Figure figure;
  figure.id = fields.id("id", "figure's id");
  figure.label = fields.bilingual("label", Need::required);
  read_form(fields, figure);
  figure.printed.cumulative = fields.flag("cumulative").value_or(false);
  figure.printed.shared = fields.flag("shared").value_or(false);
  figure.unit = fields.text("unit");
  if (figure.unit.empty()) figure.unit = figure.printed.suffix;
  figure.kind = std::string(fields.word<std::string_view>("kind", words::kinds).value_or(default_kind(figure.unit)));
  figure.instrument = fields.text("instrument");
  if (figure.instrument.empty() && programme.instruments.size() == 1) figure.instrument = programme.instruments[0];
  figure.parent = fields.text("parent");
  auto part = fields.word<PartOf>("part", words::part_kinds);
  if (!figure.parent.empty()) figure.part_of = part.value_or(PartOf::partition);
  figure.edition = fields.text("edition");
  figure.held = fields.text("held");
  figure.note = fields.text("note");
  read_contribution(fields, figure);
  figure.basis = fields.word<Basis>("basis", words::bases).value_or(default_basis(figure.instrument));
  figure.as_of = fields.date("as_of");
  if (fields.has("layer")) figure.layer = fields.text("layer");
  Evidence natural = figure.aggregate == Aggregate::sum || figure.kind == "money" ? Evidence::summed : Evidence::counted;
  figure.evidence = fields.word<Evidence>("evidence", words::evidences).value_or(natural);
  figure.logic = fields.word<LogicPlace>("logic", words::logic_places).value_or(LogicPlace::output);
  figure.source = fields.source("source", Need::required);
  return figure;
}

}  // namespace

void read_figures_file(const YamlNode& root, Reading& reading) {
  std::string file = reading.file("figures.yaml");
  if (root.kind == YamlNode::Kind::null) return;
  if (root.kind != YamlNode::Kind::list) {
    reading.mistakes.add("portfolio.wrong_type", "figures.yaml must be a list of figures", "start each figure with `- id: name`",
                         {file, root.line, root.column});
    return;
  }
  for (const YamlNode& node : root.items) {
    Fields fields(node, file, "the figure", reading.mistakes);
    Figure figure = read_figure(fields, reading.programme);
    fields.end();
    std::string path = "figures/" + figure.id;
    for (std::string_view key : {"id", "published", "precision", "instrument", "parent", "part", "where", "value", "key", "date",
                                 "breakdowns", "aggregate", "unit"}) {
      reading.places[path + "/" + std::string(key)] = fields.place(key);
    }
    if (!figure.id.empty() && reading.programme.figure(figure.id)) {
      fields.mistake("portfolio.duplicate_id", fmt::format("the figure '{}' stands here twice", figure.id), "give each figure its own id",
                     fields.place("id"));
      continue;
    }
    reading.programme.figures.push_back(std::move(figure));
  }
}

}  // namespace hashira::portfolio
