// Cases by state, for commands that go through many of them.
#pragma once

#include "app/engine.h"

namespace hashira::app {

// Numbers of the cases in a state, ascending, after `after`.
Result<std::vector<std::uint64_t>> queue_numbers(Engine& engine, const journal::StreamId& stream, std::string_view state,
                                                 std::uint64_t after, std::size_t limit);
// The cases of these numbers that there are, in one round trip.
Result<std::vector<cases::Case>> cases_of(Engine& engine, const journal::StreamId& stream, const std::vector<std::uint64_t>& numbers);

// The cases of an instrument in these states, by number: for instruments that keep few.
using States = std::initializer_list<std::string_view>;
Result<std::vector<cases::Case>> cases_in(Engine& engine, const journal::StreamId& stream, States states, std::string_view instrument);
// The same as a unit of work sees them.
Result<std::vector<cases::Case>> cases_in(Work& work, const journal::StreamId& stream, States states, std::string_view instrument);

}  // namespace hashira::app
