#include "domain/amount.hpp"

#include <gtest/gtest.h>

namespace cairn::domain {
namespace {

TEST(Amount, keeps_decimals_exactly) {
  for (const char* text : {"0", "10", "7.5", "0.125", "1000000000", "2.05"}) {
    const auto amount = parse_amount(text);
    ASSERT_TRUE(amount) << text;
    EXPECT_EQ(to_text(*amount), text);
  }
  EXPECT_EQ(parse_amount("7.5")->thousandths(), 7'500);
}

TEST(Amount, writes_the_shortest_text) {
  EXPECT_EQ(to_text(*parse_amount("07.50")), "7.5");
  EXPECT_EQ(to_text(*parse_amount("10.000")), "10");
}

TEST(Amount, refuses_what_is_no_plain_decimal) {
  for (const char* text : {"", "-1", "+1", "1,5", "1.", ".5", "1.2345", "1e3", "ten", " 1", "99999999999", "1000000000.001"}) {
    const auto amount = parse_amount(text);
    ASSERT_FALSE(amount) << text;
    EXPECT_EQ(amount.error().code, "domain.amount");
  }
}

}  // namespace
}  // namespace cairn::domain
