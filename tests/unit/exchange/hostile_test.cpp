#include <functional>

#include "unit/exchange/foreign_fixture.hpp"

// What was made to break a reader: every part of a document that is understood, replaced by every kind of value.
namespace cairn::exchange {
namespace {

using HostileTest = Foreign;

constexpr const char* k_documents[] = {
    R"({"@context": "https://schema.org", "@graph": [{"@type": "EducationalOccupationalCredential", "@id": "urn:a", "name": "A", "image": {"contentUrl": "https://x.example/i", "caption": "c"},
      "publisher": {"@id": "urn:p", "name": "P"}, "about": [{"termCode": "1", "inDefinedTermSet": {"name": "S"}}], "countryOfOrigin": {"identifier": "GB"}, "validFor": "P1Y",
      "educationalLevel": {"termCode": "7", "inDefinedTermSet": "SCQF", "name": "n"}, "competencyRequired": [{"name": "o", "url": "https://x.example/o"}], "keywords": ["a"],
      "educationalAlignment": [{"targetName": "t", "targetUrl": "https://x.example/t"}], "recognizedBy": [{"@id": "urn:r", "name": "R"}]},
      {"@type": "Course", "name": "A", "educationalCredentialAwarded": {"@id": "urn:a"}, "numberOfCredits": [{"value": 7.5, "unitText": "ECTS", "valueReference": {"termCode": "6"}}],
       "offers": [{"price": 1, "priceCurrency": "GBP", "url": "https://x.example/e"}], "coursePrerequisites": ["x", {"targetUrl": "urn:q", "alignmentType": "requires"}],
       "hasCourseInstance": {"courseMode": "online", "courseWorkload": "PT1H", "location": {"name": "L"}}, "audience": {"audienceType": "a"}, "license": {"name": "l"},
       "syllabusSections": [{"description": "d"}], "availableLanguage": ["en"]}]})",
    R"({"@context": [], "type": ["OpenBadgeCredential"], "issuer": {"id": "urn:i", "name": "I"}, "credentialSubject": {"achievement": {"type": ["Achievement"], "id": "urn:a", "name": "A",
      "criteria": {"id": "https://x.example/c", "narrative": "x"}, "image": {"id": "https://x.example/i"}, "tag": ["t"], "creditsAvailable": 1, "achievementType": "Badge",
      "exactCredit": [{"creditFramework": "ECTS", "creditAmount": "1", "creditHours": "2", "ratedBy": {"id": "urn:r", "name": "R"}}], "notionalHours": "5", "ECTS": 3, "SBU": 5,
      "qualityAssurance": {"qualityForm": "internal", "assuredBy": {"id": "urn:q", "name": "Q"}}, "alignment": [{"targetName": "n", "targetUrl": "urn:u", "targetType": "ext:SCQFLevel", "targetCode": "7"}],
      "resultDescription": [{"id": "urn:1", "name": "N", "resultType": "ext:ECTSCreditPoints", "valueMax": "1"}, {"id": "urn:2", "name": "N", "resultType": "Percent", "valueMin": "1",
        "allowedValue": ["a"], "requiredValue": "a", "assessmentType": "Exam", "hasGroupParticipation": true, "rubricCriterionLevel": [{"id": "urn:2-a", "name": "L"}], "requiredLevel": "urn:2-a"}]}}})",
    R"({"result": [{"type": "BadgeClass", "name": "A", "id": "urn:a", "criteria": {"narrative": "n", "id": "https://x.example/c"}, "issuer": {"id": "urn:i", "name": "I"},
      "issuerOpenBadgeId": "urn:i", "expires": {"amount": 1, "duration": "years"}, "alignments": [{"target_name": "n", "target_url": "urn:u"}], "tags": ["t"],
      "extensions:ECTSExtension": {"type": [], "ECTS": 1}, "extensions": {"extensions:EQFExtension": {"EQF": 4}}, "badgeclassextension_set": [{"name": "extensions:StudyLoadExtension", "value": 4}],
      "participation": "online", "assessment_type": "x", "assessment_supervised": true, "assessment_id_verified": false, "badge_class_type": "micro_credential", "quality_assurance_name": "q",
      "quality_assurance_url": "https://x.example/q"}]})",
    R"({"@context": {"ceterms": "http://purl.org/ctdl/terms/"}, "@type": "ceterms:MicroCredential", "@id": "urn:a", "ceterms:name": {"en": "A", "gd": "B"}, "ceterms:inLanguage": ["en", "gd"],
      "ceterms:estimatedDuration": [{"ceterms:exactDuration": "PT1H"}, {"ceterms:exactDuration": "P1W"}], "ceterms:audienceType": [{"ceterms:targetNodeName": "a"}],
      "ceterms:estimatedCost": [{"ceterms:price": 1, "ceterms:currency": "GBP"}], "ceterms:availableAt": [{"ceterms:name": "x"}], "ceterms:renewalFrequency": "P1Y",
      "ceterms:audienceLevelType": [{"ceterms:codedNotation": "7", "ceterms:frameworkName": "SCQF"}], "ceterms:instructionalProgramType": [{"ceterms:codedNotation": "1"}],
      "ceterms:requires": [{"ceterms:description": "d", "ceterms:experience": "e", "ceterms:targetCredential": [{"@id": "urn:q"}], "ceterms:targetAssessment": [{"ceterms:name": "t",
        "ceterms:assessmentMethodType": [{"ceterms:targetNodeName": "m"}], "ceterms:assesses": [{"ceterms:codedNotation": "k"}]}], "ceterms:targetCompetency": [{"ceterms:targetNodeName": "c"}]}]})",
    R"({"type": "Qualification", "id": "urn:a", "title": {"en": "A"}, "language": {"id": "http://publications.europa.eu/resource/authority/language/ENG"},
      "nqfLevel": {"id": "urn:l", "notation": "7", "prefLabel": {"en": "SCQF level 7"}, "inScheme": {"title": {"en": "SCQF"}}}, "targetGroup": {"noteLiteral": {"en": "a"}},
      "thematicArea": [{"prefLabel": {"en": "f"}}, {"notation": "1", "inScheme": {"title": {"en": "S"}}}], "isPartOf": [{"id": "urn:p", "title": {"en": "P"}}], "identifier": {"notation": "C"},
      "awardingOpportunity": {"awardingBody": {"id": "urn:o", "legalName": {"en": "O"}}}, "creditPoint": {"framework": {"prefLabel": {"en": "X"}}, "point": "1"},
      "provenBy": [{"title": {"en": "t"}, "dcType": {"prefLabel": {"en": "t"}}}], "learningOutcome": [{"title": {"en": "o"}, "relatedSkill": [{"id": "urn:s", "prefLabel": {"en": "o"}}]}]})"};

