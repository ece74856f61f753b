#include "proof/controller_document.hpp"

#include <gtest/gtest.h>

#include "crypto/key.hpp"
#include "json/read.hpp"

namespace cairn::proof {
namespace {

// Keys of the Controlled Identifiers 1.0 examples and of RFC 8037 A.2.
constexpr std::string_view k_multikey = "z6MkmM42vxfqZQsv4ehtTjFFxQ4sQKS2w6WR7emozFAn5cxu";
constexpr std::string_view k_other_multikey = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
constexpr std::string_view k_p256_jwk =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";

class ControllerDocumentTest : public testing::Test {
 protected:
  Result<ControllerDocument> parse(std::string text, std::string_view id = "did:web:a.example") {
    replace(text, "KEY2", k_other_multikey);
    replace(text, "KEY", k_multikey);
    replace(text, "JWK", k_p256_jwk);
    const auto value = json::read(arena_.copy(text), arena_);
    EXPECT_TRUE(value) << text;
    return parse_controller_document(*value, id);
  }

 private:
  static void replace(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  }
  Arena arena_;
};

TEST_F(ControllerDocumentTest, method_by_reference_is_listed_under_its_relationship) {
  const auto document =
      parse(R"({"id":"did:web:a.example","verificationMethod":[{"id":"did:web:a.example#k1","type":"Multikey",
    "controller":"did:web:a.example","publicKeyMultibase":"KEY"}],"assertionMethod":["did:web:a.example#k1"]})");
  ASSERT_TRUE(document);
  ASSERT_EQ(document->methods.size(), 1u);
  EXPECT_EQ(document->methods[0].id, "did:web:a.example#k1");
  EXPECT_EQ(document->methods[0].key, *crypto::parse_multikey(k_multikey));
  EXPECT_EQ(document->assertion_methods, std::vector<std::string>{"did:web:a.example#k1"});
  EXPECT_TRUE(document->authentications.empty());
}

TEST_F(ControllerDocumentTest, method_by_value_is_read_where_it_stands) {
  const auto document =
      parse(R"({"id":"did:web:a.example","authentication":[{"id":"did:web:a.example#k1","type":"Multikey",
    "controller":"did:web:a.example","publicKeyMultibase":"KEY"}]})");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->methods.size(), 1u);
  EXPECT_EQ(document->authentications, std::vector<std::string>{"did:web:a.example#k1"});
  EXPECT_TRUE(document->assertion_methods.empty());
}

TEST_F(ControllerDocumentTest, relative_fragments_become_absolute) {
  const auto document = parse(R"({"id":"did:web:a.example","verificationMethod":{"id":"#k1","type":"JsonWebKey",
    "controller":"did:web:a.example","publicKeyJwk":JWK},"assertionMethod":"#k1"})");
  ASSERT_TRUE(document);
  ASSERT_EQ(document->methods.size(), 1u);
  EXPECT_EQ(document->methods[0].id, "did:web:a.example#k1");
  EXPECT_EQ(document->methods[0].key.type, crypto::KeyType::p256);
  EXPECT_EQ(document->assertion_methods, std::vector<std::string>{"did:web:a.example#k1"});
}

TEST_F(ControllerDocumentTest, older_method_types_are_read) {
  // The 2018 and 2020 forms of the first key of the did:key vectors.
  const auto document = parse(R"({"id":"did:web:a.example","verificationMethod":[
    {"id":"#a","type":"Ed25519VerificationKey2018","controller":"did:web:a.example",
     "publicKeyBase58":"4zvwRjXUKGfvwnParsHAS3HuSVzV5cA4McphgmoCtajS"},
    {"id":"#b","type":"Ed25519VerificationKey2020","controller":"did:web:a.example",
     "publicKeyMultibase":"z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"},
    {"id":"#c","type":"JsonWebKey2020","controller":"did:web:a.example","publicKeyJwk":JWK}]})");
  ASSERT_TRUE(document);
  ASSERT_EQ(document->methods.size(), 3u);
  EXPECT_EQ(document->methods[0].key, document->methods[1].key);
  EXPECT_TRUE(document->unreadable_methods.empty());
}

