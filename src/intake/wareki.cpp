#include "intake/internal/wareki.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace hashira::intake {
namespace {

struct Era {
  std::string_view ja, letter;
  int before;  // the western year before its first
  int first_year, first_month, first_day;
};

constexpr Era eras[] = {{"令和", "R", 2018, 2019, 5, 1},
                        {"平成", "H", 1988, 1989, 1, 8},
                        {"昭和", "S", 1925, 1926, 12, 25},
                        {"大正", "T", 1911, 1912, 7, 30},
                        {"明治", "M", 1867, 1868, 10, 23}};

const Era* era_at(std::string_view text, std::size_t& size) {
  for (const Era& era : eras) {
    for (std::string_view name : {era.ja, era.letter}) {
      bool lower = name.size() == 1 && !text.empty() && text.front() == name.front() + ('a' - 'A');
      if (!text.starts_with(name) && !lower) continue;
      size = name.size();
      return &era;
    }
  }
  return nullptr;
}

void skip_spaces(std::string_view& text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
}

std::optional<int> take_number(std::string_view& text, std::size_t digits_most) {
  skip_spaces(text);
  std::size_t size = 0;
  while (size < text.size() && size < digits_most && text[size] >= '0' && text[size] <= '9') ++size;
  int number = 0;
  std::from_chars(text.data(), text.data() + size, number);
  text.remove_prefix(size);
  return size > 0 ? std::optional(number) : std::nullopt;
}

bool take_one(std::string_view& text, std::initializer_list<std::string_view> marks) {
  std::string_view rest = text;
  skip_spaces(rest);
  for (std::string_view mark : marks) {
    if (!rest.starts_with(mark)) continue;
    text = rest.substr(mark.size());
    return true;
  }
  return false;
}

// (水), T or a blank and a time of day: what may stand behind a day and says nothing of it.
bool is_tail(std::string_view text) {
  for (std::string_view weekday : {"(日)", "(月)", "(火)", "(水)", "(木)", "(金)", "(土)"}) {
    if (text.starts_with(weekday)) text.remove_prefix(weekday.size());
  }
  if (text.empty()) return true;
  if (text.front() != ' ' && text.front() != 'T') return false;
  return text.size() > 1 && text.find_first_not_of("0123456789:.+Z ", 1) == std::string_view::npos;
}

std::optional<Date> day_of(int year, int month, int day) {
  if (year < 1868 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  Date date = Date::of(year, month, 1).plus_days(day - 1);
  return date.month() == month ? std::optional(date) : std::nullopt;
}

std::optional<Date> read_digits(std::string_view text) {
  bool eight =
      text.size() >= 8 && std::all_of(text.begin(), text.begin() + 8, [](char c) { return c >= '0' && c <= '9'; });
  if (!eight || !is_tail(text.substr(8))) return std::nullopt;
  auto part = [&](std::size_t at, std::size_t size) {
    int number = 0;
    std::from_chars(text.data() + at, text.data() + at + size, number);
    return number;
  };
  return day_of(part(0, 4), part(4, 2), part(6, 2));
}

}  // namespace

std::optional<Date> read_day(std::string_view text) {
  skip_spaces(text);
  if (auto date = read_digits(text)) return date;
  std::size_t era_size = 0;
  const Era* era = era_at(text, era_size);
  text.remove_prefix(era_size);
  std::string_view year_text = text;
  std::optional<int> year = take_number(text, 4);
  if (!year && era != nullptr && take_one(text, {"元"})) year = 1;
  if (!year || (era == nullptr && year_text.size() - text.size() < 4)) return std::nullopt;
  if (!take_one(text, {"年", "/", "-", "."})) return std::nullopt;
  std::optional<int> month = take_number(text, 2);
  if (!month || !take_one(text, {"月", "/", "-", "."})) return std::nullopt;
  std::optional<int> day = take_number(text, 2);
  if (!day) return std::nullopt;
  take_one(text, {"日"});
  if (!is_tail(text)) return std::nullopt;
  if (era == nullptr) return day_of(*year, *month, *day);
  if (*year < 1 || *year > 99) return std::nullopt;
  std::optional<Date> date = day_of(era->before + *year, *month, *day);
  // Forms printed before a change of era go on: 平成32年 is 2020. Before an era began there is no year of it.
  if (date && *date < Date::of(era->first_year, era->first_month, era->first_day)) return std::nullopt;
  return date;
}

}  // namespace hashira::intake
