// payments_bench [ORDERS]: formats orders as 総合振込 (both layouts) and pain.001 into a sink that only counts, reads a
// Zengin file back, and prints time an order and what memory grew by. Orders are made outside of the measured time.
#include <chrono>
#include <cstdlib>
#include <ctime>

#include <fmt/core.h>
#include <sys/resource.h>

#include "payments/pain001.h"
#include "payments/zengin_reader.h"

namespace hashira::bench {
namespace {

using namespace payments;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

long peak_kib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

template <class T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}\n", result.error().text());
  std::exit(1);
}
void must(const Done& done) {
  if (done) return;
  fmt::print(stderr, "{}\n", done.error().text());
  std::exit(1);
}

// A thousand payees, used in turn: names of 4 to 24 bytes, some of companies.
std::vector<zengin::Transfer> make_payees() {
  std::vector<zengin::Transfer> out;
  constexpr std::string_view names[] = {"サトウ　ハナコ",     "株式会社サッポロラーメン",
                                        "タカハシ　イチロウ", "ホクト合同会社",
                                        "アベ　ケン",         "一般財団法人ドサンコカンコウ"};
  for (int i = 0; i < 1'000; ++i) {
    zengin::Transfer one;
    one.bank = fmt::format("{:04}", 1 + i * 9 % 9'000);
    one.branch = fmt::format("{:03}", i);
    one.bank_name = must(to_jis("ホツカイドウ", FieldClass::bank));
    one.branch_name = must(to_jis("トヨヒラ", FieldClass::bank));
    one.account_number = fmt::format("{:07}", i * 7'919 % 10'000'000);
    one.payee_name = must(party_name(names[i % 6]));
    one.amount = Yen(100'000 + i * 500);
    out.push_back(std::move(one));
  }
  return out;
}

zengin::Header make_header() {
  zengin::Header header;
  header.client_code = "0123456789", header.client_name = must(to_jis("ホッカイドウ", FieldClass::party)),
  header.value_date = "0630";
  header.bank = "0116", header.branch = "101", header.account_number = "0012345";
  return header;
}

struct Measured {
  double wall = 0, processor = 0;
  long grown_kib = 0;
  std::uint64_t bytes = 0;
};

template <class Work>
Measured measure(Work work) {
  long before_kib = peak_kib();
  double before = processor_seconds();
  auto start = std::chrono::steady_clock::now();
  std::uint64_t bytes = work();
  std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return {wall.count(), processor_seconds() - before, peak_kib() - before_kib, bytes};
}

void report(std::string_view what, std::uint64_t orders, const Measured& m) {
  double count = static_cast<double>(orders);
  fmt::print(
      "{:24} {:9} orders {:7.3f} s on the wall, {:7.3f} s of processor time, {:6.0f} ns an order, {:7.1f} MB, peak "
      "memory + {} KiB\n",
      what, orders, m.wall, m.processor, m.processor * 1e9 / count, static_cast<double>(m.bytes) * 1e-6, m.grown_kib);
}

std::uint64_t write_zengin(const std::vector<zengin::Transfer>& payees, std::uint64_t orders,
                           zengin::Separator separator) {
  std::uint64_t bytes = 0;
  zengin::Writer writer(make_header(), {separator, zengin::Groups::many, {}}, [&](BytesView more) -> Done {
    bytes += more.size();
    return {};
  });
  for (std::uint64_t i = 0; i < orders; ++i) must(writer.add(payees[i % payees.size()], {i + 1, 1, 1, 1, 0}));
  if (must(writer.finish()).bytes != bytes) std::exit(1);
  return bytes;
}

std::uint64_t write_iso(const std::vector<zengin::Transfer>& payees, std::uint64_t orders) {
  Control control;
  for (std::uint64_t i = 0; i < orders; ++i) ++control.count, control.sum += payees[i % payees.size()].amount;
  std::uint64_t bytes = 0;
  Pain001Writer writer({"M1", "2020-06-25T00:00:00", control, "ﾎﾂｶｲﾄﾞｳ", "0123456789"}, [&](BytesView more) -> Done {
    bytes += more.size();
    return {};
  });
  Account own{"0116", "101", AccountKind::ordinary, "0012345"};
  must(writer.begin_group({"M1", control, Date::of(2020, 6, 30), "ﾎﾂｶｲﾄﾞｳ", own, ""}));
  for (std::uint64_t i = 0; i < orders; ++i) {
    const zengin::Transfer& payee = payees[i % payees.size()];
    must(writer.add({must(zengin::order_number_text({i + 1, 1, 1, 1, 0})),
                     payee.amount,
                     {payee.bank, payee.branch, AccountKind::ordinary, payee.account_number},
                     "",
                     to_utf8(payee.payee_name, KanaWidth::half),
                     ""}));
  }
  must(writer.finish());
  return bytes;
}

// Reads a file that is made while it is read, so that it need not be held.
std::uint64_t read_zengin(const std::vector<zengin::Transfer>& payees, std::uint64_t orders) {
  Bytes file;
  zengin::Writer writer(make_header(), {}, [&](BytesView more) -> Done {
    file += more;
    return {};
  });
  for (std::uint64_t i = 0; i < payees.size(); ++i) must(writer.add(payees[i], {i + 1, 1, 1, 1, 0}));
  must(writer.finish());
  std::uint64_t bytes = 0;
  for (std::uint64_t done = 0; done < orders; done += payees.size()) {
    zengin::Reader reader(zengin::source_of(file), "f");
    while (reader.next()) {
    }
    if (reader.has_errors()) std::exit(1);
    bytes += file.size();
  }
  return bytes;
}

int run(std::uint64_t orders) {
  std::vector<zengin::Transfer> payees = make_payees();
  write_zengin(payees, 10, zengin::Separator::none);  // the first use of everything
  report("zengin, 120 bytes", 10'000, measure([&] { return write_zengin(payees, 10'000, zengin::Separator::none); }));
  report("zengin, 120 bytes", orders, measure([&] { return write_zengin(payees, orders, zengin::Separator::none); }));
  report("zengin, CRLF", orders, measure([&] { return write_zengin(payees, orders, zengin::Separator::crlf); }));
  report("pain.001", orders, measure([&] { return write_iso(payees, orders); }));
  report("read zengin, by 1,000", orders, measure([&] { return read_zengin(payees, orders); }));
  return 0;
}

}  // namespace
}  // namespace hashira::bench

int main(int argc, char** argv) {
  return hashira::bench::run(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000);
}
