#include "base/result.hpp"

#include <gtest/gtest.h>

#include <set>

namespace cairn {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return fail(Kind::refused, "test.odd", std::to_string(number) + " is odd", "give an even one");
  return number / 2;
}

Result<std::string> quarter_in_words(int number) {
  CAIRN_TRY(const int once, half(number));
  CAIRN_TRY(const int twice, half(once));
  return "a quarter is " + std::to_string(twice);
}

Result<void> check_even(int number) {
  CAIRN_CHECK(half(number));
  return {};
}

TEST(Result, holds_a_value) {
  EXPECT_TRUE(half(4).has_value());
  EXPECT_EQ(half(4).value(), 2);
  EXPECT_EQ(*half(4), 2);
  EXPECT_EQ(half(3).value_or(7), 7);
}

TEST(Result, holds_a_reason) {
  const Result<int> none = half(3);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, Kind::refused);
  EXPECT_EQ(none.error().code, "test.odd");
  EXPECT_EQ(none.error().detail, "3 is odd");
  EXPECT_EQ(none.error().hint, "give an even one");
}

TEST(Result, try_goes_on_with_the_value_or_returns_the_first_reason) {
  EXPECT_EQ(quarter_in_words(8).value(), "a quarter is 2");
  EXPECT_EQ(quarter_in_words(6).error().detail, "3 is odd");
  EXPECT_EQ(quarter_in_words(5).error().detail, "5 is odd");
}

TEST(Result, check_returns_the_reason) {
  EXPECT_TRUE(check_even(2).has_value());
  EXPECT_EQ(check_even(1).error().code, "test.odd");
}

TEST(Result, reading_the_wrong_side_is_a_bug) {
  Result<int> some = half(4);
  const Result<int> none = half(3);
  EXPECT_THROW((void)some.error(), Bug);
  EXPECT_THROW((void)none.value(), Bug);
  EXPECT_THROW((void)check_even(2).error(), Bug);
}

TEST(Result, carries_what_can_only_be_moved) {
  Result<std::unique_ptr<int>> owner(std::make_unique<int>(5));
  const std::unique_ptr<int> taken = std::move(owner).value();
  EXPECT_EQ(*taken, 5);
}

TEST(Result, a_failure_passes_from_one_type_to_another) {
  const auto pass_on = []() -> Result<std::string> { return half(1).failure(); };
  EXPECT_EQ(pass_on().error().code, "test.odd");
}

TEST(Result, every_kind_has_its_own_word) {
  std::set<std::string_view> words;
  for (int kind = 0; kind <= static_cast<int>(Kind::corrupt); ++kind) words.insert(kind_name(static_cast<Kind>(kind)));
  EXPECT_EQ(words.size(), 9u);
  EXPECT_EQ(kind_name(Kind::malformed), "malformed");
  EXPECT_EQ(kind_name(Kind::corrupt), "corrupt");
}

}  // namespace
}  // namespace cairn
