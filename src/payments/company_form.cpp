#include "payments/company_form.h"

#include "payments/kana.h"

namespace hashira::payments {
namespace {

constexpr CompanyForm forms[] = {
    {"特定非営利活動法人", "", "トクテイヒエイリカツドウホウジン", "トクヒ"},
    {"社会保険労務士法人", "", "シャカイホケンロウムシホウジン", "ロウム"},
    {"医療法人社団", "", "イリョウホウジンシャダン", "イ"},
    {"医療法人財団", "", "イリョウホウジンザイダン", "イ"},
    {"社会医療法人", "", "シャカイイリョウホウジン", "イ"},
    {"医療法人", "医", "イリョウホウジン", "イ"},
    {"地方独立行政法人", "", "チホウドクリツギョウセイホウジン", "チドク"},
    {"独立行政法人", "", "ドクリツギョウセイホウジン", "ドク"},
    {"国立大学法人", "", "コクリツダイガクホウジン", "ダイ"},
    {"公立大学法人", "", "コウリツダイガクホウジン", "ダイ"},
    {"一般財団法人", "一財", "イッパンザイダンホウジン", "ザイ"},
    {"公益財団法人", "公財", "コウエキザイダンホウジン", "ザイ"},
    {"財団法人", "財", "ザイダンホウジン", "ザイ"},
    {"一般社団法人", "一社", "イッパンシャダンホウジン", "シヤ"},
    {"公益社団法人", "公社", "コウエキシャダンホウジン", "シヤ"},
    {"社団法人", "社", "シャダンホウジン", "シヤ"},
    {"社会福祉法人", "福", "シャカイフクシホウジン", "フク"},
    {"学校法人", "学", "ガッコウホウジン", "ガク"},
    {"宗教法人", "宗", "シュウキョウホウジン", "シユウ"},
    {"農事組合法人", "", "ノウジクミアイホウジン", "ノウ"},
    {"管理組合法人", "", "カンリクミアイホウジン", "カンリ"},
    {"弁護士法人", "", "ベンゴシホウジン", "ベン"},
    {"司法書士法人", "", "シホウショシホウジン", "シホウ"},
    {"行政書士法人", "", "ギョウセイショシホウジン", "ギヨ"},
    {"税理士法人", "", "ゼイリシホウジン", "ゼイ"},
    {"株式会社", "株", "カブシキガイシャ", "カ"},
    {"株式会社", "", "カブシキカイシャ", "カ"},
    {"有限会社", "有", "ユウゲンガイシャ", "ユ"},
    {"有限会社", "", "ユウゲンカイシャ", "ユ"},
    {"合名会社", "名", "ゴウメイガイシャ", "メ"},
    {"合名会社", "", "ゴウメイカイシャ", "メ"},
    {"合資会社", "資", "ゴウシガイシャ", "シ"},
    {"合資会社", "", "ゴウシカイシャ", "シ"},
    {"合同会社", "同", "ゴウドウガイシャ", "ド"},
    {"合同会社", "", "ゴウドウカイシャ", "ド"},
    {"相互会社", "相", "ソウゴガイシャ", "ソ"},
    {"相互会社", "", "ソウゴカイシャ", "ソ"},
};

struct FormBytes {
  Bytes reading, abbreviation;
};

Bytes form_bytes(std::string_view katakana) {
  Result<Bytes> bytes = to_jis(katakana, FieldClass::party);
  assert(bytes);  // the table holds kana only
  return *bytes;
}

// FAST PATH: one of these stands in the reading of every form.
bool may_hold_form(BytesView jis) { return jis.find("\xCE\xB3\xBC\xDE\xDD") != jis.npos || jis.find("\xB2\xBC\xD4") != jis.npos; }

const std::vector<FormBytes>& forms_in_bytes() {
  static const std::vector<FormBytes> all = [] {
    std::vector<FormBytes> out;
    for (const CompanyForm& form : forms) out.push_back({form_bytes(form.reading), form_bytes(form.abbreviation)});
    for (const FormBytes& form : out) assert(may_hold_form(form.reading));
    return out;
  }();
  return all;
}

std::string_view form_trimmed(std::string_view text) {
  std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

bool replace_first(std::string& text, std::string_view what, std::string_view by) {
  std::size_t at = what.empty() ? std::string::npos : text.find(what);
  if (at == std::string::npos) return false;
  text.replace(at, what.size(), by);
  return true;
}

}  // namespace

std::span<const CompanyForm> company_forms() {
  return forms;
}

std::string read_company_form(std::string text) {
  for (const CompanyForm& form : forms) {
    std::string bracketed = form.bracketed.empty() ? "" : "(" + std::string(form.bracketed) + ")";
    if (replace_first(text, form.kanji, form.reading) || replace_first(text, bracketed, form.reading)) return text;
  }
  return text;
}

Bytes abbreviate_company_form(Bytes jis) {
  if (!may_hold_form(jis)) return jis;
  for (const FormBytes& form : forms_in_bytes()) {
    std::size_t at = jis.find(form.reading);
    if (at == Bytes::npos) continue;
    std::string_view before = form_trimmed(std::string_view(jis).substr(0, at));
    std::string_view behind = form_trimmed(std::string_view(jis).substr(at + form.reading.size()));
    if (before.empty() && behind.empty()) return jis;  // a form without a name is no name to shorten
    if (before.empty()) return form.abbreviation + ")" + Bytes(behind);
    if (behind.empty()) return Bytes(before) + "(" + form.abbreviation;
    return Bytes(before) + "(" + form.abbreviation + ")" + Bytes(behind);
  }
  return jis;
}

}  // namespace hashira::payments
