// How checkpoints lie in the store's rows and in checkpoints.jsonl.
#pragma once

#include "journal/checkpoint.h"

namespace hashira::journal {

Bytes encode_signed(const SignedCheckpoint& checkpoint);  // [bytes, signature]
Result<SignedCheckpoint> decode_signed(BytesView row);

std::uint64_t count_lines(const std::string& file);  // whole ones; 0 when there is no file

// Appends a line and waits until it is on the disk. What a crash left of an unfinished line is cut off first.
Done append_line(const std::string& file, const std::string& line);

}  // namespace hashira::journal
