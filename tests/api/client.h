// A blocking HTTP client for tests: one connection, any bytes out, whole answers in.
// Guarantees: a server that does not answer within 10 s ends the test with an error.
// Clause: RFC 9112.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <string>

namespace hashira::api_test {

struct Answer {
  int status = 0;
  std::string content_type, body, location, set_cookie, allow;
  bool closes = false;
};

class Client {
 public:
  explicit Client(std::uint16_t port) : stream_(context_) {
    stream_.connect({boost::asio::ip::make_address("127.0.0.1"), port});
    timeval limit{10, 0};
    setsockopt(stream_.socket().native_handle(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  }

  // A server that refuses may answer and close before it has read everything: what it answered is read all the same.
  void send(const std::string& bytes) {
    boost::system::error_code failure;
    boost::asio::write(stream_.socket(), boost::asio::buffer(bytes), failure);
    bool closed_early = failure == boost::asio::error::broken_pipe || failure == boost::asio::error::connection_reset;
    if (failure && !closed_early) throw boost::system::system_error(failure);
  }

  Answer receive(bool head = false) {
    namespace wire = boost::beast::http;
    wire::response_parser<wire::string_body> parser;
    parser.skip(head);
    parser.body_limit(64 * 1024 * 1024);
    wire::read(stream_.socket(), buffer_, parser);
    const auto& message = parser.get();
    auto text = [&](auto field) { return std::string(message[field]); };
    Answer answer{static_cast<int>(message.result_int()), text(wire::field::content_type), message.body(),
                  text(wire::field::location), text(wire::field::set_cookie), text(wire::field::allow), !message.keep_alive()};
    return answer;
  }

  Answer call(const std::string& method, const std::string& target, const std::string& headers = {}, const std::string& body = {}) {
    send(method + " " + target + " HTTP/1.1\r\nHost: test\r\n" + headers +
         (body.empty() ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n") + "\r\n" + body);
    return receive(method == "HEAD");
  }

  // Whether the server has closed the connection.
  bool closed() {
    timeval patience{10, 0};  // then it is open: a test fails, it does not hang
    setsockopt(stream_.socket().native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    char byte = 0;
    boost::system::error_code failure;
    stream_.socket().read_some(boost::asio::buffer(&byte, 1), failure);
    return failure == boost::asio::error::eof || failure == boost::asio::error::connection_reset;
  }

 private:
  boost::asio::io_context context_;
  boost::beast::tcp_stream stream_;
  boost::beast::flat_buffer buffer_;
};

}  // namespace hashira::api_test
