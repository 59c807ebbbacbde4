#include "base/bytes.h"

#include <openssl/evp.h>

#include <cassert>
#include <cstring>
#include <memory>

namespace hashira {
namespace {

// Fetched once: EVP_sha256() looks the algorithm up at every call and costs double.
const EVP_MD* sha256_algorithm() {
  static EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

EVP_MD_CTX* thread_context() {
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  thread_local std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
  return context.get();
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

Hash sha256(BytesView bytes) { return sha256(bytes, {}); }

Hash sha256(BytesView a, BytesView b) {
  Hash out;
  EVP_MD_CTX* context = thread_context();
  unsigned size = 0;
  bool ok = EVP_DigestInit_ex2(context, sha256_algorithm(), nullptr) == 1 &&
            EVP_DigestUpdate(context, a.data(), a.size()) == 1 && EVP_DigestUpdate(context, b.data(), b.size()) == 1 &&
            EVP_DigestFinal_ex(context, out.data(), &size) == 1;
  assert(ok && size == out.size());
  (void)ok;
  return out;
}

Sha256::Sha256() : context_(EVP_MD_CTX_new(), [](void* context) { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context)); }) {
  bool ok = EVP_DigestInit_ex2(static_cast<EVP_MD_CTX*>(context_.get()), sha256_algorithm(), nullptr) == 1;
  assert(ok);
  (void)ok;
}

void Sha256::add(BytesView bytes) {
  bool ok = EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_.get()), bytes.data(), bytes.size()) == 1;
  assert(ok);
  (void)ok;
}

Hash Sha256::finish() {
  Hash out;
  unsigned size = 0;
  bool ok = EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_.get()), out.data(), &size) == 1;
  assert(ok && size == out.size());
  (void)ok;
  return out;
}

Hash hash_from(BytesView bytes) {
  assert(bytes.size() == 32);
  Hash out;
  std::memcpy(out.data(), bytes.data(), out.size());
  return out;
}

std::string hex(BytesView bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (char c : bytes) {
    auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

Result<Bytes> unhex(std::string_view text) {
  if (text.size() % 2 != 0) return fail("base.bad_hex", "a hex text has an odd number of digits");
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0) return fail("base.bad_hex", "a hex text holds a character that is no hex digit");
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

void append_u64(Bytes& out, std::uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
}

std::uint64_t read_u64(BytesView bytes) {
  assert(bytes.size() >= 8);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

}  // namespace hashira
