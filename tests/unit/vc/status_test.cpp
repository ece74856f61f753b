#include <gtest/gtest.h>

#include "unit/vc/sample.hpp"
#include "unit/vc/workbench.hpp"
#include "vc/bitstring.hpp"
#include "vc/single_checks.hpp"

namespace cairn::vc {
namespace {

constexpr std::string_view k_list_url = "https://badges.ardmore.example/status/3";
// Made with Python's gzip and base64: 131,072 bits, of which 0, 7, 8, 94567 and 131071 are set.
constexpr std::string_view k_five_set = "uH4sIAAAAAAAC_-3QAREAAAQEMN-c5nJwW4RNFwAAAAAAAAAAAAAAz0QBAAAAwDVZrxDDXQBAAAA";

std::string list_text(const Party& keeper, std::string_view purpose = "revocation", std::string_view encoded = k_five_set) {
  return R"({"@context": ["https://www.w3.org/ns/credentials/v2"], "id": ")" + std::string(k_list_url) +
         R"(", "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": ")" + keeper.did +
         R"(", "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2026-12-31T00:00:00Z", "credentialSubject": {"id": ")" +
         std::string(k_list_url) + R"(#list", "type": "BitstringStatusList", "statusPurpose": ")" + std::string(purpose) +
         R"(", "encodedList": ")" + std::string(encoded) + "\"}}";
}

std::string entry(std::string_view index, std::string_view purpose = "revocation") {
  return R"("credentialStatus": {"id": ")" + std::string(k_list_url) + "#" + std::string(index) +
         R"(", "type": "BitstringStatusListEntry", "statusPurpose": ")" + std::string(purpose) + R"(", "statusListIndex": ")" +
         std::string(index) + R"(", "statusListCredential": ")" + std::string(k_list_url) + "\"}";
}

// A credential with a status, and the lists the verifier was handed.
class StatusCheck : public testing::Test {
 protected:
  StatusCheck() { bench.documents = &documents; }
  Report with_status(std::string_view member) {
    const std::string text = with_member(with(k_sample_credential, "did:example:college", bench.college.did), member);
    return bench.check(bench.sign_anyway(text, bench.college));
  }
  void hand_over(json::Value list) { documents.add(std::string(k_list_url), list); }
  std::string status_with(std::string_view member) { return answer(with_status(member), CheckId::status); }

