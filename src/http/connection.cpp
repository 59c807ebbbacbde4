// One connection: read a request, answer it, again.
// Guarantees: see connection.h; a request that breaks a bound is answered (431, 413, 400) and the connection closed;
// one that comes too slowly is closed without an answer.
// Clause: RFC 9112 §9 (connection management), RFC 9110 §10.1.1 (Expect: 100-continue).
#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 takes Asio's coroutine frames, freed by the allocator that made them, for a mismatch when it inlines them.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

#include "http/connection.h"

#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include "http/problem.h"
#include "http/routes.h"

namespace hashira::http {

namespace beast = boost::beast;
namespace wire = boost::beast::http;

using Executor = asio::io_context::executor_type;
using Stream = beast::basic_stream<asio::ip::tcp, Executor>;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Parser = wire::request_parser<wire::string_body>;
template <class T>
using Task = asio::awaitable<T, Executor>;
static constexpr asio::use_awaitable_t<Executor> awaiting{};
using Failure = boost::system::error_code;

class Connection {
 public:
  Connection(Worker& worker, Site& site, Socket socket) : worker_(worker), site_(site), stream_(std::move(socket)) {
    worker_.connections.insert(this);
    ++*worker_.open;
    Failure ignored;
    stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  }
  ~Connection() {
    worker_.connections.erase(this);
    --*worker_.open;
  }

  Task<void> run();
  void close_if_idle() {
    if (idle_) stream_.close();
  }

 private:
  const Options& options() const { return site_.options; }
  Task<bool> answer_one();
  Task<Failure> read_head(Parser& parser);
  Task<Failure> read_body(Parser& parser, std::uint64_t limit);
  Task<Response> handle(const Request& request, const Match& match);
  Task<bool> send(Response response, bool keep_alive, bool head_only);

