#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/arena.hpp"
#include "base/entropy.hpp"
#include "base/result.hpp"
#include "crypto/signature.hpp"
#include "json/value.hpp"

namespace cairn::proof {

/// What a token will say, and what of it the holder may withhold.
struct SdJwtDraft {
  json::Object header;  ///< `alg` is added from the key
  json::Value claims;   ///< an object
  /// JSON Pointers of the members and elements that can be withheld, each on its own; one may lie inside another.
  std::vector<std::string> withholdable;
  /// Digests of nothing, added to every object that has digests, so that their number tells less.
  std::uint32_t decoys = 0;
};

/// Sign a token and append all its disclosures. Digests are SHA-256 and sorted, salts have 128 bits.
/// in:    entropy - is asked for each salt in the order of the claims, what is inside a claim before the claim itself
/// fails: refused/sd-jwt.claim-name (a claim called _sd, ... or _sd_alg), missing/sd-jwt.pointer (nothing stands there, or the
///        pointer names the whole), exhausted/sd-jwt.depth (over 64 levels), exhausted/sd-jwt.count (over 4,096);
///        unsupported/jws.algorithm for RSA; the signer's errors
/// spec:  RFC 9901 4.2, 6.1
Result<std::string> issue_sd_jwt(const SdJwtDraft& draft, crypto::Signer& signer, Entropy& entropy, Arena& arena);

}  // namespace cairn::proof
