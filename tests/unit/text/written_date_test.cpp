#include "text/written_date.hpp"

#include <gtest/gtest.h>

namespace cairn::text {
namespace {

constexpr Date k_date{2026, 6, 14};

std::string code_of(std::string_view text, DayOrder order = DayOrder::unknown) {
  const Result<WrittenDate> date = read_written_date(text, order);
  return date ? "read as " + format_date(date->date) : date.error().code;
}

TEST(WrittenDate, is_read_however_people_write_it) {
  for (const char* text : {"2026-06-14",
                           "2026/06/14",
                           "2026.6.14",
                           "14 June 2026",
                           "14 Jun 2026",
                           "14th June 2026",
                           "14 june 2026",
                           "14-Jun-2026",
                           "14. June 2026",
                           "June 14, 2026",
                           "Jun 14 2026",
                           "June 14th, 2026",
                           "JUNE 14 2026",
                           "14/06/2026",
                           "14.06.2026",
                           "14-06-2026",
                           "06/14/2026",
                           "6/14/2026",
                           " 14  June\xC2\xA0"
                           "2026 ",
                           "14/Jun/2026"}) {
    const Result<WrittenDate> date = read_written_date(text);
    ASSERT_TRUE(date) << text << ": " << date.error().detail;
    EXPECT_EQ(date->date, k_date) << text;
    EXPECT_FALSE(date->had_time);
  }
}

TEST(WrittenDate, tells_how_it_was_read) {
  EXPECT_EQ(read_written_date("2026-06-14")->reading, DateReading::year_first);
  EXPECT_EQ(read_written_date("14 June 2026")->reading, DateReading::words);
  EXPECT_EQ(read_written_date("14/06/2026")->reading, DateReading::only_way);
  EXPECT_EQ(read_written_date("06/14/2026")->reading, DateReading::only_way);
  EXPECT_EQ(read_written_date("03/04/2026", DayOrder::day_first)->reading, DateReading::day_first);
  EXPECT_EQ(read_written_date("03/04/2026", DayOrder::month_first)->reading, DateReading::month_first);
}

TEST(WrittenDate, all_months_are_known_by_name_and_by_three_letters) {
  const char* months[] = {"January", "February", "March",     "April",   "May",      "June",
                          "July",    "August",   "September", "October", "November", "December"};
  for (int month = 1; month <= 12; ++month) {
    const std::string name = months[month - 1];
    EXPECT_EQ(read_written_date("2 " + name + " 2026")->date.month, month);
    EXPECT_EQ(read_written_date("2 " + name.substr(0, 3) + " 2026")->date.month, month);
    EXPECT_EQ(spell_date({2026, month, 2}), "2 " + name + " 2026");
  }
  EXPECT_EQ(read_written_date("2 Sept 2026")->date.month, 9);
  EXPECT_EQ(code_of("2 Juni 2026"), "date.format");
  EXPECT_EQ(code_of("2 J 2026"), "date.format");
}

TEST(WrittenDate, with_two_readings_is_refused_and_both_are_named) {
  const Result<WrittenDate> date = read_written_date("03/04/2026");
  ASSERT_FALSE(date);
  EXPECT_EQ(date.error().kind, Kind::refused);
  EXPECT_EQ(date.error().code, "date.ambiguous");
  EXPECT_EQ(date.error().detail, "\"03/04/2026\" may be 3 April 2026 or 4 March 2026");
  EXPECT_EQ(code_of("3.4.2026"), "date.ambiguous");
  EXPECT_EQ(code_of("03/04/2026", DayOrder::contradictory), "date.ambiguous");
  EXPECT_EQ(code_of("05/05/2026"), "read as 2026-05-05");
}

TEST(WrittenDate, the_column_decides_what_one_date_leaves_open) {
  EXPECT_EQ(code_of("03/04/2026", DayOrder::day_first), "read as 2026-04-03");
  EXPECT_EQ(code_of("03/04/2026", DayOrder::month_first), "read as 2026-03-04");
  EXPECT_EQ(code_of("06/14/2026", DayOrder::day_first), "date.impossible");
}

TEST(WrittenDate, a_column_proves_its_order_by_days_above_twelve) {
  DayOrderEvidence evidence;
  for (const char* text : {"03/04/2026", "05/05/2026", "", "2026-06-14", "14 June 2026", "46187"}) evidence.add(text);
  EXPECT_EQ(evidence.verdict(), DayOrder::unknown);
  EXPECT_EQ(evidence.ambiguous(), 1u);
  evidence.add(" 21/07/2026 00:00");
  EXPECT_EQ(evidence.verdict(), DayOrder::day_first);
  evidence.add("07/21/2026");
  EXPECT_EQ(evidence.verdict(), DayOrder::contradictory);
  DayOrderEvidence other;
  other.add("02/30/2026");  // no date either way proves nothing
  EXPECT_EQ(other.verdict(), DayOrder::unknown);
  other.add("02/28/2026");
  EXPECT_EQ(other.verdict(), DayOrder::month_first);
}

TEST(WrittenDate, that_never_was_is_refused) {
  EXPECT_EQ(code_of("2026-02-30"), "date.impossible");
  EXPECT_EQ(code_of("30 February 2026"), "date.impossible");
  EXPECT_EQ(code_of("29/02/2026"), "date.impossible");
  EXPECT_EQ(code_of("29/02/2024"), "read as 2024-02-29");
  EXPECT_EQ(code_of("32/01/2026"), "date.impossible");
  EXPECT_EQ(code_of("00/00/0000"), "date.impossible");
  EXPECT_EQ(code_of("2026-13-01"), "date.impossible");
  EXPECT_EQ(read_written_date("30/02/2026").error().detail, "there is no 30 February 2026");
  EXPECT_EQ(read_written_date("02/30/2026").error().detail, "there is no 30 February 2026");
}

// Serial numbers as LibreOffice Calc shows them for these dates.
TEST(WrittenDate, a_spreadsheets_day_number_is_refused_with_the_day_it_would_be) {
  EXPECT_EQ(code_of("46187"), "date.serial");
  EXPECT_NE(read_written_date("46187").error().detail.find("14 June 2026"), std::string::npos);
  EXPECT_NE(read_written_date("46187").error().hint.find("2026-06-14"), std::string::npos);
  EXPECT_NE(read_written_date("45658").error().detail.find("1 January 2025"), std::string::npos);
  EXPECT_NE(read_written_date("36526").error().detail.find("1 January 2000"), std::string::npos);
  EXPECT_NE(read_written_date("61").error().detail.find("1 March 1900"), std::string::npos);
  EXPECT_NE(read_written_date("1").error().detail.find("1 January 1900"), std::string::npos);
  EXPECT_NE(read_written_date("59").error().detail.find("28 February 1900"), std::string::npos);
  EXPECT_EQ(code_of("2958466"), "date.format");
  EXPECT_EQ(code_of("99999999999999999999"), "date.format");
  EXPECT_EQ(code_of("0"), "date.format");
  EXPECT_EQ(code_of("2026"), "date.format");
  EXPECT_EQ(code_of("20260614"), "date.format");
}

TEST(WrittenDate, two_digit_years_are_refused) {
  EXPECT_EQ(code_of("14/06/26"), "date.two-digit-year");
  EXPECT_EQ(code_of("14 June 26"), "date.two-digit-year");
}

TEST(WrittenDate, years_that_can_only_be_slips_are_refused) {
  EXPECT_EQ(code_of("06/14/0226"), "date.year");
  EXPECT_EQ(code_of("0026-06-14"), "date.year");
  EXPECT_EQ(code_of("14 June 1899"), "date.year");
  EXPECT_EQ(code_of("1 January 1900"), "read as 1900-01-01");
}

TEST(WrittenDate, a_time_of_day_is_left_out_and_said_so) {
  for (const char* text : {"2026-06-14T00:00:00Z", "2026-06-14 00:00", "14/06/2026 00:00:00", "6/14/2026 12:00:00 AM",
                           "14 June 2026 9:30", "2026-06-14T09:30:00.000+01:00"}) {
    const Result<WrittenDate> date = read_written_date(text);
    ASSERT_TRUE(date) << text << ": " << date.error().detail;
    EXPECT_EQ(date->date, k_date) << text;
    EXPECT_TRUE(date->had_time) << text;
  }
}

TEST(WrittenDate, anything_else_is_no_date) {
  EXPECT_EQ(code_of(""), "date.empty");
  EXPECT_EQ(code_of("  \t "), "date.empty");
  for (const char* text : {"soon",
                           "June 2026",
                           "14 June",
                           "2026-06",
                           "14/06",
                           "2026-06-14x",
                           "14 June 2026!",
                           "-14/06/2026",
                           "14/06-2026",
                           "14//06/2026",
                           "14/06/20261",
                           "2026-06-014",
                           "14 June 2026 or later",
                           "(14 June 2026)",
                           "1st Jun 2026th 7",
                           "14\nJune 2026",
                           "12:30",
                           "14:06:2026",
                           "\xFF",
                           "14 06 2026"}) {
    EXPECT_EQ(code_of(text), "date.format") << text;
  }
  EXPECT_EQ(code_of(std::string(1000, '1')), "date.format");
}

TEST(WrittenDate, an_error_quotes_only_harmless_text) {
  EXPECT_EQ(read_written_date("14\xE2\x80\xAE"
                              "June")
                .error()
                .detail,
            "the text is not a date");
  EXPECT_EQ(read_written_date("soon").error().detail, "\"soon\" is not a date");
}

}  // namespace
}  // namespace cairn::text
