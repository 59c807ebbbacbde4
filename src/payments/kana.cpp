#include "payments/kana.h"

#include <array>
#include <optional>

#include <fmt/core.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "base/japanese.h"
#include "payments/company_form.h"

namespace hashira::payments {
namespace {

// JIS X 0201: ｱ is 0xB1, and the rest follows in this order up to ﾝ 0xDD.
constexpr std::u32string_view kana_from_b1 =
    U"アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
constexpr std::u32string_view small_kana = U"ァィゥェォッャュョヮヵヶ";
constexpr std::u32string_view raised_kana = U"アイウエオツヤユヨワカケ";
constexpr std::u32string_view dashes = U"ー‐‑‒–—―−─";
constexpr char32_t voiced = 0x3099, half_voiced = 0x309A;
constexpr unsigned char jis_wo = 0xA6, jis_a = 0xB1, jis_n = 0xDD, jis_voiced = 0xDE, jis_half_voiced = 0xDF;
constexpr unsigned char jis_open_corner = 0xA2, jis_close_corner = 0xA3, jis_yen = 0x5C;

unsigned char kana_byte(char c) {
  return static_cast<unsigned char>(c);
}

// Which kana carry ﾞ: ｳ, ｶ to ﾄ, ﾊ to ﾎ; which ﾟ: ﾊ to ﾎ.
bool takes_mark(unsigned char kana, unsigned char mark) {
  bool ha_row = kana >= 0xCA && kana <= 0xCE;
  if (mark == jis_half_voiced) return ha_row;
  return ha_row || kana == 0xB3 || (kana >= 0xB6 && kana <= 0xC4);
}

std::string_view symbols_of(FieldClass field) {
  switch (field) {
    case FieldClass::bank:
      return "-";
    case FieldClass::party:
      return "()-.";
    case FieldClass::edi:
      return "\\\xA2\xA3()-/.";
  }
  return "";
}

// 0: JIS X 0201 has no byte for it.
unsigned char jis_kana(char32_t c) {
  if (c >= 0x3041 && c <= 0x3096) c += 0x60;  // hiragana
  if (std::size_t small = small_kana.find(c); small != small_kana.npos) c = raised_kana[small];
  if (std::size_t at = kana_from_b1.find(c); at != kana_from_b1.npos) return static_cast<unsigned char>(jis_a + at);
  return c == U'ヲ' ? jis_wo : 0;
}

unsigned char jis_of(char32_t c, FieldClass field) {
  if (c >= U'a' && c <= U'z') return static_cast<unsigned char>(c - U'a' + U'A');
  if (dashes.find(c) != dashes.npos) return '-';
  // Bank and branch names take no point: the banks' own tables write ・ as a space there.
  if (c == U'・' || c == U'.') return field == FieldClass::bank ? ' ' : '.';
  if (c == voiced) return jis_voiced;
  if (c == half_voiced) return jis_half_voiced;
  if (c == U'「') return jis_open_corner;
  if (c == U'」') return jis_close_corner;
  if (c == U'¥') return jis_yen;
  if (c >= 0x20 && c < 0x7F) return static_cast<unsigned char>(c);
  return jis_kana(c);
}

// ゛ and ゜ by themselves would become space and mark; they are meant for the kana before them.
icu::UnicodeString with_joined_marks(std::string_view utf8) {
  auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  text.findAndReplace(icu::UnicodeString(UChar(0x309B)), icu::UnicodeString(UChar(0x3099)));
  text.findAndReplace(icu::UnicodeString(UChar(0x309C)), icu::UnicodeString(UChar(0x309A)));
  return text;
}

std::string composed(std::string_view utf8) {
  std::string joined;
  with_joined_marks(utf8).toUTF8String(joined);
  return japanese::normalised(joined);
}

icu::UnicodeString decomposed(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  assert(U_SUCCESS(status));
  icu::UnicodeString out;
  return nfd->getDecomposition(c, out) ? out : icu::UnicodeString(c);
}

std::string character_text(UChar32 c) {
  std::string out;
  return icu::UnicodeString(c).toUTF8String(out);
}

std::string mend_for(UChar32 c, FieldClass field) {
  if (c == U'ヲ' || c == U'を') return "write オ, or allow ヲ for this bank if its sheet does";
  if (c == U'ヰ' || c == U'ヱ') return "write イ or エ, as the bank book does";
  if (c == U',') return "write a space, or a period in a party's name";
  if (field != FieldClass::edi && c < 0x80) return "leave the sign out, or write it as the bank book does";
  return "write the reading in katakana, as the bank book does";
}

tl::unexpected<Error> bad_character(UChar32 c, int position, FieldClass field) {
  return fail("payments.bad_character",
              fmt::format("character {} '{}' cannot stand in a bank file", position, character_text(c)),
              mend_for(c, field));
}

// One character as people see it: a kana with its mark is two bytes.
bool append_character(Bytes& out, UChar32 c, FieldClass field, Wo wo) {
  icu::UnicodeString parts = decomposed(c);
  for (std::int32_t at = 0; at < parts.length(); at = parts.moveIndex32(at, 1)) {
    unsigned char byte = jis_of(static_cast<char32_t>(parts.char32At(at)), field);
    if (byte == 0 || !permits(field, wo, static_cast<char>(byte))) return false;
    if (byte >= jis_voiced && (out.empty() || !takes_mark(kana_byte(out.back()), byte))) return false;
    out += static_cast<char>(byte);
  }
  return true;
}

Bytes without_spaces_around(BytesView jis) {
  std::size_t first = std::min(jis.find_first_not_of(' '), jis.size());
  return Bytes(jis.substr(first, jis.find_last_not_of(' ') + 1 - first));
}

// FAST PATH: what a hiragana or katakana becomes by itself; size 0: not here (marks, ・ and ヲ depend on field and neighbours).
struct PlainKana {
  std::uint8_t size = 0;
  char bytes[2] = {};
};
constexpr char32_t plain_first = 0x3040, plain_last = 0x30FF;
using PlainTable = std::array<PlainKana, plain_last - plain_first + 1>;

PlainKana plain_kana(char32_t c) {
  PlainKana out;
  if ((c >= voiced && c <= 0x30A0) || c == U'・' || c == U'ヲ' || c == U'を') return out;
  Bytes bytes;
  if (!append_character(bytes, static_cast<UChar32>(c), FieldClass::party, Wo::refused)) return out;
  out.size = static_cast<std::uint8_t>(bytes.size());
  bytes.copy(out.bytes, sizeof out.bytes);
  return out;
}

const PlainTable& plain_table() {
  static const PlainTable table = [] {
    PlainTable all;
    for (char32_t c = plain_first; c <= plain_last; ++c) all[c - plain_first] = plain_kana(c);
    return all;
  }();
  return table;
}

// One three-byte character (E3 8x xx); nullptr: it begins none, or one that is not plain.
const PlainKana* plain_at(std::string_view utf8, std::size_t at) {
  if (utf8.size() - at < 3 || utf8[at] != '\xE3') return nullptr;
  auto second = static_cast<unsigned char>(utf8[at + 1]), third = static_cast<unsigned char>(utf8[at + 2]);
  if (second < 0x81 || second > 0x83 || third < 0x80 || third > 0xBF) return nullptr;
  const PlainKana& found = plain_table()[static_cast<std::size_t>((second & 0x3F) << 6 | (third & 0x3F)) - (plain_first & 0xFFF)];
  return found.size == 0 ? nullptr : &found;
}

// FAST PATH: text of plain kana, letters, digits, spaces and brackets only; nullopt: the whole way has to be gone.
std::optional<Bytes> plain_jis(std::string_view utf8, FieldClass field, Wo wo) {
  Bytes out;
  for (std::size_t at = 0; at < utf8.size();) {
    char c = utf8[at];
    if (utf8.substr(at).starts_with("\u3000")) {
      out += ' ';
      at += 3;
    } else if (const PlainKana* kana = plain_at(utf8, at)) {
      out.append(kana->bytes, kana->size);
      at += 3;
    } else if (static_cast<unsigned char>(c) < 0x80) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
      if (c == '.' || !permits(field, wo, c)) return std::nullopt;
      out += c;
      ++at;
    } else {
      return std::nullopt;
    }
  }
  return without_spaces_around(out);
}

Result<Bytes> jis_from_composed(const std::string& utf8, FieldClass field, Wo wo) {
  auto text = icu::UnicodeString::fromUTF8(utf8);
  Bytes out;
  int position = 0;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    ++position;
    if (!append_character(out, text.char32At(at), field, wo)) return bad_character(text.char32At(at), position, field);
  }
  return without_spaces_around(out);
}

