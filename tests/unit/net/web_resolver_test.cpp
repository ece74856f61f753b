#include "net/web_resolver.hpp"

#include <gtest/gtest.h>

#include "unit/http/tls_server.hpp"

namespace cairn::net {
namespace {

using http::TlsServer;

constexpr std::string_view k_key = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

std::string document_of(const std::string& id) {
  return R"({"id":")" + id + R"(","verificationMethod":[{"id":"#key-1","type":"Multikey","controller":")" + id +
         R"(","publicKeyMultibase":")" + std::string(k_key) + R"("}],"assertionMethod":["#key-1"]})";
}

class MovableClock final : public Clock {
 public:
  Instant now() override { return {seconds, 0}; }
  std::int64_t seconds = 1'000'000;
};

// A server, a fetcher that trusts it, and a resolver over both. Every name leads to the server.
struct World {
  TlsServer server{{}};
  http::Fetcher fetcher{{}, network()};
  MovableClock clock;
  WebResolver resolver{fetcher, clock, {.documents = 3, .keep_document_seconds = 600, .keep_failure_seconds = 30}};

  http::TestOnlyNetwork network() const {
    http::TestOnlyNetwork out;
    out.port = server.port();
    out.certificate_authority_file = server.authority_file();
    out.resolve = [](const std::string&, std::chrono::milliseconds) -> Result<std::vector<http::IpAddress>> {
      return std::vector{http::parse_ip_address("127.0.0.1").value()};
    };
    return out;
  }
  std::string did(const std::string& host, const std::string& rest = {}) const {
    return "did:web:" + host + "%3A" + std::to_string(server.port()) + rest;
  }
  std::string code_of(const std::string& controller) {
    const auto got = resolver.resolve(controller);
    return got.has_value() ? "resolved" : std::string(kind_name(got.error().kind)) + "/" + got.error().code;
  }
};

TEST(WebResolver, finds_a_did_web_at_its_well_known_place) {
  World world;
  const std::string did = world.did("example.test");
  world.server.answer("/.well-known/did.json", TlsServer::ok(document_of(did)));
  const auto got = world.resolver.resolve(did);
  ASSERT_TRUE(got.has_value()) << got.error().code << " " << got.error().detail;
  const proof::ControllerDocument& document = **got;
  EXPECT_EQ(document.id, did);
  ASSERT_EQ(document.methods.size(), 1U);
  EXPECT_EQ(document.methods[0].id, did + "#key-1");
  EXPECT_EQ(crypto::to_multikey(document.methods[0].key), k_key);
  EXPECT_EQ(document.assertion_methods, std::vector<std::string>{did + "#key-1"});
}

TEST(WebResolver, path_segments_of_a_did_web_become_folders) {
  World world;
  const std::string did = world.did("localhost", ":issuers:one");
  world.server.answer("/issuers/one/did.json", TlsServer::ok(document_of(did)));
  EXPECT_EQ(world.code_of(did), "resolved");
}

TEST(WebResolver, finds_a_controller_document_under_an_https_address) {
  World world;
  const std::string url = world.server.url("example.test", "/issuer");
  world.server.answer("/issuer", TlsServer::ok(document_of(url)));
  EXPECT_EQ(world.code_of(url), "resolved");
}

TEST(WebResolver, a_document_about_somebody_else_is_refused) {
  World world;
  world.server.answer("/.well-known/did.json", TlsServer::ok(document_of("did:web:other.example")));
  EXPECT_EQ(world.code_of(world.did("example.test")), "refused/controller.id-mismatch");
}

TEST(WebResolver, a_did_web_is_not_followed_to_another_host) {
  World world;
  const std::string did = world.did("example.test");
  world.server.answer("/.well-known/did.json", TlsServer::redirect(world.server.url("www.example.test", "/did.json")));
  world.server.answer("/did.json", TlsServer::ok(document_of(did)));
  EXPECT_EQ(world.code_of(did), "refused/fetch.redirect");
  const std::string same_host = world.did("www.example.test");
  world.server.answer("/did.json", TlsServer::ok(document_of(same_host)));
  EXPECT_EQ(world.code_of(same_host), "resolved");
}

TEST(WebResolver, what_cannot_be_found_is_not_called_invalid) {
  World world;
  EXPECT_EQ(world.code_of(world.did("example.test")), "missing/resolver.not-found");
  EXPECT_EQ(world.code_of(world.did("unproven.invalid")), "unavailable/resolver.fetch");
  EXPECT_EQ(world.code_of("did:key:" + std::string(k_key)), "unsupported/resolver.method");
  EXPECT_EQ(world.code_of("http://example.test/"), "unsupported/resolver.method");
  EXPECT_EQ(world.code_of("https://127.0.0.1/"), "refused/fetch.host");
  EXPECT_EQ(world.code_of("did:web:127.0.0.1"), "refused/fetch.host");
  EXPECT_EQ(world.code_of("did:web:example.test"), "refused/fetch.port");
}

TEST(WebResolver, a_page_for_people_is_no_controller_document) {
  World world;
  world.server.answer("/.well-known/did.json", TlsServer::ok("<!doctype html>", "text/html"));
  EXPECT_EQ(world.code_of(world.did("example.test")), "malformed/controller.document");
}

TEST(WebResolver, an_answer_is_kept_for_its_time) {
  World world;
  const std::string did = world.did("example.test");
  world.server.answer("/.well-known/did.json", TlsServer::ok(document_of(did)));
  EXPECT_EQ(world.code_of(did), "resolved");
  world.clock.seconds += 599;
  EXPECT_EQ(world.code_of(did), "resolved");
  EXPECT_EQ(world.server.requests().size(), 1U);
  world.clock.seconds += 1;
  EXPECT_EQ(world.code_of(did), "resolved");
  EXPECT_EQ(world.server.requests().size(), 2U);
}

TEST(WebResolver, a_failure_is_kept_for_a_shorter_time) {
  World world;
  const std::string did = world.did("example.test");
  EXPECT_EQ(world.code_of(did), "missing/resolver.not-found");
  world.server.answer("/.well-known/did.json", TlsServer::ok(document_of(did)));
  EXPECT_EQ(world.code_of(did), "missing/resolver.not-found");
  world.clock.seconds += 30;
  EXPECT_EQ(world.code_of(did), "resolved");
}

TEST(WebResolver, the_oldest_answer_goes_when_there_are_too_many) {
  World world;
  const auto url_of = [&](int number) { return world.server.url("example.test", "/" + std::to_string(number)); };
  for (int number = 0; number < 4; ++number) {
    world.server.answer("/" + std::to_string(number), TlsServer::ok(document_of(url_of(number))));
    EXPECT_EQ(world.code_of(url_of(number)), "resolved");
  }
  EXPECT_EQ(world.code_of(url_of(3)), "resolved");
  EXPECT_EQ(world.server.requests().size(), 4U);
  EXPECT_EQ(world.code_of(url_of(0)), "resolved");
  EXPECT_EQ(world.server.requests().size(), 5U);
}

}  // namespace
}  // namespace cairn::net
