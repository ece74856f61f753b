#include "json/read.hpp"

#include <gtest/gtest.h>

#include <string>

#include "json/write.hpp"

namespace cairn::json {
namespace {

class Read : public ::testing::Test {
 protected:
  /// The code of the refusal, or "" when the text was accepted.
  std::string code_of(std::string_view text, const ReadLimits& limits = {}) {
    const Result<Value> value = read(text, arena_, limits);
    return value ? "" : value.error().code;
  }
  std::string detail_of(std::string_view text) { return read(text, arena_).error().detail; }
  /// Text of the only item of an array.
  std::string item_of(std::string_view text) {
    const Result<Value> value = read(text, arena_);
    return value ? std::string(value->array()[0].text()) : value.error().code;
  }
  Arena arena_;
};

TEST_F(Read, gives_every_kind_of_value) {
  const Value value =
      read(R"( {"n":null,"t":true,"f":false,"i":-12.50e+1,"s":"x","a":[1,[]],"o":{}} )", arena_).value();
  EXPECT_TRUE(value.find("n")->is_null());
  EXPECT_TRUE(value.find("t")->is_true());
  EXPECT_FALSE(value.find("f")->as_boolean());
  EXPECT_EQ(value.find("i")->number_text(), "-12.50e+1");
  EXPECT_EQ(value.text_of("s"), "x");
  EXPECT_EQ(value.find("a")->array().size(), 2u);
  EXPECT_TRUE(value.find("o")->object().empty());
  EXPECT_EQ(value.find("missing"), nullptr);
}

TEST_F(Read, keeps_members_in_their_order) {
  EXPECT_EQ(to_text(read(R"({"b":1,"a":2,"c":3})", arena_).value()), R"({"b":1,"a":2,"c":3})");
}

TEST_F(Read, values_do_not_point_into_the_callers_text) {
  std::string text = R"({"name":"Ada"})";
  const Value value = read(text, arena_).value();
  text.assign(text.size(), 'x');
  EXPECT_EQ(value.text_of("name"), "Ada");
}

TEST_F(Read, a_member_name_comes_once) {
  EXPECT_EQ(code_of(R"({"a":1,"b":2,"a":1})"), "json.duplicate-member");
  EXPECT_EQ(code_of(R"({"x":{"a":1},"y":{"a":1}})"), "");
}

TEST_F(Read, duplicates_are_found_after_unescaping) {
  EXPECT_EQ(code_of(R"({"a":1,"\u0061":2})"), "json.duplicate-member");
  EXPECT_EQ(code_of(R"({"\u00e9\/":1,"é\u002f":2})"), "json.duplicate-member");
}

TEST_F(Read, names_that_only_look_alike_are_two_members) { EXPECT_EQ(code_of("{\"\xC3\xA9\":1,\"e\xCC\x81\":2}"), ""); }

TEST_F(Read, a_duplicate_is_found_among_many_members_and_its_place_is_told) {
  std::string text = "{";
  for (int i = 0; i < 1000; ++i) text += "\"m" + std::to_string(i) + "\":0,";
  const std::size_t offset = text.size();
  EXPECT_EQ(code_of(text + "\"new\":0}"), "");
  EXPECT_EQ(code_of(text + "\"m500\":0}"), "json.duplicate-member");
  EXPECT_NE(detail_of(text + "\"m500\":0}").find("byte " + std::to_string(offset) + " "), std::string::npos);
}

TEST_F(Read, a_hundred_thousand_members_are_read_and_found) {
  std::string text = "{\"first\":0";
  for (int i = 0; i < 100'000; ++i) text += ",\"member number " + std::to_string(i) + "\":" + std::to_string(i);
  const Value value = read(text + "}", arena_).value();
  EXPECT_EQ(value.object().size(), 100'001u);
  EXPECT_EQ(value.find("member number 77777")->number_text(), "77777");
  EXPECT_EQ(value.find("member number 100000"), nullptr);
}

TEST_F(Read, a_refusal_names_byte_line_and_column) {
  EXPECT_EQ(detail_of("{\n  \"é\": tru }"),
            "expected true, false, null or another value, found 't' at byte 10 (line 2, column 8)");
  EXPECT_EQ(detail_of("[1, 2"), "expected ',' or ']', found the end of the text at byte 5 (line 1, column 6)");
  EXPECT_EQ(detail_of("[1 \xC2\xA0 2]"), "expected ',' or ']', found U+00A0 at byte 3 (line 1, column 4)");
}

TEST_F(Read, the_place_is_right_behind_strings_that_shrank) {
  EXPECT_NE(detail_of(R"(["\u0041\u0041\u0041",x])").find("byte 22 "), std::string::npos);
}

TEST_F(Read, every_prefix_of_a_document_is_refused) {
  const std::string text = R"({"a\n":[1,-2.5e3,"\ud83d\ude00é",true,null,{"b":false}],"c":{}})";
  ASSERT_EQ(code_of(text), "");
  for (std::size_t size = 0; size < text.size(); ++size) {
    // On the heap without a byte to spare, so that reading beyond the end is seen.
    const std::vector<char> prefix(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size));
    const std::string code = code_of({prefix.data(), prefix.size()});
    EXPECT_TRUE(code == "json.syntax" || code == "json.empty" || code == "json.utf8" || code == "json.surrogate")
        << size << " bytes: " << code;
  }
}

TEST_F(Read, an_empty_text_is_no_document) {
  EXPECT_EQ(code_of(""), "json.empty");
  EXPECT_EQ(code_of(" \r\n\t "), "json.empty");
}

TEST_F(Read, nothing_may_follow_the_value) {
  EXPECT_EQ(code_of("{} {}"), "json.trailing");
  EXPECT_EQ(code_of("1,"), "json.trailing");
  EXPECT_EQ(code_of(std::string_view("{}\0", 3)), "json.trailing");
  EXPECT_EQ(code_of("{} \n"), "");
}

TEST_F(Read, a_byte_order_mark_is_refused) {
  EXPECT_EQ(code_of("\xEF\xBB\xBF{}"), "json.bom");
  EXPECT_EQ(code_of(std::string_view("\xFF\xFE{\0}\0", 6)), "json.utf8");
}

TEST_F(Read, escapes_become_their_characters) {
  EXPECT_EQ(item_of(R"(["\"\\\/\b\f\n\r\t"])"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(item_of(R"(["\u0041\u00e9\u20AC\uD83D\uDE00"])"), "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  EXPECT_EQ(item_of(R"(["a\u0000b"])"), std::string("a\0b", 3));
  EXPECT_EQ(code_of(R"(["\x41"])"), "json.syntax");
  EXPECT_EQ(code_of(R"(["\u12G4"])"), "json.syntax");
}

TEST_F(Read, half_a_surrogate_pair_is_refused) {
  for (const char* text : {R"(["\ud800"])", R"(["\udc00"])", R"(["\udc00\udc00"])", R"(["\ud800\u0041"])",
                           R"(["\ud800\ud800"])", R"(["\ud800x"])", R"(["\ud83d\n"])"}) {
    EXPECT_EQ(code_of(text), "json.surrogate") << text;
  }
}

TEST_F(Read, only_well_formed_utf8_is_read) {
  for (const char* text : {"[\"\xC0\xAF\"]", "[\"\xE0\x80\xAF\"]", "[\"\xF0\x80\x80\xAF\"]", "[\"\xED\xA0\x80\"]",
                           "[\"\xF4\x90\x80\x80\"]", "[\"\x80\"]", "[\"\xC3\"]", "[\"\xFF\"]", "[\xE2\x82\xAC]"}) {
    EXPECT_NE(code_of(text), "") << text;
  }
  EXPECT_EQ(code_of("[\"\xE0\x80\xAF\"]"), "json.utf8");
  EXPECT_EQ(item_of("[\"\xF4\x8F\xBF\xBF\xEE\x80\x80\"]"), "\xF4\x8F\xBF\xBF\xEE\x80\x80");
}

TEST_F(Read, control_characters_in_strings_are_refused_at_every_position) {
  for (std::size_t at = 0; at < 20; ++at) {
    std::string text(20, 'a');
    text[at] = '\x1f';
    EXPECT_EQ(code_of("[\"" + text + "\"]"), "json.syntax") << at;
    text[at] = '\x7f';
    EXPECT_EQ(code_of("[\"" + text + "\"]"), "") << at;
    text[at] = '"';
    EXPECT_EQ(code_of("[\"" + text + "\"]"), "json.syntax") << at;
  }
}

TEST_F(Read, numbers_follow_the_grammar) {
  for (const char* text : {"01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1", "-01", "1.e1", "Infinity", "NaN"}) {
    EXPECT_NE(code_of(text), "") << text;
  }
  for (const char* text : {"0", "-0", "0.0", "1e5", "1E-05", "123456789012345678901234567890", "1e999"}) {
    EXPECT_EQ(read(text, arena_).value().number_text(), text);
  }
}

TEST_F(Read, depth_has_a_limit) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(code_of(nested(128)), "");
  EXPECT_EQ(code_of(nested(129)), "json.depth");
  EXPECT_EQ(code_of("[[],[],[]]", {.depth = 2}), "");
  EXPECT_EQ(code_of("[{\"a\":1}]", {.depth = 1}), "json.depth");
  EXPECT_EQ(code_of(std::string(1'000'000, '[')), "json.depth");
  EXPECT_EQ(code_of(nested(100'000), {.depth = 4'000'000'000}), "json.depth");
}

TEST_F(Read, size_has_a_limit) {
  EXPECT_EQ(code_of("[123]", {.size_bytes = 5}), "");
  EXPECT_EQ(code_of("[1234]", {.size_bytes = 5}), "json.size");
}

TEST_F(Read, kinds_tell_a_broken_text_from_a_limit) {
  EXPECT_EQ(read("[", arena_).error().kind, Kind::malformed);
  EXPECT_EQ(read("[[]]", arena_, {.depth = 1}).error().kind, Kind::exhausted);
  EXPECT_EQ(read("[[]]", arena_, {.size_bytes = 1}).error().kind, Kind::exhausted);
}

}  // namespace
}  // namespace cairn::json
