// Whether a key may speak for its controller, apart from whether the signature fits.
#include "base/encoding.hpp"
#include "unit/proof/secured.hpp"

namespace cairn::proof {
namespace {

class Authorisation : public ProofTest {
 protected:
  // Signed with our key under the method id of a college.
  json::Value signed_as(std::string_view method) {
    configuration_.verification_method = method;
    return sign(badge());
  }
};

TEST_F(Authorisation, a_key_listed_by_its_controller_passes) {
  ASSERT_TRUE(resolver_.add_document("did:web:college.example", college_document()));
  const ProofFinding finding = verify(signed_as("did:web:college.example#k1"));
  EXPECT_TRUE(is_valid(finding)) << finding.detail;
  EXPECT_EQ(finding.controller, "did:web:college.example");
}

TEST_F(Authorisation, a_key_listed_for_another_purpose_fails) {
  ASSERT_TRUE(resolver_.add_document("did:web:college.example", college_document("authentication")));
  const ProofFinding finding = verify(signed_as("did:web:college.example#k1"));
  EXPECT_EQ(finding.signature, Outcome::pass);
  EXPECT_EQ(finding.authorised, Outcome::fail);
  EXPECT_EQ(finding.code, "proof.method-purpose");
}

TEST_F(Authorisation, a_proof_made_for_another_purpose_fails) {
  configuration_.purpose = "authentication";
  const ProofFinding finding = verify(sign(badge()));
  EXPECT_EQ(finding.signature, Outcome::pass);
  EXPECT_EQ(finding.authorised, Outcome::fail);
  EXPECT_EQ(finding.code, "proof.purpose");
  options_.purpose = "authentication";
  EXPECT_TRUE(is_valid(verify(sign(badge()))));
}

TEST_F(Authorisation, a_purpose_nobody_can_check_here_is_never_authorised) {
  configuration_.purpose = "capabilityInvocation";
  options_.purpose = "capabilityInvocation";
  const ProofFinding finding = verify(sign(badge()));
  EXPECT_EQ(finding.authorised, Outcome::unknown);
  EXPECT_EQ(finding.code, "proof.purpose-unsupported");
}

// The attacker's own document claims a method id of the college; the college's document decides.
TEST_F(Authorisation, a_method_under_another_controllers_document_fails) {
  const std::string key = crypto::to_multikey(signer_->public_key());
  ASSERT_TRUE(resolver_.add_document(
      "did:web:evil.example",
      read(R"({"id":"did:web:evil.example","assertionMethod":[{"id":"did:web:college.example#k1","type":"Multikey",
        "controller":"did:web:college.example","publicKeyMultibase":")" +
           key + R"("}]})")));
  EXPECT_EQ(verify(signed_as("did:web:college.example#k1")).authorised, Outcome::unknown);
  ASSERT_TRUE(resolver_.add_document("did:web:college.example", read(R"({"id":"did:web:college.example"})")));
  const ProofFinding finding = verify(signed_as("did:web:college.example#k1"));
  EXPECT_EQ(finding.authorised, Outcome::fail);
  EXPECT_EQ(finding.code, "proof.method-missing");
  EXPECT_EQ(finding.signature, Outcome::unknown);
}

TEST_F(Authorisation, a_method_that_says_it_belongs_to_somebody_else_fails) {
  const std::string key = crypto::to_multikey(signer_->public_key());
  ASSERT_TRUE(
      resolver_.add_document("did:web:college.example",
                             read(R"({"id":"did:web:college.example","assertionMethod":[{"id":"#k1","type":"Multikey",
        "controller":"did:web:other.example","publicKeyMultibase":")" +
                                  key + R"("}]})")));
  const ProofFinding finding = verify(signed_as("did:web:college.example#k1"));
  EXPECT_EQ(finding.signature, Outcome::pass);
  EXPECT_EQ(finding.authorised, Outcome::fail);
  EXPECT_EQ(finding.code, "proof.controller-mismatch");
}

TEST_F(Authorisation, the_exact_method_decides_not_one_of_the_same_kind) {
  const std::string key = crypto::to_multikey(signer_->public_key());
  ASSERT_TRUE(resolver_.add_document(
      "did:web:college.example",
      read(R"({"id":"did:web:college.example","assertionMethod":[{"id":"#other","type":"Multikey",
        "controller":"did:web:college.example","publicKeyMultibase":")" +
           key + R"("}]})")));
  EXPECT_EQ(verify(signed_as("did:web:college.example#k1")).code, "proof.method-missing");
}

TEST_F(Authorisation, revocation_is_judged_at_the_time_of_verification) {
  ASSERT_TRUE(resolver_.add_document("did:web:college.example",
                                     college_document("assertionMethod", R"("revoked":"2026-06-01T00:00:00Z",)")));
  EXPECT_EQ(verify(signed_as("did:web:college.example#k1")).code, "proof.method-revoked");
  options_.at = time("2026-05-31T23:59:59Z");
  EXPECT_TRUE(is_valid(verify(signed_as("did:web:college.example#k1"))));
}

TEST_F(Authorisation, a_key_past_its_end_fails) {
  ASSERT_TRUE(resolver_.add_document("did:web:college.example",
                                     college_document("assertionMethod", R"("expires":"2026-06-01T00:00:00Z",)")));
  EXPECT_EQ(verify(signed_as("did:web:college.example#k1")).code, "proof.method-expired");
  options_.at = time("2026-05-31T23:59:59Z");
  EXPECT_TRUE(is_valid(verify(signed_as("did:web:college.example#k1"))));
}

