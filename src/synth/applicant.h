// One applicant who never was: answers to a programme's questions, drawn from the programme's own facts.
#pragma once

#include "app/applications.h"

namespace hashira::synth {

struct Applicant {
  app::Answers answers;          // complete and right
  std::vector<std::string> left_open;  // facts that the first form leaves out (60% go through correction)
  cases::Outcome outcome;        // what the rules say of the answers
  std::string entitlement;       // what × when of the programme's key
};

// What the rules shall say of who is drawn; whoever the rules answer otherwise is passed over.
struct Wanted {
  enum class Kind { any, eligible, amount, ineligible } kind = Kind::any;
  Yen amount;
  std::string figure;  // that a payment to them counts in; empty: whichever
  std::string layer;   // who pays them; empty: the prefecture
  app::Answers fixed;  // answers that are not drawn
};

// `number` makes name, telephone and corporate number one of a kind. nullopt when nobody fits after many draws.
std::optional<Applicant> draw(const audit::Version& version, const Wanted& wanted, std::uint64_t number, Date day, Random& random);

// One answer that was wrong, so that the rules give another amount; nullopt where none is found.
struct Mistake {
  std::string fact, typed;
  Yen amount;  // by the rules, with the right answer
};
std::optional<Mistake> another_amount(const audit::Version& version, const Applicant& applicant, Date day, Random& random);

}  // namespace hashira::synth
