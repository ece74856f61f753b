#include "unit/exchange/foreign_fixture.hpp"

// Names of members as Open Badges 2.0, Badgr's API v2 and edubadges' server have them; the content is made for these tests.
namespace cairn::exchange {
namespace {

constexpr auto k_plain = BadgeClassDialect::open_badges;
constexpr auto k_edubadges = BadgeClassDialect::edubadges;

using BadgeClassTest = Foreign;

TEST_F(BadgeClassTest, a_badge_class_with_its_issuer_inside_is_read_whole) {
  const auto found = all(from_badge_class(read(R"({"@context": "https://w3id.org/openbadges/v2", "type": "BadgeClass", "id": "https://x.example/b/1", "name": "Care",
    "description": "To care.", "version": "2", "@language": "gd",
    "image": {"type": "Image", "id": "https://x.example/b/1.png", "caption": "A hand", "author": "https://x.example/people/1"},
    "criteria": {"id": "https://x.example/b/1/criteria", "narrative": "Three talks."}, "tags": ["care", "talk"],
    "issuer": {"type": "Profile", "id": "https://x.example/issuer", "name": "Ardmore", "url": "https://ardmore.example/", "email": "a@ardmore.example"},
    "alignment": [{"type": "AlignmentObject", "targetName": "Listening", "targetUrl": "https://skills.example/1", "targetDescription": "To listen.", "targetFramework": "Skills", "targetCode": "S1"}]})"),
                                          k_plain));
  ASSERT_EQ(found.size(), 1u);
  const domain::MicroCredentialFields& fields = found[0].fields;
  EXPECT_EQ(fields.id + "|" + fields.name + "|" + fields.description + "|" + fields.version + "|" + fields.language, "https://x.example/b/1|Care|To care.|2|gd");
  EXPECT_EQ(fields.image_url + "|" + fields.image_caption, "https://x.example/b/1.png|A hand");
  EXPECT_EQ(fields.criteria_url + "|" + fields.criteria_narrative, "https://x.example/b/1/criteria|Three talks.");
  EXPECT_EQ(fields.tags, (std::vector<std::string>{"care", "talk"}));
  EXPECT_EQ(fields.organisation.id + "|" + fields.organisation.name + "|" + fields.organisation.url + "|" + fields.organisation.email,
            "https://x.example/issuer|Ardmore|https://ardmore.example/|a@ardmore.example");
  ASSERT_EQ(fields.alignments.size(), 1u);
  EXPECT_EQ(fields.alignments[0].target_name + "|" + fields.alignments[0].target_url + "|" + fields.alignments[0].target_framework + "|" + fields.alignments[0].target_code + "|" +
                fields.alignments[0].target_description,
            "Listening|https://skills.example/1|Skills|S1|To listen.");
  EXPECT_EQ(fields.achievement_type, "Badge");
  EXPECT_EQ(found[0].left, Left{"/image/author"});
}

TEST_F(BadgeClassTest, an_address_alone_does_for_issuer_criteria_and_image) {
  const auto found = all(from_badge_class(read(R"({"type": "BadgeClass", "id": "https://x.example/b/1", "name": "Care", "image": "https://x.example/1.png",
    "criteria": "https://x.example/c", "issuer": "https://x.example/issuer"})"),
                                          k_plain));
  EXPECT_EQ(found[0].fields.organisation.id, "https://x.example/issuer");
  EXPECT_EQ(found[0].fields.criteria_url, "https://x.example/c");
  EXPECT_EQ(found[0].fields.image_url, "https://x.example/1.png");
  EXPECT_EQ(found[0].left, Left());
}

TEST_F(BadgeClassTest, a_badge_class_inside_an_assertion_is_found_and_the_learner_is_left) {
  const auto found = all(from_badge_class(read(R"({"@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "https://x.example/a/1",
    "recipient": {"type": "email", "identity": "a@b.example"}, "badge": {"type": "BadgeClass", "id": "https://x.example/b/1", "name": "Care", "criteria": {"narrative": "Talk."}}})"),
                                          k_plain));
  EXPECT_EQ(found[0].fields.name, "Care");
  EXPECT_EQ(found[0].place, "/badge");
  EXPECT_EQ(found[0].left, (Left{"/type", "/id", "/recipient"}));
}

