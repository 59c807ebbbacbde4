// Names in the single bytes of JIS X 0201 that banks take: conversion by field class, company forms, and back.
//
// Guarantees: total; what cannot be converted without guessing (kanji, ヲ where the bank refuses it) is refused with
// the character and its position. No name is ever cut between a kana and its voiced mark: カﾞ and ｶ are two names.
// Written in JIS X 0201 and the character table of docs/payments.md (JBA fixed format of 2019, section 8).
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace hashira::payments {

// What a field may hold: bank and branch names, party names (委託者名, 受取人名), EDI情報.
enum class FieldClass : std::uint8_t { bank, party, edi };
// The JBA later allowed ｦ in names, banks' own sheets still refuse it: a switch per bank. EDI always takes it.
enum class Wo : std::uint8_t { refused, allowed };
enum class KanaWidth : std::uint8_t { half, full };

// May the byte stand in such a field? Voiced marks may; whether one follows its kana is `lone_mark`'s question.
bool permits(FieldClass field, Wo wo, char byte);
// Index of a voiced mark that follows no kana which takes it; npos when there is none.
std::size_t lone_mark(BytesView jis);

// NFKC, hiragana and katakana to half width, small kana raised, long vowels and dashes to `-`, letters to capitals,
// marks as bytes of their own. `payments.bad_character` names what no such field can hold.
Result<Bytes> to_jis(std::string_view utf8, FieldClass field, Wo wo = Wo::refused);
// A party's name: as above, with the form of its legal person abbreviated by its place: ｶ)ﾎｸﾄ, ﾎｸﾄ(ｶ)ｻﾂﾎﾟﾛ, ﾎｸﾄ(ｶ.
Result<Bytes> party_name(std::string_view utf8, Wo wo = Wo::refused);

// The longest beginning of at most `bytes_max` bytes that cuts no kana from its mark and ends in no space.
Bytes cut(BytesView jis, std::size_t bytes_max);

// UTF-8 for people (full width) or for files (half width). to_jis gives the same bytes again. Bytes outside of JIS X
// 0201 become U+FFFD.
std::string to_utf8(BytesView jis, KanaWidth width);

}  // namespace hashira::payments
