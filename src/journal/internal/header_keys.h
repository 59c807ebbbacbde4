// The integer keys of an entry's header, in the order in which they are written (docs/entry-format.md).
#pragma once

#include <cstdint>

namespace hashira::journal {

enum HeaderKey : std::int64_t {
  key_stream = 0,
  key_seq = 1,
  key_type = 2,
  key_version = 3,
  key_recorded_at = 4,
  key_happened_on = 5,
  key_account_year = 6,
  key_actor = 7,
  key_command = 8,
  key_case = 9,
  key_party = 10,
  key_layer = 11,
  key_corrects = 12,
  key_definition = 13,
  key_synthetic = 14,
  key_body = 15,
};

}  // namespace hashira::journal
