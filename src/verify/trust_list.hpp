#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "proof/data_integrity.hpp"
#include "proof/resolver.hpp"
#include "vc/known_issuers.hpp"

namespace cairn::verify {

/// Whom the operator knows, as read from a file. docs/trust.md describes the forms.
struct TrustList {
  std::vector<vc::TrustedIssuer> issuers;
  std::string signature_method;  ///< id of the verification method that signed the list; empty: it carries no proof
};

/// Read a list of known issuers: lines of text with one id each ('#' begins a remark), a JSON array of ids, or a JSON object
/// {"issuers": [{"id", "name", "from", "until", "keys": [{"id", "publicKeyMultibase"|"publicKeyJwk", "from", "until",
/// "compromised"}]}], "validUntil", "proof"}. No signature is looked at.
/// fails: malformed/verify.known-issuers; `detail` names the place
Result<TrustList> read_trust_list(std::string_view text);

/// Who must have signed a list before it is used.
struct ListSigner {
  std::string id;  ///< DID or URL of the signer's controller document
  Instant at;
};

/// Check the signature of a trust list.
/// fails: unauthenticated/trust.not-signed, unauthenticated/trust.signature (broken, or somebody else's);
///        unavailable/trust.signer-unknown (the signer's keys could not be looked up)
Result<void> check_list_signature(std::string_view text, const ListSigner& signer, proof::Engine& engine,
                                  proof::VerificationMethodResolver& resolver);

/// Sign a trust list (eddsa-jcs-2022 or ecdsa-jcs-2019: every byte that means something is covered).
/// in:    method - the signer's verification method
/// out:   indented JSON
/// fails: malformed/verify.known-issuers (no list in the object form), proof.*
Result<std::string> sign_trust_list(std::string_view text, const std::string& method, crypto::Signer& signer,
                                    proof::Engine& engine, Instant now);

/// Adds the keys of the trust list to the documents of their issuers, so that a retired key is still found and an issuer whose
/// address is gone can still be checked. The list's rules about times are applied by vc::judge_key_history.
class TrustResolver final : public proof::VerificationMethodResolver {
 public:
  /// in: inner - asked first; outlives this
  explicit TrustResolver(proof::VerificationMethodResolver& inner) : inner_(inner) {}
  TrustResolver(const TrustResolver&) = delete;
  TrustResolver& operator=(const TrustResolver&) = delete;
  /// in: known - outlives this, or is replaced by another call
  void use(const vc::KnownIssuers& known) { known_ = &known; }
  Result<const proof::ControllerDocument*> resolve(std::string_view controller_url) override;

 private:
  proof::VerificationMethodResolver& inner_;
  const vc::KnownIssuers* known_ = nullptr;
  proof::ControllerDocument merged_;
};

}  // namespace cairn::verify
