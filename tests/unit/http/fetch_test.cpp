#include "http/fetch.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>

#include "http/fetch_url.hpp"
#include "unit/http/tls_server.hpp"

namespace cairn::http {
namespace {

using namespace std::chrono_literals;

std::string code_of(const Result<FetchedDocument>& got) {
  return got.has_value() ? "fetched" : std::string(kind_name(got.error().kind)) + "/" + got.error().code;
}

// A name server of our own: names with addresses, and how often each was asked for.
struct Names {
  std::map<std::string, std::vector<std::string>> addresses;
  std::shared_ptr<std::atomic<int>> questions = std::make_shared<std::atomic<int>>(0);

  Result<std::vector<IpAddress>> operator()(const std::string& host, std::chrono::milliseconds) const {
    ++*questions;
    const auto found = addresses.find(host);
    if (found == addresses.end()) return fail(Kind::unavailable, "fetch.resolve", "no such name");
    std::vector<IpAddress> out;
    for (const std::string& text : found->second) out.push_back(parse_ip_address(text).value());
    return out;
  }
};

const Names k_loopback_names{
    {{"localhost", {"127.0.0.1"}}, {"example.test", {"127.0.0.1"}}, {"www.example.test", {"127.0.0.1"}}}};

TestOnlyNetwork network_of(const TlsServer& server, const Names& names = k_loopback_names) {
  TestOnlyNetwork out;
  out.port = server.port();
  out.certificate_authority_file = server.authority_file();
  out.resolve = names;
  return out;
}

TEST(Fetcher, reads_a_document_over_https) {
  const TlsServer server({{"/did.json", TlsServer::ok("{}", "application/did+json")}});
  const Fetcher fetcher({}, network_of(server));
  const auto got = fetcher.get(server.url("example.test", "/did.json#key-1"), "application/json");
  ASSERT_TRUE(got.has_value()) << got.error().detail;
  EXPECT_EQ(got->body, "{}");
  EXPECT_EQ(got->media_type, "application/did+json");
  EXPECT_EQ(got->url, server.url("example.test", "/did.json"));
}

TEST(Fetcher, tells_the_server_nothing_but_what_it_wants) {
  const TlsServer server(
      {{"/a",
        "HTTP/1.1 302 Found\r\nSet-Cookie: id=1\r\nLocation: /b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"},
       {"/b", TlsServer::ok("x")}});
  const Fetcher fetcher({}, network_of(server));
  ASSERT_EQ(code_of(fetcher.get(server.url("example.test", "/a"), "application/json")), "fetched");
  for (const std::string& request : server.requests()) {
    for (const char* header : {"Cookie:", "Authorization:", "Referer:", "Accept-Encoding:", "X-"}) {
      EXPECT_EQ(request.find(header), std::string::npos) << request;
    }
    EXPECT_NE(request.find("Accept: application/json\r\n"), std::string::npos);
  }
}

TEST(Fetcher, without_the_test_network_loopback_is_refused) {
  const TlsServer server({{"/", TlsServer::ok("{}")}});
  TestOnlyNetwork network = network_of(server);
  network.loopback = TestOnlyNetwork::Loopback::refused;
  const Fetcher fetcher({}, network);
  EXPECT_EQ(code_of(fetcher.get(server.url("example.test", "/"), "*/*")), "refused/fetch.address");
  EXPECT_TRUE(server.requests().empty());
}

TEST(Fetcher, one_private_address_among_public_ones_is_enough_to_refuse) {
  const TlsServer server({{"/", TlsServer::ok("{}")}});
  for (const char* bad : {"10.0.0.1", "169.254.169.254", "::ffff:192.168.0.1", "fd00::1", "64:ff9b::a00:1",
                          "2002:7f00:1::", "0.0.0.0", "fe80::1"}) {
    const Names names{{{"example.test", {"8.8.8.8", bad, "127.0.0.1"}}}};
    const Fetcher fetcher({}, network_of(server, names));
    EXPECT_EQ(code_of(fetcher.get(server.url("example.test", "/"), "*/*")), "refused/fetch.address") << bad;
  }
  EXPECT_TRUE(server.requests().empty());
}

TEST(Fetcher, a_name_is_resolved_once_for_a_document) {
  const TlsServer server({{"/", TlsServer::ok("{}")}});
  const Names names = {{{"example.test", {"127.0.0.1"}}}};
  const Fetcher fetcher({}, network_of(server, names));
  ASSERT_EQ(code_of(fetcher.get(server.url("example.test", "/"), "*/*")), "fetched");
  EXPECT_EQ(*names.questions, 1);
}

TEST(Fetcher, a_name_that_changes_its_address_between_hops_is_judged_again) {
  TlsServer server({});
  server.answer("/", TlsServer::redirect(server.url("example.test", "/next")));
  auto questions = std::make_shared<int>(0);
  TestOnlyNetwork network = network_of(server);
  network.resolve = [questions](const std::string&, std::chrono::milliseconds) -> Result<std::vector<IpAddress>> {
    return std::vector{parse_ip_address(++*questions == 1 ? "127.0.0.1" : "10.0.0.1").value()};
  };
  const Fetcher fetcher({}, network);
  EXPECT_EQ(code_of(fetcher.get(server.url("example.test", "/"), "*/*")), "refused/fetch.address");
  EXPECT_EQ(*questions, 2);
}

TEST(Fetcher, follows_two_redirects_and_no_third) {
  TlsServer server({{"/end", TlsServer::ok("{}")}});
  server.answer("/1", TlsServer::redirect("/2", 301));
  server.answer("/2", TlsServer::redirect(server.url("www.example.test", "/end"), 307));
  server.answer("/0", TlsServer::redirect("/1", 308));
  const Fetcher fetcher({}, network_of(server));
  const auto got = fetcher.get(server.url("example.test", "/1"), "*/*");
  ASSERT_TRUE(got.has_value()) << got.error().detail;
  EXPECT_EQ(got->url, server.url("www.example.test", "/end"));
  EXPECT_EQ(code_of(fetcher.get(server.url("example.test", "/0"), "*/*")), "exhausted/fetch.redirects");
  EXPECT_EQ(code_of(fetcher.get(server.url("example.test", "/1"), "*/*", Redirects::same_host)),
            "refused/fetch.redirect");
}

TEST(Fetcher, a_redirect_to_what_may_not_be_fetched_is_refused) {
  TlsServer server({});
  const std::pair<const char*, const char*> rows[] = {
      {"http://example.test/", "refused/fetch.scheme"},
      {"file:///etc/passwd", "refused/fetch.scheme"},
      {"gopher://example.test/", "refused/fetch.scheme"},
      {"https://127.0.0.1/", "refused/fetch.host"},
      {"https://[::1]/", "refused/fetch.host"},
      {"https://example.test/", "refused/fetch.port"},
      {"https://user:pw@example.test/", "refused/fetch.credentials"},
  };
  const Fetcher fetcher({}, network_of(server));
  for (const auto& [target, expected] : rows) {
    server.answer("/", TlsServer::redirect(target));
    EXPECT_EQ(code_of(fetcher.get(server.url("example.test", "/"), "*/*")), expected) << target;
  }
}

TEST(Fetcher, a_document_over_the_limit_is_not_read_to_its_end) {
  const std::string large(5000, 'x');
  const TlsServer server(
      {{"/told", TlsServer::ok(large)},
       {"/untold", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + large},
       {"/chunked",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n1388\r\n" + large + "\r\n0\r\n\r\n"},
       {"/fits", TlsServer::ok(std::string(4999, 'x'))}});
  FetchLimits limits;
  limits.body_bytes = 4999;
  const Fetcher fetcher(limits, network_of(server));
  EXPECT_EQ(code_of(fetcher.get(server.url("example.test", "/told"), "*/*")), "exhausted/fetch.size");
  EXPECT_EQ(code_of(fetcher.get(server.url("example.test", "/untold"), "*/*")), "exhausted/fetch.size");
  EXPECT_EQ(code_of(fetcher.get(server.url("example.test", "/chunked"), "*/*")), "exhausted/fetch.size");
  EXPECT_EQ(code_of(fetcher.get(server.url("example.test", "/fits"), "*/*")), "fetched");
}

TEST(Fetcher, a_silent_server_is_given_up) {
  TlsServer server({});
  server.answer("/", "silence");
  FetchLimits limits;
  limits.time = 300ms;
  const Fetcher fetcher(limits, network_of(server));
  EXPECT_EQ(code_of(fetcher.get(server.url("example.test", "/"), "*/*")), "unavailable/fetch.timeout");
}

TEST(Fetcher, a_server_that_cannot_prove_its_name_is_not_believed) {
  const TlsServer server({{"/", TlsServer::ok("{}")}});
  const Names names{{{"other.test", {"127.0.0.1"}}, {"example.test", {"127.0.0.1"}}}};
  const Fetcher fetcher({}, network_of(server, names));
  EXPECT_EQ(code_of(fetcher.get(server.url("other.test", "/"), "*/*")), "unavailable/fetch.tls");
  TestOnlyNetwork untrusting = network_of(server, names);
  untrusting.certificate_authority_file.clear();
  EXPECT_EQ(code_of(Fetcher({}, untrusting).get(server.url("example.test", "/"), "*/*")), "unavailable/fetch.tls");
  EXPECT_TRUE(server.requests().empty());
}

TEST(Fetcher, answers_that_are_no_document_say_why) {
  TlsServer server(
      {{"/gone", "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"},
       {"/busy", "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"},
       {"/empty", "HTTP/1.1 204 No\r\nConnection: close\r\n\r\n"},
       {"/lost", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"},
       {"/zip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\nConnection: close\r\n\r\nxx"},
       {"/old", "no header at all\r\n\r\n"}});
  const Fetcher fetcher({}, network_of(server));
  const std::pair<const char*, const char*> rows[] = {
      {"/none", "missing/fetch.not-found"},  {"/gone", "missing/fetch.gone"},
      {"/busy", "unavailable/fetch.status"}, {"/empty", "unavailable/fetch.status"},
      {"/lost", "unavailable/fetch.status"}, {"/zip", "unsupported/fetch.encoding"},
      {"/old", "unavailable/fetch.connect"},
  };
  for (const auto& [path, expected] : rows)
    EXPECT_EQ(code_of(fetcher.get(server.url("example.test", path), "*/*")), expected) << path;
}

TEST(Fetcher, proxy_settings_of_the_environment_are_not_used) {
  const TlsServer server({{"/", TlsServer::ok("{}")}});
  for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
    setenv(name, "http://127.0.0.1:1", 1);
  const Fetcher fetcher({}, network_of(server));
  EXPECT_EQ(code_of(fetcher.get(server.url("example.test", "/"), "*/*")), "fetched");
  for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}) unsetenv(name);
}

TEST(Fetcher, nobody_listening_is_unavailable) {
  std::uint16_t port = 0;
  std::string authority;
  {
    const TlsServer server({});
    port = server.port();
  }
  TestOnlyNetwork network;
  network.port = port;
  network.resolve = k_loopback_names;
  EXPECT_EQ(code_of(Fetcher({}, network).get("https://example.test:" + std::to_string(port) + "/", "*/*")),
            "unavailable/fetch.connect");
}

std::string url_code(std::string_view text) {
  const Result<FetchUrl> url = FetchUrl::parse(text, 443, SingleLabelHosts::refused);
  return url.has_value() ? url->text() : std::string(kind_name(url.error().kind)) + "/" + url.error().code;
}

TEST(FetchUrl, what_may_be_fetched_keeps_its_path_and_query) {
  EXPECT_EQ(url_code("https://example.org/a/b?c=d#e"), "https://example.org/a/b?c=d");
  EXPECT_EQ(url_code("https://EXAMPLE.org:443/"), "https://EXAMPLE.org:443/");
  EXPECT_EQ(FetchUrl::parse("https://EXAMPLE.org/", 443, SingleLabelHosts::refused)->host(), "example.org");
}

TEST(FetchUrl, other_schemes_ports_and_credentials_are_refused) {
  EXPECT_EQ(url_code("http://example.org/"), "refused/fetch.scheme");
  EXPECT_EQ(url_code("ftp://example.org/"), "refused/fetch.scheme");
  EXPECT_EQ(url_code("file:///etc/passwd"), "refused/fetch.scheme");
  EXPECT_EQ(url_code("did:web:example.org"), "malformed/fetch.url");
  EXPECT_EQ(url_code("https://example.org:8443/"), "refused/fetch.port");
  EXPECT_EQ(url_code("https://example.org:80/"), "refused/fetch.port");
  EXPECT_EQ(url_code("https://me@example.org/"), "refused/fetch.credentials");
  EXPECT_EQ(url_code("https://me:secret@example.org/"), "refused/fetch.credentials");
  EXPECT_EQ(url_code("https://example.org@10.0.0.1/"), "refused/fetch.credentials");
}

TEST(FetchUrl, numbers_and_local_names_are_no_hosts) {
  for (const char* text :
       {"https://127.0.0.1/", "https://127.1/", "https://2130706433/", "https://0x7f000001/", "https://017700000001/",
        "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://8.8.8.8/", "https://localhost/", "https://intranet/",
        "https://%31%32%37.0.0.1/", "https://127.0.0.1./"}) {
    EXPECT_EQ(url_code(text), "refused/fetch.host") << text;
  }
}

TEST(FetchUrl, what_parsers_disagree_about_is_malformed) {
  for (const char* text : {"", "example.org", "//example.org/", "https:///", "https://", "https://exa mple.org/",
                           "https://example.org\\@evil.example/", "https://example.org/\n", "https://example.org/\x7f",
                           "https://ex\xc3\xa4mple.org/", "https://example..org/", "https://.example.org/",
                           "https://example.org./", "https://exa%20mple.org/", "https://example.org:99999/"}) {
    EXPECT_EQ(url_code(text), "malformed/fetch.url") << text;
  }
  EXPECT_EQ(url_code("https://example.org/" + std::string(2048, 'a')), "malformed/fetch.url");
}

TEST(ResolveHost, finds_the_machine_itself) {
  const auto got = resolve_host("localhost", 5s);
  ASSERT_TRUE(got.has_value()) << got.error().detail;
  for (const IpAddress& address : *got) EXPECT_EQ(special_purpose(address), "loopback");
}

TEST(ResolveHost, a_name_without_addresses_is_unavailable) {
  const auto got = resolve_host("name.invalid", 5s);
  ASSERT_FALSE(got.has_value());
  EXPECT_EQ(got.error().code, "fetch.resolve");
}

}  // namespace
}  // namespace cairn::http
