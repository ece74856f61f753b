#include "proof/jose.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "crypto/key.hpp"
#include "json/read.hpp"

namespace cairn::proof {
namespace {

// RFC 8037 A.1 and A.4.
constexpr std::string_view k_seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
constexpr std::string_view k_rfc8037_token =
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-"
    "09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5B"
    "hVsPt9g7sVvpAr_MuM0KAg";

class JoseTest : public testing::Test {
 protected:
  JoseTest() : signer_(crypto::make_signer(crypto::KeyType::ed25519, *from_hex(k_seed)).value()) {}

  // A token with any header, signed all the same.
  std::string token(std::string_view header, std::string_view payload = "{}") {
    std::string out = to_base64url(as_bytes(header)) + "." + to_base64url(as_bytes(payload));
    return out + "." + to_base64url(*signer_->sign(as_bytes(out)));
  }
  Result<crypto::SignatureCheck> verify(std::string_view token) {
    CAIRN_TRY(const CompactJws jws, parse_compact_jws(token, arena_));
    return verify_jws(jws, signer_->public_key());
  }
  std::string code_of(std::string_view header) {
    const auto checked = verify(token(header));
    if (checked) return *checked == crypto::SignatureCheck::fits ? "fits" : "does not fit";
    return checked.error().code;
  }

