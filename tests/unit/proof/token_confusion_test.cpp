#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "crypto/hash.hpp"
#include "json/write.hpp"
#include "proof/did_key.hpp"
#include "proof/local_resolver.hpp"
#include "proof/sd_jwt_vc.hpp"
#include "proof/vc_jwt.hpp"

// Every way to lead a verifier of tokens astray by the header, tried against every other: RFC 8725, and the attacks it answers.
namespace cairn::proof {
namespace {

constexpr std::string_view k_algorithms[] = {"ES256", "ES384", "EdDSA", "Ed25519", "RS256",  "PS256", "ES512",
                                             "ES256K", "Ed448", "HS256", "HS384",  "HS512",  "none",  "None",
                                             "NONE",   "es256", "EdDSA ", "",      "ECDH-ES"};

/// Who made the signature, and how.
enum class Signature { issuer, stranger, mac_of_public_key, mac_of_public_jwk, empty };
constexpr Signature k_signatures[] = {Signature::issuer, Signature::stranger, Signature::mac_of_public_key,
                                      Signature::mac_of_public_jwk, Signature::empty};

/// What else the header says.
enum class Extra { nothing, strangers_jwk, jku, x5u, x5c, crit, crit_unnamed, b64 };
constexpr Extra k_extras[] = {Extra::nothing, Extra::strangers_jwk, Extra::jku,          Extra::x5u,
                              Extra::x5c,     Extra::crit,          Extra::crit_unnamed, Extra::b64};

constexpr std::string_view k_types[] = {"dc+sd-jwt", "vc+sd-jwt", "vc+jwt", "JWT", "kb+jwt", "at+jwt", "statuslist+jwt",
                                        "openid4vci-proof+jwt", "DC+SD-JWT", "application/dc+sd-jwt", ""};

struct Row {
  crypto::KeyType type;
  std::string_view right;        ///< the algorithm to write
  std::string_view also_right;   ///< another name of the same
};
constexpr Row k_rows[] = {{crypto::KeyType::ed25519, "EdDSA", "Ed25519"},
                          {crypto::KeyType::p256, "ES256", "ES256"},
                          {crypto::KeyType::p384, "ES384", "ES384"}};

class TokenConfusion : public testing::TestWithParam<Row> {
 protected:
  TokenConfusion() : issuer_(signer(1)), stranger_(signer(2)) {
    did_ = to_did_key(issuer_->public_key());
    options_.at = start_of_day({2026, 6, 1});
    claims_ = R"({"vct":"urn:x","iss":")" + did_ + R"(","@context":["https://www.w3.org/ns/credentials/v2"],"issuer":{"id":")" +
              did_ + R"("},"type":["VerifiableCredential"],"credentialSubject":{"id":"urn:y"}})";
  }

  static std::unique_ptr<crypto::Signer> signer(std::uint8_t seed) {
    const std::size_t size = GetParam().type == crypto::KeyType::p384 ? 48 : 32;
    return crypto::make_signer(GetParam().type, Bytes(size, seed)).value();
  }
  std::string jwk_of(const crypto::Signer& signer) { return json::to_text(crypto::to_public_jwk(signer.public_key(), arena_)); }

  std::string header(std::string_view algorithm, std::string_view type, Extra extra) {
    std::string out = R"({"alg":")" + std::string(algorithm) + R"(","kid":")" + verification_method_id(did_, issuer_->public_key()) + "\"";
    if (!type.empty()) out += R"(,"typ":")" + std::string(type) + "\"";
    if (extra == Extra::strangers_jwk) out += R"(,"jwk":)" + jwk_of(*stranger_);
    if (extra == Extra::jku) out += R"(,"jku":"https://evil.example/keys")";
    if (extra == Extra::x5u) out += R"(,"x5u":"https://evil.example/chain")";
    if (extra == Extra::x5c) out += R"(,"x5c":["MIIB"])";
    if (extra == Extra::crit) out += R"(,"crit":["exp"],"exp":1)";
    if (extra == Extra::crit_unnamed) out += R"(,"crit":[])";
    if (extra == Extra::b64) out += R"(,"b64":false)";
    return out + "}";
  }

  Bytes sign(std::string_view input, Signature how) {
    const auto mac = [&](ByteView key) {
      const crypto::Sha256 out = crypto::hmac_sha256(key, as_bytes(input));
      return Bytes(out.begin(), out.end());
    };
    switch (how) {
      case Signature::issuer: return issuer_->sign(as_bytes(input)).value();
      case Signature::stranger: return stranger_->sign(as_bytes(input)).value();
      case Signature::mac_of_public_key: return mac(issuer_->public_key().bytes);
      case Signature::mac_of_public_jwk: return mac(as_bytes(jwk_of(*issuer_)));
      case Signature::empty: break;
    }
    return {};
  }

  std::string token(std::string_view header, Signature how) {
    std::string out = to_base64url(as_bytes(header)) + "." + to_base64url(as_bytes(claims_));
    return out + "." + to_base64url(sign(std::string(out), how));
  }

  bool is_right(std::string_view algorithm) const {
    return algorithm == GetParam().right || algorithm == GetParam().also_right;
  }
  bool accepts_vc_jwt(const std::string& text) {
    const auto found = verify_vc_jwt(text, resolver_, options_, arena_);
    return found && found->finding.signature == Outcome::pass && found->finding.authorised == Outcome::pass;
  }
  bool accepts_sd_jwt(const std::string& text) {
    const auto found = verify_sd_jwt_vc(text, {resolver_}, options_, arena_);
    return found && !found->departure && found->finding.signature == Outcome::pass &&
           found->finding.authorised == Outcome::pass;
  }

  // Try the whole grid with one verifier.  out: how many tokens were accepted
  template <class IsAccepted, class IsSound>
  int try_all(IsAccepted is_accepted, IsSound is_sound) {
    int accepted = 0;
    for (const std::string_view algorithm : k_algorithms) {
      for (const Signature how : k_signatures) {
        for (const Extra extra : k_extras) {
          for (const std::string_view type : k_types) {
            const bool found = is_accepted(token(header(algorithm, type, extra), how));
            const bool wanted = is_right(algorithm) && how == Signature::issuer && is_sound(extra, type);
            EXPECT_EQ(found, wanted) << algorithm << " signature " << static_cast<int>(how) << " extra "
                                     << static_cast<int>(extra) << " type " << type;
            accepted += found ? 1 : 0;
          }
        }
        arena_.reset();
      }
    }
    return accepted;
  }

  std::unique_ptr<crypto::Signer> issuer_;
  std::unique_ptr<crypto::Signer> stranger_;
  std::string did_;
  std::string claims_;
  LocalResolver resolver_;
  VerifyOptions options_;
  Arena arena_;
};

