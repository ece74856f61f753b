#include "app/definition.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace cairn::app {
namespace {

std::string demo_text() {
  std::ifstream file(CAIRN_SOURCE_DIR "/data/demo/data-storytelling.toml");
  return {std::istreambuf_iterator<char>(file), {}};
}

Result<domain::MicroCredential> read(std::string_view text) {
  return read_definition({"course.toml", text, "did:web:ardmore.example"});
}

/// The demo's text with one piece replaced.
std::string changed(std::string_view from, std::string_view to) {
  std::string text = demo_text();
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Definition, the_demo_is_read_in_full) {
  const auto read_back = read(demo_text());
  ASSERT_TRUE(read_back) << read_back.error().detail;
  const domain::MicroCredentialFields& fields = read_back->fields();
  EXPECT_EQ(fields.name, "Data storytelling");
  EXPECT_EQ(fields.version, "2026.1");
  EXPECT_EQ(fields.level->code, "8");
  EXPECT_EQ(fields.credit->amount, domain::Amount::whole(10));
  EXPECT_EQ(fields.outcomes.size(), 4U);
  EXPECT_EQ(fields.alignments.at(0).target_framework, "ESCO");
  EXPECT_EQ(fields.results.at(0).type, domain::ResultType::percent);
  EXPECT_EQ(*fields.results.at(0).maximum, domain::Amount::whole(100));
  EXPECT_EQ(fields.results.at(1).levels.at(2).key, "outstanding");
  EXPECT_EQ(fields.description.find('\n'), std::string::npos);
}

TEST(Definition, what_the_standard_has_no_words_for_is_read_too) {
  std::ifstream file(CAIRN_SOURCE_DIR "/data/demo/care-conversations.toml");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const auto read_back = read(text);
  ASSERT_TRUE(read_back) << read_back.error().detail;
  const domain::MicroCredentialFields& fields = read_back->fields();
  EXPECT_EQ(fields.credit->rated_by->name, "Ardmore College");
  EXPECT_EQ(*fields.credit->hours, domain::Amount::whole(100));
  EXPECT_EQ(fields.further_credits.at(0).framework, "ECTS");
  EXPECT_EQ(fields.assessment.identity_assurance, "supervised-onsite-verified");
  EXPECT_EQ(fields.assessment.assessed_by->id, "https://ardmore.example/");
  EXPECT_EQ(fields.quality.form, "external");
  EXPECT_EQ(fields.stacking.towards.at(0).name, "Certificate in Leading Care");
  EXPECT_EQ(fields.participation, "workplace");
  EXPECT_EQ(fields.awarded_by->name, "Ardmore Care");
  EXPECT_EQ(fields.delivered_by.at(0).name, "Ardmore Care Academy");
  EXPECT_EQ(fields.results.at(0).assessment->kind, domain::TypedAssessment::Kind::artifact);
}

TEST(Definition, a_rule_about_credit_and_alignments_names_the_line) {
  const auto bad_level = read(changed("framework = \"SCQF\"\namount = 10", "framework = \"SCQF\"\nlevel = \"13\"\namount = 10"));
  ASSERT_FALSE(bad_level);
  EXPECT_EQ(bad_level.error().detail.substr(0, 30), "course.toml, line 33: credit.l") << bad_level.error().detail;
  const auto bad_exact = read(changed("amount = 10", "amount = 10\nexact = \"yes\""));
  ASSERT_FALSE(bad_exact);
  EXPECT_NE(bad_exact.error().detail.find("credit.exact: found \"yes\", wanted true or false"), std::string::npos) << bad_exact.error().detail;
  const auto bad_skill = read(changed("http://data.europa.eu/esco/", "https://data.europa.eu/esco/"));
  ASSERT_FALSE(bad_skill);
  EXPECT_EQ(bad_skill.error().code, "domain.alignment");
  EXPECT_NE(bad_skill.error().detail.find("line 49: alignments[0].target_url: "), std::string::npos) << bad_skill.error().detail;
}

TEST(Definition, the_signing_key_names_the_organisation_when_the_file_does_not) {
  EXPECT_EQ(read(demo_text())->fields().organisation.id, "did:web:ardmore.example");
  EXPECT_EQ(read(changed("[organisation]", "[organisation]\nid = \"did:web:other.example\""))->fields().organisation.id,
            "did:web:other.example");
}

TEST(Definition, an_unknown_key_is_named_with_line_and_likely_meaning) {
  const auto refused = read(changed("human_code =", "human_cod ="));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "definition.unknown-key");
  EXPECT_EQ(refused.error().detail, "course.toml, line 10: human_cod: no such key. Did you mean \"human_code\"?");
}

