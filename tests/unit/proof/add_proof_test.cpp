#include "unit/proof/secured.hpp"

namespace cairn::proof {
namespace {

using AddProof = ProofTest;

TEST_F(AddProof, a_proof_made_by_each_suite_verifies) {
  for (const char* suite : {"eddsa-rdfc-2022", "eddsa-jcs-2022"}) {
    configuration_.cryptosuite = suite;
    const ProofFinding finding = verify(sign(badge()));
    EXPECT_TRUE(is_valid(finding)) << suite << ": " << finding.code << " " << finding.detail;
    EXPECT_EQ(finding.suite, suite);
    EXPECT_EQ(finding.controller, did_);
    EXPECT_EQ(finding.created, configuration_.created);
  }
  for (const char* suite : {"ecdsa-rdfc-2019", "ecdsa-jcs-2019"}) {
    use_p256(suite);
    EXPECT_TRUE(is_valid(verify(sign(badge())))) << suite;
    use_p256(suite);
  }
}

TEST_F(AddProof, every_option_is_written_and_signed) {
  configuration_.id = "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544";
  configuration_.expires = time("2027-01-01T00:00:00Z");
  configuration_.domains = {"a.example", "b.example"};
  configuration_.challenge = "c-1";
  const json::Value proof = *sign(badge()).find("proof");
  EXPECT_EQ(proof.text_of("id"), configuration_.id);
  EXPECT_EQ(proof.text_of("created"), "2026-05-01T00:00:00Z");
  EXPECT_EQ(proof.text_of("expires"), "2027-01-01T00:00:00Z");
  EXPECT_EQ(proof.text_of("proofPurpose"), "assertionMethod");
  EXPECT_EQ(json::to_text(*proof.find("domain")), R"(["a.example","b.example"])");
  EXPECT_EQ(proof.text_of("challenge"), "c-1");
  EXPECT_TRUE(is_valid(verify(sign(badge()))));
}

TEST_F(AddProof, an_empty_list_asks_for_a_list) {
  json::Value document = badge();
  document.object().set("proof", json::Array::make(arena_), arena_);
  const json::Value secured = sign(document);
  ASSERT_TRUE(secured.find("proof")->is_array());
  EXPECT_EQ(secured.find("proof")->array().size(), 1u);
  EXPECT_TRUE(is_valid(verify(secured)));
}

TEST_F(AddProof, a_second_proof_joins_the_first) {
  const json::Value once = sign(badge());
  const json::Value twice = sign(once);
  ASSERT_TRUE(twice.find("proof")->is_array());
  const auto findings = verify_all(twice);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_TRUE(is_valid(findings[0]));
  EXPECT_TRUE(is_valid(findings[1]));
  EXPECT_TRUE(once.find("proof")->is_object()) << "the document given must stay as it was";
}

TEST_F(AddProof, a_chain_rests_on_the_proofs_it_names) {
  configuration_.id = "urn:uuid:1";
  const json::Value once = sign(badge());
  configuration_.id = "";
  configuration_.previous_proofs = {"urn:uuid:1"};
  const auto findings = verify_all(sign(once));
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_TRUE(is_valid(findings[0])) << findings[0].detail;
  EXPECT_TRUE(is_valid(findings[1])) << findings[1].detail;
}

class RefusedProof : public AddProof {
 protected:
  std::string code_of(json::Value document) {
    const auto secured = add_proof(engine_, document, configuration_, *signer_, arena_);
    return secured ? "" : secured.error().code;
  }
};

TEST_F(RefusedProof, data_that_would_be_lost_is_not_signed) {
  json::Value document = badge();
  document.object().set("grade", json::Value::string("A"), arena_);
  EXPECT_EQ(code_of(document), "jsonld.data-loss");
}

TEST_F(RefusedProof, suite_and_key_must_belong_together) {
  configuration_.cryptosuite = "ecdsa-rdfc-2019";
  EXPECT_EQ(code_of(badge()), "proof.suite-key");
}

TEST_F(RefusedProof, unknown_and_older_suites_are_not_issued) {
  for (const char* suite : {"eddsa-rdfc-2040", "", "Ed25519Signature2020", "bbs-2023"}) {
    configuration_.cryptosuite = suite;
    EXPECT_EQ(code_of(badge()), "proof.suite") << suite;
  }
}

TEST_F(RefusedProof, a_bare_did_is_no_verification_method) {
  configuration_.verification_method = did_;
  EXPECT_EQ(code_of(badge()), "proof.method-fragment");
}

TEST_F(RefusedProof, inline_contexts_are_not_signed) {
  json::Value document = badge();
  document.find("@context")->array().push_back(read(R"({"grade":"https://a.example/grade"})"), arena_);
  EXPECT_EQ(code_of(document), "proof.inline-context");
}

TEST_F(RefusedProof, a_chain_cannot_rest_on_nothing) {
  configuration_.previous_proofs = {"urn:uuid:1"};
  EXPECT_EQ(code_of(badge()), "proof.previous-proof");
}

TEST_F(RefusedProof, only_objects_are_secured) { EXPECT_EQ(code_of(read("[]")), "proof.document"); }

}  // namespace
}  // namespace cairn::proof
