#include "exchange/exchange.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "exchange/case.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::exchange {
namespace {

domain::Amount amount(std::string_view text) { return *domain::parse_amount(text); }

// XML Schema "duration": hours, minutes and seconds behind T; a thousandth of an hour is 3.6 s.
TEST(Duration, hours_are_written_exactly_and_read_back) {
  const std::pair<const char*, const char*> rows[] = {{"60", "PT60H"}, {"7.5", "PT7H30M"}, {"0.25", "PT15M"}, {"0.125", "PT7M30S"}, {"0.001", "PT3.6S"}, {"0", "PT0H"}};
  for (const auto& [hours, duration] : rows) {
    EXPECT_EQ(duration_of_hours(amount(hours)), duration);
    ASSERT_TRUE(hours_of_duration(duration)) << duration;
    EXPECT_EQ(*hours_of_duration(duration), amount(hours));
  }
}

TEST(Duration, what_is_no_number_of_hours_is_not_taken_for_one) {
  for (const char* text : {"", "PT", "P60M", "P1D", "P2Y", "PT60", "60", "PT-1H", "PT1.5H", "PT1S", "P1DT1H", "PT1M1H", "PT99999999999H", "PTH", "pt1h"}) {
    EXPECT_FALSE(hours_of_duration(text)) << text;
  }
}

class Exchange : public testing::Test {
 protected:
  json::Value read(std::string_view text) {
    const auto value = json::read(text, arena_);
    EXPECT_TRUE(value) << text;
    return value ? *value : json::Value();
  }
  Arena arena_;
};

TEST_F(Exchange, ctdl_without_a_description_of_something_to_achieve_is_refused) {
  for (const char* text : {R"(7)", R"([])", R"({})", R"({"@type": "ceterms:CredentialOrganization"})", R"({"@type": 7})",
                           R"({"@context": {"ceterms": "https://else.example/"}, "@type": "ceterms:Badge"})",
                           R"({"@graph": [{"@type": "ceterms:CredentialOrganization"}]})"}) {
    const auto found = from_ctdl(read(text));
    ASSERT_FALSE(found) << text;
    EXPECT_EQ(found.error().code, "exchange.ctdl");
  }
}

TEST_F(Exchange, ctdl_is_read_from_a_graph_with_language_maps_and_what_is_left_is_named) {
  const auto found = from_ctdl(read(R"({"@context": "https://credreg.net/ctdl/schema/context/json", "@graph": [
    {"@type": "ceterms:CredentialOrganization", "@id": "urn:o"},
    {"@type": "ceterms:MicroCredential", "@id": "https://x.example/1", "ceterms:name": {"fr": ["Soin"], "en": ["Care"]},
     "ceterms:estimatedDuration": [{"@type": "ceterms:DurationProfile", "ceterms:exactDuration": "P2Y"}],
     "ceterms:creditValue": [{"@type": "ceterms:ValueProfile", "schema:value": 7.5, "ceterms:creditUnitType": [{"ceterms:targetNodeName": "ECTS"}]},
                             {"schema:value": "lots", "ceterms:creditUnitType": [{"ceterms:targetNodeName": "SCQF"}]}],
     "ceterms:requires": [{"ceterms:description": "Do it.", "ceterms:targetCompetency": [
       {"ceterms:targetNodeName": "Listen."},
       {"ceterms:targetNodeName": "Care", "ceterms:targetNode": "https://skills.example/7", "ceterms:frameworkName": "Skills"}]}]}]})"));
  ASSERT_TRUE(found) << found.error().detail;
  EXPECT_EQ(found->fields.name, "Care");
  ASSERT_EQ(found->fields.translations.size(), 1u);
  EXPECT_EQ(found->fields.translations[0].language + " " + found->fields.translations[0].text, "fr Soin");
  EXPECT_EQ(found->fields.offer.duration, "P2Y");
  EXPECT_EQ(found->fields.achievement_type, "MicroCredential");
  EXPECT_EQ(found->fields.credit->framework, "ECTS");
  EXPECT_EQ(found->fields.credit->amount, amount("7.5"));
  EXPECT_TRUE(found->fields.further_credits.empty());
  EXPECT_EQ(found->fields.criteria_narrative, "Do it.");
  EXPECT_EQ(found->fields.outcomes.at(0).statement, "Listen.");
  EXPECT_EQ(found->fields.alignments.at(0).target_type, "ceasn:Competency");
  const std::vector<std::string> left = {"/@graph/0", "/@graph/1/ceterms:creditValue/1"};
  EXPECT_EQ(found->left, left);
}

