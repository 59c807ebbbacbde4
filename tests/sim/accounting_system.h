// The simulated 財務会計システム: takes in what it is told by the layout of docs/accounting.md alone, and answers with vouchers,
// now and then a wrong one, one too many or none.
//
// Guarantees: what it does with a row depends on the seed, the row and the number of the answer only.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace hashira::sim {

struct ToldRow {
  std::string kind, id;  // "commitment" or "order"; programme/entry/posting
  std::uint64_t seq = 0, case_number = 0;
  int year = 0;
  std::int64_t amount = 0;
};

class AccountingSystem {
 public:
  explicit AccountingSystem(std::uint64_t seed) : seed_(seed) {}
  // A file of one kind, as it came. Its rows stand under the number of the file, from 1.
  void receive(const std::string& kind, std::string_view bytes);
  const std::vector<std::vector<ToldRow>>& files() const { return files_; }
  // The next answer: vouchers for what was told of the kind and has none yet; empty when there is nothing to say.
  std::string answer(const std::string& programme, const std::string& kind);
  std::string last_answer() const { return last_answer_; }
  std::string problem() const { return problem_; }  // a file that the system cannot read

 private:
  std::uint64_t seed_, answers_ = 0, vouchers_ = 0;
  std::vector<std::vector<ToldRow>> files_;
  std::map<std::string, std::size_t> answered_;  // files of a kind that were gone through
  std::string problem_, last_answer_;
};

}  // namespace hashira::sim
