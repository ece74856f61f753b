#include "proof/suites/ed25519_signature_2020.hpp"

#include "proof/suites/hashed_suite.hpp"

namespace cairn::proof {

std::unique_ptr<Cryptosuite> make_ed25519_signature_2020() {
  static constexpr crypto::KeyType k_key_types[] = {crypto::KeyType::ed25519};
  return make_hashed_suite({.name = "Ed25519Signature2020",
                            .proof_type = "Ed25519Signature2020",
                            .use = SuiteUse::verify_only,
                            .coverage = Coverage::rdf_statements,
                            .key_types = k_key_types});
}

}  // namespace cairn::proof
