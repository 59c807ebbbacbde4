#include "journal/internal/checkpoint_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace hashira::journal {
namespace {

tl::unexpected<Error> cannot_write(const std::string& file, int error) {
  return fail("journal.cannot_write", fmt::format("the file of checkpoints cannot be written ({})", std::strerror(error)),
              "let this user write to the file and free disk space; the checkpoint is kept in the store", {file});
}

class OpenFile {
 public:
  explicit OpenFile(const std::string& path) : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

// Where the last whole line ends.
off_t end_of_lines(int descriptor) {
  off_t end = ::lseek(descriptor, 0, SEEK_END);
  for (char last = 0; end > 0; --end) {
    if (::pread(descriptor, &last, 1, end - 1) != 1 || last == '\n') break;
  }
  return end;
}

bool write_at(int descriptor, off_t at, std::string_view text) {
  while (!text.empty()) {
    ssize_t written = ::pwrite(descriptor, text.data(), text.size(), at);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
    at += written;
  }
  return true;
}

std::string read_all(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream all;
  if (in) all << in.rdbuf();
  return all.str();
}

Result<SignedCheckpoint> parse_line(const std::string& line) {
  boost::system::error_code failed;
  auto json = boost::json::parse(line, failed);
  const auto* object = failed ? nullptr : json.if_object();
  auto field = [&](const char* name) -> Result<Bytes> {
    const auto* value = object == nullptr ? nullptr : object->if_contains(name);
    if (value == nullptr || !value->is_string()) return fail("journal.bad_checkpoint", fmt::format("the line has no `{}`", name));
    return unhex(std::string_view(value->get_string().data(), value->get_string().size()));
  };
  SignedCheckpoint out;
  out.bytes = TRY(field("bytes"));
  out.signature = TRY(field("signature"));
  return out;
}

}  // namespace

Bytes encode_signed(const SignedCheckpoint& checkpoint) {
  cbor::Writer out;
  out.array(2);
  out.bytes(checkpoint.bytes);
  out.bytes(checkpoint.signature);
  return std::move(out).out();
}

Result<SignedCheckpoint> decode_signed(BytesView row) {
  cbor::Reader reader(row);
  auto read = [&]() -> Result<SignedCheckpoint> {
    if (TRY(reader.array()) != 2) return fail("journal.bad_checkpoint", "");
    BytesView bytes = TRY(reader.bytes());
    BytesView signature = TRY(reader.bytes());
    return SignedCheckpoint{Bytes(bytes), Bytes(signature)};
  }();
  if (!read || !reader.at_end()) {
    return fail("journal.bad_checkpoint", "a stored checkpoint is damaged", "compare with checkpoints.jsonl");
  }
  return read;
}

std::uint64_t count_lines(const std::string& file) {
  std::string text = read_all(file);
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

Done append_line(const std::string& file, const std::string& line) {
  OpenFile opened(file);
  int descriptor = opened.descriptor();
  if (descriptor < 0) return cannot_write(file, errno);
  off_t end = end_of_lines(descriptor);
  bool ok = ::ftruncate(descriptor, end) == 0 && write_at(descriptor, end, line + '\n') && ::fsync(descriptor) == 0;
  if (!ok) return cannot_write(file, errno);
  return {};
}

std::string checkpoint_line(const SignedCheckpoint& checkpoint, BytesView public_key) {
  Checkpoint value = decode_checkpoint(checkpoint.bytes).value_or(Checkpoint{});
  boost::json::array heads;
  for (const auto& [stream, head] : value.heads) {
    heads.push_back({{"stream", stream}, {"seq", head.seq}, {"hash", hex(head.hash)}});
  }
  boost::json::object out;
  out["number"] = value.number;
  out["at"] = value.at.iso();
  out["heads"] = std::move(heads);
  out["bytes"] = hex(checkpoint.bytes);
  out["signature"] = hex(checkpoint.signature);
  out["public_key"] = hex(public_key);
  return boost::json::serialize(out);
}

Result<std::vector<SignedCheckpoint>> read_checkpoint_file(const std::string& file, BytesView public_key) {
  std::string text = read_all(file);
  std::vector<SignedCheckpoint> out;
  int line_number = 0;
  for (std::size_t start = 0, end = 0; (end = text.find('\n', start)) != std::string::npos; start = end + 1) {
    ++line_number;
    std::string line = text.substr(start, end - start);
    auto parsed = parse_line(line);
    if (!parsed || checkpoint_line(*parsed, public_key) != line) {
      return fail("journal.bad_checkpoint", "the line is not as it was written, or signed with another key",
                  "compare with a copy of the file kept elsewhere", {file, line_number});
    }
    out.push_back(std::move(*parsed));
  }
  return out;
}

}  // namespace hashira::journal
