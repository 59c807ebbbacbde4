// Keys of the rows that the projection keeps in Table::index. Parts are separated by a zero byte, numbers are big-endian,
// so that a prefix scan gives number order.
#include "audit/projection.h"

namespace hashira::audit {
namespace {

Bytes index_key(std::string_view kind, const journal::StreamId& stream) {
  Bytes key(kind);
  key += '\0';
  key += stream;
  key += '\0';
  return key;
}

}  // namespace

Bytes command_key(const journal::StreamId& stream, BytesView command) {
  return index_key("command", stream).append(command);
}

Bytes queue_prefix(const journal::StreamId& stream, std::string_view state) {
  Bytes key = index_key("queue", stream).append(state);
  key += '\0';
  return key;
}

Bytes queue_key(const journal::StreamId& stream, std::string_view state, std::uint64_t case_number) {
  Bytes key = queue_prefix(stream, state);
  append_u64(key, case_number);
  return key;
}

Bytes queue_count_prefix(const journal::StreamId& stream) { return index_key("queued", stream); }
Bytes queue_count_key(const journal::StreamId& stream, std::string_view state) {
  return queue_count_prefix(stream).append(state);
}

Bytes entitlement_prefix(const journal::StreamId& stream, std::string_view key) {
  Bytes out = index_key("entitlement", stream).append(key);
  out += '\0';
  return out;
}

Bytes case_entry_prefix(const journal::StreamId& stream, std::uint64_t case_number) {
  Bytes key = index_key("case-entry", stream);
  append_u64(key, case_number);
  return key;
}

Bytes case_entry_key(const journal::StreamId& stream, std::uint64_t case_number, std::uint64_t seq) {
  Bytes key = case_entry_prefix(stream, case_number);
  append_u64(key, seq);
  return key;
}

Bytes accounting_file_key(const journal::StreamId& stream, BytesView digest) {
  return index_key("accounting-file", stream).append(digest);
}

Bytes letter_of_key(const journal::StreamId& stream, std::string_view kind, std::uint64_t case_number) {
  Bytes key = index_key("letter-of", stream).append(kind);
  key += '\0';
  append_u64(key, case_number);
  return key;
}

Bytes sealed_letter_key(const journal::StreamId& stream, std::uint64_t number) {
  Bytes key = index_key("letter", stream);
  append_u64(key, number);
  return key;
}

Bytes letter_prefix(const journal::StreamId& stream) {
  Bytes key(stream);
  key += '\0';
  key += "letter";
  key += '\0';
  return key;
}

Bytes letter_key(const journal::StreamId& stream, std::uint64_t number) {
  Bytes key = letter_prefix(stream);
  append_u64(key, number);
  return key;
}

Bytes counter_key(const journal::StreamId& stream, std::string_view kind) {
  return index_key("counter", stream).append(kind);
}

Bytes token_key(BytesView token_hash) {
  Bytes key("token");
  key += '\0';
  return key.append(token_hash);
}

Bytes in_force_key(const journal::StreamId& stream) {
  Bytes key(stream);
  key += '\0';
  return key.append("in-force");
}

Bytes version_prefix(const journal::StreamId& stream) {
  Bytes key(stream);
  key += '\0';
  key += "version";
  key += '\0';
  return key;
}

Bytes version_key(const journal::StreamId& stream, std::uint64_t seq) {
  Bytes key = version_prefix(stream);
  append_u64(key, seq);
  return key;
}

Bytes stream_prefix(const journal::StreamId& stream) {
  Bytes key(stream);
  key += '\0';
  return key;
}

Bytes posting_key(const journal::StreamId& stream, std::uint64_t seq, std::size_t n) {
  Bytes key = stream_prefix(stream);
  append_u64(key, seq);
  append_u64(key, n);
  return key;
}

Bytes balance_row_key(const journal::StreamId& stream, const ledger::BalanceKey& balance) {
  return stream_prefix(stream).append(ledger::balance_key_bytes(balance));
}

}  // namespace hashira::audit
