#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "crypto/signature.hpp"
#include "proof/sd_jwt.hpp"

namespace cairn::proof {

/// The token with only the chosen disclosures, and those that the chosen ones lie inside of; without key binding.
/// in:    chosen - numbers of `token.disclosures`
/// spec:  RFC 9901 7.2
std::string select_disclosures(const SdJwt& token, std::span<const std::size_t> chosen);

/// Whom a presentation is for.
struct PresentationTerms {
  std::string_view audience;  ///< the verifier's identifier
  std::string_view nonce;     ///< what the verifier asked to be answered
  Instant at;
};

/// Append the holder's proof that the token is theirs: a key binding token over exactly these disclosures.
/// in:    unbound - as select_disclosures made it of `token`
/// fails: refused/sd-jwt.holder-key (the token names another key), missing/sd-jwt.holder-key (it names none), and
///        as holder_key; the signer's errors
/// spec:  RFC 9901 4.3
Result<std::string> bind_to_key(const SdJwt& token, std::string unbound, const PresentationTerms& terms,
                                crypto::Signer& holder, Arena& arena);

/// The key the issuer says is the holder's: `cnf` with a `jwk`.
/// fails: missing/sd-jwt.holder-key (no cnf), unsupported/sd-jwt.holder-key (cnf in another form), and as parse_public_jwk
/// spec:  RFC 7800 3.2
Result<crypto::PublicKey> holder_key(const SdJwt& token);

/// What a verifier wants of a key binding.
struct BindingTerms {
  std::optional<std::string> audience;  ///< nothing: any
  std::optional<std::string> nonce;     ///< nothing: any
  Instant at;
  /// How old it may be. Only asked when there is a nonce: without one, nobody asked for a fresh one.
  std::int64_t longest_age_seconds = 86'400;
};

/// Check the key binding of a token, which must be there.
/// fails: missing/sd-jwt.binding, malformed/sd-jwt.binding (a claim that is missing or of the wrong type),
///        refused/sd-jwt.binding-type, refused/sd-jwt.binding-signature, refused/sd-jwt.binding-hash,
///        refused/sd-jwt.binding-nonce, refused/sd-jwt.binding-audience, refused/sd-jwt.binding-time; as parse_compact_jws and
///        verify_jws
/// spec:  RFC 9901 4.3, 7.3
Result<void> check_key_binding(const SdJwt& token, const crypto::PublicKey& holder, const BindingTerms& terms,
                               Arena& arena);

}  // namespace cairn::proof
