#include "base/bytes.hpp"

#include <gtest/gtest.h>

namespace cairn {
namespace {

TEST(Hex, is_written_in_lower_case) {
  const Bytes bytes = {0x00, 0x7f, 0x80, 0xff, 0xAB};
  EXPECT_EQ(to_hex(bytes), "007f80ffab");
  EXPECT_EQ(to_hex({}), "");
}

TEST(Hex, is_read_in_either_case) {
  EXPECT_EQ(from_hex("00fFaB").value(), (Bytes{0x00, 0xff, 0xab}));
  EXPECT_TRUE(from_hex("").value().empty());
}

TEST(Hex, anything_else_is_refused) {
  for (const char* text : {"0", "0g", "g0", "0x", " 0", "00 ", "\xC3\xA9"}) {
    EXPECT_EQ(from_hex(text).error().code, "hex") << text;
  }
}

TEST(ByteViews, see_a_text_and_back_without_copying) {
  const std::string text("a\0\xFF", 3);
  EXPECT_EQ(as_bytes(text).size(), 3u);
  EXPECT_EQ(as_bytes(text)[2], 0xFF);
  EXPECT_EQ(as_text(as_bytes(text)).data(), text.data());
}

}  // namespace
}  // namespace cairn
