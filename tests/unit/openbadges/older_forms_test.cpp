#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "openbadges/rulebook.hpp"
#include "unit/vc/workbench.hpp"

// Badges over version 1.1 of the data model, signed by other programs: tests/data/legacy-proofs/ORIGIN.md
namespace cairn::openbadges {
namespace {

class OlderForms : public testing::Test {
 protected:
  OlderForms() { bench_.policy.rulebooks = all_rulebooks(); }

  json::Value load(const std::string& name) {
    std::ifstream file(CAIRN_SOURCE_DIR "/tests/data/legacy-proofs/" + name + ".json", std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    const json::Value vector = bench_.read(bench_.arena.copy(text.str()));
    EXPECT_TRUE(bench_.resolver.add_document("did:web:old.example", *vector.find("controller")));
    return vector;
  }

  vc::Workbench bench_;
};

TEST_F(OlderForms, each_is_accepted_with_a_remark_and_summed_up) {
  for (const char* name : {"Ed25519Signature2018", "Ed25519Signature2020", "eddsa-2022", "JsonWebSignature2020-Ed25519",
                           "JsonWebSignature2020-P-256", "JsonWebSignature2020-P-384", "JsonWebSignature2020-RSA", "vc-claim"}) {
    const json::Value vector = load(name);
    const json::Value* token = vector.find("token");
    const vc::Report report = token != nullptr ? bench_.check(token->text()) : bench_.check(*vector.find("credential"));
    EXPECT_EQ(report.verdict, vc::Verdict::unknown_issuer) << name << " " << vc::answer(report, vc::CheckId::signature);
    EXPECT_EQ(vc::answer(report, vc::CheckId::shape), "pass shape.remarks") << name;
    ASSERT_EQ(report.findings.size(), 1U) << name << " " << report.findings[1].detail;
    EXPECT_EQ(report.findings[0].code, "vcdm1.version");
    ASSERT_TRUE(report.summary.has_value()) << name;
    EXPECT_EQ(report.summary->achievement_name, "Weaving, first part");
    EXPECT_EQ(report.summary->valid_from, "2022-11-20T12:00:00Z");
    EXPECT_EQ(report.summary->valid_until, "2032-11-20T12:00:00Z");
    EXPECT_EQ(report.summary->issuer_id, "did:web:old.example");
  }
}

TEST_F(OlderForms, their_own_dates_decide) {
  const json::Value credential = *load("Ed25519Signature2018").find("credential");
  bench_.policy.at = *parse_date_time_stamp("2022-11-20T11:00:00Z");
  EXPECT_EQ(vc::answer(bench_.check(credential), vc::CheckId::dates), "fail dates.not-yet-valid");
  bench_.policy.at = *parse_date_time_stamp("2032-11-20T13:00:00Z");
  EXPECT_EQ(vc::answer(bench_.check(credential), vc::CheckId::dates), "fail dates.expired");
}

TEST_F(OlderForms, every_leaf_that_changes_makes_it_something_other_than_valid) {
  const json::Value credential = *load("JsonWebSignature2020-P-256").find("credential");
  std::size_t count = 0;
  vc::for_each_mutation(credential, bench_.arena, [&](const std::string& place, const json::Value& changed) {
    const vc::Report report = bench_.check(changed);
    EXPECT_NE(report.verdict, vc::Verdict::valid) << place;
    EXPECT_NE(report.verdict, vc::Verdict::unknown_issuer) << place;
    ++count;
  });
  EXPECT_GE(count, 20U);
}

TEST_F(OlderForms, what_the_badge_lacks_is_found_by_the_names_of_that_version) {
  const json::Value credential = json::clone(*load("eddsa-2022").find("credential"), bench_.arena);
  credential.object().erase("issuanceDate");
  const vc::Report report = bench_.check(credential);
  std::vector<std::string> codes;
  for (const vc::Finding& finding : report.findings) codes.emplace_back(finding.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"vcdm1.version", "vcdm1.date", "ob3.required"}));
}

}  // namespace
}  // namespace cairn::openbadges
