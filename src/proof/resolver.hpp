#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "crypto/key.hpp"

namespace cairn::proof {

/// spec: Controlled Identifiers 1.0 "Verification Methods"
struct VerificationMethod {
  std::string id;
  std::string controller;
  crypto::PublicKey key;
  std::optional<Instant> expires;
  std::optional<Instant> revoked;
};

/// Whose list of keys a controller document is.
enum class KeyList : std::uint8_t {
  controllers_own,  ///< a key that is not in it is not the controller's
  vouched_for       ///< keys that somebody else knows; there may be others
};

/// A DID document or another controller document, reduced to what verifying needs.
/// spec: Controlled Identifiers 1.0 "Controlled Identifier Documents"
struct ControllerDocument {
  std::string id;
  std::vector<VerificationMethod> methods;        ///< all whose keys we can read
  std::vector<std::string> assertion_methods;     ///< absolute ids listed under assertionMethod
  std::vector<std::string> authentications;
  std::vector<std::string> unreadable_methods;    ///< absolute ids of methods whose type or key we cannot read
  KeyList list = KeyList::controllers_own;
};

/// Finds the controller document of a verification method.
class VerificationMethodResolver {
 public:
  virtual ~VerificationMethodResolver() = default;
  /// in:    the part of a verification method before '#': "did:key:z6Mk...", "did:web:example.org", "https://example.org/issuer"
  /// fails: missing/resolver.not-found, unavailable/resolver.fetch, unsupported/resolver.method, refused/resolver.offline,
  ///        malformed/controller.* . None of them means "invalid": the caller reports unknown.
  virtual Result<const ControllerDocument*> resolve(std::string_view controller_url) = 0;
};

}  // namespace cairn::proof
