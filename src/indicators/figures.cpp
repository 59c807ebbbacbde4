// f(case): what a case adds to each cell.
#include "indicators/figures.h"

#include "feel/number.h"
#include "indicators/compiled.h"

namespace hashira::indicators {
namespace {

using feel::Value;
using portfolio::Aggregate;

// An evaluation may loop over a case's facts, never long.
constexpr feel::Limits figure_limits{100'000, 100};

std::string_view layer_of(const cases::Case& value) {
  return value.layer.empty() ? std::string_view("prefecture") : std::string_view(value.layer);
}

bool is_of(const portfolio::Figure& figure, const cases::Case& value) {
  bool instrument = figure.instrument.empty() || figure.instrument == value.instrument;
  return instrument && (figure.layer.empty() || figure.layer == layer_of(value));
}

// number × 10^scale as a whole number. What lies below is dropped (端数切捨て); a number too large to hold counts nothing.
std::int64_t scaled(const Value& number, int scale) {
  if (!number.is(feel::Kind::number)) return 0;
  if (scale == 0) {
    if (std::optional<std::int64_t> whole = number.as_integer()) return *whole;
  }
  feel::Number raised = feel::multiply(number.as_number(), feel::Decimal::of(1, -scale));
  if (raised) raised = feel::round(*raised, 0, feel::Rounding::down);
  return raised ? raised->as_integer().value_or(0) : 0;
}

bool needs_encoding(char c) {
  return c == '|' || c == '=' || c == '#' || c == '%' || static_cast<unsigned char>(c) < 0x20;
}

void append_encoded(std::string& out, std::string_view text) {
  for (char c : text) {
    if (needs_encoding(c)) {
      out += '%';
      out += hex(std::string_view(&c, 1));
    } else {
      out += c;
    }
  }
}

void append_cell_text(std::string& out, const Value& value) {
  if (value.is_null()) return;
  if (value.is(feel::Kind::string)) return append_encoded(out, value.as_string());
  append_encoded(out, value.is(feel::Kind::date) ? value.as_date().value_or(Date()).iso() : feel::to_text(value));
}

bool sorted_before(const Contribution& a, const Contribution& b) {
  int by_cell = a.cell.compare(b.cell);
  return by_cell != 0 ? by_cell < 0 : a.key < b.key;
}

// The whole cell and one cell per breakdown.
void contribute(const CompiledFigure& figure, const Counted& counted, std::span<const Value> slots, Contributions& out) {
  out.push_back({figure.figure->id, counted.value, counted.key});
  for (const Breakdown& breakdown : figure.breakdowns) {
    Contribution& one = out.emplace_back();
    one.cell.reserve(breakdown.prefix.size() + 16);
    one.cell = breakdown.prefix;
    append_cell_text(one.cell, slots[breakdown.slot]);
    one.delta = counted.value;
    one.key = counted.key;
  }
}

}  // namespace

std::string cell_text(const Value& value) {
  std::string out;
  append_cell_text(out, value);
  return out;
}

std::optional<Counted> count(const CompiledFigure& figure, const cases::Case& value, std::span<const Value> slots,
                             feel::Environment& environment) {
  if (!is_of(*figure.figure, value)) return std::nullopt;
  if (figure.where && !figure.where->evaluate(slots, environment).is_true()) return std::nullopt;
  if (figure.figure->aggregate == Aggregate::count) return Counted{1, {}};
  if (figure.figure->aggregate == Aggregate::distinct) {
    std::string key = cell_text(figure.key->evaluate(slots, environment));
    if (key.empty()) return std::nullopt;  // not known who or what it is
    return Counted{1, std::move(key)};
  }
  Counted counted{scaled(figure.value->evaluate(slots, environment), figure.scale), {}};
  if (counted.value == 0) return std::nullopt;
  return counted;
}

Contributions FigureSet::contributions(const cases::Case& value) const {
  Contributions out;
  if (!compiled_ || compiled_->recorded.empty()) return out;
  std::vector<Value> slots(compiled_->names->size());
  compiled_->names->fill(value, slots);
  out.reserve(compiled_->cells);
  for (const CompiledFigure& figure : compiled_->recorded) {
    feel::Environment environment(figure_limits);
    if (std::optional<Counted> counted = count(figure, value, slots, environment)) contribute(figure, *counted, slots, out);
  }
  // Sorted already unless one figure's id begins another's.
  if (!std::is_sorted(out.begin(), out.end(), sorted_before)) std::sort(out.begin(), out.end(), sorted_before);
  return out;
}

const portfolio::Figure* FigureSet::figure(std::string_view id) const {
  if (!compiled_) return nullptr;
  for (const portfolio::Figure& figure : compiled_->figures) {
    if (figure.id == id) return &figure;
  }
  return nullptr;
}

int FigureSet::scale(std::string_view id) const {
  if (!compiled_) return 0;
  for (const CompiledFigure& figure : compiled_->recorded) {
    if (figure.figure->id == id) return figure.scale;
  }
  return 0;
}

std::vector<std::string> FigureSet::recorded() const {
  std::vector<std::string> ids;
  if (!compiled_) return ids;
  for (const CompiledFigure& figure : compiled_->recorded) ids.push_back(figure.figure->id);
  return ids;
}

}  // namespace hashira::indicators
