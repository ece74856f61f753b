#include "vc/verify.hpp"

#include <gtest/gtest.h>

#include "proof/jose.hpp"
#include "proof/vc_jwt.hpp"
#include "unit/vc/sample.hpp"
#include "unit/vc/workbench.hpp"

namespace cairn::vc {
namespace {

std::string credential_of(const Party& issuer) { return with(k_sample_credential, "did:example:college", issuer.did); }

TEST(Verify, a_sound_credential_of_a_known_issuer_is_valid) {
  Workbench bench;
  const Report report = bench.check(bench.sign_anyway(credential_of(bench.college), bench.college));
  EXPECT_EQ(report.verdict, Verdict::valid);
  EXPECT_EQ(format_name(report.format), "embedded-proof");
  ASSERT_EQ(report.checks.size(), k_check_count);
  EXPECT_EQ(answer(report, CheckId::reading), "pass reading.json");
  EXPECT_EQ(answer(report, CheckId::shape), "pass shape.conforms");
  EXPECT_EQ(answer(report, CheckId::signature), "pass signature.fits");
  EXPECT_EQ(answer(report, CheckId::key), "pass key.authorised");
  EXPECT_EQ(answer(report, CheckId::issuer), "pass issuer.known");
  EXPECT_EQ(answer(report, CheckId::dates), "pass dates.current");
  EXPECT_EQ(answer(report, CheckId::status), "pass status.none");
  EXPECT_EQ(answer(report, CheckId::recipient), "unknown recipient.not-asked");
  for (const Check& check : report.checks) EXPECT_FALSE(check.detail.empty());
}

TEST(Verify, an_issuer_nobody_listed_is_unknown_and_not_invalid) {
  Workbench bench;
  const json::Value secured = bench.sign_anyway(credential_of(bench.college), bench.college);
  bench.policy.known_issuers = nullptr;
  EXPECT_EQ(bench.check(secured).verdict, Verdict::unknown_issuer);
  const KnownIssuers others({"did:example:other"});
  bench.policy.known_issuers = &others;
  EXPECT_EQ(bench.check(secured).verdict, Verdict::unknown_issuer);
}

TEST(Verify, an_expired_credential_is_reported_as_expired_with_a_signature_that_fits) {
  Workbench bench;
  const json::Value secured = bench.sign_anyway(credential_of(bench.college), bench.college);
  bench.policy.at = *parse_date_time_stamp("2030-01-01T00:00:00Z");
  const Report report = bench.check(secured);
  EXPECT_EQ(report.verdict, Verdict::invalid);
  EXPECT_EQ(answer(report, CheckId::signature), "pass signature.fits");
  EXPECT_EQ(answer(report, CheckId::dates), "fail dates.expired");
  bench.policy.at = *parse_date_time_stamp("2026-01-01T00:00:00Z");
  EXPECT_EQ(answer(bench.check(secured), CheckId::dates), "fail dates.not-yet-valid");
}

TEST(Verify, every_leaf_that_changes_makes_it_something_other_than_valid) {
  for (const char* suite : {"eddsa-rdfc-2022", "eddsa-jcs-2022"}) {
    Workbench bench;
    const json::Value secured = bench.sign_anyway(bench.read(credential_of(bench.college)), bench.college, suite);
    ASSERT_EQ(bench.check(secured).verdict, Verdict::valid);
    std::size_t count = 0;
    for_each_mutation(secured, bench.arena, [&](const std::string& place, const json::Value& changed) {
      const Report report = bench.check(changed);
      EXPECT_NE(report.verdict, Verdict::valid) << suite << " " << place;
      EXPECT_NE(report.verdict, Verdict::unknown_issuer) << suite << " " << place;
      ++count;
    });
    EXPECT_GE(count, 15U);
  }
}

TEST(Verify, a_key_of_somebody_else_does_not_speak_for_the_issuer) {
  Workbench bench;
  const Party mallory(9);
  const Report report = bench.check(bench.sign_anyway(credential_of(bench.college), mallory));
  EXPECT_EQ(report.verdict, Verdict::invalid);
  EXPECT_EQ(answer(report, CheckId::signature), "pass signature.fits");
  EXPECT_EQ(answer(report, CheckId::key), "fail key.not-issuers");
  EXPECT_FALSE(report.summary.has_value());
}

TEST(Verify, an_issuer_whose_keys_cannot_be_looked_up_stays_open) {
  Workbench bench;
  Party web(11);
  web.did = "did:web:badges.ardmore.example";
  web.method = web.did + "#key-1";
  const json::Value secured = bench.sign_anyway(credential_of(web), web);
  const Report before = bench.check(secured);
  EXPECT_EQ(before.verdict, Verdict::undetermined);
  EXPECT_EQ(before.check(CheckId::key).outcome, Outcome::unknown);

  const proof::PublishedKey key{web.signer->public_key(), proof::Standing::active, web.method};
  ASSERT_TRUE(bench.resolver.add_document(web.did, proof::to_controller_json(web.did, {&key, 1}, bench.arena)));
  const Report after = bench.check(secured);
  EXPECT_EQ(after.verdict, Verdict::unknown_issuer);
  EXPECT_EQ(answer(after, CheckId::key), "pass key.authorised");
}

TEST(Verify, a_document_without_a_proof_is_invalid) {
  Workbench bench;
  const Report report = bench.check(credential_of(bench.college));
  EXPECT_EQ(report.verdict, Verdict::invalid);
  EXPECT_EQ(report.format, Format::unsecured);
  EXPECT_EQ(answer(report, CheckId::signature), "fail signature.none");
  EXPECT_FALSE(report.summary.has_value());
}

TEST(Verify, a_context_that_is_not_pinned_leaves_it_open) {
  Workbench bench;
  const json::Value secured = bench.sign_anyway(credential_of(bench.college), bench.college);
  const std::string text = with(json::to_text(secured), R"(credentials/v2"])", R"(credentials/v2","https://new.example/context"])");
  const Report report = bench.check(text);
  EXPECT_EQ(report.verdict, Verdict::undetermined);
  EXPECT_EQ(answer(report, CheckId::shape), "unknown house.context-unknown");
  EXPECT_EQ(report.check(CheckId::signature).outcome, Outcome::unknown);
}

TEST(Verify, an_inline_context_is_refused_even_when_the_signature_would_fit) {
  Workbench bench;
  const json::Value secured = bench.sign_anyway(credential_of(bench.college), bench.college);
  const std::string text = with(json::to_text(secured), R"(credentials/v2"])", R"(credentials/v2",{"x":"https://x.example/x"}])");
  const Report report = bench.check(text);
  EXPECT_EQ(report.verdict, Verdict::invalid);
  EXPECT_EQ(answer(report, CheckId::shape), "fail house.inline-context");
}

TEST(Verify, a_term_that_no_context_defines_is_refused) {
  Workbench bench;
  const json::Value secured = bench.sign_anyway(credential_of(bench.college), bench.college);
  const Report report = bench.check(with_member(json::to_text(secured), R"("grade": "A")"));
  EXPECT_EQ(report.verdict, Verdict::invalid);
  EXPECT_EQ(answer(report, CheckId::signature), "fail proof.data-loss");
}

TEST(Verify, a_presentation_or_an_older_badge_is_named_and_left_open) {
  Workbench bench;
  EXPECT_EQ(answer(bench.check(R"({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": "VerifiablePresentation"})"), CheckId::reading),
            "unknown reading.presentation");
  const Report badge = bench.check(R"({"@context": "https://w3id.org/openbadges/v2", "type": "Assertion"})");
  EXPECT_EQ(answer(badge, CheckId::reading), "unknown reading.open-badges-2");
  EXPECT_EQ(badge.verdict, Verdict::undetermined);
}

TEST(Verify, version_1_1_is_accepted_with_a_remark_but_never_past_its_date) {
  Workbench bench;
  const std::string old = R"({"@context": ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/security/data-integrity/v2"],
      "type": ["VerifiableCredential"], "issuer": ")" + bench.college.did +
                          R"(", "issuanceDate": "2020-01-01T00:00:00Z", "expirationDate": "2027-01-01T00:00:00Z",
      "credentialSubject": {"id": "did:example:b"}})";
  const json::Value secured = bench.sign_anyway(old, bench.college);
  EXPECT_EQ(bench.check(secured).verdict, Verdict::valid);
  EXPECT_EQ(answer(bench.check(secured), CheckId::shape), "pass shape.remarks");
  bench.policy.at = *parse_date_time_stamp("2028-01-01T00:00:00Z");
  EXPECT_EQ(bench.check(secured).verdict, Verdict::invalid);
}

