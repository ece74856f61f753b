#include "unit/exchange/foreign_fixture.hpp"

namespace cairn::exchange {
namespace {

using AchievementTest = Foreign;

// The members that edubadges adds, as its profile's examples have them.
TEST_F(AchievementTest, what_edubadges_adds_to_an_achievement_is_read) {
  const auto found = all(from_achievement(read(R"({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "https://x.example/i", "type": ["Profile"], "name": "Universiteit"}, "validFrom": "2024-08-30T00:00:00Z",
    "credentialSubject": {"id": "https://x.example/students/1", "type": ["AchievementSubject"], "achievement": {"id": "https://x.example/a/1",
      "type": ["Achievement", "EducredentialAchievement"], "criteria": {"narrative": "Klaar."}, "description": "Goed.", "name": "Koffie", "inLanguage": "nl-NL",
      "educationProgramIdentifier": 20121350, "ECTS": 3.0, "participationType": "online", "assessmentType": "testing", "identityChecked": true,
      "supervisionType": "supervised online", "alignment": [{"type": ["Alignment"], "targetType": "ext:EQF", "targetName": "EQF level 4", "targetCode": "4",
        "targetUrl": "https://eqf.example/4"}]}}})")));
  ASSERT_EQ(found.size(), 1u);
  const domain::MicroCredentialFields& fields = found[0].fields;
  EXPECT_EQ(credit_of(fields), "ECTS 3");
  EXPECT_EQ(level_of(fields), "EQF 4");
  EXPECT_EQ(fields.language, "nl-NL");
  EXPECT_EQ(fields.participation, "online");
  EXPECT_EQ(fields.assessment.types, std::vector<std::string>{"testing"});
  EXPECT_EQ(fields.assessment.identity_assurance, "supervised-online-verified");
  EXPECT_EQ(fields.organisation.id + fields.organisation.name, "https://x.example/iUniversiteit");
  EXPECT_TRUE(fields.alignments.empty());
  EXPECT_EQ(found[0].left, (Left{"/type", "/validFrom", "/credentialSubject/id", "/credentialSubject/type", "/credentialSubject/achievement/educationProgramIdentifier"}));
}

TEST_F(AchievementTest, an_assessment_that_is_supervised_and_checks_nobody_is_not_called_verified) {
  const auto found = all(from_achievement(read(R"({"type": "Achievement", "name": "A", "supervisionType": "supervised online", "identityChecked": false})")));
  EXPECT_EQ(found[0].fields.assessment.identity_assurance, "");
  EXPECT_EQ(found[0].left, (Left{"/supervisionType", "/identityChecked"}));
  const auto unsaid = all(from_achievement(read(R"({"type": "Achievement", "name": "A", "supervisionType": "supervised online"})")));
  EXPECT_EQ(unsaid[0].fields.assessment.identity_assurance, "");
}

TEST_F(AchievementTest, on_site_or_blended_is_not_decided_for_its_author) {
  const auto found = all(from_achievement(read(R"({"type": "Achievement", "name": "A", "participationType": "onsite or blended"})")));
  EXPECT_EQ(found[0].fields.participation, "");
  EXPECT_EQ(found[0].left, Left{"/participationType"});
}

TEST_F(AchievementTest, a_number_of_credits_without_a_unit_is_left) {
  const auto found = all(from_achievement(read(R"({"type": ["Achievement"], "id": "urn:a", "name": "A", "creditsAvailable": 36})")));
  EXPECT_FALSE(found[0].fields.credit);
  EXPECT_EQ(found[0].left, Left{"/creditsAvailable"});
}

TEST_F(AchievementTest, results_keep_grades_rubric_and_what_is_needed) {
  const auto found = all(from_achievement(read(R"({"type": ["Achievement"], "name": "A", "resultDescription": [
    {"id": "urn:uuid:1", "type": ["ResultDescription"], "name": "Final Grade", "resultType": "LetterGrade", "allowedValue": ["C", "B", "A"], "requiredValue": "C"},
    {"id": "urn:uuid:2", "type": ["ResultDescription"], "name": "Final Grade", "resultType": "RubricCriterionLevel", "requiredLevel": "urn:uuid:22", "rubricCriterionLevel": [
      {"id": "urn:uuid:21", "type": ["RubricCriterionLevel"], "name": "Basic", "points": "2"}, {"id": "urn:uuid:22", "type": ["RubricCriterionLevel"], "name": "Mastery", "level": "Mastered"}]},
    {"id": "urn:uuid:3", "type": ["ResultDescription"], "name": "Mark", "resultType": "Percent", "valueMin": "0", "valueMax": "100", "requiredValue": "40"},
    {"id": "urn:uuid:4", "type": ["ResultDescription"], "name": "Punten", "resultType": "ext:ECTSGradeScore", "valueMax": "10"}]})")));
  const auto& results = found[0].fields.results;
  ASSERT_EQ(results.size(), 4u);
  EXPECT_EQ(results[0].key + results[0].required_value, "final-gradeC");
  EXPECT_EQ(results[1].key + "|" + results[1].required_level, "final-grade-2|mastery");
  EXPECT_EQ(results[2].type, domain::ResultType::percent);
  EXPECT_EQ(domain::to_text(*results[2].required), "40");
  EXPECT_EQ(results[3].type, domain::ResultType::result);
  EXPECT_EQ(found[0].left, (Left{"/resultDescription/1/rubricCriterionLevel/1/level", "/resultDescription/3/resultType"}));
}

TEST_F(AchievementTest, criteria_that_are_not_cairns_stay_whole) {
  for (const char* narrative : {"Do this:\\n\\n1. listen\\n2. talk", "Learning outcomes:\\n\\n1. listen\\n3. talk", "1. a\\n2. b\\n\\nThen rest.", "Learning outcomes: many"}) {
    const auto found = all(from_achievement(read(std::string(R"({"type": "Achievement", "name": "A", "criteria": {"narrative": ")") + narrative + "\"}}")));
    EXPECT_TRUE(found[0].fields.outcomes.empty()) << narrative;
    EXPECT_FALSE(found[0].fields.criteria_narrative.empty());
  }
  const auto own = all(from_achievement(read(R"({"type": "Achievement", "name": "A", "criteria": {"narrative": "Pass.\n\nLearning outcomes:\n\n1. Listen.\n2. Talk.\n\nNotional learning hours: 7.5"}})")));
  EXPECT_EQ(own[0].fields.criteria_narrative, "Pass.");
  EXPECT_EQ(own[0].fields.outcomes.at(1).statement, "Talk.");
  EXPECT_EQ(hours_of(own[0].fields), "7.5");
}

TEST_F(AchievementTest, a_list_and_a_learner_record_are_read_one_by_one) {
  const auto list = all(from_achievement(read(R"([{"type": "Achievement", "id": "urn:a", "name": "A"}, 7, {"type": "Profile"}, {"type": ["Achievement"], "id": "urn:b", "name": "B"}])")));
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[1].place + list[1].fields.name, "/3B");
  EXPECT_EQ(list[0].left, (Left{"/1", "/2"}));
  const auto clr = all(from_achievement(read(R"({"type": ["VerifiableCredential", "ClrCredential"], "credentialSubject": {"achievement": [{"type": ["Achievement"], "name": "A"}, {"type": ["Achievement"], "name": "B"}]}})")));
  ASSERT_EQ(clr.size(), 2u);
  EXPECT_EQ(clr[1].place, "/credentialSubject/achievement/1");
}

TEST_F(AchievementTest, what_holds_none_is_refused) {
  for (const char* text : {"7", "[]", "{}", R"({"type": "Profile"})", R"({"credentialSubject": {"achievement": 7}})", R"({"credentialSubject": []})", R"({"credentialSubject": {"achievement": [7]}})"}) {
    const auto refused = from_achievement(read(text));
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().code, "exchange.achievement");
  }
}

}  // namespace
}  // namespace cairn::exchange
