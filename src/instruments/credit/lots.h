// The parts of a block of credits: serials, who has them, what is retired.
//
// Guarantees: what `keep` writes, `block_of` reads back; reading a case that holds none is an empty block. Kept in the case's data, with
// the sums that figures use: credits_issued, credits_sold (settled), credit_sales (settled), credits_retired. Fields: credit.h.
#pragma once

#include <string>
#include <vector>

#include "base/yen.h"
#include "cases/case.h"

namespace hashira::instruments::credit {

// From the first to the last, both included; each is a tonne.
struct Serials {
  std::int64_t first = 0, last = -1;
  std::int64_t tonnes() const { return last - first + 1; }
  bool meets(const Serials& other) const { return first <= other.last && other.first <= last; }
  bool holds(const Serials& other) const { return first <= other.first && other.last <= last; }
  bool operator==(const Serials&) const = default;
};

enum class SaleState : std::uint8_t { proposed, assessed, settled, withdrawn };
std::string_view japanese_name(SaleState state);  // 契約待ち
std::string_view english_name(SaleState state);   // to be contracted

struct Sale {
  std::int64_t number = 0;  // of the block, from 1
  Serials serials;
  std::string buyer;
  Yen price;
  SaleState state = SaleState::proposed;
  std::int64_t receivable = 0;
  std::string proposed_by;
  bool live() const { return state != SaleState::withdrawn; }
  bool operator==(const Sale&) const = default;
};

struct Retirement {
  Serials serials;
  std::string reference;  // the registry's
  std::int64_t sale = 0;  // 0: the authority's own
  bool operator==(const Retirement&) const = default;
};

struct Block {
  Serials serials;
  std::vector<Sale> sales;
  std::vector<Retirement> retirements;

  const Sale* sale(std::int64_t number) const;
  Sale* sale(std::int64_t number);
  // The live sale that holds some of the serials; nullptr: none.
  const Sale* sold(const Serials& serials) const;
  const Retirement* retired(const Serials& serials) const;
  std::int64_t tonnes_retired() const;
  bool all_retired() const { return serials.tonnes() == tonnes_retired(); }
};

Block block_of(const cases::Case& value);
void keep(cases::Case& value, const Block& block);

}  // namespace hashira::instruments::credit
