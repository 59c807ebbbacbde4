#include "feel/regex_classes.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <unicode/uchar.h>

namespace hashira::feel {
namespace {

struct NamedCategory {
  std::string_view name;
  std::uint32_t mask;
};

// XML Schema has every category but Cs: a string holds no surrogates.
constexpr std::array<NamedCategory, 36> categories{{
    {"L", U_GC_L_MASK},   {"Lu", U_GC_LU_MASK}, {"Ll", U_GC_LL_MASK}, {"Lt", U_GC_LT_MASK}, {"Lm", U_GC_LM_MASK},
    {"Lo", U_GC_LO_MASK}, {"M", U_GC_M_MASK},   {"Mn", U_GC_MN_MASK}, {"Mc", U_GC_MC_MASK}, {"Me", U_GC_ME_MASK},
    {"N", U_GC_N_MASK},   {"Nd", U_GC_ND_MASK}, {"Nl", U_GC_NL_MASK}, {"No", U_GC_NO_MASK}, {"P", U_GC_P_MASK},
    {"Pc", U_GC_PC_MASK}, {"Pd", U_GC_PD_MASK}, {"Ps", U_GC_PS_MASK}, {"Pe", U_GC_PE_MASK}, {"Pi", U_GC_PI_MASK},
    {"Pf", U_GC_PF_MASK}, {"Po", U_GC_PO_MASK}, {"Z", U_GC_Z_MASK},   {"Zs", U_GC_ZS_MASK}, {"Zl", U_GC_ZL_MASK},
    {"Zp", U_GC_ZP_MASK}, {"S", U_GC_S_MASK},   {"Sm", U_GC_SM_MASK}, {"Sc", U_GC_SC_MASK}, {"Sk", U_GC_SK_MASK},
    {"So", U_GC_SO_MASK}, {"C", U_GC_C_MASK},   {"Cc", U_GC_CC_MASK}, {"Cf", U_GC_CF_MASK}, {"Co", U_GC_CO_MASK},
    {"Cn", U_GC_CN_MASK},
}};

// Blocks that XML Schema 1.0 called by another name than Unicode does now.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> old_blocks{{
    {"Greek", "GreekandCoptic"},
    {"CombiningMarksforSymbols", "CombiningDiacriticalMarksforSymbols"},
    {"PrivateUse", "PrivateUseArea"},
}};

icu::UnicodeSet of_category(std::uint32_t mask) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeSet set;
  set.applyIntPropertyValue(UCHAR_GENERAL_CATEGORY_MASK, static_cast<std::int32_t>(mask), status);
  return set;
}

std::optional<icu::UnicodeSet> of_block(std::string_view name) {
  for (char c : name) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (!plain) return std::nullopt;
  }
  for (auto [old, now] : old_blocks)
    if (name == old) name = now;
  std::int32_t block = u_getPropertyValueEnum(UCHAR_BLOCK, std::string(name).c_str());
  if (block == UCHAR_INVALID_CODE) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeSet set;
  set.applyIntPropertyValue(UCHAR_BLOCK, block, status);
  if (U_FAILURE(status)) return std::nullopt;
  return set;
}

icu::UnicodeSet of_ranges(std::span<const std::pair<int, int>> ranges) {
  icu::UnicodeSet set;
  for (auto [first, last] : ranges) set.add(first, last);
  return set;
}

icu::UnicodeSet name_start_characters() {
  constexpr std::pair<int, int> ranges[] = {{':', ':'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},
                                            {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
                                            {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
                                            {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
  return of_ranges(ranges);
}

icu::UnicodeSet name_characters() {
  constexpr std::pair<int, int> more[] = {{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};
  return icu::UnicodeSet(name_start_characters()).addAll(of_ranges(more));
}

icu::UnicodeSet blanks() {
  constexpr std::pair<int, int> ranges[] = {{'\t', '\n'}, {'\r', '\r'}, {' ', ' '}};
  return of_ranges(ranges);
}

struct Escape {
  icu::UnicodeSet set, complement;

  explicit Escape(icu::UnicodeSet members) : set(std::move(members)), complement(set) {
    complement.complement();
    set.freeze();
    complement.freeze();
  }
};

const Escape& escape_of(char32_t lower) {
  static const Escape digit(of_category(U_GC_ND_MASK));
  static const Escape space(blanks());
  static const Escape word(icu::UnicodeSet(of_category(U_GC_P_MASK | U_GC_Z_MASK | U_GC_C_MASK)).complement());
  static const Escape initial(name_start_characters());
  static const Escape name(name_characters());
  switch (lower) {
    case U'd':
      return digit;
    case U's':
      return space;
    case U'w':
      return word;
    case U'i':
      return initial;
    default:
      return name;
  }
}

}  // namespace

const icu::UnicodeSet* multi_character_escape(char32_t letter) {
  constexpr std::u32string_view lower = U"dswic", upper = U"DSWIC";
  if (lower.find(letter) != std::u32string_view::npos) return &escape_of(letter).set;
  if (upper.find(letter) != std::u32string_view::npos) return &escape_of(letter + (U'a' - U'A')).complement;
  return nullptr;
}

std::optional<icu::UnicodeSet> property_class(std::string_view name) {
  for (const NamedCategory& category : categories)
    if (category.name == name) return of_category(category.mask);
  if (name.starts_with("Is")) return of_block(name.substr(2));
  return std::nullopt;
}

}  // namespace hashira::feel
