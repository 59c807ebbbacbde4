#include "cases/flags.h"

#include "base/cbor.h"

namespace hashira::cases {
namespace {

template <class Items>
auto named(const Items& items, std::string_view id) -> decltype(items.data()) {
  auto at = std::find_if(items.begin(), items.end(), [&](const auto& one) { return one.id == id; });
  return at == items.end() ? nullptr : &*at;
}

void sort_each_once(std::vector<std::uint64_t>& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

}  // namespace

std::span<const HoldClass> hold_classes() {
  static constexpr HoldClass classes[] = {{"tip_off", "情報提供", "tip-off"},
                                          {"seizure", "差押え", "seizure"},
                                          {"tax", "税の滞納の確認", "tax arrears"},
                                          {"organised_crime_check", "反社会的勢力の確認", "organised-crime check"},
                                          {"account_change", "口座変更の確認", "change of account"}};
  return classes;
}

const HoldClass* hold_class(std::string_view id) {
  return named(hold_classes(), id);
}

std::span<const CheckResult> check_results() {
  static constexpr CheckResult results[] = {{"ok", "問題なし", "in order"},
                                            {"defect", "不備あり", "defects found"},
                                            {"reclaim", "返還を要する", "money must come back"}};
  return results;
}

const CheckResult* check_result(std::string_view id) {
  return named(check_results(), id);
}

Bytes encode_case_numbers(std::vector<std::uint64_t> numbers) {
  sort_each_once(numbers);
  cbor::Writer writer;
  writer.array(numbers.size());
  for (std::uint64_t number : numbers) writer.integer(static_cast<std::int64_t>(number));
  return std::move(writer).out();
}

Result<std::vector<std::uint64_t>> decode_case_numbers(BytesView bytes) {
  cbor::Reader reader(bytes);
  std::vector<std::uint64_t> out;
  std::uint64_t count = TRY(reader.array());
  std::int64_t last = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    std::int64_t number = TRY(reader.integer());
    if (number <= last) return fail("cases.bad_field", "the case numbers are not in order");
    last = number;
    out.push_back(static_cast<std::uint64_t>(number));
  }
  if (!reader.at_end()) return fail("cases.bad_field", "bytes follow the case numbers");
  return out;
}

std::vector<std::uint64_t> disposed_hits(const Case& value) {
  std::vector<std::uint64_t> out;
  const feel::Value* kept = value.datum("disposed");
  for (std::size_t i = 0; kept != nullptr && i < kept->size(); ++i) {
    out.push_back(static_cast<std::uint64_t>(kept->at(i).as_integer().value_or(0)));
  }
  return out;
}

void add_disposed_hits(Case& value, std::vector<std::uint64_t> numbers) {
  for (std::uint64_t known : disposed_hits(value)) numbers.push_back(known);
  sort_each_once(numbers);
  std::vector<feel::Value> items;
  for (std::uint64_t number : numbers) items.push_back(feel::Value::integer(static_cast<std::int64_t>(number)));
  value.set_datum("disposed", feel::Value::list(std::move(items)));
}

}  // namespace hashira::cases
