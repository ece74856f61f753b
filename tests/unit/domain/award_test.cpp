#include "domain/award.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "unit/domain/sample.hpp"

namespace cairn::domain {
namespace {

MicroCredential definition(const std::function<void(MicroCredentialFields&)>& change = [](auto&) {}) {
  auto fields = sample_definition();
  change(fields);
  return *make_micro_credential(fields);
}

std::string first_reason(const MicroCredential& against, const AwardFields& fields) {
  const Decision decision = decide_award(against, fields);
  return decision.allowed() ? "" : decision.reasons.front().code + " " + decision.reasons.front().field;
}

TEST(Award, sample_is_allowed) {
  EXPECT_EQ(first_reason(definition(), sample_award()), "");
  EXPECT_TRUE(make_award(definition(), sample_award()));
}

TEST(Award, each_unmet_rule_is_a_reason_with_its_field) {
  struct Case {
    const char* reason;
    std::function<void(AwardFields&)> spoil;
  };
  const Case cases[] = {
      {"award.below-required results[0].value", [](auto& f) { f.results[0].value = "39.999"; }},
      {"award.out-of-range results[0].value", [](auto& f) { f.results[0].value = "100.5"; }},
      {"award.unknown-value results[0].value", [](auto& f) { f.results[0].value = "good"; }},
      {"award.missing-result results", [](auto& f) { f.results.erase(f.results.begin()); }},
      {"award.missing-result results[1].level", [](auto& f) { f.results[1].level.clear(); f.results[1].value = "fine"; }},
      {"award.unknown-level results[1].level", [](auto& f) { f.results[1].level = "excellent"; }},
      {"award.unknown-result results[0].description", [](auto& f) { f.results[0].description = "essay"; }},
      {"award.empty-result results[0].value", [](auto& f) { f.results[0].value = ""; }},
      {"award.duplicate-result results", [](auto& f) { f.results.push_back(f.results[0]); }},
      {"award.dates ended", [](auto& f) { f.started = Date{2026, 3, 2}; f.ended = Date{2026, 3, 1}; }},
      {"award.dates awarded", [](auto& f) { f.ended = Date{2026, 3, 16}; }},
  };
  for (const Case& one : cases) {
    auto fields = sample_award();
    one.spoil(fields);
    EXPECT_EQ(first_reason(definition(), fields), one.reason);
  }
}

TEST(Award, a_mark_that_is_just_enough_is_allowed) {
  auto fields = sample_award();
  fields.results[0].value = "40";
  EXPECT_TRUE(decide_award(definition(), fields).allowed());
}

TEST(Award, a_level_below_the_one_needed_is_a_reason) {
  const auto strict = definition([](auto& f) { f.results[1].required_level = "distinction"; });
  EXPECT_EQ(first_reason(strict, sample_award()), "award.below-required results[1].level");
}

TEST(Award, evidence_follows_the_policy) {
  auto without = sample_award();
  without.evidence.clear();
  EXPECT_EQ(first_reason(definition([](auto& f) { f.evidence = EvidencePolicy::required; }), without),
            "award.missing-evidence evidence");
  EXPECT_EQ(first_reason(definition([](auto& f) { f.evidence = EvidencePolicy::none; }), sample_award()),
            "award.unwanted-evidence evidence");
}

TEST(Award, every_reason_is_given_at_once) {
  auto fields = sample_award();
  fields.results[0].value = "12";
  fields.results[1].level = "none";
  EXPECT_EQ(decide_award(definition(), fields).reasons.size(), 2U);
  const auto made = make_award(definition(), fields);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, Kind::refused);
  EXPECT_EQ(made.error().code, "award.not-allowed");
}

TEST(Learner, needs_a_name_and_an_address_or_an_id) {
  EXPECT_TRUE(make_learner({"Nguyễn Thị Minh", "minh@example.org", ""}));
  EXPECT_TRUE(make_learner({"李小龍", "", "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"}));
  EXPECT_TRUE(make_learner({"Renée O’Neill-Ó Súilleabháin", "o'neill+badge@example.org", ""}));
  EXPECT_EQ(make_learner({"", "ada@example.org", ""}).error().code, "domain.required");
  EXPECT_EQ(make_learner({"Ada", "", ""}).error().code, "domain.required");
  for (const char* email : {"ada", "@example.org", "ada@", "a da@example.org", "a@b@c", "ada@example.org, bo@example.org"}) {
    EXPECT_EQ(make_learner({"Ada", email, ""}).error().code, "domain.email") << email;
  }
}

}  // namespace
}  // namespace cairn::domain
