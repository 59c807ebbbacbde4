// A server over a memory store with the committed programmes in force, for tests that go through HTTP.
// Guarantees: nothing is read from or written to disk but the programme folders.
// Demo users and budget: cli/demo.h.
#pragma once

#include "cli/demo.h"
#include "app/results.h"
#include "http/server.h"
#include "instruments/registry.h"
#include "portfolio/folder.h"
#include "store/memory.h"

namespace hashira::api_test {

struct Site {
  explicit Site(http::Options options = {}) {
    auto portfolio = portfolio::load(HASHIRA_SOURCE_DIR "/programmes/hokkaido-2020");
    if (!portfolio) throw std::runtime_error(portfolio.error().text());
    must(engine.set_today(Date::of(2020, 5, 20), {"test", "admin", true}));
    must(app::publish_portfolio(engine, *portfolio, {"test", "admin", true}));
    must(cli::make_demo(engine));
    options.port = 0;
    server = std::make_unique<http::Server>(engine, options, *random, *clock);
    must(server->start());
  }
  template <class T>
  static void must(const Result<T>& result) {
    if (!result) throw std::runtime_error(result.error().text());
  }
  std::uint16_t port() const { return server->port(); }

  std::unique_ptr<journal::Store> store = store::make_memory_store();
  std::unique_ptr<journal::KeyStore> keys = store::make_memory_keys();
  cases::Instruments instruments = instruments::make_instruments();
  std::unique_ptr<Clock> clock = system_clock();
  std::unique_ptr<Random> random = system_random();
  app::Engine engine{{*store, *keys, instruments, *clock, *random}};
  std::unique_ptr<http::Server> server;
};

}  // namespace hashira::api_test