void read_every_way(const json::Value& document) {
  (void)from_ctdl(document);
  (void)from_elm(document);
  (void)from_schema_org(document);
  (void)from_achievement(document);
  (void)from_badge_class(document, BadgeClassDialect::edubadges);
  (void)has_edubadges_members(document);
}

void each_value(json::Value& value, const std::function<void(json::Value&)>& visit) {
  visit(value);
  if (value.is_object()) {
    for (json::Member& member : value.object()) each_value(member.value, visit);
  } else if (value.is_array()) {
    for (json::Value& item : value.array()) each_value(item, visit);
  }
}

TEST_F(HostileTest, any_part_may_be_of_any_type) {
  const json::Value others[] = {read("null"), read("7"), read("true"), read("\"\""), read("\"x\""), read("[]"), read("{}"), read("[[[]]]"), read(R"([{"@value": {}}, {"en": []}, null])"),
                                read(R"({"id": 7, "@id": [], "type": {}, "@type": {}, "name": [7], "en": 7, "@value": null})"), read("1e400")};
  std::size_t count = 0;
  for (const char* text : k_documents) {
    json::Value document = read(text);
    each_value(document, [&](json::Value& part) {
      const json::Value kept = part;
      for (const json::Value& other : others) {
        part = other;
        read_every_way(document);
        ++count;
      }
      part = kept;
    });
  }
  EXPECT_GT(count, 2000u);
}

TEST_F(HostileTest, a_document_as_deep_as_is_read_and_one_that_refers_to_itself_come_to_an_end) {
  std::string deep;
  for (int i = 0; i < 60; ++i) deep += R"({"credentialSubject":{"achievement":)";
  deep += "7";
  for (int i = 0; i < 60; ++i) deep += "}}";
  read_every_way(read(deep));
  read_every_way(read(R"({"@graph": [{"@type": "Course", "@id": "urn:a", "educationalCredentialAwarded": {"@id": "urn:a"}},
    {"@type": "EducationalOccupationalCredential", "@id": "urn:a", "isPartOf": {"@id": "urn:a"}, "subjectOf": {"@type": "Course", "educationalCredentialAwarded": "urn:a"}}]})"));
}

TEST_F(HostileTest, a_long_list_takes_its_time_once) {
  std::string text = R"({"@graph": [)";
  for (int i = 0; i < 20'000; ++i) {
    text += (i == 0 ? "" : ",") + std::string(R"({"@type": "Course", "@id": "urn:)") + std::to_string(i) + R"(", "name": "x", "unknown": 1})";
  }
  const auto found = all(from_schema_org(read(text + "]}")));
  ASSERT_EQ(found.size(), 20'000u);
  EXPECT_EQ(found[19'999].left, Left{"/@graph/19999/unknown"});
}

}  // namespace
}  // namespace cairn::exchange
