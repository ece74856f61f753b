#include <gtest/gtest.h>

#include "unit/vc/sample.hpp"

namespace cairn::vc {
namespace {

using Found = std::vector<std::string>;

const std::string k_old = R"({
  "@context": ["https://www.w3.org/2018/credentials/v1"],
  "id": "urn:uuid:5b6ac2d1-71a1-4d2c-9f3b-0a1c3f1b7a10",
  "type": ["VerifiableCredential"],
  "issuer": {"id": "did:example:college"},
  "issuanceDate": "2022-03-15T09:30:00Z",
  "expirationDate": "2029-03-15T09:30:00Z",
  "credentialSubject": {"id": "did:example:ada"}
})";

/// What vcdm1 finds in a signed credential, without the remark on the version.
Found vcdm1(std::string_view text, Phase phase = Phase::verifying) {
  const Parsed parsed(text);
  const Rulebook* const books[] = {&vcdm1_rulebook()};
  LintOptions options;
  options.rulebooks = books;
  options.phase = phase;
  Found out;
  for (const Finding& finding : lint(parsed.value(), options)) {
    if (finding.code != "vcdm1.version") out.push_back(std::string(finding.code) + " " + finding.pointer);
  }
  return out;
}

TEST(Vcdm1, a_sound_credential_is_remarked_on_as_an_older_form_and_nothing_else) {
  const Parsed parsed(k_old);
  const Rulebook* const books[] = {&vcdm2_rulebook(), &vcdm1_rulebook()};
  LintOptions options;
  options.rulebooks = books;
  options.phase = Phase::verifying;
  const auto findings = lint(parsed.value(), options);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].code, "vcdm1.version");
  EXPECT_EQ(findings[0].severity, Severity::warning);
  EXPECT_TRUE(conforms(findings));
  options.phase = Phase::issuing;
  const auto issuing = lint(parsed.value(), options);
  ASSERT_EQ(issuing.size(), 1U);
  EXPECT_EQ(issuing[0].code, "vcdm2.version");
  EXPECT_FALSE(conforms(issuing));
}

TEST(Vcdm1, each_broken_member_is_found_where_it_stands) {
  struct Case {
    const char* member;
    const char* by;
    const char* finding;
  };
  const Case cases[] = {
      {R"(/v1"])", R"(/v1", 7])", "vcdm1.context-item /@context/1"},
      {R"(["VerifiableCredential"])", R"(["Badge"])", "vcdm1.type "},
      {R"("urn:uuid:5b6ac2d1-71a1-4d2c-9f3b-0a1c3f1b7a10")", R"("one")", "vcdm1.id /id"},
      {R"({"id": "did:example:college"})", R"({"name": "x"})", "vcdm1.issuer /issuer"},
      {R"({"id": "did:example:college"})", R"("college")", "vcdm1.issuer /issuer"},
      {R"("issuer": {"id": "did:example:college"},)", "", "vcdm1.issuer "},
      {R"({"id": "did:example:ada"})", "{}", "vcdm1.subject /credentialSubject"},
      {R"({"id": "did:example:ada"})", "[]", "vcdm1.subject /credentialSubject"},
      {R"("did:example:ada")", R"("ada")", "vcdm1.subject /credentialSubject/id"},
      {R"("issuanceDate": "2022-03-15T09:30:00Z",)", "", "vcdm1.date "},
      {R"("2022-03-15T09:30:00Z")", R"("2022-03-15")", "vcdm1.date /issuanceDate"},
      {R"("2029-03-15T09:30:00Z")", "7", "vcdm1.date /expirationDate"},
      {R"("2029-03-15T09:30:00Z")", R"("2021-03-15T09:30:00Z")", "vcdm1.date-order /expirationDate"},
      {R"("issuer":)", R"("validFrom": "2022-03-15T09:30:00Z", "issuer":)", "vcdm1.new-date /validFrom"},
      {R"("issuer":)", R"("credentialStatus": {"id": "https://a.example/1"}, "issuer":)", "vcdm1.extension /credentialStatus"},
      {R"("issuer":)", R"("credentialSchema": [{"type": "X"}], "issuer":)", "vcdm1.extension /credentialSchema/0"},
      {R"("issuer":)", R"("evidence": {"type": []}, "issuer":)", "vcdm1.extension /evidence"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(vcdm1(with(k_old, one.member, one.by)), Found{one.finding}) << one.member << " -> " << one.by;
  }
}

TEST(Vcdm1, other_documents_are_not_its_business) {
  EXPECT_EQ(vcdm1(k_sample_credential), Found{});
  EXPECT_EQ(vcdm1("{}"), Found{});
  EXPECT_EQ(vcdm1("[]"), Found{});
  EXPECT_EQ(vcdm1(with(k_old, R"(["VerifiableCredential"])", R"(["Badge"])"), Phase::issuing), Found{});
}

}  // namespace
}  // namespace cairn::vc
