#include <gtest/gtest.h>

#include "proof/jose.hpp"
#include "proof/sd_jwt_issue.hpp"
#include "proof/sd_jwt_present.hpp"
#include "unit/vc/workbench.hpp"

namespace cairn::vc {
namespace {

class SdJwtReportTest : public testing::Test {
 protected:
  json::Value document() {
    return bench_.read(R"({"@context":["https://www.w3.org/ns/credentials/v2"],"id":"urn:uuid:1","type":["VerifiableCredential"],)"
                       R"("issuer":{"id":")" + bench_.college.did + R"(","name":"Ardmore College"},"name":"Data storytelling",)"
                       R"("validFrom":"2026-03-15T00:00:00Z","validUntil":"2027-03-15T00:00:00Z","credentialSubject":{)"
                       R"("id":"urn:x:learner","identifier":[{"type":"IdentityObject","hashed":false,"identityHash":"Ada Lovelace",)"
                       R"("identityType":"name"}]}})");
  }
  DisclosableTerms terms() {
    DisclosableTerms out;
    out.verification_method = bench_.college.method;
    out.kind = "urn:x:kind";
    out.issued = *parse_date_time_stamp("2026-03-15T00:00:00Z");
    out.holder = learner_.signer->public_key();
    out.withholdable = {"/credentialSubject/id", "/credentialSubject/identifier/0"};
    return out;
  }
  std::string issue(const DisclosableTerms& how) {
    static const Rulebook* const k_none[] = {&vcdm2_rulebook()};
    auto permit = prepare({document()}, {k_none, nullptr});
    EXPECT_TRUE(permit.has_value());
    return sign_disclosable(std::move(*permit), how, *bench_.college.signer, entropy_, bench_.arena).value();
  }
  // A token with these claims and nothing else.
  std::string token(std::string_view claims) {
    proof::SdJwtDraft draft;
    draft.header = bench_.read(R"({"typ":"dc+sd-jwt","kid":")" + bench_.college.method + "\"}").object();
    draft.claims = bench_.read(claims);
    return proof::issue_sd_jwt(draft, *bench_.college.signer, entropy_, bench_.arena).value();
  }
  std::string present(const std::string& token, std::span<const std::size_t> chosen, std::string_view nonce = "n") {
    const auto opened = proof::open_sd_jwt(bench_.arena.copy(token), bench_.arena).value();
    return proof::bind_to_key(opened, proof::select_disclosures(opened, chosen), {"https://v.example", nonce, bench_.policy.at},
                              *learner_.signer, bench_.arena).value();
  }

