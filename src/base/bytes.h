// Byte strings, hex and SHA-256.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hashira {

// Raw bytes travel as std::string / std::string_view; the name says that they are not text.
using Bytes = std::string;
using BytesView = std::string_view;

using Hash = std::array<std::uint8_t, 32>;

Hash sha256(BytesView bytes);
// SHA-256(a ‖ b), as the journal's chain needs it.
Hash sha256(BytesView a, BytesView b);

// SHA-256 of what comes in pieces (files too large to hold).
class Sha256 {
 public:
  Sha256();
  void add(BytesView bytes);
  Hash finish();  // once

 private:
  std::shared_ptr<void> context_;
};

inline BytesView view(const Hash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }
// Requires: bytes.size() == 32.
Hash hash_from(BytesView bytes);

std::string hex(BytesView bytes);
inline std::string hex(const Hash& hash) { return hex(view(hash)); }
// Lower- or upper-case hex; odd length or another character is `base.bad_hex`.
Result<Bytes> unhex(std::string_view text);

// Big-endian, so that byte order is number order (store keys rely on it).
void append_u64(Bytes& out, std::uint64_t value);
std::uint64_t read_u64(BytesView bytes);  // Requires: at least 8 bytes.

}  // namespace hashira
