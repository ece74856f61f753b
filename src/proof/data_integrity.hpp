#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "crypto/signature.hpp"
#include "json/value.hpp"
#include "jsonld/loader.hpp"
#include "proof/resolver.hpp"

namespace cairn::proof {

/// What one thread needs to make and check proofs: JSON-LD processor, canonicaliser and their scratch memory. Not thread-safe.
class Engine {
 public:
  explicit Engine(jsonld::DocumentLoader& loader);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  struct State;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// spec: VC Data Integrity 1.0 "Proofs"
struct ProofConfiguration {
  std::string cryptosuite;          ///< "eddsa-rdfc-2022", "ecdsa-rdfc-2019", "eddsa-jcs-2022", "ecdsa-jcs-2019",
                                    ///< "ecdsa-sd-2023"
  std::string verification_method;  ///< absolute id
  std::string purpose = "assertionMethod";
  std::optional<Instant> created;
  std::optional<Instant> expires;
  std::string id;                               ///< empty: none
  std::vector<std::string> previous_proofs;     ///< ids, for chains
  std::vector<std::string> domains;
  std::string challenge;
  std::vector<std::string> mandatory_pointers;  ///< ecdsa-sd-2023: JSON Pointers to what every copy shows
};

/// Secure a document: transform, hash, sign, attach `proof` (added to an array when there is one already; an empty array asks for one).
/// out:   a new object sharing the document's members, in `arena`
/// fails: refused/jsonld.data-loss, refused/proof.suite-key (suite and key do not belong together), unsupported/proof.suite, ...
/// spec:  VC Data Integrity 1.0 "Add Proof", "Add Proof Set/Chain"
Result<json::Value> add_proof(Engine& engine, json::Value document, const ProofConfiguration& configuration,
                              crypto::Signer& signer, Arena& arena);

enum class Outcome { pass, fail, unknown };

/// What was found about one proof. "The signature fits" and "the key may speak for its controller" are two answers.
struct ProofFinding {
  std::string suite;                ///< cryptosuite, or the proof's type for legacy suites
  std::string verification_method;
  std::string controller;           ///< id of the controller document that lists the method, when found
  Outcome signature = Outcome::unknown;
  /// The controller lists the method under the purpose, not revoked or expired at the time; and the proof's own terms hold: purpose,
  /// end, domain, challenge.
  Outcome authorised = Outcome::unknown;
  std::string code;                 ///< of the first thing that is not pass; empty when all pass
  std::string detail;
  std::string hint;
  std::optional<Instant> created;
  std::optional<crypto::PublicKey> key{};  ///< the key that the signature was checked with
};

struct VerifyOptions {
  Instant at;
  std::string purpose = "assertionMethod";
  std::optional<std::string> domain;
  std::optional<std::string> challenge;
};

/// Check every proof of a secured document.
/// out:   a finding per proof, in order; empty when the document has no proof
/// fails: only when nothing can be said about any proof (the document is no object)
/// spec:  VC Data Integrity 1.0 "Verify Proof", "Verify Proof Sets and Chains"
Result<std::vector<ProofFinding>> verify_proofs(Engine& engine, json::Value secured, VerificationMethodResolver& resolver,
                                                const VerifyOptions& options, Arena& arena);

}  // namespace cairn::proof
