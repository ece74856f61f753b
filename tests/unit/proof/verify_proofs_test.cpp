#include "base/encoding.hpp"
#include "unit/proof/secured.hpp"

namespace cairn::proof {
namespace {

class VerifyProofs : public ProofTest {
 protected:
  // The proof of a freshly signed badge, to be spoiled in place; `secured` shares it.
  json::Object proof_of(json::Value secured) { return secured.find("proof")->object(); }

  ProofFinding after_setting(std::string_view name, json::Value value) {
    const json::Value secured = sign(badge());
    proof_of(secured).set(name, value, arena_);
    return verify(secured);
  }
  ProofFinding after_removing(std::string_view name) {
    const json::Value secured = sign(badge());
    proof_of(secured).erase(name);
    return verify(secured);
  }
  json::Value text(std::string_view value) { return json::Value::string(arena_.copy(value)); }
};

TEST_F(VerifyProofs, a_document_without_proof_has_no_findings) {
  EXPECT_TRUE(verify_all(badge()).empty());
  EXPECT_FALSE(verify_proofs(engine_, read("[]"), resolver_, options_, arena_));
}

TEST_F(VerifyProofs, a_member_no_context_defines_is_invalid) {
  const json::Value secured = sign(badge());
  secured.object().set("grade", text("A"), arena_);
  const ProofFinding finding = verify(secured);
  EXPECT_EQ(finding.signature, Outcome::fail);
  EXPECT_EQ(finding.code, "proof.data-loss");
  EXPECT_NE(finding.detail.find("grade"), std::string::npos) << finding.detail;
}

TEST_F(VerifyProofs, a_member_of_the_proof_no_context_defines_is_invalid) {
  EXPECT_EQ(after_setting("grade", text("A")).code, "proof.data-loss");
}

TEST_F(VerifyProofs, an_unknown_context_cannot_be_checked) {
  const json::Value secured = sign(badge());
  secured.find("@context")->array().push_back(text("https://elsewhere.example/context.json"), arena_);
  const ProofFinding finding = verify(secured);
  EXPECT_EQ(finding.signature, Outcome::unknown);
  EXPECT_EQ(finding.code, "proof.context-unknown");
}

TEST_F(VerifyProofs, an_inline_context_is_invalid_wherever_it_stands) {
  json::Value secured = sign(badge());
  secured.find("@context")->array().push_back(read(R"({"x":"https://a.example/x"})"), arena_);
  EXPECT_EQ(verify(secured).code, "proof.inline-context");
  secured = sign(badge());
  secured.find("credentialSubject")->object().set("@context", read("{}"), arena_);
  EXPECT_EQ(verify(secured).code, "proof.inline-context");
  EXPECT_EQ(after_setting("@context", read(R"([{"expires":null}])")).code, "proof.inline-context");
}

TEST_F(VerifyProofs, an_inner_context_is_for_embedded_credentials_only) {
  const json::Value secured = sign(badge());  // has one in its endorsement
  EXPECT_TRUE(is_valid(verify(secured)));
  secured.find("credentialSubject")->object().set("@context", text("https://www.w3.org/ns/credentials/v2"), arena_);
  const ProofFinding finding = verify(secured);
  EXPECT_EQ(finding.signature, Outcome::fail);
  EXPECT_EQ(finding.code, "proof.inner-context");
}

// Renamed to its full IRI a member means the same to RDF, and the signature still fits: a reader of the JSON would find
// no credentialStatus, and take a revoked credential for a good one.
TEST_F(VerifyProofs, a_member_hidden_behind_its_iri_is_never_valid) {
  const json::Value secured = sign(badge());
  const json::Object document = secured.object();
  const json::Value status = *document.find("credentialStatus");
  document.erase("credentialStatus");
  document.set("https://www.w3.org/2018/credentials#credentialStatus", status, arena_);
  const ProofFinding finding = verify(secured);
  EXPECT_EQ(finding.signature, Outcome::unknown);
  EXPECT_EQ(finding.code, "proof.hidden-member");
}

TEST_F(VerifyProofs, the_end_of_a_proof_cannot_be_hidden_behind_its_iri) {
  configuration_.expires = time("2026-05-02T00:00:00Z");
  const json::Value secured = sign(badge());
  const json::Value expires = *proof_of(secured).find("expires");
  proof_of(secured).erase("expires");
  proof_of(secured).set("https://w3id.org/security#expiration",
                        read(R"({"@value":")" + std::string(expires.text()) +
                             R"(","@type":"http://www.w3.org/2001/XMLSchema#dateTime"})"),
                        arena_);
  EXPECT_NE(verify(secured).signature, Outcome::pass);
}

TEST_F(VerifyProofs, keywords_that_move_claims_are_never_valid) {
  for (const char* keyword : {"@graph", "@included", "@reverse", "@id", "@type", "@nest"}) {
    const json::Value secured = sign(badge());
    secured.object().set(keyword, read("[]"), arena_);
    EXPECT_NE(verify(secured).signature, Outcome::pass) << keyword;
  }
}

TEST_F(VerifyProofs, type_method_purpose_and_value_must_be_there) {
  for (const char* name : {"type", "verificationMethod", "proofPurpose", "proofValue"}) {
    const ProofFinding finding = after_removing(name);
    EXPECT_EQ(finding.signature, Outcome::fail) << name;
    EXPECT_EQ(finding.code, "proof.member") << name;
    EXPECT_EQ(after_setting(name, read("[1]")).signature, Outcome::fail) << name;
  }
}

TEST_F(VerifyProofs, times_need_a_zone) {
  for (const char* name : {"created", "expires"}) {
    EXPECT_EQ(after_setting(name, text("2026-05-01T00:00:00")).code, "proof.time") << name;
    EXPECT_EQ(after_setting(name, text("yesterday")).code, "proof.time") << name;
  }
}

TEST_F(VerifyProofs, a_proof_of_another_kind_is_unknown) {
  for (const char* suite : {"bbs-2023", "xmldsig-2099"}) {
    const ProofFinding finding = after_setting("cryptosuite", text(suite));
    EXPECT_EQ(finding.signature, Outcome::unknown) << suite;
    EXPECT_EQ(finding.code, "proof.suite") << suite;
  }
  EXPECT_EQ(after_setting("type", text("RsaSignature2018")).signature, Outcome::unknown);
}

TEST_F(VerifyProofs, a_suite_that_does_not_take_the_key_fails) {
  EXPECT_EQ(after_setting("cryptosuite", text("ecdsa-rdfc-2019")).code, "proof.suite-key");
}

TEST_F(VerifyProofs, only_base58btc_is_read) {
  const std::string value(sign(badge()).find("proof")->text_of("proofValue"));
  const Bytes signature = from_multibase(value).value();
  for (const Multibase base : {Multibase::base64url, Multibase::base16, Multibase::base64}) {
    EXPECT_EQ(after_setting("proofValue", text(to_multibase(signature, base))).code, "proof.value");
  }
  EXPECT_EQ(after_setting("proofValue", text(value.substr(1))).code, "proof.value");
  EXPECT_EQ(after_setting("proofValue", text("z")).code, "proof.value");
  EXPECT_EQ(after_setting("proofValue", text(value + "1")).code, "proof.value");
}

TEST_F(VerifyProofs, a_der_signature_fails) {
  use_p256("ecdsa-rdfc-2019");
  const json::Value secured = sign(badge());
  const Bytes fixed = from_multibase(proof_of(secured).find("proofValue")->text()).value();
  Bytes der = {0x30, 0};
  for (int half = 0; half < 2; ++half) {
    const std::uint8_t* from = fixed.data() + half * 32;
    const bool high = (from[0] & 0x80) != 0;
    der.insert(der.end(), {0x02, static_cast<std::uint8_t>(high ? 33 : 32)});
    if (high) der.push_back(0);
    der.insert(der.end(), from, from + 32);
  }
  der[1] = static_cast<std::uint8_t>(der.size() - 2);
  proof_of(secured).set("proofValue", text(to_multibase(der, Multibase::base58btc)), arena_);
  EXPECT_EQ(verify(secured).code, "proof.value");
}

TEST_F(VerifyProofs, an_expired_proof_is_not_authorised) {
  configuration_.expires = time("2026-05-31T23:59:59Z");
  const ProofFinding finding = verify(sign(badge()));
  EXPECT_EQ(finding.signature, Outcome::pass);
  EXPECT_EQ(finding.authorised, Outcome::fail);
  EXPECT_EQ(finding.code, "proof.expired");
  options_.at = time("2026-05-31T23:59:59Z");
  EXPECT_TRUE(is_valid(verify(sign(badge()))));
}

TEST_F(VerifyProofs, domain_and_challenge_must_answer_what_was_asked) {
  configuration_.domains = {"a.example", "b.example"};
  configuration_.challenge = "c-1";
  options_.domain = "b.example";
  options_.challenge = "c-1";
  EXPECT_TRUE(is_valid(verify(sign(badge()))));
  options_.domain = "c.example";
  EXPECT_EQ(verify(sign(badge())).code, "proof.domain");
  options_.domain.reset();
  options_.challenge = "c-2";
  EXPECT_EQ(verify(sign(badge())).code, "proof.challenge");
}

TEST_F(VerifyProofs, a_poison_graph_is_too_much_not_invalid) {
  std::string creators;
  for (int i = 0; i < 12; ++i) {
    std::string others;
    for (int j = 0; j < 12; ++j) {
      if (i != j) others += (others.empty() ? "" : ",") + (R"({"id":"_:e)" + std::to_string(j) + R"("})");
    }
    creators += (creators.empty() ? "" : ",") + (R"({"id":"_:e)" + std::to_string(i)) +
                R"(","type":["Profile"],"parentOrg":[)" + others + "]}";
  }
  const json::Value secured = sign(badge());
  secured.find("credentialSubject")->find("achievement")->object().set("creator", read("[" + creators + "]"), arena_);
  const ProofFinding finding = verify(secured);
  EXPECT_EQ(finding.signature, Outcome::unknown);
  EXPECT_EQ(finding.code, "rdfc.work-limit") << finding.detail;
}

