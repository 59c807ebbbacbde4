// By hand: branches and doubles, no names, no types, no reasons.
#include "by_hand.h"

#include <algorithm>
#include <cmath>

namespace hashira::bench {
namespace {

enum Risk { risk_decline, risk_high, risk_medium, risk_low, risk_very_low };

double hand_score(const Applicant& a) {
  double score = a.age < 18 ? 0 : a.age < 22 ? 32 : a.age < 26 ? 35 : a.age < 36 ? 40 : a.age < 50 ? 43 : 48;
  score += a.marital_status == "S" ? 25 : 45;
  return score + (a.employment_status == "UNEMPLOYED" ? 15 : a.employment_status == "STUDENT" ? 18 : a.employment_status == "EMPLOYED" ? 45 : 36);
}

Risk hand_pre_bureau(bool existing, double score) {
  if (existing) return score < 80 ? risk_decline : score < 90 ? risk_high : score <= 110 ? risk_medium : risk_low;
  return score < 100 ? risk_high : score < 120 ? risk_medium : score <= 130 ? risk_low : risk_very_low;
}

Risk hand_by_credit(double credit, double low, double high) {
  return credit < low ? risk_high : credit <= high ? risk_medium : risk_low;
}

Risk hand_post_bureau(bool existing, double score, double credit) {
  if (existing) return score <= 100 ? hand_by_credit(credit, 580, 600) : hand_by_credit(credit, 590, 615);
  if (score > 130) return risk_very_low;
  return score < 120 ? hand_by_credit(credit, 590, 610) : hand_by_credit(credit, 600, 625);
}

double hand_installment(const Product& p) {
  const double fee = p.type == "STANDARD LOAN" ? 20 : p.type == "SPECIAL LOAN" ? 25 : 0;
  return p.amount * p.rate / 12 / (1 - std::pow(1 + p.rate / 12, -p.term)) + fee;
}

bool hand_affords(const Applicant& a, Risk risk, double installment) {
  const double factor = risk <= risk_high ? 0.6 : risk == risk_medium ? 0.7 : 0.8;
  return (a.income - (a.repayments + a.expenses)) * factor > installment;
}

}  // namespace

Lending lend_by_hand(const Applicant& a, const Product& product, bool bankrupt, double credit) {
  const double score = hand_score(a), installment = hand_installment(product);
  const Risk pre = hand_pre_bureau(a.existing_customer, score), post = hand_post_bureau(a.existing_customer, score, credit);
  const bool eligible = pre != risk_decline && hand_affords(a, pre, installment) && a.age >= 18;
  const bool no_call = pre == risk_very_low || pre == risk_decline;
  Lending lending;
  lending.strategy = !eligible ? "DECLINE" : no_call ? "THROUGH" : "BUREAU";
  const bool declined = !hand_affords(a, post, installment) || bankrupt;
  lending.routing = declined ? "DECLINE" : post == risk_high || credit < 580 ? "REFER" : "ACCEPT";
  return lending;
}

std::int64_t unique_by_hand(const Row& row, std::int64_t rules) {
  const std::int64_t region = std::stoll(row.region.substr(7)), kind = std::stoll(row.kind.substr(5));
  return (region * 31 + kind * 7 + std::min(row.amount / 1000, rules / 100 - 1)) % 1000;
}

std::int64_t first_by_hand(const Row& row) {
  return (std::stoll(row.region.substr(7)) * 100 + row.amount / 500) % 1000;
}

}  // namespace hashira::bench
