#include "instruments/reported/check.h"

#include <fmt/core.h>

#include "feel/number.h"

namespace hashira::instruments::reported {
namespace {

// A thousand trillion, as figures themselves are bounded: sums stay far from 64 bits, fractions included.
constexpr std::int64_t value_max = 1'000'000'000'000'000;
constexpr std::int64_t fraction_max = 1'000'000'000'000;
constexpr std::size_t words_max = 1000;

bool holds_fractions(const portfolio::Figure& figure) { return figure.kind == "quantity" || figure.kind == "rate"; }

bool is_total(const portfolio::Figure& figure, const feel::Value& value) {
  if (!value.is(feel::Kind::number)) return false;
  feel::Number number = value.as_number();
  feel::Number whole = feel::round(*number, 0, feel::Rounding::down);
  std::optional<std::int64_t> size = whole ? whole->as_integer() : std::nullopt;
  if (!size || *size < 0 || feel::to_text(value).starts_with('-')) return false;
  if (holds_fractions(figure)) return *size <= fraction_max;
  return *size <= value_max && value.as_integer().has_value();
}

}  // namespace

tl::unexpected<Error> refuse(std::string_view what, std::string_view ja, std::string_view en, std::string_view mend_ja,
                             std::string_view mend_en) {
  return fail(fmt::format("instruments.reported.{}", what), fmt::format("{} / {}", ja, en), fmt::format("{} / {}", mend_ja, mend_en));
}

Result<const portfolio::Figure*> stated_figure(const portfolio::Programme& programme, std::string_view id) {
  const portfolio::Figure* figure = programme.figure(std::string(id));
  if (figure == nullptr) {
    return refuse("no_such_figure", fmt::format("{}に「{}」という数値はありません", programme.id, id), fmt::format("{} has no figure '{}'", programme.id, id),
                  "figures.yaml の id を書いてください", "write an id of its figures.yaml");
  }
  if (!figure->is_stated()) {
    return refuse("counted_here", fmt::format("「{}」は記録から数える数値なので、報告値では入れられません", figure->label.ja),
                  fmt::format("'{}' is counted from records; nobody states it", figure->id), "記録を訂正してください", "correct the records");
  }
  return figure;
}

Done check_statement(const portfolio::Figure& figure, const journal::Body& body, Date on) {
  if (!is_total(figure, cases::read_value(body, "value").value_or(feel::Value::null()))) {
    return refuse("wrong_value", fmt::format("「{}」の値は0以上の{}で書きます（単位：{}）", figure.label.ja, holds_fractions(figure) ? "数" : "整数", figure.unit),
                  fmt::format("'{}' takes a {} of 0 or more, in {}", figure.id, holds_fractions(figure) ? "number" : "whole number", figure.unit),
                  "億円・千円などは円に直した値にしてください", "write yen, not thousands or hundred millions of them");
  }
  std::string_view reporter = body.text("reporter").value_or("");
  if (reporter.empty() || reporter.size() > words_max) {
    return refuse("no_reporter", "誰の報告かがありません", "it does not say who reports it", "報告した団体の名を入れてください", "name the body that reports it");
  }
  std::string_view document = body.text("document_name").value_or("");
  if (document.empty() || document.size() > words_max || body.bytes("document").value_or("").size() != 32) {
    return refuse("no_document", "根拠の文書がありません", "no document stands behind it", "文書の名と、その SHA-256 を入れてください", "give the document's name and its SHA-256");
  }
  std::optional<Date> as_of = body.date("as_of");
  if (as_of && (!cases::is_civil(*as_of) || *as_of > on)) {
    return refuse("wrong_day", fmt::format("時点が受付の日（{}）より後です", on.wareki()), fmt::format("its as-of date lies after the day it came ({})", on.english()),
                  "時点を確かめてください", "check the as-of date");
  }
  return {};
}

}  // namespace hashira::instruments::reported
