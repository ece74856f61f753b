#include "crypto/signature.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace cairn::crypto {
namespace {

Bytes hex(std::string_view text) { return from_hex(text).value(); }

constexpr std::string_view k_p256_secret = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
constexpr std::string_view k_p256_order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
constexpr std::string_view k_p384_secret =
    "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d896d5724e4c70a825f872c9ea60d2edf5";
constexpr std::string_view k_ed25519_seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

// Gives the bytes it was made with, then zeros and a one at the end.
class ListedEntropy final : public Entropy {
 public:
  explicit ListedEntropy(std::vector<Bytes> blocks) : blocks_(std::move(blocks)) {}
  void fill(std::span<std::uint8_t> out) override {
    ASSERT_LT(next_, blocks_.size());
    std::copy(blocks_[next_].begin(), blocks_[next_].end(), out.begin());
    ++next_;
  }
  std::size_t used() const { return next_; }

 private:
  std::vector<Bytes> blocks_;
  std::size_t next_ = 0;
};

TEST(Ed25519, signs_as_rfc_8032_test_2_does) {
  const auto signer = make_signer(KeyType::ed25519, hex(k_ed25519_seed)).value();
  EXPECT_EQ(to_hex(signer->public_key().bytes), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  EXPECT_EQ(signer->algorithm(), Algorithm::ed25519);
  EXPECT_EQ(to_hex(signer->sign(hex("72")).value()),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4"
            "302aeeb00d291612bb0c00");
}

TEST(Ed25519, a_key_of_small_order_verifies_nothing) {
  // The point (0, 1): with R of the same point and S zero a careless verifier accepts every message.
  Bytes point(32, 0);
  point[0] = 1;
  Bytes signature(64, 0);
  signature[0] = 1;
  const PublicKey key = make_public_key(KeyType::ed25519, point).value();
  EXPECT_EQ(verify(key, Algorithm::ed25519, as_bytes("any"), signature).value(), SignatureCheck::does_not_fit);
}

TEST(Ed25519, a_signature_whose_s_is_not_reduced_does_not_fit) {
  const auto signer = make_signer(KeyType::ed25519, hex(k_ed25519_seed)).value();
  Bytes signature = signer->sign(as_bytes("hello")).value();
  const Bytes order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += static_cast<unsigned>(signature[32 + i]) + order[i];
    signature[32 + i] = static_cast<std::uint8_t>(carry);
    carry >>= 8;
  }
  EXPECT_EQ(verify(signer->public_key(), Algorithm::ed25519, as_bytes("hello"), signature).value(),
            SignatureCheck::does_not_fit);
}

TEST(Ecdsa, p256_signs_as_rfc_6979_a_2_5_does) {
  const auto signer = make_signer(KeyType::p256, hex(k_p256_secret)).value();
  EXPECT_EQ(to_hex(signer->public_key().bytes), "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6");
  EXPECT_EQ(to_hex(signer->sign(as_bytes("sample")).value()),
            "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
            "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
  EXPECT_EQ(to_hex(signer->sign(as_bytes("test")).value()),
            "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367"
            "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083");
}

TEST(Ecdsa, p384_signs_as_rfc_6979_a_2_6_does) {
  const auto signer = make_signer(KeyType::p384, hex(k_p384_secret)).value();
  EXPECT_EQ(to_hex(signer->sign(as_bytes("sample")).value()),
            "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36dd1e80fabe46"
            "99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a38628ac8");
  EXPECT_EQ(to_hex(signer->sign(as_bytes("test")).value()),
            "8203b63d3c853e8d77227fb377bcf7b7b772e97892a80f36ab775d509d7a5feb0542a7f0812998da8f1dd3ca3cf023db"
            "ddd0760448d42d8a43af45af836fce4de8be06b485e9b61b827c2f13173923e06a739f040649a667bf3b828246baa5a5");
}

TEST(Signature, any_flipped_bit_in_message_or_signature_makes_it_not_fit) {
  for (const KeyType type : {KeyType::ed25519, KeyType::p256, KeyType::p384}) {
    SystemEntropy entropy;
    const auto signer = generate_signer(type, entropy).value();
    Bytes message = {1, 2, 3};
    Bytes signature = signer->sign(message).value();
    const auto fits = [&] { return verify(signer->public_key(), signer->algorithm(), message, signature).value(); };
    ASSERT_EQ(fits(), SignatureCheck::fits);
    for (std::size_t i = 0; i < signature.size(); ++i) {
      signature[i] ^= 4;
      EXPECT_EQ(fits(), SignatureCheck::does_not_fit) << key_type_name(type) << " byte " << i;
      signature[i] ^= 4;
    }
    message[1] ^= 1;
    EXPECT_EQ(fits(), SignatureCheck::does_not_fit);
  }
}

TEST(Signature, other_lengths_do_not_fit) {
  for (const KeyType type : {KeyType::ed25519, KeyType::p256, KeyType::p384}) {
    SystemEntropy entropy;
    const auto signer = generate_signer(type, entropy).value();
    const Bytes signature = signer->sign(as_bytes("m")).value();
    for (std::size_t size = 0; size < signature.size() + 4; ++size) {
      Bytes other = signature;
      other.resize(size);
      if (size == signature.size()) continue;
      EXPECT_EQ(verify(signer->public_key(), signer->algorithm(), as_bytes("m"), other).value(),
                SignatureCheck::does_not_fit);
    }
  }
}

TEST(Ecdsa, the_same_numbers_with_more_or_fewer_leading_zeros_do_not_fit) {
  const auto signer = make_signer(KeyType::p256, hex(k_p256_secret)).value();
  const Bytes signature = signer->sign(as_bytes("test")).value();  // its s begins with 01
  Bytes longer = signature;
  longer.insert(longer.begin() + 32, 0);
  longer.insert(longer.begin(), 0);
  EXPECT_EQ(verify(signer->public_key(), signer->algorithm(), as_bytes("test"), longer).value(),
            SignatureCheck::does_not_fit);
}

TEST(Signature, key_and_algorithm_that_do_not_belong_together_are_refused) {
  const auto signer = make_signer(KeyType::p256, hex(k_p256_secret)).value();
  const Bytes signature(64, 1);
  for (const Algorithm algorithm :
       {Algorithm::ed25519, Algorithm::ecdsa_p384_sha384, Algorithm::rsa_pkcs1_sha256, Algorithm::rsa_pss_sha256}) {
    const auto got = verify(signer->public_key(), algorithm, as_bytes("m"), signature);
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().kind, Kind::refused);
    EXPECT_EQ(got.error().code, "signature.algorithm");
  }
}

TEST(Signature, secrets_out_of_range_or_of_wrong_length_are_refused) {
  const auto code_of = [](KeyType type, const Bytes& secret) { return make_signer(type, secret).error().code; };
  EXPECT_EQ(code_of(KeyType::p256, Bytes(32, 0)), "key.secret");
  EXPECT_EQ(code_of(KeyType::p256, hex(k_p256_order)), "key.secret");
  EXPECT_EQ(code_of(KeyType::p256, Bytes(31, 1)), "key.secret");
  EXPECT_EQ(code_of(KeyType::p384, Bytes(48, 0xff)), "key.secret");
  EXPECT_EQ(code_of(KeyType::ed25519, Bytes(64, 1)), "key.secret");
  EXPECT_EQ(code_of(KeyType::rsa, Bytes(32, 1)), "key.type");
}

TEST(Signature, the_largest_and_smallest_scalars_sign) {
  Bytes one(32, 0);
  one.back() = 1;
  Bytes largest = hex(k_p256_order);
  --largest.back();
  for (const Bytes& secret : {one, largest}) {
    const auto signer = make_signer(KeyType::p256, secret).value();
    const Bytes signature = signer->sign(as_bytes("m")).value();
    EXPECT_EQ(verify(signer->public_key(), Algorithm::ecdsa_p256_sha256, as_bytes("m"), signature).value(),
              SignatureCheck::fits);
  }
}

TEST(Signature, a_drawn_scalar_out_of_range_is_drawn_again) {
  ListedEntropy entropy({Bytes(32, 0), hex(k_p256_order), hex(k_p256_secret)});
  const SecretBytes secret = generate_secret(KeyType::p256, entropy).value();
  EXPECT_EQ(entropy.used(), 3U);
  EXPECT_EQ(to_hex(secret.reveal()), k_p256_secret);
}

TEST(Signature, one_signer_serves_several_threads) {
  for (const KeyType type : {KeyType::ed25519, KeyType::p256, KeyType::p384}) {
    SystemEntropy entropy;
    const auto signer = generate_signer(type, entropy).value();
    const Bytes expected = signer->sign(as_bytes("same")).value();
    std::vector<std::thread> threads;
    std::array<int, 4> differing{};
    for (int& count : differing) {
      threads.emplace_back([&signer, &expected, &count] {
        for (int i = 0; i < 50; ++i) count += signer->sign(as_bytes("same")).value() != expected;
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(differing, (std::array<int, 4>{}));
  }
}

}  // namespace
}  // namespace cairn::crypto
