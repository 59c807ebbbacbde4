#include "report/words.h"

#include "portfolio/narrative.h"
#include "portfolio/printed_form.h"

namespace hashira::report {
namespace {

using portfolio::Basis;
using portfolio::Evidence;

struct Word {
  std::string_view id, ja, en;
};

// In the order of portfolio::Basis.
constexpr std::array basis_words{
    Word{"applied", "申請", "applied"},        Word{"decided", "決定", "decided"},
    Word{"settled", "額の確定", "settled"},    Word{"ordered", "支出命令", "ordered"},
    Word{"paid", "支払", "paid"},              Word{"redeemed", "利用", "redeemed"},
    Word{"registered", "登録・申込", "registered"}, Word{"attended", "参加", "attended"},
    Word{"introduced", "紹介", "introduced"},  Word{"hired", "採用", "hired"},
    Word{"certified", "認定", "certified"},    Word{"delivered", "納品", "delivered"},
    Word{"held", "開催", "held"},              Word{"placed", "掲出", "placed"},
    Word{"issued", "交付", "issued"},          Word{"reported", "他からの報告", "reported by others"}};
static_assert(basis_words.size() == static_cast<std::size_t>(Basis::reported) + 1);

// In the order of portfolio::Evidence.
constexpr std::array evidence_words{
    Word{"counted", "記録から数えた", "counted from records"}, Word{"summed", "記録から合計した", "summed from records"},
    Word{"imported", "他の台帳から取り込んだ", "imported from another register"},
    Word{"attested", "報告者が述べた", "attested by its reporter"}, Word{"text_only", "文章のみ", "text only"}};
static_assert(evidence_words.size() == static_cast<std::size_t>(Evidence::text_only) + 1);

std::string_view in_language(const Word& word, Language language) {
  return language == Language::japanese ? word.ja : word.en;
}

const Word& word_of(Basis basis) { return basis_words[static_cast<std::size_t>(basis)]; }
const Word& word_of(Evidence evidence) { return evidence_words[static_cast<std::size_t>(evidence)]; }

}  // namespace

const std::string& in(Language language, const portfolio::Text& text) {
  return language == Language::japanese || text.en.empty() ? text.ja : text.en;
}

std::string_view id(Basis basis) { return word_of(basis).id; }
std::string_view id(Evidence evidence) { return word_of(evidence).id; }
std::string_view words(Basis basis, Language language) { return in_language(word_of(basis), language); }
std::string_view words(Evidence evidence, Language language) { return in_language(word_of(evidence), language); }

std::string_view no_records(Language language) { return language == Language::japanese ? "記録なし" : "no records"; }
std::string_view synthetic_mark(Language language) { return language == Language::japanese ? "合成データ" : "synthetic"; }
std::string date(Date date, Language language) {
  return language == Language::japanese ? date.wareki() : date.english();
}

std::string printed(const FigureResult& result, Language language) {
  if (!result.counted) return std::string(no_records(language));
  if (language == Language::japanese || result.counted->scale != 0) return result.printed;
  return portfolio::print_english(*result.figure, result.counted->cell.value);
}

Sentence sentence(const ProgrammeResult& programme, const std::string& text, const TextOfFigure& mark,
                  const TextOfPlain& plain) {
  using Kind = portfolio::SentencePiece::Kind;
  Result<std::vector<portfolio::SentencePiece>> pieces = portfolio::parse_sentence(text);
  if (!pieces) return {plain(text), false};  // the checker refuses such a folder; what is published still shows
  Sentence out;
  for (const portfolio::SentencePiece& piece : *pieces) {
    const FigureResult* figure = piece.kind == Kind::figure ? programme.figure(piece.text) : nullptr;
    out.text += figure == nullptr ? plain(piece.text) : mark(*figure);
    out.has_figures = out.has_figures || figure != nullptr;
  }
  return out;
}

}  // namespace hashira::report
