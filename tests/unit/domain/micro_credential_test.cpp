#include "domain/micro_credential.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "unit/domain/sample.hpp"

namespace cairn::domain {
namespace {

std::string text_of(Instant instant) { return format_instant(instant); }

TEST(MicroCredential, complete_definition_is_accepted) {
  const auto definition = make_micro_credential(sample_definition());
  ASSERT_TRUE(definition) << definition.error().detail;
  EXPECT_EQ(definition->fields().name, "Data Storytelling");
  ASSERT_NE(definition->find_result("mark"), nullptr);
  EXPECT_EQ(definition->find_result("nothing"), nullptr);
}

TEST(MicroCredential, level_of_a_known_framework_gets_its_name_and_address) {
  auto fields = sample_definition();
  EXPECT_EQ(make_micro_credential(fields)->fields().level->name, "SCQF level 9");
  EXPECT_EQ(make_micro_credential(fields)->fields().level->url, "https://scqf.org.uk/");
  fields.level = Level{"EQF", "6", "", ""};
  EXPECT_EQ(make_micro_credential(fields)->fields().level->url, "http://data.europa.eu/snb/eqf/6");
}

TEST(MicroCredential, a_framework_of_ones_own_needs_an_address) {
  auto fields = sample_definition();
  fields.level = Level{"Local", "A", "", ""};
  const auto refused = make_micro_credential(fields);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "domain.required");
  EXPECT_EQ(refused.error().detail.substr(0, 9), "level.url");
  fields.level->url = "https://local.example/levels/a";
  EXPECT_TRUE(make_micro_credential(fields));
}

struct Spoiled {
  const char* code;
  const char* field;
  std::function<void(MicroCredentialFields&)> spoil;
};

TEST(MicroCredential, each_spoiled_field_is_named) {
  const Spoiled cases[] = {
      {"domain.required", "name", [](auto& f) { f.name = "  "; }},
      {"domain.text", "name", [](auto& f) { f.name = "Data\x01"; }},
      {"domain.text", "name", [](auto& f) { f.name = "Data \xE2\x80\xAE gnp.exe"; }},
      {"domain.text", "name", [](auto& f) { f.name = "\xC3\x28"; }},
      {"domain.text", "name", [](auto& f) { f.name = std::string(1'001, 'a'); }},
      {"domain.text", "name", [](auto& f) { f.name = "two\nlines"; }},
      {"domain.url", "id", [](auto& f) { f.id = "data-storytelling"; }},
      {"domain.required", "description", [](auto& f) { f.description = ""; }},
      {"domain.required", "criteria_narrative", [](auto& f) { f.criteria_narrative = ""; }},
      {"domain.name-list", "achievement_type", [](auto& f) { f.achievement_type = "Microcredential"; }},
      {"domain.language", "language", [](auto& f) { f.language = "english"; }},
      {"domain.required", "image_caption", [](auto& f) { f.image_url = "https://ardmore.example/b.png"; }},
      {"domain.url", "organisation.id", [](auto& f) { f.organisation.id = "Ardmore"; }},
      {"domain.required", "organisation.name", [](auto& f) { f.organisation.name = ""; }},
      {"domain.url", "organisation.url", [](auto& f) { f.organisation.url = "did:web:ardmore.example"; }},
      {"domain.email", "organisation.email", [](auto& f) { f.organisation.email = "registry at ardmore"; }},
      {"domain.range", "level.code", [](auto& f) { f.level->code = "13"; }},
      {"domain.range", "credit.amount", [](auto& f) { f.credit->amount = Amount(); }},
      {"domain.range", "credit.level", [](auto& f) { f.credit->level = "13"; }},
      {"domain.range", "credit.hours", [](auto& f) { f.credit->hours = Amount(); }},
      {"domain.required", "credit.rated_by.name", [](auto& f) { f.credit->rated_by = Party{"", "https://ardmore.example/"}; }},
      {"domain.required", "credit.rated_by.id", [](auto& f) { f.credit->rated_by = Party{"Ardmore", ""}; }},
      {"domain.duplicate", "further_credits[0].framework", [](auto& f) { f.further_credits = {*f.credit}; }},
      {"domain.range", "further_credits[1].amount", [](auto& f) { f.further_credits = {{"ECTS", Amount::whole(5)}, {"X", Amount()}}; }},
      {"domain.range", "further_credits[0].level", [](auto& f) { f.further_credits = {{"ECTS", Amount::whole(5), "6"}}; }},
      {"domain.name-list", "participation", [](auto& f) { f.participation = "remote"; }},
      {"domain.name-list", "assessment.identity_assurance", [](auto& f) { f.assessment.identity_assurance = "checked"; }},
      {"domain.required", "assessment.types[1]", [](auto& f) { f.assessment.types = {"portfolio", " "}; }},
      {"domain.url", "assessment.assessed_by.id", [](auto& f) { f.assessment.assessed_by = Party{"Ardmore", "Ardmore"}; }},
      {"domain.name-list", "quality.form", [](auto& f) { f.quality.form = "good"; }},
      {"domain.required", "quality.assured_by.name", [](auto& f) { f.quality.assured_by = Party{"", "urn:x"}; }},
      {"domain.name-list", "stacking.kind", [](auto& f) { f.stacking.kind = "stacks"; }},
      {"domain.required", "stacking.towards[0].id", [](auto& f) { f.stacking.towards = {{"Certificate", ""}}; }},
      {"domain.required", "awarded_by.name", [](auto& f) { f.awarded_by = Party{}; }},
      {"domain.required", "delivered_by[1].name", [](auto& f) { f.delivered_by = {{"A", "urn:a"}, {"", "urn:b"}}; }},
      {"domain.required", "results[0].assessment.output", [](auto& f) { f.results[0].assessment = TypedAssessment{TypedAssessment::Kind::exam, "An exam.", "", "By hand."}; }},
      {"domain.alignment", "alignments[0].target_url", [](auto& f) { f.alignments[0].target_framework = "ESCO"; }},
      {"domain.alignment", "alignments[0].target_code", [](auto& f) { f.alignments[0].target_type = "ext:SCQFLevel"; f.alignments[0].target_code = "13"; }},
      {"domain.range", "validity_months", [](auto& f) { f.validity_months = 0; }},
      {"domain.required", "alignments[0].target_name", [](auto& f) { f.alignments[0].target_name = ""; }},
      {"domain.url", "alignments[0].target_url", [](auto& f) { f.alignments[0].target_url = "skills/7"; }},
      {"domain.name-list", "alignments[0].target_type", [](auto& f) { f.alignments[0].target_type = "ext:"; }},
      {"domain.required", "outcomes[1].statement", [](auto& f) { f.outcomes[1].statement = ""; }},
      {"domain.required", "tags[1]", [](auto& f) { f.tags[1] = ""; }},
      {"domain.key", "results[0].key", [](auto& f) { f.results[0].key = "Final mark"; }},
      {"domain.duplicate", "results[1].key", [](auto& f) { f.results[1].key = "mark"; }},
      {"domain.range", "results[0].minimum", [](auto& f) { f.results[0].minimum = Amount::whole(101); }},
      {"domain.range", "results[0].required", [](auto& f) { f.results[0].required = Amount::whole(101); }},
      {"domain.reference", "results[1].required_level", [](auto& f) { f.results[1].required_level = "excellent"; }},
      {"domain.reference", "results[0].required_value", [](auto& f) { f.results[0].required_value = "B"; }},
      {"domain.required", "results[1].levels", [](auto& f) { f.results[1].levels.clear(); f.results[1].required_level = ""; }},
      {"domain.duplicate", "results[1].levels[1].key", [](auto& f) { f.results[1].levels[1].key = "pass"; }},
  };
  for (const Spoiled& spoiled : cases) {
    auto fields = sample_definition();
    spoiled.spoil(fields);
    const auto made = make_micro_credential(fields);
    ASSERT_FALSE(made) << spoiled.field;
    EXPECT_EQ(made.error().code, spoiled.code) << made.error().detail;
    EXPECT_EQ(made.error().detail.substr(0, made.error().detail.find(": ")), spoiled.field);
    EXPECT_FALSE(made.error().hint.empty());
  }
}

TEST(MicroCredential, exact_terms_are_needed_for_what_the_standard_has_no_words_for) {
  auto fields = sample_definition();
  EXPECT_FALSE(needs_exact_terms(fields));
  fields.exact_terms = ExactTerms::always;
  EXPECT_TRUE(needs_exact_terms(fields));
  const std::function<void(MicroCredentialFields&)> changes[] = {
      [](auto& f) { f.credit->level = "9"; },
      [](auto& f) { f.credit->hours = Amount::whole(100); },
      [](auto& f) { f.credit->rated_by = Party{"A", "urn:a"}; },
      [](auto& f) { f.further_credits = {{"ECTS", Amount::whole(5)}}; },
      [](auto& f) { f.assessment.types = {"portfolio"}; },
      [](auto& f) { f.assessment.identity_assurance = "supervised-unverified"; },
      [](auto& f) { f.assessment.identity_check = "Passport"; },
      [](auto& f) { f.assessment.identity_checked_by = Party{"A", "urn:a"}; },
      [](auto& f) { f.quality.form = "internal"; },
      [](auto& f) { f.stacking.kind = "stand-alone"; },
      [](auto& f) { f.participation = "online"; },
      [](auto& f) { f.prerequisites = "None."; },
      [](auto& f) { f.awarded_by = Party{"A", "urn:a"}; },
      [](auto& f) { f.delivered_by = {{"A", "urn:a"}}; },
  };
  for (const auto& change : changes) {
    auto one = sample_definition();
    change(one);
    EXPECT_TRUE(needs_exact_terms(one)) << (&change - changes);
    EXPECT_TRUE(make_micro_credential(one)) << (&change - changes);
  }
}

TEST(MicroCredential, levels_are_those_of_the_frameworks) {
  EXPECT_TRUE(has_level("SCQF", "1") && has_level("SCQF", "12") && !has_level("SCQF", "13") && !has_level("SCQF", "0"));
  EXPECT_TRUE(has_level("FHEQ", "4") && has_level("FHEQ", "8") && !has_level("FHEQ", "3"));
  EXPECT_TRUE(has_level("AQF", "10") && !has_level("AQF", "11") && has_level("NZQCF", "10"));
  EXPECT_TRUE(has_level("Odd", "77") && has_level("RQF", "Entry 3") && !has_level("RQF", "12345"));
  EXPECT_EQ(level_number("12"), 12);
  for (const char* code : {"", "0", "-1", "1.5", "1234", "Entry 3"}) EXPECT_FALSE(level_number(code)) << code;
}

TEST(MicroCredential, expiry_counts_calendar_months_and_keeps_the_time_of_day) {
  auto fields = sample_definition();
  EXPECT_FALSE(expiry_of(*make_micro_credential(fields), Instant{}).has_value());
  fields.validity_months = 36;
  const auto three_years = *make_micro_credential(fields);
  EXPECT_EQ(text_of(*expiry_of(three_years, *parse_date_time_stamp("2026-03-15T09:30:00Z"))), "2029-03-15T09:30:00Z");
  fields.validity_months = 6;
  const auto half_a_year = *make_micro_credential(fields);
  EXPECT_EQ(text_of(*expiry_of(half_a_year, *parse_date_time_stamp("2023-08-31T00:00:00Z"))), "2024-02-29T00:00:00Z");
  EXPECT_EQ(text_of(*expiry_of(half_a_year, *parse_date_time_stamp("2024-08-31T00:00:00Z"))), "2025-02-28T00:00:00Z");
}

}  // namespace
}  // namespace cairn::domain
