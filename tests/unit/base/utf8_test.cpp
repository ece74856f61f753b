#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include "base/bug.hpp"

namespace cairn {
namespace {

TEST(Utf8, every_scalar_value_comes_back) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, c);
    const Utf8Character back = read_utf8(text + "x");
    ASSERT_EQ(back.code_point, c);
    ASSERT_EQ(back.size, text.size());
    ASSERT_EQ(read_utf8(std::string_view(text).substr(0, text.size() - 1)).size, 0u) << "cut short";
  }
}

TEST(Utf8, known_characters_have_their_known_bytes) {
  std::string text;
  for (const char32_t c : {U'A', U'\u00E9', U'\u20AC', U'\U0001F600'}) append_utf8(text, c);
  EXPECT_EQ(text, "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
}

// Unicode 15, table 3-7: each row's neighbours outside of it.
TEST(Utf8, bytes_outside_the_standards_table_are_refused) {
  for (const char* text :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2\x7F", "\xC2\xC0", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF",
        "\xE1\x80\xC0", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF1\x80\x80", "\xFF"}) {
    EXPECT_EQ(read_utf8(text).size, 0u);
    EXPECT_FALSE(is_utf8("0123456789" + std::string(text)));
    EXPECT_FALSE(is_utf8(text + std::string("0123456789")));
  }
  EXPECT_EQ(read_utf8("").size, 0u);
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("ASCII only, and longer than one block"));
  EXPECT_TRUE(is_utf8("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"));
}

TEST(Utf8, a_surrogate_cannot_be_written) {
  std::string text;
  EXPECT_THROW(append_utf8(text, char32_t{0xD800}), Bug);
  EXPECT_THROW(append_utf8(text, char32_t{0x110000}), Bug);
}

TEST(Utf8, characters_have_names_with_four_digits_or_more) {
  EXPECT_EQ(code_point_name(0), "U+0000");
  EXPECT_EQ(code_point_name(0x202E), "U+202E");
  EXPECT_EQ(code_point_name(0x1F600), "U+1F600");
}

}  // namespace
}  // namespace cairn
