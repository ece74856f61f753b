#include "openbadges/clr.hpp"

#include "json/read.hpp"
#include "openbadges/rulebook.hpp"
#include "unit/openbadges/sample.hpp"

namespace cairn::openbadges {
namespace {

/// The findings of clr2 and ob3, as "code pointer".
std::vector<std::string> findings(const json::Value& document, vc::Phase phase = vc::Phase::issuing) {
  const vc::Rulebook* const books[] = {&clr2_rulebook()};
  vc::LintOptions options;
  options.rulebooks = books;
  options.phase = phase;
  std::vector<std::string> out;
  for (const vc::Finding& finding : vc::lint(document, options)) out.push_back(std::string(finding.code) + " " + finding.pointer);
  return out;
}

class LearnerRecord : public ::testing::Test {
 protected:
  LearnerRecord() {
    fields_.id = "urn:uuid:0d0b8f0e-5f6e-4a38-9f8b-1de25dcb9be1";
    fields_.name = "Learner record";
    fields_.publisher = {"did:web:badges.ardmore.example", "Ardmore College", ""};
    fields_.valid_from = *parse_date_time_stamp("2026-06-01T00:00:00Z");
    fields_.learner = {"", "morag@work.example", "Mòrag", "Zm9vYmFyYmF6cXV4MTIz"};
    fields_.credentials = {read(R"({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],
      "id": "urn:c", "issuer": "urn:i", "validFrom": "2026-05-01T00:00:00Z", "proof": [{}],
      "credentialSubject": {"id": "urn:l", "achievement": {"id": "urn:small"}}})")};
    fields_.achievements = {read(R"({"id": "urn:large", "type": ["Achievement"], "name": "Graduate Certificate",
      "description": "60 credits", "criteria": {"narrative": "Three micro-credentials."}})")};
    fields_.associations = {{"isPartOf", "urn:small", "urn:large"}};
  }

  json::Value read(std::string_view text) { return json::read(text, arena_).value(); }
  json::Value record() {
    auto made = learner_record(fields_, arena_);
    EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().detail);
    return made ? *made : json::Value();
  }

  Arena arena_;
  RecordFields fields_;
};

TEST_F(LearnerRecord, one_that_is_complete_conforms_without_remark) {
  EXPECT_EQ(findings(record()), std::vector<std::string>());
  fields_.completeness = Completeness::partial;
  EXPECT_TRUE(record().find("partial")->is_true());
}

TEST_F(LearnerRecord, contexts_stand_in_the_order_of_the_standard) {
  const std::string wanted =
      R"(["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",)"
      R"("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"])";
  const json::Value made = record();
  EXPECT_EQ(json::to_text(*made.find("@context")), wanted);
  const json::Array contexts = made.find("@context")->array();
  std::swap(contexts[1], contexts[2]);
  EXPECT_EQ(findings(made), (std::vector<std::string>{"clr2.context-order /@context", "ob3.context-order /@context"}));
}

TEST_F(LearnerRecord, the_learner_is_named_by_a_hash_with_a_salt_and_never_in_plain) {
  const std::string text = json::to_text(record());
  EXPECT_EQ(text.find("morag@work.example"), std::string::npos);
  EXPECT_NE(text.find(hash_identity("morag@work.example", "Zm9vYmFyYmF6cXV4MTIz")), std::string::npos);
  fields_.learner.salt = "short";
  EXPECT_EQ(learner_record(fields_, arena_).error().code, "openbadges.salt");
  fields_.learner = {};
  EXPECT_EQ(learner_record(fields_, arena_).error().code, "clr.learner");
}

TEST_F(LearnerRecord, faults_are_found_where_they_stand) {
  const std::string subject = "/credentialSubject";
  fields_.associations = {{"isPartOf", "urn:small", "urn:elsewhere"}, {"isPartOf", "urn:small", "urn:small"}, {"isBossOf", "urn:small", "urn:large"}};
  EXPECT_EQ(findings(record()), (std::vector<std::string>{"ob3.word " + subject + "/association/2/associationType",
                                                          "clr2.association-outside " + subject + "/association/0/targetId",
                                                          "clr2.association-self " + subject + "/association/1"}));
  fields_.associations.clear();
  fields_.credentials[0].object().erase("proof");
  fields_.valid_from = *parse_date_time_stamp("2026-04-01T00:00:00Z");
  fields_.learner.id = "urn:somebody-else";
  const std::string first = subject + "/verifiableCredential/0";
  EXPECT_EQ(findings(record()), (std::vector<std::string>{"clr2.unsigned-credential " + first,
                                                          "clr2.other-learner " + first + "/credentialSubject/id",
                                                          "clr2.later-credential " + first + "/validFrom"}));
  fields_.credentials.clear();
  EXPECT_EQ(findings(record()), (std::vector<std::string>{"clr2.empty " + subject + "/verifiableCredential"}));
}

TEST(Endorsement, it_says_who_endorses_what_and_conforms) {
  Arena arena;
  EndorsementFields fields;
  fields.id = "urn:uuid:0d0b8f0e-5f6e-4a38-9f8b-1de25dcb9be2";
  fields.name = "Endorsement of Data storytelling";
  fields.endorsed_id = "https://badges.ardmore.example/c/7Yk2QmZr";
  fields.comment = "We use these skills.";
  fields.endorser = {"did:web:energy.example", "Ardmore Energy", "https://energy.example/"};
  fields.valid_from = *parse_date_time_stamp("2026-06-01T00:00:00Z");
  const auto made = endorsement_credential(fields, arena);
  ASSERT_TRUE(made.has_value());
  vc::LintOptions options;
  options.rulebooks = all_rulebooks();
  EXPECT_TRUE(vc::lint(*made, options).empty());
  fields.valid_until = fields.valid_from;
  EXPECT_EQ(endorsement_credential(fields, arena).error().code, "endorsement.dates");
  fields.endorsed_id = "Data storytelling";
  EXPECT_EQ(endorsement_credential(fields, arena).error().code, "endorsement.subject");
}

}  // namespace
}  // namespace cairn::openbadges
