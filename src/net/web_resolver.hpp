#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "base/clock.hpp"
#include "http/fetch.hpp"
#include "proof/resolver.hpp"

namespace cairn::net {

/// How long and how many answers are kept.
struct WebResolverLimits {
  std::size_t documents = 256;
  std::int64_t keep_document_seconds = 600;
  std::int64_t keep_failure_seconds = 30;  ///< a server that does not answer is not asked again at once
};

/// Resolves what needs the network: did:web, and controller documents and keys under an https URL.
/// Not thread-safe: one per thread. A document returned stays valid until the next call.
class WebResolver final : public proof::VerificationMethodResolver {
 public:
  /// owns: nothing; fetcher and clock must outlive it
  WebResolver(const http::Fetcher& fetcher, Clock& clock, const WebResolverLimits& limits = {})
      : fetcher_(fetcher), clock_(clock), limits_(limits) {}
  WebResolver(const WebResolver&) = delete;
  WebResolver& operator=(const WebResolver&) = delete;

  /// in:    "did:web:example.org", "https://example.org/issuer"; a document's `id` must be exactly this. A did:web is
  /// not followed to
  ///        another host.
  /// fails: unsupported/resolver.method (neither did:web nor https), missing/resolver.not-found,
  /// unavailable/resolver.fetch,
  ///        malformed/did.*, refused/did.web-host, malformed/controller.*, refused/controller.id-mismatch, and what
  ///        http::Fetcher refuses or finds too large
  /// spec:  did:web method specification "Read (Resolve)"; Controlled Identifiers 1.0 "Retrieve Verification Method"
  Result<const proof::ControllerDocument*> resolve(std::string_view controller_url) override;

 private:
  struct Kept {
    std::variant<proof::ControllerDocument, Error> answer;
    std::int64_t until_seconds;
  };
  using Cache = std::map<std::string, Kept, std::less<>>;
  Cache::iterator keep(std::string_view controller_url, Result<proof::ControllerDocument> answer);

  const http::Fetcher& fetcher_;
  Clock& clock_;
  WebResolverLimits limits_;
  Cache cache_;
  std::deque<Cache::iterator> ages_;
};

}  // namespace cairn::net
