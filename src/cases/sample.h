// A sample (抽出) of a programme's cases to be checked on site: drawn by a seed, so that anybody can draw it again.
//
// Guarantees: the same population, size and seed give the same cases. Entry: sample.drawn {sample, seed, state,
// population, cases}; `population` is how many cases stood in the state, `cases` which of them were drawn.
#pragma once

#include "cases/case.h"

namespace hashira::cases {

struct Sample {
  journal::StreamId stream;
  std::uint64_t number = 0;
  std::uint64_t seed = 0;
  std::string state;  // that the population was in; empty: not drawn yet
  std::uint64_t population = 0;
  std::vector<std::uint64_t> case_numbers;
  std::string drawn_by;
  std::optional<Date> drawn_on;
};

// `size` of the population (all, when it is smaller), ascending. Requires: the population ascends.
std::vector<std::uint64_t> draw_sample(std::vector<std::uint64_t> population, std::size_t size, std::uint64_t seed);

// Total: an entry that makes no sense leaves the sample as it is.
void fold(Sample& sample, const journal::Entry& entry);
journal::Body sample_body(const Sample& sample);
Bytes encode(const Sample& sample);
Result<Sample> decode_sample(BytesView bytes);
Bytes sample_key(const journal::StreamId& stream, std::uint64_t number);
Bytes sample_prefix(const journal::StreamId& stream);

}  // namespace hashira::cases
