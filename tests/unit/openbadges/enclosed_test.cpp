#include "openbadges/enclosed.hpp"

#include <gtest/gtest.h>

#include "json/read.hpp"

namespace cairn::openbadges {
namespace {

std::vector<std::string> found(std::string_view text) {
  Arena arena;
  const auto document = json::read(text, arena);
  EXPECT_TRUE(document.has_value());
  std::vector<std::string> out;
  for (const vc::Enclosure& one : find_enclosed(*document)) out.push_back(std::string(one.role) + " " + one.pointer + " " + one.owner_id);
  return out;
}

// The places that the data model of Open Badges 3.0 gives `endorsement` and `endorsementJwt`: credential, Achievement, Profile.
TEST(FindEnclosed, endorsements_are_found_wherever_the_standard_lets_them_stand) {
  const auto places = found(R"({"id": "urn:a", "type": ["VerifiableCredential", "AchievementCredential"],
    "endorsement": [{"id": "urn:1"}], "endorsementJwt": ["e.y.J", "e.y.K"],
    "issuer": {"id": "urn:i", "endorsement": [{}], "parentOrg": {"id": "urn:p", "endorsement": {}}},
    "credentialSubject": {"source": {"id": "urn:s", "endorsementJwt": "e.y.L"},
      "achievement": {"id": "urn:b", "endorsement": [{}, {}], "creator": {"id": "urn:c", "endorsement": [{}]}}}})");
  const std::vector<std::string> wanted = {
      "endorsement /endorsement/0 urn:a",
      "endorsement /endorsementJwt/0 urn:a",
      "endorsement /endorsementJwt/1 urn:a",
      "endorsement /issuer/endorsement/0 urn:i",
      "endorsement /issuer/parentOrg/endorsement urn:p",
      "endorsement /credentialSubject/source/endorsementJwt urn:s",
      "endorsement /credentialSubject/achievement/endorsement/0 urn:b",
      "endorsement /credentialSubject/achievement/endorsement/1 urn:b",
      "endorsement /credentialSubject/achievement/creator/endorsement/0 urn:c",
  };
  EXPECT_EQ(places, wanted);
}

TEST(FindEnclosed, a_learner_record_holds_credentials_and_what_stands_in_those_is_theirs) {
  const auto places = found(R"({"id": "urn:r", "type": ["VerifiableCredential", "ClrCredential"], "issuer": "urn:i",
    "credentialSubject": {"id": "urn:l", "verifiableCredential": [{"endorsement": [{}]}, "e.y.J"],
      "achievement": [{"id": "urn:b", "endorsement": [{}]}]}})");
  const std::vector<std::string> wanted = {
      "credential /credentialSubject/verifiableCredential/0 urn:l",
      "credential /credentialSubject/verifiableCredential/1 urn:l",
      "endorsement /credentialSubject/achievement/0/endorsement/0 urn:b",
  };
  EXPECT_EQ(places, wanted);
}

TEST(FindEnclosed, a_document_of_another_type_or_a_member_of_another_class_holds_nothing) {
  EXPECT_TRUE(found(R"({"type": ["VerifiableCredential"], "endorsement": [{}]})").empty());
  EXPECT_TRUE(found(R"({"type": ["VerifiableCredential", "OpenBadgeCredential"],
    "credentialSubject": {"endorsement": [{}], "achievement": {"alignment": [{"endorsement": [{}]}]}}})").empty());
}

TEST(FindEnclosed, a_crowd_is_not_collected_whole) {
  std::string text = R"({"type": "OpenBadgeCredential", "endorsement": [{})";
  for (int i = 0; i < 1000; ++i) text += ",{}";
  EXPECT_EQ(found(text + "]}").size(), vc::k_most_enclosed + 1);
}

}  // namespace
}  // namespace cairn::openbadges
