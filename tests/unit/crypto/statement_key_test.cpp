#include "crypto/statement_key.hpp"

#include <gtest/gtest.h>

#include <array>

#include "base/bug.hpp"

namespace cairn::crypto {
namespace {

TEST(StatementKey, its_signatures_fit_its_key_for_two_verifiers) {
  SystemEntropy entropy;
  StatementKey key;
  key.renew(entropy);
  std::array<std::uint8_t, k_p256_signature_bytes> signature{};
  for (const std::string_view message : {"", "a", "_:u1 <urn:p> \"o\" .\n"}) {
    key.sign(as_bytes(message), signature);
    EXPECT_EQ(verify(key.public_key(), Algorithm::ecdsa_p256_sha256, as_bytes(message), signature).value(), SignatureCheck::fits);
    StatementVerifier verifier(key.public_key());
    EXPECT_EQ(verifier.verify(as_bytes(message), signature), SignatureCheck::fits);
    EXPECT_EQ(verifier.verify(as_bytes("other"), signature), SignatureCheck::does_not_fit);
    EXPECT_EQ(verifier.verify(as_bytes(message), ByteView(signature).first(63)), SignatureCheck::does_not_fit);
    signature[63] ^= 1;
    EXPECT_EQ(verifier.verify(as_bytes(message), signature), SignatureCheck::does_not_fit);
  }
}

TEST(StatementKey, each_renewal_is_another_key_and_old_signatures_do_not_fit_it) {
  SystemEntropy entropy;
  StatementKey key;
  key.renew(entropy);
  const PublicKey first = key.public_key();
  std::array<std::uint8_t, k_p256_signature_bytes> signature{};
  key.sign(as_bytes("m"), signature);
  key.renew(entropy);
  EXPECT_NE(key.public_key(), first);
  EXPECT_EQ(StatementVerifier(key.public_key()).verify(as_bytes("m"), signature), SignatureCheck::does_not_fit);
  EXPECT_EQ(StatementVerifier(first).verify(as_bytes("m"), signature), SignatureCheck::fits);
}

TEST(StatementKey, a_verifier_fits_what_a_deterministic_signer_made) {
  const auto signer = make_signer(KeyType::p256, Bytes(32, 7)).value();
  const Bytes signature = signer->sign(as_bytes("m")).value();
  EXPECT_EQ(StatementVerifier(signer->public_key()).verify(as_bytes("m"), signature), SignatureCheck::fits);
}

TEST(StatementKey, r_and_s_of_zero_do_not_fit) {
  const auto signer = make_signer(KeyType::p256, Bytes(32, 7)).value();
  StatementVerifier verifier(signer->public_key());
  EXPECT_EQ(verifier.verify(as_bytes("m"), Bytes(64, 0)), SignatureCheck::does_not_fit);
  EXPECT_EQ(verifier.verify(as_bytes("m"), Bytes(64, 0xFF)), SignatureCheck::does_not_fit);
}

TEST(StatementKey, a_forgotten_key_is_gone) {
  SystemEntropy entropy;
  StatementKey key;
  EXPECT_THROW(key.public_key(), Bug);
  key.renew(entropy);
  key.forget();
  EXPECT_THROW(key.public_key(), Bug);
}

}  // namespace
}  // namespace cairn::crypto
