// Checks the report sentences: every figure stands in them exactly once, and no number is typed by hand.
#include <fmt/core.h>

#include <map>

#include "portfolio/internal/read.h"
#include "portfolio/narrative.h"

namespace hashira::portfolio {
namespace {

struct Binding {
  int count = 0;
  Place last;
};

Place sentence_place(const Reading& reading, std::size_t index, std::string_view language) {
  auto found = reading.places.find(fmt::format("narrative/{}/{}", index, language));
  return found == reading.places.end() ? Place{reading.file("narrative.yaml"), 0, 0} : found->second;
}

// Quoted digits are for years and names; a result in quotes would be a number typed by hand after all.
bool quotes_a_result(const Programme& programme, const std::string& quoted) {
  for (const Figure& figure : programme.figures) {
    const std::string& published = figure.printed.published;
    if (holds_digit(published) && quoted.find(published) != std::string::npos) return true;
  }
  return false;
}

void check_piece(Reading& reading, const SentencePiece& piece, const Place& place, std::map<std::string, Binding>& bound) {
  const Programme& programme = reading.programme;
  switch (piece.kind) {
    case SentencePiece::Kind::text:
      if (holds_digit(piece.text)) {
        reading.mistakes.add("portfolio.typed_number", "a number is typed into the sentence",
                             "write {figure_id} for a result; {'…'} for a year or a name with digits", place);
      }
      break;
    case SentencePiece::Kind::quoted:
      if (quotes_a_result(programme, piece.text)) {
        reading.mistakes.add("portfolio.typed_number", fmt::format("'{}' is a result in quotes", piece.text.substr(0, 60)),
                             "write {figure_id} instead", place);
      }
      break;
    case SentencePiece::Kind::figure: {
      if (!programme.figure(piece.text)) {
        std::vector<std::string_view> known;
        for (const Figure& figure : programme.figures) known.push_back(figure.id);
        auto near = nearest_word(piece.text, known);
        reading.mistakes.add("portfolio.unknown_name", fmt::format("there is no figure '{}'", piece.text.substr(0, 60)),
                             near ? fmt::format("did you mean '{}'?", *near) : "name a figure of figures.yaml", place);
        break;
      }
      Binding& binding = bound[piece.text];
      ++binding.count;
      binding.last = place;
      break;
    }
  }
}

std::map<std::string, Binding> bindings(Reading& reading, std::string_view language) {
  std::map<std::string, Binding> bound;
  for (std::size_t i = 0; i < reading.programme.narrative.size(); ++i) {
    const Text& sentence = reading.programme.narrative[i];
    Place place = sentence_place(reading, i, language);
    auto pieces = parse_sentence(language == "ja" ? sentence.ja : sentence.en);
    if (!pieces) {
      Error error = pieces.error();
      error.place = place;
      reading.mistakes.add(std::move(error));
      continue;
    }
    for (const SentencePiece& piece : *pieces) check_piece(reading, piece, place, bound);
  }
  return bound;
}

bool told_in_english(const Programme& programme) {
  for (const Text& sentence : programme.narrative) {
    if (!sentence.en.empty()) return true;
  }
  return false;
}

}  // namespace

void check_narrative(Reading& reading) {
  for (std::string_view language : {"ja", "en"}) {
    if (language == "en" && !told_in_english(reading.programme)) return;
    std::map<std::string, Binding> bound = bindings(reading, language);
    for (const Figure& figure : reading.programme.figures) {
      auto found = bound.find(figure.id);
      if (found == bound.end()) {
        auto place = reading.places.find("figures/" + figure.id + "/id");
        reading.mistakes.add("portfolio.unbound_figure", fmt::format("no sentence ({}) of narrative.yaml shows the figure '{}'", language, figure.id),
                             fmt::format("write {{{}}} into one", figure.id),
                             place == reading.places.end() ? Place{reading.file("narrative.yaml"), 0, 0} : place->second);
      } else if (found->second.count > 1) {
        reading.mistakes.add("portfolio.bound_twice", fmt::format("the sentences ({}) show the figure '{}' {} times", language, figure.id, found->second.count),
                             "show each figure once", found->second.last);
      }
    }
  }
}

}  // namespace hashira::portfolio
