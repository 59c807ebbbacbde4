// Maps errors to statuses and words.
// Guarantees: total: an unknown code is 422 with the error's own words.
// Clause: RFC 9457 §3 (members), RFC 9110 §15.5 (statuses).
#include "http/problem.h"

#include <boost/json.hpp>

namespace hashira::http {
namespace {

struct Status {
  std::string_view code;
  int status;
};
constexpr Status statuses[] = {
    {"app.not_allowed", 403},      {"app.same_person", 403},       {"app.signed_out", 401},
    {"app.wrong_password", 401},   {"app.no_such_link", 404},      {"app.no_such_programme", 404},
    {"app.no_such_case", 404},     {"app.no_such_figure", 404},    {"app.no_such_draft", 404},
    {"app.no_such_user", 404},     {"app.no_such_export", 404},     {"app.no_such_receivable", 404},
    {"app.not_proved", 403},       {"http.too_many_proofs", 429},   {"journal.conflict", 409},      {"http.not_found", 404},
    {"http.method_not_allowed", 405}, {"http.bad_form", 400},      {"http.not_a_form", 415},
    {"audit.not_published", 404},  {"http.bad_json", 400},               {"http.form_token", 403},       {"http.other_site", 403},
    {"http.signed_out", 401},      {"http.draft_lost", 409},       {"http.not_json", 415},
    {"http.bad_query", 400},       {"http.no_idempotency_key", 400}, {"http.suppressed", 403},
};

// Japanese for refusals that say only English; their English, with its names and numbers, follows in brackets.
struct Known {
  std::string_view code, what, mend;
};
constexpr Known known_words[] = {
    {"app.not_allowed", "この操作をする権限がありません。", "権限のある利用者でサインインしてください。"},
    {"app.same_person", "同じ人が続けてこの段階の仕事をすることはできません。", "別の利用者に頼んでください。"},
    {"app.no_such_programme", "その事業はありません。", "成果のページから事業を選んでください。"},
    {"audit.not_published", "その事業はありません。", "成果のページから事業を選んでください。"},
    {"app.no_such_case", "その案件はありません。", "一覧から案件を選んでください。"},
    {"app.no_such_figure", "その数字はありません。", "事業のページから選んでください。"},
    {"app.no_such_draft", "その起案はありません。", "起案の一覧から選んでください。"},
    {"app.draft_not_in_state", "この起案は、いまの状態ではその操作ができません。", "起案のページで状態を確かめてください。"},
    {"app.not_ready", "起案に入れられない案件があります。", "審査済みで支給できる案件だけを選んでください。"},
    {"app.bad_draft", "起案に入れる案件の数が合いません。", "案件の数を確かめてください。"},
    {"app.not_correctable", "この項目は、ここでは訂正できません。", "個人に関する項目は、申請者に補正を依頼してください。"},
    {"app.bad_amount", "金額が正しくありません。", "円の数字で書いてください。"},
    {"ledger.overspent", "予算の残りが足りません。", "配当額を確かめてください。"},
};

bool has_japanese(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE3 && static_cast<unsigned char>(c) <= 0xE9; });
}

// Messages of `app` say both: "日本語 / English".
std::string side(const std::string& text, Language language) {
  auto bar = text.find(" / ");
  if (bar == std::string::npos || !has_japanese(text.substr(0, bar))) return text;
  return language == Language::ja ? text.substr(0, bar) : text.substr(bar + 3);
}

}  // namespace

int status_of(std::string_view code) {
  for (const auto& [known, status] : statuses)
    if (known == code) return status;
  if (code.find(".no_such_") != std::string_view::npos) return 404;
  if (code.starts_with("store.") || code.starts_with("journal.")) return 500;
  return 422;
}

Response problem(int status, const Error& error) {
  boost::json::object body;
  body["type"] = "about:blank";
  body["title"] = std::string(reason_phrase(status));
  body["status"] = status;
  body["code"] = error.code;
  body["detail"] = error.what;
  if (!error.mend.empty()) body["mend"] = error.mend;
  if (!error.place.source.empty()) body["field"] = error.place.source;
  if (error.place.line > 0) body["line"] = error.place.line;
  if (error.place.column > 0) body["column"] = error.place.column;
  Response response = json_response(status, boost::json::serialize(body));
  response.content_type = "application/problem+json";
  return response;
}

Response problem(const Error& error) { return problem(status_of(error.code), error); }

Words words(const Error& error, Language language) {
  Words said{side(error.what, language), side(error.mend, language)};
  if (language == Language::en || has_japanese(said.what)) return said;
  for (const auto& known : known_words)
    if (known.code == error.code) return {fmt::format("{}（{}）", known.what, said.what), std::string(known.mend)};
  return said;
}

}  // namespace hashira::http
