// A data folder on disk: hashira.db (entries and rows), keys.db (keys of sealed facts), checkpoints.jsonl. Opens the
// ports and wires the engine; everything the commands need hangs on it.
#pragma once

#include <filesystem>
#include <memory>

#include "app/engine.h"
#include "instruments/registry.h"
#include "journal/checkpoint.h"

namespace hashira::cli {

class DataFolder {
 public:
  enum class Mode { create, open };
  // "cli.no_data_folder", "cli.data_folder_exists" and the store's own errors.
  static Result<std::unique_ptr<DataFolder>> open(const std::filesystem::path& path, Mode mode, app::EngineOptions options = {});

  app::Engine& engine() { return *engine_; }
  journal::Store& store() { return *store_; }
  journal::KeyStore& keys() { return *keys_; }
  const cases::Instruments& instruments() const { return instruments_; }
  std::filesystem::path checkpoints() const { return path_ / "checkpoints.jsonl"; }
  // Signs the checkpoints; made at first use, kept with the keys.
  Result<journal::SigningKey> signing_key();
  Result<journal::SignedCheckpoint> add_checkpoint();
  const std::filesystem::path& path() const { return path_; }
  Clock& clock() { return *clock_; }
  Random& random() { return *random_; }

 private:
  explicit DataFolder(std::filesystem::path path);

  std::filesystem::path path_;
  std::unique_ptr<journal::Store> store_;
  std::unique_ptr<journal::KeyStore> keys_;
  cases::Instruments instruments_;
  std::unique_ptr<Clock> clock_;
  std::unique_ptr<Random> random_;
  std::unique_ptr<app::Engine> engine_;  // last: its writer runs on all of the above
};

}  // namespace hashira::cli
