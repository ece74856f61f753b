#include "app/definition_forms.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <map>

#include "app/definition.hpp"
#include "app/definition_text.hpp"
#include "app/translate.hpp"

namespace cairn::app {
namespace {

std::string file_text(const std::string& name) {
  std::ifstream file(CAIRN_SOURCE_DIR "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

domain::MicroCredentialFields every_field() {
  auto fields = read_definition_fields({"every-field.toml", file_text("tests/data/definitions/every-field.toml"), ""});
  EXPECT_TRUE(fields);
  return fields ? std::move(*fields) : domain::MicroCredentialFields();
}

// "offer.prices[0].amount" -> "450"
void flatten(const TomlValue& value, const std::string& place, std::map<std::string, std::string>& out) {
  if (value.kind == TomlKind::table) {
    for (const TomlMember& member : value.members) flatten(member.value, place.empty() ? member.key : place + "." + member.key, out);
  } else if (value.kind == TomlKind::list) {
    for (std::size_t i = 0; i < value.items.size(); ++i) flatten(value.items[i], place + "[" + std::to_string(i) + "]", out);
  } else {
    out[place] = value.text;
  }
}

std::map<std::string, std::string> leaves_of(const domain::MicroCredentialFields& fields) {
  std::map<std::string, std::string> out;
  flatten(definition_tree(fields), "", out);
  return out;
}

bool is_covered(const std::string& place, const std::vector<std::string>& left) {
  for (const std::string& one : left) {
    if (place == one || place.starts_with(one + ".") || place.starts_with(one + "[")) return true;
  }
  return false;
}

// Whatever is not named as left comes back as it was.
void expect_nothing_lost_in_silence(const domain::MicroCredentialFields& fields, DefinitionForm form) {
  const auto written = write_definition(fields, form);
  ASSERT_TRUE(written) << written.error().detail;
  const auto read = read_definitions(written->text, form, "own");
  ASSERT_TRUE(read) << read.error().detail;
  ASSERT_EQ(read->size(), 1u);
  const auto before = leaves_of(fields);
  const auto after = leaves_of((*read)[0].fields);
  for (const auto& [place, text] : before) {
    if (place == "version" && text == "1") continue;  // what it is when nobody says anything
    const auto found = after.find(place);
    const bool is_kept = found != after.end() && found->second == text;
    EXPECT_NE(is_kept, is_covered(place, written->left)) << form_word(form) << ": " << place << " = " << text << (is_kept ? " is named as left and was not" : " was lost")
                                                        << (found == after.end() ? "" : ", now " + found->second);
  }
  EXPECT_EQ((*read)[0].left, std::vector<std::string>()) << form_word(form) << ": something that we write is not read";
}

TEST(DefinitionForms, what_is_not_named_as_left_comes_back_as_it_was) {
  for (const DefinitionForm form : {DefinitionForm::toml, DefinitionForm::json, DefinitionForm::ctdl, DefinitionForm::elm, DefinitionForm::schema_org, DefinitionForm::achievement}) {
    expect_nothing_lost_in_silence(every_field(), form);
  }
}

TEST(DefinitionForms, what_schema_org_has_no_words_for_is_named) {
  const auto written = write_definition(every_field(), DefinitionForm::schema_org);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->left, (std::vector<std::string>{"criteria_narrative", "evidence", "credit.hours", "credit.rated_by", "credit.exact", "workload", "assessment",
                                                     "quality", "stacking.kind", "awarded_by", "disclosure", "listing.purpose", "listing.assurance",
                                                     "listing.certification", "listing.review_due", "need", "offer.technology", "outcomes[0].skills", "tasks",
                                                     "results"}));
}

TEST(DefinitionForms, what_an_achievement_has_no_words_for_is_named) {
  const auto written = write_definition(every_field(), DefinitionForm::achievement);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->left, (std::vector<std::string>{"validity_months", "evidence", "required_definitions", "credit.exact", "workload", "assessment.assessed_by",
                                                     "disclosure", "listing", "need", "offer", "outcomes[0].key", "outcomes[0].skills", "outcomes[1].key", "tasks",
                                                     "translations"}));
}

TEST(DefinitionForms, what_ctdl_has_no_words_for_is_named) {
  const auto written = write_definition(every_field(), DefinitionForm::ctdl);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->left,
            (std::vector<std::string>{"field_of_study", "image_caption", "evidence", "organisation.email", "credit.hours", "credit.rated_by", "credit.exact", "workload",
                                      "assessment.identity_assurance", "assessment.identity_check", "assessment.identity_checked_by", "assessment.assessed_by", "quality",
                                      "stacking.kind", "awarded_by", "disclosure", "listing.summary", "listing.purpose", "listing.assurance", "listing.country",
                                      "listing.certification", "listing.review_due", "listing.developer", "listing.standards", "need", "offer.start", "offer.technology",
                                      "offer.content", "offer.content_licence", "outcomes[0].skills", "alignments[0].target_type", "tasks[0].weight", "tasks[0].supervision",
                                      "tasks[0].pass_requirement", "tasks[0].reassessment", "tasks[1].weight", "results"}));
}

TEST(DefinitionForms, what_elm_has_no_words_for_is_named) {
  const auto written = write_definition(every_field(), DefinitionForm::elm);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->left,
            (std::vector<std::string>{"version", "language", "tags", "image_url", "image_caption", "validity_months", "evidence", "required_definitions", "organisation.email",
                                      "credit.level", "credit.hours", "credit.rated_by", "credit.exact", "workload", "assessment.identity_assurance",
                                      "assessment.identity_check", "assessment.identity_checked_by", "assessment.assessed_by", "quality", "stacking.kind", "awarded_by",
                                      "delivered_by", "disclosure", "listing.summary", "listing.purpose", "listing.assurance", "listing.country", "listing.certification",
                                      "listing.review_due", "listing.developer", "listing.standards", "listing.recognised_by", "need", "offer.duration", "offer.location",
                                      "offer.start", "offer.technology", "offer.content", "offer.content_licence", "offer.languages", "offer.url", "offer.prices",
                                      "outcomes[0].key", "outcomes[0].skills", "outcomes[1].key", "alignments[0].target_code", "alignments[0].target_type",
                                      "alignments[0].target_description", "tasks", "results"}));
}

