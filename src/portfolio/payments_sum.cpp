#include "portfolio/payments_sum.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace hashira::portfolio {
namespace {

constexpr std::int64_t sum_table_max = 4'000'000;
constexpr std::int64_t payment_amount_max = 1'000'000'000'000'000;

// A product beyond 64 bits is beyond every total that is asked for.
std::int64_t saturated_product(std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  return __builtin_mul_overflow(a, b, &out) ? INT64_MAX : out;
}

}  // namespace

Result<PaymentsSum> PaymentsSum::of(std::vector<std::int64_t> amounts) {
  assert(!amounts.empty());
  PaymentsSum sum;
  std::sort(amounts.begin(), amounts.end());
  amounts.erase(std::unique(amounts.begin(), amounts.end()), amounts.end());
  assert(amounts.front() >= 0);
  sum.amounts_ = std::move(amounts);
  auto too_fine = [] {
    return fail("portfolio.limit_too_fine", "these amounts have no common unit that sums could be checked in",
                "name fewer amounts, or amounts in round yen");
  };
  if (sum.amounts_.back() > payment_amount_max) return too_fine();
  for (std::int64_t amount : sum.amounts_) sum.unit_ = std::gcd(sum.unit_, amount - sum.amounts_.front());
  for (std::size_t i = 1; i < sum.amounts_.size(); ++i) sum.coins_.push_back((sum.amounts_[i] - sum.amounts_.front()) / sum.unit_);
  if (sum.coins_.size() < 2) {
    sum.fewest_ = {0};
    sum.last_coin_ = {0};
    return sum;
  }
  std::int64_t largest = sum.coins_.back(), next = sum.coins_[sum.coins_.size() - 2];
  if (largest > sum_table_max || (largest - 1) * next > sum_table_max) return too_fine();
  auto size = static_cast<std::size_t>(std::max((largest - 1) * next, largest) + 1);
  sum.fewest_.assign(size, -1);
  sum.last_coin_.assign(size, 0);
  sum.fewest_[0] = 0;
  for (std::size_t total = 1; total < size; ++total) {
    for (std::size_t i = 0; i < sum.coins_.size() && sum.coins_[i] <= static_cast<std::int64_t>(total); ++i) {
      std::int32_t before = sum.fewest_[total - static_cast<std::size_t>(sum.coins_[i])];
      if (before < 0 || (sum.fewest_[total] >= 0 && before + 1 >= sum.fewest_[total])) continue;
      sum.fewest_[total] = before + 1;
      sum.last_coin_[total] = static_cast<std::int16_t>(i);
    }
  }
  return sum;
}

std::int64_t PaymentsSum::least(std::int64_t count) const { return saturated_product(count, amounts_.front()); }
std::int64_t PaymentsSum::most(std::int64_t count) const { return saturated_product(count, amounts_.back()); }

PaymentsSum::Coins PaymentsSum::coins_for(std::int64_t sum) const {
  auto size = static_cast<std::int64_t>(fewest_.size());
  std::int64_t in_table = sum, above = 0;
  if (sum >= size) {
    above = (sum - size) / coins_.back() + 1;
    in_table = sum - above * coins_.back();
  }
  if (in_table < 0 || fewest_[static_cast<std::size_t>(in_table)] < 0) return {-1, 0, 0};
  return {fewest_[static_cast<std::size_t>(in_table)] + above, above, in_table};
}

bool PaymentsSum::reaches(std::int64_t count, std::int64_t total) const {
  if (count < 0 || total < least(count) || total > most(count)) return false;
  if (unit_ == 0) return total == least(count);
  std::int64_t rest = total - least(count);
  if (rest % unit_ != 0) return false;
  Coins coins = coins_for(rest / unit_);
  return coins.fewest >= 0 && coins.fewest <= count;
}

std::optional<std::vector<PaymentGroup>> PaymentsSum::payments(std::int64_t count, std::int64_t total) const {
  if (!reaches(count, total)) return std::nullopt;
  std::vector<std::int64_t> used(amounts_.size(), 0);
  used[0] = count;
  if (unit_ > 0) {
    Coins coins = coins_for((total - least(count)) / unit_);
    used.back() += coins.above;
    used[0] -= coins.fewest;
    for (std::int64_t at = coins.in_table; at > 0;) {
      auto coin = static_cast<std::size_t>(last_coin_[static_cast<std::size_t>(at)]);
      ++used[coin + 1];
      at -= coins_[coin];
    }
  }
  std::vector<PaymentGroup> groups;
  for (std::size_t i = amounts_.size(); i-- > 0;) {
    if (used[i] > 0) groups.push_back({used[i], amounts_[i]});
  }
  return groups;
}

}  // namespace hashira::portfolio