constexpr const char* k_badgr = R"({"status": {"description": "ok", "success": true}, "result": [
  {"entityType": "BadgeClass", "entityId": "HoWX", "openBadgeId": "https://api.badgr.example/public/badges/HoWX", "createdAt": "2023-07-11T17:07:29Z", "createdBy": "vCzz",
   "issuer": "A5wU", "issuerOpenBadgeId": "https://api.badgr.example/public/issuers/A5wU", "name": "Care", "image": "https://api.badgr.example/public/badges/HoWX/image",
   "description": "To care.", "criteriaUrl": null, "criteriaNarrative": "Three talks.", "tags": [],
   "alignments": [{"targetName": "Listening", "targetUrl": "https://skills.example/1", "targetDescription": null, "targetFramework": null, "targetCode": ""}],
   "expires": {"amount": 2, "duration": "years"}, "extensions": {}},
  {"entityType": "BadgeClass", "entityId": "B2", "openBadgeId": "https://api.badgr.example/public/badges/B2", "issuer": "A5wU", "name": "Talk", "description": "To talk.",
   "image": "data:image/png;base64,iVBORw0KGgo=", "criteriaUrl": "https://x.example/talk", "criteriaNarrative": null, "tags": ["talk"], "alignments": [],
   "expires": {"amount": 10, "duration": "days"}}]})";

TEST_F(BadgeClassTest, a_list_that_badgr_answers_is_read_one_by_one) {
  const auto found = all(from_badge_class(read(k_badgr), k_plain));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].place + found[1].place, "/result/0/result/1");
  EXPECT_EQ(found[0].fields.id, "https://api.badgr.example/public/badges/HoWX");
  EXPECT_EQ(found[0].fields.criteria_narrative, "Three talks.");
  EXPECT_EQ(found[0].fields.organisation.id, "https://api.badgr.example/public/issuers/A5wU");
  EXPECT_EQ(found[0].fields.validity_months, 24);
  EXPECT_EQ(found[0].fields.alignments.at(0).target_name, "Listening");
  EXPECT_EQ(found[0].left, (Left{"/status", "/result/0/entityId", "/result/0/createdAt", "/result/0/createdBy"}));
  EXPECT_EQ(found[1].fields.criteria_url, "https://x.example/talk");
  EXPECT_FALSE(found[1].fields.validity_months) << "ten days are no months";
  EXPECT_EQ(found[1].fields.image_url, "") << "a picture inside is no address";
  EXPECT_EQ(found[1].left, (Left{"/result/1/entityId", "/result/1/image", "/result/1/expires"}));
}

// StudyLoad counts hours for edubadges, and minutes for another program that uses the same name.
TEST_F(BadgeClassTest, extensions_are_read_by_the_dialect_that_was_said) {
  constexpr const char* k_class = R"({"type": "BadgeClass", "id": "https://e.example/1", "name": "Zorg", "criteria": {"narrative": "x"},
    "extensions:LanguageExtension": {"@context": "https://e.example/LanguageExtension/context.json", "type": ["Extension", "extensions:LanguageExtension"], "Language": "nl_NL"},
    "extensions:ECTSExtension": {"@context": "https://e.example/c.json", "type": ["Extension", "extensions:ECTSExtension"], "ECTS": 2.5},
    "extensions:StudyLoadExtension": {"type": ["Extension", "extensions:StudyLoadExtension"], "StudyLoad": 70},
    "extensions:EQFExtension": {"type": ["Extension", "extensions:EQFExtension"], "EQF": 7},
    "extensions:LearningOutcomeExtension": {"type": ["Extension"], "LearningOutcome": "* luisteren\n* praten\n"},
    "extensions:EducationProgramIdentifierExtension": {"type": ["Extension"], "EducationProgramIdentifier": [56234]}})";
  const auto found = all(from_badge_class(read(k_class), k_edubadges));
  const domain::MicroCredentialFields& fields = found[0].fields;
  EXPECT_EQ(credit_of(fields), "ECTS 2.5");
  EXPECT_EQ(fields.credit->amount.thousandths(), 2500);
  EXPECT_EQ(level_of(fields), "EQF 7");
  EXPECT_EQ(hours_of(fields), "70");
  EXPECT_EQ(fields.language, "nl");
  ASSERT_EQ(fields.outcomes.size(), 2u);
  EXPECT_EQ(fields.outcomes[1].statement, "praten");
  EXPECT_EQ(found[0].left, Left{"/extensions:EducationProgramIdentifierExtension"});
  const auto plain = all(from_badge_class(read(k_class), k_plain));
  EXPECT_EQ(credit_of(plain[0].fields) + level_of(plain[0].fields) + hours_of(plain[0].fields), "");
  EXPECT_EQ(plain[0].left.size(), 6u);
  EXPECT_TRUE(has_edubadges_members(read(k_class)));
  EXPECT_FALSE(has_edubadges_members(read(k_badgr)));
}

