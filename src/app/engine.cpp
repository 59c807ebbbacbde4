#include "app/engine.h"

#include <chrono>
#include <future>
#include <mutex>

#include "app/group_writer.h"

namespace hashira::app {
namespace {

Bytes today_key() {
  return Bytes("folder").append(1, '\0').append("today");
}

std::optional<Date> date_of(const std::optional<Bytes>& row) {
  return row ? journal::Body(*row).date("today") : std::nullopt;
}

}  // namespace

struct Engine::Impl {
  Impl(Ports ports_, EngineOptions options)
      : ports(ports_),
        versions(ports_.store, ports_.instruments),
        writer({ports_, options, versions, [this] { return today(); }, [this] { forget(); }}) {}

  void forget() {
    versions.forget_heads();
    std::lock_guard lock(date_mutex);
    date_known = false;
  }

  // Read again each second: another program on the folder (`hashira today`) may have set it.
  Date today() {
    std::lock_guard lock(date_mutex);
    auto now = std::chrono::steady_clock::now();
    if (!date_known || now - date_read > std::chrono::seconds(1)) {
      date_read = now;
      journal::Key key{journal::Table::state, today_key()};
      auto rows = ports.store.get(std::span(&key, 1));
      date = rows ? date_of(rows->front()) : std::nullopt;
      date_known = rows.has_value();
    }
    return date ? *date : ports.clock.now().date_in_japan();
  }

  Ports ports;
  audit::Versions versions;

  std::once_flag index_key_read;
  Result<Bytes> index_key;

  std::mutex date_mutex;
  std::optional<Date> date;
  bool date_known = false;
  std::chrono::steady_clock::time_point date_read;

  GroupWriter writer;  // last: it runs on everything above
};

Engine::Engine(Ports ports, EngineOptions options) : impl_(std::make_unique<Impl>(ports, options)) {}
Engine::~Engine() = default;

void Engine::submit(Task task, std::function<void(Done)> done, std::vector<journal::Key> reads) {
  impl_->writer.enqueue({std::move(task), std::move(done), std::move(reads)});
}

Done Engine::run(Task task) {
  std::promise<Done> promise;
  std::future<Done> future = promise.get_future();
  submit(std::move(task), [&](Done done) { promise.set_value(std::move(done)); });
  return future.get();
}

audit::Versions& Engine::versions() {
  return impl_->versions;
}
journal::Store& Engine::store() {
  return impl_->ports.store;
}
journal::KeyStore& Engine::keys() {
  return impl_->ports.keys;
}
const cases::Instruments& Engine::instruments() const {
  return impl_->ports.instruments;
}
Clock& Engine::clock() {
  return impl_->ports.clock;
}
Random& Engine::random() {
  return impl_->ports.random;
}
Result<Bytes> Engine::index_key() {
  std::call_once(impl_->index_key_read, [this] { impl_->index_key = parties::index_key(keys(), random()); });
  return impl_->index_key;
}
Date Engine::today() {
  return impl_->today();
}

Done Engine::set_today(std::optional<Date> date, const Actor& actor) {
  Done done = run([&](Work& work) -> Done {
    journal::Entry entry;
    entry.stream = "portfolio";
    entry.type = audit::folder_dated;
    entry.actor = actor.user;
    journal::BodyWriter body;
    if (date) body.date("today", *date);
    entry.body = body.body();
    TRY(work.append(std::move(entry)));
    return {};
  });
  std::lock_guard lock(impl_->date_mutex);
  impl_->date_known = false;
  return done;
}

}  // namespace hashira::app
