#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/resolve.hpp"

namespace cairn::http {

struct FetchRules;

/// What one document may cost, redirects included.
struct FetchLimits {
  std::chrono::milliseconds time{5'000};
  std::size_t body_bytes = 1024 * 1024;
  unsigned redirects = 2;
};

enum class Redirects { any_public_host, same_host };

struct FetchedDocument {
  std::string url;         ///< where it was found in the end
  std::string media_type;  ///< the Content-Type as it was sent, with its parameters; may be empty
  std::string body;
};

/// FOR TESTS ONLY: another port, an own certificate authority, own names, and loopback addresses beside the public
/// ones.
struct TestOnlyNetwork {
  std::uint16_t port = 443;
  std::string certificate_authority_file;
  ResolveHost resolve = resolve_host;
  enum class Loopback { refused, allowed };
  Loopback loopback = Loopback::allowed;
};

/// Reads documents from addresses that strangers chose, without becoming their tool inside our own network:
/// https and port 443 only; a name, never a number; the name is resolved once, every address it has must be global
/// unicast, and only those are connected to, which is checked again on the open connection. A redirect is a new
/// document, judged from the beginning. No cookies, no credentials, no proxy settings, no compression. Safe to use from
/// several threads at once.
class Fetcher {
 public:
  explicit Fetcher(const FetchLimits& limits = {});
  Fetcher(const FetchLimits& limits, TestOnlyNetwork network);
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  /// GET a document.
  /// in:    accept - media types for the Accept header
  /// fails: malformed/fetch.url; refused/fetch.scheme, fetch.port, fetch.credentials, fetch.host, fetch.address,
  /// fetch.redirect;
  ///        unsupported/fetch.encoding; missing/fetch.not-found (404), fetch.gone (410); exhausted/fetch.size, fetch.redirects;
  ///        unavailable/fetch.resolve, fetch.connect, fetch.tls, fetch.timeout, fetch.status
  Result<FetchedDocument> get(std::string_view url, std::string_view accept,
                              Redirects redirects = Redirects::any_public_host) const;
  /// Whether hosts such as "localhost" are contacted: with the test network only.
  bool reaches_local_hosts() const;

 private:
  explicit Fetcher(FetchRules rules);
  std::unique_ptr<const FetchRules> rules_;
};

}  // namespace cairn::http
