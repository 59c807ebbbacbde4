// Attachments and letters by digest: streamed in and out in chunks, each sealed under the party's key, in Table::blob.
//
// A file is named by the digest of its ciphertext, so that the chain keeps a proof of it and, once the key is destroyed,
// nothing of its content. Format (docs/entry-format.md): a random prefix of 15 bytes; each chunk of 64 KiB is sealed by
// XChaCha20-Poly1305 with nonce prefix ‖ number ‖ last (the STREAM construction), so that chunks cannot be cut or moved.
#pragma once

#include <functional>

#include "base/ports.h"
#include "journal/store.h"

namespace hashira::files {

inline constexpr std::size_t file_key_size = 32;
inline constexpr std::uint64_t file_size_max = 20 * 1024 * 1024;

// The next piece of any size; nullopt at the end.
using Source = std::function<Result<std::optional<Bytes>>()>;
using Sink = std::function<Done(BytesView)>;

struct StoredFile {
  Bytes digest;             // 32 bytes
  std::uint64_t size = 0;   // of the content
  bool operator==(const StoredFile&) const = default;
};

// Durable on return. `files.too_large` past `size_max`; then, or when the source fails, nothing can be found by digest.
// Memory stays at a chunk, whatever the size. Requires: key of 32 bytes.
Result<StoredFile> put(journal::Store& store, const Source& source, BytesView key, Random& random,
                       std::uint64_t size_max = file_size_max);

// What is known of a file without its key. `files.not_found`.
Result<StoredFile> find(journal::Store& store, BytesView digest);

// Gives the content to the sink, chunk by chunk, each opened before it is given. `files.cannot_open` when the key is
// another one or a byte was changed; the sink may have had the chunks before it.
Done get(journal::Store& store, BytesView digest, BytesView key, const Sink& sink);

// Is a row of Table::blob part of such a file?
bool is_part(BytesView key);
// Whether the stored chunks still have the digest; needs no key.
Done verify(journal::Store& store, BytesView digest);

}  // namespace hashira::files
