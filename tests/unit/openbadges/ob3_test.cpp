#include <gtest/gtest.h>

#include "unit/openbadges/sample.hpp"
#include "unit/vc/sample.hpp"

namespace cairn::openbadges {
namespace {

using Found = std::vector<std::string>;
using vc::with;

const std::string k_badge = R"({
  "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
  "id": "http://example.com/credentials/3527",
  "type": ["VerifiableCredential", "OpenBadgeCredential"],
  "issuer": {"id": "https://example.com/issuers/876543", "type": ["Profile"], "name": "Example Corp"},
  "validFrom": "2010-01-01T00:00:00Z",
  "name": "Teamwork Badge",
  "credentialSubject": {
    "id": "did:example:ebfeb1f712ebc6f1c276e12ec21",
    "type": ["AchievementSubject"],
    "result": [{"type": ["Result"], "resultDescription": "urn:r:1", "value": "72"},
               {"type": ["Result"], "resultDescription": "urn:r:2", "achievedLevel": "urn:r:2:b"}],
    "achievement": {
      "id": "https://example.com/achievements/teamwork",
      "type": ["Achievement"],
      "achievementType": "MicroCredential",
      "alignment": [{"type": ["Alignment"], "targetName": "Teamwork", "targetUrl": "https://example.com/t", "targetType": "CFItem"}],
      "resultDescription": [
        {"id": "urn:r:1", "type": ["ResultDescription"], "name": "Mark", "resultType": "Percent", "valueMin": "0", "valueMax": "100"},
        {"id": "urn:r:2", "type": ["ResultDescription"], "name": "Level", "resultType": "RubricCriterionLevel", "requiredLevel": "urn:r:2:a",
         "rubricCriterionLevel": [{"id": "urn:r:2:a", "type": ["RubricCriterionLevel"], "name": "Pass"},
                                  {"id": "urn:r:2:b", "type": ["RubricCriterionLevel"], "name": "Merit"}]}],
      "criteria": {"narrative": "Nominated by peers."},
      "description": "Collaborating within a group.",
      "name": "Teamwork"
    }
  }
})";

Found ob3(std::string_view text) { return vc::findings_of(text, ob3_rulebook()); }

TEST(Ob3, a_sound_badge_has_no_findings) { EXPECT_EQ(ob3(k_badge), Found{}); }

TEST(Ob3, says_nothing_about_other_credentials) { EXPECT_EQ(ob3(vc::k_sample_credential), Found{}); }

struct Case {
  const char* part;
  const char* by;
  const char* finding;
};