  Worker& worker_;
  Site& site_;
  Stream stream_;
  beast::flat_buffer buffer_{64 * 1024};
  bool idle_ = true;
};

namespace {

Method method_of(wire::verb verb) {
  switch (verb) {
    case wire::verb::get:
    case wire::verb::head: return Method::get;
    case wire::verb::post: return Method::post;
    case wire::verb::put: return Method::put;
    case wire::verb::delete_: return Method::remove;
    default: return Method::other;
  }
}

std::string_view field(const wire::fields& fields, wire::field name) {
  auto found = fields.find(name);
  if (found == fields.end()) return {};
  return {found->value().data(), found->value().size()};
}

std::string_view field(const wire::fields& fields, std::string_view name) {
  auto found = fields.find({name.data(), name.size()});
  if (found == fields.end()) return {};
  return {found->value().data(), found->value().size()};
}

Request request_of(const wire::request<wire::string_body>& message) {
  Request request;
  std::string_view target(message.target().data(), message.target().size());
  auto question = target.find('?');
  request.method = method_of(message.method());
  request.head_only = message.method() == wire::verb::head;
  request.path = target.substr(0, question);
  if (question != std::string_view::npos) request.query = target.substr(question + 1);
  request.headers.host = field(message, wire::field::host);
  request.headers.origin = field(message, wire::field::origin);
  request.headers.cookie = field(message, wire::field::cookie);
  request.headers.content_type = field(message, wire::field::content_type);
  request.headers.accept_language = field(message, wire::field::accept_language);
  request.headers.if_none_match = field(message, wire::field::if_none_match);
  request.headers.idempotency_key = field(message, "Idempotency-Key");
  request.headers.form_token = field(message, "X-Form-Token");
  request.body = message.body();
  return request;
}

// No scripts at all; forms go to this site only; nobody frames it.
constexpr std::string_view security_headers =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\nReferrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n";

std::string head_text(const Response& response, bool keep_alive) {
  std::string head;
  head.reserve(640);
  fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
  bool has_body = response.status != 304 && response.status != 204;
  if (has_body)
    fmt::format_to(std::back_inserter(head), "Content-Type: {}\r\nContent-Length: {}\r\n", response.content_type,
                   response.body.size());
  bool cached = false;
  for (const auto& [field_name, value] : response.headers) {
    // Values are made by us; a line break in one would start a header of somebody else's.
    assert(value.find_first_of("\r\n") == std::string::npos);
    fmt::format_to(std::back_inserter(head), "{}: {}\r\n", field_name, value);
    cached = cached || field_name == "Cache-Control";
  }
  if (!cached) head += "Cache-Control: no-store\r\n";
  if (!keep_alive) head += "Connection: close\r\n";
  head += security_headers;
  head += "\r\n";
  return head;
}

Response bound_broken(Failure failure, const Options& options) {
  if (failure == wire::error::header_limit)
    return problem(431, Error{"http.headers_too_large", "The request's headers are too large.",
                             fmt::format("Send at most {} bytes of headers.", options.header_bytes_max), {}});
  if (failure == wire::error::body_limit)
    return problem(413, Error{"http.body_too_large", "The request's body is too large.",
                             fmt::format("Send at most {} bytes ({} for CSV).", options.body_bytes_max,
                                         options.csv_bytes_max), {}});
  return problem(400, Error{"http.bad_request", "This is not an HTTP/1.1 request: " + failure.message() + ".",
                           "Send a well-formed request.", {}});
}

// Whether the client can still read an answer after this failure.
bool can_answer(Failure failure) {
  return failure != asio::error::eof && failure != wire::error::end_of_stream && failure != asio::error::connection_reset &&
         failure != asio::error::operation_aborted && failure != beast::error::timeout && failure != wire::error::partial_message;
}

}  // namespace

Task<Failure> Connection::read_head(Parser& parser) {
  Failure failure;
  auto token = asio::redirect_error(awaiting, failure);
  if (buffer_.size() == 0) {
    // The server may have begun to stop while the answer before was being written: nobody would close this one.
    if (worker_.stopping) co_return Failure(asio::error::operation_aborted);
    // Between requests a connection may wait longer than a request may take to arrive.
    idle_ = true;
    stream_.expires_after(options().idle_timeout);
    auto room = buffer_.prepare(8 * 1024);
    std::size_t got = co_await stream_.async_read_some(room, token);
    buffer_.commit(got);
    idle_ = false;
    if (failure) co_return failure;
  }
  idle_ = false;
  stream_.expires_after(options().read_timeout);
  co_await wire::async_read_header(stream_, buffer_, parser, token);
  co_return failure;
}

Task<Failure> Connection::read_body(Parser& parser, std::uint64_t limit) {
  Failure failure;
  if (parser.is_done()) co_return failure;
  parser.body_limit(limit);
  // The limit set after the head is not applied to a length already known.
  if (parser.content_length() && *parser.content_length() > limit) co_return Failure(wire::error::body_limit);
  auto token = asio::redirect_error(awaiting, failure);
  if (field(parser.get(), wire::field::expect) == "100-continue") {
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(stream_, asio::buffer(go_on.data(), go_on.size()), token);
    if (failure) co_return failure;
  }
  co_await wire::async_read(stream_, buffer_, parser, token);
  co_return failure;
}

// Runs the handler. Its reply may come from the engine's thread: the coroutine goes on here, on the worker's.
Task<Response> Connection::handle(const Request& request, const Match& match) {
  auto start = [this, &request, &match](auto handler) {
    auto kept = std::make_shared<decltype(handler)>(std::move(handler));
    auto work = asio::make_work_guard(worker_.context);
    dispatch(site_, request, match, [worker = worker_.shared_from_this(), kept, work](Response response) {
      asio::post(worker->context, [kept, response = std::move(response)]() mutable { (*kept)(std::move(response)); });
    });
  };
  return asio::async_initiate<const asio::use_awaitable_t<Executor>, void(Response)>(start, awaiting);
}

Task<bool> Connection::send(Response response, bool keep_alive, bool head_only) {
  Failure failure;
  auto token = asio::redirect_error(awaiting, failure);
  std::string head = head_text(response, keep_alive);
  std::array<asio::const_buffer, 2> buffers = {asio::buffer(head), asio::buffer(response.body)};
  if (head_only) buffers[1] = asio::const_buffer();
  stream_.expires_after(options().write_timeout);
  co_await asio::async_write(stream_, buffers, token);
  co_return !failure && keep_alive;
}

// One request and its answer; whether the connection stays open.
Task<bool> Connection::answer_one() {
  Parser parser;
  parser.header_limit(options().header_bytes_max);
  parser.body_limit(boost::none);
  Failure failure = co_await read_head(parser);
  Match found;
  if (!failure) {
    std::string_view target(parser.get().target().data(), parser.get().target().size());
    found = match(method_of(parser.get().method()), target.substr(0, target.find('?')));
    bool csv = found.route && found.route->body == BodySize::csv;
    failure = co_await read_body(parser, csv ? options().csv_bytes_max : options().body_bytes_max);
  }
  if (failure) {
    if (can_answer(failure)) co_await send(bound_broken(failure, options()), false, false);
    co_return false;
  }
  auto message = parser.release();
  Request request = request_of(message);
  auto began = std::chrono::steady_clock::now();
  Response response = co_await handle(request, found);
  if (options().access_log) {
    auto taken = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
    spdlog::info("{} {} {} {}us", name(request.method), found.route ? found.route->path : "-", response.status, taken.count());
  }
  bool keep_alive = message.keep_alive() && !worker_.stopping;
  co_return co_await send(std::move(response), keep_alive, request.head_only);
}

Task<void> Connection::run() {
  while (co_await answer_one()) {
  }
  Failure ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

void serve(Worker& worker, Site& site, asio::ip::tcp::socket socket) {
  auto run = [](std::unique_ptr<Connection> connection) -> Task<void> { co_await connection->run(); };
  // The socket was accepted on another event loop: it moves to this one.
  Failure failure;
  auto protocol = socket.local_endpoint(failure).protocol();
  if (failure) return;
  auto handle = socket.release(failure);
  if (failure) return;
  auto connection = std::make_unique<Connection>(worker, site, Socket(worker.context, protocol, handle));
  asio::co_spawn(worker.context.get_executor(), run(std::move(connection)), [](std::exception_ptr thrown) {
    if (!thrown) return;
    try {
      std::rethrow_exception(thrown);
    } catch (const std::exception& e) {
      spdlog::error("http: a connection ended by {}", e.what());
    }
  });
}

void close_idle(Worker& worker) {
  worker.stopping = true;
  for (auto* connection : worker.connections) connection->close_if_idle();
}

}  // namespace hashira::http
