#include "payments/kana.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/japanese.h"
#include "payments/company_form.h"

namespace hashira::payments {
namespace {

std::string half(const Result<Bytes>& jis) {
  return jis ? to_utf8(*jis, KanaWidth::half) : jis.error().code;
}
std::string utf8_text(char32_t c) {
  if (c < 0x80) return std::string(1, static_cast<char>(c));
  return {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
}
std::string party(std::string_view text) {
  return half(party_name(text));
}

TEST(Kana, ConvertsWidthsKanaAndMarks) {
  struct Row {
    const char *text, *half_width;
  };
  for (auto [text, expected] : {Row{"さっぽろ　たろう", "ｻﾂﾎﾟﾛ ﾀﾛｳ"},
                                {"ガギグゲゴ", "ｶﾞｷﾞｸﾞｹﾞｺﾞ"},
                                {"ｶﾞｷﾞ", "ｶﾞｷﾞ"},
                                {"カ゛ハ゜", "ｶﾞﾊﾟ"},
                                {"ラーメン", "ﾗ-ﾒﾝ"},
                                {"ﾗｰﾒﾝ", "ﾗ-ﾒﾝ"},
                                {"ヴァイオリン", "ｳﾞｱｲｵﾘﾝ"},
                                {"Ａｂｃ－１２", "ABC-12"},
                                {"ヵヶヮ", "ｶｹﾜ"},
                                {"ジョン・スミス", "ｼﾞﾖﾝ.ｽﾐｽ"},
                                {"  ｱ  ", "ｱ"}}) {
    EXPECT_EQ(half(to_jis(text, FieldClass::party)), expected) << text;
  }
  EXPECT_EQ(*to_jis("ガ", FieldClass::party), "\xB6\xDE");
}

// A half-width kana sends the whole text the long way round; without one the fast path may be taken. Both must agree.
TEST(Kana, TheFastPathGivesTheSameAsTheLongWay) {
  auto long_way = [](std::string_view text, FieldClass field) { return to_jis(std::string(text) + "ｱ", field); };
  for (char32_t c = 0x20; c <= 0x30FF; ++c) {
    if (c == 0x7F) c = 0x3000;
    std::string text = utf8_text(c);
    for (FieldClass field : {FieldClass::bank, FieldClass::party, FieldClass::edi}) {
      Result<Bytes> fast = to_jis("ア" + text + "ア", field), slow = long_way("ア" + text + "ア", field);
      ASSERT_EQ(fast.has_value(), slow.has_value()) << text;
      if (fast) {
        EXPECT_EQ(*fast + "\xB1", *slow) << text;
      }
    }
  }
}

TEST(Kana, RefusesWhatItWouldHaveToGuess) {
  for (const char* text :
       {"札幌", "ヲ", "を", "ヰ", "ア,イ", "ア/イ", "ア゛", "゛", "é", "ア「", "①", "あ\n", "ヷ", "\xFF"}) {
    Result<Bytes> jis = to_jis(text, FieldClass::party);
    if (std::string_view(text) == "①") {
      EXPECT_EQ(half(jis), "1");  // NFKC says what it stands for
      continue;
    }
    ASSERT_FALSE(jis) << text;
    EXPECT_EQ(jis.error().code, "payments.bad_character") << text;
    EXPECT_FALSE(jis.error().mend.empty());
  }
  EXPECT_NE(to_jis("アイ札", FieldClass::party).error().what.find("character 3 '札'"), std::string::npos);
}

TEST(Kana, EachFieldClassHasItsOwnSigns) {
  EXPECT_EQ(half(to_jis("￥「ア」（１）－／．ヲ", FieldClass::edi)), "¥｢ｱ｣(1)-/.ｦ");
  EXPECT_EQ(half(to_jis("ヲ", FieldClass::party, Wo::allowed)), "ｦ");
  EXPECT_FALSE(to_jis("ヲ", FieldClass::bank, Wo::allowed));
  EXPECT_FALSE(to_jis("(ア)", FieldClass::bank));
  EXPECT_EQ(half(to_jis("クレディ・スイス", FieldClass::bank)), "ｸﾚﾃﾞｲ ｽｲｽ");
}

TEST(Kana, AbbreviatesCompanyFormsByPlace) {
  struct Row {
    const char *text, *half_width;
  };
  for (auto [text, expected] : {Row{"株式会社　ホクト", "ｶ)ﾎｸﾄ"},
                                {"カブシキガイシャホクト", "ｶ)ﾎｸﾄ"},
                                {"かぶしきかいしゃ ほくと", "ｶ)ﾎｸﾄ"},
                                {"ﾎｸﾄｶﾌﾞｼｷｶﾞｲｼﾔ", "ﾎｸﾄ(ｶ"},
                                {"ホクト　㈱", "ﾎｸﾄ(ｶ"},
                                {"（有）ホクト", "ﾕ)ﾎｸﾄ"},
                                {"ホクト株式会社サッポロシテン", "ﾎｸﾄ(ｶ)ｻﾂﾎﾟﾛｼﾃﾝ"},
                                {"一般財団法人ドサンコ", "ｻﾞｲ)ﾄﾞｻﾝｺ"},
                                {"トクテイヒエイリカツドウホウジンキタ", "ﾄｸﾋ)ｷﾀ"},
                                {"カブシキガイシャ", "ｶﾌﾞｼｷｶﾞｲｼﾔ"},
                                {"ｶ)ﾎｸﾄ", "ｶ)ﾎｸﾄ"},
                                {"サトウ　ハナコ", "ｻﾄｳ ﾊﾅｺ"}}) {
    EXPECT_EQ(party(text), expected) << text;
  }
}

TEST(Kana, FormsThatContainOthersStandFirst) {
  auto forms = company_forms();
  for (std::size_t i = 0; i < forms.size(); ++i) {
    for (std::size_t j = i + 1; j < forms.size(); ++j) {
      if (forms[i].kanji == forms[j].kanji) continue;
      EXPECT_EQ(forms[j].kanji.find(forms[i].kanji), std::string_view::npos)
          << forms[i].kanji << " before " << forms[j].kanji;
    }
  }
}

TEST(Kana, NeverCutsAKanaFromItsMark) {
  Bytes name = *to_jis("アガ", FieldClass::party);  // B1 B6 DE
  EXPECT_EQ(cut(name, 2), "\xB1");
  EXPECT_EQ(cut(name, 3), name);
  EXPECT_EQ(cut("AB C", 3), "AB");
  EXPECT_EQ(cut("", 3), "");
}

// Any bytes that a field permits, with marks only where they belong.
Bytes permitted_text(FieldClass field, const std::vector<std::uint8_t>& seed) {
  Bytes out;
  for (std::uint8_t b : seed) {
    char c = static_cast<char>(b);
    if (!permits(field, Wo::allowed, c)) continue;
    out += c;
    if (lone_mark(out) != Bytes::npos) out.pop_back();
  }
  return cut(out.substr(std::min(out.find_first_not_of(' '), out.size())), out.size());
}

TEST(Kana, GoesToUtf8AndBackWithoutLoss) {
  rc::check([](const std::vector<std::uint8_t>& seed) {
    for (FieldClass field : {FieldClass::bank, FieldClass::party, FieldClass::edi}) {
      Bytes jis = permitted_text(field, seed);
      for (KanaWidth width : {KanaWidth::half, KanaWidth::full}) {
        Result<Bytes> again = to_jis(to_utf8(jis, width), field, Wo::allowed);
        RC_ASSERT(again.has_value());
        RC_ASSERT(*again == jis);
      }
    }
  });
}

TEST(Kana, WhatIsConvertedIsPermittedAndKeepsItsMarks) {
  rc::check([](const std::vector<std::uint8_t>& seed, std::uint8_t bytes_max) {
    std::string text;
    for (std::uint8_t b : seed)
      text += japanese::normalised(std::string{'\xE3', '\x82', static_cast<char>(0x80 + b % 0x40)});
    Result<Bytes> jis = to_jis(text, FieldClass::party);
    if (!jis) return;
    for (char c : *jis) RC_ASSERT(permits(FieldClass::party, Wo::refused, c));
    RC_ASSERT(lone_mark(*jis) == Bytes::npos);
    Bytes shorter = cut(*jis, bytes_max);
    RC_ASSERT(shorter.size() <= bytes_max);
    RC_ASSERT(jis->substr(0, shorter.size()) == shorter);
    Bytes rest = jis->substr(shorter.size());
    RC_ASSERT(rest.empty() || lone_mark(rest) != 0U);
  });
}

}  // namespace
}  // namespace hashira::payments
