#pragma once
#include <optional>
#include <string_view>

#include "proof/sd_jwt_vc.hpp"
#include "vc/single_checks.hpp"
#include "vc/verify.hpp"

// The checks of a selectively disclosable credential. Internal to this library.
namespace cairn::vc {

/// The claims in the words of the data model: without those of the token, with `issuer`, `validFrom` and `validUntil` taken from
/// iss, nbf and exp where the credential has none of its own.
/// fails: malformed/jwt.claims (a time that is none)
Result<json::Value> credential_of_claims(const proof::SdJwtVc& token, Arena& arena);

/// Whether the token keeps the rules of its profile, and its claims do not contradict each other.
Check check_sd_jwt_shape(const proof::SdJwtVc& token, const json::Value& credential);

/// What the issuer's Token Status List says, and the status lists of the data model if the claims name one.
Check check_sd_jwt_status(const proof::SdJwtVc& token, const json::Value& credential, VerifyPorts& ports,
                          const VerifyPolicy& policy, Arena& arena);

/// Whether it belongs to the person asked about, and whether the holder of the key named in it presented it. A key binding
/// that is there must hold; it must be there when a nonce or an audience was given.
Check check_sd_jwt_recipient(const proof::SdJwtVc& token, const json::Value& credential, const VerifyPolicy& policy);

/// What a token's own status list says: the claim {"status_list": {"idx", "uri"}}.
/// spec: Token Status List "Referenced Token"
Check check_token_list(std::string_view issuer, const json::Value& status, VerifyPorts& ports, const VerifyPolicy& policy, Arena& arena);

/// out: the answer that speaks more against the credential; the second one when they are alike
Check worse_of(Check a, Check b);

}  // namespace cairn::vc
