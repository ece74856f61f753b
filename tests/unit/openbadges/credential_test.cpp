#include "openbadges/credential.hpp"

#include <gtest/gtest.h>

#include "unit/openbadges/sample.hpp"
#include "unit/vc/workbench.hpp"

namespace cairn::openbadges {
namespace {

std::string first_finding(const json::Value& document, vc::LintOptions options = {}) {
  options.rulebooks = all_rulebooks();
  const auto findings = vc::lint(document, options);
  return findings.empty() ? "" : std::string(findings.front().code) + " " + findings.front().pointer + " " + findings.front().detail;
}

TEST(Credential, the_sample_conforms_to_every_rulebook_and_loses_nothing) {
  const Built built;
  jsonld::PinnedLoader contexts(jsonld::embedded_contexts());
  jsonld::Processor processor(contexts);
  vc::LintOptions options;
  options.contexts = &contexts;
  options.processor = &processor;
  EXPECT_EQ(first_finding(built.value(), options), "");
}

TEST(Credential, has_the_members_of_an_open_badge_credential) {
  const Built built;
  EXPECT_EQ(built.at({"@context"}),
            R"(["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"])");
  EXPECT_EQ(built.at({"id"}), R"("https://badges.ardmore.example/c/7Yk2QmZr")");
  EXPECT_EQ(built.at({"type"}), R"(["VerifiableCredential","OpenBadgeCredential"])");
  EXPECT_EQ(built.at({"name"}), R"("Data Storytelling")");
  EXPECT_EQ(built.at({"issuer"}), R"({"id":"did:web:badges.ardmore.example","type":["Profile"],"name":"Ardmore College",)"
                                  R"("url":"https://ardmore.example","email":"registry@ardmore.example"})");
  EXPECT_EQ(built.at({"validFrom"}), R"("2026-03-16T08:00:00Z")");
  EXPECT_EQ(built.at({"validUntil"}), "missing");
  EXPECT_EQ(built.at({"awardedDate"}), R"("2026-03-15T09:30:00Z")");
  EXPECT_EQ(built.at({"credentialStatus"}),
            R"({"id":"https://badges.ardmore.example/status/3#94567","type":"BitstringStatusListEntry","statusPurpose":"revocation",)"
            R"("statusListIndex":"94567","statusListCredential":"https://badges.ardmore.example/status/3"})");
  EXPECT_EQ(built.at({"evidence"}), R"([{"id":"https://portfolio.example/ada/report","type":["Evidence"],"name":"Report",)"
                                    R"("description":"A report on tides.","genre":"Report"}])");
}

TEST(Credential, the_learner_is_a_hashed_address_and_a_plain_name) {
  const Built built;
  EXPECT_EQ(built.at({"credentialSubject", "id"}), "missing");
  // printf "ada@example.orgZm9vYmFyYmF6cXV4MTIz" | sha256sum
  EXPECT_EQ(built.at({"credentialSubject", "identifier", "0"}),
            R"({"type":"IdentityObject","hashed":true,"identityHash":"sha256$93cb2d4df49f7f9144fc3bd064f049535addbff6271b4806c4812f525c1706ec",)"
            R"("identityType":"emailAddress","salt":"Zm9vYmFyYmF6cXV4MTIz"})");
  EXPECT_EQ(built.at({"credentialSubject", "identifier", "1"}),
            R"({"type":"IdentityObject","hashed":false,"identityHash":"Ada Lovelace","identityType":"name"})");
}

TEST(Credential, the_standards_example_of_a_hash_is_reproduced) {
  EXPECT_EQ(hash_identity("a@example.com", "Kosher"), "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399");
}

TEST(Credential, a_learner_with_a_did_and_no_address_is_named_by_it) {
  const Built built([](auto&) {}, [](auto& award) { award.learner = {"Ada", "", "did:example:ada"}; });
  EXPECT_EQ(built.at({"credentialSubject", "id"}), R"("did:example:ada")");
  EXPECT_EQ(built.at({"credentialSubject", "identifier", "0", "identityType"}), R"("name")");
  EXPECT_EQ(built.at({"credentialSubject", "identifier", "1"}), "missing");
}

TEST(Credential, level_and_credit_are_stated_for_machines) {
  const Built built;
  EXPECT_EQ(built.at({"credentialSubject", "achievement", "alignment", "0"}),
            R"({"type":["Alignment"],"targetName":"SCQF level 9","targetUrl":"https://scqf.org.uk/","targetFramework":"SCQF",)"
            R"("targetCode":"9","targetType":"ext:SCQFLevel"})");
  EXPECT_EQ(built.at({"credentialSubject", "achievement", "creditsAvailable"}), "10");
  EXPECT_EQ(built.at({"credentialSubject", "creditsEarned"}), "10");
  EXPECT_EQ(built.at({"credentialSubject", "achievement", "resultDescription", "0"}),
            R"({"id":"https://badges.ardmore.example/m/data-storytelling#credit","type":["ResultDescription"],)"
            R"("name":"SCQF credit points","resultType":"ext:SCQFCreditPoints","valueMax":"10"})");
  EXPECT_EQ(built.at({"credentialSubject", "result", "0"}),
            R"({"type":["Result"],"resultDescription":"https://badges.ardmore.example/m/data-storytelling#credit","value":"10"})");
}

TEST(Credential, halves_of_points_stay_exact) {
  const Built built([](auto& definition) { definition.credit = domain::Credit{"ECTS", *domain::parse_amount("7.5")}; });
  EXPECT_EQ(built.at({"credentialSubject", "creditsEarned"}), "7.5");
  EXPECT_EQ(built.at({"credentialSubject", "result", "0", "value"}), R"("7.5")");
}

TEST(Credential, results_point_to_descriptions_and_levels_of_the_achievement) {
  const Built built;
  const std::string description = built.at({"credentialSubject", "achievement", "resultDescription", "1", "id"});
  EXPECT_EQ(built.at({"credentialSubject", "result", "1"}),
            R"({"type":["Result"],"resultDescription":)" + description + R"(,"value":"72.5"})");
  EXPECT_EQ(built.at({"credentialSubject", "result", "2", "achievedLevel"}),
            built.at({"credentialSubject", "achievement", "resultDescription", "2", "rubricCriterionLevel", "1", "id"}));
  EXPECT_EQ(built.at({"credentialSubject", "achievement", "resultDescription", "2", "requiredLevel"}),
            built.at({"credentialSubject", "achievement", "resultDescription", "2", "rubricCriterionLevel", "0", "id"}));
}

TEST(Credential, outcomes_and_workload_stand_in_the_criteria) {
  const Built built;
  EXPECT_EQ(built.at({"credentialSubject", "achievement", "criteria", "narrative"}),
            R"("Submit one report and present it.\n\nLearning outcomes:\n\n1. Choose a chart that fits the question.\n)"
            R"(2. Explain a finding to a lay audience.\n\nNotional learning hours: 100")");
}

TEST(Credential, expiry_follows_the_definition) {
  const Built built([](auto& definition) { definition.validity_months = 24; });
  EXPECT_EQ(built.at({"validUntil"}), R"("2028-03-15T09:30:00Z")");
}

TEST(Credential, what_is_empty_is_left_out) {
  const Built built(
      [](auto& definition) {
        definition.alignments.clear();
        definition.outcomes.clear();
        definition.level.reset();
        definition.credit.reset();
        definition.workload_hours.reset();
        definition.results.clear();
        definition.tags.clear();
        definition.organisation.url.clear();
        definition.organisation.email.clear();
      },
      [](auto& award) {
        award.results.clear();
        award.evidence.clear();
      },
      [] {
        auto facts = sample_facts();
        facts.status.reset();
        return facts;
      }());
  for (const char* name : {"evidence", "credentialStatus", "validUntil"}) EXPECT_EQ(built.at({name}), "missing") << name;
  for (const char* name : {"result", "creditsEarned"}) EXPECT_EQ(built.at({"credentialSubject", name}), "missing") << name;
  for (const char* name : {"alignment", "resultDescription", "tag", "creditsAvailable", "image"}) {
    EXPECT_EQ(built.at({"credentialSubject", "achievement", name}), "missing") << name;
  }
  EXPECT_EQ(first_finding(built.value()), "");
}

TEST(Credential, needs_an_absolute_id_and_a_long_salt) {
  const auto definition = *domain::make_micro_credential(domain::sample_definition());
  const auto award = *domain::make_award(definition, domain::sample_award());
  const DefinitionTemplate shared(definition);
  Arena arena;
  auto facts = sample_facts();
  facts.credential_id = "7Yk2QmZr";
  EXPECT_EQ(to_unsecured(shared, award, facts, arena).error().code, "openbadges.credential-id");
  facts = sample_facts();
  facts.salt = "short";
  EXPECT_EQ(to_unsecured(shared, award, facts, arena).error().code, "openbadges.salt");
}

TEST(Credential, an_award_of_another_definition_is_refused) {
  const auto definition = *domain::make_micro_credential(domain::sample_definition());
  const auto award = *domain::make_award(definition, domain::sample_award());
  auto others = domain::sample_definition();
  others.results[0].key = "essay";
  const DefinitionTemplate other(*domain::make_micro_credential(others));
  Arena arena;
  EXPECT_EQ(to_unsecured(other, award, sample_facts(), arena).error().code, "domain.reference");
}

TEST(Credential, signed_it_verifies_and_every_changed_leaf_shows) {
  vc::Workbench bench;
  bench.policy.rulebooks = all_rulebooks();
  const Built built([&](auto& definition) { definition.organisation.id = bench.college.did; }, [](auto&) {},
                    [] {
                      auto facts = sample_facts();
                      facts.status.reset();
                      return facts;
                    }());
  auto prepared = vc::prepare({built.value()}, {all_rulebooks(), &bench.contexts});
  ASSERT_TRUE(prepared) << prepared.error().detail;
  proof::ProofConfiguration configuration;
  configuration.cryptosuite = "eddsa-rdfc-2022";
  configuration.verification_method = bench.college.method;
  const auto secured = vc::sign(std::move(*prepared), bench.engine, *bench.college.signer, configuration, bench.arena);
  ASSERT_TRUE(secured) << secured.error().detail;
  bench.policy.recipient = "ada@example.org";
  const vc::Report report = bench.check(secured->value);
  ASSERT_EQ(report.verdict, vc::Verdict::valid);
  EXPECT_EQ(report.summary->achievement_name, "Data Storytelling");
  EXPECT_EQ(report.summary->recipient_name, "Ada Lovelace");
  ASSERT_EQ(report.summary->results.size(), 3U);
  EXPECT_EQ(report.summary->results[1].name + ": " + report.summary->results[1].value, "Final mark: 72.5");
  EXPECT_EQ(report.summary->results[2].value, "Merit");
  EXPECT_EQ(report.summary->alignments[0].value, "SCQF 9");

  std::size_t count = 0;
  vc::for_each_mutation(secured->value, bench.arena, [&](const std::string& place, const json::Value& changed) {
    const vc::Verdict verdict = bench.check(changed).verdict;
    EXPECT_TRUE(verdict == vc::Verdict::invalid || verdict == vc::Verdict::undetermined) << place << " " << vc::verdict_name(verdict);
    ++count;
  });
  EXPECT_GT(count, 80U);
}

}  // namespace
}  // namespace cairn::openbadges
