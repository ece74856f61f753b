#include "proof/suites/ed25519_signature_2018.hpp"

#include "proof/suites/hashed_suite.hpp"

namespace cairn::proof {

std::unique_ptr<Cryptosuite> make_ed25519_signature_2018() {
  static constexpr crypto::KeyType k_key_types[] = {crypto::KeyType::ed25519};
  return make_hashed_suite({.name = "Ed25519Signature2018",
                            .proof_type = "Ed25519Signature2018",
                            .use = SuiteUse::verify_only,
                            .coverage = Coverage::rdf_statements,
                            .key_types = k_key_types,
                            .value_form = ValueForm::detached_jws});
}

}  // namespace cairn::proof
