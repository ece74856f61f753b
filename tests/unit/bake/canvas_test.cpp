#include "bake/canvas.hpp"

#include <gtest/gtest.h>

#include <random>

#include "bake/extract.hpp"
#include "base/utf8.hpp"
#include "pictures.hpp"

namespace cairn::bake {
namespace {

Canvas canvas(std::string_view image, Rebake rebake = Rebake::refused) {
  return Canvas::open(as_bytes(image), rebake).value();
}
std::string baked(std::string_view image, std::string_view payload) {
  return canvas(image).with(payload, Dialect::open_badges_3).value();
}
std::string taken(std::string_view image) { return extract(as_bytes(image)).value().payload.value().text; }

/// A JSON object that holds what breaks careless bakers: ends of CDATA, markup, quotes, characters of every size.
std::string random_json(std::mt19937& chance) {
  static constexpr char32_t k_awkward[] = {']',  '>',   '&',    '<',    '\'',   'a',    '-',     '!',      '[',
                                           0xE9, 0x5D0, 0x202E, 0xD7FF, 0xE000, 0xFFFD, 0x1F3C5, 0x10FFFF, 0x7F};
  std::string out = "{\"a\":\"";
  const std::size_t size = chance() % 200;
  for (std::size_t i = 0; i < size; ++i) {
    if (chance() % 8 == 0) {
      out += "]]>";
    } else {
      append_utf8(out, k_awkward[chance() % std::size(k_awkward)]);
    }
  }
  return out + "\"}";
}

TEST(Canvas, what_goes_in_comes_out) {
  std::mt19937 chance(7);
  const Canvas raster = canvas(png());
  const Canvas drawing = canvas(svg("<g/>"));
  for (int round = 0; round < 2000; ++round) {
    const std::string payload = random_json(chance);
    ASSERT_EQ(taken(raster.with(payload, Dialect::open_badges_3).value()), payload) << round;
    ASSERT_EQ(taken(drawing.with(payload, Dialect::open_badges_3).value()), payload) << round;
  }
  EXPECT_EQ(taken(baked(png(), k_token)), k_token);
  EXPECT_EQ(taken(baked(svg(""), k_token)), k_token);
}

TEST(Canvas, a_png_keeps_every_other_chunk_byte_for_byte) {
  const std::string extra = latin("Title", "x") + chunk("gAMA", number(45455));
  const std::string credential = chunk("iTXt", std::string("openbadgecredential\0\0\0\0\0", 24) + std::string(k_json));
  EXPECT_EQ(baked(png(extra), k_json),
            std::string(k_signature) + header() + credential + extra + pixels() + chunk("IEND", ""));
  EXPECT_EQ(baked(png(extra) + "rest", k_json), baked(png(extra), k_json));
}

TEST(Canvas, a_learner_record_has_a_keyword_of_its_own) {
  EXPECT_EQ(canvas(png()).with(k_json, Dialect::clr_2).value(), png(international("clrcredential", k_json)));
}

TEST(Canvas, an_svg_gets_the_element_right_behind_its_root_tag) {
  EXPECT_EQ(
      baked("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\">\r\n<g a='1'/>\n</svg>\n", "{}\n"),
      "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
      "xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\">"
      "<openbadges:credential "
      "xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"><![CDATA[{}]]></openbadges:credential>"
      "\r\n<g a='1'/>\n</svg>\n");
  EXPECT_EQ(baked("<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" />", k_token),
            "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"  xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\">"
            "<openbadges:credential xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\" "
            "verify=\"eyJhbGciOiJFZERTQSJ9.e30.c2ln\"/></s:svg>");
}

TEST(Canvas, a_prefix_taken_for_another_namespace_is_no_hindrance) {
  const std::string image = "<svg xmlns:openbadges=\"http://openbadges.org\"><openbadges:other/></svg>";
  EXPECT_EQ(taken(baked(image, k_json)), k_json);
}

TEST(Canvas, a_second_credential_is_refused_or_takes_the_place_of_the_first) {
  for (const std::string& image : {png(), svg("")}) {
    const std::string once = baked(image, k_json);
    EXPECT_EQ(Canvas::open(as_bytes(once)).error().code, "bake.already-baked");
    const std::string again = canvas(once, Rebake::replaced).with("{\"b\":2}", Dialect::open_badges_3).value();
    EXPECT_EQ(again, baked(image, "{\"b\":2}"));
  }
}

TEST(Canvas, replacing_takes_out_every_credential_of_every_dialect) {
  const std::string crowd = international("openbadgecredential", k_json) +
                            international("openbadgecredential", k_json) + latin("openbadges", k_address) +
                            international("openbadges", k_json) + chunk("iTXt", "openbadgecredential");
  EXPECT_EQ(canvas(png(crowd), Rebake::replaced).with("{}", Dialect::open_badges_3).value(), baked(png(), "{}"));
  const std::string two = svg("<old:assertion verify='x'/><g/><openbadges:credential>{}</openbadges:credential>");
  EXPECT_EQ(canvas(two, Rebake::replaced).with("{}", Dialect::open_badges_3).value(), baked(svg("<g/>"), "{}"));
}

TEST(Canvas, what_is_no_credential_is_not_put_in) {
  for (const std::string_view payload : {"", "hello", "[]", "https://badges.example/1", "{\xFF}"}) {
    EXPECT_EQ(canvas(png()).with(payload, Dialect::open_badges_3).error().code, "bake.payload") << payload;
  }
  EXPECT_EQ(canvas(svg("")).with("{\"a\":\"\xEF\xBF\xBF\"}", Dialect::open_badges_3).error().code,
            "bake.svg-character");
  EXPECT_EQ(canvas(png()).with("{" + std::string(k_image_bytes, ' ') + "}", Dialect::open_badges_3).error().code,
            "bake.size");
}

TEST(Canvas, a_picture_that_is_none_is_refused) {
  EXPECT_EQ(Canvas::open(as_bytes(std::string_view("\xFF\xD8\xFF"))).error().code, "bake.not-a-picture");
  EXPECT_EQ(Canvas::open(as_bytes(png().substr(0, 40))).error().code, "bake.png-truncated");
  EXPECT_EQ(Canvas::open(as_bytes(std::string(k_signature) + header() + chunk("IEND", ""))).error().code,
            "bake.png-chunk");
  EXPECT_EQ(Canvas::open(as_bytes(std::string_view("<svg>"))).error().code, "bake.svg-syntax");
}

}  // namespace
}  // namespace cairn::bake
