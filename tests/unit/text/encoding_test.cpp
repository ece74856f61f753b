#include "text/encoding.hpp"

#include <gtest/gtest.h>

namespace cairn::text {
namespace {

struct Outcome {
  std::string text;  // or the code of the failure
  Encoding encoding = Encoding::utf8;
};

// Feeds blocks of the given size; the outcome must not depend on it.
Outcome convert(std::string_view bytes, std::size_t block, Utf8Converter converter = {}) {
  Outcome out;
  for (std::size_t i = 0; i < bytes.size(); i += block) {
    const Result<void> added = converter.add(bytes.substr(i, block), out.text);
    if (!added) return {added.error().code, converter.encoding()};
  }
  const Result<void> finished = converter.finish(out.text);
  if (!finished) return {finished.error().code, converter.encoding()};
  out.encoding = converter.encoding();
  return out;
}

void expect(std::string_view bytes, std::string_view text, Encoding encoding) {
  for (const std::size_t block : {1000u, 7u, 3u, 2u, 1u}) {
    const Outcome outcome = convert(bytes, block);
    EXPECT_EQ(outcome.text, text) << "in blocks of " << block;
    EXPECT_EQ(outcome.encoding, encoding) << "in blocks of " << block;
  }
}

TEST(Encoding, ascii_is_utf8) {
  expect("plain text", "plain text", Encoding::utf8);
  expect("", "", Encoding::utf8);
  expect("a", "a", Encoding::utf8);
}

TEST(Encoding, utf8_is_told_by_its_bytes) {
  expect("na\xC3\xAFve \xE2\x82\xAC \xF0\x9F\x98\x80", "na\xC3\xAFve \xE2\x82\xAC \xF0\x9F\x98\x80", Encoding::utf8);
}

TEST(Encoding, a_byte_order_mark_decides_and_is_left_out) {
  expect(
      "\xEF\xBB\xBF"
      "caf\xC3\xA9",
      "caf\xC3\xA9", Encoding::utf8_with_mark);
  expect({"\xFF\xFE"
          "c\0\xE9\0=\xD8\0\xDE",
          10},
         "c\xC3\xA9\xF0\x9F\x98\x80", Encoding::utf16_little_endian);
  expect({"\xFE\xFF\0c\0\xE9\xD8=\xDE\0", 10}, "c\xC3\xA9\xF0\x9F\x98\x80", Encoding::utf16_big_endian);
}

TEST(Encoding, anything_else_is_taken_for_windows_1252) {
  expect("caf\xE9", "caf\xC3\xA9", Encoding::windows_1252);
  expect("\x80 \x93quoted\x94 \x97 \xFF.", "\xE2\x82\xAC \xE2\x80\x9Cquoted\xE2\x80\x9D \xE2\x80\x94 \xC3\xBF.",
         Encoding::windows_1252);
}

// bytes.decode("cp1252") of Python for the whole upper half
TEST(Encoding, windows_1252_has_its_known_characters) {
  std::string bytes;
  for (int byte = 0x80; byte < 0x100; ++byte) {
    if (byte != 0x81 && byte != 0x8D && byte != 0x8F && byte != 0x90 && byte != 0x9D)
      bytes.push_back(static_cast<char>(byte));
  }
  const Outcome outcome = convert(bytes, 1000, Utf8Converter(Encoding::windows_1252));
  EXPECT_EQ(outcome.text,
            "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\xC2\xA0¡¢£¤¥¦§¨©ª«¬\xC2\xAD®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßà"
            "áâãäåæçèéêëìí"
            "îïðñòóôõö÷øùúûüýþÿ");
}

TEST(Encoding, a_long_ascii_start_leaves_the_question_open) {
  const std::string start(100'000, 'a');
  const Outcome late = convert(start +
                                   "\xE9"
                                   "t\xE9",
                               64 * 1024);
  EXPECT_EQ(late.encoding, Encoding::windows_1252);
  EXPECT_EQ(late.text, start + "\xC3\xA9t\xC3\xA9");
  EXPECT_EQ(convert(start + "\xC3\xA9", 64 * 1024).encoding, Encoding::utf8);
}

TEST(Encoding, once_decided_nothing_else_is_accepted) {
  EXPECT_EQ(convert("\xC3\xA9 then \xE9 more", 4).text, "encoding.utf8");
  EXPECT_EQ(convert("\xEF\xBB\xBF"
                    "caf\xE9",
                    1000)
                .text,
            "encoding.utf8");
  EXPECT_EQ(convert("caf\xE9 \x81", 1000).text, "encoding.windows-1252");
  EXPECT_EQ(convert({"\xFF\xFE\0\xD8"
                     "a\0",
                     6},
                    1000)
                .text,
            "encoding.utf16");
  EXPECT_EQ(convert({"\xFF\xFE\0\xDC", 4}, 1000).text, "encoding.utf16");
  EXPECT_EQ(convert({"\xFF\xFE"
                     "a",
                     3},
                    1000)
                .text,
            "encoding.utf16");
  EXPECT_EQ(convert({"\xFF\xFE\0\xD8", 4}, 1000).text, "encoding.utf16");
}

TEST(Encoding, a_failure_names_the_byte) {
  Utf8Converter converter;
  std::string out;
  ASSERT_TRUE(
      converter.add("\xEF\xBB\xBF"
                    "abc",
                    out));
  EXPECT_NE(converter.add("de\xFF", out).error().detail.find("byte 8 "), std::string::npos);
}

TEST(Encoding, a_given_encoding_is_not_questioned) {
  EXPECT_EQ(convert("\xC3\xA9", 1, Utf8Converter(Encoding::windows_1252)).text, "\xC3\x83\xC2\xA9");
  EXPECT_EQ(convert("caf\xE9", 1, Utf8Converter(Encoding::utf8)).text, "encoding.utf8");
  EXPECT_EQ(convert({"a\0b\0", 4}, 1, Utf8Converter(Encoding::utf16_little_endian)).text, "ab");
  EXPECT_EQ(convert({"\xFF\xFE"
                     "a\0",
                     4},
                    1, Utf8Converter(Encoding::utf16_little_endian))
                .text,
            "a");
}

TEST(Encoding, a_whole_text_is_converted_at_once) {
  const DecodedText text = to_utf8("Zo\xEB").value();
  EXPECT_EQ(text.text, "Zo\xC3\xAB");
  EXPECT_EQ(encoding_name(text.encoding), "Windows-1252");
  EXPECT_FALSE(is_proven(text.encoding));
  EXPECT_TRUE(is_proven(to_utf8("Zo\xC3\xAB").value().encoding));
}

}  // namespace
}  // namespace cairn::text
