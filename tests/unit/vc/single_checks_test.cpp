#include "vc/single_checks.hpp"

#include <gtest/gtest.h>

#include "unit/vc/sample.hpp"

namespace cairn::vc {
namespace {

Instant at(std::string_view text) { return *parse_date_time_stamp(text); }

std::string dates(std::string_view credential, std::string_view when) {
  const Parsed parsed(credential);
  return check_dates(parsed.value(), at(when)).code;
}

TEST(Dates, both_ends_belong_to_the_validity_period) {
  EXPECT_EQ(dates(k_sample_credential, "2026-03-15T09:29:59Z"), "dates.not-yet-valid");
  EXPECT_EQ(dates(k_sample_credential, "2026-03-15T09:30:00Z"), "dates.current");
  EXPECT_EQ(dates(k_sample_credential, "2029-03-15T09:30:00Z"), "dates.current");
  EXPECT_EQ(dates(k_sample_credential, "2029-03-15T09:30:01Z"), "dates.expired");
}

TEST(Dates, zones_are_counted) {
  EXPECT_EQ(dates(R"({"validFrom": "2026-03-15T09:30:00+02:00"})", "2026-03-15T07:30:00Z"), "dates.current");
  EXPECT_EQ(dates(R"({"validFrom": "2026-03-15T09:30:00-02:00"})", "2026-03-15T09:30:00Z"), "dates.not-yet-valid");
}

TEST(Dates, the_names_of_version_1_1_count_too) {
  EXPECT_EQ(dates(R"({"issuanceDate": "2020-01-01T00:00:00Z", "expirationDate": "2021-01-01T00:00:00Z"})", "2026-01-01T00:00:00Z"),
            "dates.expired");
}

TEST(Dates, where_the_names_of_both_versions_stand_the_narrower_date_counts) {
  const std::string both = R"({"issuanceDate": "2020-01-01T00:00:00Z", "validFrom": "2021-01-01T00:00:00Z",
                               "expirationDate": "2022-01-01T00:00:00Z", "validUntil": "2023-01-01T00:00:00Z"})";
  EXPECT_EQ(dates(both, "2020-06-01T00:00:00Z"), "dates.not-yet-valid");
  EXPECT_EQ(dates(both, "2021-06-01T00:00:00Z"), "dates.current");
  EXPECT_EQ(dates(both, "2022-06-01T00:00:00Z"), "dates.expired");
  EXPECT_EQ(dates(R"({"issuanceDate": "soon", "validFrom": "2021-01-01T00:00:00Z"})", "2022-01-01T00:00:00Z"), "dates.malformed");
}

TEST(Dates, an_unreadable_date_never_passes) {
  for (const char* text : {R"({"validUntil": "soon"})", R"({"validUntil": 5})", R"({"validUntil": null})", R"({"validFrom": "2026-03-15T09:30:00"})"}) {
    EXPECT_EQ(dates(text, "2026-01-01T00:00:00Z"), "dates.malformed") << text;
  }
  EXPECT_EQ(dates("{}", "2026-01-01T00:00:00Z"), "dates.current");
}

Check issuer(std::string_view credential, const KnownIssuers* known) {
  const Parsed parsed(credential);
  VerifyPolicy policy;
  policy.known_issuers = known;
  return check_issuer(parsed.value(), policy, {});
}

