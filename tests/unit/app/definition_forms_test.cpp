#include "app/definition_forms.hpp"

#include <gtest/gtest.h>

#include <algorithm>
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

// They may come back in another order.
void expect_translations_kept(const domain::MicroCredentialFields& before, const domain::MicroCredentialFields& after, DefinitionForm form, const std::vector<std::string>& left) {
  for (std::size_t i = 0; i < before.translations.size(); ++i) {
    const domain::Translation& one = before.translations[i];
    const bool is_kept = std::ranges::any_of(after.translations, [&](const domain::Translation& there) {
      return there.field == one.field && there.language == one.language && there.text == one.text;
    });
    EXPECT_NE(is_kept, is_covered("translations[" + std::to_string(i) + "]", left)) << form_word(form) << ": " << one.field << " in " << one.language;
  }
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
  expect_translations_kept(fields, (*read)[0].fields, form, written->left);
  for (const auto& [place, text] : before) {
    if (place == "version" && text == "1") continue;  // what it is when nobody says anything
    if (place.starts_with("translations")) continue;
    const auto found = after.find(place);
    // Outcomes may stay in the criteria, where the achievement put them.
    const bool is_longer = form == DefinitionForm::achievement && place == "criteria_narrative" && found != after.end() && found->second.starts_with(text);
    const bool is_kept = found != after.end() && (found->second == text || is_longer);
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

// Each takes something away from the definition that says everything, or says it in another way.
using Fields = domain::MicroCredentialFields;
struct Change {
  const char* name;
  void (*apply)(Fields&);
};
const Change k_changes[] = {
      {"nothing but what is required", [](Fields& f) {
         Fields least;
         least.id = f.id;
         least.name = f.name;
         least.description = f.description;
         least.organisation = {f.organisation.id, f.organisation.name, "", ""};
         least.criteria_narrative = f.criteria_narrative;
         f = least;
       }},
      {"an owner left to the key", [](Fields& f) { f.organisation.id.clear(); }},
      {"another kind", [](Fields& f) { f.achievement_type = "ext:ShortCourse"; }},
      {"a badge", [](Fields& f) { f.achievement_type = "Badge"; }},
      {"at the workplace", [](Fields& f) { f.participation = "workplace"; }},
      {"in Gaelic", [](Fields& f) { f.language = "gd"; f.translations = {{"name", "en", "Retrofit"}}; }},
      {"in Gaelic without hours", [](Fields& f) { f.language = "gd"; f.translations.clear(); f.workload_hours.reset(); }},
      {"in a language that the EU's list here lacks", [](Fields& f) { f.language = "mi"; }},
      {"two translations of one language", [](Fields& f) { f.translations = {{"name", "pt", "a"}, {"name", "pt-BR", "b"}, {"description", "en", "c"}}; }},
      {"translations of everything", [](Fields& f) {
         f.translations.clear();
         for (const char* field : {"name", "description", "criteria_narrative", "prerequisites", "field_of_study", "image_caption", "listing.summary", "listing.purpose",
                                   "listing.certification", "offer.audience", "offer.content", "offer.technology", "need.statement", "outcomes[1].statement"}) {
           f.translations.push_back({field, "gd", std::string("gd ") + field});
         }
       }},
      {"no credit", [](Fields& f) { f.credit.reset(); f.further_credits.clear(); f.exact_terms = domain::ExactTerms::when_needed; }},
      {"no level", [](Fields& f) { f.level.reset(); }},
      {"a European level", [](Fields& f) { f.level = domain::Level{"EQF", "6", "", ""}; }},
      {"a level of nobody's framework", [](Fields& f) { f.level = domain::Level{"Own", "B2", "Own B2", "https://own.example/b2"}; }},
      {"credit of nobody's framework", [](Fields& f) { f.credit = domain::Credit{"Ardmore points", *domain::parse_amount("0.125")}; }},
      {"a level that is not the credit's", [](Fields& f) { f.credit->level = "8"; }},
      {"credit without a level of its own", [](Fields& f) { f.credit->level.clear(); }},
      {"a duration in hours", [](Fields& f) { f.offer.duration = "PT60H"; }},
      {"a duration in hours and no workload", [](Fields& f) { f.offer.duration = "PT60H"; f.workload_hours.reset(); f.workload.clear(); }},
      {"a start in words", [](Fields& f) { f.offer.start = "any time"; }},
      {"no prices", [](Fields& f) { f.offer.prices.clear(); }},
      {"free for some", [](Fields& f) { f.offer.prices.push_back({domain::Amount(), "GBP", "funded"}); }},
      {"taught in one language", [](Fields& f) { f.offer.languages = {"gd"}; }},
      {"taught in its own language", [](Fields& f) { f.offer.languages = {"en-GB"}; }},
      {"an accreditation", [](Fields& f) { f.quality.form = "accreditation"; }},
      {"a part of another", [](Fields& f) { f.stacking.kind = "integrated"; }},
      {"an alignment of no framework", [](Fields& f) { f.alignments.push_back({"a thing", "https://things.example/1", "", "", "", ""}); }},
      {"an alignment that is called like an outcome", [](Fields& f) { f.alignments.push_back({f.outcomes[1].statement, "https://things.example/2", "", "", "", ""}); }},
      {"an id with a fragment", [](Fields& f) { f.id += "#this"; }},
      {"outcomes of one kind", [](Fields& f) { f.outcomes = {{"One."}, {"Two."}}; f.tasks.clear(); f.translations.clear(); }},
      {"criteria that end in a list", [](Fields& f) { f.criteria_narrative = "Do this:\n\n1. one\n2. two"; }},
      {"no criteria text, outcomes or hours", [](Fields& f) {
         f.criteria_narrative.clear();
         f.outcomes.clear();
         f.tasks.clear();
         f.translations.clear();
         f.workload_hours.reset();
         f.workload.clear();
       }},
      {"who delivers is who awards", [](Fields& f) { f.delivered_by = {{f.organisation.name, f.organisation.id}}; }},
      {"a scheme without a code", [](Fields& f) { f.listing.subject_code.clear(); }},
      {"a code without a scheme", [](Fields& f) { f.listing.subject_scheme.clear(); }},
};

TEST(DefinitionForms, other_definitions_lose_nothing_in_silence_either) {
  for (const auto& [name, change] : k_changes) {
    domain::MicroCredentialFields fields = every_field();
    change(fields);
    if (fields.organisation.id.empty()) fields.organisation.id = "urn:cairn:issuer";
    const auto made = domain::make_micro_credential(fields);
    ASSERT_TRUE(made) << name << ": " << made.error().detail;
    fields = made->fields();  // with what is filled in
    if (fields.organisation.id == "urn:cairn:issuer") fields.organisation.id.clear();
    for (const DefinitionForm form : {DefinitionForm::ctdl, DefinitionForm::elm, DefinitionForm::schema_org, DefinitionForm::achievement}) {
      SCOPED_TRACE(name);
      expect_nothing_lost_in_silence(fields, form);
    }
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

TEST(DefinitionForms, a_list_of_descriptions_is_read_one_by_one_or_not_at_all) {
  constexpr const char* k_two = R"([{"@type": "ceterms:Badge", "@id": "urn:a", "ceterms:name": "A"}, {"@type": "ceterms:Badge", "@id": "urn:b", "ceterms:name": "B", "ceterms:x": 1}])";
  const auto read = read_definitions(k_two, DefinitionForm::ctdl, "x");
  ASSERT_TRUE(read) << read.error().detail;
  ASSERT_EQ(read->size(), 2u);
  EXPECT_EQ((*read)[1].place + (*read)[1].fields.name, "/1B");
  EXPECT_EQ((*read)[1].left, std::vector<std::string>{"/1/ceterms:x"});
  EXPECT_FALSE(read_definitions(R"([{"@type": "ceterms:Badge"}, 7])", DefinitionForm::ctdl, "x"));
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
