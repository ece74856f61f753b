#include "base/look.hpp"

#include <gtest/gtest.h>

namespace cairn {
namespace {

TEST(SpeltOut, nothing_reaches_a_terminal_that_commands_it_or_turns_the_direction) {
  EXPECT_EQ(spelt_out("a\x1B[2Jb"), "a[U+001B][2Jb");
  EXPECT_EQ(spelt_out("bad\xE2\x80\xAE" "doog"), "bad[U+202E]doog");
  EXPECT_EQ(spelt_out("\xE2\x81\xA6x\xE2\x81\xA9"), "[U+2066]x[U+2069]");
  EXPECT_EQ(spelt_out("a\xC2\x9B" "2J"), "a[U+009B]2J");  // CSI in eight bits
  EXPECT_EQ(spelt_out("a\xFF" "b"), "a[?]b");
  EXPECT_EQ(spelt_out("no\nvalid: all is well"), "no[U+000A]valid: all is well");
  EXPECT_EQ(spelt_out("Мария, 王小明, עברית"), "Мария, 王小明, עברית");
}

TEST(PrintableAscii, every_other_byte_is_found_wherever_it_stands) {
  const std::string plain = "All printable: ~ !\"#azAZ09";
  EXPECT_TRUE(is_printable_ascii(""));
  EXPECT_TRUE(is_printable_ascii(plain));
  for (std::size_t at = 0; at < plain.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = plain;
      text[at] = static_cast<char>(byte);
      EXPECT_EQ(is_printable_ascii(text), byte >= 0x20 && byte < 0x7F) << at << " " << byte;
    }
  }
}

TEST(MixedWord, letters_that_look_alike_are_found_inside_one_word) {
  EXPECT_EQ(mixed_word("Ardm\xD0\xBEre College"), "Ardm\xD0\xBEre");  // Cyrillic o
  EXPECT_EQ(mixed_word("University of \xCE\x9Fxford"), "\xCE\x9Fxford");  // Greek capital omicron
  EXPECT_EQ(mixed_word("x \xD0\x90" "B"), "\xD0\x90" "B");
}

TEST(MixedWord, words_of_two_scripts_beside_one_another_are_none) {
  for (const char* text : {"", "Ardmore College", "Мария Ivanova", "IT-курс", "10 \xCE\xBCm", "\xCE\x94t and \xCF\x80r", "Ελλάδα Greece", "Ñandú Øre", "a\xFF" "b"}) {
    EXPECT_EQ(mixed_word(text), "") << text;
  }
}

}  // namespace
}  // namespace cairn
