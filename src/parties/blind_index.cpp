#include <sodium.h>

#include "parties/vault.h"

namespace hashira::parties {
namespace {

constexpr std::string_view index_key_name = "blind-index";
constexpr std::size_t index_key_size = 32;

const unsigned char* as_octets(BytesView bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

}  // namespace

Bytes blind_tag(std::string_view identity, BytesView index_key) {
  std::string normal = normalise_identity(identity);
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, as_octets(index_key), index_key.size());
  crypto_auth_hmacsha256_update(&state, as_octets(normal), normal.size());
  Bytes tag(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(tag.data()));
  return tag;
}

Bytes blind_key(BytesView tag) {
  Bytes key("parties\0tag\0", 12);
  key += tag;
  return key;
}

// Two programs may make the key at once: the first one stays, the other reads it.
Result<Bytes> index_key(journal::KeyStore& keys, Random& random) {
  if (auto kept = TRY(keys.named(index_key_name))) return *kept;
  Bytes fresh = random.bytes(index_key_size);
  auto put = keys.put_named(index_key_name, fresh);
  if (auto kept = TRY(keys.named(index_key_name))) return *kept;
  CHECK_OK(put);
  return fresh;
}

}  // namespace hashira::parties
