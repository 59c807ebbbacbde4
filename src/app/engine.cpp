#include "app/engine.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "app/group.h"

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
  struct Queued {
    Task task;
    std::function<void(Done)> done;
    std::vector<journal::Key> reads;
  };

  Impl(Ports ports_, EngineOptions options_)
      : ports(ports_), options(options_), versions(ports_.store, ports_.instruments), writer([this] { write(); }) {}

  ~Impl() {
    {
      std::lock_guard lock(mutex);
      stopping = true;
    }
    wake.notify_all();
    writer.join();
  }

  void enqueue(Queued queued) {
    {
      std::lock_guard lock(mutex);
      queue.push_back(std::move(queued));
    }
    wake.notify_one();
  }

  // The next group: what is queued. Nobody waits for more: the longer a commit takes, the more come for the next.
  std::vector<Queued> next_group() {
    std::unique_lock lock(mutex);
    wake.wait(lock, [this] { return stopping || !queue.empty(); });
    std::vector<Queued> group;
    while (!queue.empty() && group.size() < options.group_max) {
      group.push_back(std::move(queue.front()));
      queue.pop_front();
    }
    return group;
  }

  void write() {
    while (true) {
      std::vector<Queued> group = next_group();
      if (group.empty()) return;  // stopping, and nothing is left
      commit_group(group);
    }
  }

  // Runs the group and makes it durable. Another server on the same folder shows as a conflict: what was known of the
  // streams is dropped and the group runs once more on what the store has now.
  void commit_group(std::vector<Queued>& group) {
    std::vector<Done> results;
    Done durable;
    for (int attempt = 0; attempt < 3; ++attempt) {
      results.clear();
      durable = try_group(group, results);
      if (durable || durable.error().code != "journal.conflict") break;
      forget();
    }
    for (std::size_t i = 0; i < group.size(); ++i) group[i].done(!durable && results[i] ? durable : results[i]);
  }

  Done try_group(std::vector<Queued>& group, std::vector<Done>& results) {
    Group work({ports.store, versions, ports.instruments, ports.clock, hot, heads, today()});
    std::vector<journal::Key> reads;
    for (const Queued& queued : group) reads.insert(reads.end(), queued.reads.begin(), queued.reads.end());
    CHECK_OK(work.read_ahead(std::move(reads)));
    for (Queued& queued : group) results.push_back(work.run(queued.task));
    if (work.empty()) return {};
    std::vector<journal::KeyStore::PartyKey> keys = work.keys();
    Done durable = keys.empty() ? Done() : ports.keys.put(keys);
    if (durable) durable = work.commits().and_then([&](const auto& commits) { return ports.store.commit(commits); });
    if (durable) {
      work.settle();
    } else {
      forget();
    }
    return durable;
  }

  void forget() {
    hot.clear();
    heads.clear();
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
  EngineOptions options;
  audit::Versions versions;
  HotRows hot;
  std::map<journal::StreamId, journal::Head> heads;

  std::once_flag index_key_read;
  Result<Bytes> index_key;

  std::mutex date_mutex;
  std::optional<Date> date;
  bool date_known = false;
  std::chrono::steady_clock::time_point date_read;

  std::mutex mutex;
  std::condition_variable wake;
  std::deque<Queued> queue;
  bool stopping = false;
  std::thread writer;  // last: it runs on everything above
};

Engine::Engine(Ports ports, EngineOptions options) : impl_(std::make_unique<Impl>(ports, options)) {}
Engine::~Engine() = default;

void Engine::submit(Task task, std::function<void(Done)> done, std::vector<journal::Key> reads) {
  impl_->enqueue({std::move(task), std::move(done), std::move(reads)});
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