TEST_F(Authorisation, a_controller_nobody_asked_is_unknown) {
  const ProofFinding finding = verify(signed_as("did:web:college.example#k1"));
  EXPECT_EQ(finding.signature, Outcome::unknown);
  EXPECT_EQ(finding.authorised, Outcome::unknown);
  EXPECT_EQ(finding.code, "resolver.offline");
}

// Anybody can write his own key behind the address of a college.
TEST_F(Authorisation, a_key_in_the_fragment_shows_the_signature_fits_and_nothing_more) {
  const std::string method = "https://college.example/issuer#" + crypto::to_multikey(signer_->public_key());
  const ProofFinding finding = verify(signed_as(method));
  EXPECT_EQ(finding.signature, Outcome::pass);
  EXPECT_EQ(finding.authorised, Outcome::unknown);
  EXPECT_EQ(finding.code, "resolver.offline");
  ASSERT_TRUE(
      resolver_.add_document("https://college.example/issuer", read(R"({"id":"https://college.example/issuer"})")));
  EXPECT_EQ(verify(signed_as(method)).authorised, Outcome::fail);
}

TEST_F(Authorisation, a_bare_did_names_no_key) {
  const json::Value secured = sign(badge());
  const json::Object proof = secured.find("proof")->object();
  proof.set("verificationMethod", json::Value::string(did_), arena_);
  const ProofFinding finding = verify(secured);
  EXPECT_EQ(finding.authorised, Outcome::fail);
  EXPECT_NE(finding.signature, Outcome::pass);  // the method is part of what was signed
}

TEST_F(Authorisation, a_key_of_a_kind_not_known_is_unknown) {
  const std::string did = "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme";
  const ProofFinding finding = verify(signed_as(did + "#zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"));
  EXPECT_EQ(finding.signature, Outcome::unknown);
  EXPECT_EQ(finding.authorised, Outcome::unknown);
  EXPECT_EQ(finding.code, "proof.method-unreadable");
}

TEST_F(Authorisation, a_signature_by_another_key_fails) {
  auto other = crypto::make_signer(crypto::KeyType::ed25519, Bytes(32, 9)).value();
  const auto forged = add_proof(engine_, badge(), configuration_, *other, arena_);
  ASSERT_TRUE(forged);
  const ProofFinding finding = verify(*forged);
  EXPECT_EQ(finding.signature, Outcome::fail);
  EXPECT_EQ(finding.code, "proof.signature");
  EXPECT_EQ(finding.authorised, Outcome::pass);
}

class ProofChain : public ProofTest {
 protected:
  // Two proofs, the second resting on the first.
  json::Value chain() {
    configuration_.id = "urn:uuid:1";
    const json::Value once = sign(badge());
    configuration_.id = "urn:uuid:2";
    configuration_.previous_proofs = {"urn:uuid:1"};
    return read(json::to_text(sign(once)));
  }
};

TEST_F(ProofChain, a_cut_chain_fails) {
  const json::Value secured = chain();
  const json::Array proofs = secured.find("proof")->array();
  secured.object().set("proof", proofs[1], arena_);
  const ProofFinding finding = verify(secured);
  EXPECT_EQ(finding.signature, Outcome::fail);
  EXPECT_EQ(finding.code, "proof.previous-proof");
}

TEST_F(ProofChain, a_later_proof_falls_with_the_one_it_rests_on) {
  const json::Value secured = chain();
  const json::Object first = secured.find("proof")->array()[0].object();
  first.set("cryptosuite", json::Value::string("eddsa-rdfc-2040"), arena_);
  const auto findings = verify_all(secured);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].signature, Outcome::unknown);
  EXPECT_NE(findings[1].signature, Outcome::pass);
}

TEST_F(ProofChain, a_previous_proof_that_does_not_fit_takes_the_next_one_along) {
  // Both signed honestly over each other, but the first by a stranger's key.
  configuration_.id = "urn:uuid:1";
  auto stranger = crypto::make_signer(crypto::KeyType::ed25519, Bytes(32, 9)).value();
  const auto once = add_proof(engine_, badge(), configuration_, *stranger, arena_);
  ASSERT_TRUE(once);
  configuration_.id = "";
  configuration_.previous_proofs = {"urn:uuid:1"};
  const auto findings = verify_all(sign(*once));
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].code, "proof.signature");
  EXPECT_EQ(findings[1].signature, Outcome::fail);
  EXPECT_EQ(findings[1].code, "proof.previous-proof");
}

TEST_F(ProofChain, two_proofs_of_one_name_cannot_be_rested_on) {
  const json::Value secured = chain();
  const json::Array proofs = secured.find("proof")->array();
  proofs.push_back(json::clone(proofs[0], arena_), arena_);
  EXPECT_EQ(verify_all(secured)[1].code, "proof.previous-proof");
}

TEST_F(ProofChain, a_proof_cannot_rest_on_itself) {
  const json::Value secured = chain();
  secured.find("proof")->array()[1].object().set("previousProof", json::Value::string("urn:uuid:2"), arena_);
  EXPECT_EQ(verify_all(secured)[1].signature, Outcome::fail);
}

TEST_F(ProofChain, one_good_proof_among_bad_ones_is_told_apart) {
  const json::Value secured = sign(sign(badge()));
  const json::Array proofs = secured.find("proof")->array();
  proofs.push_back(json::clone(proofs[0], arena_), arena_);
  proofs[2].object().set("created", json::Value::string("2026-05-03T00:00:00Z"), arena_);
  const auto findings = verify_all(secured);
  ASSERT_EQ(findings.size(), 3u);
  EXPECT_TRUE(is_valid(findings[0]));
  EXPECT_TRUE(is_valid(findings[1]));
  EXPECT_EQ(findings[2].code, "proof.signature");
}

}  // namespace
}  // namespace cairn::proof
