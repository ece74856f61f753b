#include <gtest/gtest.h>

#include <set>

#include "unit/vc/sample.hpp"

namespace cairn::vc {
namespace {

using Found = std::vector<std::string>;

Found house(std::string_view text) { return findings_of(text, house_rulebook()); }

TEST(House, a_sound_credential_has_no_findings) { EXPECT_EQ(house(k_sample_credential), Found{}); }

TEST(House, contexts_are_urls_at_the_top) {
  EXPECT_EQ(house(with(k_sample_credential, R"(/v2"])", R"(/v2", {"grade": "https://x.example/grade"}])")),
            Found{"house.inline-context /@context/1"});
  EXPECT_EQ(house(with(k_sample_credential, R"("name": "Ada")", R"("@context": "https://x.example/c")")),
            Found{"house.inner-context /credentialSubject/@context"});
  EXPECT_EQ(house(with(k_sample_credential, R"("name": "Ada")", R"("@context": null)")),
            (Found{"house.inner-context /credentialSubject/@context", "house.inline-context /credentialSubject/@context"}));
}

TEST(House, an_embedded_credential_brings_its_own_contexts) {
  const std::string endorsement = R"("endorsement": [{"@context": ["https://www.w3.org/ns/credentials/v2"],
      "type": ["VerifiableCredential", "EndorsementCredential"]}])";
  EXPECT_EQ(house(with_member(k_sample_credential, endorsement)), Found{});
}

TEST(House, keywords_do_not_hide_what_is_signed) {
  EXPECT_EQ(house(with(k_sample_credential, R"("name": "Ada")", R"("@type": "Person")")), Found{"house.keyword /credentialSubject/@type"});
  EXPECT_EQ(house(with(k_sample_credential, R"("name": "Ada")", R"("@graph": [])")), Found{"house.keyword /credentialSubject/@graph"});
  EXPECT_EQ(house(with(k_sample_credential, R"("name": "Ada")", R"("name": {"@value": "Ada", "@language": "en"})")), Found{});
}

TEST(House, what_signing_drops_is_refused) {
  EXPECT_EQ(house(with(k_sample_credential, R"("name": "Ada")", R"("@index": "1")")),
            Found{"house.uncovered-member /credentialSubject/@index"});
  EXPECT_EQ(house(with(k_sample_credential, R"("name": "Ada")", R"("name": null)")), Found{"house.null-member /credentialSubject/name"});
}

TEST(House, a_number_that_is_signed_as_another_one_is_refused) {
  EXPECT_EQ(house(with_member(k_sample_credential, R"("a": 10.5, "b": [10.500000000000002], "c": -0)")),
            (Found{"house.number /b/0", "house.number /c"}));
}

TEST(House, proofs_are_left_to_their_own_rules) {
  EXPECT_EQ(house(with_member(k_sample_credential, R"("proof": {"type": "DataIntegrityProof", "@context": ["https://x.example/"]})")), Found{});
}

TEST(House, a_context_for_undefined_terms_is_remarked_upon) {
  EXPECT_EQ(house(with(k_sample_credential, R"(/v2"])", R"(/v2", "https://www.w3.org/ns/credentials/undefined-terms/v2"])")),
            Found{"house.undefined-terms /@context/1"});
}

TEST(House, deep_nesting_is_one_finding) {
  std::string deep = "1";
  for (int i = 0; i < 126; ++i) deep = "[" + deep + "]";
  EXPECT_EQ(house(with_member(k_sample_credential, "\"x\": " + deep)), Found{});
}

class FewContexts final : public jsonld::DocumentLoader {
 public:
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override {
    if (url == document_.document_url) return &document_;
    return fail(Kind::missing, "loading-document-failed", "not pinned");
  }

 private:
  jsonld::RemoteDocument document_{"https://www.w3.org/ns/credentials/v2", {}};
};

TEST(House, a_context_that_is_not_pinned_stops_issuing_and_leaves_verifying_open) {
  FewContexts contexts;
  const Rulebook* const books[] = {&house_rulebook()};
  LintOptions options;
  options.rulebooks = books;
  options.contexts = &contexts;
  EXPECT_EQ(findings_of(k_sample_credential, options), Found{});
  const Parsed parsed(with(k_sample_credential, R"(/v2"])", R"(/v2", "https://x.example/c"])"));
  EXPECT_EQ(lint(parsed.value(), options).front().severity, Severity::error);
  options.phase = Phase::verifying;
  const auto found = lint(parsed.value(), options);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().code, "house.context-unknown");
  EXPECT_EQ(found.front().severity, Severity::unknown);
  EXPECT_FALSE(conforms(found));
}

}  // namespace
}  // namespace cairn::vc
