// The HTTP server: pages and JSON over one engine. TLS is the reverse proxy's.
// Guarantees: headers, bodies, connections and time are bounded; `stop` lets requests under way finish; no thread waits
// for a commit.
// Clause: RFC 9112 (HTTP/1.1: keep-alive, pipelining answered in order).
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "app/engine.h"
#include "base/ports.h"
#include "payments/client.h"
#include "portfolio/programme.h"

namespace hashira::http {

// Loading of records in the background, for the banner on every page.
struct Progress {
  bool loading = false;
  std::uint64_t done = 0, total = 0;
  portfolio::Text what;  // 「模擬の記録を読み込んでいます」
};

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  int threads = 2;
  std::size_t connections_max = 1024;
  std::uint32_t header_bytes_max = 16 * 1024;
  std::uint64_t body_bytes_max = 256 * 1024;
  std::uint64_t csv_bytes_max = 8 * 1024 * 1024;
  std::chrono::milliseconds idle_timeout{75'000};   // between requests
  std::chrono::milliseconds read_timeout{20'000};   // for one request, once it has begun
  std::chrono::milliseconds write_timeout{20'000};
  std::chrono::milliseconds stop_timeout{5'000};    // for requests under way when stopping
  bool secure_cookies = false;   // behind HTTPS
  bool access_log = false;       // method, route, status and time; never a path, a query or a body
  std::uint64_t suppress_below = 10;  // public drill-down hides groups of fewer cases
  std::string demo_password;          // of all demo sign-ins; shown where every user is one
  std::optional<payments::Client> bank_client;  // 委託者 of payment files; unset: pages say what is missing
  std::function<Progress()> progress;
};

class Server {
 public:
  // All references outlive the server.
  Server(app::Engine& engine, Options options, Random& random, Clock& clock);
  ~Server();  // stops

  // `http.cannot_listen` when the address is taken or not this machine's.
  Result<void> start();
  std::uint16_t port() const;
  void stop();  // from any thread but the server's own; returns when all connections are closed
  void wait();  // until `stop`

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hashira::http
