#include "domain/fraction.hpp"

#include <gtest/gtest.h>

namespace cairn::domain {
namespace {

TEST(Fraction, is_kept_in_lowest_terms) {
  EXPECT_EQ(Fraction(6, 4), Fraction(3, 2));
  EXPECT_EQ(to_text(Fraction(6, 4)), "1.5");
  EXPECT_EQ(to_text(Fraction(0, 7)), "0");
  EXPECT_EQ(to_text(Fraction(1, 3)), "1/3");
  EXPECT_EQ(to_text(Fraction(1, 16)), "1/16");  // four places
  EXPECT_EQ(to_text(Fraction(1, 8)), "0.125");
}

TEST(Fraction, seven_and_a_half_credits_go_there_and_back_exactly) {
  const Fraction ects = parse_fraction("7.5").value();
  const Fraction scqf = multiply(ects, parse_fraction("2").value()).value();
  EXPECT_EQ(to_text(scqf), "15");
  EXPECT_EQ(multiply(scqf, parse_fraction("1/2").value()).value(), ects);
}

TEST(Fraction, thirds_are_not_rounded) {
  const Fraction third = divide(Fraction(1, 1), Fraction(3, 1)).value();
  EXPECT_EQ(multiply(third, Fraction(3, 1)).value(), Fraction(1, 1));
}

TEST(Fraction, fractions_are_compared_exactly) {
  EXPECT_EQ(compare(Fraction(1, 3), Fraction(2, 6)), 0);
  EXPECT_LT(compare(Fraction(333333333, 1000000000), Fraction(1, 3)), 0);
  EXPECT_GT(compare(Fraction(7, 2), Fraction(10, 3)), 0);
  EXPECT_LT(compare(Fraction(2, 1), Fraction(7, 3)), 0);
  EXPECT_GT(compare(Fraction(999999999999999, 1000000000000000), Fraction(999999999999998, 999999999999999)), 0);
}

TEST(Fraction, what_is_too_large_to_be_exact_is_refused) {
  const Fraction large(999999999999999, 1);
  EXPECT_EQ(multiply(large, Fraction(2, 1)).error().code, "domain.fraction");
  EXPECT_TRUE(multiply(large, Fraction(1, 3)));
}

TEST(Fraction, other_text_is_refused) {
  for (const char* text : {"", "-1", "1/0", "1/", "/2", "1/2/3", "1,5", "a", "1e3", "1234567890/1"}) {
    EXPECT_EQ(parse_fraction(text).error().code, "domain.fraction") << text;
  }
}

}  // namespace
}  // namespace cairn::domain