  Workbench bench;
  HandedDocuments documents;
};

TEST_F(StatusCheck, a_bit_that_is_clear_passes_and_one_that_is_set_is_revoked) {
  hand_over(bench.sign_anyway(list_text(bench.college), bench.college));
  EXPECT_EQ(with_status(entry("94566")).verdict, Verdict::valid);
  EXPECT_EQ(status_with(entry("94566")), "pass status.clear");
  EXPECT_EQ(status_with(entry("94567")), "fail status.revoked");
  EXPECT_EQ(status_with(entry("0")), "fail status.revoked");
  EXPECT_EQ(status_with(entry("131071")), "fail status.revoked");
  EXPECT_EQ(with_status(entry("94567")).verdict, Verdict::invalid);
}

TEST_F(StatusCheck, suspension_fails_too_and_refresh_does_not) {
  hand_over(bench.sign_anyway(list_text(bench.college, "suspension"), bench.college));
  EXPECT_EQ(status_with(entry("7", "suspension")), "fail status.suspended");
  hand_over(bench.sign_anyway(list_text(bench.college, "suspension"), bench.college));
  EXPECT_EQ(status_with(entry("7", "revocation")), "unknown status.purpose");
}

TEST_F(StatusCheck, without_a_list_it_stays_open) {
  EXPECT_EQ(status_with(entry("5")), "unknown status.retrieval");
  bench.documents = nullptr;
  EXPECT_EQ(status_with(entry("5")), "unknown status.not-checked");
  EXPECT_EQ(with_status(entry("5")).verdict, Verdict::undetermined);
}

TEST_F(StatusCheck, a_list_that_cannot_be_trusted_says_nothing) {
  const Party mallory(9);
  hand_over(bench.sign_anyway(list_text(bench.college), mallory));
  EXPECT_EQ(status_with(entry("94567")), "unknown status.list-proof");
  EXPECT_EQ(status_with(entry("94566")), "unknown status.list-proof");
}

TEST_F(StatusCheck, an_unsigned_list_says_nothing) {
  hand_over(bench.read(list_text(bench.college)));
  EXPECT_EQ(status_with(entry("94566")), "unknown status.list-proof");
}

TEST_F(StatusCheck, a_list_that_was_changed_says_nothing) {
  const std::string signed_list = json::to_text(bench.sign_anyway(list_text(bench.college), bench.college));
  hand_over(bench.read(with(signed_list, k_five_set, "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA")));
  EXPECT_EQ(status_with(entry("94567")), "unknown status.list-proof");
}

TEST_F(StatusCheck, a_list_out_of_date_says_nothing) {
  hand_over(bench.sign_anyway(list_text(bench.college), bench.college));
  bench.policy.at = *parse_date_time_stamp("2027-06-01T00:00:00Z");
  EXPECT_EQ(status_with(entry("94566")), "unknown status.list-dates");
}

TEST_F(StatusCheck, another_list_than_the_one_named_says_nothing) {
  hand_over(bench.sign_anyway(with(list_text(bench.college), "status/3\", \"type", "status/4\", \"type"), bench.college));
  EXPECT_EQ(status_with(entry("94566")), "unknown status.list-mismatch");
}

// Anybody can sign a list under any address: who is handed one must know its keeper.
TEST_F(StatusCheck, a_list_kept_by_a_stranger_says_nothing) {
  const Party stranger(12);
  hand_over(bench.sign_anyway(list_text(stranger), stranger));
  const Report report = with_status(entry("94567"));
  EXPECT_EQ(answer(report, CheckId::status), "unknown status.list-issuer");
  EXPECT_NE(report.check(CheckId::status).detail.find(stranger.did), std::string::npos);
  EXPECT_EQ(report.verdict, Verdict::undetermined);
}

TEST_F(StatusCheck, an_index_outside_the_list_stays_open) {
  hand_over(bench.sign_anyway(list_text(bench.college), bench.college));
  EXPECT_EQ(status_with(entry("131072")), "unknown status.range");
  EXPECT_EQ(status_with(entry("-1")), "unknown status.entry");
  EXPECT_EQ(status_with(entry("1e3")), "unknown status.entry");
}

TEST_F(StatusCheck, a_short_list_needs_a_policy) {
  const auto encoded = compress_bitstring(Bitstring(Bytes(12'500, 0)));  // as long as those of real issuers
  hand_over(bench.sign_anyway(list_text(bench.college, "revocation", *encoded), bench.college));
  EXPECT_EQ(status_with(entry("5")), "unknown status.list-length");
  bench.policy.minimum_status_entries = 100'000;
  EXPECT_EQ(status_with(entry("5")), "pass status.clear");
}

TEST_F(StatusCheck, every_entry_counts) {
  hand_over(bench.sign_anyway(with(list_text(bench.college), R"("statusPurpose": "revocation")", R"("statusPurpose": ["revocation", "suspension"])"),
                              bench.college));
  const auto both = [](std::string_view first, std::string_view second) {
    const std::string a = entry(first);
    const std::string b = entry(second, "suspension");
    return "\"credentialStatus\": [" + a.substr(a.find('{')) + "," + b.substr(b.find('{')) + "]";
  };
  EXPECT_EQ(status_with(both("5", "6")), "pass status.clear");
  EXPECT_EQ(status_with(both("5", "7")), "fail status.suspended");
  EXPECT_EQ(status_with(both("7", "200000")), "fail status.revoked");
  EXPECT_EQ(status_with(both("5", "200000")), "unknown status.range");
}

// Status List 2021, as the pilots of 2022 to 2024 issued it: other words, no multibase prefix.
class Status2021 : public StatusCheck {
 protected:
  // Its context cannot stand beside that of data model 2.0; a suite over JCS asks for none.
  json::Value sign_list(std::string_view encoded) {
    std::string text = list_text(bench.college, "revocation", encoded);
    text = with(text, "BitstringStatusListCredential", "StatusList2021Credential");
    text = with(text, "\"BitstringStatusList\"", "\"StatusList2021\"");
    return bench.sign_anyway(bench.read(text), bench.college, "eddsa-jcs-2022");
  }
  std::string status_of(std::string_view index) {
    const std::string member = with(entry(index), "BitstringStatusListEntry", "StatusList2021Entry");
    const std::string text = with_member(with(k_sample_credential, "did:example:college", bench.college.did), member);
    return answer(bench.check(bench.sign_anyway(bench.read(text), bench.college, "eddsa-jcs-2022")), CheckId::status);
  }
};

TEST_F(Status2021, is_read_without_the_prefix_of_later_lists) {
  hand_over(sign_list(k_five_set.substr(1)));
  EXPECT_EQ(status_of("94566"), "pass status.clear");
  EXPECT_EQ(status_of("94567"), "fail status.revoked");
  EXPECT_EQ(status_of("131072"), "unknown status.range");
}

TEST_F(Status2021, is_read_with_the_prefix_too) {
  hand_over(sign_list(k_five_set));
  EXPECT_EQ(status_of("94567"), "fail status.revoked");
}

TEST_F(Status2021, a_list_of_the_other_generation_says_nothing) {
  hand_over(bench.sign_anyway(list_text(bench.college), bench.college));
  EXPECT_EQ(status_of("94566"), "unknown status.list-type");
}

// Lists that are no credentials: trusted for where they are, which is the issuer's own host.
class RevocationDocument : public testing::Test {
 protected:
  RevocationDocument() { bench.documents = &documents; }
  std::string status_with(const std::string& list, const std::string& issuer = "https://college.example/issuer") {
    documents.add(k_url, bench.read(list));
    const json::Value credential = bench.read(R"({"id": "urn:uuid:1", "issuer": ")" + issuer + R"(", "credentialStatus": {"id": ")" + k_url +
                                              R"(", "type": "1EdTechRevocationList"}})");
    VerifyPorts ports{bench.engine, bench.contexts, bench.resolver, bench.documents};
    const Check check = check_status(credential, ports, bench.policy, bench.arena);
    return std::string(outcome_name(check.outcome)) + " " + check.code;
  }
  const std::string k_url = "https://college.example/revoked.json";
  Workbench bench;
  HandedDocuments documents;
};

TEST_F(RevocationDocument, names_what_is_revoked) {
  EXPECT_EQ(status_with(R"({"id": "https://college.example/revoked.json", "issuer": "https://college.example/issuer",
      "revokedCredential": [{"id": "urn:uuid:2"}, {"id": "urn:uuid:1", "revocationReason": "x"}]})"), "fail status.revoked");
}
TEST_F(RevocationDocument, lets_pass_what_it_does_not_name) {
  EXPECT_EQ(status_with(R"({"revokedCredential": [{"id": "urn:uuid:2"}]})"), "pass status.clear");
}
TEST_F(RevocationDocument, an_entry_may_say_that_it_is_not_revoked) {
  EXPECT_EQ(status_with(R"({"revokedCredential": [{"id": "urn:uuid:1", "revoked": false}]})"), "pass status.clear");
  EXPECT_EQ(status_with(R"({"revokedCredential": [{"id": "urn:uuid:1", "revoked": false}, {"id": "urn:uuid:1", "revoked": true}]})"), "fail status.revoked");
  EXPECT_EQ(status_with(R"({"revokedCredential": [{"id": "urn:uuid:1", "revoked": "false"}]})"), "fail status.revoked");
}
TEST_F(RevocationDocument, from_another_host_says_nothing) {
  EXPECT_EQ(status_with(R"({"revokedCredential": []})", "https://other.example/issuer"), "unknown status.list-issuer");
  EXPECT_EQ(status_with(R"({"revokedCredential": []})", "did:key:z6Mk"), "unknown status.list-issuer");
  EXPECT_EQ(status_with(R"({"revokedCredential": []})", "did:web:college.example"), "pass status.clear");
  EXPECT_EQ(status_with(R"({"issuer": "https://other.example", "revokedCredential": []})"), "unknown status.list-issuer");
}
TEST_F(RevocationDocument, that_is_none_says_nothing) {
  EXPECT_EQ(status_with(R"({"revoked": []})"), "unknown status.list-type");
  EXPECT_EQ(status_with(R"([])"), "unknown status.list-type");
  EXPECT_EQ(status_with(R"({"id": "https://college.example/2", "revokedCredential": []})"), "unknown status.list-mismatch");
}

// One decode for many credentials, and never a stale answer.
class CachedStatus : public StatusCheck {
 protected:
  std::string cached(std::string_view member) {
    const std::string text = with_member(with(k_sample_credential, "did:example:college", bench.college.did), member);
    VerifyPorts ports{bench.engine, bench.contexts, bench.resolver, &documents, nullptr, nullptr, &cache};
    const std::string document = json::to_text(bench.sign_anyway(text, bench.college));
    return answer(verify(as_bytes(document), ports, bench.policy, bench.arena), CheckId::status);
  }
  StatusCache cache;
};

TEST_F(CachedStatus, the_second_answer_is_like_the_first) {
  hand_over(bench.sign_anyway(list_text(bench.college), bench.college));
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(cached(entry("94566")), "pass status.clear");
    EXPECT_EQ(cached(entry("94567")), "fail status.revoked");
  }
}

TEST_F(CachedStatus, a_list_that_changed_is_read_afresh) {
  const json::Value good = bench.sign_anyway(list_text(bench.college), bench.college);
  documents.add("x", good);
  hand_over(good);
  EXPECT_EQ(cached(entry("94567")), "fail status.revoked");
  HandedDocuments changed;
  changed.add(std::string(k_list_url), bench.read(with(json::to_text(good), k_five_set, "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA")));
  std::swap(documents, changed);
  EXPECT_EQ(cached(entry("94567")), "unknown status.list-proof") << "what was believed of another text";
}

TEST_F(CachedStatus, dates_are_looked_at_each_time) {
  hand_over(bench.sign_anyway(list_text(bench.college), bench.college));
  EXPECT_EQ(cached(entry("94566")), "pass status.clear");
  bench.policy.at = *parse_date_time_stamp("2027-06-01T00:00:00Z");
  EXPECT_EQ(cached(entry("94566")), "unknown status.list-dates");
}

TEST_F(StatusCheck, a_document_nobody_signed_leads_nowhere) {
  const std::string text = with_member(with(k_sample_credential, "did:example:college", bench.college.did), entry("5"));
  EXPECT_EQ(answer(bench.check(text), CheckId::status), "unknown status.not-checked");
}

}  // namespace
}  // namespace cairn::vc
