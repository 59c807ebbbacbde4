// How a sealed file lies in Table::blob, and how one chunk is sealed.
#pragma once

#include "base/ports.h"
#include "journal/store.h"

namespace hashira::files {

inline constexpr std::size_t chunk_size = 64 * 1024;
inline constexpr std::size_t prefix_size = 15;

enum class Last { no, yes };

Bytes seal_chunk(BytesView plain, BytesView key, BytesView prefix, std::uint64_t number, Last last);
Result<Bytes> open_chunk(BytesView sealed, BytesView key, BytesView prefix, std::uint64_t number, Last last);

// What stands under the digest: the content's size, the prefix and where the chunks are. A file has a chunk at least.
struct Manifest {
  std::uint64_t size = 0;
  Bytes prefix;  // also the name under which the chunks lie

  std::uint64_t chunk_count() const { return size == 0 ? 1 : (size + chunk_size - 1) / chunk_size; }
};
std::uint64_t sealed_size(const Manifest& manifest);  // of all chunks together
Bytes encode(const Manifest& manifest);
Result<Manifest> decode_manifest(BytesView bytes);

journal::Key manifest_key(BytesView digest);
journal::Key chunk_key(BytesView prefix, std::uint64_t number);

}  // namespace hashira::files
