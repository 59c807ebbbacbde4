#include "cli/data_folder.h"

#include <fmt/core.h>

#include "store/sqlite.h"

namespace hashira::cli {
namespace fs = std::filesystem;

DataFolder::DataFolder(fs::path path)
    : path_(std::move(path)), instruments_(instruments::make_instruments()), clock_(system_clock()), random_(system_random()) {}

Result<std::unique_ptr<DataFolder>> DataFolder::open(const fs::path& path, Mode mode, app::EngineOptions options) {
  bool there = fs::exists(path / "hashira.db");
  if (mode == Mode::open && !there) {
    return fail("cli.no_data_folder", fmt::format("'{}' is no data folder of Hashira", path.string()),
                fmt::format("make one with: hashira init --data {} --portfolio programmes/hokkaido-2020", path.string()));
  }
  if (mode == Mode::create && there) {
    return fail("cli.data_folder_exists", fmt::format("'{}' is a data folder already", path.string()),
                "choose another folder; nothing was changed");
  }
  if (mode == Mode::create) {
    std::error_code error;
    fs::create_directories(path, error);
    if (error) return fail("cli.cannot_create", fmt::format("'{}': {}", path.string(), error.message()), "choose a folder you may write to");
  }
  store::Mode how = mode == Mode::create ? store::Mode::create : store::Mode::open;
  std::unique_ptr<DataFolder> folder(new DataFolder(path));
  folder->store_ = TRY(store::open_sqlite(path / "hashira.db", how));
  folder->keys_ = TRY(store::open_sqlite_keys(path / "keys.db", how));
  folder->engine_ = std::make_unique<app::Engine>(
      app::Ports{*folder->store_, *folder->keys_, folder->instruments_, *folder->clock_, *folder->random_}, options);
  return folder;
}

Result<journal::SigningKey> DataFolder::signing_key() { return journal::signing_key(*keys_, *random_); }

Result<journal::SignedCheckpoint> DataFolder::add_checkpoint() {
  return journal::add_checkpoint(*store_, TRY(signing_key()), clock_->now(), checkpoints().string());
}

}  // namespace hashira::cli
