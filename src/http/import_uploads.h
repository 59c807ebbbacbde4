// Files of applications between preview and import, kept on the server: a browser cannot send the same file again by
// itself. Guarantees: bounded in number, size and time; never written to disk; a file opens only for the person who
// sent it. Lost at restart: the officer chooses the file again.
#pragma once

#include <list>
#include <mutex>
#include <optional>

#include "app/imports.h"
#include "base/date.h"

namespace hashira::http {

struct ImportUpload {
  std::string id, user, programme;
  app::ImportFile file;
  app::ImportChoices choices;
  Instant touched;
};

class ImportUploads {
 public:
  static constexpr std::size_t uploads_max = 16;
  static constexpr std::int64_t idle_ms_max = 60 * 60 * 1000;

  std::optional<ImportUpload> find(const std::string& id, const std::string& user, const std::string& programme,
                                   Instant now);
  void keep(ImportUpload upload, Instant now);  // in place of one with the same id
  void forget(const std::string& id);

 private:
  void drop_old(Instant now);

  std::mutex mutex_;
  std::list<ImportUpload> uploads_;  // the longest untouched first
};

}  // namespace hashira::http
