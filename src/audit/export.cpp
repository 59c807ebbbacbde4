#include "audit/export.h"

#include <fmt/core.h>

#include <fstream>

#include "audit/entry_line.h"
#include "audit/export_readme.h"
#include "journal/checkpoint.h"

namespace hashira::audit {
namespace {

namespace fs = std::filesystem;
using journal::Row;
using journal::Table;

constexpr std::size_t cell_page = 5000;

tl::unexpected<Error> cannot_write(const fs::path& path) {
  return fail("audit.cannot_write", fmt::format("'{}' could not be written", path.string()),
              "check that the folder may be written and the disk has room");
}

// The files of one export, in a folder that is renamed when all are whole and removed when anything fails.
class ExportFolder {
 public:
  explicit ExportFolder(const fs::path& out) : out_(out), partial_(out.string() + ".partial") {}
  ~ExportFolder() {
    std::error_code ignored;
    if (!finished_) fs::remove_all(partial_, ignored);
  }

  Done start() {
    std::error_code error;
    if (fs::exists(out_, error)) {
      finished_ = true;  // nothing of ours to remove
      return fail("audit.export_exists", fmt::format("'{}' is there already", out_.string()),
                  "name a folder that does not exist yet; nothing was changed");
    }
    fs::remove_all(partial_, error);
    fs::create_directories(partial_, error);
    return error ? Done(cannot_write(partial_)) : Done();
  }
  void write(const std::string& name, std::string_view text) {
    auto [file, fresh] = files_.try_emplace(name);
    if (fresh) file->second.open(partial_ / name, std::ios::binary);
    file->second.write(text.data(), static_cast<std::streamsize>(text.size()));
  }
  Done finish() {
    for (auto& [name, file] : files_) {
      file.close();
      if (!file) return cannot_write(partial_ / name);
    }
    std::error_code error;
    fs::rename(partial_, out_, error);
    if (error) return cannot_write(out_);
    finished_ = true;
    return {};
  }

 private:
  fs::path out_, partial_;
  std::map<std::string, std::ofstream> files_;
  bool finished_ = false;
};

std::string figure_of(std::string_view cell) { return std::string(cell.substr(0, cell.find('|'))); }

// Digits behind the point of a figure's values, by the version in force.
Result<int> scale_of(Replay& replay, const journal::StreamId& stream, const std::string& figure) {
  std::optional<Bytes> digest = TRY(replay.rows.get({Table::state, in_force_key(stream)}));
  if (!digest) return 0;
  return TRY(replay.versions.find(*digest))->figures.scale(figure);
}

// Left out when it is 0, as for whole numbers.
std::string scale_field(int scale) { return scale == 0 ? "" : fmt::format(", \"scale\": {}", scale); }

Result<std::string> contribution_line(Replay& replay, const journal::Entry& entry, const indicators::Contribution& one) {
  std::string key = one.key.empty() ? "" : fmt::format(", \"key\": {}", json_string(one.key));
  std::string figure = figure_of(one.cell), scale = scale_field(TRY(scale_of(replay, entry.stream, figure)));
  return fmt::format("{{\"stream\": \"{}\", \"seq\": {}, \"figure\": {}, \"cell\": {}, \"delta\": {}{}{}}}\n", entry.stream,
                     entry.seq, json_string(figure), json_string(one.cell), one.delta, key, scale);
}

Result<std::string> figure_line(Replay& replay, std::string_view stream, std::string_view cell_id, BytesView value) {
  indicators::Cell cell = TRY(indicators::decode_cell(value));
  std::string figure = figure_of(cell_id), scale = scale_field(TRY(scale_of(replay, std::string(stream), figure)));
  return fmt::format("{{\"programme\": \"{}\", \"figure\": {}, \"cell\": {}, \"value\": {}{}, \"entries\": {}, "
                     "\"synthetic\": {}}}\n",
                     stream, json_string(figure), json_string(cell_id), cell.value, scale, cell.entries, cell.synthetic);
}

Done write_entries(ExportFolder& folder, Replay& replay, Exported& exported, const OnProgress& progress) {
  folder.write("entries.jsonl", "");
  folder.write("contributions.jsonl", "");
  CHECK_OK(replay.run(
      [&](const Replayed& one) -> Done {
        folder.write("entries.jsonl", entry_line(one.entry, one.stored));
        ++exported.entries;
        for (const indicators::Contribution& contribution : one.effect.contributions) {
          folder.write("contributions.jsonl", TRY(contribution_line(replay, one.entry, contribution)));
          ++exported.contributions;
        }
        return {};
      },
      progress));
  if (replay.findings.count() == 0) return {};
  return fail("audit.not_exported", replay.findings.kept().front().what.en, "run: hashira audit");
}

// The figures as they are stored, so that adding the contributions up is a check of them.
Done write_figures(ExportFolder& folder, journal::Store& store, Replay& replay, Exported& exported) {
  folder.write("figures.jsonl", "");
  Bytes after;
  for (;;) {
    std::vector<Row> page = TRY(store.scan(Table::cell, {}, after, cell_page));
    for (const Row& row : page) {
      std::size_t zero = row.key.find('\0');
      std::string_view cell_id = BytesView(row.key).substr(std::min(zero, row.key.size() - 1) + 1);
      if (cell_id.find('#') != std::string_view::npos) continue;  // how often a key is referred to: not a figure
      folder.write("figures.jsonl", TRY(figure_line(replay, BytesView(row.key).substr(0, zero), cell_id, row.value)));
      ++exported.cells;
    }
    if (page.size() < cell_page) return {};
    after = page.back().key;
  }
}

void write_heads(ExportFolder& folder, const Replay& replay, Exported& exported) {
  folder.write("heads.jsonl", "");
  for (const auto& [stream, head] : replay.ends) {
    folder.write("heads.jsonl", fmt::format("{{\"stream\": \"{}\", \"seq\": {}, \"hash\": \"{}\"}}\n", stream, head.seq, hex(head.hash)));
    ++exported.streams;
  }
}

Done write_checkpoints(ExportFolder& folder, journal::Store& store, BytesView public_key, Exported& exported) {
  folder.write("checkpoints.jsonl", "");
  for (const journal::SignedCheckpoint& checkpoint : TRY(journal::stored_checkpoints(store))) {
    folder.write("checkpoints.jsonl", journal::checkpoint_line(checkpoint, public_key) + "\n");
    ++exported.checkpoints;
  }
  return {};
}

}  // namespace

Result<Exported> export_all(journal::Store& store, const cases::Instruments& instruments, BytesView public_key,
                            const fs::path& out, const OnProgress& progress) {
  ExportFolder folder(out);
  CHECK_OK(folder.start());
  Exported exported;
  Replay replay(store, instruments);
  CHECK_OK(write_entries(folder, replay, exported, progress));
  CHECK_OK(write_figures(folder, store, replay, exported));
  write_heads(folder, replay, exported);
  CHECK_OK(write_checkpoints(folder, store, public_key, exported));
  folder.write("README.txt", export_readme);
  CHECK_OK(folder.finish());
  return exported;
}

}  // namespace hashira::audit
