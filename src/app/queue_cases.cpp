// The cases of an instrument that keeps few, read whole.
#include "app/queue.h"

namespace hashira::app {
namespace {

constexpr std::size_t few_page = 1000;

void keep_those(std::vector<cases::Case>& out, std::vector<cases::Case> some, std::string_view instrument) {
  for (cases::Case& value : some) {
    if (value.instrument == instrument) out.push_back(std::move(value));
  }
}

void sort_by_number(std::vector<cases::Case>& out) {
  std::sort(out.begin(), out.end(), [](const cases::Case& a, const cases::Case& b) { return a.number < b.number; });
}

}  // namespace

Result<std::vector<cases::Case>> cases_in(Engine& engine, const journal::StreamId& stream, States states, std::string_view instrument) {
  std::vector<cases::Case> out;
  for (std::string_view state : states) {
    for (std::uint64_t after = 0;;) {
      std::vector<std::uint64_t> numbers = TRY(queue_numbers(engine, stream, state, after, few_page));
      keep_those(out, TRY(cases_of(engine, stream, numbers)), instrument);
      if (numbers.size() < few_page) break;
      after = numbers.back();
    }
  }
  sort_by_number(out);
  return out;
}

Result<std::vector<cases::Case>> cases_in(Work& work, const journal::StreamId& stream, States states, std::string_view instrument) {
  std::vector<cases::Case> out;
  for (std::string_view state : states) {
    Bytes prefix = audit::queue_prefix(stream, state), after;
    for (;;) {
      std::vector<journal::Row> rows = TRY(work.scan(journal::Table::index, prefix, after, few_page));
      std::vector<cases::Case> some;
      for (const journal::Row& row : rows) some.push_back(TRY(work.case_of(stream, read_u64(BytesView(row.key).substr(prefix.size())))));
      keep_those(out, std::move(some), instrument);
      if (rows.size() < few_page) break;
      after = rows.back().key;
    }
  }
  sort_by_number(out);
  return out;
}

}  // namespace hashira::app
