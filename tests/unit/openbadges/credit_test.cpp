#include <gtest/gtest.h>

#include "json/read.hpp"
#include "unit/openbadges/sample.hpp"
#include "unit/vc/sample.hpp"

namespace cairn::openbadges {
namespace {

using Found = std::vector<std::string>;
using vc::with;

const std::string k_badge = R"({
  "type": ["VerifiableCredential", "OpenBadgeCredential"],
  "credentialSubject": {
    "type": ["AchievementSubject"],
    "creditsEarned": 10,
    "result": [{"type": ["Result"], "resultDescription": "urn:r:1", "value": "10"}],
    "achievement": {
      "type": ["Achievement"],
      "creditsAvailable": 10.0,
      "alignment": [{"type": ["Alignment"], "targetName": "A", "targetUrl": "http://data.europa.eu/snb/eqf/5", "targetCode": "5"}],
      "resultDescription": [{"id": "urn:r:1", "resultType": "ext:SCQFCreditPoints", "valueMax": "10",
        "rubricCriterionLevel": [{"alignment": [{"targetUrl": "https://case.example/uri/74f5bb7d-d7cc-11e8-824f-0242ac160002", "targetType": "CFItem"}]}]}],
      "exactCredit": [{"type": ["ExactCredit"], "creditFramework": "SCQF", "creditAmount": "10", "creditLevel": "8"},
                      {"type": ["ExactCredit"], "creditFramework": "ECTS", "creditAmount": "5"}],
      "identityAssurance": "unsupervised-unverified",
      "participation": "online",
      "stackability": "integrated",
      "qualityAssurance": {"qualityForm": "internal"}
    }
  }
})";

Found credit(std::string_view text) { return vc::findings_of(text, credit_rulebook()); }

TEST(CreditRules, a_badge_whose_numbers_agree_has_no_findings) { EXPECT_EQ(credit(k_badge), Found{}); }

TEST(CreditRules, say_nothing_about_other_credentials) { EXPECT_EQ(credit(vc::k_sample_credential), Found{}); }

struct Case {
  const char* part;
  const char* by;
  const char* finding;
};

TEST(CreditRules, each_departure_is_found_where_it_stands) {
  const Case cases[] = {
      {R"("creditsAvailable": 10.0)", R"("creditsAvailable": 20)", "credit.disagrees /credentialSubject/achievement/creditsAvailable"},
      {R"("creditsEarned": 10)", R"("creditsEarned": 10.5)", "credit.disagrees /credentialSubject/creditsEarned"},
      {R"("creditsAvailable": 10.0)", R"("creditsAvailable": 1e3)", "credit.disagrees /credentialSubject/achievement/creditsAvailable"},
      {R"("creditsAvailable": 10.0)", R"("creditsAvailable": -10)", "credit.amount /credentialSubject/achievement/creditsAvailable"},
      {R"("creditsAvailable": 10.0)", R"("creditsAvailable": 10.0000001)", "credit.amount /credentialSubject/achievement/creditsAvailable"},
      {R"("creditsAvailable": 10.0)", R"("creditsAvailable": 1e999)", "credit.amount /credentialSubject/achievement/creditsAvailable"},
      {R"("creditsEarned": 10)", R"("creditsEarned": -1)", "credit.amount /credentialSubject/creditsEarned"},
      {R"("urn:r:1", "value": "10")", R"("urn:r:1", "value": "-10")", "credit.amount /credentialSubject/result/0/value"},
      {R"("valueMax": "10")", R"("valueMax": "ten")", "credit.amount /credentialSubject/achievement/resultDescription/0/valueMax"},
      {R"("participation")", R"("notionalHours": "-1", "participation")", "credit.amount /credentialSubject/achievement/notionalHours"},
      {R"("participation")", R"("notionalHours": ["1", "2"], "participation")", "credit.amount /credentialSubject/achievement/notionalHours"},
      {R"("creditLevel": "8")", R"("creditLevel": "8", "creditHours": "some")", "credit.amount /credentialSubject/achievement/exactCredit/0/creditHours"},
      {R"("creditLevel": "8")", R"("creditLevel": 13)", "credit.level /credentialSubject/achievement/exactCredit/0/creditLevel"},
      {R"("creditAmount": "5")", R"("creditAmount": ["5", "6"])", "credit.amount /credentialSubject/achievement/exactCredit/1"},
      {R"("ECTS", "creditAmount": "5")", R"("SCQF", "creditAmount": "5")", "credit.disagrees /credentialSubject/achievement/exactCredit/1/creditAmount"},
      {R"("ECTS", "creditAmount": "5")", R"("SCQF", "creditAmount": "10", "creditLevel": "9")",
       "credit.disagrees /credentialSubject/achievement/exactCredit/1/creditLevel"},
      {R"("valueMax": "10")", R"("valueMax": "11")", "credit.disagrees /credentialSubject/achievement/resultDescription/0/valueMax"},
      {R"("urn:r:1", "value": "10")", R"("urn:r:1", "value": "12")", "credit.disagrees /credentialSubject/result/0/value"},
      {R"("creditFramework": "ECTS")", R"("creditFramework": "Points")", "credit.framework /credentialSubject/achievement/exactCredit/1/creditFramework"},
      {R"("creditLevel": "8")", R"("creditLevel": "13")", "credit.level /credentialSubject/achievement/exactCredit/0/creditLevel"},
      {R"("creditLevel": "8")", R"("creditLevel": "-8")", "credit.level /credentialSubject/achievement/exactCredit/0/creditLevel"},
      {R"("creditLevel": "8")", R"("creditLevel": "eight")", "credit.level /credentialSubject/achievement/exactCredit/0/creditLevel"},
      {R"("creditAmount": "5")", R"("creditAmount": "five")", "credit.amount /credentialSubject/achievement/exactCredit/1"},
      {R"("creditFramework": "ECTS", )", "", "credit.amount /credentialSubject/achievement/exactCredit/1"},
      {"unsupervised-unverified", "checked", "credit.word /credentialSubject/achievement/identityAssurance"},
      {R"("participation": "online")", R"("participation": "remote")", "credit.word /credentialSubject/achievement/participation"},
      {R"("integrated")", R"("stacks")", "credit.word /credentialSubject/achievement/stackability"},
      {R"("qualityForm": "internal")", R"("qualityForm": "good")", "credit.word /credentialSubject/achievement/qualityAssurance/qualityForm"},
      {"snb/eqf/5", "snb/eqf/9", "credit.alignment /credentialSubject/achievement/alignment/0/targetUrl"},
      {"74f5bb7d-", "74f5bb7d", "credit.alignment-weak /credentialSubject/achievement/resultDescription/0/rubricCriterionLevel/0/alignment/0/targetUrl"},
  };
  for (const Case& one : cases) EXPECT_EQ(credit(with(k_badge, one.part, one.by)), Found{one.finding}) << one.by;
}

