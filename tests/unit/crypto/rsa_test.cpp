#include "crypto/rsa.hpp"

#include <gtest/gtest.h>

#include "unit/crypto/rsa_vectors.hpp"

namespace cairn::crypto {
namespace {

Bytes hex(std::string_view text) { return from_hex(text).value(); }

SignatureCheck check(Algorithm algorithm, std::string_view message, const Bytes& signature) {
  const PublicKey key = make_public_key(KeyType::rsa, hex(k_rsa_der)).value();
  return verify(key, algorithm, as_bytes(message), signature).value();
}

std::string code_of(const RsaNumbers& numbers) {
  const Result<RsaNumbers> got = read_rsa_key(write_rsa_key(numbers));
  return got.has_value() ? "accepted" : got.error().code;
}

// An odd number of `size` bytes, its highest bit set; no key anybody holds.
Bytes modulus_of(std::size_t size) {
  Bytes out(size, 0x5a);
  out.front() = 0x80;
  out.back() = 0x5b;
  return out;
}

TEST(Rsa, signatures_of_another_program_fit_under_their_own_padding_only) {
  EXPECT_EQ(check(Algorithm::rsa_pkcs1_sha256, "a message", hex(k_rsa_pkcs1_signature)), SignatureCheck::fits);
  EXPECT_EQ(check(Algorithm::rsa_pss_sha256, "a message", hex(k_rsa_pss_signature)), SignatureCheck::fits);
  EXPECT_EQ(check(Algorithm::rsa_pss_sha256, "a message", hex(k_rsa_pkcs1_signature)), SignatureCheck::does_not_fit);
  EXPECT_EQ(check(Algorithm::rsa_pkcs1_sha256, "a message", hex(k_rsa_pss_signature)), SignatureCheck::does_not_fit);
  EXPECT_EQ(check(Algorithm::rsa_pkcs1_sha256, "another", hex(k_rsa_pkcs1_signature)), SignatureCheck::does_not_fit);
}

TEST(Rsa, a_pss_signature_with_another_length_of_salt_does_not_fit) {
  EXPECT_EQ(check(Algorithm::rsa_pss_sha256, "a message", hex(k_rsa_pss_signature_with_salt_of_20_bytes)),
            SignatureCheck::does_not_fit);
}

TEST(Rsa, a_signature_shorter_or_longer_than_the_modulus_does_not_fit) {
  Bytes signature = hex(k_rsa_pkcs1_signature);
  signature.push_back(0);
  EXPECT_EQ(check(Algorithm::rsa_pkcs1_sha256, "a message", signature), SignatureCheck::does_not_fit);
  signature = hex(k_rsa_pkcs1_signature);
  signature.insert(signature.begin(), 0);
  EXPECT_EQ(check(Algorithm::rsa_pkcs1_sha256, "a message", signature), SignatureCheck::does_not_fit);
  EXPECT_EQ(check(Algorithm::rsa_pkcs1_sha256, "a message", {}), SignatureCheck::does_not_fit);
}

TEST(Rsa, reading_and_writing_a_key_are_inverse) {
  const Bytes der = hex(k_rsa_der);
  const RsaNumbers numbers = read_rsa_key(der).value();
  EXPECT_EQ(numbers.n.size(), 256U);
  EXPECT_EQ(to_hex(numbers.e), "010001");
  EXPECT_EQ(write_rsa_key(numbers), der);
}

TEST(Rsa, every_cut_and_every_lengthening_of_the_der_is_malformed) {
  const Bytes der = hex(k_rsa_der);
  for (std::size_t size = 0; size < der.size(); ++size) {
    const Result<RsaNumbers> got = read_rsa_key(ByteView(der).first(size));
    ASSERT_FALSE(got.has_value()) << size;
    EXPECT_EQ(got.error().code, "key.der");
  }
  Bytes longer = der;
  longer.push_back(0);
  EXPECT_EQ(read_rsa_key(longer).error().code, "key.der");
}

TEST(Rsa, keys_below_2048_or_above_8192_bits_are_refused) {
  const Bytes e = {1, 0, 1};
  EXPECT_EQ(code_of({modulus_of(128), e}), "key.size");
  EXPECT_EQ(code_of({modulus_of(1025), e}), "key.size");
  EXPECT_EQ(code_of({modulus_of(256), e}), "accepted");
  EXPECT_EQ(code_of({modulus_of(1024), e}), "accepted");
  Bytes one_bit_short = modulus_of(256);
  one_bit_short.front() = 0x7f;
  EXPECT_EQ(code_of({one_bit_short, e}), "key.size");
}

TEST(Rsa, exponents_that_make_no_key_are_refused) {
  const Bytes n = modulus_of(256);
  EXPECT_EQ(code_of({n, {1}}), "key.exponent");
  EXPECT_EQ(code_of({n, {2}}), "key.exponent");
  EXPECT_EQ(code_of({n, Bytes(9, 0xff)}), "key.exponent");
  EXPECT_EQ(code_of({n, {3}}), "accepted");
  Bytes even = n;
  even.back() = 0x5a;
  EXPECT_EQ(code_of({even, {1, 0, 1}}), "key.weak");
}

}  // namespace
}  // namespace cairn::crypto
