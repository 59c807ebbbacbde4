#include "portfolio/folder.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>

#include "portfolio/internal/read.h"

namespace hashira::portfolio {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_bytes_max = 16 << 20;
constexpr std::size_t folder_bytes_max = 256 << 20;
constexpr std::size_t folder_files_max = 50'000;

tl::unexpected<Error> unreadable(const fs::path& path, std::string what, std::string mend) {
  return fail("portfolio.unreadable", std::move(what), std::move(mend), {path.string(), 0, 0});
}

Result<Bytes> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return unreadable(path, "the file cannot be opened", "check its permissions");
  Bytes bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) return unreadable(path, "the file cannot be read", "check the disk");
  return bytes;
}

bool hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

using FileReader = void (*)(const YamlNode&, Reading&);

void read_approval_file(const YamlNode& root, Reading& reading) {
  reading.programme.approval = read_approval(root, reading.file("approval.yaml"), reading.portfolio, reading.mistakes);
}

// False when the file is no YAML; a file that is not there is well read.
bool read_part(const char* name, FileReader reader, Reading& reading) {
  auto file = reading.programme.files.find(name);
  if (file == reading.programme.files.end()) return true;
  auto root = read_yaml(reading.file(name), file->second);
  if (root) {
    reader(*root, reading);
  } else {
    reading.mistakes.add(root.error());
  }
  return root.has_value();
}

std::vector<std::string> caps_over(const Portfolio& portfolio, const std::string& programme) {
  std::vector<std::string> out;
  for (const CombinedCap& cap : portfolio.combined_caps) {
    if (cap.covers(programme)) out.push_back(cap.id);
  }
  return out;
}

// `folder` is the prefix of places: the id and a slash inside a portfolio, nothing for a folder alone.
Programme read_folder(const std::string& id, const Files& files, const Portfolio& portfolio, const std::string& folder,
                      Mistakes& mistakes) {
  Programme programme;
  Places places;
  programme.id = id;
  programme.files = files;
  programme.digest = digest_of(files);
  programme.approval = portfolio.approval;
  programme.combined_caps = caps_over(portfolio, id);
  Reading reading{programme, portfolio, folder, mistakes, places};
  if (!files.contains("programme.yaml")) {
    mistakes.add("portfolio.missing_file", fmt::format("the folder '{}' has no programme.yaml", id), "add it, or take the programme out of portfolio.yaml",
                 {reading.file("programme.yaml"), 0, 0});
    return programme;
  }
  bool all_read = read_part("programme.yaml", read_programme_file, reading);
  all_read = read_part("figures.yaml", read_figures_file, reading) && all_read;
  all_read = read_part("questions.yaml", read_questions_file, reading) && all_read;
  all_read = read_part("approval.yaml", read_approval_file, reading) && all_read;
  all_read = read_part("narrative.yaml", read_narrative_file, reading) && all_read;
  // Names are judged only once everything they could name was read: else one slip would look like many.
  if (!all_read) return programme;
  check_references(reading);
  check_printed_forms(reading);
  check_money(reading);
  check_rules(reading);
  check_narrative(reading);
  return programme;
}

void check_folder_names(const Files& files, const Portfolio& portfolio, const Places& places, Mistakes& mistakes) {
  for (const auto& [path, bytes] : files) {
    std::size_t slash = path.find('/');
    if (slash == std::string::npos || !path.ends_with("/programme.yaml") || path.find('/', slash + 1) != std::string::npos) continue;
    std::string id = path.substr(0, slash);
    const auto& ids = portfolio.programme_ids;
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
    auto place = places.find("programmes");
    mistakes.add("portfolio.unlisted_programme", fmt::format("the folder '{}' is not listed", id), "add it to `programmes:` of portfolio.yaml",
                 place == places.end() ? Place{"portfolio.yaml", 0, 0} : place->second);
  }
}

Files files_below(const Files& files, const std::string& prefix) {
  Files below;
  for (auto at = files.lower_bound(prefix); at != files.end() && at->first.starts_with(prefix); ++at) {
    below.emplace(at->first.substr(prefix.size()), at->second);
  }
  return below;
}

template <class T>
Result<T> whole(T value, std::vector<Error> mistakes) {
  if (mistakes.empty()) return value;
  Error first = std::move(mistakes.front());
  if (mistakes.size() > 1) first.what += fmt::format(" (and {} more mistakes: `hashira portfolio check` lists them)", mistakes.size() - 1);
  return fail(std::move(first));
}

}  // namespace

Result<Files> read_files(const std::string& dir) {
  std::error_code error;
  if (!fs::is_directory(dir, error)) return unreadable(dir, "there is no such folder", "name the folder that holds portfolio.yaml");
  Files files;
  std::size_t total = 0;
  fs::recursive_directory_iterator at(dir, error), end;
  for (; !error && at != end; at.increment(error)) {
    if (hidden(at->path())) {
      if (at->is_directory()) at.disable_recursion_pending();
      continue;
    }
    if (at->is_symlink()) return unreadable(at->path(), "a link stands here", "put the file itself into the folder");
    if (!at->is_regular_file()) continue;
    std::size_t size = at->file_size(error);
    total += size;
    if (error || size > file_bytes_max || total > folder_bytes_max || files.size() >= folder_files_max) {
      return unreadable(at->path(), "the folder is too large", "a portfolio holds texts and rules only");
    }
    files.emplace(fs::relative(at->path(), dir).generic_string(), TRY(read_file(at->path())));
  }
  if (error) return unreadable(dir, "the folder cannot be read: " + error.message(), "check its permissions");
  return files;
}

ReadPortfolio read_portfolio(const Files& files) {
  Mistakes mistakes;
  Places places;
  Portfolio portfolio = read_tree(files, mistakes, places);
  check_folder_names(files, portfolio, places, mistakes);
  for (const std::string& id : portfolio.programme_ids) {
    portfolio.programmes.push_back(read_folder(id, files_below(files, id + "/"), portfolio, id + "/", mistakes));
  }
  return {std::move(portfolio), mistakes.take()};
}

ReadProgramme read_programme(const std::string& id, const Files& files, const Portfolio& portfolio) {
  Mistakes mistakes;
  Programme programme = read_folder(id, files, portfolio, "", mistakes);
  return {std::move(programme), mistakes.take()};
}

Result<Portfolio> load(const std::string& dir) { return load_from_files(TRY(read_files(dir))); }

Result<Portfolio> load_from_files(const Files& files) {
  ReadPortfolio read = read_portfolio(files);
  return whole(std::move(read.portfolio), std::move(read.mistakes));
}

Result<Programme> load_programme(const std::string& dir, const Portfolio& portfolio) {
  fs::path path = fs::path(dir).lexically_normal();
  std::string id = path.filename().empty() ? path.parent_path().filename().string() : path.filename().string();
  return load_programme_from_files(id, TRY(read_files(dir)), portfolio);
}

Result<Programme> load_programme_from_files(const std::string& id, const Files& files, const Portfolio& portfolio) {
  ReadProgramme read = read_programme(id, files, portfolio);
  return whole(std::move(read.programme), std::move(read.mistakes));
}

Hash digest_of(const Files& files) {
  Bytes all;
  for (const auto& [path, bytes] : files) {
    append_u64(all, path.size());
    all += path;
    append_u64(all, bytes.size());
    all += bytes;
  }
  return sha256(all);
}

}  // namespace hashira::portfolio
