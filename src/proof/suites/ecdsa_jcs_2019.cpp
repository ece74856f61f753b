#include "proof/suites/ecdsa_jcs_2019.hpp"

#include "proof/suites/hashed_suite.hpp"

namespace cairn::proof {

std::unique_ptr<Cryptosuite> make_ecdsa_jcs_2019() {
  static constexpr crypto::KeyType k_key_types[] = {crypto::KeyType::p256, crypto::KeyType::p384};
  return make_hashed_suite({.name = "ecdsa-jcs-2019",
                            .proof_type = k_data_integrity_proof,
                            .use = SuiteUse::issue_and_verify,
                            .coverage = Coverage::whole_json,
                            .key_types = k_key_types});
}

}  // namespace cairn::proof