  Workbench bench_;
  Party learner_{9};
  SystemEntropy entropy_;
};

TEST_F(SdJwtReportTest, a_whole_token_passes_every_check_and_shows_what_it_says) {
  const Report report = bench_.check(issue(terms()));
  EXPECT_EQ(report.verdict, Verdict::valid);
  EXPECT_EQ(report.format, Format::sd_jwt);
  ASSERT_EQ(report.checks.size(), k_check_count);
  EXPECT_EQ(answer(report, CheckId::recipient), "unknown recipient.not-asked");
  EXPECT_EQ(answer(report, CheckId::status), "pass status.none");
  EXPECT_EQ(report.summary->recipient_name, "Ada Lovelace");
  EXPECT_EQ(report.summary->valid_until, "2027-03-15T00:00:00Z");
}

TEST_F(SdJwtReportTest, what_is_withheld_is_not_shown) {
  bench_.policy.recipient = "urn:x:learner";
  const Report report = bench_.check(present(issue(terms()), {}));
  EXPECT_TRUE(report.summary->recipient_name.empty());
  EXPECT_EQ(report.summary->name, "Data storytelling");
  EXPECT_EQ(answer(report, CheckId::recipient), "unknown recipient.none");
  EXPECT_EQ(report.verdict, Verdict::undetermined);
}

TEST_F(SdJwtReportTest, who_presented_it_counts_only_when_asked) {
  const std::string whole = issue(terms());
  const std::string shown = present(whole, {});
  EXPECT_EQ(answer(bench_.check(shown), CheckId::recipient), "pass recipient.presented");
  bench_.policy.nonce = "n";
  bench_.policy.audience = "https://v.example";
  EXPECT_EQ(bench_.check(shown).verdict, Verdict::valid);
  EXPECT_NE(bench_.check(shown).check(CheckId::recipient).detail.find("presented by the holder of the key named in it, to you"),
            std::string::npos);
  EXPECT_EQ(answer(bench_.check(whole), CheckId::recipient), "fail sd-jwt.binding");
  EXPECT_EQ(bench_.check(whole).verdict, Verdict::invalid);
  bench_.policy.nonce = "m";
  EXPECT_EQ(answer(bench_.check(shown), CheckId::recipient), "fail sd-jwt.binding-nonce");
  bench_.policy.nonce = "n";
  bench_.policy.audience = "https://w.example";
  EXPECT_EQ(answer(bench_.check(shown), CheckId::recipient), "fail sd-jwt.binding-audience");
}

TEST_F(SdJwtReportTest, person_and_presentation_must_both_be_right) {
  const std::string whole = issue(terms());
  const std::vector<std::size_t> all = {0, 1};
  bench_.policy.nonce = "n";
  bench_.policy.recipient = "urn:x:learner";
  EXPECT_EQ(answer(bench_.check(present(whole, all)), CheckId::recipient), "pass recipient.matches");
  EXPECT_EQ(answer(bench_.check(present(whole, all, "m")), CheckId::recipient), "fail sd-jwt.binding-nonce");
  bench_.policy.recipient = "urn:x:somebody";
  EXPECT_EQ(answer(bench_.check(present(whole, all)), CheckId::recipient), "fail recipient.differs");
}

TEST_F(SdJwtReportTest, dates_are_those_of_the_token) {
  const std::string whole = issue(terms());
  bench_.policy.at = *parse_date_time_stamp("2027-03-16T00:00:00Z");
  EXPECT_EQ(answer(bench_.check(whole), CheckId::dates), "fail dates.expired");
  bench_.policy.at = *parse_date_time_stamp("2026-03-14T00:00:00Z");
  EXPECT_EQ(answer(bench_.check(whole), CheckId::dates), "fail dates.not-yet-valid");
  const std::string foreign = token(R"({"vct":"urn:x","iss":")" + bench_.college.did + R"(","exp":1700000000})");
  EXPECT_EQ(answer(bench_.check(foreign), CheckId::dates), "fail dates.expired");
  const std::string odd = token(R"({"vct":"urn:x","iss":")" + bench_.college.did + R"(","exp":"soon"})");
  EXPECT_EQ(answer(bench_.check(odd), CheckId::reading), "fail jwt.claims");
}

TEST_F(SdJwtReportTest, claims_that_contradict_each_other_fail) {
  const std::string by = R"("iss":")" + bench_.college.did + "\"";
  EXPECT_EQ(answer(bench_.check(token(R"({"vct":"urn:x",)" + by + R"(,"issuer":"urn:other","credentialSubject":{"id":"urn:y"}})")), CheckId::shape),
            "fail jwt.claim-mismatch");
  EXPECT_EQ(answer(bench_.check(token(R"({"vct":"urn:x",)" + by + R"(,"issuer":")" + bench_.college.did +
                                      R"(","validUntil":"2030-01-01T00:00:00Z","exp":1,"credentialSubject":{"id":"urn:y"}})")),
                   CheckId::shape),
            "fail jwt.claim-mismatch");
}

// What other profiles call "name" or "issuer" is not ours to show as the credential's name or issuer.
TEST_F(SdJwtReportTest, a_foreign_token_is_named_by_its_kind_and_its_issuer) {
  const Report report = bench_.check(token(R"({"vct":"urn:x","iss":")" + bench_.college.did + R"(","name":"Ada","issuer":"Evil College"})"));
  EXPECT_EQ(report.verdict, Verdict::valid);
  EXPECT_EQ(report.summary->name, "urn:x");
  EXPECT_EQ(report.summary->issuer_id, bench_.college.did);
  EXPECT_TRUE(report.summary->issuer_name.empty());
}

TEST_F(SdJwtReportTest, another_issuers_name_fails) {
  const Report report = bench_.check(token(R"({"vct":"urn:x","iss":"https://college.example"})"));
  EXPECT_EQ(answer(report, CheckId::key), "fail key.not-issuers");
  EXPECT_EQ(report.verdict, Verdict::invalid);
  EXPECT_FALSE(report.summary.has_value());
}

TEST_F(SdJwtReportTest, a_status_that_cannot_be_looked_up_is_open) {
  const std::string text = token(R"({"vct":"urn:x","iss":")" + bench_.college.did +
                                 R"(","status":{"status_list":{"idx":1,"uri":"https://college.example/list"}}})");
  const Report report = bench_.check(text);
  EXPECT_EQ(report.check(CheckId::status).outcome, Outcome::unknown);
  EXPECT_EQ(report.verdict, Verdict::undetermined);
}

