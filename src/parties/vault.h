// The vault: personal facts sealed under a key per party. The chain holds the digest of the ciphertext, the store the
// ciphertext (Table::sealed), the key store the key; destroying the key erases the person and moves no figure.
#pragma once

#include <map>
#include <span>
#include <string>

#include "base/ports.h"
#include "journal/store.h"

namespace hashira::parties {

using SealedFacts = std::map<std::string, std::string>;

inline constexpr std::size_t party_id_size = 16;
inline constexpr std::size_t party_key_size = 32;

// A new party's id: milliseconds since 1970 (6 bytes, big-endian), then random bits, so that the keys and rows of people
// who come one after another lie side by side. It tells when, as the entry that uses it does, and nothing else.
Bytes new_party(Instant at, Random& random);

// XChaCha20-Poly1305 over the deterministic CBOR of the facts; nonce in front. Requires: key of 32 bytes.
Bytes seal(const SealedFacts& facts, BytesView key, Random& random);
// `parties.cannot_open` when the key is wrong or a byte was changed.
Result<SealedFacts> open(BytesView sealed, BytesView key);
// The same, of which only the facts named are taken out: what is not asked for is not copied.
Result<SealedFacts> open(BytesView sealed, BytesView key, std::span<const std::string_view> wanted);

// Row key of a case's sealed facts in Table::sealed.
Bytes sealed_key(BytesView party, const journal::StreamId& stream, std::uint64_t case_number);

// HMAC-SHA256 over the normalised identity (widths, 髙/高, spaces, case folded): finds a party again without showing who.
Bytes blind_tag(std::string_view identity, BytesView index_key);
std::string normalise_identity(std::string_view text);
// Table::index key under which a tag's party id is kept.
Bytes blind_key(BytesView tag);

// Erases a person: without the key nothing sealed for the party opens again, here or in a backup of the journal made
// before (a backup of the key file must be pruned apart). Chain, figures and ledger stand. The blind tag is the caller's
// to remove (blind_key).
Done erase_person(journal::KeyStore& keys, BytesView party);

// The data folder's blind-index key, made at first use.
Result<Bytes> index_key(journal::KeyStore& keys, Random& random);

}  // namespace hashira::parties