TEST(Ob3, each_departure_is_found_where_it_stands) {
  const Case cases[] = {
      {R"(, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")", "", "ob3.context /@context"},
      {R"("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")", R"("https://x.example/c", "https://purl.imsglobal.org/spec/ob/v3p0/context.json")", "ob3.context-order /@context"},
      {R"("id": "http://example.com/credentials/3527",)", "", "ob3.required "},
      {R"("validFrom": "2010-01-01T00:00:00Z",)", "", "ob3.required "},
      {R"("2010-01-01T00:00:00Z")", R"("2010-01-01")", "ob3.date /validFrom"},
      {R"("type": ["Profile"], )", "", "ob3.type /issuer"},
      {R"(["Profile"])", R"(["Organisation"])", "ob3.type /issuer/type"},
      {R"({"id": "https://example.com/issuers/876543", "type": ["Profile"], "name": "Example Corp"})", "7", "ob3.form /issuer"},
      {R"("name": "Example Corp")", R"("name": {"en": "Example"})", "ob3.form /issuer/name"},
      {R"("name": "Example Corp")", R"("url": "example.com")", "ob3.iri /issuer/url"},
      {R"("Teamwork Badge")", R"(["Teamwork", "Badge"])", "ob3.single /name"},
      {R"("id": "did:example:ebfeb1f712ebc6f1c276e12ec21",)", "", "ob3.subject-identity /credentialSubject"},
      {R"("id": "did:example:ebfeb1f712ebc6f1c276e12ec21",)", R"("identifier": [],)", "ob3.subject-identity /credentialSubject"},
      {R"("criteria": {"narrative": "Nominated by peers."},)", "", "ob3.required /credentialSubject/achievement"},
      {R"({"narrative": "Nominated by peers."})", "{}", "ob3.criteria /credentialSubject/achievement/criteria"},
      {R"({"narrative": "Nominated by peers."})", R"("Nominated by peers.")", "ob3.structure /credentialSubject/achievement/criteria"},
      {R"("description": "Collaborating within a group.",)", "", "ob3.required /credentialSubject/achievement"},
      {R"("MicroCredential")", R"("Microcredential")", "ob3.word /credentialSubject/achievement/achievementType"},
      {R"("MicroCredential")", R"("ext:")", "ob3.word /credentialSubject/achievement/achievementType"},
      {R"("targetName": "Teamwork", )", "", "ob3.incomplete /credentialSubject/achievement/alignment/0"},
      {R"("targetUrl": "https://example.com/t", )", "", "ob3.incomplete /credentialSubject/achievement/alignment/0"},
      {R"("targetUrl": "https://example.com/t")", R"("targetUrl": "t")", "ob3.iri /credentialSubject/achievement/alignment/0/targetUrl"},
      {R"("CFItem")", R"("Skill")", "ob3.word /credentialSubject/achievement/alignment/0/targetType"},
      {R"("Percent")", R"("Percentage")", "ob3.word /credentialSubject/achievement/resultDescription/0/resultType"},
      {R"("valueMin": "0")", R"("valueMin": 0)", "ob3.form /credentialSubject/achievement/resultDescription/0/valueMin"},
      {R"({"id": "https://example.com/issuers/876543", "type": ["Profile"], "name": "Example Corp"})", R"([{"id": "https://example.com/issuers/876543", "type": ["Profile"]}])", "ob3.single /issuer"},
      {R"("criteria": {)", R"("otherIdentifier": [{"type": ["IdentifierEntry"], "identifier": "x", "identifierType": "identifier"}], "criteria": {)", "ob3.single /credentialSubject/achievement/otherIdentifier/0/type"},
      {R"("requiredLevel": "urn:r:2:a")", R"("requiredLevel": "urn:r:2:x")", "ob3.required-level /credentialSubject/achievement/resultDescription/1/requiredLevel"},
      {R"("resultDescription": "urn:r:1")", R"("resultDescription": "urn:r:9")", "ob3.result-reference /credentialSubject/result/0/resultDescription"},
      {R"("achievedLevel": "urn:r:2:b")", R"("achievedLevel": "urn:r:2:c")", "ob3.achieved-level /credentialSubject/result/1/achievedLevel"},
      {R"("value": "72")", R"("value": "172")", "ob3.result-value /credentialSubject/result/0/value"},
      {R"("value": "72")", R"("value": 72)", "ob3.form /credentialSubject/result/0/value"},
      {R"("value": "72")", R"("status": "Passed")", "ob3.word /credentialSubject/result/0/status"},
      {R"("value": "72")", R"("status": "ext:Passed")", "ob3.word /credentialSubject/result/0/status"},
      {R"("valueMin": "0", "valueMax": "100")", R"("allowedValue": ["70", "71"])", "ob3.result-value /credentialSubject/result/0/value"},
      {R"({"id": "urn:r:2", "type": ["ResultDescription"])", R"({"id": "urn:r:1", "type": ["ResultDescription"])", "ob3.duplicate-id /credentialSubject/achievement/resultDescription/1/id"},
      {R"("criteria": {)", R"("image": "https://x.example/i.png", "criteria": {)", "ob3.structure /credentialSubject/achievement/image"},
      {R"("criteria": {)", R"("image": {"id": "https://x.example/i.png", "type": "Image", "alt": "x"}, "criteria": {)", "ob3.unknown-member /credentialSubject/achievement/image/alt"},
      {R"("criteria": {)", R"("inLanguage": "english", "criteria": {)", "ob3.language /credentialSubject/achievement/inLanguage"},
      {R"("criteria": {)", R"("creditsAvailable": "10", "criteria": {)", "ob3.form /credentialSubject/achievement/creditsAvailable"},
  };
  for (const Case& one : cases) {
    Found found = ob3(with(k_badge, one.part, one.by));
    ASSERT_FALSE(found.empty()) << one.part << " -> " << one.by;
    EXPECT_EQ(found.front(), one.finding) << one.part << " -> " << one.by;
  }
}

std::string with_identity(std::string_view identity) {
  return with(k_badge, R"("id": "did:example:ebfeb1f712ebc6f1c276e12ec21",)", "\"identifier\": [" + std::string(identity) + "],");
}

TEST(Ob3, identities_are_hashed_soundly_or_plain) {
  const std::string place = " /credentialSubject/identifier/0";
  EXPECT_EQ(ob3(with_identity(R"({"type": "IdentityObject", "hashed": false, "identityHash": "Ada", "identityType": "name"})")), Found{});
  EXPECT_EQ(ob3(with_identity(R"({"type": "IdentityObject", "hashed": true, "salt": "Kosher", "identityType": "emailAddress",
      "identityHash": "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"})")),
            Found{});
  EXPECT_EQ(ob3(with_identity(R"({"type": "IdentityObject", "hashed": true, "salt": "x", "identityType": "emailAddress", "identityHash": "md5$28f9"})")),
            Found{"ob3.identity-md5" + place + "/identityHash"});
  EXPECT_EQ(ob3(with_identity(R"({"type": "IdentityObject", "hashed": true, "salt": "x", "identityType": "emailAddress", "identityHash": "sha256$28f9"})")),
            Found{"ob3.identity-hash" + place + "/identityHash"});
  EXPECT_EQ(ob3(with_identity(R"({"type": "IdentityObject", "hashed": false, "identityHash": "Ada", "identityType": "nickname"})")),
            Found{"ob3.word" + place + "/identityType"});
  EXPECT_EQ(ob3(with_identity(R"({"type": "IdentityObject", "identityHash": "Ada", "identityType": "name"})")), Found{"ob3.incomplete" + place});
  EXPECT_EQ(ob3(with_identity(R"({"type": "IdentityObject", "hashed": false, "identityHash": "Ada", "identityType": "name", "note": 1})")),
            Found{"ob3.unknown-member" + place + "/note"});
}

TEST(Ob3, what_the_adapted_schema_takes_and_the_formal_one_does_not_is_a_warning) {
  const auto severity = [](std::string_view text) {
    const vc::Parsed parsed(text);
    const vc::Rulebook* const books[] = {&ob3_rulebook()};
    vc::LintOptions options;
    options.rulebooks = books;
    const auto findings = vc::lint(parsed.value(), options);
    return findings.size() == 1 ? findings.front().severity : vc::Severity::error;
  };
  EXPECT_EQ(severity(with(k_badge, R"("Teamwork Badge")", R"({"@value": "Teamwork Badge", "@language": "en"})")), vc::Severity::warning);
  EXPECT_EQ(severity(vc::with_member(k_badge, R"("credentialStatus": {"type": "BitstringStatusListEntry"})")), vc::Severity::warning);
  // As the complete example of the standard has it.
  EXPECT_EQ(severity(with(k_badge, R"("resultDescription": "urn:r:2")", R"("resultDescription": "urn:r:1")")), vc::Severity::warning);
}

TEST(Ob3, single_values_where_the_formal_schema_wants_arrays_are_warnings) {
  const vc::Parsed parsed(with(with(k_badge, R"(["Achievement"])", R"("Achievement")"), R"(["AchievementSubject"])", R"("AchievementSubject")"));
  const vc::Rulebook* const books[] = {&ob3_rulebook()};
  vc::LintOptions options;
  options.rulebooks = books;
  const auto findings = vc::lint(parsed.value(), options);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].code, "ob3.array");
  EXPECT_TRUE(vc::conforms(findings));
}

TEST(Ob3, what_others_have_signed_is_refused_only_for_what_a_badge_cannot_do_without) {
  const auto severity = [](std::string_view text) {
    const vc::Parsed parsed(text);
    const vc::Rulebook* const books[] = {&ob3_rulebook()};
    vc::LintOptions options;
    options.rulebooks = books;
    options.phase = vc::Phase::verifying;
    return vc::lint(parsed.value(), options).front().severity;
  };
  EXPECT_EQ(severity(with(k_badge, R"("MicroCredential")", R"("Microcredential")")), vc::Severity::warning);
  EXPECT_EQ(severity(with(k_badge, R"("achievedLevel": "urn:r:2:b")", R"("achievedLevel": "urn:x:y")")), vc::Severity::warning);
  EXPECT_EQ(severity(with(k_badge, R"("name": "Teamwork"
    })", R"("x": 1})")), vc::Severity::error);
  EXPECT_EQ(severity(with(k_badge, R"("id": "did:example:ebfeb1f712ebc6f1c276e12ec21",)", "")), vc::Severity::error);
}

TEST(Ob3, nested_organisations_end_somewhere) {
  std::string organisation = R"({"id": "urn:o:0", "type": ["Profile"]})";
  for (int i = 0; i < 40; ++i) organisation = R"({"id": "urn:o:1", "type": ["Profile"], "parentOrg": )" + organisation + "}";
  const Found found = ob3(with(k_badge, R"("criteria": {)", "\"creator\": " + organisation + R"(, "criteria": {)"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().substr(0, 10), "ob3.depth ");
}

TEST(Ob3, endorsements_are_credentials_of_their_own_kind) {
  const std::string endorsement = R"({"@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "id": "http://1edtech.edu/endorsementcredential/3732", "type": ["VerifiableCredential", "EndorsementCredential"], "name": "SDE endorsement",
    "issuer": {"id": "https://state.gov/issuers/565049", "type": ["Profile"]}, "validFrom": "2010-01-01T00:00:00Z",
    "credentialSubject": {"id": "https://1edtech.edu/issuers/565049", "type": ["EndorsementSubject"], "endorsementComment": "In good standing"}})";
  EXPECT_EQ(ob3(endorsement), Found{});
  EXPECT_EQ(ob3(with(endorsement, R"("name": "SDE endorsement",)", "")), Found{"ob3.incomplete "});
  EXPECT_EQ(ob3(with(endorsement, R"("VerifiableCredential", )", "")), Found{"ob3.type /type"});
  EXPECT_EQ(ob3(with(endorsement, R"(["EndorsementSubject"])", R"(["Subject"])")), Found{"ob3.type /credentialSubject/type"});
}

}  // namespace
}  // namespace cairn::openbadges
