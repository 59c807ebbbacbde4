// Writes values for people.
// Guarantees: see words.h.
// Names of bases and grades follow docs/glossary.md.
#include "http/words.h"

#include "accounts/accounts.h"
#include "feel/value.h"

namespace hashira::http {
namespace {

struct Pair {
  std::string_view ja, en;
  std::string_view in(Language language) const { return language == Language::ja ? ja : en; }
};

Pair basis_words(portfolio::Basis basis) {
  using enum portfolio::Basis;
  switch (basis) {
    case applied: return {"申請ベース", "as applied for"};
    case decided: return {"決定ベース", "as decided"};
    case settled: return {"額の確定ベース", "as settled"};
    case ordered: return {"支出命令ベース", "as ordered for payment"};
    case paid: return {"支払ベース", "as paid"};
    case redeemed: return {"使用ベース", "as redeemed"};
    case registered: return {"登録・申込ベース", "as registered"};
    case attended: return {"参加ベース", "as attended"};
    case introduced: return {"紹介ベース", "as introduced"};
    case hired: return {"採用ベース", "as hired"};
    case certified: return {"認証ベース", "as certified"};
    case delivered: return {"納品ベース", "as delivered"};
    case held: return {"開催ベース", "as held"};
    case placed: return {"掲出ベース", "as placed"};
    case issued: return {"交付ベース", "as issued"};
    case reported: return {"他機関の報告ベース", "as reported by others"};
  }
  return {};
}

Pair evidence_words(portfolio::Evidence evidence) {
  using enum portfolio::Evidence;
  switch (evidence) {
    case counted: return {"記録を数えた数", "counted from records"};
    case summed: return {"記録を合計した数", "summed from records"};
    case imported: return {"他の台帳から取り込んだ数", "imported from another register"};
    case attested: return {"ほかの団体が報告した数", "attested by its reporter"};
    case text_only: return {"文章にだけある数", "stated in text only"};
  }
  return {};
}

Pair evidence_sentence(portfolio::Evidence evidence) {
  using enum portfolio::Evidence;
  switch (evidence) {
    case counted: return {"一件ごとの記録を数えています。下の一覧から、もとの案件と記録まで確かめられます。",
                          "Each case is counted. The list below leads to the cases and to the entries behind them."};
    case summed: return {"一件ごとの記録の金額や数を合計しています。下の一覧から、もとの案件と記録まで確かめられます。",
                         "The amounts of single cases are added up. The list below leads to the cases and their entries."};
    case imported: return {"ほかの機関の台帳から取り込んだ数です。", "Taken over from another body's register."};
    case attested: return {"ほかの団体が報告し、職員が文書と照合した数です。一件ごとの記録はここにはありません。",
                           "Stated by another body and checked against its document. There are no records of single cases here."};
    case text_only: return {"報告書の文章にだけ書かれた数で、裏づけの記録はまだありません。",
                            "Stated in the report's text only; no record supports it yet."};
  }
  return {};
}

Pair logic_words(portfolio::LogicPlace place) {
  using enum portfolio::LogicPlace;
  switch (place) {
    case activity: return {"活動（アクティビティ）", "activity"};
    case output: return {"産出（アウトプット）", "output"};
    case outcome: return {"成果（アウトカム）", "outcome"};
  }
  return {};
}

}  // namespace

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string written(Yen yen, Language language) {
  return language == Language::ja ? grouped(yen.count()) + "円" : "¥" + grouped(yen.count());
}

std::string written(Date date, Language language) { return language == Language::ja ? date.wareki() : date.english(); }

std::string written(std::optional<Date> date, Language language) { return date ? written(*date, language) : std::string(); }

std::string written(const feel::Value& value, Language language) {
  bool ja = language == Language::ja;
  if (value.is_null()) return ja ? "（未回答）" : "(not answered)";
  if (auto yes = value.as_boolean()) return *yes ? (ja ? "はい" : "Yes") : (ja ? "いいえ" : "No");
  if (auto date = value.as_date()) return written(*date, language);
  if (auto whole = value.as_integer()) return grouped(*whole);
  if (value.is(feel::Kind::string)) return std::string(value.as_string());
  return feel::to_text(value);
}

std::string short_hash(std::string_view hex) { return std::string(hex.substr(0, 12)); }

std::string plural(std::uint64_t n, std::string_view ja_counter, std::string_view en_one, std::string_view en_many,
                   Language language) {
  std::string number = grouped(static_cast<std::int64_t>(n));
  if (language == Language::ja) return number + std::string(ja_counter);
  return number + " " + std::string(n == 1 ? en_one : en_many);
}

std::string_view written(portfolio::Basis basis, Language language) { return basis_words(basis).in(language); }
std::string_view written(portfolio::Evidence evidence, Language language) { return evidence_words(evidence).in(language); }
std::string_view written(portfolio::LogicPlace place, Language language) { return logic_words(place).in(language); }
std::string_view explained(portfolio::Evidence evidence, Language language) {
  return evidence_sentence(evidence).in(language);
}

std::string written(const portfolio::Source& source, Language language) {
  using Kind = portfolio::Source::Kind;
  bool japanese = language == Language::ja;
  if (source.kind == Kind::report)
    return japanese ? fmt::format("報告書{}行目", source.line) : fmt::format("report, line {}", source.line);
  if (source.kind == Kind::publication)
    return japanese ? fmt::format("公表資料「{}」{}", source.title, source.date)
                    : fmt::format("“{}”, {}", source.title, source.date);
  return (japanese ? "仮定" : "assumption") + (source.note.empty() ? "" : (japanese ? "：" : ": ") + source.note);
}

std::string_view role_name(std::string_view role, Language language) {
  for (const auto& known : accounts::roles())
    if (known.id == role) return language == Language::ja ? known.ja : known.en;
  return role;
}

}  // namespace hashira::http
