#include <algorithm>
#include <cassert>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "parties/internal/variants.h"
#include "parties/vault.h"

namespace hashira::parties {
namespace {

constexpr UChar32 long_vowel = 0x30FC;  // ー: part of a name after kana, a hyphen beside a digit (１ー２)

using Variant = std::pair<char32_t, char32_t>;

constexpr auto sorted_variants = [] {
  auto out = variant_kanji;
  std::sort(out.begin(), out.end(), [](const Variant& a, const Variant& b) { return a.first < b.first; });
  return out;
}();

UChar32 everyday_form(UChar32 c) {
  auto wanted = static_cast<char32_t>(c);
  if (wanted < 0x4E00) return c;  // FAST PATH: no kanji
  auto at = std::lower_bound(sorted_variants.begin(), sorted_variants.end(), wanted,
                             [](const Variant& variant, char32_t key) { return variant.first < key; });
  return at != sorted_variants.end() && at->first == wanted ? static_cast<UChar32>(at->second) : c;
}

bool is_hyphen(UChar32 c) {
  return u_charType(c) == U_DASH_PUNCTUATION || c == 0x2212;
}
bool is_dropped(UChar32 c) {
  return u_isUWhiteSpace(c) || is_hyphen(c);
}

// NFKC with case folding: widths, ligatures, compatibility forms, and what is invisible.
icu::UnicodeString fold(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  assert(U_SUCCESS(status));
  auto unicode = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  icu::UnicodeString folded = normalizer->normalize(unicode, status);
  return U_SUCCESS(status) ? folded : unicode;
}

bool is_hyphen_beside_digit(const icu::UnicodeString& text, std::int32_t at) {
  if (text.char32At(at) != long_vowel) return false;
  return (at > 0 && u_isdigit(text.char32At(at - 1))) || u_isdigit(text.char32At(at + 1));
}

}  // namespace

std::string normalise_identity(std::string_view text) {
  icu::UnicodeString folded = fold(text), kept;
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    UChar32 c = folded.char32At(at);
    if (is_dropped(c) || is_hyphen_beside_digit(folded, at)) continue;
    kept.append(everyday_form(c));
  }
  std::string out;
  return kept.toUTF8String(out);
}

}  // namespace hashira::parties
