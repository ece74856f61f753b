#include "vc/enclosed.hpp"

#include "proof/vc_jwt.hpp"
#include "unit/vc/sample.hpp"
#include "unit/vc/workbench.hpp"

namespace cairn::vc {
namespace {

std::string credential_of(const Party& issuer) { return with(k_sample_credential, "did:example:college", issuer.did); }

// Whatever stands under "inside", at any depth: this library does not know what badges are.
std::vector<Enclosure> find_inside(const json::Value& credential) {
  std::vector<Enclosure> out;
  const json::Value* inside = credential.find("inside");
  if (inside == nullptr) return out;
  for (std::uint32_t i = 0; i < inside->array().size(); ++i) {
    out.push_back({k_credential_role, "/inside/" + std::to_string(i), inside->array()[i], "urn:owner"});
  }
  return out;
}

// A JCS signature covers any member, so that test documents need no context of their own.
class EnclosedTest : public ::testing::Test {
 protected:
  EnclosedTest() { bench_.policy.find_enclosed = find_inside; }

  json::Value around(const std::vector<json::Value>& inside, const Party& by) {
    const json::Value plain = bench_.read(credential_of(by));
    const json::Array list = json::Array::make(bench_.arena);
    for (const json::Value& one : inside) list.push_back(one, bench_.arena);
    const json::Object out = json::clone(plain, bench_.arena).object();
    out.add_new("inside", list, bench_.arena);
    return bench_.sign_anyway(out, by, "eddsa-jcs-2022");
  }
  json::Value sound() { return bench_.sign_anyway(credential_of(bench_.college), bench_.college); }
  json::Value tampered() { return bench_.read(with(json::to_text(sound()), "2029-", "2031-")); }

  Workbench bench_;
};

TEST_F(EnclosedTest, what_stands_inside_is_judged_on_its_own_and_changes_nothing_outside) {
  const json::Value alone = around({}, bench_.college);
  const Report without = bench_.check(alone);
  const Report report = bench_.check(around({sound(), tampered()}, bench_.college));
  EXPECT_EQ(report.verdict, without.verdict);
  ASSERT_EQ(report.enclosed.size(), 2U);
  EXPECT_EQ(report.enclosed[0].report.verdict, Verdict::valid);
  EXPECT_EQ(report.enclosed[0].pointer, "/inside/0");
  EXPECT_EQ(report.enclosed[1].report.verdict, Verdict::invalid);
  EXPECT_FALSE(report.enclosed[1].report.summary.has_value());
}

TEST_F(EnclosedTest, a_token_inside_is_read_as_one) {
  const Party& college = bench_.college;
  const auto token = proof::sign_vc_jwt(bench_.read(credential_of(college)), proof::JwtProfile::vc_jose_cose, college.method,
                                        *college.signer, bench_.arena);
  ASSERT_TRUE(token.has_value());
  const json::Value inside = json::Value::string(bench_.arena.copy(*token));
  const Report report = bench_.check(around({inside}, bench_.college));
  ASSERT_EQ(report.enclosed.size(), 1U);
  EXPECT_EQ(report.enclosed[0].report.format, Format::vc_jwt);
  EXPECT_EQ(report.enclosed[0].report.check(CheckId::signature).outcome, Outcome::pass);
}

TEST_F(EnclosedTest, documents_inside_documents_are_followed_four_deep_and_no_deeper) {
  json::Value document = sound();
  for (int i = 0; i < 6; ++i) document = around({document}, bench_.college);
  const Report report = bench_.check(document);
  const Report* deepest = &report;
  int depth = 0;
  while (!deepest->enclosed.empty()) {
    deepest = &deepest->enclosed.front().report;
    ++depth;
  }
  EXPECT_EQ(depth, k_deepest_enclosure + 1);
  EXPECT_EQ(deepest->check(CheckId::reading).code, "enclosed.too-deep");
  EXPECT_EQ(deepest->verdict, Verdict::undetermined);
  EXPECT_EQ(deepest->checks.size(), k_check_count);
}

TEST_F(EnclosedTest, only_so_many_documents_are_looked_at) {
  const std::vector<json::Value> crowd(k_most_enclosed + 40, bench_.read("{}"));
  const Report report = bench_.check(around(crowd, bench_.college));
  ASSERT_EQ(report.enclosed.size(), k_most_enclosed + 1);
  EXPECT_EQ(report.enclosed.back().report.check(CheckId::reading).code, "enclosed.too-many");
}

TEST_F(EnclosedTest, an_inner_document_without_contexts_reads_as_those_around_it_say) {
  const json::Value inner = bench_.read(R"({"type": "x"})");
  const json::Value outer = bench_.read(R"({"@context": ["urn:a"]})");
  EXPECT_EQ(json::to_text(standing_alone(inner, outer, bench_.arena)), R"({"@context":["urn:a"],"type":"x"})");
  const json::Value own = bench_.read(R"({"@context": "urn:b"})");
  EXPECT_EQ(json::to_text(standing_alone(own, outer, bench_.arena)), R"({"@context":"urn:b"})");
}

TEST_F(EnclosedTest, what_an_endorsement_is_about_is_told_from_signed_ids) {
  Summary award;
  award.credential_id = "urn:credential";
  award.achievement_id = "urn:achievement";
  award.issuer_id = "urn:issuer";
  Summary endorsement;
  endorsement.type = "EndorsementCredential";
  const auto about = [&](const std::string& id) {
    endorsement.subject_id = id;
    return std::string(endorsed_part(award, endorsement, "urn:owner"));
  };
  EXPECT_EQ(about("urn:credential"), "credential");
  EXPECT_EQ(about("urn:achievement"), "achievement");
  EXPECT_EQ(about("urn:issuer"), "issuer");
  EXPECT_EQ(about("urn:owner"), "part");
  EXPECT_EQ(about("urn:strange"), "other");
  EXPECT_EQ(about(""), "");
  endorsement.type = "OpenBadgeCredential";
  EXPECT_EQ(about("urn:credential"), "none");
}

}  // namespace
}  // namespace cairn::vc
