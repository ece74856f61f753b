#include "bake/crc32.hpp"

#include <gtest/gtest.h>

#include "pictures.hpp"

namespace cairn::bake {
namespace {

// The published check value of this CRC, and the IEND chunk that every PNG ends with.
TEST(Crc32, known_sums_come_out) {
  EXPECT_EQ(crc32("123456789"), 0xCBF4'3926U);
  EXPECT_EQ(crc32("IEND"), 0xAE42'6082U);
  EXPECT_EQ(crc32(""), 0U);
}

TEST(Crc32, it_agrees_with_the_bitwise_definition_at_every_length) {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(crc32(text), reference_crc(text)) << i;
    text.push_back(static_cast<char>(i * 37 + 200));
  }
}

}  // namespace
}  // namespace cairn::bake
