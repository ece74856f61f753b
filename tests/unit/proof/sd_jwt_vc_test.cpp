#include "proof/sd_jwt_vc.hpp"

#include <gtest/gtest.h>

#include <map>

#include "base/encoding.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "proof/did_key.hpp"
#include "proof/local_resolver.hpp"
#include "proof/sd_jwt_issue.hpp"
#include "proof/sd_jwt_present.hpp"

namespace cairn::proof {
namespace {

/// Documents by address, and what was asked for.
class Documents final : public jsonld::DocumentLoader {
 public:
  void add(const std::string& url, json::Value document) { documents_[url] = {url, document}; }
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override {
    const auto found = documents_.find(url);
    if (found == documents_.end()) return fail(Kind::missing, "documents.missing", "not supplied");
    return &found->second;
  }

 private:
  std::map<std::string, jsonld::RemoteDocument, std::less<>> documents_;
};

class SdJwtVcTest : public testing::Test {
 protected:
  SdJwtVcTest()
      : issuer_(crypto::make_signer(crypto::KeyType::p256, Bytes(32, 1)).value()),
        holder_(crypto::make_signer(crypto::KeyType::ed25519, Bytes(32, 2)).value()) {
    options_.at = start_of_day({2026, 6, 1});
  }

  json::Value read(std::string_view text) { return json::read(arena_.copy(text), arena_).value(); }
  std::string jwk(const crypto::Signer& signer, std::string_view kid) {
    const json::Object key = crypto::to_public_jwk(signer.public_key(), arena_);
    key.set("kid", json::Value::string(arena_.copy(kid)), arena_);
    return json::to_text(key);
  }
  // A token of an https issuer, with these claims and header members besides.
  std::string_view token(std::string_view claims, std::string_view header = R"({"typ":"dc+sd-jwt","kid":"k1"})",
                         std::vector<std::string> withholdable = {}) {
    const SdJwtDraft draft{read(header).object(), read(claims), std::move(withholdable), 0};
    return arena_.copy(issue_sd_jwt(draft, *issuer_, entropy_, arena_).value());
  }
  SdJwtVc verify(std::string_view text) { return verify_sd_jwt_vc(text, {resolver_, &documents_}, options_, arena_).value(); }
  static std::string answer(const SdJwtVc& found) {
    const auto word = [](Outcome outcome) { return outcome == Outcome::pass ? "pass" : outcome == Outcome::fail ? "fail" : "unknown"; };
    return std::string(word(found.finding.signature)) + " " + word(found.finding.authorised) + " " + found.finding.code;
  }
  void publish(std::string_view issuer, std::string_view keys) {
    const std::string text = R"({"issuer":")" + std::string(issuer) + R"(","jwks":{"keys":[)" + std::string(keys) + "]}}";
    documents_.add(issuer_metadata_url(issuer).value(), read(text));
  }