TEST_F(BadgeClassTest, a_badge_class_as_edubadges_interface_has_it_is_read) {
  const auto found = all(from_badge_class(read(R"([{"id": 3, "name": "Account compleet", "entity_id": "nwsL-dHyQpmvOOKBscsN_A", "image": "/media/uploads/badges/x.png",
    "description": "Welkom.", "formal": false, "participation": "online", "assessment_type": "written_exam,portfolio", "assessment_id_verified": true, "assessment_supervised": "true",
    "quality_assurance_name": "NVAO", "quality_assurance_url": "https://nvao.example/", "quality_assurance_description": "Geaccrediteerd.", "stackable": true,
    "is_micro_credentials": true, "evidence_required": true,
    "badgeclassextension_set": [{"name": "extensions:LanguageExtension", "value": "en_EN"}, {"name": "extensions:TimeInvestmentExtension", "value": 12},
      {"name": "extensions:LearningOutcomeExtension", "value": "You know edubadges."}],
    "issuer": {"name_dutch": "SURF Nederland", "name_english": "SURF", "faculty": {"name_english": "F"}}}])"),
                                          k_edubadges));
  const domain::MicroCredentialFields& fields = found[0].fields;
  EXPECT_EQ(fields.id, "") << "a number and a short name are no address";
  EXPECT_EQ(fields.achievement_type, "MicroCredential");
  EXPECT_EQ(fields.participation, "online");
  EXPECT_EQ(fields.assessment.types, (std::vector<std::string>{"written_exam", "portfolio"}));
  EXPECT_EQ(fields.assessment.identity_assurance, "supervised-online-verified");
  EXPECT_EQ(fields.quality.assured_by->name + "|" + fields.quality.assured_by->id + "|" + fields.quality.statement, "NVAO|https://nvao.example/|Geaccrediteerd.");
  EXPECT_EQ(fields.stacking.kind, "stackable");
  EXPECT_EQ(fields.evidence, domain::EvidencePolicy::required);
  EXPECT_EQ(fields.language, "en");
  EXPECT_EQ(hours_of(fields), "12");
  EXPECT_EQ(fields.outcomes.at(0).statement, "You know edubadges.");
  EXPECT_EQ(fields.organisation.name, "SURF");
  EXPECT_EQ(found[0].left, (Left{"/0/id", "/0/entity_id", "/0/image", "/0/formal", "/0/issuer/name_dutch", "/0/issuer/faculty"}));
}

TEST_F(BadgeClassTest, whether_an_assessment_was_online_is_not_guessed) {
  const auto found = all(from_badge_class(read(R"({"type": "BadgeClass", "name": "A", "participation": "blended", "assessment_id_verified": true, "assessment_supervised": true})"), k_edubadges));
  EXPECT_EQ(found[0].fields.assessment.identity_assurance, "");
  EXPECT_EQ(found[0].left, (Left{"/assessment_id_verified", "/assessment_supervised"}));
}

TEST_F(BadgeClassTest, what_is_no_badge_class_is_refused) {
  for (const char* text : {"7", "[]", "[7, null]", "{}", R"({"type": "Issuer", "name": "A", "criteria": "x"})", R"({"result": []})", R"({"data": null})",
                           R"({"type": "Assertion", "badge": "https://x.example/b"})"}) {
    const auto refused = from_badge_class(read(text), k_plain);
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().code, "exchange.badgeclass");
  }
}

}  // namespace
}  // namespace cairn::exchange
