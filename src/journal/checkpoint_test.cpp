#include "journal/checkpoint.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace hashira::journal {
namespace {

// RFC 8032 §7.1, test 1.
TEST(Signature, IsEd25519) {
  SigningKey key = signing_key_of(*unhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
  EXPECT_EQ(hex(key.public_key), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  EXPECT_EQ(hex(sign("", key)),
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
  EXPECT_TRUE(verify("", sign("", key), key.public_key));
  EXPECT_FALSE(verify("x", sign("", key), key.public_key));
  EXPECT_FALSE(verify("", "short", key.public_key));
}

TEST(Checkpoint, ComesBackFromItsBytes) {
  Checkpoint value{3, Instant{1234}, sha256("before"), {{"a", {1, sha256("x")}}, {"b", {7, sha256("y")}}}};
  EXPECT_EQ(*decode_checkpoint(encode(value)), value);
  Bytes bytes = encode(value);
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(decode_checkpoint(bytes.substr(0, size)));
  EXPECT_FALSE(decode_checkpoint(bytes + '\0'));
}

TEST(Checkpoint, NumbersAndHashesMustFollow) {
  SigningKey key = signing_key_of(Bytes(32, 's'));
  auto make = [&](std::uint64_t number, Hash previous) {
    Bytes bytes = encode(Checkpoint{number, Instant{}, previous, {}});
    return SignedCheckpoint{bytes, sign(bytes, key)};
  };
  SignedCheckpoint first = make(1, {}), second = make(2, sha256(first.bytes));
  EXPECT_TRUE(verify_checkpoints({first, second}, key.public_key));
  EXPECT_EQ(verify_checkpoints({second}, key.public_key).error().place.source, "checkpoint 1");
  EXPECT_FALSE(verify_checkpoints({first, make(2, {})}, key.public_key));
  EXPECT_FALSE(verify_checkpoints({first, make(3, sha256(first.bytes))}, key.public_key));
  EXPECT_FALSE(verify_checkpoints({first}, signing_key_of(Bytes(32, 't')).public_key));
  second.signature[5] ^= 1;
  EXPECT_EQ(verify_checkpoints({first, second}, key.public_key).error().place.source, "checkpoint 2");
}

class CheckpointFile : public testing::Test {
 protected:
  CheckpointFile() {
    auto folder = std::filesystem::temp_directory_path() / "hashira-XXXXXX";
    std::string pattern = folder.string();
    folder_ = mkdtemp(pattern.data());
  }
  ~CheckpointFile() override { std::filesystem::remove_all(folder_); }
  std::string folder_;
};

TEST_F(CheckpointFile, AMissingFileHoldsNone) { EXPECT_TRUE(read_checkpoint_file(folder_ + "/none", "")->empty()); }

TEST_F(CheckpointFile, EveryChangedByteOfALineIsSeen) {
  SigningKey key = signing_key_of(Bytes(32, 's'));
  Bytes bytes = encode(Checkpoint{1, Instant{}, {}, {{"a", {1, sha256("x")}}}});
  SignedCheckpoint checkpoint{bytes, sign(bytes, key)};
  std::string line = checkpoint_line(checkpoint, key.public_key), file = folder_ + "/c.jsonl";
  auto read = [&](const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
    auto found = read_checkpoint_file(file, key.public_key);
    return found && verify_checkpoints(*found, key.public_key) ? static_cast<int>(found->size()) : -1;
  };
  EXPECT_EQ(read(line + "\n"), 1);
  EXPECT_EQ(read(line + "\n" + line.substr(0, 40)), 1) << "an unfinished line does not count";
  for (std::size_t i = 0; i < line.size(); ++i) {
    std::string changed = line;
    changed[i] ^= 1;
    EXPECT_EQ(read(changed + "\n"), -1) << i << " " << changed;
  }
}

}  // namespace
}  // namespace hashira::journal