TEST_P(TokenConfusion, a_credential_token_is_accepted_on_the_diagonal_only) {
  const int accepted = try_all([&](const std::string& text) { return accepts_vc_jwt(text); },
                               [](Extra extra, std::string_view type) {
                                 const bool is_ignored = extra == Extra::nothing || extra == Extra::jku ||
                                                         extra == Extra::x5u || extra == Extra::x5c;
                                 return is_ignored && (type == "vc+jwt" || type == "JWT" || type.empty());
                               });
  const int names = GetParam().right == GetParam().also_right ? 1 : 2;
  EXPECT_EQ(accepted, names * 4 * 3);
}

TEST_P(TokenConfusion, a_disclosable_token_is_accepted_on_the_diagonal_only) {
  const int accepted = try_all([&](const std::string& text) { return accepts_sd_jwt(text + "~"); },
                               [](Extra extra, std::string_view type) {
                                 const bool is_ignored = extra == Extra::nothing || extra == Extra::jku ||
                                                         extra == Extra::x5u || extra == Extra::strangers_jwk;
                                 return is_ignored && (type == "dc+sd-jwt" || type == "vc+sd-jwt");
                               });
  const int names = GetParam().right == GetParam().also_right ? 1 : 2;
  EXPECT_EQ(accepted, names * 4 * 2);
}

// What was made for one purpose serves no other: a token without tilde is no disclosable one, and the reverse.
TEST_P(TokenConfusion, no_form_passes_for_the_other) {
  const std::string as_disclosable = token(header(GetParam().right, "dc+sd-jwt", Extra::nothing), Signature::issuer);
  const std::string as_token = token(header(GetParam().right, "vc+jwt", Extra::nothing), Signature::issuer);
  EXPECT_FALSE(accepts_vc_jwt(as_disclosable));
  EXPECT_FALSE(accepts_vc_jwt(as_disclosable + "~"));
  EXPECT_FALSE(accepts_sd_jwt(as_disclosable));
  EXPECT_FALSE(accepts_sd_jwt(as_token + "~"));
}

INSTANTIATE_TEST_SUITE_P(KeyTypes, TokenConfusion, testing::ValuesIn(k_rows),
                         [](const auto& row) { return std::string(row.param.right); });

}  // namespace
}  // namespace cairn::proof
