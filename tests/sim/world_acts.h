// How a simulated act reaches the commands of `app`: the pieces that all acts share.
#pragma once

#include "world.h"

namespace hashira::sim {

Outcome outcome_of_done(const Done& done);
inline Outcome not_there() { return {false, true, false, "sim.not_there", "what it is about is not there", 0}; }

template <class Act>
Outcome World::on(const Command& command, Act act) {
  std::uint64_t number = number_of(command.about);
  return number == 0 ? not_there() : outcome_of_done(act(number));
}

template <class Act>
Outcome World::on_work(const Command& command, Act act) {
  return on(command, [&](std::uint64_t number) { return engine_->run([&](app::Work& work) -> Done { return act(work, number); }); });
}

}  // namespace hashira::sim
