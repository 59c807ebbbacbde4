#include "journal/entry.h"

#include <cassert>
#include <limits>

#include "journal/internal/header_keys.h"
#include "journal/internal/name.h"

namespace hashira::journal {
namespace {

constexpr std::size_t label_size_max = 64;
constexpr std::size_t id_size = 16, digest_size = 32;
constexpr std::uint64_t number_max = std::numeric_limits<std::int64_t>::max();

tl::unexpected<Error> bad_field(const Entry& entry, std::string_view field, std::string_view rule) {
  return fail("journal.bad_entry", fmt::format("the field `{}` {}", field, rule), {},
              {fmt::format("entry {}/{}", entry.stream, entry.seq)});
}

bool is_label(std::string_view text) {
  return text.size() <= label_size_max && cbor::is_utf8(text);
}
bool is_empty_or(std::size_t size, BytesView bytes) {
  return bytes.empty() || bytes.size() == size;
}

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

constexpr BytesView empty_map = "\xa0";

// Reads the fields in the order of their keys. The first thing that is wrong stays; every answer after it is a default.
class HeaderReader {
 public:
  explicit HeaderReader(BytesView bytes) : reader_(bytes) {
    note(reader_.take_map(left_));
    advance();
  }

  std::int64_t integer(HeaderKey key, const char* otherwise) {
    std::int64_t out = 0;
    if (required(key, otherwise)) read(reader_.take(out));
    return out;
  }
  std::int32_t int32(HeaderKey key, const char* otherwise) {
    std::int64_t out = integer(key, otherwise);
    using Limits = std::numeric_limits<std::int32_t>;
    if (out < Limits::min() || out > Limits::max()) note("a day or year beyond all calendars");
    return static_cast<std::int32_t>(out);
  }
  std::string_view text(HeaderKey key, const char* otherwise) {
    std::string_view out;
    if (required(key, otherwise)) read(reader_.take_text(out));
    return out;
  }
  // A number that is left out when it is `absent`.
  std::uint64_t number_or(HeaderKey key, std::int64_t absent) {
    if (!take(key)) return static_cast<std::uint64_t>(absent);
    std::int64_t out = 0;
    read(reader_.take(out));
    if (out <= absent) note("a number that is never written");
    return static_cast<std::uint64_t>(out);
  }
  std::string_view text_or_none(HeaderKey key) {
    std::string_view out;
    if (take(key) && read(reader_.take_text(out)) && out.empty()) note("an empty text that is never written");
    return out;
  }
  BytesView bytes_or_none(HeaderKey key) {
    BytesView out;
    if (take(key) && read(reader_.take_bytes(out)) && out.empty()) note("an empty string that is never written");
    return out;
  }
  bool yes_or_absent(HeaderKey key) {
    bool out = false;
    if (take(key) && read(reader_.take_boolean(out)) && !out) note("a false that is never written");
    return out;
  }
  Body body_or_none(HeaderKey key) {
    BytesView out;
    if (!take(key) || !read(reader_.take_checked_map(out))) return Body();
    if (out == empty_map) note("an empty body that is never written");
    return Body(Bytes(out));
  }

  Done finish() {
    if (wrong_ == nullptr && (pending_ || left_ > 0)) note("a field that is unknown or out of order");
    if (wrong_ == nullptr && !reader_.at_end()) note("something follows the entry");
    if (wrong_ == nullptr) return {};
    return fail("journal.bad_entry", fmt::format("byte {}: {}", wrong_at_, wrong_));
  }

 private:
  void note(const char* wrong) {
    if (wrong == nullptr || wrong_ != nullptr) return;
    wrong_ = wrong;
    wrong_at_ = reader_.offset();
  }
  bool read(const char* wrong) {
    note(wrong);
    advance();
    return wrong_ == nullptr;
  }
  bool take(HeaderKey key) {
    if (wrong_ != nullptr || !pending_ || key_ != key) return false;
    pending_ = false;
    return true;
  }
  bool required(HeaderKey key, const char* otherwise) {
    if (take(key)) return true;
    note(otherwise);
    return false;
  }
  void advance() {
    if (wrong_ != nullptr || left_ == 0) return;
    --left_;
    pending_ = true;
    note(reader_.take(key_));
  }

  cbor::Reader reader_;
  std::uint64_t left_ = 0;
  std::int64_t key_ = 0;
  bool pending_ = false;  // key_ was read, its value not yet
  const char* wrong_ = nullptr;
  std::size_t wrong_at_ = 0;
};

void read_main(HeaderReader& in, Entry& entry) {
  entry.stream = in.text(key_stream, "the field `stream` is missing");
  entry.seq = static_cast<std::uint64_t>(in.integer(key_seq, "the field `seq` is missing"));
  entry.type = in.text(key_type, "the field `type` is missing");
  std::uint64_t version = in.number_or(key_version, 1);
  entry.version = version > std::numeric_limits<std::uint32_t>::max() ? 0 : static_cast<std::uint32_t>(version);
  entry.recorded_at = Instant{in.integer(key_recorded_at, "the field `recorded_at` is missing")};
  entry.happened_on = Date(in.int32(key_happened_on, "the field `happened_on` is missing"));
  entry.account_year = FiscalYear(in.int32(key_account_year, "the field `account_year` is missing"));
  entry.actor = in.text(key_actor, "the field `actor` is missing");
}

void read_optional(HeaderReader& in, Entry& entry) {
  entry.command = in.bytes_or_none(key_command);
  entry.case_number = in.number_or(key_case, 0);
  entry.party = in.bytes_or_none(key_party);
  entry.layer = in.text_or_none(key_layer);
  entry.corrects = in.number_or(key_corrects, 0);
  entry.definition = in.bytes_or_none(key_definition);
  entry.synthetic = in.yes_or_absent(key_synthetic);
  entry.body = in.body_or_none(key_body);
}

Result<Entry> read_entry(BytesView bytes) {
  HeaderReader in(bytes);
  Entry entry;
  read_main(in, entry);
  read_optional(in, entry);
  CHECK_OK(in.finish());
  CHECK_OK(check(entry));
  return entry;
}

Bytes write_entry(const Entry& entry) {
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
  if (entry.body.encoded() != empty_map) out.raw(key_body, entry.body.encoded());
  return std::move(out).finish();
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
  return write_entry(entry);
}

Result<Bytes> encode_checked(const Entry& entry) {
  CHECK_OK(check(entry));
  CHECK_OK(check_body(entry.body.encoded()));
  return write_entry(entry);
}

Result<Entry> decode(BytesView bytes) {
  auto entry = read_entry(bytes);
  if (!entry) {
    Error error = std::move(entry).error();
    return fail("journal.bad_entry", error.what, "the stored bytes were changed or damaged: run `hashira audit`",
                error.place);
  }
  return entry;
}

Head genesis(const StreamId& stream) {
  return {0, sha256(stream)};
}

Hash chain(const Hash& before, BytesView entry_bytes) {
  return sha256(view(before), view(sha256(entry_bytes)));
}

}  // namespace hashira::journal
