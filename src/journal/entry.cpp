#include "journal/entry.h"

#include <cassert>
#include <limits>

#include "journal/internal/header_keys.h"
#include "journal/internal/text.h"

namespace hashira::journal {
namespace {

constexpr std::size_t label_size_max = 64;
constexpr std::size_t id_size = 16, digest_size = 32;
constexpr std::uint64_t number_max = std::numeric_limits<std::int64_t>::max();

tl::unexpected<Error> bad_field(const Entry& entry, std::string_view field, std::string_view rule) {
  return fail("journal.bad_entry", fmt::format("the field `{}` {}", field, rule), {},
              {fmt::format("entry {}/{}", entry.stream, entry.seq)});
}

bool is_label(std::string_view text) { return text.size() <= label_size_max && is_utf8(text); }
bool is_empty_or(std::size_t size, BytesView bytes) { return bytes.empty() || bytes.size() == size; }

Done check_numbers(const Entry& entry) {
  if (entry.seq == 0 || entry.seq > number_max) return bad_field(entry, "seq", "must be 1 or more");
  if (entry.version == 0) return bad_field(entry, "version", "must be 1 or more");
  if (entry.case_number > number_max) return bad_field(entry, "case", "is too large");
  if (entry.corrects >= entry.seq) return bad_field(entry, "corrects", "must be the seq of an earlier entry");
  return {};
}

Done check_texts(const Entry& entry) {
  if (!is_name(entry.stream, label_size_max, "-")) return bad_field(entry, "stream", "must be [a-z0-9-]{1,64}");
  if (!is_name(entry.type, label_size_max, "._-")) return bad_field(entry, "type", "must be [a-z0-9._-]{1,64}");
  if (entry.actor.empty() || !is_label(entry.actor)) return bad_field(entry, "actor", "must be 1 to 64 bytes of UTF-8");
  if (!is_label(entry.layer)) return bad_field(entry, "layer", "must be at most 64 bytes of UTF-8");
  return {};
}

Done check_ids(const Entry& entry) {
  if (!is_empty_or(id_size, entry.command)) return bad_field(entry, "command", "must be 16 bytes or none");
  if (!is_empty_or(id_size, entry.party)) return bad_field(entry, "party", "must be 16 bytes or none");
  if (!is_empty_or(digest_size, entry.definition)) return bad_field(entry, "definition", "must be 32 bytes or none");
  return {};
}

// Writes only what is there; counts first, since a CBOR map starts with its size.
class HeaderWriter {
 public:
  void integer(HeaderKey key, std::int64_t value) {
    next(key);
    fields_.integer(value);
  }
  void text(HeaderKey key, std::string_view value) {
    next(key);
    fields_.text(value);
  }
  void number_if_any(HeaderKey key, std::uint64_t value) {
    if (value != 0) integer(key, static_cast<std::int64_t>(value));
  }
  void text_if_any(HeaderKey key, std::string_view value) {
    if (!value.empty()) text(key, value);
  }
  void bytes_if_any(HeaderKey key, BytesView value) {
    if (value.empty()) return;
    next(key);
    fields_.bytes(value);
  }
  void yes(HeaderKey key) {
    next(key);
    fields_.boolean(true);
  }
  void raw(HeaderKey key, BytesView encoded) {
    next(key);
    fields_.raw(encoded);
  }
  Bytes finish() && {
    cbor::Writer out;
    out.map(count_);
    out.raw(fields_.out());
    return std::move(out).out();
  }

 private:
  void next(HeaderKey key) {
    ++count_;
    fields_.integer(key);
  }
  std::uint64_t count_ = 0;
  cbor::Writer fields_;
};

bool is_empty_map(const Body& body) { return body.encoded() == "\xa0"; }

// Reads the fields in the order of their keys. `take` says whether the next field has this key, and steps onto its value.
class HeaderReader {
 public:
  explicit HeaderReader(BytesView bytes) : reader_(bytes) {}

  Done start() {
    left_ = TRY(reader_.map());
    return advance();
  }
  bool take(HeaderKey key) {
    if (!pending_ || *pending_ != key) return false;
    pending_.reset();
    return true;
  }
  // After the value was read.
  Done advance() {
    if (left_ == 0) return {};
    --left_;
    pending_ = TRY(reader_.integer());
    return {};
  }
  cbor::Reader& value() { return reader_; }
  bool finished() const { return !pending_ && left_ == 0 && reader_.at_end(); }