struct BadBytes {
  std::string bytes;
  const char* reading;
  Verdict verdict;
};

TEST(Verify, bytes_that_are_no_credential_are_told_from_broken_ones) {
  Workbench bench;
  const std::string sound = json::to_text(bench.sign_anyway(credential_of(bench.college), bench.college));
  const BadBytes cases[] = {
      {"", "unknown reading.empty", Verdict::undetermined},
      {" \n\t ", "unknown reading.empty", Verdict::undetermined},
      {"%PDF-1.7\n...", "unknown reading.unsupported-format", Verdict::undetermined},
      {std::string("\x89PNG\r\n\x1a\n\0\0", 10), "unknown reading.unsupported-format", Verdict::undetermined},
      {"<html></html>", "unknown reading.unsupported-format", Verdict::undetermined},
      {"hello", "unknown reading.unsupported-format", Verdict::undetermined},
      {"eyJhbGciOiJFUzI1NiJ9.eyJ9.c2ln~WyJzYWx0Il0~", "fail json.", Verdict::invalid},
      {sound.substr(0, sound.size() / 2), "fail json.syntax", Verdict::invalid},
      {sound + "x", "fail json.trailing", Verdict::invalid},
      {with_member(sound, R"("name": "Other")"), "fail json.duplicate-member", Verdict::invalid},
      {"[" + sound + "]", "fail reading.not-an-object", Verdict::invalid},
      {"\"" "text\"", "fail reading.not-an-object", Verdict::invalid},
      {"ey.J.x", "fail", Verdict::invalid},
  };
  for (const BadBytes& one : cases) {
    const Report report = bench.check(one.bytes);
    EXPECT_EQ(answer(report, CheckId::reading).substr(0, std::string_view(one.reading).size()), one.reading) << one.bytes.substr(0, 60);
    EXPECT_EQ(report.verdict, one.verdict) << one.bytes.substr(0, 60);
    ASSERT_EQ(report.checks.size(), k_check_count);
    EXPECT_FALSE(report.summary.has_value());
  }
}

