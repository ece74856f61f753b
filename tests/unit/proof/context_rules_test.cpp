#include "proof/context_rules.hpp"

#include <gtest/gtest.h>

#include "json/read.hpp"
#include "proof/proof_members.hpp"

namespace cairn::proof {
namespace {

// out: the code of the first objection, or "" when there is none
std::string objection(std::string_view text) {
  Arena arena;
  const auto document = json::read(text, arena);
  const auto checked = check_places(document.value().object());
  return checked ? "" : checked.error().code;
}

// A member moved to another object with the same id gives the same quads, and a reader of the JSON no longer finds it.
TEST(ContextRules, what_is_said_of_the_credential_stands_in_its_own_place) {
  EXPECT_EQ(objection(R"({"id": "urn:c", "validUntil": "x", "endorsement": [{"credentialSubject": {"id": "urn:c", "type": "EndorsementSubject", "endorsementComment": "good"}}]})"), "");
  EXPECT_EQ(objection(R"({"id": "urn:c", "endorsement": [{"credentialSubject": {"id": "urn:c", "endorsementComment": "good", "validUntil": "x"}}]})"), "proof.moved-member");
  EXPECT_EQ(objection(R"({"id": "urn:c", "endorsement": [{"credentialSubject": {"id": "urn:c", "credentialStatus": {"type": "x"}}}]})"), "proof.moved-member");
}

TEST(ContextRules, what_is_said_of_the_subject_stands_in_its_own_place) {
  EXPECT_EQ(objection(R"({"credentialSubject": {"id": "urn:s", "achievement": {"id": "urn:a"}, "result": []}})"), "");
  EXPECT_EQ(objection(R"({"credentialSubject": [{"id": "urn:s", "achievement": {"id": "urn:a"}}, {"id": "urn:s", "result": []}]})"), "proof.moved-member");
  EXPECT_EQ(objection(R"({"credentialSubject": {"id": "urn:s"}, "evidence": [{"id": "urn:s", "result": []}]})"), "proof.moved-member");
  // A record of credentials of one person names that person in each of them.
  EXPECT_EQ(objection(R"({"credentialSubject": {"id": "urn:s", "verifiableCredential": [{"type": ["VerifiableCredential"], "credentialSubject": {"id": "urn:s", "achievement": {}}}]}})"), "");
}

TEST(ContextRules, blank_node_identifiers_are_no_names) {
  EXPECT_EQ(objection(R"({"credentialSubject": {"id": "_:b", "achievement": {}}})"), "proof.moved-member");
}

// Proofs over canonical JSON repeat the contexts: eddsa-jcs-2022 "Proof Configuration".
TEST(ContextRules, a_proof_inside_repeats_the_contexts_of_its_credential_and_names_no_others) {
  const auto with_proof = [](const std::string& proof_context, const std::string& type) {
    Arena arena;
    const auto document = json::read(R"({"@context": ["urn:v"], "inside": {"@context": ["urn:v", "urn:o"], "type": [")" + type +
                                         R"("], "proof": [{"@context": )" + proof_context + R"(, "type": "DataIntegrityProof"}]}})",
                                     arena);
    const auto checked = check_members(document.value().object(), Coverage::rdf_statements);
    return checked ? std::string() : checked.error().code;
  };
  EXPECT_EQ(with_proof(R"(["urn:v", "urn:o"])", "VerifiableCredential"), "");
  EXPECT_EQ(with_proof(R"("urn:v")", "VerifiableCredential"), "");
  EXPECT_EQ(with_proof(R"(["urn:o"])", "VerifiableCredential"), "proof.inner-context");
  EXPECT_EQ(with_proof(R"(["urn:v", {"a": "urn:b"}])", "VerifiableCredential"), "proof.inner-context");
  EXPECT_EQ(with_proof(R"(["urn:v"])", "Profile"), "proof.inner-context");
}

// A context may give "expires" a second name; then the expiry is signed and nobody sees it.
TEST(ProofMembers, a_member_whose_meaning_is_not_known_is_refused) {
  Arena arena;
  const auto proof = json::read(R"({"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "verificationMethod": "did:key:z#z", "proofPurpose": "assertionMethod", "proofValue": "z", "expiration": "2020-01-01T00:00:00Z"})", arena);
  const auto read = check_proof_names(proof.value().object());
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, "proof.unknown-member");
}

}  // namespace
}  // namespace cairn::proof