 private:
  cbor::Reader reader_;
  std::uint64_t left_ = 0;
  std::optional<std::int64_t> pending_;
};

tl::unexpected<Error> bad_bytes(const cbor::Reader& at, std::string_view what) {
  return fail("journal.bad_entry", fmt::format("byte {}: {}", at.offset(), what));
}

Result<std::int64_t> required_integer(HeaderReader& in, HeaderKey key, std::string_view name) {
  if (!in.take(key)) return bad_bytes(in.value(), fmt::format("the field `{}` is missing or out of order", name));
  std::int64_t value = TRY(in.value().integer());
  CHECK_OK(in.advance());
  return value;
}

Result<std::string> required_text(HeaderReader& in, HeaderKey key, std::string_view name) {
  if (!in.take(key)) return bad_bytes(in.value(), fmt::format("the field `{}` is missing or out of order", name));
  std::string value(TRY(in.value().text()));
  CHECK_OK(in.advance());
  return value;
}

// A number that is left out when it is `absent`.
Result<std::uint64_t> number_or(HeaderReader& in, HeaderKey key, std::uint64_t absent) {
  if (!in.take(key)) return absent;
  std::int64_t value = TRY(in.value().integer());
  if (value <= 0 || static_cast<std::uint64_t>(value) == absent) return bad_bytes(in.value(), "a number that is never written");
  CHECK_OK(in.advance());
  return static_cast<std::uint64_t>(value);
}

Result<Bytes> bytes_or_none(HeaderReader& in, HeaderKey key) {
  if (!in.take(key)) return Bytes();
  BytesView value = TRY(in.value().bytes());
  if (value.empty()) return bad_bytes(in.value(), "an empty string that is never written");
  CHECK_OK(in.advance());
  return Bytes(value);
}

Result<std::string> text_or_none(HeaderReader& in, HeaderKey key) {
  if (!in.take(key)) return std::string();
  std::string_view value = TRY(in.value().text());
  if (value.empty()) return bad_bytes(in.value(), "an empty text that is never written");
  CHECK_OK(in.advance());
  return std::string(value);
}

Result<bool> yes_or_absent(HeaderReader& in, HeaderKey key) {
  if (!in.take(key)) return false;
  if (!TRY(in.value().boolean())) return bad_bytes(in.value(), "a false that is never written");
  CHECK_OK(in.advance());
  return true;
}

Result<Body> body_or_none(HeaderReader& in) {
  if (!in.take(key_body)) return Body();
  BytesView encoded = TRY(in.value().raw());
  CHECK_OK(check_body(encoded));
  Body body{Bytes(encoded)};
  if (is_empty_map(body)) return bad_bytes(in.value(), "an empty body that is never written");
  CHECK_OK(in.advance());
  return body;
}

// A day or a year.
Result<std::int32_t> required_int32(HeaderReader& in, HeaderKey key, std::string_view name) {
  std::int64_t value = TRY(required_integer(in, key, name));
  using Limits = std::numeric_limits<std::int32_t>;
  if (value < Limits::min() || value > Limits::max()) return bad_bytes(in.value(), "a day or year beyond all calendars");
  return static_cast<std::int32_t>(value);
}

Result<std::uint32_t> version_or_one(HeaderReader& in) {
  std::uint64_t version = TRY(number_or(in, key_version, 1));
  if (version > std::numeric_limits<std::uint32_t>::max()) return bad_bytes(in.value(), "a version that is too large");
  return static_cast<std::uint32_t>(version);
}

Done read_main(HeaderReader& in, Entry& entry) {
  entry.stream = TRY(required_text(in, key_stream, "stream"));
  entry.seq = static_cast<std::uint64_t>(TRY(required_integer(in, key_seq, "seq")));
  entry.type = TRY(required_text(in, key_type, "type"));
  entry.version = TRY(version_or_one(in));
  entry.recorded_at = Instant{TRY(required_integer(in, key_recorded_at, "recorded_at"))};
  entry.happened_on = Date(TRY(required_int32(in, key_happened_on, "happened_on")));
  entry.account_year = FiscalYear(TRY(required_int32(in, key_account_year, "account_year")));
  entry.actor = TRY(required_text(in, key_actor, "actor"));
  return {};
}

Done read_optional(HeaderReader& in, Entry& entry) {
  entry.command = TRY(bytes_or_none(in, key_command));
  entry.case_number = TRY(number_or(in, key_case, 0));
  entry.party = TRY(bytes_or_none(in, key_party));
  entry.layer = TRY(text_or_none(in, key_layer));
  entry.corrects = TRY(number_or(in, key_corrects, 0));
  entry.definition = TRY(bytes_or_none(in, key_definition));
  entry.synthetic = TRY(yes_or_absent(in, key_synthetic));
  entry.body = TRY(body_or_none(in));
  return {};
}

Result<Entry> read_entry(BytesView bytes) {
  HeaderReader in(bytes);
  Entry entry;
  CHECK_OK(in.start());
  CHECK_OK(read_main(in, entry));
  CHECK_OK(read_optional(in, entry));
  if (!in.finished()) return bad_bytes(in.value(), "a field that is unknown, out of order, or follows the end");
  CHECK_OK(check(entry));
  return entry;
}

}  // namespace

Done check(const Entry& entry) {
  CHECK_OK(check_numbers(entry));
  CHECK_OK(check_texts(entry));
  CHECK_OK(check_ids(entry));
  return {};
}

Bytes encode(const Entry& entry) {
  assert(check(entry) && check_body(entry.body.encoded()));
  HeaderWriter out;
  out.text(key_stream, entry.stream);
  out.integer(key_seq, static_cast<std::int64_t>(entry.seq));
  out.text(key_type, entry.type);
  out.number_if_any(key_version, entry.version == 1 ? 0 : entry.version);
  out.integer(key_recorded_at, entry.recorded_at.ms);
  out.integer(key_happened_on, entry.happened_on.days());
  out.integer(key_account_year, entry.account_year.year());
  out.text(key_actor, entry.actor);
  out.bytes_if_any(key_command, entry.command);
  out.number_if_any(key_case, entry.case_number);
  out.bytes_if_any(key_party, entry.party);
  out.text_if_any(key_layer, entry.layer);
  out.number_if_any(key_corrects, entry.corrects);
  out.bytes_if_any(key_definition, entry.definition);
  if (entry.synthetic) out.yes(key_synthetic);
  if (!is_empty_map(entry.body)) out.raw(key_body, entry.body.encoded());
  return std::move(out).finish();
}

Result<Entry> decode(BytesView bytes) {
  auto entry = read_entry(bytes);
  if (!entry) {
    Error error = std::move(entry).error();
    return fail("journal.bad_entry", error.what, "the stored bytes were changed or damaged: run `hashira audit`", error.place);
  }
  return entry;
}

Head genesis(const StreamId& stream) { return {0, sha256(stream)}; }

Hash chain(const Hash& before, BytesView entry_bytes) { return sha256(view(before), view(sha256(entry_bytes))); }

}  // namespace hashira::journal
