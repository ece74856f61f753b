#pragma once
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "crypto/key.hpp"
#include "crypto/signature.hpp"

namespace cairn::proof {

/// A JSON Web Signature over bytes that stand elsewhere and are not encoded: "header..signature".
/// spec: RFC 7797
struct DetachedJws {
  std::string_view header;  ///< as it stands in the text, base64url
  Bytes signature;
};

/// Take it apart and hold its header to the one form there is: {"alg", "b64": false, "crit": ["b64"]} and nothing else.
/// The key says which "alg" that is: EdDSA, ES256, ES384, or PS256 for RSA.
/// in:    text - must outlive the result
/// fails: malformed/proof.value (parts, base64url, JSON), refused/proof.jws-header
/// spec:  RFC 7797 6; JSON Web Signature 2020 "JsonWebSignature2020"
Result<DetachedJws> parse_detached_jws(std::string_view text, crypto::KeyType key_type);

/// fails: as crypto::verify
Result<crypto::SignatureCheck> verify_detached_jws(const DetachedJws& jws, const crypto::PublicKey& key, ByteView payload);

}  // namespace cairn::proof
