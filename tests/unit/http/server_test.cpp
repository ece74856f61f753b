#include "http/server.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

namespace cairn::http {
namespace {

// A server that echoes method, path and body, and a client that sends raw bytes.
class ServerTest : public testing::Test {
 protected:
  void SetUp() override {
    ServerOptions options;
    options.port = 0;
    options.body_bytes = 1000;
    options.timeout = std::chrono::seconds(2);
    server_ = std::make_unique<Server>(options, [](const Request& request) {
      if (request.path == "/throw") throw std::runtime_error("a secret");
      Response response;
      response.content_type = "text/plain";
      response.body = request.path + "|" + request.query + "|" + request.body;
      return response;
    });
    port_ = server_->listen().value();
    thread_ = std::thread([this] { server_->run(); });
  }
  void TearDown() override {
    server_->stop();
    thread_.join();
  }

  // out: everything the server sends until it closes or `answers` answers have come
  std::string send(const std::string& bytes, int answers = 1) const {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    timeval wait{3, 0};
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port_);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof to), 0);
    EXPECT_EQ(::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
    std::string out;
    char block[4096];
    while (count(out) < answers || out.find("\r\n\r\n") == std::string::npos) {
      const ssize_t got = ::recv(socket, block, sizeof block, 0);
      if (got <= 0) break;
      out.append(block, static_cast<std::size_t>(got));
    }
    ::close(socket);
    return out;
  }
  static int count(const std::string& out) {
    int found = 0;
    for (std::size_t at = out.find("HTTP/1.1 "); at != std::string::npos; at = out.find("HTTP/1.1 ", at + 1)) ++found;
    return found;
  }

  std::unique_ptr<Server> server_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

TEST_F(ServerTest, AnswersARequest) {
  const std::string out = send("GET /a%20b?x=1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_NE(out.find("HTTP/1.1 200"), std::string::npos) << out;
  EXPECT_NE(out.find("/a b|x=1|"), std::string::npos) << out;
}

TEST_F(ServerTest, ReadsABodyThatComesInPieces) {
  const std::string out = send("POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  EXPECT_NE(out.find("/p||abcde"), std::string::npos) << out;
}

TEST_F(ServerTest, AnswersTwoRequestsOnOneConnection) {
  const std::string out = send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n", 2);
  EXPECT_EQ(count(out), 2) << out;
}

// RFC 9112 3.2: a request without or with more than one Host is answered with 400.
TEST_F(ServerTest, RefusesAMissingOrDoubledHost) {
  EXPECT_NE(send("GET / HTTP/1.1\r\n\r\n").find(" 400 "), std::string::npos);
  EXPECT_NE(send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n").find(" 400 "), std::string::npos);
}

// What leads to request smuggling: folded headers, unknown transfer codings, two lengths.
TEST_F(ServerTest, RefusesAmbiguousFraming) {
  EXPECT_NE(send("GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n folded\r\n\r\n").find(" 400 "), std::string::npos);
  const std::string smuggled = send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\nGET /evil HTTP/1.1\r\nHost: a\r\n\r\n", 2);
  EXPECT_EQ(count(smuggled), 1) << smuggled;
  EXPECT_NE(smuggled.find(" 400 "), std::string::npos) << smuggled;
  EXPECT_EQ(smuggled.find("/evil"), std::string::npos) << smuggled;
  EXPECT_NE(send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd").find(" 400 "), std::string::npos);
  EXPECT_NE(send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").find(" 400 "), std::string::npos);
}

TEST_F(ServerTest, RefusesWhatIsTooLarge) {
  EXPECT_NE(send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n").find(" 413 "), std::string::npos);
  EXPECT_NE(send("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20000, 'x') + "\r\n\r\n").find(" 431 "), std::string::npos);
}

TEST_F(ServerTest, RefusesWhatIsNoRequest) {
  EXPECT_NE(send("hello\r\n\r\n").find(" 400 "), std::string::npos);
  EXPECT_NE(send("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n").find(" 400 "), std::string::npos);
  EXPECT_NE(send(std::string("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n")).find(" 400 "), std::string::npos);
}

TEST_F(ServerTest, ABugEndsOneRequestAndSaysNothingAboutItself) {
  const std::string out = send("GET /throw HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_NE(out.find(" 500 "), std::string::npos) << out;
  EXPECT_EQ(out.find("secret"), std::string::npos) << out;
  EXPECT_NE(send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").find(" 200 "), std::string::npos);
}

TEST_F(ServerTest, ASilentClientDoesNotStopOthers) {
  std::vector<std::thread> silent;
  for (int i = 0; i < 50; ++i) {
    silent.emplace_back([this] { send("GET / HTTP/1.1\r\nHo"); });
  }
  EXPECT_NE(send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").find(" 200 "), std::string::npos);
  for (std::thread& one : silent) one.join();
}

TEST(Server, SaysWhyItCannotListen) {
  ServerOptions options;
  options.port = 0;
  Server first(options, [](const Request&) { return Response{}; });
  options.port = first.listen().value();
  Server second(options, [](const Request&) { return Response{}; });
  const auto port = second.listen();
  ASSERT_FALSE(port.has_value());
  EXPECT_EQ(port.error().code, "http.listen");
  options.address = "not an address";
  Server third(options, [](const Request&) { return Response{}; });
  EXPECT_EQ(third.listen().error().code, "http.address");
}

}  // namespace
}  // namespace cairn::http