// In full width a `-` behind a kana was a long vowel.
bool reads_as_long_vowel(BytesView jis, std::size_t at) {
  if (at == 0) return false;
  unsigned char before = kana_byte(jis[at - 1]);
  return before >= jis_a || before == jis_wo;
}

std::string half_width_character(unsigned char byte) {
  if (byte == jis_yen) return "¥";
  if (byte >= 0x20 && byte < 0x7F) return std::string(1, static_cast<char>(byte));
  if (byte < 0xA1 || byte > jis_half_voiced) return "\xEF\xBF\xBD";
  return character_text(0xFF61 + (byte - 0xA1));
}

}  // namespace

bool permits(FieldClass field, Wo wo, char byte) {
  unsigned char b = kana_byte(byte);
  if (b == ' ' || (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z')) return true;
  if (b == jis_wo) return field == FieldClass::edi || (field == FieldClass::party && wo == Wo::allowed);
  if (b >= jis_a && b <= jis_half_voiced) return true;
  return symbols_of(field).find(byte) != std::string_view::npos;
}

std::size_t lone_mark(BytesView jis) {
  for (std::size_t at = 0; at < jis.size(); ++at) {
    unsigned char b = kana_byte(jis[at]);
    if (b != jis_voiced && b != jis_half_voiced) continue;
    if (at == 0 || !takes_mark(kana_byte(jis[at - 1]), b)) return at;
  }
  return BytesView::npos;
}

Result<Bytes> to_jis(std::string_view utf8, FieldClass field, Wo wo) {
  if (std::optional<Bytes> plain = plain_jis(utf8, field, wo)) return std::move(*plain);
  return jis_from_composed(composed(utf8), field, wo);
}

Result<Bytes> party_name(std::string_view utf8, Wo wo) {
  // Forms are read from kanji, of which plain text has none.
  if (std::optional<Bytes> plain = plain_jis(utf8, FieldClass::party, wo)) return abbreviate_company_form(std::move(*plain));
  Bytes jis = TRY(jis_from_composed(read_company_form(composed(utf8)), FieldClass::party, wo));
  return abbreviate_company_form(std::move(jis));
}

Bytes cut(BytesView jis, std::size_t bytes_max) {
  std::size_t size = std::min(jis.size(), bytes_max);
  if (size < jis.size() && size > 0 && kana_byte(jis[size]) >= jis_voiced && kana_byte(jis[size]) <= jis_half_voiced)
    --size;
  while (size > 0 && jis[size - 1] == ' ') --size;
  return Bytes(jis.substr(0, size));
}

std::string to_utf8(BytesView jis, KanaWidth width) {
  std::string half;
  for (std::size_t at = 0; at < jis.size(); ++at) {
    bool long_vowel = width == KanaWidth::full && jis[at] == '-' && reads_as_long_vowel(jis, at);
    half += long_vowel ? "ー" : half_width_character(kana_byte(jis[at]));
  }
  return width == KanaWidth::half ? half : japanese::to_full_width(japanese::normalised(half));
}

}  // namespace hashira::payments
