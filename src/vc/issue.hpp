#pragma once
#include <span>
#include <string>

#include "base/arena.hpp"
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

/// The permit to sign one checked document once. Only prepare() makes it; sign() spends it.
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

}  // namespace cairn::vc
