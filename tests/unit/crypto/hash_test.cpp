#include "crypto/hash.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cairn::crypto {
namespace {

TEST(Hash, sha256_of_abc_and_of_nothing_are_those_of_fips_180) {
  EXPECT_EQ(to_hex(sha256(as_bytes("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Hash, sha256_of_a_million_a_is_that_of_fips_180) {
  EXPECT_EQ(to_hex(sha256(as_bytes(std::string(1'000'000, 'a')))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Hash, sha384_of_abc_is_that_of_fips_180) {
  EXPECT_EQ(to_hex(sha384(as_bytes("abc"))),
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7");
}

TEST(Hash, hmac_gives_the_values_of_rfc_4231_case_2) {
  const ByteView key = as_bytes("Jefe");
  const ByteView text = as_bytes("what do ya want for nothing?");
  EXPECT_EQ(to_hex(hmac_sha256(key, text)), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(to_hex(hmac_sha384(key, text)),
            "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649");
}

TEST(Hash, hmac_with_a_key_longer_than_a_block_gives_the_values_of_rfc_4231_case_6) {
  const Bytes key(131, 0xaa);
  const ByteView text = as_bytes("Test Using Larger Than Block-Size Key - Hash Key First");
  EXPECT_EQ(to_hex(hmac_sha256(key, text)), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(to_hex(hmac_sha384(key, text)),
            "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952");
}

}  // namespace
}  // namespace cairn::crypto
