#include "proof/vc_jwt.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "proof/local_resolver.hpp"

namespace cairn::proof {
namespace {

// The key of RFC 8037 A.1; the two tokens were made by Node.js's own cryptography.
constexpr std::string_view k_seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
constexpr std::string_view k_jwk = R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
constexpr std::string_view k_multikey = "z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw";
constexpr std::string_view k_did = "did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw";
constexpr std::string_view k_credential =
    R"({"@context":["https://www.w3.org/ns/credentials/v2"],"id":"https://college.example/credentials/1",)"
    R"("type":["VerifiableCredential"],"issuer":{"id":"did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw"},)"
    R"("validFrom":"2026-03-15T00:00:00Z","credentialSubject":{"id":"did:example:learner"}})";
constexpr std::string_view k_vc_jose_token =
    "eyJhbGciOiJFZERTQSIsInR5cCI6InZjK2p3dCIsImtpZCI6ImRpZDprZXk6ejZNa3R3dXBkbUxYVlZxVHpDdzRpNDZyNHVHeW9zR1hSblIzWGpONF"
    "pxN29NTXN3I3o2TWt0d3VwZG1MWFZWcVR6Q3c0aTQ2cjR1R3lvc0dYUm5SM1hqTjRacTdvTU1zdyJ9."
    "eyJAY29udGV4dCI6WyJodHRwczovL3d3dy53My5vcmcvbnMvY3JlZGVudGlhbHMvdjIiXSwiaWQiOiJodHRwczovL2NvbGxlZ2UuZXhhbXBsZS9jcm"
    "VkZW50aWFscy8xIiwidHlwZSI6WyJWZXJpZmlhYmxlQ3JlZGVudGlhbCJdLCJpc3N1ZXIiOnsiaWQiOiJkaWQ6a2V5Ono2TWt0d3VwZG1MWFZWcVR6"
    "Q3c0aTQ2cjR1R3lvc0dYUm5SM1hqTjRacTdvTU1zdyJ9LCJ2YWxpZEZyb20iOiIyMDI2LTAzLTE1VDAwOjAwOjAwWiIsImNyZWRlbnRpYWxTdWJqZW"
    "N0Ijp7ImlkIjoiZGlkOmV4YW1wbGU6bGVhcm5lciJ9fQ.45znb1P6ExWVo74bho0YuetKWRXQEUX6GP9sZYHMvFkG_ZrGfk-"
    "A16gnhoEQvnucCCYX8S7t-0qJEFNaJMkyDA";
constexpr std::string_view k_open_badges_token =
    "eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCIsImtpZCI6ImRpZDprZXk6ejZNa3R3dXBkbUxYVlZxVHpDdzRpNDZyNHVHeW9zR1hSblIzWGpONFpxN2"
    "9NTXN3I3o2TWt0d3VwZG1MWFZWcVR6Q3c0aTQ2cjR1R3lvc0dYUm5SM1hqTjRacTdvTU1zdyJ9."
    "eyJpc3MiOiJkaWQ6a2V5Ono2TWt0d3VwZG1MWFZWcVR6Q3c0aTQ2cjR1R3lvc0dYUm5SM1hqTjRacTdvTU1zdyIsImp0aSI6Imh0dHBzOi8vY29sbG"
    "VnZS5leGFtcGxlL2NyZWRlbnRpYWxzLzEiLCJzdWIiOiJkaWQ6ZXhhbXBsZTpsZWFybmVyIiwibmJmIjoxNzczNTMyODAwLCJAY29udGV4dCI6WyJo"
    "dHRwczovL3d3dy53My5vcmcvbnMvY3JlZGVudGlhbHMvdjIiXSwiaWQiOiJodHRwczovL2NvbGxlZ2UuZXhhbXBsZS9jcmVkZW50aWFscy8xIiwidH"
    "lwZSI6WyJWZXJpZmlhYmxlQ3JlZGVudGlhbCJdLCJpc3N1ZXIiOnsiaWQiOiJkaWQ6a2V5Ono2TWt0d3VwZG1MWFZWcVR6Q3c0aTQ2cjR1R3lvc0dY"
    "Um5SM1hqTjRacTdvTU1zdyJ9LCJ2YWxpZEZyb20iOiIyMDI2LTAzLTE1VDAwOjAwOjAwWiIsImNyZWRlbnRpYWxTdWJqZWN0Ijp7ImlkIjoiZGlkOm"
    "V4YW1wbGU6bGVhcm5lciJ9fQ.7PSRnDJ9FAo120_yZKYWE96hK5GCEfdJknaVXL8eEyO6zDtP-N6uspU5m0d9YpZUSlan0nJlp0SBk0dRyKWvDg";

class VcJwtTest : public testing::Test {
 protected:
  VcJwtTest() : signer_(crypto::make_signer(crypto::KeyType::ed25519, *from_hex(k_seed)).value()) {
    options_.at = parse_date_time_stamp("2026-06-01T00:00:00Z").value();
  }

