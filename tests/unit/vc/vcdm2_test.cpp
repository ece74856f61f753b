#include <gtest/gtest.h>

#include "unit/vc/sample.hpp"

namespace cairn::vc {
namespace {

using Found = std::vector<std::string>;

Found vcdm2(std::string_view text) { return findings_of(text, vcdm2_rulebook()); }

TEST(Vcdm2, a_sound_credential_has_no_findings) { EXPECT_EQ(vcdm2(k_sample_credential), Found{}); }

struct Case {
  const char* member;       // replaced or added
  const char* by;
  const char* finding;
};

TEST(Vcdm2, a_type_in_its_long_form_leaves_open_what_the_document_is) {
  const Parsed parsed(with(k_sample_credential, R"(["VerifiableCredential"])",
                           R"(["VerifiableCredential", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"])"));
  const Rulebook* const books[] = {&vcdm2_rulebook()};
  LintOptions options;
  options.rulebooks = books;
  options.phase = Phase::verifying;
  const std::vector<Finding> findings = lint(parsed.value(), options);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().code, "vcdm2.type-word");
  EXPECT_EQ(findings.front().severity, Severity::unknown);
}

TEST(Vcdm2, each_broken_member_is_found_where_it_stands) {
  const Case cases[] = {
      {R"("@context": ["https://www.w3.org/ns/credentials/v2"],)", "", "vcdm2.context "},
      {R"("@context": ["https://www.w3.org/ns/credentials/v2"],)", R"("@context": "https://www.w3.org/ns/credentials/v2",)", "vcdm2.context /@context"},
      {R"(["https://www.w3.org/ns/credentials/v2"])", R"([])", "vcdm2.context /@context"},
      {R"(["https://www.w3.org/ns/credentials/v2"])", R"(["https://other.example/v1", "https://www.w3.org/ns/credentials/v2"])", "vcdm2.context /@context"},
      {R"(["https://www.w3.org/ns/credentials/v2"])", R"(["https://www.w3.org/ns/credentials/v2", 123192875])", "vcdm2.context-item /@context/1"},
      {R"(["https://www.w3.org/ns/credentials/v2"])", R"(["https://www.w3.org/ns/credentials/v2", "https ://not-a-url"])", "vcdm2.context-item /@context/1"},
      {R"(["https://www.w3.org/ns/credentials/v2"])", R"(["https://www.w3.org/ns/credentials/v2", null])", "vcdm2.context-item /@context/1"},
      {R"(["https://www.w3.org/ns/credentials/v2"])", R"(["https://www.w3.org/ns/credentials/v2", "https://a.example/", "https://a.example/"])", "vcdm2.context-item /@context/2"},
      {R"("type": ["VerifiableCredential"],)", "", "vcdm2.type "},
      {R"("type": ["VerifiableCredential"],)", R"("type": ["Badge"],)", "vcdm2.type /type"},
      {R"("type": ["VerifiableCredential"],)", R"("type": ["VerifiableCredential", 7],)", "vcdm2.type-value /type/1"},
      {R"("type": ["VerifiableCredential"],)", R"("type": ["VerifiableCredential", ""],)", "vcdm2.type-value /type/1"},
      {R"("type": ["VerifiableCredential"],)",
       R"("type": ["VerifiableCredential", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"],)", "vcdm2.type-word /type/1"},
      {R"("type": ["VerifiableCredential"],)", R"("type": ["VerifiableCredential", "ob:OpenBadgeCredential"],)", "vcdm2.type-word /type/1"},
      {R"("urn:uuid:5b6ac2d1-71a1-4d2c-9f3b-0a1c3f1b7a10")", "null", "vcdm2.id /id"},
      {R"("urn:uuid:5b6ac2d1-71a1-4d2c-9f3b-0a1c3f1b7a10")", R"("not a url")", "vcdm2.id /id"},
      {R"("urn:uuid:5b6ac2d1-71a1-4d2c-9f3b-0a1c3f1b7a10")", R"(["did:example:1", "did:example:2"])", "vcdm2.id /id"},
      {R"("urn:uuid:5b6ac2d1-71a1-4d2c-9f3b-0a1c3f1b7a10")", "12345", "vcdm2.id /id"},
      {R"("issuer": {"id": "did:example:college", "name": "Ardmore College"},)", "", "vcdm2.issuer "},
      {R"({"id": "did:example:college", "name": "Ardmore College"})", "null", "vcdm2.issuer /issuer"},
      {R"({"id": "did:example:college", "name": "Ardmore College"})", R"("college")", "vcdm2.issuer /issuer"},
      {R"({"id": "did:example:college", "name": "Ardmore College"})", R"(["did:example:a", "did:example:b"])", "vcdm2.issuer /issuer"},
      {R"("id": "did:example:college", )", "", "vcdm2.issuer /issuer/id"},
      {R"("did:example:college")", "null", "vcdm2.issuer /issuer/id"},
      {R"("did:example:college")", R"("college")", "vcdm2.issuer /issuer/id"},
      {R"("name": "Ardmore College")", R"("name": 5)", "vcdm2.text /issuer/name"},
      {R"("name": "Ardmore College")", R"("description": {"@value": "x", "url": "did:example:1"})", "vcdm2.text /issuer/description"},
      {R"("Data Storytelling")", R"({"@value": "Data", "@language": "en", "extra": 1})", "vcdm2.text /name"},
      {R"("Data Storytelling")", R"({"@language": "en"})", "vcdm2.text /name"},
      {R"("Data Storytelling")", R"({"@value": "Data", "@language": "en_GB"})", "vcdm2.text /name"},
      {R"("Data Storytelling")", R"([{"@value": "Data", "@direction": "up"}])", "vcdm2.text /name/0"},
      {R"("Data Storytelling")", R"([])", "vcdm2.text /name"},
      {R"("credentialSubject": {"id": "did:example:ada", "name": "Ada"})", R"("x": 1)", "vcdm2.subject "},
      {R"({"id": "did:example:ada", "name": "Ada"})", "{}", "vcdm2.subject /credentialSubject"},
      {R"({"id": "did:example:ada", "name": "Ada"})", "[]", "vcdm2.subject /credentialSubject"},
      {R"({"id": "did:example:ada", "name": "Ada"})", R"("did:example:ada")", "vcdm2.subject /credentialSubject"},
      {R"({"id": "did:example:ada", "name": "Ada"})", R"([{"id": "did:example:ada"}, {}])", "vcdm2.subject /credentialSubject/1"},
      {R"("did:example:ada")", R"(["did:example:ada", "did:example:bo"])", "vcdm2.subject-id /credentialSubject/id"},
      {R"("2026-03-15T09:30:00Z")", R"("2026-03-15T09:30:00")", "vcdm2.date /validFrom"},
      {R"("2026-03-15T09:30:00Z")", R"("2026-03-15")", "vcdm2.date /validFrom"},
      {R"("2026-03-15T09:30:00Z")", R"("2026-02-30T09:30:00Z")", "vcdm2.date /validFrom"},
      {R"("2026-03-15T09:30:00Z")", R"(["2026-03-15T09:30:00Z"])", "vcdm2.date /validFrom"},
      {R"("2029-03-15T09:30:00Z")", R"("2026-03-15T09:29:59Z")", "vcdm2.date-order /validUntil"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(vcdm2(with(k_sample_credential, one.member, one.by)), Found{one.finding}) << one.member << " -> " << one.by;
  }
}

TEST(Vcdm2, extension_points_need_objects_with_a_type) {
  const char* const members[] = {"credentialStatus", "refreshService", "termsOfUse", "evidence", "confidenceMethod", "renderMethod"};
  const char* const codes[] = {"vcdm2.status", "vcdm2.refresh-service", "vcdm2.terms-of-use", "vcdm2.evidence", "vcdm2.reserved", "vcdm2.reserved"};
  for (std::size_t i = 0; i < std::size(members); ++i) {
    const std::string name = members[i];
    const std::string code = codes[i];
    const auto found = [&](std::string_view value) {
      return vcdm2(with_member(k_sample_credential, "\"" + name + "\": " + std::string(value)));
    };
    EXPECT_EQ(found(R"({"id": "did:example:x"})"), Found{code + " /" + name + "/type"});
    EXPECT_EQ(found(R"({"id": "did:example:x", "type": 2})"), Found{code + " /" + name + "/type"});
    EXPECT_EQ(found(R"({"id": "did:example:x", "type": []})"), Found{code + " /" + name + "/type"});
    EXPECT_EQ(found(R"([{"type": "X"}, {"id": "urn:x:1"}])"), Found{code + " /" + name + "/1/type"});
    EXPECT_EQ(found(R"("did:example:x")"), Found{code + " /" + name});
    EXPECT_EQ(found(R"({"type": "X", "id": "not-a-url"})"), Found{code + " /" + name + "/id"});
    EXPECT_EQ(found(R"({"type": "X", "id": ["did:example:1", "did:example:2"]})"), Found{code + " /" + name + "/id"});
    EXPECT_EQ(found(R"({"type": "X"})"), Found{});
    EXPECT_EQ(found(R"([{"type": ["X", "Y"], "id": "did:example:1"}])"), Found{});
  }
}

TEST(Vcdm2, a_schema_needs_an_id_too) {
  const auto found = [](std::string_view value) {
    return vcdm2(with_member(k_sample_credential, "\"credentialSchema\": " + std::string(value)));
  };
  EXPECT_EQ(found(R"({"type": "JsonSchema"})"), Found{"vcdm2.schema /credentialSchema/id"});
  EXPECT_EQ(found(R"({"id": 5, "type": "JsonSchema"})"), Found{"vcdm2.schema /credentialSchema/id"});
  EXPECT_EQ(found(R"({"id": "https://x.example/s"})"), Found{"vcdm2.schema /credentialSchema/type"});
  EXPECT_EQ(found(R"([{"id": "https://x.example/s", "type": "JsonSchema"}])"), Found{});
}

TEST(Vcdm2, related_resources_are_objects_with_distinct_ids_and_a_digest) {
  const auto found = [](std::string_view value) {
    return vcdm2(with_member(k_sample_credential, "\"relatedResource\": " + std::string(value)));
  };
  const std::string place = "vcdm2.related-resource /relatedResource";
  EXPECT_EQ(found(R"(["https://x.example/a"])"), Found{place + "/0"});
  EXPECT_EQ(found(R"([{"digestSRI": "sha256-x"}])"), Found{place + "/0/id"});
  EXPECT_EQ(found(R"([{"id": "https://x.example/a"}])"), Found{place + "/0"});
  EXPECT_EQ(found(R"([{"id": "https://x.example/a", "digestSRI": "sha256-x"}, {"id": "https://x.example/a", "digestMultibase": "uEi"}])"),
            Found{place + "/1"});
  EXPECT_EQ(found(R"([{"id": "https://x.example/a", "digestSRI": "sha256-x", "mediaType": "text/plain"}])"), Found{});
}

TEST(Vcdm2, language_value_objects_are_taken) {
  EXPECT_EQ(vcdm2(with(k_sample_credential, R"("Data Storytelling")",
                       R"([{"@value": "Data", "@language": "en"}, {"@value": "بيانات", "@language": "ar", "@direction": "rtl"}])")),
            Found{});
}

TEST(Vcdm2, a_date_may_have_any_zone_and_lie_in_the_future) {
  EXPECT_EQ(vcdm2(with(k_sample_credential, "2026-03-15T09:30:00Z", "2026-03-15T09:30:00.123-03:00")), Found{});
  EXPECT_EQ(vcdm2(with(k_sample_credential, "2029-03-15T09:30:00Z", "2026-03-15T10:30:00+01:00")), Found{});
}

TEST(Vcdm2, version_1_1_is_one_finding_and_nothing_else_is_judged) {
  const std::string old = R"({"@context": ["https://www.w3.org/2018/credentials/v1"], "type": ["VerifiableCredential"],
      "issuer": "did:example:a", "issuanceDate": "2020-01-01T00:00:00Z", "credentialSubject": {"id": "did:example:b"}})";
  EXPECT_EQ(vcdm2(old), Found{"vcdm2.version /@context"});
  const Parsed parsed(old);
  const Rulebook* const books[] = {&vcdm2_rulebook()};
  LintOptions options;
  options.rulebooks = books;
  options.phase = Phase::verifying;
  EXPECT_TRUE(lint(parsed.value(), options).empty());  // vcdm1 looks at those
  const Parsed presentation(with(old, "VerifiableCredential", "VerifiablePresentation"));
  ASSERT_FALSE(lint(presentation.value(), options).empty());
  EXPECT_EQ(lint(presentation.value(), options).front().severity, Severity::unknown);
}

TEST(Vcdm2, old_dates_are_a_warning_only) {
  EXPECT_EQ(vcdm2(with_member(k_sample_credential, R"("issuanceDate": "2026-01-01T00:00:00Z")")), Found{"vcdm2.old-date "});
}

TEST(Vcdm2, what_is_no_object_is_no_credential) {
  EXPECT_EQ(vcdm2("[]"), Found{"vcdm2.document "});
  EXPECT_EQ(vcdm2("\"x\""), Found{"vcdm2.document "});
}

std::string presentation(std::string_view more) {
  return R"({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiablePresentation"])" + std::string(more) + "}";
}

TEST(Vcdm2, presentations_hold_objects_and_name_their_holder) {
  EXPECT_EQ(vcdm2(presentation("")), Found{});
  EXPECT_EQ(vcdm2(presentation(R"(, "holder": {"name": "x"})")), Found{"vcdm2.holder /holder"});
  EXPECT_EQ(vcdm2(presentation(R"(, "holder": "did:example:ada")")), Found{});
  EXPECT_EQ(vcdm2(presentation(R"(, "verifiableCredential": ["https://x.example/c"])")),
            Found{"vcdm2.presented-credential /verifiableCredential/0"});
}

TEST(Vcdm2, a_credential_without_a_proof_inside_a_presentation_must_be_the_holders) {
  const std::string inside = R"(, "verifiableCredential": [)" + k_sample_credential + "]";
  EXPECT_EQ(vcdm2(presentation(inside)), Found{"vcdm2.self-asserted /verifiableCredential/0"});
  EXPECT_EQ(vcdm2(presentation(R"(, "holder": "did:example:college")" + inside)), Found{});
  EXPECT_EQ(vcdm2(presentation(R"(, "holder": "did:example:ada")" + inside)), Found{"vcdm2.self-asserted /verifiableCredential/0"});
}

TEST(Vcdm2, credentials_inside_a_presentation_are_looked_at) {
  const std::string broken = with(k_sample_credential, "2026-03-15T09:30:00Z", "yesterday");
  EXPECT_EQ(vcdm2(presentation(R"(, "holder": "did:example:college", "verifiableCredential": [)" + broken + "]")),
            Found{"vcdm2.date /verifiableCredential/0/validFrom"});
}

TEST(Vcdm2, an_envelope_is_a_data_url) {
  const std::string envelope =
      R"({"@context": "https://www.w3.org/ns/credentials/v2", "type": "EnvelopedVerifiableCredential", "id": "data:application/vc+jwt,eyJh.eyJi.c"})";
  EXPECT_EQ(vcdm2(envelope), Found{});
  EXPECT_EQ(vcdm2(with(envelope, "data:application/vc+jwt,", "")), Found{"vcdm2.envelope /id"});
  EXPECT_EQ(vcdm2(with(envelope, "\"https://www.w3.org/ns/credentials/v2\"", "[]")), Found{"vcdm2.envelope "});
}

}  // namespace
}  // namespace cairn::vc
