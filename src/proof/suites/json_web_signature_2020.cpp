#include "proof/suites/json_web_signature_2020.hpp"

#include "proof/suites/hashed_suite.hpp"

namespace cairn::proof {

std::unique_ptr<Cryptosuite> make_json_web_signature_2020() {
  static constexpr crypto::KeyType k_key_types[] = {crypto::KeyType::ed25519, crypto::KeyType::p256, crypto::KeyType::p384, crypto::KeyType::rsa};
  return make_hashed_suite({.name = "JsonWebSignature2020",
                            .proof_type = "JsonWebSignature2020",
                            .use = SuiteUse::verify_only,
                            .coverage = Coverage::rdf_statements,
                            .key_types = k_key_types,
                            .value_form = ValueForm::detached_jws});
}

}  // namespace cairn::proof
