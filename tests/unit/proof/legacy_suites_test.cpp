#include <fstream>
#include <sstream>

#include "base/encoding.hpp"
#include "unit/proof/secured.hpp"

// Proofs that other programs made under suites which are verified and never issued. Their origin: tests/data/legacy-proofs/ORIGIN.md
namespace cairn::proof {
namespace {

constexpr const char* k_suites[] = {"Ed25519Signature2018",       "Ed25519Signature2020",       "eddsa-2022",
                                    "JsonWebSignature2020-Ed25519", "JsonWebSignature2020-P-256", "JsonWebSignature2020-P-384",
                                    "JsonWebSignature2020-RSA"};

class LegacySuites : public ProofTest {
 protected:
  LegacySuites() { options_.at = time("2026-06-01T00:00:00Z"); }

  /// The credential of a file; the issuer's document is handed to the resolver.
  json::Value load(const std::string& name) {
    std::ifstream file(CAIRN_SOURCE_DIR "/tests/data/legacy-proofs/" + name + ".json", std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    const json::Value vector = read(text.str());
    EXPECT_TRUE(resolver_.add_document("did:web:old.example", *vector.find("controller")));
    return json::clone(*vector.find("credential"), arena_);
  }
  json::Object proof_of(json::Value secured) { return secured.find("proof")->object(); }
  json::Value text(std::string_view value) { return json::Value::string(arena_.copy(value)); }

  /// The same signature under another header.
  ProofFinding with_header(const std::string& name, std::string_view header) {
    const json::Value secured = load(name);
    const std::string jws(proof_of(secured).find("jws")->text());
    proof_of(secured).set("jws", text(to_base64url(as_bytes(header)) + jws.substr(jws.find('.'))), arena_);
    return verify(secured);
  }
};

TEST_F(LegacySuites, what_other_programs_signed_is_valid) {
  for (const char* name : k_suites) {
    const ProofFinding finding = verify(load(name));
    EXPECT_TRUE(is_valid(finding)) << name << " " << finding.code << ": " << finding.detail;
  }
}

TEST_F(LegacySuites, a_changed_document_is_invalid) {
  for (const char* name : k_suites) {
    const json::Value secured = load(name);
    secured.object().set("name", text("Weaving, second part"), arena_);
    EXPECT_EQ(verify(secured).code, "proof.signature") << name;
  }
}

TEST_F(LegacySuites, changed_options_of_a_proof_are_invalid) {
  for (const char* name : k_suites) {
    const json::Value secured = load(name);
    proof_of(secured).set("created", text("2022-11-20T12:00:01Z"), arena_);
    EXPECT_EQ(verify(secured).code, "proof.signature") << name;
  }
}

TEST_F(LegacySuites, none_of_them_is_ever_issued) {
  for (const char* name : {"Ed25519Signature2018", "JsonWebSignature2020", "eddsa-2022", "Ed25519Signature2020"}) {
    configuration_.cryptosuite = name;
    const auto secured = add_proof(engine_, badge(), configuration_, *signer_, arena_);
    ASSERT_FALSE(secured) << name;
    EXPECT_EQ(secured.error().code, "proof.suite") << name;
  }
}

TEST_F(LegacySuites, the_header_of_a_detached_signature_is_exactly_the_one_there_is) {
  const std::string name = "JsonWebSignature2020-P-256";
  for (const char* header : {R"({"alg":"ES256","b64":true,"crit":["b64"]})", R"({"alg":"ES256","crit":["b64"]})",
                             R"({"alg":"ES256","b64":false})", R"({"alg":"ES256","b64":false,"crit":["b64","exp"]})",
                             R"({"alg":"ES256","b64":false,"crit":["b64"],"kid":"did:web:old.example#key-1"})",
                             R"({"alg":"ES256","b64":"false","crit":["b64"]})", R"({"b64":false,"crit":["b64"]})"}) {
    const ProofFinding finding = with_header(name, header);
    EXPECT_EQ(finding.signature, Outcome::fail) << header;
    EXPECT_EQ(finding.code, "proof.jws-header") << header;
  }
  // The order of the members and white space are free, but signed.
  EXPECT_EQ(with_header(name, R"({"crit":["b64"],"b64":false,"alg":"ES256"})").code, "proof.signature");
}

TEST_F(LegacySuites, the_key_decides_the_algorithm_and_the_header_must_agree) {
  for (const char* name : k_suites) {
    if (std::string_view(name).find("JsonWeb") == std::string_view::npos && std::string_view(name) != "Ed25519Signature2018") continue;
    for (const char* algorithm : {"none", "HS256", "RS256", "ES256K"}) {
      const ProofFinding finding =
          with_header(name, R"({"alg":")" + std::string(algorithm) + R"(","b64":false,"crit":["b64"]})");
      EXPECT_EQ(finding.code, "proof.jws-header") << name << " " << algorithm;
    }
  }
}

TEST_F(LegacySuites, a_detached_signature_that_is_badly_written_is_invalid) {
  for (const char* jws : {"", "x", "e30..e30.e30", "e30.e30.e30", "..", "e30=..AAAA", "W10..AAAA", "e30.AAAA"}) {
    const json::Value secured = load("Ed25519Signature2018");
    proof_of(secured).set("jws", text(jws), arena_);
    EXPECT_EQ(verify(secured).signature, Outcome::fail) << jws;
  }
  const json::Value secured = load("Ed25519Signature2018");
  proof_of(secured).erase("jws");
  EXPECT_EQ(verify(secured).code, "proof.member");
}

TEST_F(LegacySuites, a_value_in_the_member_of_another_suite_is_not_taken) {
  const json::Value secured = load("eddsa-2022");
  const json::Value value = *proof_of(secured).find("proofValue");
  proof_of(secured).erase("proofValue");
  proof_of(secured).set("jws", value, arena_);
  EXPECT_EQ(verify(secured).code, "proof.member");
}

TEST_F(LegacySuites, a_suite_takes_its_own_keys_only) {
  const json::Value secured = load("JsonWebSignature2020-P-256");
  secured.object().set("@context", read(R"(["https://www.w3.org/2018/credentials/v1"])"), arena_);
  proof_of(secured).set("type", text("Ed25519Signature2018"), arena_);
  EXPECT_EQ(verify(secured).code, "proof.suite-key");
}

}  // namespace
}  // namespace cairn::proof
