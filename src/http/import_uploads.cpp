// Keeps uploads, the longest untouched dropped first.
// Guarantees: see import_uploads.h.
// One list: there are at most sixteen.
#include "http/import_uploads.h"

namespace hashira::http {

std::optional<ImportUpload> ImportUploads::find(const std::string& id, const std::string& user,
                                                const std::string& programme, Instant now) {
  std::lock_guard lock(mutex_);
  drop_old(now);
  for (const ImportUpload& one : uploads_) {
    if (one.id == id && one.user == user && one.programme == programme) return one;
  }
  return std::nullopt;
}

void ImportUploads::keep(ImportUpload upload, Instant now) {
  std::lock_guard lock(mutex_);
  uploads_.remove_if([&](const ImportUpload& one) { return one.id == upload.id; });
  upload.touched = now;
  uploads_.push_back(std::move(upload));
  drop_old(now);
}

void ImportUploads::forget(const std::string& id) {
  std::lock_guard lock(mutex_);
  uploads_.remove_if([&](const ImportUpload& one) { return one.id == id; });
}

void ImportUploads::drop_old(Instant now) {
  while (!uploads_.empty() && (uploads_.size() > uploads_max || uploads_.front().touched.ms + idle_ms_max < now.ms))
    uploads_.pop_front();
}

}  // namespace hashira::http
