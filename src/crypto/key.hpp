#pragma once
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"
#include "json/value.hpp"

namespace cairn::crypto {

enum class KeyType { ed25519, p256, p384, rsa };
std::string_view key_type_name(KeyType type);  ///< "Ed25519", "P-256", "P-384", "RSA"

/// A public key, checked when it was made: Ed25519 32 bytes; P-256 33 and P-384 49 bytes, the compressed point, on the
/// curve; RSA the DER SubjectPublicKeyInfo, 2,048 to 8,192 bits.
struct PublicKey {
  KeyType type;
  Bytes bytes;
  Bytes y = {};  ///< of P-256 and P-384: the other coordinate. It follows from `bytes`, and is kept since finding it takes a square root
  bool operator==(const PublicKey& other) const { return type == other.type && bytes == other.bytes; }
};

/// fails: malformed/key.length, malformed/key.point (not on the curve), and those of crypto/rsa.hpp for RSA
/// cost:  nothing for Ed25519: whether its bytes are a point, and of full order, is judged by verify()
Result<PublicKey> make_public_key(KeyType type, ByteView bytes);

/// Multikey text of Ed25519, P-256, P-384 public keys ("z6Mk...").
/// spec: Controlled Identifiers 1.0 "Multikey"; multicodec ed01, 8024, 8124
/// fails: unsupported/key.multicodec, unsupported/multibase.prefix (not base58btc), refused/key.private-member (a
/// private key),
///        malformed/base58, and those of make_public_key
Result<PublicKey> parse_multikey(std::string_view text);
std::string to_multikey(const PublicKey& key);  ///< Bug for RSA

/// spec: RFC 7517, RFC 7518 6, RFC 8037. A JWK with a private member ("d", "p", ...) is refused, and so is one
/// whose "use", "key_ops" or "alg" says that it does not verify signatures. Other members are not looked at.
/// fails: malformed/key.jwk, malformed/base64url, refused/key.private-member, refused/key.use, refused/key.algorithm,
///        unsupported/key.type, unsupported/key.algorithm, and those of make_public_key
Result<PublicKey> parse_public_jwk(json::Value jwk);
/// out: kty, crv, x, y (n, e): nothing else
json::Object to_public_jwk(const PublicKey& key, Arena& arena);
/// RFC 7638, SHA-256, base64url
std::string jwk_thumbprint(const PublicKey& key);

}  // namespace cairn::crypto