// The two-bit list of the standard's examples: entries 1, 2, 0, 3 and so on.  spec: Token Status List "Status List"
TEST_F(SdJwtReportTest, the_issuers_status_list_is_looked_up) {
  constexpr std::string_view k_list = "https://college.example/list";
  HandedDocuments documents;
  const std::string claims = R"({"sub":")" + std::string(k_list) + R"(","iat":1767225600,"status_list":{"bits":2,"lst":"eNo76fITAAPfAgc"}})";
  const auto header = bench_.read(R"({"typ":"statuslist+jwt","kid":")" + bench_.college.method + "\"}").object();
  const std::string list = proof::sign_compact_jws(header, claims, *bench_.college.signer).value();
  documents.add(std::string(k_list), json::Value::string(list));
  bench_.documents = &documents;
  const auto status_of = [&](const std::string& index) {
    return answer(bench_.check(token(R"({"vct":"urn:x","iss":")" + bench_.college.did + R"(","status":{"status_list":{"idx":)" + index + R"(,"uri":")" +
                                     std::string(k_list) + "\"}}}")),
                  CheckId::status);
  };
  EXPECT_EQ(status_of("0"), "fail status.revoked");
  EXPECT_EQ(status_of("1"), "fail status.suspended");
  EXPECT_EQ(status_of("2"), "pass status.clear");
  EXPECT_EQ(status_of("500"), "unknown status.range");
  EXPECT_EQ(status_of("\"2\""), "unknown status.entry");
  HandedDocuments none;
  bench_.documents = &none;
  EXPECT_EQ(status_of("2"), "unknown status.retrieval");
}

// The trust list's times are compared with what the token says about its signing, not with the award's date.
TEST_F(SdJwtReportTest, a_token_signed_after_its_key_was_retired_is_refused) {
  TrustedIssuer college{bench_.college.did, "", {}, {}, {{bench_.college.method, bench_.college.signer->public_key(), {}, *parse_date_time_stamp("2026-03-01T00:00:00Z"), {}}}, {}};
  bench_.known = KnownIssuers::of({college});
  const auto key_of = [&](const std::string& times) { return answer(bench_.check(token(R"({"vct":"urn:x","iss":")" + bench_.college.did + "\"," + times + "}")), CheckId::key); };
  EXPECT_EQ(key_of(R"("nbf":1767225600,"iat":1767225600)"), "pass key.authorised");          // January
  EXPECT_EQ(key_of(R"("nbf":1767225600,"iat":1773576000)"), "fail key.outside-period");      // dated January, signed in March
}

// Judged at 2026-06-01T00:00:00Z, which is 1780272000.
TEST_F(SdJwtReportTest, a_token_signed_later_than_clocks_differ_is_refused) {
  const auto at = [&](const std::string& seconds) { return bench_.check(token(R"({"vct":"urn:x","iss":")" + bench_.college.did + R"(","iat":)" + seconds + "}")); };
  EXPECT_EQ(answer(at("1780272300"), CheckId::dates), "pass dates.current");
  EXPECT_EQ(answer(at("1780272301"), CheckId::dates), "fail dates.signed-later");
  EXPECT_EQ(at("1780272301").verdict, Verdict::invalid);
}

TEST_F(SdJwtReportTest, every_change_of_one_character_is_noticed) {
  const std::string shown = present(issue(terms()), std::vector<std::size_t>{1});
  bench_.policy.nonce = "n";
  bench_.policy.audience = "https://v.example";
  ASSERT_EQ(bench_.check(shown).verdict, Verdict::valid);
  for (std::size_t i = 0; i < shown.size(); i += 3) {
    std::string changed = shown;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_NE(bench_.check(changed).verdict, Verdict::valid) << i;
  }
}

TEST_F(SdJwtReportTest, a_permit_is_spent_once_and_only_by_the_issuers_key) {
  static const Rulebook* const k_books[] = {&vcdm2_rulebook()};
  auto permit = prepare({document()}, {k_books, nullptr});
  DisclosableTerms foreign = terms();
  foreign.verification_method = learner_.method;
  EXPECT_EQ(sign_disclosable(std::move(*permit), foreign, *learner_.signer, entropy_, bench_.arena).error().code, "vc.key-not-issuers");
  EXPECT_TRUE(sign_disclosable(std::move(*permit), terms(), *bench_.college.signer, entropy_, bench_.arena));
  EXPECT_EQ(sign_disclosable(std::move(*permit), terms(), *bench_.college.signer, entropy_, bench_.arena).error().code, "vc.permit-spent");
}

}  // namespace
}  // namespace cairn::vc