TEST(Verify, what_is_too_deep_is_open_and_not_invalid) {
  Workbench bench;
  const Report report = bench.check("{\"x\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}");
  EXPECT_EQ(answer(report, CheckId::reading), "unknown json.depth");
  EXPECT_EQ(report.verdict, Verdict::undetermined);
}

TEST(Verify, a_byte_order_mark_changes_nothing) {
  Workbench bench;
  const json::Value secured = bench.sign_anyway(credential_of(bench.college), bench.college);
  EXPECT_EQ(bench.check("\xEF\xBB\xBF" + json::to_text(secured, json::Layout::indented) + "\r\n").verdict, Verdict::valid);
}

TEST(Verify, the_recipient_is_compared_only_when_asked) {
  Workbench bench;
  const json::Value secured = bench.sign_anyway(credential_of(bench.college), bench.college);
  bench.policy.recipient = "did:example:ada";
  EXPECT_EQ(answer(bench.check(secured), CheckId::recipient), "pass recipient.matches");
  bench.policy.recipient = "did:example:bo";
  EXPECT_EQ(bench.check(secured).verdict, Verdict::invalid);
}

TEST(Verify, the_summary_holds_what_was_signed) {
  Workbench bench;
  const Report report = bench.check(bench.sign_anyway(credential_of(bench.college), bench.college));
  ASSERT_TRUE(report.summary.has_value());
  EXPECT_EQ(report.summary->name, "Data Storytelling");
  EXPECT_EQ(report.summary->issuer_id, bench.college.did);
  EXPECT_EQ(report.summary->issuer_name, "Ardmore College");
  EXPECT_EQ(report.summary->valid_until, "2029-03-15T09:30:00Z");
}