TEST_F(Exchange, elm_without_an_achievement_is_refused) {
  for (const char* text : {R"(7)", R"({})", R"({"credential": 7})", R"({"credentialSubject": {}})", R"({"type": "Person"})"}) {
    const auto found = from_elm(read(text));
    ASSERT_FALSE(found) << text;
    EXPECT_EQ(found.error().code, "exchange.elm");
  }
}

TEST_F(Exchange, an_elm_credit_without_number_or_framework_is_left_and_named) {
  const auto found = from_elm(read(R"({"type": "Qualification", "id": "urn:q", "title": {"en": "Q"},
    "creditPoint": [{"framework": {"prefLabel": {"en": "SCQF"}}, "point": "many"}, {"point": "2"},
                    {"framework": {"id": "http://data.europa.eu/snb/education-credit/6fcec5c5af"}, "point": "2.5"}],
    "volumeOfLearning": "P60M"})"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->fields.credit->framework, "ECTS");
  EXPECT_EQ(found->fields.credit->amount, amount("2.5"));
  EXPECT_TRUE(found->fields.further_credits.empty());
  EXPECT_FALSE(found->fields.workload_hours);
  EXPECT_EQ(found->left, (std::vector<std::string>{"/creditPoint/0", "/creditPoint/1", "/volumeOfLearning"}));
}

domain::MicroCredential definition(const std::function<void(domain::MicroCredentialFields&)>& change = [](auto&) {}) {
  domain::MicroCredentialFields fields;
  fields.id = "https://x.example/care";
  fields.name = "Care";
  fields.description = "Care.";
  fields.criteria_narrative = "Do it.";
  fields.organisation = {"did:web:x.example", "X", "", ""};
  change(fields);
  return domain::make_micro_credential(fields).value();
}

TEST_F(Exchange, what_the_others_have_no_words_for_is_named) {
  const auto full = definition([](auto& fields) {
    fields.level = domain::Level{"SCQF", "8", "", ""};
    fields.credit = domain::Credit{"ECTS", amount("5"), "", amount("100"), domain::Party{"A", "urn:a"}};
    fields.participation = "workplace";
    fields.prerequisites = "None.";
    fields.assessment.identity_assurance = "supervised-unverified";
    fields.validity_months = 12;
    fields.alignments = {{"Listening", "https://skills.example/1", "Skills", "1", "ceasn:Competency", "To listen."}};
  });
  const auto has = [](const Exported& written, const char* field) {
    return std::find(written.left.begin(), written.left.end(), field) != written.left.end();
  };
  const Exported ctdl = to_ctdl(full, arena_);
  for (const char* field : {"credit.hours", "credit.rated_by", "participation", "assessment"}) {
    EXPECT_TRUE(has(ctdl, field)) << field;
  }
  const Exported elm = to_elm(full, arena_);
  for (const char* field : {"version", "credit.rated_by", "alignments[0].target_code", "alignments[0].target_description", "validity_months"}) {
    EXPECT_TRUE(has(elm, field)) << field;
  }
  EXPECT_FALSE(has(elm, "prerequisites"));
  EXPECT_FALSE(has(elm, "level"));
  EXPECT_FALSE(has(elm, "organisation"));
}

TEST_F(Exchange, credit_points_are_exact_in_both) {
  const auto half = definition([](auto& fields) { fields.credit = domain::Credit{"ECTS", amount("2.125")}; });
  const std::string elm = json::to_text(to_elm(half, arena_).document);
  EXPECT_NE(elm.find(R"("creditPoint":[{"type":"CreditPoint","framework":{"id":"http://data.europa.eu/snb/education-credit/6fcec5c5af")"), std::string::npos) << elm;
  EXPECT_NE(elm.find(R"("point":"2.125")"), std::string::npos) << elm;
  const std::string ctdl = json::to_text(to_ctdl(half, arena_).document);
  EXPECT_NE(ctdl.find(R"("schema:value":2.125)"), std::string::npos) << ctdl;
}

constexpr std::string_view k_package = R"({"CFDocument": {"identifier": "0c6b6a9e-3c0d-4f5f-9d2c-1f0e2d3c4b5a", "uri": "https://case.example/d", "title": "Data skills",
    "creator": "Example", "lastChangeDateTime": "2026-01-01T12:00:00Z"}, "CFItems": [
  {"identifier": "c739fefe-4f94-4a75-9203-e8621a7c2a1a", "uri": "https://case.example/uri/c739fefe-4f94-4a75-9203-e8621a7c2a1a", "humanCodingScheme": "D.1",
   "fullStatement": "Draw charts.", "lastChangeDateTime": "2026-01-01T12:00:00Z"},
  {"identifier": "d739fefe-4f94-4a75-9203-e8621a7c2a1b", "uri": "https://case.example/uri/d739fefe-4f94-4a75-9203-e8621a7c2a1b", "humanCodingScheme": "D.2",
   "fullStatement": "Read charts.", "lastChangeDateTime": "2026-01-01T12:00:00Z"},
  {"identifier": "e739fefe-4f94-4a75-9203-e8621a7c2a1c", "uri": "https://case.example/uri/e739fefe-4f94-4a75-9203-e8621a7c2a1c", "humanCodingScheme": "D.2",
   "fullStatement": "Doubt charts.", "lastChangeDateTime": "2026-01-01T12:00:00Z"}]})";