  static constexpr std::string_view k_claims = R"({"vct":"urn:x","iss":"https://college.example/tenant","name":"Ada"})";
  std::unique_ptr<crypto::Signer> issuer_;
  std::unique_ptr<crypto::Signer> holder_;
  SystemEntropy entropy_;
  LocalResolver resolver_;
  Documents documents_;
  VerifyOptions options_;
  Arena arena_;
};

// Draft "JWT VC Issuer Metadata Request": the well-known text goes between host and path, a slash at the end goes.
TEST_F(SdJwtVcTest, the_metadata_address_is_made_between_host_and_path) {
  EXPECT_EQ(*issuer_metadata_url("https://example.com"), "https://example.com/.well-known/jwt-vc-issuer");
  EXPECT_EQ(*issuer_metadata_url("https://example.com/"), "https://example.com/.well-known/jwt-vc-issuer");
  EXPECT_EQ(*issuer_metadata_url("https://example.com:8443/tenant/1234"),
            "https://example.com:8443/.well-known/jwt-vc-issuer/tenant/1234");
  EXPECT_EQ(*issuer_metadata_url("https://example.com/tenant/"), "https://example.com/.well-known/jwt-vc-issuer/tenant");
  for (const char* odd : {"http://example.com", "https://u@example.com", "https://example.com/?a", "https://example.com/#a", "urn:x", "https://"}) {
    EXPECT_EQ(issuer_metadata_url(odd).error().code, "sd-jwt.issuer") << odd;
  }
}

TEST_F(SdJwtVcTest, the_key_comes_from_the_issuers_metadata) {
  publish("https://college.example/tenant", jwk(*holder_, "k0") + "," + jwk(*issuer_, "k1"));
  const SdJwtVc found = verify(token(k_claims));
  EXPECT_EQ(answer(found), "pass pass ");
  EXPECT_EQ(found.finding.verification_method, "https://college.example/tenant#k1");
  EXPECT_FALSE(found.departure);
  EXPECT_FALSE(found.holder);
}

TEST_F(SdJwtVcTest, without_the_metadata_nothing_is_known) {
  EXPECT_EQ(answer(verify(token(k_claims))), "unknown unknown documents.missing");
  const auto offline = verify_sd_jwt_vc(token(k_claims), {resolver_, nullptr}, options_, arena_);
  EXPECT_EQ(answer(*offline), "unknown unknown resolver.offline");
}

TEST_F(SdJwtVcTest, metadata_of_another_issuer_and_broken_ones_are_not_used) {
  const std::string place = *issuer_metadata_url("https://college.example/tenant");
  const std::string keys = R"("jwks":{"keys":[)" + jwk(*issuer_, "k1") + "]}";
  documents_.add(place, read(R"({"issuer":"https://college.example/tenant/",)" + keys + "}"));
  EXPECT_EQ(answer(verify(token(k_claims))), "unknown unknown sd-jwt.metadata-issuer");
  documents_.add(place, read("{" + keys + "}"));
  EXPECT_EQ(answer(verify(token(k_claims))), "unknown unknown sd-jwt.metadata-issuer");
  documents_.add(place, read(R"({"issuer":"https://college.example/tenant","jwks_uri":"https://a.example/k",)" + keys + "}"));
  EXPECT_EQ(answer(verify(token(k_claims))), "unknown unknown sd-jwt.metadata");
  documents_.add(place, read(R"({"issuer":"https://college.example/tenant","jwks_uri":"http://a.example/k"})"));
  EXPECT_EQ(answer(verify(token(k_claims))), "unknown unknown sd-jwt.metadata");
  documents_.add(place, read(R"({"issuer":"https://college.example/tenant","jwks":[]})"));
  EXPECT_EQ(answer(verify(token(k_claims))), "unknown unknown sd-jwt.metadata");
  documents_.add(place, read("[]"));
  EXPECT_EQ(answer(verify(token(k_claims))), "unknown unknown sd-jwt.metadata");
  publish("https://college.example/tenant", jwk(*issuer_, "k1") + "," + jwk(*holder_, "k1"));
  EXPECT_EQ(answer(verify(token(k_claims))), "unknown unknown sd-jwt.metadata");
}

TEST_F(SdJwtVcTest, keys_at_another_address_are_followed_once) {
  documents_.add(*issuer_metadata_url("https://college.example/tenant"),
                 read(R"({"issuer":"https://college.example/tenant","jwks_uri":"https://keys.example/set"})"));
  documents_.add("https://keys.example/set", read(R"({"keys":[)" + jwk(*issuer_, "k1") + "]}"));
  EXPECT_EQ(answer(verify(token(k_claims))), "pass pass ");
}

TEST_F(SdJwtVcTest, a_key_that_the_issuer_does_not_list_fails) {
  publish("https://college.example/tenant", jwk(*issuer_, "k2"));
  EXPECT_EQ(answer(verify(token(k_claims))), "unknown fail sd-jwt.key-unlisted");
  publish("https://college.example/tenant", jwk(*crypto::make_signer(crypto::KeyType::p256, Bytes(32, 9)).value(), "k1"));
  EXPECT_EQ(answer(verify(token(k_claims))), "fail pass proof.signature");
}

TEST_F(SdJwtVcTest, the_key_of_a_did_comes_from_its_document) {
  const std::string did = to_did_key(issuer_->public_key());
  const std::string claims = R"({"vct":"urn:x","iss":")" + did + "\"}";
  const std::string fragment = verification_method_id(did, issuer_->public_key()).substr(did.size());
  EXPECT_EQ(answer(verify(token(claims, R"({"typ":"dc+sd-jwt","kid":")" + did + fragment + "\"}"))), "pass pass ");
  EXPECT_EQ(answer(verify(token(claims, R"({"typ":"dc+sd-jwt","kid":")" + fragment + "\"}"))), "pass pass ");
  EXPECT_EQ(answer(verify(token(claims, R"({"typ":"dc+sd-jwt"})"))), "pass pass ");
  EXPECT_EQ(answer(verify(token(claims, R"({"typ":"dc+sd-jwt","kid":"k1"})"))), "unknown unknown jwt.key-missing");
  // Another DID's key signs: the finding names whose it is, for the caller to compare.
  const std::string other = R"({"vct":"urn:x","iss":"https://college.example/tenant"})";
  EXPECT_EQ(verify(token(other, R"({"typ":"dc+sd-jwt","kid":")" + did + fragment + "\"}")).finding.controller, did);
}

TEST_F(SdJwtVcTest, certificates_are_not_judged) {
  publish("https://college.example/tenant", jwk(*issuer_, "k1"));
  EXPECT_EQ(answer(verify(token(k_claims, R"({"typ":"dc+sd-jwt","kid":"k1","x5c":["MIIB"]})"))), "unknown unknown sd-jwt.certificate");
}

TEST_F(SdJwtVcTest, the_rules_of_the_profile_are_kept) {
  const auto departure = [&](std::string_view text) {
    const SdJwtVc found = verify(text);
    return found.departure ? found.departure->code : "none";
  };
  EXPECT_EQ(departure(token(k_claims)), "none");
  EXPECT_EQ(departure(token(k_claims, R"({"typ":"vc+sd-jwt"})")), "none");
  EXPECT_EQ(departure(token(k_claims, R"({"typ":"JWT"})")), "sd-jwt.type");
  EXPECT_EQ(departure(token(k_claims, "{}")), "sd-jwt.type");
  EXPECT_EQ(departure(token(R"({"iss":"https://college.example"})")), "sd-jwt.vct");
  EXPECT_EQ(departure(token(R"({"iss":"https://college.example","vct":1})")), "sd-jwt.vct");
  const std::string all = R"({"vct":"urn:x","iss":"https://c.example","nbf":1,"exp":2,"cnf":{},"status":{},"vct#integrity":"s","sub":"a","iat":1})";
  for (const char* name : {"/iss", "/nbf", "/exp", "/cnf", "/status", "/vct#integrity"}) {
    EXPECT_EQ(departure(token(all, R"({"typ":"dc+sd-jwt"})", {name})), "sd-jwt.withholdable") << name;
  }
  EXPECT_EQ(departure(token(all, R"({"typ":"dc+sd-jwt"})", {"/vct"})), "sd-jwt.vct");
  for (const char* name : {"/sub", "/iat"}) EXPECT_EQ(departure(token(all, R"({"typ":"dc+sd-jwt"})", {name})), "none") << name;
  EXPECT_EQ(departure(token(R"({"vct":"urn:x","iss":["https://c.example"]})")), "jwt.claims");
}

// A name of the profile is kept for the top only: an inner claim of the same name may be withheld.
TEST_F(SdJwtVcTest, inner_claims_of_the_same_name_may_be_withheld) {
  EXPECT_FALSE(verify(token(R"({"vct":"urn:x","iss":"https://c.example","a":{"exp":1}})", R"({"typ":"dc+sd-jwt"})", {"/a/exp"})).departure);
}

TEST_F(SdJwtVcTest, a_key_binding_is_judged_whenever_it_is_there) {
  publish("https://college.example/tenant", jwk(*issuer_, "k1"));
  const std::string claims = R"({"vct":"urn:x","iss":"https://college.example/tenant","cnf":{"jwk":)" + jwk(*holder_, "h") + "}}";
  const SdJwt issued = open_sd_jwt(token(claims), arena_).value();
  const auto bound = [&](crypto::Signer& by) {
    std::string out = select_disclosures(issued, {});
    const SdJwt& token = issued;
    if (&by == holder_.get()) return arena_.copy(*bind_to_key(token, out, {"https://v.example", "n", options_.at}, by, arena_));
    return arena_.copy(out + "eyJhbGciOiJFZERTQSIsInR5cCI6ImtiK2p3dCJ9.e30." + to_base64url(Bytes(64, 1)));
  };
  const SdJwtVc good = verify(bound(*holder_));
  EXPECT_EQ(good.holder->outcome, Outcome::pass);
  EXPECT_EQ(good.holder->audience, "https://v.example");
  EXPECT_EQ(verify(bound(*issuer_)).holder->code, "sd-jwt.binding-signature");
  options_.challenge = "other";
  EXPECT_EQ(verify(bound(*holder_)).holder->code, "sd-jwt.binding-nonce");
  EXPECT_EQ(verify(bound(*holder_)).holder->outcome, Outcome::fail);
}

TEST_F(SdJwtVcTest, a_key_binding_to_no_key_fails) {
  const std::string text = std::string(token(k_claims)) + "eyJhbGciOiJFZERTQSIsInR5cCI6ImtiK2p3dCJ9.e30.AAAA";
  const SdJwtVc found = verify(arena_.copy(text));
  EXPECT_EQ(found.holder->outcome, Outcome::fail);
  EXPECT_EQ(found.holder->code, "sd-jwt.holder-key");
}

}  // namespace
}  // namespace cairn::proof
