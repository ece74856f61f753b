#include "vc/covered_number.hpp"

#include <gtest/gtest.h>

#include "unit/vc/sample.hpp"
#include "vc/credential_view.hpp"

namespace cairn::vc {
namespace {

// The values are those of xsd:double's canonical form, "1.05E1", as the toRdf algorithm of JSON-LD 1.1 asks for it.
TEST(CoveredNumber, numbers_that_sign_alike_are_shown_alike) {
  EXPECT_EQ(covered_number("10.5"), "10.5");
  EXPECT_EQ(covered_number("10.500000000000002"), "10.5");
  EXPECT_EQ(covered_number("1.05e1"), "10.5");
  EXPECT_EQ(covered_number("-0"), "0");
  EXPECT_EQ(covered_number("-0.0"), "0");
  EXPECT_EQ(covered_number("1e-400"), "0");
  EXPECT_EQ(covered_number("100000000000000000000"), "100000000000000000000");
  EXPECT_EQ(covered_number("9007199254740991"), "9007199254740991");
}

TEST(CoveredNumber, what_no_signature_covers_is_not_shown) {
  EXPECT_EQ(covered_number("1e400"), std::nullopt);
  // As an integer 12345678901234568, as a double 1.234567890123457E16.
  EXPECT_EQ(covered_number("12345678901234567"), std::nullopt);
}

TEST(CoveredNumber, only_a_number_that_says_exactly_what_is_signed_survives) {
  for (const char* text : {"0", "20", "7.5", "-7.50", "1e2", "0.1", "123456789012345", "1E21", "9007199254740991"}) {
    EXPECT_TRUE(survives_signing(text)) << text;
  }
  for (const char* text : {"-0", "-0.0", "10.500000000000002", "10.50000000000000001", "1e400", "1e-400",
                           "9007199254740993", "12345678901234567", "0.1000000000000000055511151231257827"}) {
    EXPECT_FALSE(survives_signing(text)) << text;
  }
}

TEST(CoveredNumber, the_summary_shows_the_number_that_is_signed) {
  const Parsed parsed(R"({"credentialSubject": {"creditsEarned": 10.500000000000002}})");
  EXPECT_EQ(summarize(parsed.value()).credits_earned, "10.5");
}

}  // namespace
}  // namespace cairn::vc
