#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "crypto/key.hpp"

namespace cairn::vc {

/// A key that an issuer signs or signed with, as the operator's trust list states it. Times are compared with the time that a
/// proof states about itself.
struct TrustedKey {
  std::string method_id;  ///< absolute id of the verification method
  crypto::PublicKey key;
  std::optional<Instant> from;
  std::optional<Instant> until;        ///< retired: what it signed before stays good
  std::optional<Instant> compromised;  ///< from then on others may have had it, and they can write any date
};

/// An issuer the operator knows.
struct TrustedIssuer {
  std::string id;    ///< as it stands in `issuer` (DID or URL), compared byte by byte
  std::string name;  ///< the operator's name for it; may be empty
  std::optional<Instant> from;
  std::optional<Instant> until;
  std::vector<TrustedKey> keys;  ///< empty: whatever keys the issuer's own document lists
  std::optional<Instant> listed_until;  ///< the list it stands in does not vouch for it at a later time of judgement
};

/// The issuers the operator knows. Trust comes from here only; an issuer that is not listed is never "invalid".
class KnownIssuers {
 public:
  KnownIssuers() = default;
  explicit KnownIssuers(std::vector<std::string> ids);
  static KnownIssuers of(std::vector<TrustedIssuer> issuers);
  bool empty() const { return issuers_.empty(); }
  bool contains(std::string_view id) const { return find(id) != nullptr; }
  /// out: the entry, or nullptr
  const TrustedIssuer* find(std::string_view id) const;

 private:
  std::vector<TrustedIssuer> issuers_;  // sorted by id
};

/// A key that was seen at work for an issuer, and since when.
struct PinnedKey {
  std::string issuer;
  std::string key;  ///< Multikey text; for RSA the JWK thumbprint
  Instant since;
};

/// The keys that issuers signed with when they were first seen here.
class KeyPins {
 public:
  KeyPins() = default;
  explicit KeyPins(std::vector<PinnedKey> pins) : pins_(std::move(pins)) {}
  const std::vector<PinnedKey>& all() const { return pins_; }
  void add(PinnedKey pin) { pins_.push_back(std::move(pin)); }
  bool contains(std::string_view issuer, std::string_view key) const;
  /// out: the first key seen of this issuer, or nullptr
  const PinnedKey* first_of(std::string_view issuer) const;

 private:
  std::vector<PinnedKey> pins_;
};

/// out: the text a key is pinned by
std::string pin_text(const crypto::PublicKey& key);

}  // namespace cairn::vc
