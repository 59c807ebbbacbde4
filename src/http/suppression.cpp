// Chooses what to hide: the small ones, then the next smallest until nothing can be worked out.
// Guarantees: see suppression.h; ties are broken by name, so that the same table hides the same values.
// Practice: see suppression.h.
#include "http/suppression.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace hashira::http {

std::set<std::string> hidden_values(const std::map<std::string, std::int64_t>& cases, std::int64_t threshold) {
  std::vector<std::pair<std::int64_t, std::string>> by_size;
  for (const auto& [value, count] : cases)
    if (count != 0) by_size.emplace_back(count, value);
  std::sort(by_size.begin(), by_size.end());
  std::set<std::string> hidden;
  std::int64_t hidden_cases = 0;
  for (const auto& [count, value] : by_size) {
    bool needed = !hidden.empty() && (hidden.size() < 2 || hidden_cases < threshold);
    if (count >= threshold && !needed) break;
    hidden.insert(value);
    hidden_cases += count;
  }
  return hidden;
}

}  // namespace hashira::http
