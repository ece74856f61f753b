#include "bake/plain_badge.hpp"

#include <gtest/gtest.h>

#include "bake/canvas.hpp"
#include "bake/extract.hpp"
#include "base/utf8.hpp"

namespace cairn::bake {
namespace {

TEST(PlainBadge, names_cannot_become_markup) {
  const std::string badge = plain_badge({"</title><script>alert(1)</script>&x;\"'\x01\xE2\x80\xAE", "<&>"});
  EXPECT_EQ(badge.find("<script"), std::string::npos);
  EXPECT_EQ(badge.find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_FALSE(extract(as_bytes(badge)).value().payload.has_value());
}

TEST(PlainBadge, a_credential_can_be_put_in_whatever_the_words_are) {
  for (const std::string& word : {std::string(), std::string("a"), std::string(5000, 'x'),
                                  std::string("\xFF\xEF\xBF\xBF\0", 5), std::string("נעמי  团队\n🏅")}) {
    const std::string badge = plain_badge({word, word});
    EXPECT_TRUE(is_utf8(badge));
    const std::string baked = Canvas::open(as_bytes(badge)).value().with("{}", Dialect::open_badges_3).value();
    EXPECT_EQ(extract(as_bytes(baked)).value().payload->text, "{}");
  }
}

TEST(PlainBadge, those_who_cannot_see_it_are_told_what_it_is) {
  const std::string badge = plain_badge({"Data Storytelling", "Ardmore College"});
  EXPECT_NE(badge.find("role=\"img\""), std::string::npos);
  EXPECT_NE(badge.find("<title id=\"badge-title\">Data Storytelling</title>"), std::string::npos);
  EXPECT_NE(badge.find("issued by Ardmore College"), std::string::npos);
}

}  // namespace
}  // namespace cairn::bake
