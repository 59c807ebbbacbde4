// HTTP itself: bounds, keep-alive, pipelining, form protection, headers, and stopping with requests under way.
#include <gtest/gtest.h>

#include <thread>

#include "client.h"
#include "site.h"

namespace hashira::api_test {
namespace {

using namespace std::chrono_literals;

http::Options small_options() {
  http::Options options;
  options.read_timeout = 300ms;
  options.idle_timeout = 500ms;
  options.connections_max = 8;
  options.stop_timeout = 1000ms;
  return options;
}

class Protocol : public testing::Test {
 protected:
  static void SetUpTestSuite() { site_ = new Site(small_options()); }
  static void TearDownTestSuite() {
    delete site_;
    site_ = nullptr;
  }
  static inline Site* site_ = nullptr;
};

TEST_F(Protocol, AnswersPipelinedRequestsInOrder) {
  Client client(site_->port());
  client.send("GET /api/health HTTP/1.1\r\nHost: t\r\n\r\nGET /nope HTTP/1.1\r\nHost: t\r\n\r\nHEAD /results HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(client.receive().status, 404);
  Answer head = client.receive(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(head.body.empty());
  EXPECT_EQ(client.call("GET", "/api/health").status, 200);
}

TEST_F(Protocol, ClosesWhenAsked) {
  Client client(site_->port());
  EXPECT_TRUE(client.call("GET", "/api/health", "Connection: close\r\n").closes);
  EXPECT_TRUE(client.closed());
}

TEST_F(Protocol, RefusesWhatBreaksABound) {
  struct Row {
    std::string name, bytes;
    int status;
  };
  std::string long_header = "GET / HTTP/1.1\r\nHost: t\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n";
  for (const Row& row : std::initializer_list<Row>{
           {"headers", long_header, 431},
           {"announced body", "POST /api/v1/session HTTP/1.1\r\nHost: t\r\nContent-Length: 300000\r\n\r\n", 413},
           {"chunked body", "POST /api/v1/session HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n50000\r\n" + std::string(0x50000, 'x') + "\r\n0\r\n\r\n", 413},
           {"garbage", "\x16\x03\x01 hello\r\n\r\n", 400},
           {"two lengths", "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400}}) {
    Client client(site_->port());
    client.send(row.bytes);
    EXPECT_EQ(client.receive().status, row.status) << row.name;
    EXPECT_TRUE(client.closed()) << row.name;
  }
}

TEST_F(Protocol, ClosesSlowRequests) {
  Client client(site_->port());
  client.send("GET / HTTP/1.1\r\nHost:");
  auto began = std::chrono::steady_clock::now();
  EXPECT_TRUE(client.closed());
  EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
}

TEST_F(Protocol, ClosesIdleConnections) {
  Client client(site_->port());
  EXPECT_EQ(client.call("GET", "/api/health").status, 200);
  EXPECT_TRUE(client.closed());
}

TEST_F(Protocol, TakesOnlySoManyConnections) {
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(std::make_unique<Client>(site_->port()));
    ASSERT_EQ(clients.back()->call("GET", "/api/health").status, 200);
  }
  Client one_more(site_->port());
  EXPECT_EQ(one_more.receive().status, 503);
}

TEST_F(Protocol, PostsNeedOurForm) {
  Client client(site_->port());
  std::string form = "Content-Type: application/x-www-form-urlencoded\r\n";
  EXPECT_EQ(client.call("POST", "/desk/sign-in", form, "user=officer&password=hokkaido-demo").status, 403);
  EXPECT_EQ(client.call("POST", "/desk/sign-in", form, "form_token=0000&user=officer&password=hokkaido-demo").status, 403);
  EXPECT_EQ(client.call("POST", "/desk/sign-in", form + "Origin: https://elsewhere.example\r\n", "user=officer").status, 403);
  EXPECT_EQ(client.call("POST", "/desk/sign-in", form, "user=%zz").status, 400);
  EXPECT_EQ(client.call("POST", "/desk/sign-in", "Content-Type: text/plain\r\n", "x").status, 415);
  EXPECT_EQ(client.call("GET", "/desk").location, "/desk/sign-in?next=%2Fdesk");
}

TEST_F(Protocol, PagesSpeakBothLanguages) {
  Client client(site_->port());
  Answer english = client.call("GET", "/apply?lang=en");
  EXPECT_NE(english.body.find("<html lang=\"en\">"), std::string::npos);
  EXPECT_NE(english.set_cookie.find("lang=en"), std::string::npos);
  EXPECT_NE(client.call("GET", "/apply", "Cookie: lang=en\r\n").body.find("<html lang=\"en\">"), std::string::npos);
  EXPECT_NE(client.call("GET", "/apply", "Accept-Language: en\r\n").body.find("<html lang=\"ja\">"), std::string::npos);
}

TEST(ProtocolStop, StopsWhileConnectionsWait) {
  Site site;
  Client idle(site.port());
  EXPECT_EQ(idle.call("GET", "/api/health").status, 200);
  auto began = std::chrono::steady_clock::now();
  site.server->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
  EXPECT_TRUE(idle.closed());
}

}  // namespace
}  // namespace hashira::api_test
