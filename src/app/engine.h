// The engine: one writer over the streams. Commands wait in a queue, run one after another on an overlay, and are
// acknowledged together when their group is durable: what comes while a group is made durable runs meanwhile and is the
// next one, up to 1,000 commands (group_writer.h). A refused command leaves nothing.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/work.h"
#include "audit/projection.h"
#include "base/ports.h"

namespace hashira::app {

struct EngineOptions {
  std::size_t group_max = 1000;
};

// A data folder as everything above sees it. Owned by the wiring (cli/data_folder.h); all references outlive the
// engine.
struct Ports {
  journal::Store& store;
  journal::KeyStore& keys;
  const cases::Instruments& instruments;
  Clock& clock;
  Random& random;
};

class Engine {
 public:
  Engine(Ports ports, EngineOptions options = {});
  ~Engine();  // finishes what is queued

  // Runs `task` on the writer, in order. `done` is called once, on a thread of the engine, after the commit is durable
  // (or with the refusal). Tasks read and write through Work only and may run again after a conflict.
  using Task = std::function<Done(Work&)>;
  // `reads`: rows that the task will look for and that no other task is likely to; they come for a group in one round
  // trip.
  void submit(Task task, std::function<void(Done)> done, std::vector<journal::Key> reads = {});
  // The same, waiting. Not from a thread of the engine.
  Done run(Task task);

  audit::Versions& versions();
  journal::Store& store();
  journal::KeyStore& keys();
  const cases::Instruments& instruments() const;
  // The folder's blind-index key (parties/vault.h), read once.
  Result<Bytes> index_key();
  Clock& clock();
  Random& random();
  // 業務日付: the folder's business date; follows Japan's date when none is set.
  Date today();
  Done set_today(std::optional<Date> date, const Actor& actor);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hashira::app
