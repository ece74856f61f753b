#include "domain/folded_words.hpp"

#include <gtest/gtest.h>

#include "domain/word_search.hpp"

namespace cairn::domain {
namespace {

std::string folded(std::string_view text) {
  std::string out;
  for (const FoldedWord& word : folded_words(text)) out += (out.empty() ? "" : " ") + word.text + (word.ends_part ? "|" : "");
  return out;
}

TEST(FoldedWords, case_accents_and_wide_letters_do_not_matter) {
  EXPECT_EQ(folded("DIPLÔME"), "diplome|");
  EXPECT_EQ(folded("Diplo\xCC\x82me"), "diplome|");  // the accent after its letter
  EXPECT_EQ(folded("Ｄｉｐｌｏｍａ"), "diploma|");
  EXPECT_EQ(folded("Straße ŒUVRE Łódź"), "strasse oeuvre lodz|");
  EXPECT_EQ(folded("ΔΙΠΛΩΜΑ ДИПЛОМ Ѓ"), "διπλωμα диплом ѓ|");
}

TEST(FoldedWords, what_nobody_sees_parts_no_word) {
  EXPECT_EQ(folded("Di\xC2\xADplo\xE2\x80\x8Bma"), "diploma|");
  EXPECT_EQ(folded("post-graduate"), "post graduate|");
  EXPECT_EQ(folded("Master's in care"), "master in care|");
  EXPECT_EQ(folded("Master\xE2\x80\x99s"), "master|");
}

TEST(FoldedWords, marks_end_a_part_and_spaces_do_not) {
  EXPECT_EQ(folded("Care (diploma): part 1"), "care| diploma| part 1|");
  EXPECT_EQ(folded(""), "");
  EXPECT_EQ(folded(" :- "), "");
  EXPECT_EQ(folded("a\xFF" "b"), "a| b|");  // no UTF-8: a mark
}

TEST(FoldedWords, a_word_in_parts_of_another_is_not_found) {
  const PreparedWords list = {"", {folded_words("new zealand")}, {}, {}};
  EXPECT_EQ(find_forbidden(folded_words("New Zealand birds"), list).weight, WordHit::Weight::refused);
  EXPECT_EQ(find_forbidden(folded_words("New Zealander birds"), list).weight, WordHit::Weight::none);
  EXPECT_EQ(find_forbidden(folded_words("New"), list).weight, WordHit::Weight::none);
  EXPECT_EQ(find_forbidden({}, list).weight, WordHit::Weight::none);
}

TEST(FoldedWords, languages_are_compared_by_their_first_part) {
  EXPECT_TRUE(is_language("en-GB", "en"));
  EXPECT_TRUE(is_language("gd", ""));
  EXPECT_FALSE(is_language("gd", "en"));
}

}  // namespace
}  // namespace cairn::domain
