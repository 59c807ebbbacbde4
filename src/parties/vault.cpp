#include "parties/vault.h"

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

Result<SealedFacts> decode_facts(const Bytes& encoded) {
  SealedFacts facts;
  journal::Body body{encoded};
  for (const auto& [name, item] : body.fields()) {
    auto value = cbor::Reader(item).text();
    if (!value) return cannot_open();
    facts.emplace(name, *value);
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

Result<SealedFacts> open(BytesView sealed, BytesView key) {
  if (key.size() != party_key_size || sealed.size() < nonce_size + mac_size) return cannot_open();
  BytesView cipher = sealed.substr(nonce_size);
  Bytes plain(cipher.size() - mac_size, '\0');
  int result = crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), nullptr, nullptr, raw(cipher), cipher.size(),
                                                          nullptr, 0, raw(sealed), raw(key));
  if (result != 0) return cannot_open();
  return decode_facts(plain);
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