  json::Value read(std::string_view text) { return json::read(arena_.copy(text), arena_).value(); }
  std::string kid() const { return std::string(k_did) + "#" + std::string(k_multikey); }

  // A token with any header and claims, signed with the key of k_did.
  std::string_view token(std::string_view header, std::string_view claims) {
    std::string out = to_base64url(as_bytes(header)) + "." + to_base64url(as_bytes(claims));
    out += "." + to_base64url(*signer_->sign(as_bytes(std::string(out))));
    return arena_.copy(out);
  }
  std::string header(std::string_view more = "") {
    return R"({"alg":"EdDSA","kid":")" + kid() + "\"" + std::string(more) + "}";
  }
  // The credential with further claims in front.
  std::string claims(std::string_view more) {
    return "{" + std::string(more) + std::string(more.empty() ? "" : ",") + std::string(k_credential.substr(1));
  }
  ProofFinding check(std::string_view header, std::string_view claims) {
    const auto checked = verify_vc_jwt(token(header, claims), resolver_, options_, arena_);
    EXPECT_TRUE(checked) << (checked ? "" : checked.error().detail);
    return checked ? checked->finding : ProofFinding{};
  }

  Arena arena_;
  LocalResolver resolver_;
  VerifyOptions options_;
  std::unique_ptr<crypto::Signer> signer_;
};

TEST_F(VcJwtTest, signs_both_profiles_as_another_implementation_does) {
  const auto plain = sign_vc_jwt(read(k_credential), JwtProfile::vc_jose_cose, kid(), *signer_, arena_);
  ASSERT_TRUE(plain);
  EXPECT_EQ(*plain, k_vc_jose_token);
  const auto badge = sign_vc_jwt(read(k_credential), JwtProfile::open_badges, kid(), *signer_, arena_);
  ASSERT_TRUE(badge);
  EXPECT_EQ(*badge, k_open_badges_token);
}

TEST_F(VcJwtTest, verifies_both_profiles) {
  for (const std::string_view text : {k_vc_jose_token, k_open_badges_token}) {
    const auto checked = verify_vc_jwt(text, resolver_, options_, arena_);
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->finding.signature, Outcome::pass) << checked->finding.detail;
    EXPECT_EQ(checked->finding.authorised, Outcome::pass) << checked->finding.detail;
    EXPECT_EQ(checked->finding.code, "");
    EXPECT_EQ(checked->finding.suite, "EdDSA");
    EXPECT_EQ(checked->finding.controller, k_did);
    EXPECT_EQ(checked->finding.verification_method, kid());
    EXPECT_TRUE(checked->missing_claims.empty());
    EXPECT_EQ(json::to_text(checked->credential), k_credential);
  }
  EXPECT_EQ(verify_vc_jwt(k_vc_jose_token, resolver_, options_, arena_)->profile, JwtProfile::vc_jose_cose);
  EXPECT_EQ(verify_vc_jwt(k_open_badges_token, resolver_, options_, arena_)->profile, JwtProfile::open_badges);
}

TEST_F(VcJwtTest, any_changed_byte_breaks_it) {
  for (std::size_t i = 0; i < k_vc_jose_token.size(); ++i) {
    std::string changed(k_vc_jose_token);
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto checked = verify_vc_jwt(changed, resolver_, options_, arena_);
    if (!checked) continue;
    EXPECT_NE(checked->finding.signature, Outcome::pass) << i;
  }
}

TEST_F(VcJwtTest, names_the_claims_an_open_badges_token_lacks) {
  const auto checked =
      verify_vc_jwt(token(header(R"(,"typ":"JWT")"), claims(R"("nbf":1773532800)")), resolver_, options_, arena_);
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->missing_claims, (std::vector<std::string>{"iss", "jti", "sub"}));
  EXPECT_EQ(checked->finding.signature, Outcome::pass);
}

TEST_F(VcJwtTest, claims_that_contradict_the_credential_are_refused) {
  const char* const bad[] = {R"("iss":"did:web:evil.example")", R"("jti":"urn:other")", R"("sub":"did:example:thief")",
                             R"("nbf":1773532801)"};
  for (const char* more : bad) {
    const ProofFinding finding = check(header(), claims(more));
    EXPECT_EQ(finding.signature, Outcome::pass) << more;
    EXPECT_EQ(finding.authorised, Outcome::fail) << more;
    EXPECT_EQ(finding.code, "jwt.claim-mismatch") << more;
  }
}

TEST_F(VcJwtTest, claims_of_the_wrong_type_are_refused) {
  for (const char* more : {R"("iss":1)", R"("nbf":"2026")", R"("exp":-1)", R"("exp":1e400)", R"("jti":null)"}) {
    EXPECT_EQ(check(header(), claims(more)).authorised, Outcome::fail) << more;
  }
}

