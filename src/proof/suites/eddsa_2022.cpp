#include "proof/suites/eddsa_2022.hpp"

#include "proof/suites/hashed_suite.hpp"

namespace cairn::proof {

std::unique_ptr<Cryptosuite> make_eddsa_2022() {
  static constexpr crypto::KeyType k_key_types[] = {crypto::KeyType::ed25519};
  return make_hashed_suite({.name = "eddsa-2022",
                            .proof_type = k_data_integrity_proof,
                            .use = SuiteUse::verify_only,
                            .coverage = Coverage::rdf_statements,
                            .key_types = k_key_types});
}

}  // namespace cairn::proof