TEST(Verify, a_nonce_that_the_form_cannot_answer_leaves_it_open) {
  Workbench bench;
  const json::Value secured = bench.sign_anyway(credential_of(bench.college), bench.college);
  bench.policy.nonce = "n";
  const Report report = bench.check(secured);
  EXPECT_EQ(answer(report, CheckId::recipient), "unknown recipient.not-bound");
  EXPECT_EQ(report.verdict, Verdict::undetermined);
}

TEST(Verify, a_tokens_own_status_list_is_not_passed_over) {
  Workbench bench;
  std::string claims = credential_of(bench.college);
  claims.insert(1, R"("status":{"status_list":{"idx":5,"uri":"https://college.example/list"}},)");
  const auto header = bench.read(R"({"typ":"vc+jwt","kid":")" + bench.college.method + "\"}").object();
  const std::string token = proof::sign_compact_jws(header, claims, *bench.college.signer).value();
  EXPECT_EQ(answer(bench.check(token), CheckId::status), "unknown status.not-checked");
  HandedDocuments documents;
  documents.add("https://college.example/list", bench.read("{}"));
  bench.documents = &documents;
  const Report report = bench.check(token);
  EXPECT_EQ(answer(report, CheckId::signature), "pass signature.fits");
  EXPECT_EQ(answer(report, CheckId::status), "unknown status.list-type");
  EXPECT_EQ(report.verdict, Verdict::undetermined);
}

// Judged at 2026-06-01T00:00:00Z, which is 1780272000.
TEST(Verify, a_token_signed_later_than_clocks_differ_is_refused) {
  Workbench bench;
  const auto at = [&](const std::string& seconds) {
    json::Value claims = bench.read(credential_of(bench.college));
    claims.object().set("iat", bench.read(seconds), bench.arena);
    const json::Value header = bench.read(R"({"typ":"vc+jwt","kid":")" + bench.college.method + "\"}");
    return bench.check(proof::sign_compact_jws(header.object(), json::to_text(claims), *bench.college.signer).value());
  };
  EXPECT_EQ(at("1780272300").verdict, Verdict::valid) << answer(at("1780272300"), CheckId::dates);
  EXPECT_EQ(answer(at("1780272301"), CheckId::dates), "fail dates.signed-later");
  EXPECT_EQ(at("1780272301").verdict, Verdict::invalid);
}

TEST(Verify, tokens_are_checked_alike) {
  Workbench bench;
  const auto token = proof::sign_vc_jwt(bench.read(credential_of(bench.college)), proof::JwtProfile::vc_jose_cose, bench.college.method,
                                        *bench.college.signer, bench.arena);
  ASSERT_TRUE(token) << token.error().detail;
  const Report report = bench.check(*token + "\n");
  EXPECT_EQ(report.verdict, Verdict::valid) << report.check(CheckId::signature).detail;
  EXPECT_EQ(format_name(report.format), "vc-jwt");
  EXPECT_EQ(answer(report, CheckId::reading), "pass reading.token");
  ASSERT_TRUE(report.summary.has_value());
  EXPECT_EQ(report.summary->name, "Data Storytelling");

  std::string changed = *token;
  changed[changed.find('.') + 20] ^= 1;
  EXPECT_EQ(bench.check(changed).verdict, Verdict::invalid);

  const std::string envelope = R"({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": "EnvelopedVerifiableCredential",
      "id": "data:application/vc+jwt,)" + *token + "\"}";
  EXPECT_EQ(bench.check(envelope).verdict, Verdict::valid);
}

}  // namespace
}  // namespace cairn::vc
