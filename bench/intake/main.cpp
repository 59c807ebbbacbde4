// intake_bench [ROWS]: a workbook and a CSV of ROWS × 30 cells (10,000 × 30), as libxlsxwriter and Japanese Excel write
// them; read as sheets, then as records of a form with 30 questions. Best of five, processor time; made outside of the
// measured time.
#include <ctime>
#include <fstream>
#include <iterator>

#include <fmt/core.h>
#include <sys/resource.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "intake/records.h"

namespace hashira::bench {
namespace {

constexpr int columns = 30;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Every third column a text, a whole number, a day.
portfolio::Programme form() {
  portfolio::Programme out;
  for (int i = 0; i < columns; ++i) {
    portfolio::Fact fact;
    fact.id = fmt::format("item_{}", i);
    fact.label = {fmt::format("項目{}", i), fact.id};
    fact.type = i % 3 == 0   ? portfolio::FactType::text
                : i % 3 == 1 ? portfolio::FactType::number
                             : portfolio::FactType::date;
    out.facts.push_back(fact);
    portfolio::Question question;
    question.fact = fact.id;
    out.questions.push_back(question);
  }
  return out;
}

std::string cell_text(int row, int column) {
  if (column % 3 == 0) return fmt::format("柱商店{}", row * 7 % 5'000);
  return column % 3 == 1 ? std::to_string(row * 31 % 100'000) : "令和2年5月20日";
}

std::string workbook(const portfolio::Programme& programme, int rows) {
  std::string path = fmt::format("/dev/shm/intake-bench-{}.xlsx", getpid());
  lxw_workbook* book = workbook_new(path.c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, "申請");
  for (int column = 0; column < columns; ++column)
    worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(column),
                           programme.facts[static_cast<std::size_t>(column)].label.ja.c_str(), nullptr);
  for (int row = 1; row <= rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      auto at = static_cast<lxw_col_t>(column);
      if (column % 3 == 1)
        worksheet_write_number(sheet, static_cast<lxw_row_t>(row), at, row * 31 % 100'000, nullptr);
      else
        worksheet_write_string(sheet, static_cast<lxw_row_t>(row), at, cell_text(row, column).c_str(), nullptr);
    }
  }
  workbook_close(book);
  std::ifstream file(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), {});
  unlink(path.c_str());
  return bytes;
}

std::string csv(const portfolio::Programme& programme, int rows) {
  std::string out;
  for (int column = 0; column < columns; ++column)
    out += programme.facts[static_cast<std::size_t>(column)].label.ja + (column + 1 < columns ? "," : "\r\n");
  for (int row = 1; row <= rows; ++row) {
    for (int column = 0; column < columns; ++column)
      out += cell_text(row, column) + (column + 1 < columns ? "," : "\r\n");
  }
  return out;
}

template <class Work>
double best_of_five(Work work) {
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    double from = processor_seconds();
    work();
    best = std::min(best, processor_seconds() - from);
  }
  return best;
}

void measure(const char* name, const std::string& bytes, const portfolio::Programme& programme, int rows) {
  intake::Book book;
  double reading = best_of_five([&] { book = intake::read_book(bytes, name).value(); });
  std::size_t records = 0, errors = 0;
  double judging = best_of_five([&] {
    const intake::Sheet& sheet = book.sheets.front();
    int header = intake::find_header(sheet, programme);
    intake::Records read =
        intake::read_records(sheet, header, intake::suggest(programme, intake::headers_of(sheet, header)), programme);
    records = read.records.size();
    errors = read.errors.size();
  });
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("{}: {} cells, {} KiB: read {:.3f} s, as answers {:.3f} s ({} records, {} errors); peak {} MiB\n", name,
             rows * columns, bytes.size() / 1024, reading, judging, records, errors, usage.ru_maxrss / 1024);
}

}  // namespace
}  // namespace hashira::bench

int main(int argc, char** argv) {
  using namespace hashira::bench;
  int rows = argc > 1 ? std::atoi(argv[1]) : 10'000;
  hashira::portfolio::Programme programme = form();
  measure("csv", csv(programme, rows), programme, rows);
  measure("xlsx", workbook(programme, rows), programme, rows);
  return 0;
}
