#include "proof/did_key.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "proof/controller_document.hpp"
#include "proof/did.hpp"
#include "proof/local_resolver.hpp"

namespace cairn::proof {
namespace {

// did:key specification, example 1; did:jwk specification, examples "P-256" and "X25519".
constexpr std::string_view k_key_did = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
constexpr std::string_view k_jwk_did =
    "did:jwk:"
    "eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImFjYklRaXVNczNpOF91c3pFakoydHBUdFJNNEVVM3l6OTFQSDZDZEgyVjAiLCJ5IjoiX0"
    "tjeUxqOXZXTXB0bm1LdG00NkdxRHo4d2Y3NEk1TEtncmwyR3pIM25TRSJ9";
constexpr std::string_view k_encryption_did =
    "did:jwk:"
    "eyJrdHkiOiJPS1AiLCJjcnYiOiJYMjU1MTkiLCJ1c2UiOiJlbmMiLCJ4IjoiM3A3YmZYdDl3YlRUVzJIQzdPUTFOei1EUThoYmVHZE5yZngtRk"
    "ctSUswOCJ9";

TEST(DidKey, document_is_computed_with_all_relationships) {
  const auto document = compute_did_key(k_key_did);
  ASSERT_TRUE(document);
  const std::string method = std::string(k_key_did) + "#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
  EXPECT_EQ(document->id, k_key_did);
  ASSERT_EQ(document->methods.size(), 1u);
  EXPECT_EQ(document->methods[0].id, method);
  EXPECT_EQ(document->methods[0].controller, k_key_did);
  EXPECT_EQ(document->methods[0].key.type, crypto::KeyType::ed25519);
  EXPECT_EQ(document->assertion_methods, std::vector<std::string>{method});
  EXPECT_EQ(document->authentications, std::vector<std::string>{method});
}

TEST(DidKey, is_made_from_the_key_it_holds) {
  EXPECT_EQ(to_did_key(compute_did_key(k_key_did)->methods[0].key), k_key_did);
  EXPECT_EQ(verification_method_id(k_key_did, compute_did_key(k_key_did)->methods[0].key),
            compute_did_key(k_key_did)->methods[0].id);
}

TEST(DidKey, of_a_kind_not_known_lists_its_method_as_unreadable) {
  const auto document = compute_did_key("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme");  // secp256k1
  ASSERT_TRUE(document);
  EXPECT_TRUE(document->methods.empty());
  EXPECT_TRUE(document->assertion_methods.empty());
  EXPECT_EQ(document->unreadable_methods.size(), 1u);
}

TEST(DidKey, with_a_fragment_path_or_broken_key_is_an_error) {
  EXPECT_FALSE(compute_did_key(std::string(k_key_did) + "#x"));
  EXPECT_FALSE(compute_did_key(std::string(k_key_did) + "/x"));
  const Bytes too_short = {0xed, 0x01, 1, 2, 3};
  EXPECT_FALSE(compute_did_key("did:key:" + to_multibase(too_short, Multibase::base58btc)));
  EXPECT_FALSE(compute_did_key("did:key:z0"));
  EXPECT_FALSE(compute_did_key(k_jwk_did));
}

TEST(DidJwk, document_is_computed_with_the_fragment_zero) {
  const auto document = compute_did_jwk(k_jwk_did);
  ASSERT_TRUE(document);
  ASSERT_EQ(document->methods.size(), 1u);
  EXPECT_EQ(document->methods[0].id, std::string(k_jwk_did) + "#0");
  EXPECT_EQ(document->methods[0].key.type, crypto::KeyType::p256);
  EXPECT_EQ(document->assertion_methods, std::vector<std::string>{std::string(k_jwk_did) + "#0"});
  EXPECT_EQ(to_did_jwk(document->methods[0].key), k_jwk_did);
}

TEST(DidJwk, key_for_encryption_may_not_sign) {
  const auto document = compute_did_jwk(k_encryption_did);
  ASSERT_TRUE(document);
  EXPECT_TRUE(document->methods.empty());
  EXPECT_TRUE(document->assertion_methods.empty());
  EXPECT_EQ(document->unreadable_methods, std::vector<std::string>{std::string(k_encryption_did) + "#0"});
}

TEST(DidJwk, with_a_private_key_is_refused) {
  // {"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
  // the key of RFC 8037 A.1
  const auto document = compute_did_jwk(
      "did:jwk:"
      "eyJrdHkiOiJPS1AiLCJjcnYiOiJFZDI1NTE5IiwiZCI6Im5XR3huZV85V21DNmhFcjBrdXdzeEVSSnhXbDdNbWtaY0R1c0F4eXVmMkEiLCJ4Ij"
      "oiMTFxWUFZS3hDcmZWU183VHlXUUhPZzdoY3ZQYXBpTWxyd0lhYVBjSFVSbyJ9");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, "key.private-member");
}

TEST(ControllerJson, of_a_did_key_is_what_others_compute) {
  Arena arena;
  const PublishedKey key{compute_did_key(k_key_did)->methods[0].key};
  const json::Value document = to_controller_json(k_key_did, std::span(&key, 1), arena);
  EXPECT_EQ(
      json::to_text(document),
      R"({"@context":["https://www.w3.org/ns/did/v1","https://w3id.org/security/multikey/v1"],)"
      R"("id":"did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK","verificationMethod":[{)"
      R"("id":"did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",)"
      R"("type":"Multikey","controller":"did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",)"
      R"("publicKeyMultibase":"z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"}],)"
      R"("authentication":["did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"],)"
      R"("assertionMethod":["did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"]})");
}

TEST(ControllerJson, publishes_retired_keys_without_letting_them_sign) {
  Arena arena;
  const std::array keys = {
      PublishedKey{compute_did_jwk(k_jwk_did)->methods[0].key},
      PublishedKey{compute_did_key(k_key_did)->methods[0].key, Standing::retired, "did:web:a.example#old", std::nullopt,
                   parse_date_time_stamp("2026-01-01T00:00:00Z").value()}};
  const json::Value document = to_controller_json("did:web:a.example", keys, arena);
  const auto parsed = parse_controller_document(document, "did:web:a.example");
  ASSERT_TRUE(parsed);
  ASSERT_EQ(parsed->methods.size(), 2u);
  EXPECT_EQ(parsed->methods[1].id, "did:web:a.example#old");
  EXPECT_TRUE(parsed->methods[1].revoked.has_value());
  EXPECT_EQ(parsed->assertion_methods, std::vector<std::string>{parsed->methods[0].id});
}

TEST(LocalResolver, computes_dids_and_hands_out_given_documents_only) {
  Arena arena;
  LocalResolver resolver;
  const json::Value given = json::read(R"({"id":"https://a.example/issuer"})", arena).value();
  ASSERT_TRUE(resolver.add_document("https://a.example/issuer", given));
  EXPECT_TRUE(resolver.resolve(k_key_did));
  EXPECT_TRUE(resolver.resolve(k_jwk_did));
  ASSERT_TRUE(resolver.resolve("https://a.example/issuer"));
  EXPECT_EQ((*resolver.resolve("https://a.example/issuer"))->id, "https://a.example/issuer");
  const auto unknown = resolver.resolve("did:web:b.example");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, "resolver.offline");
  EXPECT_EQ(unknown.error().kind, Kind::refused);
}

TEST(LocalResolver, refuses_a_document_given_under_a_false_name) {
  Arena arena;
  LocalResolver resolver;
  const json::Value given = json::read(R"({"id":"did:web:evil.example"})", arena).value();
  EXPECT_FALSE(resolver.add_document("did:web:good.example", given));
}

TEST(LocalResolver, answers_the_same_however_many_keys_it_has_seen) {
  LocalResolver resolver;
  for (int i = 0; i < 600; ++i) {
    Bytes bytes(32, 0);
    bytes[0] = static_cast<std::uint8_t>(i % 200);
    const std::string did = to_did_key({crypto::KeyType::ed25519, bytes});
    const auto found = resolver.resolve(did);
    ASSERT_TRUE(found);
    ASSERT_EQ((*found)->id, did);
    ASSERT_EQ((*found)->methods[0].key.bytes, bytes);
  }
  for (int i = 0; i < 600; ++i) {  // more than it keeps
    Bytes bytes(32, 7);
    bytes[1] = static_cast<std::uint8_t>(i & 0xff);
    bytes[2] = static_cast<std::uint8_t>(i >> 8);
    const std::string did = to_did_key({crypto::KeyType::ed25519, bytes});
    ASSERT_EQ((*resolver.resolve(did))->id, did);
  }
}

TEST(ResolverChain, asks_the_next_one_only_when_the_first_declines) {
  Arena arena;
  LocalResolver first;
  LocalResolver second;
  const json::Value given = json::read(R"({"id":"did:web:a.example"})", arena).value();
  ASSERT_TRUE(second.add_document("did:web:a.example", given));
  ResolverChain chain({&first, &second});
  EXPECT_TRUE(chain.resolve("did:web:a.example"));
  EXPECT_EQ(chain.resolve("did:web:b.example").error().code, "resolver.offline");
  EXPECT_EQ(chain.resolve("did:key:z0").error().kind, Kind::malformed);
}

}  // namespace
}  // namespace cairn::proof
