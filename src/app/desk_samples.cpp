// Samples drawn for checks on site, and what the checks found.
#include <fmt/core.h>

#include "app/benefit_desk.h"
#include "app/case_command.h"

namespace hashira::app {
namespace {

constexpr std::size_t sample_size_max = 10'000;

Result<std::vector<std::uint64_t>> cases_in(Work& work, const std::string& programme, std::string_view state) {
  Bytes prefix = audit::queue_prefix(programme, state), after;
  std::vector<std::uint64_t> out;
  while (true) {
    std::vector<journal::Row> rows = TRY(work.scan(journal::Table::index, prefix, after, 1000));
    if (rows.empty()) return out;
    for (const journal::Row& row : rows) out.push_back(read_u64(BytesView(row.key).substr(prefix.size())));
    after = rows.back().key;
  }
}

}  // namespace

Result<std::uint64_t> draw_sample(Work& work, const std::string& programme, std::string_view state, std::size_t size,
                                  std::uint64_t seed, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "approver", "auditor"}));
  std::vector<std::uint64_t> population = TRY(cases_in(work, programme, state));
  if (size == 0 || size > sample_size_max || population.empty()) {
    return fail(
        "app.bad_sample",
        fmt::format("{}件から{}件は抽出できません / {} of {} cases cannot be drawn", population.size(), size, size,
                    population.size()),
        fmt::format(
            "案件のある状態と、1から{0}までの件数にしてください / name a state that has cases, and a size of 1 to {0}",
            sample_size_max));
  }
  cases::Sample sample;
  sample.number = TRY(work.next_number(programme, "sample"));
  sample.seed = seed & INT64_MAX;
  sample.state = state;
  sample.population = population.size();
  sample.case_numbers = cases::draw_sample(std::move(population), size, sample.seed);
  CHECK_OK(append_entry(work, programme, "sample.drawn", cases::sample_body(sample), actor));
  journal::Body body = journal::BodyWriter().integer("sample", static_cast<std::int64_t>(sample.number)).body();
  for (std::uint64_t number : sample.case_numbers)
    CHECK_OK(run_command(work, programme, number, "sample", body, actor));
  return sample.number;
}

Done record_check(Work& work, const std::string& programme, std::uint64_t number, std::string_view result,
                  std::string_view note, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  journal::BodyWriter body;
  body.text("result", result).text("note", note);
  return run_command(work, programme, number, "check", body.body(), actor);
}

Result<std::vector<cases::Sample>> samples(Engine& engine, const std::string& programme) {
  std::vector<cases::Sample> out;
  Bytes after;
  while (true) {
    std::vector<journal::Row> rows =
        TRY(engine.store().scan(journal::Table::state, cases::sample_prefix(programme), after, 500));
    if (rows.empty()) return out;
    for (const journal::Row& row : rows) out.push_back(TRY(cases::decode_sample(row.value)));
    after = rows.back().key;
  }
}

}  // namespace hashira::app
