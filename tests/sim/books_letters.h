// The auditor's books of letters: numbered without holes, about cases that stand so, with the amounts that the books give.
#pragma once

#include "books.h"

namespace hashira::sim {

struct LetterBook {
  std::uint64_t number = 0, case_number = 0;
  std::string kind;
  Money amount = 0;  // that it must state; 0: none
  int sent_on = 0;   // 0: not yet
};

// Does the case stand as the letter says? (docs: correction, refusal, decision, payment)
bool letter_fits(const std::string& kind, const CaseBook& value, const Books& books);

class LetterBooks {
 public:
  // True: the entry was one of these books. `books` has taken it in already.
  bool take(const journal::Entry& entry, const Books& books);
  const std::string& wrong() const { return wrong_; }
  const std::vector<LetterBook>& letters() const { return letters_; }
  // Cases that stand as the letter says and have none of the kind, ascending.
  std::vector<std::uint64_t> due(const std::string& kind, const Books& books) const;

 private:
  std::vector<LetterBook> letters_;
  std::set<std::pair<std::string, std::uint64_t>> has_;  // kind and case
  std::string wrong_;
};

}  // namespace hashira::sim
