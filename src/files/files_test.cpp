#include "files/files.h"

#include <gtest/gtest.h>

#include <map>

#include "files/chunks.h"

namespace hashira::files {
namespace {

// Rows in a map; the real stores are in store/, which files/ does not know.
class MapStore : public journal::Store {
 public:
  Result<journal::Head> head(const journal::StreamId& stream) override { return journal::genesis(stream); }
  Result<std::vector<journal::StreamId>> streams() override { return std::vector<journal::StreamId>(); }
  Result<std::vector<std::optional<Bytes>>> get(std::span<const journal::Key> keys) override {
    std::vector<std::optional<Bytes>> out;
    for (const auto& key : keys) out.push_back(rows.contains(key) ? std::optional(rows[key]) : std::nullopt);
    return out;
  }
  Result<std::vector<journal::Row>> scan(journal::Table, BytesView, BytesView, std::size_t) override { return std::vector<journal::Row>(); }
  Result<std::vector<journal::StoredEntry>> entries(const journal::StreamId&, std::uint64_t, std::size_t) override {
    return std::vector<journal::StoredEntry>();
  }
  Done commit(std::span<const journal::Commit> commits) override {
    for (const auto& commit : commits) {
      for (const auto& change : commit.changes) rows[change.at] = *change.value;
    }
    return {};
  }
  std::map<journal::Key, Bytes> rows;
};

Source pieces_of(const Bytes& content, std::size_t piece) {
  auto at = std::make_shared<std::size_t>(0);
  return [content, piece, at]() -> Result<std::optional<Bytes>> {
    if (*at >= content.size()) return std::nullopt;
    Bytes out = content.substr(*at, piece);
    *at += piece;
    return out;
  };
}

class Files : public testing::Test {
 protected:
  Result<Bytes> read(BytesView digest, BytesView key) {
    Bytes out;
    CHECK_OK(get(store_, digest, key, [&](BytesView part) -> Done {
      out += part;
      return {};
    }));
    return out;
  }
  StoredFile store_file(const Bytes& content, std::size_t piece = 1000) { return *put(store_, pieces_of(content, piece), key_, *random_); }

  MapStore store_;
  std::unique_ptr<Random> random_ = seeded_random(7);
  Bytes key_ = random_->bytes(file_key_size);
};

TEST_F(Files, ComeBackWhateverTheirSizeAndPieces) {
  for (std::size_t size : {std::size_t{0}, std::size_t{1}, chunk_size - 1, chunk_size, chunk_size + 1, 3 * chunk_size, std::size_t{300'000}}) {
    Bytes content = random_->bytes(size);
    for (std::size_t piece : {std::size_t{777}, chunk_size, std::size_t{1'000'000}}) {
      StoredFile stored = store_file(content, piece);
      EXPECT_EQ(stored.size, size);
      EXPECT_EQ(*read(stored.digest, key_), content) << size << " in pieces of " << piece;
      EXPECT_TRUE(verify(store_, stored.digest));
      EXPECT_EQ(*find(store_, stored.digest), stored);
    }
  }
}

TEST_F(Files, ShowNothingWithoutTheKey) {
  Bytes content = "住民票の写し 北海道札幌市中央区";
  StoredFile stored = store_file(content);
  for (const auto& [key, value] : store_.rows) EXPECT_EQ(value.find("札幌"), Bytes::npos);
  EXPECT_NE(stored.digest, Bytes(view(sha256(content)))) << "the digest does not tell the content";
  EXPECT_EQ(read(stored.digest, random_->bytes(32)).error().code, "files.cannot_open");
  EXPECT_EQ(read(stored.digest, "").error().code, "files.cannot_open");
}

TEST_F(Files, AreRefusedBeyondTheBound) {
  auto too_large = put(store_, pieces_of(Bytes(1001, 'x'), 100), key_, *random_, 1000);
  EXPECT_EQ(too_large.error().code, "files.too_large");
  EXPECT_TRUE(put(store_, pieces_of(Bytes(1000, 'x'), 100), key_, *random_, 1000));
}

TEST_F(Files, ABrokenSourceLeavesNothingToFind) {
  int left = 3;
  auto source = [&]() -> Result<std::optional<Bytes>> {
    if (left-- == 0) return fail("http.cut_off", "the connection ended");
    return Bytes(chunk_size, 'x');
  };
  EXPECT_EQ(put(store_, source, key_, *random_).error().code, "http.cut_off");
  EXPECT_FALSE(store_.rows.empty());
  Bytes found_by = manifest_key("").key;
  for (const auto& [key, value] : store_.rows) EXPECT_FALSE(key.key.starts_with(found_by));
}

TEST_F(Files, EveryChangeIsSeen) {
  StoredFile stored = store_file(random_->bytes(2 * chunk_size + 5));
  auto whole = store_.rows;
  for (const auto& [key, value] : whole) {
    for (std::size_t at : {std::size_t{0}, value.size() / 2, value.size() - 1}) {
      store_.rows = whole;
      store_.rows[key][at] ^= 1;
      EXPECT_FALSE(read(stored.digest, key_) && verify(store_, stored.digest)) << hex(key.key) << " " << at;
    }
    store_.rows = whole;
    store_.rows.erase(key);
    EXPECT_EQ(read(stored.digest, key_).error().code, "files.not_found");
  }
}

TEST_F(Files, ChunksCannotBeMovedOrCut) {
  StoredFile stored = store_file(random_->bytes(3 * chunk_size));
  auto manifest = *decode_manifest(store_.rows[manifest_key(stored.digest)]);
  std::swap(store_.rows[chunk_key(manifest.prefix, 0)], store_.rows[chunk_key(manifest.prefix, 1)]);
  EXPECT_EQ(read(stored.digest, key_).error().code, "files.cannot_open");
  std::swap(store_.rows[chunk_key(manifest.prefix, 0)], store_.rows[chunk_key(manifest.prefix, 1)]);
  manifest.size = 2 * chunk_size;  // as if the third had never been
  store_.rows[manifest_key(stored.digest)] = encode(manifest);
  EXPECT_EQ(read(stored.digest, key_).error().code, "files.cannot_open");
}

TEST_F(Files, UnknownDigestsAreNotFound) { EXPECT_EQ(find(store_, Bytes(32, 'x')).error().code, "files.not_found"); }

}  // namespace
}  // namespace hashira::files
