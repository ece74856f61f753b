#include "json/write.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "json/read.hpp"

namespace cairn::json {
namespace {

class Write : public ::testing::Test {
 protected:
  Value parse(std::string_view text) { return read(text, arena_).value(); }
  std::string canonical(std::string_view text) {
    const Result<std::string> out = canonicalize(parse(text));
    return out ? *out : out.error().code;
  }
  Arena arena_;
};

TEST_F(Write, compact_text_keeps_order_and_numbers) {
  EXPECT_EQ(to_text(parse(R"({ "b" : [ 1.0 , -0, "x" ] , "a" : { } , "c" : [ ] })")),
            R"({"b":[1.0,-0,"x"],"a":{},"c":[]})");
}

TEST_F(Write, indented_text_has_two_spaces_a_level) {
  EXPECT_EQ(to_text(parse(R"({"a":[1,{"b":2}],"c":{},"d":[]})"), Layout::indented),
            "{\n  \"a\": [\n    1,\n    {\n      \"b\": 2\n    }\n  ],\n  \"c\": {},\n  \"d\": []\n}");
}

TEST_F(Write, only_what_must_be_escaped_is) {
  const std::string text("\"\\\b\f\n\r\t\0\x1f\x7f/\xE2\x80\xA8", 14);
  EXPECT_EQ(to_text(Value::string(text)), "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\x7f/\xE2\x80\xA8\"");
}

TEST_F(Write, an_escape_is_found_at_every_position) {
  for (std::size_t at = 0; at < 20; ++at) {
    std::string text(20, 'a');
    text[at] = '\n';
    std::string expected = "\"" + std::string(at, 'a') + "\\n" + std::string(19 - at, 'a') + "\"";
    EXPECT_EQ(to_text(Value::string(text)), expected);
  }
}

// RFC 8785 3.2.3: the example there, with the member names in UTF-16 order.
TEST_F(Write, canonical_members_stand_in_utf16_order) {
  EXPECT_EQ(
      canonical(R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",)"
                R"("1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",)"
                R"("\u00f6":"Latin Small Letter O With Diaeresis"})"),
      "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\",\"\xC3\xB6\":\"Latin Small Letter O With "
      "Diaeresis\",\"\xE2\x82\xAC\":\"Euro Sign\",\"\xF0\x9F\x98\x80\":\"Emoji: Grinning "
      "Face\",\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With Dagesh\"}");
  EXPECT_EQ(canonical(R"({"b":1,"ab":2,"a":3,"":4})"), R"({"":4,"a":3,"ab":2,"b":1})");
}

TEST_F(Write, canonical_sorts_every_level) {
  EXPECT_EQ(canonical(R"({"z":[{"d":1,"c":{"y":0,"x":0}}],"a":{"f":1,"e":2}})"),
            R"({"a":{"e":2,"f":1},"z":[{"c":{"x":0,"y":0},"d":1}]})");
}

TEST_F(Write, canonical_numbers_are_ecmascripts) {
  EXPECT_EQ(canonical("[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001,-0,-0.0,1e-7,123e-8]"),
            "[333333333.3333333,1e+30,4.5,0.002,1e-27,0,0,1e-7,0.00000123]");
  EXPECT_EQ(canonical("[999999999999999,9007199254740993,123456789012345678901,1234567890123456789012]"),
            "[999999999999999,9007199254740992,123456789012345680000,1.2345678901234568e+21]");
}

TEST_F(Write, canonical_refuses_what_no_double_holds) {
  EXPECT_EQ(canonical("[1e309]"), "jcs.number");
  EXPECT_EQ(canonical("[-1e309]"), "jcs.number");
  EXPECT_EQ(canonical("[1e-999]"), "[0]");
}

TEST_F(Write, canonical_refuses_strings_that_are_not_utf8) {
  EXPECT_EQ(canonicalize(Value::string("\xED\xA0\x80")).error().code, "json.utf8");
  const Object object = Object::make(arena_);
  object.set("\xFF", Value::null(), arena_);
  EXPECT_EQ(canonicalize(object).error().code, "json.utf8");
}

TEST_F(Write, doubles_change_their_layout_at_the_thresholds) {
  EXPECT_EQ(format_double(1e20), "100000000000000000000");
  EXPECT_EQ(format_double(1e21), "1e+21");
  EXPECT_EQ(format_double(1e-6), "0.000001");
  EXPECT_EQ(format_double(1e-7), "1e-7");
  EXPECT_EQ(format_double(1.5e-7), "1.5e-7");
  EXPECT_EQ(format_double(123456.789), "123456.789");
  EXPECT_EQ(format_double(-0.0), "0");
  EXPECT_EQ(format_double(0.1), "0.1");
  EXPECT_EQ(format_double(5e-324), "5e-324");
  EXPECT_THROW((void)format_double(std::numeric_limits<double>::quiet_NaN()), Bug);
}

TEST_F(Write, numbers_out_of_range_become_infinite_or_zero) {
  constexpr double k_infinite = std::numeric_limits<double>::infinity();
  EXPECT_EQ(to_double("1e309"), k_infinite);
  EXPECT_EQ(to_double("-1e309"), -k_infinite);
  EXPECT_EQ(to_double("1e99999999999999999999"), k_infinite);
  EXPECT_EQ(to_double("1e-99999999999999999999"), 0.0);
  EXPECT_EQ(to_double("1" + std::string(400, '0')), k_infinite);
  EXPECT_EQ(to_double("0." + std::string(400, '0') + "1"), 0.0);
  EXPECT_EQ(to_double("1" + std::string(400, '0') + "e-400"), 1.0);
  EXPECT_EQ(to_double("0." + std::string(400, '0') + "1e401"), 1.0);
  EXPECT_EQ(to_double("0e99999999999999999999"), 0.0);
}

}  // namespace
}  // namespace cairn::json
