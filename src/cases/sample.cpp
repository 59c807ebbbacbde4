#include "cases/sample.h"

#include "base/ports.h"
#include "cases/flags.h"

namespace hashira::cases {
namespace {

// A seed and the counts stay within what CBOR integers hold here.
constexpr std::uint64_t sample_number_max = INT64_MAX;

std::optional<std::uint64_t> whole_field(const journal::Body& body, std::string_view name) {
  std::int64_t number = body.integer(name).value_or(-1);
  return number < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(number));
}

}  // namespace

std::vector<std::uint64_t> draw_sample(std::vector<std::uint64_t> population, std::size_t size, std::uint64_t seed) {
  auto random = seeded_random(seed);
  std::size_t wanted = std::min(size, population.size());
  for (std::size_t i = 0; i < wanted; ++i) {  // Fisher-Yates, as far as needed
    std::swap(population[i], population[i + random->below(population.size() - i)]);
  }
  population.resize(wanted);
  std::sort(population.begin(), population.end());
  return population;
}

void fold(Sample& sample, const journal::Entry& entry) {
  if (entry.type != "sample.drawn" || !sample.state.empty()) return;
  std::optional<std::uint64_t> seed = whole_field(entry.body, "seed"),
                               population = whole_field(entry.body, "population");
  Result<std::vector<std::uint64_t>> numbers = decode_case_numbers(entry.body.raw("cases").value_or(BytesView()));
  std::string_view state = entry.body.text("state").value_or("");
  if (!seed || !population || !numbers || state.empty()) return;
  sample.stream = entry.stream;
  sample.seed = *seed;
  sample.state = state;
  sample.population = *population;
  sample.case_numbers = std::move(*numbers);
  sample.drawn_by = entry.actor;
  sample.drawn_on = entry.happened_on;
}

journal::Body sample_body(const Sample& sample) {
  return journal::BodyWriter()
      .integer("sample", static_cast<std::int64_t>(sample.number))
      .integer("seed", static_cast<std::int64_t>(sample.seed & sample_number_max))
      .text("state", sample.state)
      .integer("population", static_cast<std::int64_t>(sample.population))
      .raw("cases", encode_case_numbers(sample.case_numbers))
      .body();
}

// The row is the entry's own body with who and when: one format for both.
Bytes encode(const Sample& sample) {
  cbor::Writer writer;
  writer.array(4);
  writer.text(sample.stream);
  writer.text(sample.drawn_by);
  writer.integer(sample.drawn_on ? sample.drawn_on->days() : 0);
  writer.bytes(sample_body(sample).encoded());
  return std::move(writer).out();
}

Result<Sample> decode_sample(BytesView bytes) {
  cbor::Reader reader(bytes);
  if (TRY(reader.array()) != 4) return fail("cases.bad_sample", "a stored sample is damaged", "run `hashira audit`");
  journal::Entry entry;
  entry.type = "sample.drawn";
  entry.stream = TRY(reader.text());
  entry.actor = TRY(reader.text());
  entry.happened_on = Date(static_cast<std::int32_t>(TRY(reader.integer())));
  BytesView body = TRY(reader.bytes());
  CHECK_OK(journal::check_body(body));
  entry.body = journal::Body(Bytes(body));
  Sample sample;
  sample.number = whole_field(entry.body, "sample").value_or(0);
  fold(sample, entry);
  if (sample.state.empty() || !reader.at_end())
    return fail("cases.bad_sample", "a stored sample is damaged", "run `hashira audit`");
  return sample;
}

Bytes sample_prefix(const journal::StreamId& stream) {
  Bytes key(stream);
  key.append(1, '\0').append("sample").append(1, '\0');
  return key;
}

Bytes sample_key(const journal::StreamId& stream, std::uint64_t number) {
  Bytes key = sample_prefix(stream);
  append_u64(key, number);
  return key;
}

}  // namespace hashira::cases
