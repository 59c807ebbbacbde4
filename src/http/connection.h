// Connections over Beast and Asio: the only header here that knows sockets. Included by connection.cpp and server.cpp.
// Guarantees: one coroutine a connection, on one thread; answers leave in the order of their requests.
// Clause: RFC 9112.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <set>

#include "http/site.h"

namespace hashira::http {

namespace asio = boost::asio;

class Connection;

// One thread with its event loop and the connections it serves. Touched from that thread only, but for `open` and posts to `context`.
// A reply that comes after the server was torn down still finds its worker: replies share in it.
struct Worker : std::enable_shared_from_this<Worker> {
  explicit Worker(std::shared_ptr<std::atomic<std::size_t>> open_count) : open(std::move(open_count)) {}

  std::shared_ptr<std::atomic<std::size_t>> open;  // connections of all workers
  std::set<Connection*> connections;
  bool stopping = false;
  asio::io_context context{1};  // last: what it destroys uses the members above
};

// Serves the socket until it closes. Requires: called on the worker's thread, the site outlives the worker's run.
void serve(Worker& worker, Site& site, asio::ip::tcp::socket socket);
// Closes the connections that wait for a request; the others close after their answer.
void close_idle(Worker& worker);

}  // namespace hashira::http
