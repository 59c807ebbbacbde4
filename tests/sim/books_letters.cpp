#include "books_letters.h"

#include <fmt/core.h>

namespace hashira::sim {

bool letter_fits(const std::string& kind, const CaseBook& value, const Books& books) {
  if (value.held) return false;
  if (kind == "correction") return value.state == "asked";
  if (kind == "refusal") return value.state == "refused";
  bool stands = value.decided > 0 && value.owed() == 0 && value.with_payee() + value.due() > 0 && !books.in_batch(value);
  if (kind == "payment") return stands && value.with_payee() > 0 && value.due() == 0;
  return kind == "decision" && stands;
}

bool LetterBooks::take(const journal::Entry& entry, const Books& books) {
  auto number = [&](const char* field) { return static_cast<std::uint64_t>(entry.body.integer(field).value_or(0)); };
  auto expect = [&](bool right, const std::string& what) {
    if (!right && wrong_.empty()) wrong_ = fmt::format("entry {}/{} ({}): {}", entry.stream, entry.seq, entry.type, what);
  };
  if (entry.type == "letter.sent") {
    std::uint64_t from = number("from"), to = number("to");
    expect(from > 0 && from <= to && to <= letters_.size(), "letters that were never issued are sent");
    for (std::uint64_t i = from; i <= to && i <= letters_.size(); ++i) letters_[i - 1].sent_on = entry.happened_on.days();
    return true;
  }
  if (entry.type != "letter.issued") return false;
  std::string kind(entry.body.text("kind").value_or(""));
  auto found = books.cases().find(entry.case_number);
  expect(number("letter") == letters_.size() + 1, "its number is not the next one");
  expect(found != books.cases().end(), "it is about no case");
  if (found == books.cases().end()) return true;
  const CaseBook& value = found->second;
  expect(value.party == entry.party, "it goes to another party");
  expect(letter_fits(kind, value, books), fmt::format("case {} is not due a letter of the kind {}", value.number, kind) + books.story(value.number));
  letters_.push_back({number("letter"), value.number, kind, kind == "decision" ? value.decided : kind == "payment" ? value.with_payee() : 0, 0});
  has_.emplace(kind, value.number);
  return true;
}

std::vector<std::uint64_t> LetterBooks::due(const std::string& kind, const Books& books) const {
  std::vector<std::uint64_t> out;
  for (const auto& [number, value] : books.cases()) {
    if (letter_fits(kind, value, books) && !has_.contains({kind, number})) out.push_back(number);
  }
  return out;
}

}  // namespace hashira::sim