TEST(Definition, a_wrong_type_says_what_was_found_and_what_is_wanted) {
  const auto refused = read(changed("maximum = 100", "maximum = \"all\""));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "definition.type");
  EXPECT_NE(refused.error().detail.find("results[0].maximum: found \"all\", wanted a number such as 10 or 7.5"),
            std::string::npos)
      << refused.error().detail;
}

TEST(Definition, an_amount_with_too_many_places_is_told_how_many_it_may_have) {
  const auto refused = read(changed("maximum = 100", "maximum = 7.1234"));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().detail.find("at most three digits after the point"), std::string::npos) << refused.error().detail;
}

TEST(Definition, a_word_outside_its_list_is_named_with_the_list) {
  const auto refused = read(changed("type = \"percent\"", "type = \"percents\""));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().detail.find("wanted one of percent, raw_score"), std::string::npos);
  EXPECT_NE(refused.error().detail.find("Did you mean \"percent\"?"), std::string::npos);
}

TEST(Definition, every_problem_is_listed_in_the_order_of_lines) {
  std::string text = changed("human_code = \"DST801\"", "human_code = 801");
  text += "\nextra = 1\n";
  const auto refused = read(text);
  ASSERT_FALSE(refused);
  const std::string& detail = refused.error().detail;
  EXPECT_LT(detail.find("human_code"), detail.find("extra"));
  EXPECT_NE(detail.find("extra"), std::string::npos);
}

TEST(Definition, a_rule_of_the_field_is_reported_at_its_line) {
  const auto refused = read(changed("code = \"8\"", "code = \"18\""));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "domain.range");
  EXPECT_TRUE(refused.error().detail.starts_with("course.toml, line 29: level.code")) << refused.error().detail;
}

TEST(Definition, broken_toml_is_named_by_line) {
  const auto refused = read("id = \"x\"\nname = \"Data\ndescription = 1\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "definition.syntax");
  EXPECT_TRUE(refused.error().detail.starts_with("course.toml, line 2: ")) << refused.error().detail;
}

TEST(Definition, an_empty_file_and_a_huge_one_are_refused) {
  EXPECT_EQ(read("").error().code, "definition.empty");
  EXPECT_EQ(read(" \n\t").error().code, "definition.empty");
  EXPECT_EQ(read(std::string(k_definition_bytes + 1, '#')).error().code, "definition.size");
}

TEST(Definition, deep_nesting_is_an_error_and_no_crash) {
  const auto refused = read("a = " + std::string(100'000, '['));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "definition.syntax");
}

// The parser's tables once called these impossible, and went on anywhere.
TEST(Definition, letters_outside_of_texts_are_a_syntax_error_whatever_they_are) {
  for (const std::string letter : {"\xC3\xA9", "\xD2\x99", "\xEF\xBB\xBC", "\xE2\x80\x8C", "\xE3\x80\x81", "\xF0\x9F\x8F\x85", "!", "\x01"}) {
    for (const std::string& text : {letter, letter + " = 1", "name = " + letter, "name" + letter + " = \"x\"", "[" + letter + "]", "[[" + letter + "]]", "[a." + letter + "]"}) {
      const auto refused = read(text);
      ASSERT_FALSE(refused) << text;
      EXPECT_EQ(refused.error().code, "definition.syntax") << text;
    }
  }
}

}  // namespace
}  // namespace cairn::app
