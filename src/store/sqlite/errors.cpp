#include "store/sqlite/errors.h"

#include <sqlite3.h>

namespace hashira::store::sqlite {
namespace {

Error store_error(std::string code, const std::string& path, std::string what, std::string mend) {
  return {std::move(code), std::move(what), std::move(mend), {path}};
}

}  // namespace

Error missing_file(const std::string& path) {
  return store_error("store.missing_file", path, "there is no such file",
                     "check the path, or make a data folder with `hashira init`");
}
Error file_exists(const std::string& path) {
  return store_error("store.file_exists", path, "the file is there already", "open it, or choose another data folder");
}
Error missing_folder(const std::string& path) {
  return store_error("store.missing_folder", path, "the folder of the file does not exist or cannot be entered",
                     "make the folder first and let this user write in it");
}
Error foreign_file(const std::string& path) {
  return store_error("store.foreign_file", path, "this is not a Hashira file of this kind",
                     "check the path; the file was left as it is");
}
Error read_only_file(const std::string& path) {
  return store_error("store.read_only", path, "the file or its folder cannot be written",
                     "let this user write to the file and to its folder");
}
Error other_format(const std::string& path, std::int64_t found, std::int64_t known) {
  return store_error("store.other_format", path, fmt::format("the file has format {}, this program knows format {}", found, known),
                     found < known ? "export it with the Hashira that made it and make a new data folder"
                                   : "use the newer Hashira that made it");
}

Error error_of(int result_code, const std::string& path, const std::string& detail) {
  switch (result_code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return store_error("store.locked", path, "another program holds the file locked", "stop the other program, or try again");
    case SQLITE_FULL:
      return store_error("store.full", path, "there is no room left to write: nothing of this group was written",
                         "free some disk space and try again");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return read_only_file(path);
    case SQLITE_NOTADB:
      return foreign_file(path);
    case SQLITE_CORRUPT:
      return store_error("store.corrupt", path, fmt::format("the file is damaged ({})", detail),
                         "restore the data folder from a backup; `hashira audit` says whether it is whole");
    case SQLITE_CANTOPEN:
      return store_error("store.cannot_open", path, fmt::format("the file cannot be opened ({})", detail),
                         "check that it is a file, and that this user may read and write it and its folder");
    default:
      return store_error("store.failed", path, fmt::format("the storage failed ({})", detail),
                         "check the disk, then start again: what was acknowledged is kept");
  }
}

}  // namespace hashira::store::sqlite
