#include "vc/bitstring.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "base/encoding.hpp"

namespace cairn::vc {
namespace {

// Made with Python's gzip and base64: 131,072 bits, of which 0, 7, 8, 94567 and 131071 are set.
constexpr std::string_view k_five_set = "uH4sIAAAAAAAC_-3QAREAAAQEMN-c5nJwW4RNFwAAAAAAAAAAAAAAz0QBAAAAwDVZrxDDXQBAAAA";
// From the examples of Bitstring Status List 1.0: 131,072 zero bits.
constexpr std::string_view k_none_set = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";

TEST(Bitstring, bit_zero_is_leftmost) {
  const auto list = expand_bitstring(k_five_set);
  ASSERT_TRUE(list) << list.error().detail;
  EXPECT_EQ(list->size_bits(), 131'072U);
  for (const std::uint64_t index : {0U, 7U, 8U, 94'567U, 131'071U}) EXPECT_EQ(*list->entry(index), 1U) << index;
  for (const std::uint64_t index : {1U, 6U, 9U, 15U, 94'566U, 94'568U, 131'070U}) EXPECT_EQ(*list->entry(index), 0U) << index;
}

TEST(Bitstring, the_standards_example_is_all_clear) {
  const auto list = expand_bitstring(k_none_set);
  ASSERT_TRUE(list) << list.error().detail;
  EXPECT_EQ(list->bytes(), Bytes(16'384, 0));
}

TEST(Bitstring, an_entry_of_several_bits_starts_at_index_times_size_and_reads_high_bit_first) {
  const Bitstring list(Bytes{0b0001'1011, 0b1100'0001});
  EXPECT_EQ(*list.entry(0, 2), 0U);
  EXPECT_EQ(*list.entry(1, 2), 1U);
  EXPECT_EQ(*list.entry(2, 2), 2U);
  EXPECT_EQ(*list.entry(3, 2), 3U);
  EXPECT_EQ(*list.entry(2, 4), 12U);
  EXPECT_EQ(*list.entry(0, 16), 0x1BC1U);
}

// Whatever is set, in any order, is read back, and survives being packed and unpacked; nothing else is set.
TEST(Bitstring, reads_what_a_plain_set_of_numbers_says) {
  std::mt19937 chance(7);
  for (int round = 0; round < 20; ++round) {
    Bitstring list = Bitstring::of_size(131'072);
    std::set<std::uint64_t> model;
    const auto count = static_cast<std::uint32_t>(chance() % 3'000);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint64_t index = chance() % 131'072;
      list.set(index);
      model.insert(index);
      ASSERT_EQ(*list.entry(index), 1U);
    }
    const Bitstring back = *expand_bitstring(*compress_bitstring(list));
    std::set<std::uint64_t> found;
    for (std::uint64_t i = 0; i < back.size_bits(); ++i) {
      if (*back.entry(i) == 1) found.insert(i);
    }
    ASSERT_EQ(found, model);
  }
}

// Joining lists only ever adds: each is within the joined one, and nothing else is in it.
TEST(Bitstring, a_list_is_within_another_when_all_its_bits_are) {
  std::mt19937 chance(8);
  for (int round = 0; round < 200; ++round) {
    Bitstring a = Bitstring::of_size(256);
    Bitstring joined = Bitstring::of_size(256);
    for (int i = 0; i < 20; ++i) {
      const std::uint64_t index = chance() % 256;
      a.set(index);
      joined.set(index);
    }
    EXPECT_TRUE(a.is_within(joined));
    EXPECT_TRUE(joined.is_within(a));
    std::uint64_t extra = chance() % 256;
    while (*a.entry(extra) == 1) extra = (extra + 1) % 256;
    joined.set(extra);
    EXPECT_TRUE(a.is_within(joined));
    EXPECT_FALSE(joined.is_within(a));
  }
  EXPECT_TRUE(Bitstring::of_size(64).is_within(Bitstring::of_size(8)));
  Bitstring longer = Bitstring::of_size(64);
  longer.set(60);
  EXPECT_FALSE(longer.is_within(Bitstring::of_size(8)));
}

TEST(Bitstring, an_index_outside_is_an_error) {
  const Bitstring list(Bytes(2, 0));
  EXPECT_TRUE(list.entry(15));
  EXPECT_EQ(list.entry(16).error().code, "status.range");
  EXPECT_EQ(list.entry(8, 2).error().code, "status.range");
  EXPECT_EQ(list.entry(UINT64_MAX).error().code, "status.range");
}

TEST(Bitstring, broken_encodings_are_errors) {
  const std::string sound(k_none_set);
  for (const std::string& text : {std::string(), std::string("u"), sound.substr(1), "z" + sound.substr(1), sound + "=", sound.substr(0, 40),
                                  "u" + to_base64url(as_bytes("no gzip at all")), sound + "AAAA"}) {
    const auto list = expand_bitstring(text);
    ASSERT_FALSE(list) << text;
    EXPECT_EQ(list.error().code, "status.encoding") << text;
  }
}

TEST(Bitstring, a_bomb_is_stopped_at_16_mib) {
  const auto bomb = compress_bitstring(Bitstring(Bytes(20 * 1024 * 1024, 0)));
  ASSERT_TRUE(bomb);
  EXPECT_LT(bomb->size(), 100'000U);
  EXPECT_EQ(expand_bitstring(*bomb).error().code, "status.size");
}

TEST(Bitstring, what_is_compressed_expands_to_the_same) {
  Bytes bytes(16'384);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 131 >> 3);
  const auto text = compress_bitstring(Bitstring(bytes));
  ASSERT_TRUE(text);
  EXPECT_EQ(expand_bitstring(*text)->bytes(), bytes);
}

}  // namespace
}  // namespace cairn::vc
