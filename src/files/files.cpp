#include "files/files.h"

#include <cassert>

#include <sodium.h>

#include "files/chunks.h"

namespace hashira::files {
namespace {

// A stream without entries: its head never moves, so that files are stored beside the engine's groups.
const journal::StreamId files_stream = "files";

class Digest {
 public:
  Digest() { crypto_hash_sha256_init(&state_); }
  void add(BytesView bytes) {
    crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  }
  Bytes finish() {
    Bytes out(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state_, reinterpret_cast<unsigned char*>(out.data()));
    return out;
  }

 private:
  crypto_hash_sha256_state state_;
};

Done write_row(journal::Store& store, journal::Key key, Bytes value) {
  journal::Commit commit{files_stream, journal::genesis(files_stream), {}, {}};
  commit.changes.push_back({std::move(key), std::move(value)});
  return store.commit({&commit, 1});
}

Result<Bytes> read_row(journal::Store& store, const journal::Key& key) {
  auto rows = TRY(store.get({&key, 1}));
  if (!rows[0])
    return fail("files.not_found", "there is no such file, or a part of it is missing",
                "check the link; `hashira audit` says whether the store is whole");
  return std::move(*rows[0]);
}

// Cuts what comes into chunks, seals them and stores each. Chunks of a file that is never finished are found by nobody.
class Sealer {
 public:
  Sealer(journal::Store& store, BytesView key, Random& random)
      : store_(store), key_(key), prefix_(random.bytes(prefix_size)) {
    digest_.add(prefix_);
  }

  Done add(BytesView piece) {
    size_ += piece.size();
    while (!piece.empty()) {
      // A full chunk waits until more comes: only then is it known not to be the last.
      if (waiting_.size() == chunk_size) CHECK_OK(store_waiting(Last::no));
      BytesView part = piece.substr(0, chunk_size - waiting_.size());
      waiting_ += part;
      piece.remove_prefix(part.size());
    }
    return {};
  }

  Result<StoredFile> finish() {
    CHECK_OK(store_waiting(Last::yes));
    StoredFile out{digest_.finish(), size_};
    CHECK_OK(write_row(store_, manifest_key(out.digest), encode(Manifest{size_, prefix_})));
    return out;
  }
  std::uint64_t size() const { return size_; }

 private:
  Done store_waiting(Last last) {
    Bytes sealed = seal_chunk(waiting_, key_, prefix_, number_, last);
    digest_.add(sealed);
    CHECK_OK(write_row(store_, chunk_key(prefix_, number_), std::move(sealed)));
    ++number_;
    waiting_.clear();
    return {};
  }

  journal::Store& store_;
  BytesView key_;
  Bytes prefix_, waiting_;
  std::uint64_t number_ = 0, size_ = 0;
  Digest digest_;
};

Result<Manifest> manifest_of(journal::Store& store, BytesView digest) {
  return decode_manifest(TRY(read_row(store, manifest_key(digest))));
}

}  // namespace

Result<StoredFile> put(journal::Store& store, const Source& source, BytesView key, Random& random,
                       std::uint64_t size_max) {
  assert(key.size() == file_key_size);
  Sealer sealer(store, key, random);
  while (auto piece = TRY(source())) {
    if (piece->size() > size_max - sealer.size()) {
      return fail("files.too_large", fmt::format("the file is larger than {} bytes", size_max),
                  "send a smaller one, or several");
    }
    CHECK_OK(sealer.add(*piece));
  }
  return sealer.finish();
}

Result<StoredFile> find(journal::Store& store, BytesView digest) {
  Manifest manifest = TRY(manifest_of(store, digest));
  return StoredFile{Bytes(digest), manifest.size};
}

Done get(journal::Store& store, BytesView digest, BytesView key, const Sink& sink) {
  Manifest manifest = TRY(manifest_of(store, digest));
  for (std::uint64_t number = 0; number < manifest.chunk_count(); ++number) {
    Last last = number + 1 == manifest.chunk_count() ? Last::yes : Last::no;
    Bytes sealed = TRY(read_row(store, chunk_key(manifest.prefix, number)));
    Bytes plain = TRY(open_chunk(sealed, key, manifest.prefix, number, last));
    CHECK_OK(sink(plain));
  }
  return {};
}

bool is_part(BytesView key) { return key.starts_with(BytesView("files\0", 6)); }

Done verify(journal::Store& store, BytesView digest) {
  Manifest manifest = TRY(manifest_of(store, digest));
  Digest found;
  found.add(manifest.prefix);
  std::uint64_t size = 0;
  for (std::uint64_t number = 0; number < manifest.chunk_count(); ++number) {
    Bytes sealed = TRY(read_row(store, chunk_key(manifest.prefix, number)));
    found.add(sealed);
    size += sealed.size();
  }
  if (found.finish() != digest || size != sealed_size(manifest)) {
    return fail("files.damaged", "the stored file is not the one that was received",
                "restore the data folder from a backup", {hex(digest)});
  }
  return {};
}

}  // namespace hashira::files
