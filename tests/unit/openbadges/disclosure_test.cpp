#include "openbadges/disclosure.hpp"

#include <gtest/gtest.h>

#include "json/read.hpp"

namespace cairn::openbadges {
namespace {

using Pointers = std::vector<std::string>;

class Disclosure : public testing::Test {
 protected:
  json::Object read(std::string_view text) { return json::read(arena_.copy(text), arena_).value().object(); }
  json::Object badge() {
    return read(R"({"@context":[],"id":"urn:x","type":["VerifiableCredential"],"name":"n","issuer":{"id":"did:key:z","type":["Profile"]},
      "validFrom":"2026-05-01T00:00:00Z","credentialStatus":{"type":"BitstringStatusListEntry"},"evidence":[{"type":["Evidence"]}],
      "credentialSubject":{"type":["AchievementSubject"],"identifier":[
        {"type":"IdentityObject","identityType":"emailAddress"},{"type":"IdentityObject","identityType":"name"}],
        "achievement":{"id":"urn:a","type":["Achievement"],"criteria":{"narrative":"c"}},
        "creditsEarned":10,"result":[{"type":["Result"],"value":"87"}]},"proof":[]})");
  }
  Arena arena_;
};

TEST_F(Disclosure, by_default_all_is_mandatory_but_what_is_the_learners_own) {
  EXPECT_EQ(mandatory_pointers(badge(), {}),
            (Pointers{"/name", "/issuer", "/validFrom", "/credentialStatus", "/credentialSubject/achievement",
                      "/credentialSubject/creditsEarned"}));
}

TEST_F(Disclosure, an_issuers_choice_always_has_issuer_validity_and_status) {
  const Pointers choice = {"/credentialSubject/result", "/credentialSubject/nothing", "/issuer"};
  EXPECT_EQ(mandatory_pointers(badge(), choice),
            (Pointers{"/issuer", "/validFrom", "/credentialStatus", "/credentialSubject/result"}));
}

TEST_F(Disclosure, every_subject_of_a_list_is_looked_at) {
  const json::Object two = read(R"({"credentialSubject":[{"type":"A","achievement":{},"result":[]},{"a/b":1}]})");
  EXPECT_EQ(mandatory_pointers(two, {}), (Pointers{"/credentialSubject/0/achievement", "/credentialSubject/1/a~1b"}));
}

TEST_F(Disclosure, words_name_places) {
  EXPECT_EQ(find_places(badge(), "name").value(), (Pointers{"/credentialSubject/identifier/1"}));
  EXPECT_EQ(find_places(badge(), "email").value(), (Pointers{"/credentialSubject/identifier/0"}));
  EXPECT_EQ(find_places(badge(), "marks").value(), (Pointers{"/credentialSubject/result"}));
  EXPECT_EQ(find_places(badge(), "evidence").value(), (Pointers{"/evidence"}));
  EXPECT_EQ(find_places(badge(), "criteria").value(), (Pointers{"/credentialSubject/achievement/criteria"}));
  EXPECT_EQ(find_places(badge(), "dates").value(), (Pointers{"/validFrom"}));
  EXPECT_EQ(find_places(badge(), "everything").value(), (Pointers{""}));
  EXPECT_EQ(find_places(badge(), "/x").value(), (Pointers{"/x"}));
}

TEST_F(Disclosure, words_that_mean_nothing_are_named) {
  EXPECT_EQ(find_places(badge(), "shoesize").error().code, "disclosure.word");
  EXPECT_EQ(find_places(badge(), "narrative").error().code, "disclosure.nothing-there");
}

TEST_F(Disclosure, all_but_a_place_goes_down_only_as_far_as_it_must) {
  const Pointers hidden = {"/credentialSubject/identifier/1", "/evidence"};
  EXPECT_EQ(all_but(badge(), hidden),
            (Pointers{"/id", "/type", "/name", "/issuer", "/validFrom", "/credentialStatus", "/credentialSubject/type",
                      "/credentialSubject/identifier/0", "/credentialSubject/achievement", "/credentialSubject/creditsEarned",
                      "/credentialSubject/result"}));
}

}  // namespace
}  // namespace cairn::openbadges
