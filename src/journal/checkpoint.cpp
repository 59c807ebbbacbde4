#include "journal/checkpoint.h"

#include "journal/internal/checkpoint_file.h"

namespace hashira::journal {
namespace {

constexpr std::string_view kind_checkpoint = "hashira-checkpoint";
enum CheckpointKey : std::int64_t { key_kind = 0, key_number = 1, key_at = 2, key_previous = 3, key_heads = 4 };
constexpr std::uint64_t checkpoint_fields = 5;
constexpr std::size_t checkpoint_page = 256;

// A stream without entries: its head never moves, so that a checkpoint commits beside the engine's groups.
const StreamId checkpoint_stream = "checkpoints";
constexpr std::string_view checkpoint_prefix("checkpoint\0", 11);
const Key checkpoint_count{Table::meta, "checkpoints"};

Key checkpoint_key(std::uint64_t number) {
  Bytes key(checkpoint_prefix);
  append_u64(key, number);
  return {Table::meta, std::move(key)};
}

tl::unexpected<Error> bad_checkpoint(std::uint64_t number, std::string what) {
  return fail("journal.bad_checkpoint", std::move(what), "compare with a copy of checkpoints.jsonl kept elsewhere",
              {fmt::format("checkpoint {}", number)});
}

Result<std::uint64_t> count_stored(Store& store) {
  auto value = TRY(store.get({&checkpoint_count, 1}))[0];
  if (!value) return 0;
  if (value->size() != 8) return bad_checkpoint(0, "the count of checkpoints in the store is damaged");
  return read_u64(*value);
}

Result<std::pair<StreamId, Head>> read_head(cbor::Reader& reader) {
  if (TRY(reader.array()) != 3) return fail("journal.bad_checkpoint", "a head is not [stream, seq, hash]");
  StreamId stream(TRY(reader.text()));
  std::int64_t seq = TRY(reader.integer());
  BytesView hash = TRY(reader.bytes());
  if (seq < 1 || hash.size() != Hash{}.size()) return fail("journal.bad_checkpoint", "a head without seq or hash");
  return std::pair(stream, Head{static_cast<std::uint64_t>(seq), hash_from(hash)});
}

Result<Checkpoint> read_checkpoint(cbor::Reader& reader) {
  auto wrong = [&](std::string_view what) {
    return fail("journal.bad_checkpoint", fmt::format("byte {}: {}", reader.offset(), what));
  };
  auto key_is = [&](CheckpointKey key) { return reader.integer() == key; };
  Checkpoint out;
  if (TRY(reader.map()) != checkpoint_fields) return wrong("a checkpoint has five fields");
  if (!key_is(key_kind) || reader.text() != kind_checkpoint) return wrong("this is no checkpoint");
  if (!key_is(key_number)) return wrong("the number is missing");
  out.number = static_cast<std::uint64_t>(TRY(reader.integer()));
  if (!key_is(key_at)) return wrong("the time is missing");
  out.at = Instant{TRY(reader.integer())};
  if (!key_is(key_previous)) return wrong("the hash of the one before is missing");
  BytesView previous = TRY(reader.bytes());
  if (previous.size() != out.previous.size()) return wrong("the hash of the one before is not 32 bytes long");
  out.previous = hash_from(previous);
  if (!key_is(key_heads)) return wrong("the heads are missing");
  std::uint64_t size = TRY(reader.array());
  for (std::uint64_t i = 0; i < size; ++i) out.heads.push_back(TRY(read_head(reader)));
  return out;
}

Result<std::vector<std::pair<StreamId, Head>>> all_heads(Store& store) {
  std::vector<std::pair<StreamId, Head>> heads;
  for (const StreamId& stream : TRY(store.streams())) heads.emplace_back(stream, TRY(store.head(stream)));
  return heads;
}

Result<SignedCheckpoint> stored_checkpoint(Store& store, std::uint64_t number) {
  Key key = checkpoint_key(number);
  auto row = TRY(store.get({&key, 1}))[0];
  if (!row) return bad_checkpoint(number, "the checkpoint is missing in the store");
  return decode_signed(*row);
}

Result<Hash> last_hash(Store& store, std::uint64_t count) {
  if (count == 0) return Hash{};
  return sha256(TRY(stored_checkpoint(store, count)).bytes);
}

// A crash may have kept lines from the file that the store holds. More lines than the store holds is a cut tail.
Done check_lines(const std::string& file, std::uint64_t count) {
  if (std::uint64_t lines = count_lines(file); lines > count) {
    return fail("journal.cut_tail", fmt::format("the file holds {} checkpoints, the store {}", lines, count),
                "restore the store from a newer backup; `hashira audit` says what is missing", {file});
  }
  return {};
}

Done append_missing(Store& store, const SigningKey& key, const std::string& file, std::uint64_t count) {
  for (std::uint64_t number = count_lines(file) + 1; number <= count; ++number) {
    CHECK_OK(append_line(file, checkpoint_line(TRY(stored_checkpoint(store, number)), key.public_key)));
  }
  return {};
}

Done keep(Store& store, std::uint64_t number, const SignedCheckpoint& checkpoint) {
  Bytes count;
  append_u64(count, number);
  Commit commit{checkpoint_stream, genesis(checkpoint_stream), {}, {}};
  commit.changes = {{checkpoint_key(number), encode_signed(checkpoint)}, {checkpoint_count, count}};
  return store.commit({&commit, 1});
}

}  // namespace

Bytes encode(const Checkpoint& checkpoint) {
  cbor::Writer out;
  out.map(checkpoint_fields);
  out.integer(key_kind);
  out.text(kind_checkpoint);
  out.integer(key_number);
  out.integer(static_cast<std::int64_t>(checkpoint.number));
  out.integer(key_at);
  out.integer(checkpoint.at.ms);
  out.integer(key_previous);
  out.bytes(view(checkpoint.previous));
  out.integer(key_heads);
  out.array(checkpoint.heads.size());
  for (const auto& [stream, head] : checkpoint.heads) {
    out.array(3);
    out.text(stream);
    out.integer(static_cast<std::int64_t>(head.seq));
    out.bytes(view(head.hash));
  }
  return std::move(out).out();
}

Result<Checkpoint> decode_checkpoint(BytesView bytes) {
  cbor::Reader reader(bytes);
  Checkpoint out = TRY(read_checkpoint(reader).map_error([](Error error) {
    error.code = "journal.bad_checkpoint";
    return error;
  }));
  if (!reader.at_end()) return fail("journal.bad_checkpoint", "something follows the checkpoint");
  return out;
}

Result<SignedCheckpoint> add_checkpoint(Store& store, const SigningKey& key, Instant at, const std::string& file) {
  std::uint64_t count = TRY(count_stored(store));
  if (!file.empty()) CHECK_OK(check_lines(file, count));
  Hash previous = TRY(last_hash(store, count));
  auto heads = TRY(all_heads(store));
  Checkpoint value{count + 1, at, previous, std::move(heads)};
  SignedCheckpoint out{encode(value), {}};
  out.signature = sign(out.bytes, key);
  CHECK_OK(keep(store, value.number, out));
  if (!file.empty()) CHECK_OK(append_missing(store, key, file, value.number));
  return out;
}

Result<std::vector<SignedCheckpoint>> stored_checkpoints(Store& store) {
  std::vector<SignedCheckpoint> out;
  for (Bytes after;;) {
    auto rows = TRY(store.scan(Table::meta, checkpoint_prefix, after, checkpoint_page));
    for (const Row& row : rows) out.push_back(TRY(decode_signed(row.value)));
    if (rows.size() < checkpoint_page) break;
    after = rows.back().key;
  }
  if (out.size() != TRY(count_stored(store)))
    return bad_checkpoint(out.size(), "the store holds fewer or more checkpoints than it counts");
  return out;
}

Done verify_checkpoints(const std::vector<SignedCheckpoint>& checkpoints, BytesView public_key) {
  Hash previous{};
  std::uint64_t number = 0;
  for (const SignedCheckpoint& checkpoint : checkpoints) {
    ++number;
    if (!verify(checkpoint.bytes, checkpoint.signature, public_key))
      return bad_checkpoint(number, "the signature is wrong");
    Checkpoint value = TRY(decode_checkpoint(checkpoint.bytes));
    if (value.number != number)
      return bad_checkpoint(number, fmt::format("the checkpoint is missing; {} comes next", value.number));
    if (value.previous != previous) return bad_checkpoint(number, "it does not follow from the one before it");
    previous = sha256(checkpoint.bytes);
  }
  return {};
}

Done compare_with_store(const SignedCheckpoint& checkpoint, Store& store) {
  Checkpoint value = TRY(decode_checkpoint(checkpoint.bytes));
  for (const auto& [stream, signed_head] : value.heads) {
    Place place{fmt::format("entry {}/{}", stream, signed_head.seq)};
    std::string mend = "restore the data folder from a backup that holds this entry";
    auto found = TRY(store.entries(stream, signed_head.seq, 1));
    if (found.empty() || found[0].seq != signed_head.seq) {
      return fail("journal.cut_tail",
                  fmt::format("checkpoint {} signs entry {} of `{}`, but the stream ends before it", value.number,
                              signed_head.seq, stream),
                  mend, place);
    }
    if (found[0].hash != signed_head.hash) {
      return fail("journal.rewritten",
                  fmt::format("the chain of `{}` is not the one that checkpoint {} signs", stream, value.number), mend,
                  place);
    }
  }
  return {};
}

Result<std::size_t> audit_checkpoints(Store& store, BytesView public_key, const std::string& file) {
  auto stored = TRY(stored_checkpoints(store));
  auto written = TRY(read_checkpoint_file(file, public_key));
  CHECK_OK(verify_checkpoints(stored, public_key));
  CHECK_OK(verify_checkpoints(written, public_key));
  for (std::size_t i = 0; i < std::min(stored.size(), written.size()); ++i) {
    if (stored[i] != written[i]) return bad_checkpoint(i + 1, "the store and checkpoints.jsonl hold different ones");
  }
  const auto& longer = stored.size() < written.size() ? written : stored;
  for (const SignedCheckpoint& checkpoint : longer) CHECK_OK(compare_with_store(checkpoint, store));
  return longer.size();
}

}  // namespace hashira::journal
