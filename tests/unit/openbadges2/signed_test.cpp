#include "unit/openbadges2/college.hpp"

namespace cairn::openbadges2 {
namespace {

using vc::CheckId;
using vc::Verdict;
using Found = std::vector<std::string>;

const std::string k_rsa_key = k_site + "/keys/RS256.json";

TEST(Signed, a_badge_of_each_kind_of_key_is_sound_when_the_issuer_lists_the_key) {
  for (const char* name : {"RS256", "ES256", "EdDSA", "without-creator", "embedded"}) {
    College college;
    const vc::KnownIssuers known({k_issuer});
    college.policy.known_issuers = &known;
    const vc::Report report = college.check(college.token(name));
    EXPECT_EQ(report.verdict, Verdict::valid) << name;
    EXPECT_EQ(answer(report, CheckId::signature), "pass signature.fits") << name;
    EXPECT_EQ(answer(report, CheckId::key), "pass key.authorised") << name;
    EXPECT_EQ(answer(report, CheckId::status), "pass ob2.not-listed") << name;
    EXPECT_EQ(codes(report), Found{}) << name;
    ASSERT_TRUE(report.summary.has_value()) << name;
    EXPECT_EQ(report.summary->achievement_name, "Data Storytelling");
  }
}

TEST(Signed, without_the_issuers_documents_it_stays_open) {
  College college;
  const vc::Report report = college.check_offline(college.token("embedded"));
  EXPECT_EQ(report.verdict, Verdict::undetermined);
  EXPECT_EQ(report.check(CheckId::signature).outcome, vc::Outcome::unknown);
  college.remove(k_issuer);
  const vc::Report without_profile = college.check(college.token("embedded"));
  EXPECT_EQ(answer(without_profile, CheckId::signature), "pass signature.fits");
  EXPECT_EQ(answer(without_profile, CheckId::key), "unknown ob2.issuer-not-confirmed");
  EXPECT_EQ(without_profile.verdict, Verdict::undetermined);
}

TEST(Signed, a_key_that_the_issuer_does_not_list_is_a_forgers) {
  College college;
  for (const char* name : {"forged", "forged-with-its-own-profile"}) {
    const vc::Report report = college.check(college.token(name));
    EXPECT_EQ(report.verdict, Verdict::invalid) << name;
    EXPECT_EQ(answer(report, CheckId::signature), "pass signature.fits") << name;
    EXPECT_EQ(answer(report, CheckId::key), "fail ob2.key-not-listed") << name;
    EXPECT_FALSE(report.summary.has_value()) << name;
  }
  // With the college's site out of reach the forger's own profile still proves nothing.
  college.remove(k_issuer);
  college.remove(k_site + "/badge.json");
  EXPECT_EQ(answer(college.check(college.token("forged-with-its-own-profile")), CheckId::key), "unknown ob2.issuer-not-confirmed");
}

TEST(Signed, key_and_issuer_must_name_each_other) {
  College college;
  college.change(k_rsa_key, "owner", R"("https://evil.example/issuer.json")");
  EXPECT_EQ(answer(college.check(college.token("RS256")), CheckId::key), "fail key.not-issuers");
  college.change(k_rsa_key, "owner", "\"" + k_issuer + "\"");
  college.change(k_issuer, "publicKey", R"("https://college.example/keys/new.json")");
  EXPECT_EQ(answer(college.check(college.token("RS256")), CheckId::key), "fail ob2.key-not-listed");
  college.change(k_issuer, "publicKey", "");
  EXPECT_EQ(answer(college.check(college.token("RS256")), CheckId::key), "fail ob2.key-not-listed");
}

TEST(Signed, the_key_document_must_be_the_one_of_its_address_and_hold_a_key) {
  College college;
  college.change(k_rsa_key, "id", R"("https://college.example/keys/other.json")");
  EXPECT_EQ(answer(college.check(college.token("RS256")), CheckId::signature), "unknown ob2.linked-id");
  college.change(k_rsa_key, "id", "\"" + k_rsa_key + "\"");
  college.change(k_rsa_key, "publicKeyPem", R"("-----BEGIN PUBLIC KEY-----")");
  EXPECT_EQ(college.check(college.token("RS256")).check(CheckId::signature).outcome, vc::Outcome::unknown);
  college.remove(k_rsa_key);
  EXPECT_EQ(answer(college.check(college.token("RS256")), CheckId::signature), "unknown fetch.not-found");
}

TEST(Signed, another_key_does_not_fit) {
  College college;
  college.put(k_rsa_key, college.at("https://evil.example/key.json"));
  college.change(k_rsa_key, "id", "\"" + k_rsa_key + "\"");
  const vc::Report report = college.check(college.token("RS256"));
  EXPECT_EQ(answer(report, CheckId::signature), "fail proof.signature");
  EXPECT_EQ(report.verdict, Verdict::invalid);
}

TEST(Signed, the_key_decides_the_algorithm) {
  College college;
  college.put(k_rsa_key, college.at(k_site + "/keys/ES256.json"));
  college.change(k_rsa_key, "id", "\"" + k_rsa_key + "\"");
  EXPECT_EQ(answer(college.check(college.token("RS256")), CheckId::signature), "fail jws.algorithm");
}

TEST(Signed, the_list_of_revoked_badges_is_looked_up) {
  College college;
  vc::Report report = college.check(college.token("revoked"));
  EXPECT_EQ(answer(report, CheckId::status), "fail status.revoked");
  EXPECT_EQ(report.verdict, Verdict::invalid);
  report = college.check(college.token("revoked-with-reason"));
  EXPECT_EQ(answer(report, CheckId::status), "fail status.revoked");
  EXPECT_NE(report.check(CheckId::status).detail.find("Copied work."), std::string::npos);
}

TEST(Signed, a_list_that_cannot_be_had_or_is_anothers_leaves_it_open) {
  const std::string list = k_site + "/revoked.json";
  College college;
  college.change(list, "issuer", R"("https://evil.example/issuer.json")");
  EXPECT_EQ(answer(college.check(college.token("RS256")), CheckId::status), "unknown ob2.list-unusable");
  college.change(list, "issuer", "");
  college.change(list, "id", R"("https://college.example/other.json")");
  EXPECT_EQ(answer(college.check(college.token("RS256")), CheckId::status), "unknown ob2.list-unusable");
  college.put(list, college.read("{}"));
  EXPECT_EQ(answer(college.check(college.token("RS256")), CheckId::status), "unknown ob2.list-unusable");
  college.remove(list);
  const vc::Report report = college.check(college.token("RS256"));
  EXPECT_EQ(answer(report, CheckId::status), "unknown ob2.list-not-found");
  EXPECT_EQ(report.verdict, Verdict::undetermined);
  college.change(k_issuer, "revocationList", "");
  EXPECT_EQ(answer(college.check(college.token("RS256")), CheckId::status), "pass status.none");
}

TEST(Signed, a_badge_of_another_site_written_out_inside_does_not_become_the_issuers) {
  College college;
  EXPECT_EQ(answer(college.check(college.token("badge-of-another-site")), CheckId::key), "fail ob2.badge-elsewhere");
}

TEST(Signed, every_part_of_the_token_is_bound) {
  College college;
  const std::string token(college.token("ES256"));
  for (std::size_t i = 0; i < token.size(); i += 3) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    Arena arena;
    if (!recognise(as_bytes(changed), arena)) continue;  // no badge any more
    const vc::Report report = college.check(changed);
    EXPECT_NE(report.verdict, Verdict::valid) << i;
    EXPECT_NE(report.verdict, Verdict::unknown_issuer) << i;
  }
}

TEST(Signed, taken_out_of_its_token_it_carries_no_signature) {
  College college;
  const vc::Report report = college.check(R"({"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":"urn:uuid:1",
      "recipient":{"type":"email","identity":"ada@example.org"},"issuedOn":"2026-03-15T09:30:00Z","badge":"https://college.example/badge.json",
      "verification":{"type":"SignedBadge","creator":"https://college.example/keys/RS256.json"}})");
  EXPECT_EQ(report.verdict, Verdict::invalid);
  EXPECT_EQ(answer(report, CheckId::signature), "fail signature.none");
}

}  // namespace
}  // namespace cairn::openbadges2
