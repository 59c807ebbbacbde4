// Edit distance over bytes: good enough to find a slip of the keyboard.
#include "dmn/nearest.h"

#include <algorithm>
#include <fmt/core.h>

namespace hashira::dmn {
namespace {

std::size_t nearest_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

std::string nearest_list(const std::vector<std::string>& known) {
  std::string list;
  for (const std::string& name : known) list += (list.empty() ? "" : ", ") + name;
  return list;
}

}  // namespace

std::string nearest_mend(std::string_view written, const std::vector<std::string>& known) {
  const std::string_view word = written.substr(0, 80);
  const std::string* best = nullptr;
  std::size_t best_distance = word.size() / 3 + 1;
  for (const std::string& name : known) {
    if (name.size() > 2 * word.size() + 8) continue;
    if (const std::size_t distance = nearest_distance(word, name); distance <= best_distance && (!best || distance < best_distance)) {
      best = &name;
      best_distance = distance;
    }
  }
  if (best) return fmt::format("Did you mean \"{}\"?", *best);
  if (known.empty() || known.size() > 12) return {};
  return fmt::format("Known here: {}.", nearest_list(known));
}

}  // namespace hashira::dmn
