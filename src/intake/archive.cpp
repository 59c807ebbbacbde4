#include "intake/internal/archive.h"

#include <fmt/core.h>
#include <zip.h>

#include "intake/internal/bounds.h"

namespace hashira::intake {
namespace {

tl::unexpected<Error> not_unpacked(const std::string& file_name, const std::string& part) {
  return refuse("intake.too_large",
                {fmt::format("中の {} が大きすぎます", part), fmt::format("{} inside is too large", part)},
                {"ファイルを分けるか、Excelで新しいブックに貼り付けて保存してください",
                 "Split it, or paste it into a new workbook and save that"},
                {file_name, 0, 0});
}

Result<std::string> unpacked(zip_file_t* file, std::size_t size, const std::string& file_name,
                             const std::string& part) {
  std::string out(size, '\0');
  std::size_t at = 0;
  while (at < size) {
    zip_int64_t got = zip_fread(file, out.data() + at, size - at);
    if (got <= 0) return damaged(file_name, part);
    at += static_cast<std::size_t>(got);
  }
  char more = 0;
  if (zip_fread(file, &more, 1) != 0) return damaged(file_name, part);  // longer than it says, or a wrong checksum
  return out;
}

}  // namespace

tl::unexpected<Error> damaged(const std::string& file_name, const std::string& part) {
  return refuse("intake.damaged",
                {fmt::format("Excelブックとして読めません（{}）", part),
                 fmt::format("This does not read as a workbook ({})", part)},
                {"Excelで開いて、xlsxとして保存し直してください", "Open it in a spreadsheet and save it again as xlsx"},
                {file_name, 0, 0});
}

void Archive::Close::operator()(zip* archive) const {
  zip_discard(archive);
}

Result<Archive> Archive::open(std::string_view bytes, const std::string& file_name) {
  if (bytes.size() > xlsx_bytes_max) return not_unpacked(file_name, file_name);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  assert(source != nullptr);
  zip_t* opened = zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (opened == nullptr) {
    zip_source_free(source);
    return damaged(file_name, "zip");
  }
  Archive archive(opened, file_name);
  if (zip_get_num_entries(opened, 0) > static_cast<zip_int64_t>(parts_max)) return damaged(file_name, "zip");
  return archive;
}

Result<std::optional<std::string>> Archive::part(const std::string& path) {
  zip_stat_t stat;
  if (zip_stat(zip_.get(), path.c_str(), ZIP_FL_ENC_RAW, &stat) != 0) return std::nullopt;
  if ((stat.valid & ZIP_STAT_SIZE) == 0) return damaged(file_name_, path);
  unpacked_ += stat.size <= part_bytes_max ? stat.size : unpacked_max;
  if (unpacked_ > unpacked_max) return not_unpacked(file_name_, path);
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    return refuse("intake.wrong_kind", {"パスワードの付いたファイルです", "The file has a password"},
                  {"パスワードを外して保存し直してください", "Save it again without one"}, {file_name_, 0, 0});
  }
  std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(zip_.get(), stat.index, 0), &zip_fclose);
  if (!file) return damaged(file_name_, path);
  return TRY(unpacked(file.get(), stat.size, file_name_, path));
}

}  // namespace hashira::intake
