#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/entropy.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "crypto/signature.hpp"
#include "json/value.hpp"
#include "proof/data_integrity.hpp"
#include "vc/rules.hpp"

namespace cairn::vc {

/// A credential without proof, in an arena that the caller keeps.
struct UnsecuredDocument {
  json::Value value;
};

/// A credential with its proof.
struct SecuredDocument {
  json::Value value;
};

/// What must hold before anything is signed.
struct IssuePolicy {
  std::span<const Rulebook* const> rulebooks;
  jsonld::DocumentLoader* contexts = nullptr;  ///< pinned contexts
};

/// What a selectively disclosable credential says besides its document.
struct DisclosableTerms {
  std::string_view verification_method;      ///< becomes `kid`
  std::string_view kind;                     ///< `vct`
  Instant issued;                            ///< `iat`
  std::optional<crypto::PublicKey> holder;   ///< `cnf`: who holds this key can present it; nothing: anybody can
  std::vector<std::string> withholdable;     ///< JSON Pointers into the document
};

/// The permit to sign one checked document once. Only prepare() makes it; sign() and sign_disclosable() spend it.
class Prepared {
 public:
  Prepared(Prepared&&) noexcept;
  Prepared& operator=(Prepared&&) noexcept;
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;
  json::Value document() const { return document_; }
  bool spent() const { return spent_; }

 private:
  friend Result<Prepared> prepare(UnsecuredDocument document, const IssuePolicy& policy);
  friend Result<SecuredDocument> sign(Prepared&& prepared, proof::Engine& engine, crypto::Signer& signer,
                                      const proof::ProofConfiguration& configuration, Arena& arena);
  friend Result<std::string> sign_disclosable(Prepared&& prepared, const DisclosableTerms& terms, crypto::Signer& signer,
                                              Entropy& entropy, Arena& arena);
  Result<void> spend(std::string_view verification_method);
  explicit Prepared(json::Value document) : document_(document) {}
  json::Value document_;
  bool spent_ = false;
};

/// Check a document with every rulebook of the policy.
/// fails: refused/vc.not-conforming - `detail` names the first finding, its place, and how many more there are (lint lists all)
Result<Prepared> prepare(UnsecuredDocument document, const IssuePolicy& policy);

/// Sign a prepared document; safe mode refuses what the signature would not cover.
/// out:   a new document; its `proof` is a list, which both official schemas of Open Badges take
/// fails: refused/vc.key-not-issuers (the verification method is not one of the document's issuer), refused/vc.permit-spent, and
///        what proof::add_proof fails with
Result<SecuredDocument> sign(Prepared&& prepared, proof::Engine& engine, crypto::Signer& signer,
                             const proof::ProofConfiguration& configuration, Arena& arena);

/// Sign a prepared document as a selectively disclosable token: its members are claims beside those of the profile.
/// fails: refused/vc.key-not-issuers, refused/vc.permit-spent, malformed/time.*, and what proof::issue_sd_jwt fails with
/// spec:  RFC 9901 6.1; SD-JWT-based Verifiable Credentials "Data Format"
Result<std::string> sign_disclosable(Prepared&& prepared, const DisclosableTerms& terms, crypto::Signer& signer,
                                     Entropy& entropy, Arena& arena);

}  // namespace cairn::vc
