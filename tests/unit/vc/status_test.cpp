#include <gtest/gtest.h>

#include "unit/vc/sample.hpp"
#include "unit/vc/workbench.hpp"
#include "vc/bitstring.hpp"

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

TEST_F(StatusCheck, a_document_nobody_signed_leads_nowhere) {
  const std::string text = with_member(with(k_sample_credential, "did:example:college", bench.college.did), entry("5"));
  EXPECT_EQ(answer(bench.check(text), CheckId::status), "unknown status.not-checked");
}

}  // namespace
}  // namespace cairn::vc
