// Starts the workers, accepts connections and hands them out in turn.
// Guarantees: see server.h.
// Clause: RFC 9112 §9.
#include "http/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <thread>

#include "http/connection.h"

namespace hashira::http {

using asio::ip::tcp;

struct Server::Impl {
  Impl(app::Engine& engine, Options given, Random& random, Clock& clock)
      : options(std::move(given)), site{engine, options, random, clock, random.bytes(32), ApplyDrafts()} {}

  Result<void> listen();
  asio::awaitable<void> accept();
  void hand_over(tcp::socket socket);

  Options options;
  Site site;
  std::shared_ptr<std::atomic<std::size_t>> open = std::make_shared<std::atomic<std::size_t>>(0);
  std::vector<std::shared_ptr<Worker>> workers;
  std::unique_ptr<tcp::acceptor> acceptor;
  std::vector<std::thread> threads;
  std::size_t next = 0;
  std::uint16_t port = 0;
  std::mutex mutex;
  std::condition_variable stopped;
  bool running = false;
};

namespace {

Error cannot_listen(const Options& options, const boost::system::error_code& failure) {
  return {"http.cannot_listen",
          fmt::format("The server cannot listen on {} port {}: {}.", options.address, options.port, failure.message()),
          "Stop what uses the port, or choose another with --listen ADDRESS:PORT.", {}};
}

}  // namespace

Result<void> Server::Impl::listen() {
  boost::system::error_code failure;
  auto address = asio::ip::make_address(options.address, failure);
  if (failure) return fail(cannot_listen(options, failure));
  tcp::endpoint endpoint(address, options.port);
  acceptor = std::make_unique<tcp::acceptor>(workers[0]->context);
  acceptor->open(endpoint.protocol(), failure);
  if (!failure) acceptor->set_option(tcp::acceptor::reuse_address(true), failure);
  if (!failure) acceptor->bind(endpoint, failure);
  if (!failure) acceptor->listen(asio::socket_base::max_listen_connections, failure);
  if (failure) return fail(cannot_listen(options, failure));
  port = acceptor->local_endpoint().port();
  return {};
}

void Server::Impl::hand_over(tcp::socket socket) {
  if (open->load() >= options.connections_max) {
    static constexpr std::string_view busy =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(busy.data(), busy.size()), ignored);
    return;  // closes
  }
  auto& worker = *workers[next++ % workers.size()];
  asio::post(worker.context, [&worker, this, socket = std::move(socket)]() mutable {
    if (!worker.stopping) serve(worker, site, std::move(socket));
  });
}

asio::awaitable<void> Server::Impl::accept() {
  while (acceptor->is_open()) {
    boost::system::error_code failure;
    auto token = asio::redirect_error(asio::use_awaitable, failure);
    tcp::socket socket = co_await acceptor->async_accept(token);
    if (!failure) {
      hand_over(std::move(socket));
    } else if (acceptor->is_open()) {
      // Out of file descriptors, most likely: wait until some connections have closed.
      asio::steady_timer pause(workers[0]->context, std::chrono::milliseconds(50));
      co_await pause.async_wait(token);
    }
  }
}

Server::Server(app::Engine& engine, Options options, Random& random, Clock& clock)
    : impl_(std::make_unique<Impl>(engine, std::move(options), random, clock)) {}

Server::~Server() { stop(); }

Result<void> Server::start() {
  auto& impl = *impl_;
  for (int i = 0; i < std::max(1, impl.options.threads); ++i) impl.workers.push_back(std::make_shared<Worker>(impl.open));
  CHECK_OK(impl.listen());
  asio::co_spawn(impl.workers[0]->context, impl.accept(), asio::detached);
  impl.running = true;
  for (auto& worker : impl.workers)
    impl.threads.emplace_back([worker] {
      auto guard = asio::make_work_guard(worker->context);
      worker->context.run();
    });
  return {};
}

std::uint16_t Server::port() const { return impl_->port; }

void Server::stop() {
  auto& impl = *impl_;
  {
    std::lock_guard lock(impl.mutex);
    if (!impl.running) return;
    impl.running = false;
  }
  asio::post(impl.workers[0]->context, [&impl] { impl.acceptor->close(); });
  for (auto& worker : impl.workers) asio::post(worker->context, [worker] { close_idle(*worker); });
  auto deadline = std::chrono::steady_clock::now() + impl.options.stop_timeout;
  while (impl.open->load() > 0 && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  for (auto& worker : impl.workers) worker->context.stop();
  for (auto& thread : impl.threads) thread.join();
  impl.threads.clear();
  impl.stopped.notify_all();
}

void Server::wait() {
  std::unique_lock lock(impl_->mutex);
  impl_->stopped.wait(lock, [&] { return !impl_->running && impl_->threads.empty(); });
}

}  // namespace hashira::http
