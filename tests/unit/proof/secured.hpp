#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "jsonld/embedded_contexts.hpp"
#include "jsonld/pinned_loader.hpp"
#include "proof/data_integrity.hpp"
#include "proof/did_key.hpp"
#include "proof/local_resolver.hpp"

namespace cairn::proof {

/// What a test of proofs needs: an engine over the contexts we carry, two keys, and an open badge.
class ProofTest : public testing::Test {
 protected:
  ProofTest()
      : loader_(jsonld::embedded_contexts()),
        engine_(loader_),
        signer_(crypto::make_signer(crypto::KeyType::ed25519, Bytes(32, 7)).value()),
        p256_signer_(crypto::make_signer(crypto::KeyType::p256, Bytes(32, 7)).value()),
        did_(to_did_key(signer_->public_key())) {
    options_.at = time("2026-06-01T00:00:00Z");
    configuration_.cryptosuite = "eddsa-rdfc-2022";
    configuration_.verification_method = verification_method_id(did_, signer_->public_key());
    configuration_.created = time("2026-05-01T00:00:00Z");
  }

  static Instant time(std::string_view text) { return parse_date_time_stamp(text).value(); }
  json::Value read(std::string_view text) { return json::read(arena_.copy(text), arena_).value(); }

  /// A badge with numbers, lists, nested objects, and an embedded endorsement that is a credential of its own.
  json::Value badge() {
    return read(R"({"@context":["https://www.w3.org/ns/credentials/v2",
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
      "id":"https://college.example/credentials/1","type":["VerifiableCredential","OpenBadgeCredential"],
      "name":"Data storytelling","issuer":{"id":"did:web:college.example","type":["Profile"],"name":"A college"},
      "validFrom":"2026-05-01T00:00:00Z","validUntil":"2030-05-01T00:00:00Z",
      "credentialStatus":{"id":"https://college.example/status/1#7","type":"BitstringStatusListEntry",
        "statusPurpose":"revocation","statusListIndex":"7","statusListCredential":"https://college.example/status/1"},
      "credentialSubject":{"id":"did:example:learner","type":["AchievementSubject"],
        "achievement":{"id":"https://college.example/achievements/1","type":["Achievement"],"name":"Data storytelling",
          "creditsAvailable":2.5,"tag":["data","writing"],"criteria":{"narrative":"Tell a story with data."},
          "description":"Reads data and tells its story."},
        "result":[{"type":["Result"],"value":"87","status":"Completed"}]},
      "endorsement":[{"@context":["https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id":"https://agency.example/endorsements/1","type":["VerifiableCredential","EndorsementCredential"],
        "issuer":{"id":"did:web:agency.example","type":["Profile"]},"validFrom":"2026-05-02T00:00:00Z",
        "credentialSubject":{"id":"https://college.example/achievements/1","type":["EndorsementSubject"]}}]})");
  }

  json::Value sign(json::Value document) {
    auto secured = add_proof(engine_, document, configuration_, *signer_, arena_);
    EXPECT_TRUE(secured) << (secured ? "" : secured.error().code + ": " + secured.error().detail);
    return secured.value_or(json::Value());
  }
  /// A P-256 key and an ecdsa suite from here on.
  void use_p256(std::string_view suite) {
    signer_.swap(p256_signer_);
    did_ = to_did_key(signer_->public_key());
    configuration_.cryptosuite = suite;
    configuration_.verification_method = verification_method_id(did_, signer_->public_key());
  }

  std::vector<ProofFinding> verify_all(json::Value secured) {
    auto findings = verify_proofs(engine_, secured, resolver_, options_, arena_);
    EXPECT_TRUE(findings) << (findings ? "" : findings.error().detail);
    return findings.value_or({});
  }
  /// The finding about the only proof.
  ProofFinding verify(json::Value secured) {
    const auto findings = verify_all(secured);
    EXPECT_EQ(findings.size(), 1u);
    return findings.empty() ? ProofFinding{} : findings.front();
  }
  static bool is_valid(const ProofFinding& finding) {
    return finding.signature == Outcome::pass && finding.authorised == Outcome::pass && finding.code.empty();
  }
  /// A document of did:web:college.example that lists the signer's key as #k1; `more` goes into the method.
  json::Value college_document(std::string_view relationship = "assertionMethod", std::string_view more = "") {
    return read(R"({"id":"did:web:college.example","verificationMethod":[{"id":"#k1","type":"Multikey",)" +
                std::string(more) + R"("controller":"did:web:college.example","publicKeyMultibase":")" +
                crypto::to_multikey(signer_->public_key()) + R"("}],")" + std::string(relationship) + R"(":["#k1"]})");
  }

  Arena arena_;
  jsonld::PinnedLoader loader_;
  Engine engine_;
  LocalResolver resolver_;
  std::unique_ptr<crypto::Signer> signer_;
  std::unique_ptr<crypto::Signer> p256_signer_;
  std::string did_;
  ProofConfiguration configuration_;
  VerifyOptions options_;
};

}  // namespace cairn::proof