TEST(DefinitionForms, seven_and_a_half_points_go_through_every_form_exactly) {
  domain::MicroCredentialFields fields = every_field();
  fields.credit = domain::Credit{"ECTS", *domain::parse_amount("7.5")};
  fields.further_credits.clear();
  for (const DefinitionForm form : {DefinitionForm::ctdl, DefinitionForm::elm, DefinitionForm::schema_org, DefinitionForm::achievement}) {
    const auto written = write_definition(fields, form);
    ASSERT_TRUE(written) << written.error().detail;
    const auto read = read_definitions(written->text, form, "own");
    ASSERT_TRUE(read) << read.error().detail;
    ASSERT_TRUE(read->at(0).fields.credit) << form_word(form);
    EXPECT_EQ(read->at(0).fields.credit->amount.thousandths(), 7500) << form_word(form);
    EXPECT_EQ(read->at(0).fields.credit->framework, "ECTS") << form_word(form);
    ASSERT_TRUE(read->at(0).fields.level) << form_word(form);
    EXPECT_EQ(read->at(0).fields.level->framework + read->at(0).fields.level->code, "SCQF7") << form_word(form);
  }
}

TEST(DefinitionForms, a_form_is_known_by_what_it_looks_like) {
  for (const DefinitionForm form : {DefinitionForm::toml, DefinitionForm::json, DefinitionForm::ctdl, DefinitionForm::elm, DefinitionForm::schema_org, DefinitionForm::achievement}) {
    const auto found = detect_form(write_definition(every_field(), form)->text);
    ASSERT_TRUE(found) << form_word(form);
    EXPECT_EQ(*found, form);
  }
  EXPECT_EQ(*detect_form("Name;Level\nCare;SCQF 7\n"), DefinitionForm::csv);
  EXPECT_EQ(*detect_form(R"([{"type": "BadgeClass", "name": "Care", "criteria": "https://x.example/c"}])"), DefinitionForm::badge_class);
  EXPECT_EQ(*detect_form(R"({"type": "BadgeClass", "name": "Care", "extensions:ECTSExtension": {"ECTS": 3}})"), DefinitionForm::edubadges);
  for (const char* text : {"", "a,b\n1,2\n", R"({"CFDocument": {}})", "[]", "[1]", R"({"type": "Person"})", "PK\x03\x04"}) {
    const auto none = detect_form(text);
    ASSERT_FALSE(none) << text;
    EXPECT_EQ(none.error().code, "definition.form") << text;
  }
}

TEST(DefinitionForms, another_form_than_was_said_is_named) {
  const auto refused = read_definitions(write_definition(every_field(), DefinitionForm::elm)->text, DefinitionForm::ctdl, "x");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "exchange.ctdl");
  EXPECT_EQ(refused.error().hint, "It looks like elm.");
}

TEST(DefinitionForms, a_form_that_is_only_read_is_not_written) {
  for (const DefinitionForm form : {DefinitionForm::badge_class, DefinitionForm::edubadges, DefinitionForm::csv}) {
    const auto refused = write_definition(every_field(), form);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "definition.form");
  }
}

TEST(DefinitionForms, a_definition_that_is_not_whole_is_not_written_in_the_words_of_others) {
  const auto refused = write_definition({}, DefinitionForm::ctdl);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "domain.required");
}

TEST(DefinitionForms, drafts_have_names_that_are_safe_and_each_its_own) {
  std::vector<ReadDefinition> read(6);
  read[0].fields.name = "../../etc/passwd";
  read[1].fields.name = "Care";
  read[2].fields.name = "CARE";
  read[3].fields.name = "con";
  read[4].fields.name = "\xE2\x80\xAE \n";
  read[5].fields.name = "Còmhradh";
  EXPECT_EQ(draft_file_names(read), (std::vector<std::string>{"etc-passwd.toml", "care.toml", "care-2.toml", "definition-con.toml", "definition.toml", "còmhradh.toml"}));
}

}  // namespace
}  // namespace cairn::app
