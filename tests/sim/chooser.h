// Chooses what happens next: by weight, mostly something that fits what the books say, now and then something wild.
#pragma once

#include <optional>
#include <random>

#include "books.h"
#include "world.h"

namespace hashira::sim {

class Chooser {
 public:
  explicit Chooser(std::uint64_t seed) : random_(seed) {}
  // `part`: of the world's life that is over, 0 to 1.
  Command next(int id, double part, const World& world, const Books& books);
  // Commands that bring the bank to rest: all answers in, all carried-out runs noted.
  std::vector<Command> settling(int first_id, const World& world, const Books& books);

 private:
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  bool once_in(std::uint64_t n) { return below(n) == 0; }
  Kind kind();
  void choose_actor(Command& command);
  // False: nothing fits, choose another kind.
  bool fill(Command& command, double part, const World& world, const Books& books);
  bool fill_case(Command& command, const World& world, const Books& books);
  bool fill_case_details(Command& command, const CaseBook& value, const World& world, const Books& books);
  bool fill_list(Command& command, const World& world, const Books& books);
  bool fill_draft(Command& command, const World& world, const Books& books);
  bool fill_run(Command& command, const World& world, const Books& books);
  bool fill_letters(Command& command, const World& world, const Books& books);
  void fill_budget(Command& command, const World& world, const Books& books);
  std::string application(int person);
  Money repayment(const CaseBook& value, const World& world, const Books& books);

  std::mt19937_64 random_;
  int persons_ = 0;
};

}  // namespace hashira::sim
