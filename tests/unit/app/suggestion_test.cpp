#include "app/suggestion.hpp"

#include <gtest/gtest.h>

#include <array>

namespace cairn::app {
namespace {

constexpr std::array<std::string_view, 4> k_words = {"issue", "verify", "keygen", "help"};

TEST(Suggestion, a_slip_of_the_finger_finds_its_word) {
  EXPECT_EQ(closest_word("isue", k_words), "issue");
  EXPECT_EQ(closest_word("verfiy", k_words), "verify");
  EXPECT_EQ(closest_word("KEYGEN", k_words), "keygen");
}

TEST(Suggestion, a_strange_word_finds_nothing) {
  EXPECT_EQ(closest_word("banana", k_words), "");
  EXPECT_EQ(closest_word("", k_words), "");
  EXPECT_EQ(closest_word(std::string(1'000, 'x'), k_words), "");
  EXPECT_EQ(did_you_mean("banana", k_words), "");
}

TEST(Suggestion, the_sentence_names_the_word) { EXPECT_EQ(did_you_mean("isue", k_words), "Did you mean \"issue\"?"); }

}  // namespace
}  // namespace cairn::app
