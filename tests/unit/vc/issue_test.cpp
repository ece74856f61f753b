#include "vc/issue.hpp"

#include <gtest/gtest.h>

#include "unit/vc/sample.hpp"
#include "unit/vc/workbench.hpp"

namespace cairn::vc {
namespace {

class Issue : public testing::Test {
 protected:
  Result<Prepared> prepare_text(std::string_view text) {
    return prepare({bench.read(text)}, {bench.policy.rulebooks, &bench.contexts});
  }
  proof::ProofConfiguration configuration(const Party& by) {
    proof::ProofConfiguration out;
    out.cryptosuite = "eddsa-rdfc-2022";
    out.verification_method = by.method;
    return out;
  }
  std::string sample() { return with(k_sample_credential, "did:example:college", bench.college.did); }

  Workbench bench;
};

TEST_F(Issue, what_was_prepared_is_signed_and_verifies) {
  auto prepared = prepare_text(sample());
  ASSERT_TRUE(prepared) << prepared.error().detail;
  const auto secured = sign(std::move(*prepared), bench.engine, *bench.college.signer, configuration(bench.college), bench.arena);
  ASSERT_TRUE(secured) << secured.error().detail;
  EXPECT_EQ(bench.check(secured->value).verdict, Verdict::valid);
  ASSERT_TRUE(secured->value.find("proof")->is_array());
  EXPECT_EQ(secured->value.find("proof")->array().size(), 1U);
}

TEST_F(Issue, nothing_that_breaks_a_rule_is_prepared) {
  const auto refused = prepare_text(with(sample(), "2026-03-15T09:30:00Z", "tomorrow"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Kind::refused);
  EXPECT_EQ(refused.error().code, "vc.not-conforming");
  EXPECT_NE(refused.error().detail.find("/validFrom"), std::string::npos);
  EXPECT_NE(refused.error().detail.find("vcdm2.date"), std::string::npos);
}

TEST_F(Issue, a_context_that_is_not_pinned_is_not_signed) {
  EXPECT_NE(prepare_text(with(sample(), R"(/v2"])", R"(/v2", "https://x.example/c"])")).error().detail.find("house.context-unknown"),
            std::string::npos);
}

TEST_F(Issue, a_member_the_signature_would_not_cover_is_not_signed) {
  auto prepared = prepare_text(with_member(sample(), R"("grade": "A")"));
  ASSERT_TRUE(prepared);
  const auto refused = sign(std::move(*prepared), bench.engine, *bench.college.signer, configuration(bench.college), bench.arena);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "jsonld.data-loss");
}

TEST_F(Issue, a_key_signs_only_in_its_owners_name) {
  auto prepared = prepare_text(sample());
  const Party other(9);
  const auto refused = sign(std::move(*prepared), bench.engine, *other.signer, configuration(other), bench.arena);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "vc.key-not-issuers");
}

TEST_F(Issue, a_permit_is_spent_once_and_moves_whole) {
  auto prepared = prepare_text(sample());
  Prepared moved = std::move(*prepared);
  EXPECT_TRUE(prepared->spent());
  ASSERT_TRUE(sign(std::move(moved), bench.engine, *bench.college.signer, configuration(bench.college), bench.arena));
  const auto again = sign(std::move(moved), bench.engine, *bench.college.signer, configuration(bench.college), bench.arena);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "vc.permit-spent");
}

TEST_F(Issue, the_lossless_rule_can_be_asked_for_without_a_key) {
  jsonld::Processor processor(bench.contexts);
  LintOptions options;
  options.rulebooks = bench.policy.rulebooks;
  options.processor = &processor;
  EXPECT_EQ(findings_of(sample(), options), std::vector<std::string>{});
  EXPECT_EQ(findings_of(with_member(sample(), R"("grade": "A")"), options), std::vector<std::string>{"house.lossless "});
  EXPECT_EQ(findings_of(with(sample(), R"(["VerifiableCredential"])", R"(["VerifiableCredential", "Unheard"])"), options),
            std::vector<std::string>{"house.lossless "});
}

}  // namespace
}  // namespace cairn::vc
