#include "files/chunks.h"

#include <sodium.h>

#include "journal/body.h"

namespace hashira::files {
namespace {

constexpr std::size_t mac_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(prefix_size + 8 + 1 == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);

const unsigned char* octets(BytesView bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* octets(Bytes& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

Bytes nonce_of(BytesView prefix, std::uint64_t number, Last last) {
  Bytes nonce(prefix);
  append_u64(nonce, number);
  nonce += last == Last::yes ? '\1' : '\0';
  return nonce;
}

journal::Key blob_key(std::string_view kind, BytesView rest) {
  Bytes key("files\0", 6);
  key += kind;
  key += '\0';
  key += rest;
  return {journal::Table::blob, std::move(key)};
}

}  // namespace

Bytes seal_chunk(BytesView plain, BytesView key, BytesView prefix, std::uint64_t number, Last last) {
  Bytes sealed(plain.size() + mac_size, '\0');
  Bytes nonce = nonce_of(prefix, number, last);
  crypto_aead_xchacha20poly1305_ietf_encrypt(octets(sealed), nullptr, octets(plain), plain.size(), nullptr, 0, nullptr,
                                             octets(nonce), octets(key));
  return sealed;
}

Result<Bytes> open_chunk(BytesView sealed, BytesView key, BytesView prefix, std::uint64_t number, Last last) {
  auto cannot = [] {
    return fail("files.cannot_open", "the file does not open: its key is another one, or a byte was changed",
                "check that keys and journal are from the same data folder and the same day");
  };
  if (key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES || sealed.size() < mac_size) return cannot();
  Bytes plain(sealed.size() - mac_size, '\0');
  Bytes nonce = nonce_of(prefix, number, last);
  int result = crypto_aead_xchacha20poly1305_ietf_decrypt(octets(plain), nullptr, nullptr, octets(sealed), sealed.size(), nullptr,
                                                          0, octets(nonce), octets(key));
  if (result != 0) return cannot();
  return plain;
}

std::uint64_t sealed_size(const Manifest& manifest) { return manifest.size + manifest.chunk_count() * mac_size; }

Bytes encode(const Manifest& manifest) {
  return journal::BodyWriter().integer("size", static_cast<std::int64_t>(manifest.size)).bytes("prefix", manifest.prefix).body().encoded();
}

Result<Manifest> decode_manifest(BytesView bytes) {
  auto damaged = [] { return fail("files.damaged", "what is stored about the file is damaged", "restore the data folder from a backup"); };
  if (!journal::check_body(bytes)) return damaged();
  journal::Body body{Bytes(bytes)};
  auto size = body.integer("size");
  auto prefix = body.bytes("prefix");
  if (!size || *size < 0 || !prefix || prefix->size() != prefix_size) return damaged();
  return Manifest{static_cast<std::uint64_t>(*size), Bytes(*prefix)};
}

journal::Key manifest_key(BytesView digest) { return blob_key("file", digest); }

journal::Key chunk_key(BytesView prefix, std::uint64_t number) {
  Bytes rest(prefix);
  append_u64(rest, number);
  return blob_key("chunk", rest);
}

}  // namespace hashira::files
