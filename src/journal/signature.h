// Ed25519 signatures of a data folder (checkpoints, published editions). The seed is a named secret of the key store.
#pragma once

#include "base/ports.h"
#include "journal/store.h"

namespace hashira::journal {

struct SigningKey {
  Bytes public_key;  // 32 bytes
  Bytes secret_key;  // 64 bytes, as libsodium keeps it
};

// The data folder's key, made at first use.
Result<SigningKey> signing_key(KeyStore& keys, Random& random);
// From a seed of 32 bytes (RFC 8032).
SigningKey signing_key_of(BytesView seed);

Bytes sign(BytesView message, const SigningKey& key);  // 64 bytes, the same for the same message
bool verify(BytesView message, BytesView signature, BytesView public_key);

}  // namespace hashira::journal
