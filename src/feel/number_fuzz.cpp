// Fuzzes numbers: any text is read or refused; what is read reads back; operations keep the normal form.
#include <cstdlib>

#include "feel/number.h"

namespace {

using namespace hashira::feel;

void must(bool holds) {
  if (!holds) std::abort();
}

void check_number(const Number& number) {
  if (!number) return;
  must(Decimal::parse(number->text()) == number);
  must(negate(negate(*number)) == *number);
  must(compare(*number, *number) == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  std::size_t cut = text.find(' ');
  Number a = Decimal::parse(text.substr(0, cut));
  check_number(a);
  check_number(parse_grouped(text, ",", "."));
  Number b = cut == std::string_view::npos ? Number() : Decimal::parse(text.substr(cut + 1));
  if (!a || !b) return 0;
  for (const Number& result : {add(*a, *b), subtract(*a, *b), multiply(*a, *b), divide(*a, *b), modulo(*a, *b),
                               square_root(*a), power(*a, *b)})
    check_number(result);
  for (int mode = 0; mode < 7; ++mode)
    check_number(round(*a, static_cast<int>(size % 40) - 20, static_cast<Rounding>(mode)));
  must(compare(*a, *b) == 0 ? *a == *b : *a != *b);
  return 0;
}
