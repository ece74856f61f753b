#include "bake/extract.hpp"

#include <gtest/gtest.h>

#include "pictures.hpp"

namespace cairn::bake {
namespace {

using namespace std::string_view_literals;

std::string code(std::string_view file) {
  const auto found = extract(as_bytes(file));
  return found ? "" : found.error().code;
}

/// The text of the one payload; "none"; or the code of the error.
std::string text(std::string_view file) {
  const auto found = extract(as_bytes(file));
  if (!found) return found.error().code;
  return found->payload ? found->payload->text : "none";
}

std::string cdata(std::string_view json) { return "<![CDATA[" + std::string(json) + "]]>"; }
std::string element(std::string_view body) {
  return "<openbadges:credential>" + std::string(body) + "</openbadges:credential>";
}

TEST(Extract, kinds_are_told_by_content) {
  EXPECT_EQ(image_kind(as_bytes(png())), ImageKind::png);
  EXPECT_EQ(image_kind(as_bytes(svg(""))), ImageKind::svg);
  EXPECT_EQ(image_kind(as_bytes("<?xml version=\"1.0\"?><!-- <svg> -->\n<s:svg xmlns:s=\"x\"/>"sv)), ImageKind::svg);
  EXPECT_EQ(image_kind(as_bytes("<!DOCTYPE svg PUBLIC \"\" \"\"><svg/>"sv)), ImageKind::svg);
  for (const std::string_view other :
       {""sv, "{}"sv, "<html><svg/></html>"sv, "<!doctype html><svg/>"sv, "GIF89a"sv, "\xFF\xD8\xFF\xE0"sv,
        "%PDF-1.7"sv, "<svgs/>"sv, "<?xml version"sv, "<!-- <svg/>"sv}) {
    EXPECT_EQ(image_kind(as_bytes(other)), std::nullopt) << other;
    EXPECT_EQ(code(other), "bake.not-a-picture");
  }
}

TEST(Extract, each_dialect_of_png_is_told_by_its_keyword) {
  const auto dialect = [](const std::string& chunks) {
    return extract(as_bytes(png(chunks))).value().payload->dialect;
  };
  EXPECT_EQ(dialect(international("openbadgecredential", k_json)), Dialect::open_badges_3);
  EXPECT_EQ(dialect(international("clrcredential", k_json)), Dialect::clr_2);
  EXPECT_EQ(dialect(international("openbadges", k_json)), Dialect::open_badges_2);
  EXPECT_EQ(dialect(latin("openbadges", k_address)), Dialect::open_badges_1);
}

TEST(Extract, forms_are_told_apart) {
  const auto form = [](std::string_view payload) {
    return extract(as_bytes(png(international("openbadges", payload)))).value().payload->form;
  };
  EXPECT_EQ(form(k_json), Form::json);
  EXPECT_EQ(form(k_token), Form::token);
  EXPECT_EQ(form(k_address), Form::address);
}

TEST(Extract, a_picture_without_a_credential_is_no_error) {
  EXPECT_EQ(text(png()), "none");
  EXPECT_EQ(text(png(latin("openbadgecredential", k_json))), "none");
  EXPECT_EQ(text(png(international("OpenBadgeCredential", k_json))), "none");
  EXPECT_EQ(text(png(chunk("iTXt", "broken, but not ours"))), "none");
  EXPECT_EQ(text(svg("")), "none");
  EXPECT_EQ(text(svg("<credential>{}</credential><openbadges:other>{}</openbadges:other>")), "none");
}

TEST(Extract, more_than_one_payload_is_refused) {
  const std::string ob3 = international("openbadgecredential", k_json);
  const std::string ob2 = international("openbadges", k_json);
  for (const std::string& chunks : {ob3 + ob3, ob3 + international("clrcredential", k_json), ob2 + ob2,
                                    ob2 + latin("openbadges", k_address), ob3 + ob2 + ob2}) {
    EXPECT_EQ(code(png(chunks)), "bake.two-credentials");
  }
  EXPECT_EQ(code(svg(element(k_json) + element(k_json))), "bake.two-credentials");
  EXPECT_EQ(code(svg("<openbadges:credential verify=\"" + std::string(k_token) + "\">" + cdata(k_json) +
                     "</openbadges:credential>")),
            "bake.two-credentials");
  EXPECT_EQ(code(svg("<old:assertion verify=\"" + std::string(k_token) + "\">" + cdata(k_json) + "</old:assertion>")),
            "bake.two-credentials");
}

TEST(Extract, an_older_badge_beside_a_credential_is_given_apart) {
  const std::string both = international("openbadges", k_address) + international("openbadgecredential", k_json);
  for (const std::string& file :
       {png(both), svg("<old:assertion verify=\"" + std::string(k_address) + "\"/>" + element(k_json))}) {
    const auto found = extract(as_bytes(file)).value();
    EXPECT_EQ(found.payload->text, k_json);
    EXPECT_EQ(found.older.value().text, k_address);
  }
}

TEST(Extract, a_payload_of_no_known_form_is_refused) {
  for (const std::string_view payload :
       {""sv, "  "sv, "[]"sv, "hello"sv, "ftp://badges.example/1"sv, "https://a b"sv, "{\xFF}"sv}) {
    EXPECT_EQ(code(png(international("openbadges", payload))), "bake.payload") << payload;
  }
  // Open Badges 3.0 knows no hosted badges.
  EXPECT_EQ(code(png(international("openbadgecredential", k_address))), "bake.payload");
  EXPECT_EQ(code(svg("<openbadges:credential/>")), "bake.payload");
  EXPECT_EQ(code(svg(element("<g>{}</g>"))), "bake.payload");
}

TEST(Extract, a_compressed_credential_is_refused_without_being_unpacked) {
  const std::string compressed = chunk("iTXt", std::string("openbadgecredential\0\1\0\0\0", 24) + "x\x9C...");
  EXPECT_EQ(code(png(compressed)), "bake.compressed");
}

TEST(Extract, a_chunk_with_missing_fields_is_refused) {
  for (const std::string& data :
       {std::string("openbadgecredential"), std::string("openbadgecredential\0", 20),
        std::string("openbadgecredential\0\0\0", 22), std::string("openbadgecredential\0\0\0en\0{}", 27),
        std::string("openbadgecredential\0\0\1\0\0{}", 26)}) {
    EXPECT_EQ(code(png(chunk("iTXt", data))), "bake.png-text") << data.size();
  }
  EXPECT_EQ(text(png(chunk("iTXt", std::string("openbadgecredential\0\0\0en\0Ainm\0{}", 32)))), "{}");
}

TEST(Extract, what_stands_behind_the_end_of_a_png_is_not_part_of_it) {
  EXPECT_EQ(text(png() + international("openbadgecredential", k_json)), "none");
}

TEST(Extract, every_truncation_of_a_png_is_refused) {
  const std::string whole = png(international("openbadgecredential", k_json));
  for (std::size_t size = 4; size < whole.size(); ++size) EXPECT_NE(code(whole.substr(0, size)), "") << size;
}

TEST(Extract, a_flipped_bit_anywhere_never_yields_another_text) {
  const std::string whole = png(international("openbadgecredential", k_json));
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string damaged = whole;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ 1 << bit % 8);
    EXPECT_NE(code(damaged), "") << bit;
  }
}

