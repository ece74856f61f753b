#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "proof/jose.hpp"

namespace cairn::proof {

/// How the digests of a token are made. The name is that of `_sd_alg`; a token that names none means sha-256.
enum class DigestAlgorithm { sha256, sha384, sha512 };

/// out:   base64url of the hash of the text's bytes
/// spec:  RFC 9901 4.2.3
std::string digest_of(std::string_view text, DigestAlgorithm algorithm);

/// A selectively disclosable token, cut into its parts but not read.
struct SdJwtParts {
  std::string_view issuer_token;              ///< the issuer's compact JWS
  std::vector<std::string_view> disclosures;  ///< base64url, as received
  std::string_view key_binding;               ///< the holder's compact JWS; empty: none
  std::string_view bound;                     ///< everything before the key binding: what the holder's hash covers
};

/// Cut a token at its tildes. JSON text is taken for a JWS in JSON serialisation (flattened, or general, of which the
/// first signature counts) and brought into the compact form first.
/// in:    text - must outlive the result, as must `arena`
/// fails: malformed/sd-jwt.syntax (no tilde, none after the last disclosure, an empty disclosure), malformed/json.*,
///        exhausted/sd-jwt.size (over 4 MiB), exhausted/sd-jwt.count (over 4,096 disclosures)
/// spec:  RFC 9901 4, 8.1
Result<SdJwtParts> split_sd_jwt(std::string_view text, Arena& arena);

/// One disclosure that a digest of the token answers for.
struct Disclosure {
  std::string_view text;    ///< as received
  std::string_view digest;  ///< of that text
  std::string_view salt;
  std::optional<std::string_view> name;  ///< of the claim; nothing for an element of an array
  json::Value value;                     ///< as disclosed; digests in it are not replaced
  std::string pointer;                   ///< where it stands in `claims`.  spec: RFC 6901
  std::optional<std::size_t> parent;     ///< number of the disclosure that holds its digest; nothing: the token itself
};

/// A token with its disclosures put in their places. Nothing is said about any signature.
struct SdJwt {
  SdJwtParts parts;
  CompactJws issuer;
  json::Value payload;  ///< as signed, with digests
  json::Value claims;   ///< with what is disclosed, without digests
  DigestAlgorithm algorithm = DigestAlgorithm::sha256;
  std::vector<Disclosure> disclosures;  ///< as they were received
};

/// Read a token and put every disclosure in the place of its digest.
/// in:    text - must outlive the result, as must `arena`
/// out:   claims; digests that nothing discloses are gone, as they may be decoys
/// fails: as split_sd_jwt and parse_compact_jws; malformed/jwt.claims; unsupported/sd-jwt.digest-algorithm;
///        malformed/sd-jwt.disclosure (no base64url, no array of two or three, no text as salt or name, of the wrong
///        length for its place), malformed/sd-jwt.digests (`_sd` is no list of texts, `...` stands beside other members or
///        where no array is, `_sd_alg` inside), refused/sd-jwt.disclosure-repeated, refused/sd-jwt.digest-repeated,
///        refused/sd-jwt.disclosure-unused, refused/sd-jwt.claim-name, refused/sd-jwt.claim-collision,
///        exhausted/sd-jwt.depth (over 64 levels)
/// spec:  RFC 9901 7.1, steps 2.b to 5
Result<SdJwt> open_sd_jwt(std::string_view text, Arena& arena);

}  // namespace cairn::proof
