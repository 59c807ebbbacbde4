#include "parties/vault.h"

#include <algorithm>
#include <cassert>

#include <sodium.h>

#include "journal/body.h"

namespace hashira::parties {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t mac_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == party_key_size);

const unsigned char* raw(BytesView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(Bytes& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

Bytes encode_facts(const SealedFacts& facts) {
  journal::BodyWriter writer;
  for (const auto& [name, value] : facts) writer.text(name, value);
  return writer.body().encoded();
}

tl::unexpected<Error> cannot_open() {
  return fail("parties.cannot_open", "the sealed facts do not open: their key is another one, or a byte was changed",
              "check that keys and journal are from the same data folder and the same day");
}

bool is_wanted(std::string_view name, std::span<const std::string_view> wanted) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end();
}

// `wanted` empty: all of them.
Result<SealedFacts> decode_facts(const Bytes& encoded, std::span<const std::string_view> wanted) {
  SealedFacts facts;
  cbor::Reader reader(encoded);
  auto size = reader.map();
  if (!size) return cannot_open();
  for (std::uint64_t i = 0; i < *size; ++i) {
    auto name = reader.text();
    auto value = name ? reader.text() : Result<std::string_view>(std::string_view());
    if (!name || !value) return cannot_open();
    if (is_wanted(*name, wanted)) facts.emplace(*name, *value);
  }
  return facts;
}

}  // namespace

Bytes new_party(Instant at, Random& random) {
  Bytes id;
  append_u64(id, static_cast<std::uint64_t>(at.ms));
  id.erase(0, 2);
  return id += random.bytes(party_id_size - id.size());
}

Bytes seal(const SealedFacts& facts, BytesView key, Random& random) {
  assert(key.size() == party_key_size);
  Bytes plain = encode_facts(facts);
  Bytes sealed = random.bytes(nonce_size);
  sealed.resize(nonce_size + plain.size() + mac_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed) + nonce_size, nullptr, raw(plain), plain.size(), nullptr, 0,
                                             nullptr, raw(sealed), raw(key));
  sodium_memzero(plain.data(), plain.size());
  return sealed;
}

Result<SealedFacts> open(BytesView sealed, BytesView key) { return open(sealed, key, {}); }

Result<SealedFacts> open(BytesView sealed, BytesView key, std::span<const std::string_view> wanted) {
  if (key.size() != party_key_size || sealed.size() < nonce_size + mac_size) return cannot_open();
  BytesView cipher = sealed.substr(nonce_size);
  Bytes plain(cipher.size() - mac_size, '\0');
  int result = crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), nullptr, nullptr, raw(cipher), cipher.size(),
                                                          nullptr, 0, raw(sealed), raw(key));
  if (result != 0) return cannot_open();
  Result<SealedFacts> facts = decode_facts(plain, wanted);
  sodium_memzero(plain.data(), plain.size());
  return facts;
}

// Case before party: rows of a group lie side by side, a random party first would touch a page of its own each.
Bytes sealed_key(BytesView party, const journal::StreamId& stream, std::uint64_t case_number) {
  Bytes key(stream);
  key += '\0';
  append_u64(key, case_number);
  key += party;
  return key;
}

Done erase_person(journal::KeyStore& keys, BytesView party) {
  return keys.destroy(party);
}

}  // namespace hashira::parties
