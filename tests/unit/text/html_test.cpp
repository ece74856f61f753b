#include "text/html.hpp"

#include <gtest/gtest.h>

namespace cairn::text {
namespace {

TEST(Html, ForeignTextCannotBecomeMarkup) {
  EXPECT_EQ(words("<b>\"A\" & 'B'</b>").markup(), "&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;");
  EXPECT_EQ(element("p", {{"title", "\"><script>"}}, words("x")).markup(), "<p title=\"&quot;&gt;&lt;script&gt;\">x</p>");
}

TEST(Html, ReorderingControlsAreMadeVisible) {
  EXPECT_EQ(words("a\xE2\x80\xAE" "b").markup(), "a\xEF\xBF\xBD" "b");
  EXPECT_EQ(words("a\xE2\x81\xA6" "b").markup(), "a\xEF\xBF\xBD" "b");
  // Neighbours of those ranges stay: U+2029 and U+2030.
  EXPECT_EQ(words("\xE2\x80\xA9\xE2\x80\xB0").markup(), "\xE2\x80\xA9\xE2\x80\xB0");
  EXPECT_EQ(words("\xE2\x80").markup(), "\xE2\x80");
}

TEST(Html, VoidElementsHaveNoEndTag) { EXPECT_EQ(element("br", {}).markup(), "<br>"); }

TEST(Html, OnlySafeAddressesBecomeLinks) {
  EXPECT_EQ(link("https://a.example/?b&c", words("x")).markup(), "<a href=\"https://a.example/?b&amp;c\">x</a>");
  EXPECT_EQ(link("/c/1", words("x")).markup(), "<a href=\"/c/1\">x</a>");
  for (const char* address : {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "", " https://a"}) {
    EXPECT_EQ(link(address, words("x")).markup(), "x") << address;
  }
}

}  // namespace
}  // namespace cairn::text
