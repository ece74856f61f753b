#pragma once
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "json/value.hpp"
#include "proof/resolver.hpp"

namespace cairn::proof {

/// Resolves what needs no network: did:key and did:jwk are computed, other documents must have been given by hand.
/// Everything else is refused/resolver.offline. Not thread-safe: one per thread. A document returned stays valid until
/// the next call.
class LocalResolver final : public VerificationMethodResolver {
 public:
  LocalResolver() = default;
  LocalResolver(const LocalResolver&) = delete;
  LocalResolver& operator=(const LocalResolver&) = delete;

  /// Keep a document under the URL of its controller, for example "did:web:example.org" or
  /// "https://example.org/issuer". fails: as parse_controller_document
  Result<void> add_document(std::string_view controller_url, json::Value document);

  Result<const ControllerDocument*> resolve(std::string_view controller_url) override;

 private:
  using Documents = std::map<std::string, ControllerDocument, std::less<>>;
  Result<const ControllerDocument*> remember(Result<ControllerDocument> computed);

  Documents given_;
  Documents computed_;  // bounded: the oldest goes first
  std::deque<Documents::iterator> ages_;
};

/// Asks several resolvers in turn, until one knows the document or finds it broken.
class ResolverChain final : public VerificationMethodResolver {
 public:
  /// in: resolvers that outlive the chain; not empty
  explicit ResolverChain(std::vector<VerificationMethodResolver*> resolvers) : resolvers_(std::move(resolvers)) {}
  ResolverChain(const ResolverChain&) = delete;
  ResolverChain& operator=(const ResolverChain&) = delete;

  /// fails: with the last resolver's answer, when all decline (offline, not found, method not supported)
  Result<const ControllerDocument*> resolve(std::string_view controller_url) override;

 private:
  std::vector<VerificationMethodResolver*> resolvers_;
};

}  // namespace cairn::proof