TEST_F(ControllerDocumentTest, unreadable_methods_are_listed_and_spoil_nothing) {
  const auto document = parse(R"({"id":"did:web:a.example","verificationMethod":[
    {"id":"#new","type":"QuantumKey2040","controller":"did:web:a.example","publicKeyQuantum":"q"},
    {"id":"#two","type":"Multikey","controller":"did:web:a.example","publicKeyMultibase":"KEY","publicKeyJwk":JWK},
    {"id":"#none","type":"Multikey","controller":"did:web:a.example"},
    {"id":"#nobody","type":"Multikey","publicKeyMultibase":"KEY"},
    {"id":"#wrong","type":"Ed25519VerificationKey2020","controller":"did:web:a.example",
     "publicKeyMultibase":"zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"},
    {"id":"#when","type":"Multikey","controller":"did:web:a.example","publicKeyMultibase":"KEY","revoked":"2026-01-01"},
    {"id":"#private","type":"JsonWebKey","controller":"did:web:a.example","publicKeyJwk":
     {"kty":"EC","crv":"P-256","d":"AA","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}},
    {"id":"#good","type":"Multikey","controller":"did:web:a.example","publicKeyMultibase":"KEY"}]})");
  ASSERT_TRUE(document);
  ASSERT_EQ(document->methods.size(), 1u);
  EXPECT_EQ(document->methods[0].id, "did:web:a.example#good");
  const std::vector<std::string> expected = {
      "did:web:a.example#new",   "did:web:a.example#two",  "did:web:a.example#none",   "did:web:a.example#nobody",
      "did:web:a.example#wrong", "did:web:a.example#when", "did:web:a.example#private"};
  EXPECT_EQ(document->unreadable_methods, expected);
}

TEST_F(ControllerDocumentTest, a_key_not_meant_for_signatures_is_unreadable) {
  const auto document = parse(R"({"id":"did:web:a.example","verificationMethod":[{"id":"#e","type":"JsonWebKey",
    "controller":"did:web:a.example","publicKeyJwk":{"use":"enc","kty":"EC","crv":"P-256",
    "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}}]})");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->unreadable_methods.size(), 1u);
}

TEST_F(ControllerDocumentTest, ends_of_a_key_are_kept) {
  const auto document = parse(R"({"id":"did:web:a.example","verificationMethod":[{"id":"#k","type":"Multikey",
    "controller":"did:web:other.example","publicKeyMultibase":"KEY","expires":"2027-01-01T00:00:00Z",
    "revoked":"2026-06-01T00:00:00+02:00"}]})");
  ASSERT_TRUE(document);
  ASSERT_EQ(document->methods.size(), 1u);
  EXPECT_EQ(document->methods[0].controller, "did:web:other.example");
  EXPECT_EQ(format_instant(*document->methods[0].expires), "2027-01-01T00:00:00Z");
  EXPECT_EQ(format_instant(*document->methods[0].revoked), "2026-05-31T22:00:00Z");
}

TEST_F(ControllerDocumentTest, document_under_another_id_is_refused) {
  const auto document = parse(R"({"id":"did:web:A.example"})");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, "controller.id-mismatch");
}

TEST_F(ControllerDocumentTest, text_without_an_id_is_no_controller_document) {
  EXPECT_EQ(parse("{}").error().code, "controller.id");
  EXPECT_EQ(parse("[]").error().code, "controller.document");
}

TEST_F(ControllerDocumentTest, one_id_with_two_keys_is_malformed) {
  const auto document = parse(R"({"id":"did:web:a.example","verificationMethod":[
    {"id":"#k","type":"Multikey","controller":"did:web:a.example","publicKeyMultibase":"KEY"}],"assertionMethod":[
    {"id":"did:web:a.example#k","type":"Multikey","controller":"did:web:a.example","publicKeyMultibase":"KEY2"}]})");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, "controller.duplicate-method");
}

TEST_F(ControllerDocumentTest, one_id_given_twice_with_the_same_key_is_one_method) {
  const auto document = parse(R"({"id":"did:web:a.example","authentication":[
    {"id":"#k","type":"Multikey","controller":"did:web:a.example","publicKeyMultibase":"KEY"}],"assertionMethod":[
    {"id":"#k","type":"Multikey","controller":"did:web:a.example","publicKeyMultibase":"KEY"}]})");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->methods.size(), 1u);
}

TEST_F(ControllerDocumentTest, endless_lists_are_cut_off_with_an_error) {
  std::string text = R"({"id":"did:web:a.example","assertionMethod":[)";
  for (int i = 0; i < 513; ++i) text += (i == 0 ? "\"#" : ",\"#") + std::to_string(i) + "\"";
  const auto document = parse(text + "]}");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, "controller.methods");
}

TEST_F(ControllerDocumentTest, a_bare_jwk_is_one_method_named_by_its_url) {
  const auto document = parse("JWK", "https://a.example/key.jwk");
  ASSERT_TRUE(document);
  ASSERT_EQ(document->methods.size(), 1u);
  EXPECT_EQ(document->methods[0].id, "https://a.example/key.jwk");
  EXPECT_EQ(document->methods[0].controller, "https://a.example/key.jwk");
  EXPECT_EQ(document->assertion_methods, std::vector<std::string>{"https://a.example/key.jwk"});
}

}  // namespace
}  // namespace cairn::proof
