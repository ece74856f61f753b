#include "base/instant.hpp"

#include <gtest/gtest.h>

namespace cairn {
namespace {

std::string code_of(std::string_view text) {
  const Result<Instant> instant = parse_date_time_stamp(text);
  return instant ? "" : instant.error().code;
}

TEST(InstantText, is_read_with_its_zone) {
  // Seconds since 1970 as POSIX `date` gives them.
  EXPECT_EQ(parse_date_time_stamp("1970-01-01T00:00:00Z").value(), (Instant{0, 0}));
  EXPECT_EQ(parse_date_time_stamp("2026-03-15T09:30:00Z").value(), (Instant{1773567000, 0}));
  EXPECT_EQ(parse_date_time_stamp("2026-03-15T10:30:00+01:00").value(), (Instant{1773567000, 0}));
  EXPECT_EQ(parse_date_time_stamp("2026-03-15T04:00:00-05:30").value(), (Instant{1773567000, 0}));
  EXPECT_EQ(parse_date_time_stamp("1969-12-31T23:59:59.25Z").value(), (Instant{-1, 250'000'000}));
  EXPECT_EQ(parse_date_time_stamp("2000-02-29T12:00:00.123456789Z").value(), (Instant{951825600, 123'456'789}));
}

TEST(InstantText, midnight_may_be_written_as_24) {
  EXPECT_EQ(parse_date_time_stamp("2026-12-31T24:00:00Z").value(),
            parse_date_time_stamp("2027-01-01T00:00:00Z").value());
  EXPECT_EQ(code_of("2026-12-31T24:00:01Z"), "time.range");
  EXPECT_EQ(code_of("2026-12-31T24:00:00.1Z"), "time.range");
}

TEST(InstantText, needs_a_zone) {
  EXPECT_EQ(code_of("2026-03-15T09:30:00"), "time.zone");
  EXPECT_EQ(code_of("2026-03-15T09:30:00.5"), "time.zone");
}

TEST(InstantText, other_forms_are_refused) {
  for (const char* text :
       {"", "2026-03-15", "2026-03-15 09:30:00Z", "2026-03-15T09:30Z", "2026-3-15T09:30:00Z", "2026-03-15T09:30:00z",
        "2026-03-15T09:30:00.Z", "2026-03-15T09:30:00+0100", "2026-03-15T09:30:00+01", "2026-03-15T09:30:00Z ",
        "+2026-03-15T09:30:00Z", "2026-03-15T09:3a:00Z"}) {
    EXPECT_EQ(code_of(text), "time.format") << text;
  }
}

TEST(InstantText, times_that_do_not_exist_are_refused) {
  for (const char* text :
       {"2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
        "2026-01-01T25:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00+14:01",
        "2026-01-01T00:00:00+00:60", "0000-01-01T00:00:00Z"}) {
    EXPECT_EQ(code_of(text), "time.range") << text;
  }
}

TEST(InstantText, is_written_with_milliseconds_only_when_there_are_some) {
  EXPECT_EQ(format_instant({1773567000, 0}), "2026-03-15T09:30:00Z");
  EXPECT_EQ(format_instant({1773567000, 5'000'000}), "2026-03-15T09:30:00.005Z");
  EXPECT_EQ(format_instant({-1, 0}), "1969-12-31T23:59:59Z");
  EXPECT_EQ(format_instant({253402300799, 999'999'999}), "9999-12-31T23:59:59.999Z");
}

TEST(Date, exists_or_not) {
  EXPECT_TRUE(is_valid_date({2024, 2, 29}));
  EXPECT_TRUE(is_valid_date({2000, 2, 29}));
  EXPECT_FALSE(is_valid_date({1900, 2, 29}));
  EXPECT_FALSE(is_valid_date({2026, 2, 29}));
  EXPECT_FALSE(is_valid_date({2026, 4, 31}));
  EXPECT_FALSE(is_valid_date({0, 1, 1}));
  EXPECT_FALSE(is_valid_date({10000, 1, 1}));
}

TEST(Date, text_is_four_two_two_digits) {
  EXPECT_EQ(parse_date("2026-03-15").value(), (Date{2026, 3, 15}));
  EXPECT_EQ(parse_date("2026-02-30").error().code, "time.range");
  EXPECT_EQ(parse_date("26-03-15").error().code, "time.format");
  EXPECT_EQ(parse_date("2026/03/15").error().code, "time.format");
  EXPECT_EQ(format_date({33, 4, 3}), "0033-04-03");
}

TEST(Date, every_day_of_ten_thousand_years_follows_the_one_before) {
  const std::int64_t first = start_of_day({1, 1, 1}).seconds / 86400;
  const std::int64_t last = start_of_day({9999, 12, 31}).seconds / 86400;
  EXPECT_EQ(last - first + 1, 3'652'059);  // 9999 years: 365 each, and 2424 leap days
  Date before = date_of({(first - 1) * 86400, 0});
  for (std::int64_t day = first; day <= last; ++day) {
    const Date date = date_of({day * 86400 + 86399, 0});
    ASSERT_TRUE(is_valid_date(date));
    ASSERT_LT(before, date);
    ASSERT_EQ(start_of_day(date).seconds, day * 86400);
    before = date;
  }
}

}  // namespace
}  // namespace cairn