TEST(Extract, chunks_out_of_order_are_refused) {
  const std::string end = chunk("IEND", "");
  EXPECT_EQ(code(std::string(k_signature) + pixels() + header() + end), "bake.png-chunk");
  EXPECT_EQ(code(std::string(k_signature) + header() + header() + end), "bake.png-chunk");
  EXPECT_EQ(code(std::string(k_signature) + header() + chunk("IEND", "x")), "bake.png-chunk");
  EXPECT_EQ(code(std::string(k_signature) + header() + chunk("iT t", "") + end), "bake.png-chunk");
  EXPECT_EQ(code(std::string(k_signature) + header() + number(0x8000'0000) + "iTXt" + end), "bake.png-chunk");
}

TEST(Extract, the_namespace_counts_and_not_the_prefix) {
  EXPECT_EQ(text("<svg><x:credential xmlns:x=\"https://purl.imsglobal.org/ob/v3p0\">{}</x:credential></svg>"), "{}");
  EXPECT_EQ(text("<svg><credential xmlns=\"https://purl.imsglobal.org/ob/v3p0\">{}</credential></svg>"), "{}");
  EXPECT_EQ(
      text("<svg><openbadges:credential xmlns:openbadges=\"http://evil.example\">{}</openbadges:credential></svg>"),
      "none");
  // The declaration ends with its element.
  EXPECT_EQ(code("<svg><g xmlns:x=\"https://purl.imsglobal.org/ob/v3p0\"/><x:credential>{}</x:credential></svg>"),
            "bake.svg-syntax");
  EXPECT_EQ(text("<svg xmlns:x=\"https://purl.imsglobal.org/ob/v3p0\"><g "
                 "xmlns:x=\"y\"><x:credential>{}</x:credential></g></svg>"),
            "none");
}

TEST(Extract, the_text_of_an_element_is_what_xml_says) {
  EXPECT_EQ(text(svg(element("\n  " + cdata("{\"a\":") + cdata("1}") + "\n"))), "{\"a\":1}");
  EXPECT_EQ(text(svg(element("{&quot;a&quot;:&#x22;&#233;&lt;&quot;}"))), "{\"a\":\"é<\"}");
  EXPECT_EQ(text(svg(element(cdata("{\"a\":\"&amp;\"}")))), "{\"a\":\"&amp;\"}");
  EXPECT_EQ(text(svg(element("<!-- no --><?no no?>{}"))), "{}");
  EXPECT_EQ(text(svg(element("{\r\n}"))), "{\n}");
  EXPECT_EQ(text(svg("<openbadges:credential verify=' " + std::string(k_token) + "\n'/>")), k_token);
}

TEST(Extract, an_address_beside_the_json_of_an_old_badge_is_kept) {
  const auto found = extract(as_bytes(svg("<old:assertion verify=\"" + std::string(k_address) + "\">" + cdata("{}") +
                                          "</old:assertion>")))
                         .value();
  EXPECT_EQ(found.payload->text, "{}");
  EXPECT_EQ(found.payload->address, k_address);
}

TEST(Extract, entities_are_never_declared_nor_used) {
  EXPECT_EQ(code("<!DOCTYPE svg [<!ENTITY x \"{}\">]><svg/>"), "bake.svg-entity");
  EXPECT_EQ(code("<!DOCTYPE svg SYSTEM \"http://evil.example/x.dtd\"><svg/>"), "bake.svg-doctype");
  EXPECT_EQ(code(svg(element("&x;"))), "bake.svg-entity");
  EXPECT_EQ(code(svg("<g a=\"&#0;\"/>")), "bake.svg-entity");
  EXPECT_EQ(code(svg("&#xFFFF;")), "bake.svg-entity");
  EXPECT_EQ(code(svg("& ")), "bake.svg-entity");
}

TEST(Extract, limits_are_counted) {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<g>";
  EXPECT_EQ(code("<svg>" + deep), "bake.svg-limit");
  std::string wide = "<svg";
  for (int i = 0; i < 300; ++i) wide += " a" + std::to_string(i) + "=\"\"";
  EXPECT_EQ(code(wide + "/>"), "bake.svg-limit");
  std::string spaces = "<svg";
  for (int i = 0; i < 200; ++i) spaces += " xmlns:a" + std::to_string(i) + "=\"x\"";
  EXPECT_EQ(code(spaces + "/>"), "bake.svg-limit");
  std::string many;
  for (int i = 0; i < 100; ++i) many += element("{}");
  EXPECT_EQ(code(svg(many)), "bake.two-credentials");
  EXPECT_EQ(code(svg(std::string(k_image_bytes, ' '))), "bake.size");
}

TEST(Extract, every_truncation_of_an_svg_is_refused) {
  std::string whole = svg(element(cdata(k_json)));
  whole.pop_back();
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_NE(code(whole.substr(0, size)), "") << size;
}

}  // namespace
}  // namespace cairn::bake
