#include "feel/number_limbs.h"

namespace hashira::feel::bits {
namespace {

// One column of a product and its carry. Requires: the quotient fits in 64 bits, as four products of limbs do.
std::uint64_t split_column(Uint128 sum, std::uint64_t& carry) {
  carry = static_cast<std::uint64_t>(sum / limb_base);
  return static_cast<std::uint64_t>(sum) - carry * limb_base;
}

int digits_of_limb(std::uint64_t limb) {
  return digit_count(limb);
}

}  // namespace

Limbs limbs_of(Uint128 coefficient, int exponent) {
  Limbs result;
  result.exponent = exponent;
  for (; coefficient != 0; coefficient /= limb_base)
    result.limb[static_cast<std::size_t>(result.count++)] = static_cast<std::uint64_t>(coefficient % limb_base);
  return result;
}

Limbs multiply(const Limbs& a, const Limbs& b) {
  std::array<std::uint64_t, 2 * limbs_max> product{};
  std::uint64_t carry = 0;
  int columns = a.count + b.count - 1;
  for (int column = 0; column < columns; ++column) {
    Uint128 sum = carry;
    for (int i = std::max(0, column - b.count + 1); i <= std::min(column, a.count - 1); ++i)
      sum += static_cast<Uint128>(a.limb[static_cast<std::size_t>(i)]) * b.limb[static_cast<std::size_t>(column - i)];
    product[static_cast<std::size_t>(column)] = split_column(sum, carry);
  }
  product[static_cast<std::size_t>(columns)] = carry;
  int count = carry == 0 ? columns : columns + 1;
  int drop = std::max(0, count - limbs_max);
  Limbs result;
  result.count = count - drop;
  result.exponent = a.exponent + b.exponent + limb_digits * drop;
  result.exact = a.exact && b.exact;
  for (int i = 0; i < drop; ++i) result.exact = result.exact && product[static_cast<std::size_t>(i)] == 0;
  for (int i = 0; i < result.count; ++i)
    result.limb[static_cast<std::size_t>(i)] = product[static_cast<std::size_t>(i + drop)];
  return result;
}

Limbs power(const Limbs& base, std::uint64_t n) {
  Limbs result = base;
  for (int bit = 62 - __builtin_clzll(n); bit >= 0; --bit) {
    result = multiply(result, result);
    if ((n >> bit & 1) != 0) result = multiply(result, base);
  }
  return result;
}

Cut cut(const Limbs& value, int from, int digits) {
  Cut result;
  result.exponent = value.exponent + limb_digits * value.count;
  int left = digits;
  for (int i = value.count - 1; i >= 0; --i) {
    std::uint64_t limb = value.limb[static_cast<std::size_t>(i)];
    int width = i == value.count - 1 ? digits_of_limb(limb) : limb_digits;
    if (i == value.count - 1) result.exponent -= limb_digits - width;
    int skipped = std::min(from, width);
    from -= skipped;
    int taken = std::min(left, width - skipped);
    auto behind = static_cast<std::uint64_t>(tens.at[width - skipped - taken]);
    std::uint64_t kept = limb % static_cast<std::uint64_t>(tens.at[width - skipped]);
    result.coefficient = result.coefficient * tens.at[taken] + kept / behind;
    result.more = result.more || kept % behind != 0;
    result.exponent -= skipped + taken;
    left -= taken;
  }
  return result;
}

}  // namespace hashira::feel::bits
