// The benchmark's models written by hand in C++: the limit that an engine can come near to, not a fair peer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hashira::bench {

// The lending example of the standard's chapter 11 (kit model 0087), in doubles.
struct Applicant {
  double age, income, repayments, expenses;
  std::string_view marital_status, employment_status;
  bool existing_customer;
};
struct Product {
  std::string_view type;
  double rate, term, amount;
};
struct Lending {
  std::string_view strategy, routing;
};
Lending lend_by_hand(const Applicant& applicant, const Product& product, bool bankrupt, double credit_score);

// make_models.py's tables.
struct Row {
  std::string region, kind;
  std::int64_t amount = 0;
};
std::int64_t unique_by_hand(const Row& row, std::int64_t rules);
std::int64_t first_by_hand(const Row& row);

}  // namespace hashira::bench
