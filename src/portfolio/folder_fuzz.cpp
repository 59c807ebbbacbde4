// Fuzzes the readers of a programme folder: the first byte names the file of a small portfolio that the rest replaces.
// Whatever stands there is read or listed as mistakes; a portfolio without mistakes can also be reasoned about.
#include <cstdlib>

#include "portfolio/check.h"
#include "portfolio/internal/example.h"
#include "portfolio/narrative.h"
#include "portfolio/printed_form.h"
#include "portfolio/reason.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hashira::portfolio;
  if (size == 0) return 0;
  static const char* const paths[] = {"portfolio.yaml",       "shops/programme.yaml", "shops/figures.yaml", "shops/questions.yaml",
                                      "shops/narrative.yaml", "shops/rules.dmn",      "lists/places.yaml"};
  std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  Files files = example::files();
  files[paths[data[0] % std::size(paths)]] = bytes;
  if (data[0] % std::size(paths) == 5) files["shops/programme.yaml"] += "rules: {decision: Benefit}\n";
  ReadPortfolio read = read_portfolio(files);
  for (const hashira::Error& mistake : read.mistakes) {
    if (mistake.code.empty() || mistake.what.empty() || mistake.mend.empty()) std::abort();
  }
  if (read.mistakes.empty()) reason(read.portfolio);
  // The same bytes as a form and as a sentence: what reads must print back.
  if (auto form = read_printed_form(bytes); form && print(form->form, form->value, "件") != bytes) std::abort();
  (void)parse_sentence(bytes);
  return 0;
}
