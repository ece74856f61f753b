#include "net/web_documents.hpp"

#include <gtest/gtest.h>

#include "unit/http/tls_server.hpp"

namespace cairn::net {
namespace {

using http::TlsServer;

class MovableClock final : public Clock {
 public:
  Instant now() override { return {seconds, 0}; }
  std::int64_t seconds = 1'000'000;
};

// A server under every name, a fetcher that trusts it, and a loader over both.
struct World {
  TlsServer server{{}};
  http::Fetcher fetcher{{}, network()};
  MovableClock clock;
  WebDocuments documents{fetcher, clock, {.documents = 2, .keep_seconds = 60}};

  http::TestOnlyNetwork network() const {
    http::TestOnlyNetwork out;
    out.port = server.port();
    out.certificate_authority_file = server.authority_file();
    out.resolve = [](const std::string&, std::chrono::milliseconds) -> Result<std::vector<http::IpAddress>> {
      return std::vector{http::parse_ip_address("127.0.0.1").value()};
    };
    return out;
  }
};

TEST(WebDocuments, a_document_is_read_and_kept_for_a_while) {
  World world;
  const std::string url = world.server.url("example.test", "/status/1");
  world.server.answer("/status/1", TlsServer::ok(R"({"version":1})"));
  const auto first = world.documents.load(url);
  ASSERT_TRUE(first.has_value()) << first.error().detail;
  EXPECT_EQ((*first)->document_url, url);
  EXPECT_EQ((*first)->document.find("version")->number_text(), "1");
  world.server.answer("/status/1", TlsServer::ok(R"({"version":2})"));
  EXPECT_EQ((*world.documents.load(url))->document.find("version")->number_text(), "1");
  world.clock.seconds += 60;
  EXPECT_EQ((*world.documents.load(url))->document.find("version")->number_text(), "2");
}

TEST(WebDocuments, a_document_that_is_not_there_or_is_no_json_is_an_error) {
  World world;
  EXPECT_EQ(world.documents.load(world.server.url("example.test", "/none")).error().kind, Kind::missing);
  world.server.answer("/page", TlsServer::ok("<html>"));
  EXPECT_EQ(world.documents.load(world.server.url("example.test", "/page")).error().code, "json.syntax");
}

TEST(WebDocuments, a_document_that_was_taken_down_for_good_is_told_from_one_that_is_missing) {
  World world;
  world.server.answer("/badge", "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(world.documents.load(world.server.url("example.test", "/badge")).error().code, "fetch.gone");
  EXPECT_EQ(world.documents.load(world.server.url("example.test", "/none")).error().code, "fetch.not-found");
}

TEST(WebDocuments, a_key_in_pem_form_is_one_text) {
  World world;
  const std::string key = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
  world.server.answer("/key.pem", TlsServer::ok(key));
  const auto document = world.documents.load(world.server.url("example.test", "/key.pem"));
  ASSERT_TRUE(document.has_value()) << document.error().detail;
  EXPECT_TRUE((*document)->document.is_string(key));
}

TEST(WebDocuments, only_so_many_are_kept) {
  World world;
  for (const std::string name : {"/1", "/2", "/3"}) {
    world.server.answer(name, TlsServer::ok("{\"name\":\"" + name + "\"}"));
    EXPECT_EQ((*world.documents.load(world.server.url("example.test", name)))->document.text_of("name"), name);
  }
}

}  // namespace
}  // namespace cairn::net
