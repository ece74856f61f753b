#include "unit/exchange/foreign_fixture.hpp"

namespace cairn::exchange {
namespace {

using SchemaOrgTest = Foreign;

// As search engines ask for it: a course alone, with text where schema.org allows it.
TEST_F(SchemaOrgTest, a_course_alone_is_read) {
  const auto found = all(from_schema_org(read(R"({"@context": "https://schema.org/", "@type": "Course", "@id": "https://x.example/c/1", "name": "Care", "description": "To care.",
    "courseCode": "C1", "provider": {"@type": "CollegeOrUniversity", "@id": "https://ardmore.example/", "name": "Ardmore", "sameAs": "https://wiki.example/Ardmore"},
    "educationalLevel": "SCQF level 7", "teaches": ["Listen.", "Talk."], "inLanguage": "en", "timeRequired": "P6W", "keywords": "care, talk",
    "numberOfCredits": {"@type": "StructuredValue", "value": "7.5", "unitText": "ECTS credits"},
    "offers": [{"@type": "Offer", "category": "Paid", "price": 10.00, "priceCurrency": "EUR"}],
    "hasCourseInstance": [{"@type": "CourseInstance", "courseMode": ["Online", "part-time"], "courseWorkload": "PT22H"}],
    "audience": {"@type": "EducationalAudience", "educationalRole": "nurses"}, "aggregateRating": {"@type": "AggregateRating", "ratingValue": 4}})")));
  ASSERT_EQ(found.size(), 1u);
  const domain::MicroCredentialFields& fields = found[0].fields;
  EXPECT_EQ(fields.name + "|" + fields.human_code + "|" + fields.organisation.name + "|" + fields.organisation.id, "Care|C1|Ardmore|https://ardmore.example/");
  EXPECT_EQ(level_of(fields), "SCQF 7");
  EXPECT_EQ(credit_of(fields), "ECTS 7.5");
  EXPECT_EQ(hours_of(fields), "22");
  EXPECT_EQ(fields.participation, "online");
  EXPECT_EQ(fields.offer.duration, "P6W");
  EXPECT_EQ(domain::to_text(fields.offer.prices.at(0).amount) + fields.offer.prices.at(0).currency, "10EUR");
  EXPECT_EQ(fields.offer.audience, "nurses");
  EXPECT_EQ(fields.tags, (std::vector<std::string>{"care", "talk"}));
  EXPECT_EQ(fields.outcomes.size(), 2u);
  EXPECT_TRUE(fields.delivered_by.empty());
  EXPECT_EQ(found[0].left, (Left{"/provider/sameAs", "/hasCourseInstance/0/courseMode/1", "/aggregateRating"}));
}

TEST_F(SchemaOrgTest, a_credential_and_the_course_that_leads_to_it_are_one_definition) {
  const auto found = all(from_schema_org(read(R"({"@context": {"schema": "http://schema.org/"}, "@graph": [
    {"@type": "schema:Course", "@id": "urn:c", "schema:name": "Course", "schema:courseCode": "C1", "schema:educationalCredentialAwarded": {"@id": "urn:a"}},
    {"@type": "schema:EducationalOccupationalCredential", "@id": "urn:a", "schema:name": "Award", "schema:credentialCategory": "Professional Certificate", "schema:validFor": "P2Y",
     "schema:competencyRequired": [{"@type": "schema:DefinedTerm", "schema:name": "listen", "schema:termCode": "L1", "schema:url": "https://skills.example/1",
       "schema:inDefinedTermSet": "https://skills.example/"}, "https://skills.example/2", "Talk."]},
    {"@type": "schema:EducationalOccupationalCredential", "@id": "urn:b", "schema:name": "Other", "schema:credentialCategory": {"@type": "schema:DefinedTerm", "schema:name": "Micro-credential"}},
    {"@type": "schema:Person", "schema:name": "Somebody"}]})")));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].fields.name + found[0].fields.human_code, "AwardC1");
  EXPECT_EQ(found[0].fields.validity_months, 24);
  EXPECT_EQ(found[0].fields.alignments.at(0).target_framework, "https://skills.example/");
  EXPECT_EQ(found[0].fields.outcomes.at(0).statement, "Talk.");
  EXPECT_EQ(found[0].left, (Left{"/@graph/0/schema:name", "/@graph/1/schema:credentialCategory", "/@graph/1/schema:competencyRequired/1", "/@graph/3"}));
  EXPECT_EQ(found[1].fields.achievement_type, "MicroCredential");
  EXPECT_EQ(found[1].left, Left());
}

TEST_F(SchemaOrgTest, texts_in_several_languages_become_translations) {
  const auto found = all(from_schema_org(read(R"([{"@context": "http://schema.org", "@type": ["EducationalOccupationalCredential"], "@id": "urn:a", "inLanguage": "gd",
    "name": [{"@value": "Care", "@language": "en"}, {"@value": "Cùram", "@language": "gd"}, {"@value": "Soin", "@language": "fr"}], "description": {"@value": "x", "@language": "en"}}])")));
  EXPECT_EQ(found[0].fields.language + found[0].fields.name + found[0].fields.description, "gdCùramx");
  ASSERT_EQ(found[0].fields.translations.size(), 2u);
  EXPECT_EQ(found[0].fields.translations[1].language + found[0].fields.translations[1].text, "frSoin");
}

TEST_F(SchemaOrgTest, credits_of_nobody_knows_what_and_prices_without_currency_are_left) {
  const auto found = all(from_schema_org(read(R"({"@type": "Course", "name": "A", "numberOfCredits": 5, "offers": {"@type": "Offer", "price": "10"}, "educationalLevel": "Advanced"})")));
  EXPECT_FALSE(found[0].fields.credit);
  EXPECT_TRUE(found[0].fields.offer.prices.empty());
  EXPECT_EQ(found[0].left, (Left{"/numberOfCredits", "/offers", "/educationalLevel"}));
  const auto points = all(from_schema_org(read(R"({"@type": "Course", "name": "A", "numberOfCredits": {"value": 5, "unitText": "credits"}})")));
  EXPECT_EQ(points[0].left, Left{"/numberOfCredits"});
}

TEST_F(SchemaOrgTest, what_is_none_of_schema_org_is_refused) {
  for (const char* text : {"7", "[]", "{}", R"({"@type": "Person"})", R"({"@context": "https://else.example/", "@type": "Course", "name": "A"})", R"({"@graph": 7})", R"({"@type": 7})"}) {
    const auto refused = from_schema_org(read(text));
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().code, "exchange.schema-org");
  }
}

}  // namespace
}  // namespace cairn::exchange
