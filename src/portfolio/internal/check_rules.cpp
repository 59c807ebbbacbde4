// Checks rules.dmn and every FEEL text of a folder.
#include <fmt/core.h>

#include "portfolio/internal/read.h"

namespace hashira::portfolio {

void check_rules(Reading& reading) {
  Programme& programme = reading.programme;
  if (!programme.rules) return;
  auto file = programme.files.find(programme.rules->file);
  if (file == programme.files.end()) {
    reading.mistakes.add("portfolio.missing_file", fmt::format("there is no file '{}'", programme.rules->file), "add it, or take `rules:` out",
                         reading.places["rules"]);
    return;
  }
  programme.rules->text = file->second;
}

}  // namespace hashira::portfolio
