#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "crypto/signature.hpp"
#include "json/value.hpp"
#include "proof/data_integrity.hpp"

namespace cairn::proof {

/// Two ways to put a credential into a token.
enum class JwtProfile {
  vc_jose_cose,  ///< typ "vc+jwt"; the claims are the credential. spec: VC-JOSE-COSE "Securing JSON-LD VCs with JOSE"
  open_badges    ///< typ "JWT"; iss, jti, sub, nbf (exp) repeat the credential. spec: Open Badges 3.0 "JSON Web Token
                 ///< Proof Format"
};

struct VcJwt {
  json::Value header;
  json::Value claims;      ///< everything that was signed
  json::Value credential;  ///< the claims without the registered ones; of version 1.1, what the claim `vc` holds
  JwtProfile profile = JwtProfile::vc_jose_cose;  ///< by `typ`: "vc+jwt", or "JWT" and none
  std::vector<std::string> missing_claims;        ///< claims the Open Badges profile requires and the token lacks
  ProofFinding finding;                           ///< suite: the algorithm's name
};

/// Check a credential secured as a compact JWS. No JSON-LD processing takes place.
/// The key comes from `kid` through its controller document. A key in the header alone counts as authorised only when
/// the issuer's controller document lists that very key; while the document is not at hand, it is unknown. in:    token
/// - must outlive the result, as must `arena` fails: as parse_compact_jws; malformed/jwt.claims when the payload is no
/// JSON object spec:  VC-JOSE-COSE "Verifying a Credential"; Open Badges 3.0 "JSON Web Token Proof Format"; RFC 7519,
/// RFC 8725
Result<VcJwt> verify_vc_jwt(std::string_view token, VerificationMethodResolver& resolver, const VerifyOptions& options,
                            Arena& arena);

/// Secure a credential as a token.
/// in:    verification_method - absolute id, becomes `kid`
/// fails: refused/jwt.credential (has a proof, or a member named vc, vp or like a registered claim),
/// refused/jwt.claim-source (Open
///        Badges: issuer, id, validFrom or the subject's id is missing), malformed/time.*; the signer's errors
Result<std::string> sign_vc_jwt(json::Value credential, JwtProfile profile, std::string_view verification_method,
                                crypto::Signer& signer, Arena& arena);

}  // namespace cairn::proof
