// Drawn into a sample (抽出), checked on site (現地確認), and hits of the entitlement key disposed of by a person
// (重複の確認).
#include "cases/flags.h"
#include "instruments/money/families.h"

namespace hashira::instruments::money {
namespace {

using cases::Case;
using journal::Body;
using journal::BodyWriter;

Result<Body> decide_sample(const Request& request) {
  std::int64_t sample = request.command.body.integer("sample").value_or(0);
  if (sample <= 0) return refuse(request, no_sample());
  return BodyWriter().integer("sample", sample).body();
}

bool fold_sampled(Case& value, const journal::Entry& entry) {
  std::int64_t sample = entry.body.integer("sample").value_or(0);
  if (sample <= 0) return false;
  keep_number(value, "sample", sample);
  return true;
}

Result<Body> decide_check(const Request& request) {
  std::string_view result = request.command.body.text("result").value_or("");
  std::string_view note = request.command.body.text("note").value_or("");
  if (cases::check_result(result) == nullptr) return refuse(request, no_check_result());
  if (result != "ok" && note.empty()) return refuse(request, no_reason());
  return BodyWriter().text("result", result).text("note", note).body();
}

bool fold_checked(Case& value, const journal::Entry& entry) {
  std::string_view result = entry.body.text("result").value_or("");
  if (cases::check_result(result) == nullptr) return false;
  keep_text(value, "check_result", result);
  keep_text(value, "check_note", entry.body.text("note").value_or(""));
  keep_text(value, "checked_by", entry.actor);
  keep_date(value, "checked_on", entry.happened_on);
  return true;
}

Result<std::vector<std::uint64_t>> others_of(const Body& body) {
  return cases::decode_case_numbers(body.raw("others").value_or(BytesView()));
}

Result<Body> decide_dispose_hit(const Request& request) {
  Result<std::vector<std::uint64_t>> others = others_of(request.command.body);
  if (!others || others->empty()) return refuse(request, no_hit());
  std::string_view reason = request.command.body.text("reason").value_or("");
  if (reason.empty()) return refuse(request, no_reason());
  return BodyWriter().raw("others", cases::encode_case_numbers(std::move(*others))).text("reason", reason).body();
}

bool fold_hit_disposed(Case& value, const journal::Entry& entry) {
  Result<std::vector<std::uint64_t>> others = others_of(entry.body);
  if (!others || others->empty()) return false;
  cases::add_disposed_hits(value, std::move(*others));
  keep_text(value, "disposal_reason", entry.body.text("reason").value_or(""));
  keep_text(value, "disposed_by", entry.actor);
  return true;
}

}  // namespace

std::span<const Handler> check_handlers() {
  static constexpr Handler handlers[] = {{"sampled", single<decide_sample>, alike<fold_sampled>},
                                         {"checked", single<decide_check>, alike<fold_checked>},
                                         {"hit_disposed", single<decide_dispose_hit>, alike<fold_hit_disposed>}};
  return handlers;
}

}  // namespace hashira::instruments::money
