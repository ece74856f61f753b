#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "crypto/key.hpp"
#include "json/value.hpp"
#include "proof/resolver.hpp"

namespace cairn::proof {

/// out: "did:key:z6Mk..."; Bug for RSA.  spec: did:key method specification "Format"
std::string to_did_key(const crypto::PublicKey& key);
/// out: "did:jwk:eyJ...", over the key's smallest JWK in canonical form.  spec: did:jwk "Create"
std::string to_did_jwk(const crypto::PublicKey& key);
/// The verification method id a key has under a controller: the controller's URL, '#', and the key as Multikey; "#0"
/// for did:jwk.
std::string verification_method_id(std::string_view controller, const crypto::PublicKey& key);

/// The controller document of a did:key, computed from the DID alone: all relationships, no key agreement. The method
/// of a key of a kind not known here is listed as unreadable. fails: malformed/did.syntax, unsupported/did.method,
/// malformed/key.*, malformed/base58, refused/key.private-member spec:  did:key method specification "Read"
Result<ControllerDocument> compute_did_key(std::string_view did);
/// As compute_did_key, for a did:jwk. A key whose `use` is not "sig" is listed as unreadable, under no relationship.
/// fails: malformed/did.syntax, unsupported/did.method, malformed/base64url, malformed/json.*, malformed/key.*,
///        refused/key.private-member
/// spec:  did:jwk "Read"
Result<ControllerDocument> compute_did_jwk(std::string_view did);

/// A key as it is published; retired keys stay readable but are no longer listed under assertionMethod.
enum class Standing { active, retired };
struct PublishedKey {
  crypto::PublicKey key;
  Standing standing = Standing::active;
  std::string method_id = {};  ///< empty: verification_method_id of the document's id and the key
  std::optional<Instant> expires = {};
  std::optional<Instant> revoked = {};
};

/// The document to publish for a controller: a DID document, or a controlled identifier document for an https URL.
/// Keys are Multikeys; RSA keys, and the key of a did:jwk, are JsonWebKeys.
/// out:   a JSON object in `arena`
/// spec:  Controlled Identifiers 1.0 "Controlled Identifier Documents", Decentralized Identifiers 1.0 "Core Properties"
json::Value to_controller_json(std::string_view controller, std::span<const PublishedKey> keys, Arena& arena);

}  // namespace cairn::proof
