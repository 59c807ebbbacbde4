// The simulated bank: reads the files it is given by the layout of 総合振込 alone, moves money in books of its own, and
// answers late, twice, or not at all.
//
// Guarantees: what happens to a transfer depends on the seed and the transfer only, so a shorter list of commands keeps
// it. Layout: docs/payments.md (records of 120 bytes; the payment's id in 顧客コード1・2).
#pragma once

#include <deque>
#include <set>

#include "payments/bank_answer.h"

namespace hashira::sim {

std::uint64_t mixed(std::uint64_t a, std::uint64_t b);  // a well spread number of both

struct Transfer {
  std::string id;  // 20 digits
  std::uint64_t case_number = 0, decision = 0, instalment = 0, attempt = 0;
  std::int64_t amount = 0;
  enum class Fate : std::uint8_t { waiting, rejected, credited, came_back, stopped } fate = Fate::waiting;
};

struct BankFile {
  std::uint64_t run = 0;
  std::string message_id;
  int value_date = 0;  // days since 1970
  std::vector<Transfer> transfers;
  bool worked = false, rejected_whole = false;
};

struct BankMessage {
  std::uint64_t run = 0;
  bool rejects_whole = false;
  payments::BankAnswers answers;
};

class Bank {
 public:
  explicit Bank(std::uint64_t seed) : seed_(seed) {}
  // False, with the file refused: the same bytes came before, or it cannot be read.
  bool receive(std::uint64_t run, const std::string& message_id, int value_date, std::string_view bytes);
  // Stops a file that has not been carried out yet: the bank's word for voiding it.
  bool stop(std::uint64_t run);
  void work(int today);
  bool worked(std::uint64_t run) const;
  int value_date(std::uint64_t run) const;
  bool credited_any(std::uint64_t run) const;
  bool came_back(std::uint64_t case_number, std::int64_t amount) const;  // the last transfer of the case, of that amount

  std::deque<BankMessage> waiting;     // not taken in yet
  std::vector<BankMessage> delivered;  // may come again
  const std::vector<BankFile>& files() const { return files_; }
  std::string problem() const { return problem_; }  // a file that no bank would take

 private:
  void work(BankFile& file);
  void answer(const BankFile& file);

  std::uint64_t seed_;
  std::vector<BankFile> files_;
  std::set<std::string> seen_;
  std::uint64_t messages_ = 0;
  std::string problem_;
};

}  // namespace hashira::sim
