#include "crypto/key.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "crypto/jws.hpp"
#include "crypto/signature.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "unit/crypto/rsa_vectors.hpp"

namespace cairn::crypto {
namespace {

Bytes hex(std::string_view text) { return from_hex(text).value(); }

struct Jwk {
  explicit Jwk(std::string_view text) : value(json::read(text, arena).value()) {}
  Result<PublicKey> parse() const { return parse_public_jwk(value); }
  std::string code() const {
    const Result<PublicKey> key = parse();
    return key.has_value() ? "accepted" : std::string(kind_name(key.error().kind)) + "/" + key.error().code;
  }
  Arena arena;
  json::Value value;
};

// The example of RFC 8037 A.2, and the one of RFC 7517 A.1.
constexpr std::string_view k_ed25519_jwk =
    R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
constexpr std::string_view k_p256_jwk =
    R"({"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"})";

std::string with(std::string_view jwk, std::string_view members) {
  return std::string(jwk.substr(0, jwk.size() - 1)) + "," + std::string(members) + "}";
}

TEST(Multikey, examples_of_the_did_key_method_read_and_write_back) {
  const std::pair<KeyType, const char*> rows[] = {
      {KeyType::ed25519, "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"},
      {KeyType::p256, "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv"},
      {KeyType::p384, "z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9"}};
  for (const auto& [type, text] : rows) {
    const Result<PublicKey> key = parse_multikey(text);
    ASSERT_TRUE(key.has_value()) << text << key.error().detail;
    EXPECT_EQ(key->type, type);
    EXPECT_EQ(to_multikey(*key), text);
  }
}

TEST(Multikey, a_private_key_in_the_place_of_a_public_one_is_refused) {
  // The published test keys of the Data Integrity vectors.
  for (const char* text :
       {"z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq", "z42twTcNeSYcnqg1FLuSFs2bsGH3ZqbRHFmvS9XMsYhjxvHN"}) {
    const Result<PublicKey> key = parse_multikey(text);
    ASSERT_FALSE(key.has_value());
    EXPECT_EQ(key.error().code, "key.private-member");
    EXPECT_EQ(key.error().detail.find(text), std::string::npos);
  }
}

TEST(Multikey, other_encodings_and_other_codecs_are_unsupported) {
  EXPECT_EQ(parse_multikey("").error().code, "multibase.prefix");
  EXPECT_EQ(parse_multikey("u7QF9").error().code, "multibase.prefix");
  EXPECT_EQ(parse_multikey("z").error().code, "key.multicodec");
  EXPECT_EQ(parse_multikey("zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme").error().code,
            "key.multicodec");  // secp256k1
  EXPECT_EQ(parse_multikey("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK0").error().code, "base58");
  EXPECT_EQ(parse_multikey("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2do").error().kind, Kind::unsupported);
}

TEST(PublicKey, points_off_the_curve_and_wrong_lengths_are_malformed) {
  // x = 5 is on P-256 (y^2 has a root), x = 0 too; x = 2^256 - 1 is beyond the field.
  Bytes beyond(33, 0xff);
  beyond[0] = 2;
  EXPECT_EQ(make_public_key(KeyType::p256, beyond).error().code, "key.point");
  Bytes uncompressed_prefix = hex("0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6");
  EXPECT_EQ(make_public_key(KeyType::p256, uncompressed_prefix).error().code, "key.point");
  EXPECT_EQ(make_public_key(KeyType::p256, Bytes(32, 2)).error().code, "key.length");
  EXPECT_EQ(make_public_key(KeyType::p384, Bytes(33, 2)).error().code, "key.length");
  EXPECT_EQ(make_public_key(KeyType::ed25519, Bytes(31, 2)).error().code, "key.length");
  EXPECT_EQ(make_public_key(KeyType::p256, Bytes(1, 0)).error().code, "key.length");  // the point at infinity
  int off_curve = 0;
  for (std::uint8_t x = 0; x < 32; ++x) {
    Bytes point(33, 0);
    point[0] = 2;
    point.back() = x;
    const Result<PublicKey> key = make_public_key(KeyType::p256, point);
    if (key.has_value()) continue;
    EXPECT_EQ(key.error().code, "key.point");
    ++off_curve;
  }
  EXPECT_GT(off_curve, 5);  // about half of all x have no point
}

TEST(Jwk, ed25519_of_rfc_8037_has_its_multikey_and_thumbprint) {
  const PublicKey key = Jwk(k_ed25519_jwk).parse().value();
  EXPECT_EQ(to_hex(key.bytes), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  EXPECT_EQ(jwk_thumbprint(key), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  Arena arena;
  EXPECT_EQ(json::to_text(to_public_jwk(key, arena)), k_ed25519_jwk);
}

TEST(Jwk, rsa_of_rfc_7638_has_its_thumbprint) {
  const PublicKey key =
      Jwk(R"({"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"})")
          .parse()
          .value();
  EXPECT_EQ(jwk_thumbprint(key), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
}

TEST(Jwk, every_type_writes_what_it_reads) {
  Arena arena;
  for (const PublicKey& key :
       {Jwk(k_p256_jwk).parse().value(),
        parse_multikey("z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9").value(),
        make_public_key(KeyType::rsa, hex(k_rsa_der)).value()}) {
    const json::Object jwk = to_public_jwk(key, arena);
    EXPECT_EQ(parse_public_jwk(jwk).value(), key);
  }
  EXPECT_EQ(json::to_text(to_public_jwk(Jwk(k_p256_jwk).parse().value(), arena)), k_p256_jwk);
  const PublicKey rsa = make_public_key(KeyType::rsa, hex(k_rsa_der)).value();
  EXPECT_EQ(json::Value(to_public_jwk(rsa, arena)).text_of("n"), k_rsa_modulus);
}

TEST(Jwk, private_members_are_refused_whatever_the_type) {
  for (const char* member : {R"("d":"AA")", R"("p":"AA")", R"("q":"AA")", R"("dp":"AA")", R"("dq":"AA")",
                             R"("qi":"AA")", R"("oth":[])", R"("k":"AA")"}) {
    EXPECT_EQ(Jwk(with(k_ed25519_jwk, member)).code(), "refused/key.private-member");
    EXPECT_EQ(Jwk(with(k_p256_jwk, member)).code(), "refused/key.private-member");
  }
}

TEST(Jwk, a_key_for_another_use_is_refused) {
  EXPECT_EQ(Jwk(with(k_ed25519_jwk, R"("use":"sig")")).code(), "accepted");
  EXPECT_EQ(Jwk(with(k_ed25519_jwk, R"("use":"enc")")).code(), "refused/key.use");
  EXPECT_EQ(Jwk(with(k_ed25519_jwk, R"("use":1)")).code(), "refused/key.use");
  EXPECT_EQ(Jwk(with(k_ed25519_jwk, R"("key_ops":["sign","verify"])")).code(), "accepted");
  EXPECT_EQ(Jwk(with(k_ed25519_jwk, R"("key_ops":["encrypt"])")).code(), "refused/key.use");
  EXPECT_EQ(Jwk(with(k_ed25519_jwk, R"("key_ops":[])")).code(), "refused/key.use");
  EXPECT_EQ(Jwk(with(k_ed25519_jwk, R"("key_ops":"verify")")).code(), "malformed/key.jwk");
}

TEST(Jwk, an_algorithm_that_is_not_the_keys_is_refused) {
  EXPECT_EQ(Jwk(with(k_ed25519_jwk, R"("alg":"EdDSA")")).code(), "accepted");
  EXPECT_EQ(Jwk(with(k_ed25519_jwk, R"("alg":"ES256")")).code(), "refused/key.algorithm");
  EXPECT_EQ(Jwk(with(k_p256_jwk, R"("alg":"ES256")")).code(), "accepted");
  EXPECT_EQ(Jwk(with(k_p256_jwk, R"("alg":"ES384")")).code(), "refused/key.algorithm");
  EXPECT_EQ(Jwk(with(k_p256_jwk, R"("alg":"HS256")")).code(), "refused/key.algorithm");
  EXPECT_EQ(Jwk(with(k_p256_jwk, R"("alg":"none")")).code(), "refused/key.algorithm");
  EXPECT_EQ(Jwk(with(k_p256_jwk, R"("alg":null)")).code(), "malformed/key.jwk");
  const std::string rsa = R"({"kty":"RSA","e":"AQAB","n":")" + std::string(k_rsa_modulus) + R"(","alg":")";
  EXPECT_EQ(Jwk(rsa + R"(PS256"})").code(), "accepted");
  EXPECT_EQ(Jwk(rsa + R"(RS512"})").code(), "unsupported/key.algorithm");
}

TEST(Jwk, broken_keys_say_what_is_wrong) {
  EXPECT_EQ(Jwk("[]").code(), "malformed/key.jwk");
  EXPECT_EQ(Jwk("{}").code(), "malformed/key.jwk");
  EXPECT_EQ(Jwk(R"({"kty":"oct"})").code(), "unsupported/key.type");
  EXPECT_EQ(Jwk(R"({"kty":"OKP","crv":"X25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})").code(),
            "unsupported/key.type");
  EXPECT_EQ(Jwk(R"({"kty":"EC","crv":"secp256k1","x":"AA","y":"AA"})").code(), "unsupported/key.type");
  EXPECT_EQ(Jwk(R"({"kty":"OKP","crv":"Ed25519"})").code(), "malformed/key.jwk");
  EXPECT_EQ(Jwk(R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUR"})").code(),
            "malformed/base64url");
  EXPECT_EQ(Jwk(R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo="})").code(),
            "malformed/base64url");
  EXPECT_EQ(Jwk(R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcH"})").code(),
            "malformed/key.length");
  std::string other_y(k_p256_jwk);
  other_y.replace(other_y.find("4Etl"), 4, "4Etm");
  EXPECT_EQ(Jwk(other_y).code(), "malformed/key.point");
}

TEST(Jwk, the_other_root_of_y_is_another_key) {
  Bytes point = Jwk(k_p256_jwk).parse().value().bytes;
  point[0] ^= 1;
  EXPECT_NE(make_public_key(KeyType::p256, point).value(), Jwk(k_p256_jwk).parse().value());
}

TEST(Jws, the_key_decides_which_algorithm_a_token_may_name) {
  EXPECT_EQ(algorithm_for_jws("EdDSA", KeyType::ed25519).value(), Algorithm::ed25519);
  EXPECT_EQ(algorithm_for_jws("Ed25519", KeyType::ed25519).value(), Algorithm::ed25519);
  EXPECT_EQ(algorithm_for_jws("ES256", KeyType::p256).value(), Algorithm::ecdsa_p256_sha256);
  EXPECT_EQ(algorithm_for_jws("PS256", KeyType::rsa).value(), Algorithm::rsa_pss_sha256);
  for (const char* name : {"none", "None", "", "HS256", "ES384", "EdDSA", "RS256", "es256", "RSA1_5"}) {
    const Result<Algorithm> got = algorithm_for_jws(name, KeyType::p256);
    ASSERT_FALSE(got.has_value()) << name;
    EXPECT_EQ(got.error().kind, Kind::refused) << name;
  }
  EXPECT_EQ(algorithm_for_jws("RS512", KeyType::rsa).error().kind, Kind::unsupported);
}

TEST(Jws, a_jwk_that_names_its_algorithm_allows_no_other) {
  const Jwk named(with(k_ed25519_jwk, R"("alg":"EdDSA")"));
  EXPECT_TRUE(jwk_allows(named.value, Algorithm::ed25519));
  EXPECT_FALSE(jwk_allows(named.value, Algorithm::rsa_pss_sha256));
  EXPECT_TRUE(jwk_allows(Jwk(k_ed25519_jwk).value, Algorithm::ed25519));
}

}  // namespace
}  // namespace cairn::crypto
