#include "parties/vault.h"

#include <gtest/gtest.h>

#include <set>

#include "parties/internal/variants.h"

namespace hashira::parties {
namespace {

const SealedFacts facts{{"name", "髙橋 花子"}, {"account", "1234567"}, {"a-longer-name", ""}};

TEST(Vault, OpensWhatItSealed) {
  auto random = seeded_random(1);
  Bytes key = random->bytes(party_key_size);
  Bytes sealed = seal(facts, key, *random);
  EXPECT_EQ(*open(sealed, key), facts);
  EXPECT_EQ(sealed.find("1234567"), Bytes::npos);
  EXPECT_NE(seal(facts, key, *random), sealed) << "every sealing has a nonce of its own";
  EXPECT_EQ(open(seal({}, key, *random), key)->size(), 0u);
}

TEST(Vault, RefusesAnotherKeyAndEveryChangedByte) {
  auto random = seeded_random(2);
  Bytes key = random->bytes(party_key_size);
  Bytes sealed = seal(facts, key, *random);
  EXPECT_EQ(open(sealed, random->bytes(party_key_size)).error().code, "parties.cannot_open");
  EXPECT_EQ(open(sealed, "short").error().code, "parties.cannot_open");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    Bytes changed = sealed;
    changed[i] ^= 1;
    EXPECT_FALSE(open(changed, key)) << i;
    EXPECT_FALSE(open(BytesView(sealed).substr(0, i), key)) << i;
  }
}

TEST(Vault, SealedFactsLieInTheOrderOfTheirCases) {
  EXPECT_LT(sealed_key("z", "s", 2), sealed_key("a", "s", 10));
  EXPECT_NE(sealed_key("p", "s", 2), sealed_key("p", "s2", 2));
  EXPECT_NE(sealed_key("p", "s", 2), sealed_key("q", "s", 2));
}

// Pairs that an office must recognise as the same.
TEST(Identity, MeetsAcrossWaysOfWriting) {
  const std::pair<const char*, const char*> same[] = {
      {"髙橋　花子", "高橋花子"},     {"ﾀｶﾊｼ ﾊﾅｺ", "タカハシハナコ"}, {"ｶﾞﾝﾊﾞﾙ商店", "ガンバル商店"},
      {"ABC株式会社", "ａｂｃ株式会社"}, {"０１１－２３１－４１１１", "011-231-4111"}, {"北3条西6丁目１ー２", "北３条西６丁目１−２"},
      {"渡邊", "渡辺"},             {"渡邉", "渡辺"},              {"山﨑", "山崎"},
      {"𠮷田", "吉田"},             {"㈱北海", "(株)北海"},          {"塚本", "塚\U0000FE00本"},
  };
  for (const auto& [a, b] : same) EXPECT_EQ(normalise_identity(a), normalise_identity(b)) << a << " / " << b;
}

TEST(Identity, KeepsApartWhatIsApart) {
  const std::pair<const char*, const char*> apart[] = {
      {"斉藤", "斎藤"}, {"ローソン", "ロソン"}, {"高橋一", "高橋二"}, {"はた", "ばた"}, {"タカハシ", "タカバシ"}, {"12", "1-3"}};
  for (const auto& [a, b] : apart) EXPECT_NE(normalise_identity(a), normalise_identity(b)) << a << " / " << b;
}

TEST(Identity, NormalisingTwiceChangesNothing) {
  for (const char* text : {"髙橋 花子", "ｶﾞﾝﾊﾞﾙ", "", " - ", "\xff\xfe broken", "𠮷"}) {
    std::string once = normalise_identity(text);
    EXPECT_EQ(normalise_identity(once), once);
  }
}

TEST(Identity, EachVariantIsListedOnceAndEndsTheChain) {
  std::set<char32_t> variants;
  for (const auto& [variant, plain] : variant_kanji) {
    EXPECT_NE(variant, plain);
    EXPECT_TRUE(variants.insert(variant).second);
  }
  for (const auto& [variant, plain] : variant_kanji) EXPECT_FALSE(variants.contains(plain));
}

TEST(BlindTag, DependsOnKeyAndIdentityOnly) {
  EXPECT_EQ(blind_tag("髙橋", "k"), blind_tag("高 橋", "k"));
  EXPECT_NE(blind_tag("高橋", "k"), blind_tag("高橋", "l"));
  EXPECT_NE(blind_tag("高橋", "k"), blind_tag("鈴木", "k"));
  EXPECT_EQ(blind_tag("高橋", "k").size(), 32u);
}

// Computed with Python's hmac module: the tag is plain HMAC-SHA256 over the normalised text.
TEST(BlindTag, IsHmacSha256) {
  EXPECT_EQ(normalise_identity("whatdoyawantfornothing?"), "whatdoyawantfornothing?");
  EXPECT_EQ(hex(blind_tag("whatdoyawantfornothing?", "Jefe")),
            "404ca403a3181eff5f3832f7f159dd43e1b09620b7635d4c06fe6329aba52d4a");
}

// A key store in a map; the real ones are in store/.
class MapKeys : public journal::KeyStore {
 public:
  Done put(std::span<const PartyKey> keys) override {
    for (const auto& key : keys) map_[key.party] = key.key;
    return {};
  }
  Result<std::optional<Bytes>> get(BytesView party) override { return named(party); }
  Result<std::vector<std::optional<Bytes>>> get_many(std::span<const Bytes> parties) override {
    std::vector<std::optional<Bytes>> out;
    for (const Bytes& party : parties) out.push_back(*named(party));
    return out;
  }
  Done destroy(BytesView party) override {
    map_.erase(Bytes(party));
    return {};
  }
  Result<std::optional<Bytes>> named(std::string_view name) override {
    auto found = map_.find(Bytes(name));
    return found == map_.end() ? std::nullopt : std::optional(found->second);
  }
  Done put_named(std::string_view name, BytesView value) override {
    if (!map_.emplace(name, value).second) return fail("store.other_key_kept", "kept");
    return {};
  }

 private:
  std::map<Bytes, Bytes> map_;
};

TEST(IndexKey, IsMadeOnce) {
  MapKeys keys;
  auto random = seeded_random(3);
  Bytes first = *index_key(keys, *random);
  EXPECT_EQ(first.size(), 32u);
  EXPECT_EQ(*index_key(keys, *random), first);
}

TEST(Erasure, LeavesNoKey) {
  MapKeys keys;
  std::vector<journal::KeyStore::PartyKey> one{{Bytes(16, 'p'), Bytes(32, 'k')}};
  ASSERT_TRUE(keys.put(one));
  ASSERT_TRUE(erase_person(keys, one[0].party));
  EXPECT_EQ(*keys.get(one[0].party), std::nullopt);
}

}  // namespace
}  // namespace hashira::parties
