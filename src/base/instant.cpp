#include "base/instant.hpp"

namespace cairn {
namespace {

// Days since 1970-01-01 of a civil date, and back, for the proleptic Gregorian calendar
// (shifting the year to begin in March puts the leap day last).
std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Date civil_from_days(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_index = static_cast<int>((5 * day_of_year + 2) / 153);
  const int day = static_cast<int>(day_of_year - (153 * month_index + 2) / 5 + 1);
  const int month = month_index < 10 ? month_index + 3 : month_index - 9;
  return Date{static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), month, day};
}

bool read_digits(std::string_view text, std::size_t at, std::size_t count, int& out) {
  if (at + count > text.size()) return false;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (text[i] - '0');
  }
  out = value;
  return true;
}

Failure bad_format(std::string_view text) {
  return fail(Kind::malformed, "time.format", "not a date and time: \"" + std::string(text.substr(0, 64)) + "\"",
              "write it like 2026-03-15T09:30:00Z");
}

// Zone at `at`: Z or ±hh:mm, nothing after it. Seconds east of UTC.
Result<int> parse_zone(std::string_view text, std::size_t at) {
  if (at == text.size()) {
    return fail(Kind::malformed, "time.zone", "no time zone in \"" + std::string(text) + "\"", "end it with Z or +hh:mm");
  }
  if ((text[at] == 'Z') && at + 1 == text.size()) return 0;
  int hours = 0;
  int minutes = 0;
  const bool sign_ok = text[at] == '+' || text[at] == '-';
  if (!sign_ok || at + 6 != text.size() || !read_digits(text, at + 1, 2, hours) || text[at + 3] != ':' ||
      !read_digits(text, at + 4, 2, minutes)) {
    return bad_format(text);
  }
  if (minutes > 59 || hours > 14 || (hours == 14 && minutes != 0)) {
    return fail(Kind::malformed, "time.range", "no such time zone: \"" + std::string(text.substr(at)) + "\"");
  }
  const int offset = hours * 3600 + minutes * 60;
  return text[at] == '-' ? -offset : offset;
}

}  // namespace

bool is_valid_date(const Date& date) {
  static constexpr int k_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12 || date.day < 1) return false;
  const bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
  const int last = date.month == 2 && leap ? 29 : k_days[date.month - 1];
  return date.day <= last;
}

Instant start_of_day(const Date& date) { return Instant{days_from_civil(date.year, date.month, date.day) * 86400, 0}; }

Date date_of(Instant instant) {
  std::int64_t days = instant.seconds / 86400;
  if (instant.seconds % 86400 < 0) --days;
  return civil_from_days(days);
}

Result<Date> parse_date(std::string_view text) {
  Date date;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !read_digits(text, 0, 4, date.year) ||
      !read_digits(text, 5, 2, date.month) || !read_digits(text, 8, 2, date.day)) {
    return fail(Kind::malformed, "time.format", "not a date: \"" + std::string(text.substr(0, 64)) + "\"",
                "write it like 2026-03-15");
  }
  if (!is_valid_date(date)) {
    return fail(Kind::malformed, "time.range", "there is no day " + std::string(text));
  }
  return date;
}

Result<Instant> parse_date_time_stamp(std::string_view text) {
  if (text.size() < 19 || text[10] != 'T' || text[13] != ':' || text[16] != ':') return bad_format(text);
  CAIRN_TRY(const Date date, parse_date(text.substr(0, 10)));
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!read_digits(text, 11, 2, hour) || !read_digits(text, 14, 2, minute) || !read_digits(text, 17, 2, second)) {
    return bad_format(text);
  }
  std::size_t at = 19;
  std::int32_t nanoseconds = 0;
  bool fraction_is_zero = true;
  if (at < text.size() && text[at] == '.') {
    const std::size_t first = ++at;
    std::int32_t unit = 100'000'000;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
      nanoseconds += unit * (text[at] - '0');
      unit /= 10;
      fraction_is_zero = fraction_is_zero && text[at] == '0';
    }
    if (at == first) return bad_format(text);
  }
  const bool end_of_day = hour == 24 && minute == 0 && second == 0 && fraction_is_zero;
  if ((hour > 23 && !end_of_day) || minute > 59 || second > 59) {
    return fail(Kind::malformed, "time.range", "no such time of day: \"" + std::string(text) + "\"");
  }
  CAIRN_TRY(const int zone, parse_zone(text, at));
  return Instant{start_of_day(date).seconds + hour * 3600 + minute * 60 + second - zone, nanoseconds};
}

// Writes `value` with leading zeros in `digits` places.
static void put_digits(char*& to, std::int64_t value, int digits) {
  for (int i = digits - 1; i >= 0; --i) {
    to[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  to += digits;
}

static void put_date(char*& to, const Date& date) {
  put_digits(to, date.year, 4);
  *to++ = '-';
  put_digits(to, date.month, 2);
  *to++ = '-';
  put_digits(to, date.day, 2);
}

std::string format_date(const Date& date) {
  char buffer[10];
  char* end = buffer;
  put_date(end, date);
  return std::string(buffer, end);
}

std::string format_instant(Instant instant) {
  const Date date = date_of(instant);
  const std::int64_t second_of_day = instant.seconds - start_of_day(date).seconds;
  char buffer[24];
  char* end = buffer;
  put_date(end, date);
  *end++ = 'T';
  put_digits(end, second_of_day / 3600, 2);
  *end++ = ':';
  put_digits(end, second_of_day / 60 % 60, 2);
  *end++ = ':';
  put_digits(end, second_of_day % 60, 2);
  if (const int milliseconds = instant.nanoseconds / 1'000'000; milliseconds != 0) {
    *end++ = '.';
    put_digits(end, milliseconds, 3);
  }
  *end++ = 'Z';
  return std::string(buffer, end);
}

}  // namespace cairn