TEST(CreditRules, less_may_be_earned_than_available_and_entry_levels_are_levels) {
  EXPECT_EQ(credit(with(k_badge, R"("creditsEarned": 10)", R"("creditsEarned": 4)")), Found{});
  EXPECT_EQ(credit(with(with(k_badge, R"("creditLevel": "8")", R"("creditLevel": "Entry 3")"), R"("creditFramework": "SCQF")", R"("creditFramework": "RQF")")),
            Found{});
}

TEST(CreditRules, the_same_statement_in_other_json_is_the_same) {
  for (const char* amount : {"10", "10.0", "1e1", R"(["10"])", "[10]", R"({"@value": "10"})", R"([{"@value": 10}])"}) {
    EXPECT_EQ(credit(with(k_badge, R"("creditAmount": "10")", std::string(R"("creditAmount": )") + amount)), Found{}) << amount;
    EXPECT_EQ(credit(with(k_badge, R"("creditAmount": "10")", std::string(R"("creditHours": 100, "creditAmount": )") + amount)), Found{}) << amount;
  }
  EXPECT_EQ(credit(with(k_badge, R"("creditFramework": "SCQF")", R"("creditFramework": ["SCQF"])")), Found{});
  EXPECT_EQ(credit(with(k_badge, R"("creditsAvailable": 10.0)", R"("creditsAvailable": 0.1E+2)")), Found{});
  EXPECT_EQ(credit(with(k_badge, R"("ECTS", "creditAmount": "5")", R"("SCQF", "creditAmount": 10.0, "creditLevel": "8")")), Found{});
  EXPECT_EQ(credit(with(k_badge, R"("participation")", R"("notionalHours": null, "participation")")), Found{});
}

TEST(CreditRules, credit_results_are_amounts_without_our_extension_too) {
  const std::string plain = with(with(k_badge, R"("exactCredit")", R"("other")"), R"("creditsAvailable": 10.0)", R"("creditsAvailable": 3.33333)");
  EXPECT_EQ(credit(plain), Found{});
  EXPECT_EQ(credit(with(plain, R"("urn:r:1", "value": "10")", R"("urn:r:1", "value": "-10")")), Found{"credit.amount /credentialSubject/result/0/value"});
}

TEST(CreditRules, once_signed_a_departure_is_a_remark_and_makes_nothing_invalid) {
  Arena arena;
  const vc::Rulebook* const books[] = {&credit_rulebook()};
  vc::LintOptions options;
  options.rulebooks = books;
  const auto broken = *json::read(with(k_badge, R"("creditsAvailable": 10.0)", R"("creditsAvailable": 20)"), arena);
  EXPECT_FALSE(vc::conforms(vc::lint(broken, options)));
  options.phase = vc::Phase::verifying;
  EXPECT_TRUE(vc::conforms(vc::lint(broken, options)));
  EXPECT_EQ(vc::lint(broken, options).size(), 1U);
}

}  // namespace
}  // namespace cairn::openbadges
