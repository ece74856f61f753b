#include "base/encoding.hpp"

#include <gtest/gtest.h>

namespace cairn {
namespace {

Bytes bytes_of(std::string_view text) {
  const ByteView view = as_bytes(text);
  return {view.begin(), view.end()};
}

// Bytes that look random but are the same each time.
Bytes scrambled(std::size_t count, std::uint32_t seed) {
  Bytes out(count);
  for (std::uint8_t& byte : out) {
    seed = seed * 1664525 + 1013904223;
    byte = static_cast<std::uint8_t>(seed >> 24);
  }
  return out;
}

TEST(Base58, gives_the_values_of_the_ietf_draft) {
  EXPECT_EQ(to_base58(as_bytes("Hello World!")), "2NEpo7TZRRrLZSi2U");
  EXPECT_EQ(to_base58(from_hex("0000287fb4cd").value()), "11233QC4");
  EXPECT_EQ(from_base58("USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z").value(),
            bytes_of("The quick brown fox jumps over the lazy dog."));
}

TEST(Base58, keeps_leading_zero_bytes) {
  EXPECT_EQ(to_base58(Bytes(3, 0)), "111");
  EXPECT_EQ(from_base58("111").value(), Bytes(3, 0));
  EXPECT_EQ(to_base58({}), "");
  EXPECT_TRUE(from_base58("").value().empty());
}

TEST(Base58, every_length_up_to_200_bytes_comes_back_with_any_number_of_leading_zeros) {
  for (std::size_t count = 0; count < 200; ++count) {
    Bytes bytes = scrambled(count, static_cast<std::uint32_t>(count));
    for (std::size_t zeros = 0; zeros <= count && zeros < 12; ++zeros) {
      if (zeros > 0) bytes[zeros - 1] = 0;
      ASSERT_EQ(from_base58(to_base58(bytes)).value(), bytes) << count << " bytes, " << zeros << " zeros";
    }
  }
}

TEST(Base58, the_largest_number_of_each_length_comes_back) {
  for (std::size_t count = 1; count < 100; ++count) {
    const Bytes bytes(count, 0xff);
    ASSERT_EQ(from_base58(to_base58(bytes)).value(), bytes);
  }
}

TEST(Base58, characters_outside_the_alphabet_are_refused_with_their_place) {
  for (const char bad : {'0', 'O', 'I', 'l', ' ', '\n', '=', '\0', '\x80', '\xff'}) {
    const Result<Bytes> got = from_base58(std::string("2NE") + bad + "po");
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().kind, Kind::malformed);
    EXPECT_EQ(got.error().code, "base58");
    EXPECT_NE(got.error().detail.find("position 3"), std::string::npos);
  }
}

TEST(Base58, text_over_4096_characters_is_not_read) {
  EXPECT_TRUE(from_base58(std::string(4096, 'z')).has_value());
  const Result<Bytes> got = from_base58(std::string(4097, 'z'));
  ASSERT_FALSE(got.has_value());
  EXPECT_EQ(got.error().kind, Kind::exhausted);
  EXPECT_EQ(got.error().code, "base58.size");
}

TEST(Base64, gives_the_values_of_rfc_4648) {
  const std::pair<const char*, const char*> rows[] = {{"", ""},
                                                      {"f", "Zg=="},
                                                      {"fo", "Zm8="},
                                                      {"foo", "Zm9v"},
                                                      {"foob", "Zm9vYg=="},
                                                      {"fooba", "Zm9vYmE="},
                                                      {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : rows) {
    EXPECT_EQ(to_base64(as_bytes(plain)), encoded);
    EXPECT_EQ(from_base64(encoded).value(), bytes_of(plain));
    std::string unpadded = encoded;
    while (unpadded.ends_with('=')) unpadded.pop_back();
    EXPECT_EQ(to_base64url(as_bytes(plain)), unpadded);
    EXPECT_EQ(from_base64url(unpadded).value(), bytes_of(plain));
  }
}

TEST(Base64, the_two_alphabets_differ_in_their_last_two_characters) {
  const Bytes bytes = {0xfb, 0xff, 0xbf};
  EXPECT_EQ(to_base64(bytes), "+/+/");
  EXPECT_EQ(to_base64url(bytes), "-_-_");
  EXPECT_EQ(from_base64url("-_-_").value(), bytes);
  EXPECT_FALSE(from_base64url("+/+/").has_value());
  EXPECT_FALSE(from_base64("-_-_").has_value());
}

TEST(Base64, a_byte_string_has_one_spelling_only) {
  for (const char* text : {"Zh", "Zm9vYmF", "Z", "Zg==", "Zm8=", "Zm9v\n", " Zm9v", "Zm9v=", "Zm 9v"}) {
    const Result<Bytes> got = from_base64url(text);
    EXPECT_TRUE(!got.has_value() || to_base64url(*got) == text) << text;
  }
  for (const char* text :
       {"Zg", "Zg=", "Zh==", "Zm9=", "Zg===", "====", "A===", "=Zg=", "Zm9v====", "Zm9v\nZm9v", "Zg==Zg=="}) {
    const Result<Bytes> got = from_base64(text);
    ASSERT_FALSE(got.has_value()) << text;
    EXPECT_EQ(got.error().code, "base64");
    EXPECT_EQ(got.error().kind, Kind::malformed);
  }
}

TEST(Base64url, padding_white_space_and_unused_bits_are_refused) {
  for (const char* text : {"Zg==", "Zm8=", "Zm9v\n", " Zm9v", "Zm9v=", "Zm 9", "Zh", "Zm9", "Z", "Zm9vZ"}) {
    const Result<Bytes> got = from_base64url(text);
    ASSERT_FALSE(got.has_value()) << text;
    EXPECT_EQ(got.error().kind, Kind::malformed);
    EXPECT_EQ(got.error().code, "base64url");
  }
}

TEST(Base64url, every_length_comes_back) {
  for (std::size_t count = 0; count < 100; ++count) {
    const Bytes bytes = scrambled(count, 7);
    ASSERT_EQ(from_base64url(to_base64url(bytes)).value(), bytes);
    ASSERT_EQ(from_base64(to_base64(bytes)).value(), bytes);
  }
}

TEST(Multibase, names_its_encoding_by_the_first_character) {
  const ByteView plain = as_bytes("yes mani !");
  EXPECT_EQ(to_multibase(plain, Multibase::base58btc), "z7paNL19xttacUY");
  EXPECT_EQ(to_multibase(plain, Multibase::base64url), "ueWVzIG1hbmkgIQ");
  EXPECT_EQ(to_multibase(plain, Multibase::base16), "f796573206d616e692021");
  EXPECT_EQ(to_multibase(plain, Multibase::base64), "meWVzIG1hbmkgIQ");
  for (const char* text : {"z7paNL19xttacUY", "ueWVzIG1hbmkgIQ", "f796573206d616e692021", "meWVzIG1hbmkgIQ"}) {
    EXPECT_EQ(from_multibase(text).value(), bytes_of("yes mani !"));
  }
}

TEST(Multibase, an_unknown_prefix_is_unsupported_and_no_prefix_is_malformed) {
  const Result<Bytes> unknown = from_multibase("bpfsxgidnmfxgsibb");
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().kind, Kind::unsupported);
  EXPECT_EQ(unknown.error().code, "multibase.prefix");
  const Result<Bytes> empty = from_multibase("");
  ASSERT_FALSE(empty.has_value());
  EXPECT_EQ(empty.error().kind, Kind::malformed);
  EXPECT_EQ(empty.error().code, "multibase.empty");
}

}  // namespace
}  // namespace cairn
