#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "crypto/hash.hpp"
#include "crypto/key.hpp"
#include "proof/cryptosuite.hpp"
#include "proof/engine.hpp"
#include "proof/suites/sd_proof_value.hpp"
#include "rdf/canonicalize.hpp"

namespace cairn::proof {

/// Selective disclosure: create_proof makes base proofs, verify_proof checks derived ones (proof/selective_disclosure.hpp makes
/// those). P-256 with SHA-256 throughout.
/// spec: VC Data Integrity ECDSA Cryptosuites 1.0 "ecdsa-sd-2023"
std::unique_ptr<Cryptosuite> make_ecdsa_sd_2023();

/// What is drawn by chance for one base proof. Published vectors bring their own.
struct SdSecrets {
  crypto::Sha256 hmac_key;
  crypto::PublicKey statement_key;
  std::function<void(ByteView message, std::span<std::uint8_t, 64> signature)> sign_statement;
};

struct BaseProofParts {
  crypto::Sha256 proof_hash;
  crypto::Sha256 mandatory_hash;
  BaseProofValue value;
};
/// spec: ecdsa-sd-2023 "Base Proof Transformation", "Base Proof Hashing", "Base Proof Serialization"
Result<BaseProofParts> make_base_proof(Workbench& workbench, const ProofInput& input, crypto::Signer& signer,
                                       const SdSecrets& secrets);

struct VerifyParts {
  crypto::Sha256 proof_hash;
  crypto::Sha256 mandatory_hash;
  DerivedProofValue value;
  rdf::StatementLines lines;            ///< valid until the workbench's canonicalizer is used again
  std::vector<std::uint32_t> non_mandatory;  ///< indexes of lines
};
/// fails: malformed/sd.proof-value (indexes beyond the statements), sd.label-count, sd.signature-count; as parse_derived
/// spec:  ecdsa-sd-2023 "createVerifyData"
Result<VerifyParts> make_verify_parts(Workbench& workbench, const ProofInput& input, std::string_view proof_value);

}  // namespace cairn::proof
