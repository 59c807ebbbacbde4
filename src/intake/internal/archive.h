// A ZIP file in memory, opened with bounds: sizes are looked at before anything is unpacked, and held to while
// unpacking. Guarantees: total on any bytes; no part is read that is larger, more deeply packed or other than it says.
// Written in ECMA-376 part 2 (packages); libzip reads the archive.
#pragma once

#include <memory>
#include <optional>

#include "base/result.h"

struct zip;

namespace hashira::intake {

class Archive {
 public:
  // Requires: the bytes live as long as the archive.
  static Result<Archive> open(std::string_view bytes, const std::string& file_name);
  // nullopt: there is no such part.
  Result<std::optional<std::string>> part(const std::string& path);
  const std::string& file_name() const { return file_name_; }

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  Archive(zip* archive, std::string file_name) : zip_(archive), file_name_(std::move(file_name)) {}

  std::unique_ptr<zip, Close> zip_;
  std::string file_name_;
  std::size_t unpacked_ = 0;  // so far
};

// The Error for a workbook that does not hold together; `part` is the file inside.
tl::unexpected<Error> damaged(const std::string& file_name, const std::string& part);

}  // namespace hashira::intake
