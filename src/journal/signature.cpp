#include "journal/signature.h"

#include <sodium.h>

#include <cassert>

namespace hashira::journal {
namespace {

constexpr std::string_view seed_name = "signing-seed";

const unsigned char* octets(BytesView bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* octets(Bytes& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

}  // namespace

SigningKey signing_key_of(BytesView seed) {
  assert(seed.size() == crypto_sign_SEEDBYTES);
  SigningKey key{Bytes(crypto_sign_PUBLICKEYBYTES, '\0'), Bytes(crypto_sign_SECRETKEYBYTES, '\0')};
  crypto_sign_seed_keypair(octets(key.public_key), octets(key.secret_key), octets(seed));
  return key;
}

Result<SigningKey> signing_key(KeyStore& keys, Random& random) {
  auto kept = TRY(keys.named(seed_name));
  if (!kept) {
    auto put = keys.put_named(seed_name, random.bytes(crypto_sign_SEEDBYTES));
    kept = TRY(keys.named(seed_name));  // another program's, if it was first
    if (!kept) CHECK_OK(put);
  }
  if (!kept || kept->size() != crypto_sign_SEEDBYTES) {
    return fail("journal.bad_signing_key", "the signing key in the key file is damaged", "restore the key file from a backup");
  }
  return signing_key_of(*kept);
}

Bytes sign(BytesView message, const SigningKey& key) {
  assert(key.secret_key.size() == crypto_sign_SECRETKEYBYTES);
  Bytes signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(octets(signature), nullptr, octets(message), message.size(), octets(key.secret_key));
  return signature;
}

bool verify(BytesView message, BytesView signature, BytesView public_key) {
  if (signature.size() != crypto_sign_BYTES || public_key.size() != crypto_sign_PUBLICKEYBYTES) return false;
  return crypto_sign_verify_detached(octets(signature), octets(message), message.size(), octets(public_key)) == 0;
}

}  // namespace hashira::journal
