#include "intake/units.h"

#include "base/japanese.h"

namespace hashira::intake {
namespace {

struct UnitName {
  MoneyUnit unit;
  std::string_view id, ja;
  int zeros;
};

constexpr UnitName unit_names[] = {{MoneyUnit::unknown, "", "", 0},
                                   {MoneyUnit::yen, "yen", "円", 0},
                                   {MoneyUnit::thousand, "thousand", "千円", 3},
                                   {MoneyUnit::ten_thousand, "ten_thousand", "万円", 4},
                                   {MoneyUnit::hundred_million, "hundred_million", "億円", 8}};

constexpr std::size_t few = 5;  // a median of fewer amounts says nothing
constexpr int factors[] = {10, 1'000, 10'000};

const UnitName& unit_name(MoneyUnit unit) {
  return unit_names[static_cast<std::size_t>(unit)];
}

__extension__ using Wide128 = __int128;

// Is large ÷ small near the factor? A slip of one digit leaves the rest of the number as it was, so ten is looked at
// closely (8 to 12.5); between 千円 and 円 the amounts themselves may differ by two.
bool near_factor(Yen large, Yen small, int factor) {
  if (small <= Yen(0)) return false;
  Wide128 a = large.count(), b = static_cast<Wide128>(small.count()) * factor;
  return factor == 10 ? a * 10 >= b * 8 && a * 8 <= b * 10 : a * 2 >= b && a <= b * 2;
}

std::optional<Doubt> held_against(Yen value, Yen other, Against against, bool tens_down) {
  bool larger = value > other;
  for (int factor : factors) {
    if (factor == 10 && !larger && !tens_down) continue;
    bool near = larger ? near_factor(value, other, factor) : near_factor(other, value, factor);
    if (near) return Doubt{0, 0, value, other, against, factor, larger};
  }
  return std::nullopt;
}

// The same party's own history speaks loudest, then the column, then what the programme has, then its cap.
std::optional<Doubt> doubt_of(const Amount& amount, std::optional<Yen> median, const Known& known) {
  if (amount.value <= Yen(0)) return std::nullopt;
  for (Yen earlier : amount.earlier) {
    if (auto doubt = held_against(amount.value, earlier, Against::earlier, true)) return doubt;
  }
  if (std::find(amount.earlier.begin(), amount.earlier.end(), amount.value) != amount.earlier.end())
    return std::nullopt;
  if (median) return held_against(amount.value, *median, Against::median, true);
  if (known.usual) return held_against(amount.value, *known.usual, Against::usual, true);
  return known.cap ? held_against(amount.value, *known.cap, Against::cap, false) : std::nullopt;
}

// A whole column in the wrong unit agrees with itself.
std::optional<Doubt> doubt_of_column(Yen median, const Known& known) {
  if (known.usual) {
    if (auto doubt = held_against(median, *known.usual, Against::usual, true)) return doubt;
  }
  return known.cap ? held_against(median, *known.cap, Against::cap, false) : std::nullopt;
}

}  // namespace

std::string_view id_of(MoneyUnit unit) {
  return unit_name(unit).id;
}
std::string_view written(MoneyUnit unit) {
  return unit_name(unit).ja;
}
int zeros_of(MoneyUnit unit) {
  return unit_name(unit).zeros;
}

std::optional<MoneyUnit> unit_named(std::string_view text) {
  for (const UnitName& one : unit_names) {
    if (one.unit != MoneyUnit::unknown && (one.id == text || one.ja == text)) return one.unit;
  }
  return std::nullopt;
}

// Only what stands in brackets or behind 単位 is a unit: 「千円札の枚数」 is none.
MoneyUnit unit_of_header(std::string_view header) {
  std::string text = japanese::normalised(header);
  MoneyUnit found = MoneyUnit::unknown;
  for (const UnitName& one : unit_names) {
    if (one.unit == MoneyUnit::unknown) continue;
    std::string ja(one.ja);
    bool said = false;
    for (const std::string& form : {"(" + ja + ")", "[" + ja + "]", "【" + ja + "】", "〔" + ja + "〕", "単位:" + ja,
                                    "単位" + ja, "単位 " + ja, "単位: " + ja, "・" + ja, "_" + ja}) {
      said |= text.find(form) != std::string::npos;
    }
    if (!said) continue;
    if (found != MoneyUnit::unknown) return MoneyUnit::unknown;
    found = one.unit;
  }
  return found;
}

std::optional<Yen> median_of(std::vector<Yen> values) {
  std::erase_if(values, [](Yen value) { return value <= Yen(0); });
  if (values.size() < few) return std::nullopt;
  auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::vector<Doubt> doubts_of(std::span<const Amount> amounts, const Known& known, int column) {
  std::vector<Yen> values;
  for (const Amount& amount : amounts) values.push_back(amount.value);
  std::optional<Yen> median = median_of(std::move(values));
  std::vector<Doubt> out;
  auto add = [&](std::optional<Doubt> doubt, int row) {
    if (!doubt) return;
    doubt->row = row;
    doubt->column = column;
    out.push_back(*doubt);
  };
  if (median) add(doubt_of_column(*median, known), 0);
  for (const Amount& amount : amounts) add(doubt_of(amount, median, known), amount.row);
  return out;
}

}  // namespace hashira::intake