TEST(Issuer, is_known_only_when_the_operator_lists_it_exactly) {
  const KnownIssuers known({"https://b.example", "did:example:college"});
  EXPECT_EQ(issuer(k_sample_credential, &known).code, "issuer.known");
  EXPECT_EQ(issuer(R"({"issuer": "https://b.example"})", &known).outcome, Outcome::pass);
  EXPECT_EQ(issuer(R"({"issuer": "https://b.example/"})", &known).code, "issuer.unlisted");
  EXPECT_EQ(issuer(k_sample_credential, nullptr).code, "issuer.no-list");
  EXPECT_EQ(issuer("{}", &known).code, "issuer.missing");
}

TEST(Issuer, never_fails) {
  const KnownIssuers known({"did:example:other"});
  for (const char* text : {"{}", R"({"issuer": 5})", R"({"issuer": "x"})"}) EXPECT_NE(issuer(text, &known).outcome, Outcome::fail);
}

Check recipient(std::string_view identifiers, std::optional<std::string> who) {
  const Parsed parsed(R"({"credentialSubject": {"identifier": )" + std::string(identifiers) + "}}");
  return check_recipient(parsed.value(), who);
}

// The example of Open Badges 3.0 "IdentityHash".
constexpr std::string_view k_salted = R"([{"hashed": true, "salt": "Kosher", "identityType": "emailAddress",
    "identityHash": "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"}])";

TEST(Recipient, the_standards_example_matches_its_address_only) {
  EXPECT_EQ(recipient(k_salted, "a@example.com").code, "recipient.matches");
  EXPECT_EQ(recipient(k_salted, "b@example.com").code, "recipient.differs");
  EXPECT_EQ(recipient(k_salted, "A@example.com").code, "recipient.differs");
  EXPECT_EQ(recipient(with(std::string(k_salted), "b5809d8a", "B5809D8A"), "a@example.com").code, "recipient.matches");
}

TEST(Recipient, plain_addresses_and_ids_are_compared_as_they_are) {
  EXPECT_EQ(recipient(R"([{"hashed": false, "identityHash": "a@example.com", "identityType": "emailAddress"}])", "a@example.com").outcome,
            Outcome::pass);
  const Parsed parsed(k_sample_credential);
  EXPECT_EQ(check_recipient(parsed.value(), "did:example:ada").outcome, Outcome::pass);
  EXPECT_EQ(check_recipient(parsed.value(), "did:example:bo").outcome, Outcome::fail);
}

TEST(Recipient, a_name_identifies_nobody) {
  EXPECT_EQ(recipient(R"([{"hashed": false, "identityHash": "Ada", "identityType": "name"}])", "Ada").code, "recipient.none");
}

TEST(Recipient, what_cannot_be_compared_is_unknown) {
  EXPECT_EQ(recipient("[]", "a@example.com").code, "recipient.none");
  EXPECT_EQ(recipient(R"([{"hashed": true, "identityHash": "md5$00", "identityType": "emailAddress"}])", "a@example.com").code, "recipient.hash");
  EXPECT_EQ(recipient(k_salted, std::nullopt).code, "recipient.not-asked");
}

proof::ProofFinding finding(proof::Outcome signature, proof::Outcome authorised, std::string method = "did:example:college#k") {
  proof::ProofFinding out;
  out.suite = "eddsa-rdfc-2022";
  out.verification_method = std::move(method);
  out.signature = signature;
  out.authorised = authorised;
  out.code = signature == proof::Outcome::pass && authorised == proof::Outcome::pass ? "" : "proof.some";
  out.detail = "something";
  return out;
}

std::string both(const ProofAnswer& answer) {
  return std::string(outcome_name(answer.signature.outcome)) + " " + answer.signature.code + ", " +
         std::string(outcome_name(answer.key.outcome)) + " " + answer.key.code;
}

constexpr auto k_pass = proof::Outcome::pass;
constexpr auto k_fail = proof::Outcome::fail;
constexpr auto k_unknown = proof::Outcome::unknown;

TEST(Proofs, signature_and_key_are_two_answers) {
  const auto judged = [](const proof::ProofFinding& one) { return both(judge_proofs({one}, "did:example:college")); };
  EXPECT_EQ(judged(finding(k_pass, k_pass)), "pass signature.fits, pass key.authorised");
  EXPECT_EQ(judged(finding(k_pass, k_unknown)), "pass signature.fits, unknown proof.some");
  EXPECT_EQ(judged(finding(k_pass, k_fail)), "pass signature.fits, fail proof.some");
  EXPECT_EQ(judged(finding(k_fail, k_pass)), "fail proof.some, pass key.authorised");
  EXPECT_EQ(judged(finding(k_unknown, k_unknown)), "unknown proof.some, unknown key.not-checked");
}

TEST(Proofs, a_key_of_somebody_else_fails_whatever_else_holds) {
  for (const auto authorised : {k_pass, k_unknown, k_fail}) {
    const auto answer = judge_proofs({finding(k_pass, authorised, "did:example:mallory#k")}, "did:example:college");
    EXPECT_EQ(both(answer), "pass signature.fits, fail key.not-issuers");
  }
}

TEST(Proofs, a_key_under_an_address_of_its_own_is_linked_to_nobody) {
  const auto answer = judge_proofs({finding(k_pass, k_unknown, "https://college.example/keys/1")}, "https://college.example");
  EXPECT_EQ(both(answer), "pass signature.fits, unknown key.not-linked");
}

TEST(Proofs, no_proof_is_a_failure) {
  EXPECT_EQ(both(judge_proofs({}, "did:example:college")), "fail signature.none, unknown key.not-checked");
}

TEST(Proofs, the_issuers_proof_is_enough_when_others_stand_beside_it_and_fit) {
  const auto own = finding(k_pass, k_pass);
  const auto witness = finding(k_pass, k_pass, "did:example:witness#k");
  EXPECT_EQ(both(judge_proofs({witness, own}, "did:example:college")), "pass signature.fits, pass key.authorised");
  EXPECT_EQ(both(judge_proofs({own, finding(k_unknown, k_unknown)}, "did:example:college")), "pass signature.fits, pass key.authorised");
  EXPECT_EQ(both(judge_proofs({own, finding(k_fail, k_pass, "did:example:witness#k")}, "did:example:college")).substr(0, 4), "fail");
  EXPECT_EQ(both(judge_proofs({witness}, "did:example:college")), "pass signature.fits, fail key.not-issuers");
}

}  // namespace
}  // namespace cairn::vc