TEST_F(VcJwtTest, an_expired_or_early_token_is_not_authorised) {
  EXPECT_EQ(check(header(), claims(R"("exp":1773532800)")).code, "proof.expired");
  EXPECT_EQ(check(header(), claims(R"("exp":1873532800)")).code, "");
  options_.at = parse_date_time_stamp("2026-03-14T23:59:59Z").value();
  EXPECT_EQ(check(header(), claims(R"("nbf":1773532800)")).code, "jwt.not-yet-valid");
}

TEST_F(VcJwtTest, a_token_of_another_type_is_refused) {
  for (const char* type : {"at+jwt", "vp+jwt", "jwt", "dc+sd-jwt"}) {
    const ProofFinding finding = check(header(std::string(R"(,"typ":")") + type + "\""), claims(""));
    EXPECT_EQ(finding.signature, Outcome::fail) << type;
    EXPECT_EQ(finding.code, "jwt.type") << type;
  }
}

TEST_F(VcJwtTest, none_macs_and_extensions_fail_as_findings) {
  EXPECT_EQ(check(R"({"alg":"none"})", claims("")).signature, Outcome::fail);
  EXPECT_EQ(check(R"({"alg":"HS256","kid":")" + kid() + "\"}", claims("")).signature, Outcome::fail);
  EXPECT_EQ(check(header(R"(,"crit":["b64"],"b64":false)"), claims("")).code, "jws.crit");
}

TEST_F(VcJwtTest, a_key_in_the_header_proves_nothing_about_an_issuer_that_cannot_be_asked) {
  const std::string text = R"({"issuer":"https://college.example/issuer"})";
  const ProofFinding finding = check(R"({"alg":"EdDSA","jwk":)" + std::string(k_jwk) + "}", text);
  EXPECT_EQ(finding.signature, Outcome::pass);
  EXPECT_EQ(finding.authorised, Outcome::unknown);
  EXPECT_EQ(finding.code, "jwt.key-unproven");
}

TEST_F(VcJwtTest, a_key_in_the_header_is_the_issuers_when_its_document_lists_it) {
  const ProofFinding finding = check(R"({"alg":"EdDSA","jwk":)" + std::string(k_jwk) + "}", claims(""));
  EXPECT_EQ(finding.authorised, Outcome::pass) << finding.detail;
  EXPECT_EQ(finding.controller, k_did);
}

TEST_F(VcJwtTest, a_key_in_the_header_that_the_issuer_does_not_publish_fails) {
  const std::string text = R"({"issuer":"did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"})";
  const ProofFinding finding = check(R"({"alg":"EdDSA","jwk":)" + std::string(k_jwk) + "}", text);
  EXPECT_EQ(finding.authorised, Outcome::fail);
  EXPECT_EQ(finding.code, "jwt.key-not-issuers");
}

TEST_F(VcJwtTest, a_key_in_the_header_must_be_the_one_that_kid_names) {
  const std::string other_kid =
      "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
  const ProofFinding finding =
      check(R"({"alg":"EdDSA","kid":")" + other_kid + R"(","jwk":)" + std::string(k_jwk) + "}", claims(""));
  EXPECT_EQ(finding.signature, Outcome::fail);
  EXPECT_EQ(finding.code, "jwt.key-conflict");
}

TEST_F(VcJwtTest, a_private_key_in_the_header_is_refused) {
  const ProofFinding finding =
      check(R"({"alg":"EdDSA","jwk":{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",)"
            R"("x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}})",
            claims(""));
  EXPECT_EQ(finding.signature, Outcome::fail);
  EXPECT_EQ(finding.code, "key.private-member");
}

