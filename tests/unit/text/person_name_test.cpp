#include "text/person_name.hpp"

#include <gtest/gtest.h>

#include "base/spaces.hpp"

namespace cairn::text {
namespace {

std::string code_of(std::string_view text) {
  const Result<PersonName> name = read_person_name(text);
  return name ? "" : name.error().code;
}

TEST(PersonName, names_of_all_scripts_pass_unchanged) {
  for (const char* text :
       {"Seònaid O'Neill", "Đặng Thị Hằng", "כהן יעל", "田中 さくら", "İrem Åkesson", "Þorgeir Ðuríksson",
        "محمد الفارسي", "किरण शर्मा", "Jean-Luc d’Arc, Jr.", "X Æ A-12", "Nguye\xCC\x82\xCC\x83n", "𠮷野 家", "Björk",
        "Zoë Ångström", "N!xau ǂToma", "ꞌOfa", "இளங்கோ", "გიორგი", "Žižek (Slavoj)"}) {
    const Result<PersonName> name = read_person_name(text);
    ASSERT_TRUE(name) << text << ": " << name.error().detail;
    EXPECT_EQ(name->text, text);
    EXPECT_FALSE(name->spaces_removed) << text;
  }
}

TEST(PersonName, keeps_the_unicode_form_it_came_in) {
  EXPECT_EQ(read_person_name("Jose\xCC\x81")->text, "Jose\xCC\x81");
  EXPECT_EQ(read_person_name("Jos\xC3\xA9")->text, "Jos\xC3\xA9");
}

TEST(PersonName, spaces_are_tidied_and_it_says_so) {
  const PersonName name = read_person_name("  Kirsty \xC2\xA0 Mac\xE3\x80\x80Leod\t\r\n").value();
  EXPECT_EQ(name.text, "Kirsty Mac Leod");
  EXPECT_TRUE(name.spaces_removed);
  EXPECT_TRUE(read_person_name("Kirsty\xC2\xA0MacLeod")->spaces_removed);
}

TEST(PersonName, marks_that_turn_the_text_are_refused_by_name) {
  const Result<PersonName> name = read_person_name("Right\xE2\x80\xAEToLeft");
  ASSERT_FALSE(name);
  EXPECT_EQ(name.error().kind, Kind::refused);
  EXPECT_EQ(name.error().code, "name.direction");
  EXPECT_NE(name.error().detail.find("U+202E) at position 6"), std::string::npos) << name.error().detail;
  for (const char* text : {"a\xE2\x80\x8E",
                           "\xE2\x80\xAA"
                           "Ada\xE2\x80\xAC",
                           "a\xE2\x81\xA6"
                           "b",
                           "\xD8\x9C"
                           "a"}) {
    EXPECT_EQ(code_of(text), "name.direction") << text;
  }
}

TEST(PersonName, characters_that_cannot_be_seen_are_refused) {
  for (const char* text : {"Zero\xE2\x80\x8BWidth",
                           "A\xE2\x80\x8C"
                           "da",
                           "A\xE2\x80\x8D"
                           "da",
                           "\xEF\xBB\xBF"
                           "Ada",
                           "A\xC2\xAD"
                           "da",
                           "A\xE2\x81\xA0"
                           "da",
                           "A\xE3\x85\xA4"
                           "da",
                           "A\xEF\xB8\x8F"
                           "da",
                           "A\xF3\xA0\x81\x81"
                           "da",
                           "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB Ada"}) {
    EXPECT_EQ(code_of(text), "name.invisible") << text;
  }
}

TEST(PersonName, joiners_and_variants_stay_where_a_script_needs_them) {
  EXPECT_EQ(code_of("علی\xE2\x80\x8Cرضا"), "");             // Alireza
  EXPECT_EQ(code_of("क्\xE2\x80\x8Dष"), "");                 // half form in Devanagari
  EXPECT_EQ(code_of("葛\xF3\xA0\x84\x80城"), "");           // ideographic variant
  EXPECT_EQ(code_of("علی\xE2\x80\x8C"), "name.invisible");  // nothing to keep apart at the end
}

TEST(PersonName, line_breaks_and_control_characters_are_refused) {
  EXPECT_EQ(code_of("Line\nBreak"), "name.line-break");
  EXPECT_EQ(code_of("Line\r\nBreak"), "name.line-break");
  EXPECT_EQ(code_of("Line\xE2\x80\xA8"
                    "Break"),
            "name.line-break");
  EXPECT_EQ(code_of("Tab\tName"), "name.control");
  EXPECT_EQ(code_of(std::string_view("A\0b", 3)), "name.control");
  EXPECT_EQ(code_of("A\x1B[31mda"), "name.control");
  EXPECT_EQ(code_of("A\xC2\x9B"
                    "da"),
            "name.control");
  EXPECT_NE(read_person_name("Tab\tName").error().detail.find("U+0009) at position 4"), std::string::npos);
}

TEST(PersonName, formulas_are_refused) {
  for (const char* text : {"=HYPERLINK(\"http://evil.example\",\"x\")", "+Ada", "@Ada", "-1+cmd", " =Ada",
                           "\xEF\xBC\x9D"
                           "Ada"}) {
    EXPECT_EQ(code_of(text), "name.formula") << text;
  }
}

TEST(PersonName, what_belongs_into_another_column_is_refused) {
  EXPECT_EQ(code_of(""), "name.empty");
  EXPECT_EQ(code_of(" \xC2\xA0 "), "name.empty");
  EXPECT_EQ(code_of("ada@harbour.example"), "name.address");
  EXPECT_EQ(code_of("6331975"), "name.no-letters");
  EXPECT_EQ(code_of("2026-06-14"), "name.no-letters");
  EXPECT_EQ(code_of(std::string(201, 'a')), "name.too-long");
  EXPECT_EQ(code_of(std::string(200, 'a')), "");
}

TEST(PersonName, unreadable_characters_are_refused) {
  EXPECT_EQ(code_of("Ada \xEE\x80\x80"), "name.unreadable");  // private use
  EXPECT_EQ(code_of("Ada \xEF\xBF\xBD"), "name.unreadable");  // what a wrong conversion leaves behind
  EXPECT_EQ(code_of("Ada \xEF\xBF\xBF"), "name.unreadable");
  EXPECT_EQ(code_of("Ada \xFF"), "name.utf8");
  std::string heap = "A";
  for (int i = 0; i < 9; ++i) heap += "\xCC\x81";
  EXPECT_EQ(code_of(heap), "name.marks");
}

TEST(PersonName, a_refusal_never_repeats_the_name) {
  for (const char* text : {"Adalbert\nSecret", "Adalbert\xE2\x80\xAE", "=Adalbert", "adalbert@x.example"}) {
    const Result<PersonName> name = read_person_name(text);
    EXPECT_EQ(name.error().detail.find("dalbert"), std::string::npos);
    EXPECT_FALSE(name.error().hint.empty());
  }
}

TEST(Spaces, inner_line_breaks_stay) {
  EXPECT_EQ(tidy_spaces(" a \n b ").text, "a \n b");
  EXPECT_EQ(tidy_spaces("a\tb").text, "a\tb");
  EXPECT_FALSE(tidy_spaces("a b").changed);
  EXPECT_EQ(tidy_spaces(" \xFF ").text, "\xFF");
}

}  // namespace
}  // namespace cairn::text
