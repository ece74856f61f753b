#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "jsonld/loader.hpp"
#include "proof/data_integrity.hpp"
#include "proof/method_lookup.hpp"
#include "proof/resolver.hpp"
#include "proof/sd_jwt.hpp"

namespace cairn::proof {

/// What checking a credential of this kind reaches out to.
struct SdJwtVcPorts {
  VerificationMethodResolver& resolver;
  jsonld::DocumentLoader* documents = nullptr;  ///< for the issuer's metadata; nullptr: none
};

/// What is known about who presented it.
struct HolderFinding {
  Outcome outcome = Outcome::unknown;
  std::string code;  ///< why not pass; empty when it is
  std::string detail;
  std::string hint;
  std::string audience;  ///< whom it was presented to, as the holder wrote it; only when it passes
};

struct SdJwtVc {
  SdJwt token;
  std::string_view issuer;             ///< `iss`; empty: none
  std::optional<Error> departure;      ///< first rule of the profile that is broken; nothing: none
  ProofFinding finding;                ///< suite: the algorithm's name
  std::optional<HolderFinding> holder; ///< nothing: no key binding is there
};

/// Check a credential in the form of a selectively disclosable token, and its key binding if there is one. Dates and status
/// are the caller's to judge.
/// The key comes from `kid`: by the controller document of a DID or of the issuer's own address, else by the issuer's
/// metadata, whose address is made from `iss`. Keys and certificates in the header are not looked at.
/// in:    options - `domain` is the audience, `challenge` the nonce that the key binding must answer
/// fails: as open_sd_jwt
/// spec:  RFC 9901 7.1, 7.3; SD-JWT-based Verifiable Credentials "Verification and Processing", "JWT VC Issuer Metadata"
Result<SdJwtVc> verify_sd_jwt_vc(std::string_view text, const SdJwtVcPorts& ports, const VerifyOptions& options,
                                 Arena& arena);

/// Find the key that a token of an issuer was signed with, as verify_sd_jwt_vc does: by its header's `kid`.
/// out:   the key, and whether it may speak for the issuer; the finding is told which method was meant
MethodAnswer find_token_key(const CompactJws& token, std::string_view issuer, const SdJwtVcPorts& ports,
                            const VerifyOptions& options, ProofFinding& finding);

/// The rules of the profile: types of header and claims, and claims that must not be withholdable.
/// fails: refused/sd-jwt.type, malformed/sd-jwt.vct, refused/sd-jwt.withholdable, malformed/jwt.claims
Result<void> check_sd_jwt_vc(const SdJwt& token);

/// out:   where the metadata of an issuer are: "/.well-known/jwt-vc-issuer" between host and path
/// fails: unsupported/sd-jwt.issuer (no https address, or one with user information, query or fragment)
Result<std::string> issuer_metadata_url(std::string_view issuer);

}  // namespace cairn::proof
