// No leaf of a secured document can be changed without the signature breaking.
#include "unit/proof/secured.hpp"

namespace cairn::proof {
namespace {

class LeafMutation : public ProofTest {
 protected:
  // Calls `visit` with each scalar of the document, in place, and with the way to it.
  template <class Visit>
  void each_leaf(json::Value& value, const std::string& path, const Visit& visit) {
    if (value.is_object()) {
      for (json::Member& member : value.object()) each_leaf(member.value, path + "/" + std::string(member.name), visit);
    } else if (value.is_array()) {
      std::uint32_t index = 0;
      for (json::Value& item : value.array()) each_leaf(item, path + "/" + std::to_string(index++), visit);
    } else {
      visit(value, path);
    }
  }

  std::vector<json::Value> changed(json::Value leaf) {
    if (leaf.is_boolean()) return {json::Value::boolean(!leaf.as_boolean())};
    if (leaf.is_null()) return {json::Value::boolean(true)};
    if (leaf.is_number()) return {json::Value::number(arena_.concatenate(leaf.number_text(), "1"))};
    std::string middle(leaf.text());
    if (middle.empty()) return {json::Value::string("x")};
    char& c = middle[middle.size() / 2];
    c = c == 'b' ? 'c' : 'b';
    return {json::Value::string(arena_.concatenate(leaf.text(), "x")), json::Value::string(arena_.copy(middle)),
            json::Value::string(""), json::Value::boolean(true)};
  }

  void expect_every_change_to_break(json::Value original) {
    json::Value secured = read(json::to_text(sign(original)));
    ASSERT_TRUE(is_valid(verify(secured)));
    int leaves = 0;
    each_leaf(secured, "", [&](json::Value& leaf, const std::string& path) {
      const json::Value kept = leaf;
      for (const json::Value& other : changed(leaf)) {
        leaf = other;
        EXPECT_NE(verify(secured).signature, Outcome::pass)
            << configuration_.cryptosuite << " " << path << " = " << json::to_text(other);
      }
      leaf = kept;
      ++leaves;
    });
    EXPECT_GT(leaves, 10);
    EXPECT_TRUE(is_valid(verify(secured)));
  }

  std::vector<json::Value> samples() {
    return {badge(), read(R"({"@context":["https://www.w3.org/ns/credentials/v2",
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
      "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"],
      "type":["VerifiableCredential","OpenBadgeCredential"],"issuer":"did:web:college.example",
      "name":{"@value":"Erzählen mit Daten","@language":"de"},
      "validFrom":"2026-05-01T12:30:00+02:00",
      "credentialSchema":[{"id":"https://college.example/schema.json","type":"1EdTechJsonSchemaValidator2019"}],
      "credentialSubject":{"type":["AchievementSubject"],"identifier":[{"type":"IdentityObject","hashed":true,
        "identityHash":"sha256$0d4a","identityType":"emailAddress","salt":"b2Jm"}],
        "achievement":{"id":"urn:uuid:1","type":["Achievement"],"name":"n","description":"d",
          "criteria":{"id":"https://college.example/criteria"},"creditsAvailable":12,
          "alignment":[{"type":["Alignment"],"targetName":"t","targetUrl":"https://framework.example/1"}],
          "resultDescription":[{"id":"urn:uuid:2","type":["ResultDescription"],"name":"Grade","resultType":"LetterGrade",
            "allowedValue":["A","B"]}]}},
      "evidence":[{"id":"https://college.example/e/1","type":["Evidence"],"name":"Story","narrative":"n"}]})")};
  }
};

TEST_F(LeafMutation, breaks_eddsa_rdfc_2022) {
  for (const json::Value& sample : samples()) expect_every_change_to_break(sample);
}

TEST_F(LeafMutation, breaks_eddsa_jcs_2022) {
  configuration_.cryptosuite = "eddsa-jcs-2022";
  for (const json::Value& sample : samples()) expect_every_change_to_break(sample);
}

TEST_F(LeafMutation, breaks_ecdsa_rdfc_2019) {
  use_p256("ecdsa-rdfc-2019");
  for (const json::Value& sample : samples()) expect_every_change_to_break(sample);
}

TEST_F(LeafMutation, breaks_ecdsa_jcs_2019) {
  use_p256("ecdsa-jcs-2019");
  for (const json::Value& sample : samples()) expect_every_change_to_break(sample);
}

}  // namespace
}  // namespace cairn::proof
