#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"

namespace cairn::proof {

/// Clocks of issuers, holders and verifiers may differ by so much.  spec: RFC 7519 4.1.4
inline constexpr std::int64_t k_clock_skew_seconds = 300;

/// spec: RFC 7519 4.1
bool is_registered_claim(std::string_view name);

/// out: the value's own text, or that of its `id`; empty when there is none ("issuer" and "credentialSubject" may be
/// either)
std::string_view id_of(const json::Value* value);

/// The credential that a token carries: its claims without the registered ones. In the form of version 1.1 of the data model it
/// stands in the claim `vc`, and iss, jti, sub, nbf and exp may stand for issuer, id, the subject's id and the two dates.
/// fails: unsupported/jwt.vc-claim (`vp`; a `vc` of another version, or beside a second credential)
/// spec:  VC-JOSE-COSE "Securing VCs with JOSE"; VCDM 1.1 "JSON Web Token", "JWT Decoding"
Result<json::Value> credential_in(json::Value claims, Arena& arena);

/// Claims that repeat the credential must say the same: iss and the issuer, jti and the id, sub and a subject's id, nbf
/// and validFrom, exp and validUntil (issuanceDate and expirationDate in version 1.1).
/// fails: refused/jwt.claim-mismatch, malformed/jwt.claims (a claim of the wrong type)
/// spec:  Open Badges 3.0 "JSON Web Token Proof Format"; VC-JOSE-COSE "JWT Claims"; VCDM 1.1 "JSON Web Token"
Result<void> check_repeated_claims(json::Value claims, json::Value credential);

/// The claims the Open Badges profile repeats, taken from a credential, in a new object with the credential's members
/// after them. fails: refused/jwt.claim-source, malformed/time.*
Result<json::Object> with_repeated_claims(json::Value credential, Arena& arena);

/// out: whole seconds of a NumericDate claim; nothing when there is no such claim
/// fails: malformed/jwt.claims
Result<std::optional<std::int64_t>> read_numeric_date(json::Value claims, std::string_view name);

}  // namespace cairn::proof