TEST_F(VcJwtTest, a_key_at_an_address_of_its_own_is_found) {
  ASSERT_TRUE(resolver_.add_document("https://college.example/keys/1", read(k_jwk)));
  const ProofFinding finding = check(R"({"alg":"EdDSA","kid":"https://college.example/keys/1"})", claims(""));
  EXPECT_EQ(finding.signature, Outcome::pass);
  EXPECT_EQ(finding.authorised, Outcome::pass);
  EXPECT_EQ(finding.controller, "https://college.example/keys/1");  // whether it is the issuer's is another question
}

TEST_F(VcJwtTest, without_any_name_of_a_key_only_an_issuer_with_one_key_will_do) {
  EXPECT_EQ(check(R"({"alg":"EdDSA"})", claims("")).authorised, Outcome::pass);
  const ProofFinding finding = check(R"({"alg":"EdDSA"})", R"({"issuer":"https://college.example/issuer"})");
  EXPECT_EQ(finding.signature, Outcome::unknown);
  EXPECT_EQ(finding.code, "jwt.key-missing");
}

TEST_F(VcJwtTest, a_vc_claim_of_another_version_or_beside_a_credential_is_unknown_not_valid) {
  const std::string old = R"({"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"]})";
  for (const std::string& found : {claims(R"("vc":{"type":["VerifiableCredential"]})"), claims("\"vc\":" + old),
                                   std::string(R"({"vc":{"@context":["https://www.w3.org/ns/credentials/v2"]}})"),
                                   R"({"vp":{},"vc":)" + old + "}", std::string(R"({"vp":{}})"), std::string(R"({"vc":7})")}) {
    const ProofFinding finding = check(header(), found);
    EXPECT_EQ(finding.authorised, Outcome::unknown) << found;
    EXPECT_EQ(finding.code, "jwt.vc-claim") << found;
  }
}

TEST_F(VcJwtTest, registered_claims_complete_a_credential_of_version_1_1) {
  const std::string wrapped = R"({"iss":")" + std::string(k_did) + R"(","jti":"urn:uuid:1","sub":"did:example:ada","nbf":1668945600,"exp":1984564800,"vc":{
      "@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"],"issuer":{"name":"A college"},
      "credentialSubject":{"name":"Ada"}}})";
  const auto read = verify_vc_jwt(token(header(), wrapped), resolver_, options_, arena_);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->finding.code, "");
  EXPECT_EQ(read->finding.authorised, Outcome::pass);
  EXPECT_EQ(read->missing_claims, std::vector<std::string>{});
  EXPECT_EQ(json::to_text(read->credential),
            R"({"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"],"issuer":{"name":"A college","id":")" +
                std::string(k_did) + R"("},"credentialSubject":{"name":"Ada","id":"did:example:ada"},"id":"urn:uuid:1",)" +
                R"("issuanceDate":"2022-11-20T12:00:00Z","expirationDate":"2032-11-20T12:00:00Z"})");
}

TEST_F(VcJwtTest, registered_claims_and_a_credential_of_version_1_1_must_agree) {
  const auto with = [&](std::string_view claim, std::string_view member) {
    return check(header(), R"({"vc":{"@context":"https://www.w3.org/2018/credentials/v1","issuer":")" + std::string(k_did) +
                               R"(","credentialSubject":{"id":"did:example:ada"},)" + std::string(member) + "}," + std::string(claim) + "}").code;
  };
  EXPECT_EQ(with(R"("nbf":1668945600)", R"("issuanceDate":"2022-11-20T12:00:00Z")"), "");
  EXPECT_EQ(with(R"("nbf":1668945600)", R"("issuanceDate":"2022-11-20T12:00:01Z")"), "jwt.claim-mismatch");
  EXPECT_EQ(with(R"("exp":1984564800)", R"("expirationDate":"2032-11-20T12:00:01Z")"), "jwt.claim-mismatch");
  EXPECT_EQ(with(R"("iss":"did:example:mallory")", R"("x":1)"), "jwt.claim-mismatch");
  EXPECT_EQ(with(R"("sub":"did:example:bo")", R"("x":1)"), "jwt.claim-mismatch");
  EXPECT_EQ(with(R"("jti":"urn:uuid:2")", R"("id":"urn:uuid:1")"), "jwt.claim-mismatch");
}

TEST_F(VcJwtTest, audience_and_nonce_must_answer_what_was_asked) {
  options_.domain = "verifier.example";
  EXPECT_EQ(check(header(), claims("")).code, "proof.domain");
  EXPECT_EQ(check(header(), claims(R"("aud":["other.example","verifier.example"])")).code, "");
  options_.challenge = "n-1";
  EXPECT_EQ(check(header(), claims(R"("aud":"verifier.example","nonce":"n-2")")).code, "proof.challenge");
  EXPECT_EQ(check(header(), claims(R"("aud":"verifier.example","nonce":"n-1")")).code, "");
}

TEST_F(VcJwtTest, a_recipient_without_an_id_needs_another_kind_of_proof) {
  const json::Value credential = read(R"({"id":"urn:a","issuer":"did:web:a.example","validFrom":"2026-03-15T00:00:00Z",
                                         "credentialSubject":{"identifier":[]}})");
  const auto made = sign_vc_jwt(credential, JwtProfile::open_badges, kid(), *signer_, arena_);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, "jwt.claim-source");
}

TEST_F(VcJwtTest, what_is_already_secured_is_not_signed_again) {
  for (const char* more : {R"("proof":{})", R"("iss":"x")", R"("vc":{})"}) {
    const auto made = sign_vc_jwt(read(claims(more)), JwtProfile::vc_jose_cose, kid(), *signer_, arena_);
    ASSERT_FALSE(made) << more;
    EXPECT_EQ(made.error().code, "jwt.credential") << more;
  }
}

}  // namespace
}  // namespace cairn::proof
