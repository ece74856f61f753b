#pragma once
#include <string_view>

#include "base/result.hpp"
#include "crypto/signature.hpp"
#include "json/value.hpp"

namespace cairn::crypto {

/// The algorithm that a JOSE "alg" means for a key of this type. What the key allows decides, never the token alone.
/// fails: refused/jws.algorithm - "none", MAC algorithms, and any that do not belong to the key;
///        unsupported/jws.algorithm - signature algorithms of the registry that are not built in
/// spec:  RFC 7518 3.1, RFC 8037 3.1, RFC 9864
Result<Algorithm> algorithm_for_jws(std::string_view name, KeyType type);

/// The "alg" to write for an algorithm: "EdDSA", "ES256", "ES384", "RS256", "PS256".
std::string_view jws_algorithm_name(Algorithm algorithm);

/// Whether a JWK that names its one algorithm allows this one; a JWK without "alg" allows all of its type.
/// spec:  RFC 7517 4.4
bool jwk_allows(json::Value jwk, Algorithm algorithm);

}  // namespace cairn::crypto