TEST_F(Exchange, a_case_item_becomes_an_alignment_that_keeps_its_rules) {
  const auto framework = read_case(read(k_package));
  ASSERT_TRUE(framework) << framework.error().detail;
  const auto item = find_item(*framework, "D.1");
  ASSERT_TRUE(item);
  const domain::Alignment alignment = alignment_to(**item, *framework);
  EXPECT_EQ(alignment.target_name, "Draw charts.");
  EXPECT_EQ(alignment.target_framework, "Data skills");
  EXPECT_EQ(alignment.target_code, "D.1");
  EXPECT_EQ(alignment.target_type, "CFItem");
  EXPECT_TRUE(domain::make_micro_credential(definition([&](auto& fields) { fields.alignments = {alignment}; }).fields()));
  EXPECT_EQ((*find_item(*framework, "e739fefe-4f94-4a75-9203-e8621a7c2a1c"))->full_statement, "Doubt charts.");
}

TEST_F(Exchange, a_code_that_nothing_or_several_have_is_refused) {
  const auto framework = read_case(read(k_package));
  ASSERT_TRUE(framework);
  EXPECT_EQ(find_item(*framework, "D.3").error().code, "exchange.case-item");
  EXPECT_NE(find_item(*framework, "D.2").error().detail.find("2 items"), std::string::npos);
  EXPECT_EQ(find_item(*framework, "").error().code, "exchange.case-item");
}

TEST_F(Exchange, a_case_item_is_refused_for_an_address_that_nobody_should_follow) {
  for (const char* uri : {"javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https:///x", "urn:uuid:x", "urn:isbn:1"}) {
    std::string text(k_package);
    const std::string_view own = "https://case.example/uri/c739fefe-4f94-4a75-9203-e8621a7c2a1a";
    text.replace(text.find(own), own.size(), uri);
    const auto refused = read_case(read(text));
    ASSERT_FALSE(refused) << uri;
    EXPECT_EQ(refused.error().detail, "/CFItems/0/uri: \"" + std::string(uri) + "\" of the item \"D.1\" is neither a web address nor a urn:uuid");
    text.replace(text.find(uri), std::string_view(uri).size(), "urn:uuid:c739fefe-4f94-4a75-9203-e8621a7c2a1a");
    EXPECT_TRUE(read_case(read(text)));
  }
}

TEST_F(Exchange, a_case_text_with_characters_that_cannot_be_seen_is_refused) {
  const std::pair<const char*, const char*> places[] = {{"Draw charts.", "/CFItems/0/fullStatement"}, {"D.1", "/CFItems/0/humanCodingScheme"}, {"Data skills", "/CFDocument/title"}};
  for (const auto& [word, place] : places) {
    std::string text(k_package);
    text.insert(text.find(word), "\\u202e");
    const auto refused = read_case(read(text));
    ASSERT_FALSE(refused) << word;
    EXPECT_EQ(refused.error().detail, std::string(place) + ": holds the character U+202E, which cannot be seen");
  }
  std::string text(k_package);
  text.insert(text.find("Draw charts."), "\\u00e9\\n");
  EXPECT_TRUE(read_case(read(text)));
}

TEST_F(Exchange, an_owner_that_only_the_key_names_has_no_id_in_ctdl) {
  const auto unnamed = definition([](auto& fields) { fields.organisation.id = k_left_to_the_key; });
  EXPECT_EQ(json::to_text(*to_ctdl(unnamed, arena_).document.find("ceterms:ownedBy")),
            R"([{"@type":"ceterms:CredentialOrganization","ceterms:name":"X"}])");
  EXPECT_NE(json::to_text(to_ctdl(definition(), arena_).document).find(R"("@id":"did:web:x.example")"), std::string::npos);
}

TEST_F(Exchange, a_fault_of_a_case_framework_is_named_by_its_place) {
  EXPECT_EQ(read_case(read("[]")).error().detail, "the document: is no JSON object");
  std::string text(k_package);
  text.replace(text.find("c739fefe"), 8, "C739FEFE");
  const auto refused = read_case(read(text));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "exchange.case");
  EXPECT_EQ(refused.error().detail.substr(0, refused.error().detail.find(':')), "/CFItems/0/identifier");
}

}  // namespace
}  // namespace cairn::exchange