  Arena arena_;
  std::unique_ptr<crypto::Signer> signer_;
};

TEST_F(JoseTest, signs_the_example_of_rfc_8037) {
  const auto made = sign_compact_jws(json::Object::make(arena_), "Example of Ed25519 signing", *signer_);
  ASSERT_TRUE(made);
  EXPECT_EQ(*made, k_rfc8037_token);
  EXPECT_EQ(*verify(k_rfc8037_token), crypto::SignatureCheck::fits);
}

TEST_F(JoseTest, accepts_both_names_of_ed25519) {
  EXPECT_EQ(code_of(R"({"alg":"EdDSA"})"), "fits");
  EXPECT_EQ(code_of(R"({"alg":"Ed25519"})"), "fits");
}

TEST_F(JoseTest, refuses_none_and_macs_whatever_the_signature) {
  for (const char* name : {"none", "HS256", "HS384", "HS512"}) {
    EXPECT_EQ(code_of(std::string(R"({"alg":")") + name + "\"}"), "jws.algorithm") << name;
  }
  EXPECT_EQ(verify("eyJhbGciOiJub25lIn0.e30.").error().kind, Kind::refused);  // {"alg":"none"}, no signature
}

TEST_F(JoseTest, judges_the_algorithm_before_any_key_is_known) {
  const auto judged = [&](std::string_view text) { return check_jws_header(json::read(text, arena_).value()); };
  EXPECT_TRUE(judged(R"({"alg":"RS256"})"));
  EXPECT_EQ(judged(R"({"alg":"none"})").error().kind, Kind::refused);
  EXPECT_EQ(judged(R"({"alg":"HS256"})").error().kind, Kind::refused);
  EXPECT_EQ(judged(R"({"alg":"PS256"})").error().kind, Kind::unsupported);
  EXPECT_EQ(judged(R"({"alg":"ES512"})").error().kind, Kind::unsupported);
}

TEST_F(JoseTest, takes_the_algorithm_from_the_key) {
  EXPECT_EQ(code_of(R"({"alg":"ES256"})"), "jws.algorithm");
  EXPECT_EQ(code_of(R"({"alg":"RS256"})"), "jws.algorithm");
  EXPECT_EQ(code_of(R"({"alg":"eddsa"})"), "jws.algorithm");
}

TEST_F(JoseTest, refuses_every_extension) {
  EXPECT_EQ(code_of(R"({"alg":"EdDSA","crit":["exp"],"exp":1})"), "jws.crit");
  EXPECT_EQ(code_of(R"({"alg":"EdDSA","crit":[]})"), "jws.crit");
  EXPECT_EQ(code_of(R"({"alg":"EdDSA","b64":false})"), "jws.b64");
  EXPECT_EQ(code_of(R"({"alg":"EdDSA","b64":true})"), "jws.b64");
}

TEST_F(JoseTest, refuses_headers_of_the_wrong_shape) {
  EXPECT_EQ(code_of(R"({})"), "jws.header");
  EXPECT_EQ(code_of(R"({"alg":["EdDSA"]})"), "jws.header");
  EXPECT_EQ(code_of(R"({"alg":"EdDSA","typ":null})"), "jws.header");
  EXPECT_EQ(code_of(R"({"alg":"none","alg":"EdDSA"})"), "json.duplicate-member");
  EXPECT_EQ(code_of(R"(["EdDSA"])"), "jws.syntax");
}

// Some issuers number their keys. Where the key is at hand the name does not matter; where it is looked up, it must be a name.
TEST_F(JoseTest, judges_the_name_of_the_key_only_where_it_is_looked_up) {
  EXPECT_EQ(code_of(R"({"alg":"EdDSA","kid":1})"), "fits");
  EXPECT_EQ(check_jws_header(json::read(R"({"alg":"EdDSA","kid":1})", arena_).value()).error().code, "jws.header");
}

TEST_F(JoseTest, ignores_addresses_of_keys) {
  EXPECT_EQ(code_of(R"({"alg":"EdDSA","jku":"https://evil.example/keys","x5u":"https://evil.example/cert"})"), "fits");
}

TEST_F(JoseTest, reads_strict_base64url_only) {
  const std::string good(k_rfc8037_token);
  const std::size_t dot = good.find('.');
  EXPECT_FALSE(verify(good + "="));
  EXPECT_FALSE(verify(good + "\n"));
  EXPECT_FALSE(verify(" " + good));
  EXPECT_FALSE(verify(good.substr(0, dot) + "=" + good.substr(dot)));
  EXPECT_FALSE(verify(good.substr(0, good.size() - 1) + "h"));  // bits of the last character that carry nothing
}

TEST_F(JoseTest, needs_exactly_three_parts) {
  EXPECT_EQ(verify("e30").error().code, "jws.syntax");
  EXPECT_EQ(verify("e30.e30").error().code, "jws.syntax");
  EXPECT_EQ(verify(std::string(k_rfc8037_token) + ".e30").error().code, "jws.syntax");
  EXPECT_EQ(verify("").error().code, "jws.syntax");
}

TEST_F(JoseTest, a_signature_of_the_wrong_length_does_not_fit) {
  const std::string good(k_rfc8037_token);
  EXPECT_EQ(*verify(good.substr(0, good.rfind('.') + 1)), crypto::SignatureCheck::does_not_fit);
  EXPECT_EQ(*verify(good + "AAAA"), crypto::SignatureCheck::does_not_fit);
}

TEST_F(JoseTest, a_der_signature_does_not_fit) {
  auto signer = crypto::make_signer(crypto::KeyType::p256, Bytes(32, 1)).value();
  const auto made = sign_compact_jws(json::Object::make(arena_), "{}", *signer);
  ASSERT_TRUE(made);
  const auto jws = parse_compact_jws(*made, arena_);
  ASSERT_EQ(*verify_jws(*jws, signer->public_key()), crypto::SignatureCheck::fits);
  // The same r and s as a DER SEQUENCE of two INTEGERs.
  Bytes der = {0x30, 0};
  for (int half = 0; half < 2; ++half) {
    const auto* from = jws->signature.data() + half * 32;
    const bool high = (from[0] & 0x80) != 0;
    der.insert(der.end(), {0x02, static_cast<std::uint8_t>(high ? 33 : 32)});
    if (high) der.push_back(0);
    der.insert(der.end(), from, from + 32);
  }
  der[1] = static_cast<std::uint8_t>(der.size() - 2);
  CompactJws other = *jws;
  other.signature = der;
  EXPECT_EQ(*verify_jws(other, signer->public_key()), crypto::SignatureCheck::does_not_fit);
}

}  // namespace
}  // namespace cairn::proof
