#pragma once
#include <memory>
#include <string>

#include "base/bytes.hpp"
#include "proof/cryptosuite.hpp"
#include "proof/data_integrity.hpp"

namespace cairn::proof {

/// A suite that signs hash(canonical proof options) followed by hash(canonical document), and writes base58btc;
/// or, verified only, the same bytes under a detached JWS.
/// `coverage` decides the transformation: RDF statements by RDFC-1.0 in safe mode, whole JSON by JCS.
std::unique_ptr<Cryptosuite> make_hashed_suite(const SuiteDescription& description);

/// Every intermediate value of such a suite, for comparing with published vectors and for showing one's work.
struct SigningSteps {
  std::string canonical_document;
  std::string canonical_options;
  Bytes document_hash;
  Bytes options_hash;
  Bytes signed_bytes;
};
/// in:    a key type the suite takes
/// fails: unsupported/proof.suite, and as Cryptosuite::create_proof
Result<SigningSteps> signing_steps(Engine& engine, const SuiteDescription& suite, const ProofInput& input,
                                   crypto::KeyType key_type);

}  // namespace cairn::proof