TEST_F(VerifyProofs, too_many_proofs_are_refused_as_a_whole) {
  const json::Value secured = sign(badge());
  const json::Array list = json::Array::make(arena_);
  for (int i = 0; i < 65; ++i) list.push_back(*secured.find("proof"), arena_);
  secured.object().set("proof", list, arena_);
  const auto findings = verify_proofs(engine_, secured, resolver_, options_, arena_);
  ASSERT_FALSE(findings);
  EXPECT_EQ(findings.error().code, "proof.count");
}

TEST_F(VerifyProofs, things_that_are_no_proofs_fail_one_by_one) {
  const json::Value secured = sign(badge());
  const json::Array list = json::Array::make(arena_);
  for (const char* item : {"null", "1", "[]", "{}"}) list.push_back(read(item), arena_);
  list.push_back(*secured.find("proof"), arena_);
  secured.object().set("proof", list, arena_);
  const auto findings = verify_all(secured);
  ASSERT_EQ(findings.size(), 5u);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(findings[i].signature, Outcome::fail) << i;
  EXPECT_TRUE(is_valid(findings[4]));
}

// Canonical JSON: contexts added after signing do not change what was signed, but those signed must come first, in
// order.
TEST_F(VerifyProofs, the_contexts_of_a_jcs_proof_begin_those_of_the_document) {
  configuration_.cryptosuite = "eddsa-jcs-2022";
  json::Value secured = sign(badge());
  EXPECT_EQ(json::to_text(*proof_of(secured).find("@context")), json::to_text(*secured.find("@context")));
  // The document and the proof share one list until they are written down and read again.
  secured = read(json::to_text(secured));
  secured.find("@context")->array().push_back(text("https://w3id.org/security/data-integrity/v2"), arena_);
  EXPECT_TRUE(is_valid(verify(secured)));
  std::swap(secured.find("@context")->array()[0], secured.find("@context")->array()[1]);
  EXPECT_EQ(verify(secured).code, "proof.context");
  secured.object().erase("@context");
  EXPECT_EQ(verify(secured).code, "proof.context");
}

}  // namespace
}  // namespace cairn::proof
